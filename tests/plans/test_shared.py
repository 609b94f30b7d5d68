"""A plan shared by a link: one version, one person, a code told apart, one browser, until a day; all of it logged."""

import datetime as dt
import logging
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.logs import HideSharedLinks
from gezien.common.sharing import MOST_TRIES, hashed
from gezien.notes.models import Note
from gezien.plans.actions.individual_steps import make_version
from gezien.plans.actions.share import forget_dead_secrets, make_link, open_link, revoke_link
from gezien.plans.models import IndividualPlan, PlanAnswer, ShareLink
from gezien.plans.queries.individual_content import latest_version
from gezien.plans.queries.share import State, state_of_link
from gezien.schools.rules import NotAllowed

pytestmark = pytest.mark.requirement("H24")


@pytest.fixture
def plan(zwaluw) -> IndividualPlan:
    """Lieke's plan of the demo school, with the parents."""
    return IndividualPlan.objects.select_related("pupil").get(kind="temporary")


@pytest.fixture
def new_link(member, plan):
    """`new_link()` makes a link to the last version for the mother, valid for two weeks or until a day."""

    def made(**changes):
        values = {"recipient": "Anneke Postma", "relation": "moeder", "purpose": "lezen", "form": uuid4()}
        values["valid_until"] = clock.today() + dt.timedelta(days=14)
        return make_link(by=member("emmy"), version=latest_version(plan), **values | changes)

    return made


@pytest.fixture
def phone() -> Client:
    return Client()


def url(token: str, page: str = "plan") -> str:
    return reverse(f"shared:{page}", args=[token])


def opened(phone: Client, made) -> str:
    """Open the link with its code; the page."""
    assert phone.post(url(made.token), {"code": made.code}).status_code == 302
    return phone.get(url(made.token)).content.decode()


def test_link_and_code_open_one_version_and_nothing_else(phone, new_link, plan):
    made = new_link()
    closed = phone.get(url(made.token)).content.decode()
    assert plan.pupil.call_name not in closed
    page = opened(phone, made)
    assert "Begint eind maart binnen 2 minuten aan de taak" in page
    assert reverse("workspace:pupil", args=["zwaluw", plan.pupil_id]) not in page
    assert "<nav" not in page


def test_page_is_not_cached_not_indexed_and_says_nothing_to_other_sites(phone, new_link):
    reply = phone.get(url(new_link().token))
    assert reply.headers["Cache-Control"] == "private, no-store"
    assert reply.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert reply.headers["Referrer-Policy"] == "same-origin"


def test_neither_address_nor_code_nor_cookie_is_stored(phone, new_link):
    made = new_link()
    opened(phone, made)
    stored = " ".join(str(value) for value in ShareLink.objects.filter(pk=made.link.pk).values()[0].values())
    secrets = [made.token, made.code, *(cookie.value for cookie in phone.cookies.values())]
    assert not [secret for secret in secrets if secret in stored]


def test_link_opens_in_one_browser_and_there_for_two_hours(phone, new_link):
    made = new_link()
    opened(phone, made)
    other = Client()
    assert "al gebruikt" in other.get(url(made.token)).content.decode()
    assert other.post(url(made.token), {"code": made.code}, follow=True).content.decode().count("al gebruikt")
    ShareLink.objects.filter(pk=made.link.pk).update(bound_until=timezone.now() - dt.timedelta(minutes=1))
    assert "al gebruikt" in phone.get(url(made.token)).content.decode()


def test_five_wrong_codes_close_the_link_also_for_the_right_one(phone, new_link):
    made = new_link()
    wrong = "000000" if made.code != "000000" else "111111"
    for _time in range(MOST_TRIES - 1):
        assert phone.post(url(made.token), {"code": wrong}).status_code == 422
    assert "Deze link is dicht" in phone.post(url(made.token), {"code": wrong}).content.decode()
    assert "Deze link is dicht" in phone.post(url(made.token), {"code": made.code}, follow=True).content.decode()
    assert AuditEvent.objects.filter(verb="sharelink.refused", object_id=made.link.pk).count() == MOST_TRIES


def test_revoked_and_expired_links_say_so_also_to_who_has_them_open(phone, new_link, member):
    made = new_link()
    opened(phone, made)
    revoke_link(by=member("tom"), link=made.link)
    assert "beëindigd" in phone.get(url(made.token)).content.decode()
    old = new_link()
    ShareLink.objects.filter(pk=old.link.pk).update(valid_until=clock.today() - dt.timedelta(days=1))
    assert "niet meer geldig" in phone.get(url(old.token)).content.decode()


@given(st.text(min_size=1, max_size=120))
def test_address_that_nobody_made_is_not_found(text):
    path = f"/shared/{hashed(text)[:40]}/"
    reply = Client().get(path)
    assert reply.status_code == 404
    assert "Deze link bestaat niet" in reply.content.decode()


def test_answer_comes_to_the_teacher_and_into_the_file(phone, new_link, plan):
    made = new_link()
    opened(phone, made)
    sent = {"kind": "not_agreed", "remark": "Vijf keer per dag is veel.", "name": "Anneke Postma"}
    page = phone.post(url(made.token, "answer"), sent, follow=True).content.decode()
    assert "Uw antwoord is aangekomen" in page
    answer = PlanAnswer.objects.get(link=made.link)
    assert (answer.version, answer.kind, answer.seen_at) == (latest_version(plan), "not_agreed", None)
    assert answer.note == Note.objects.get(pupil=plan.pupil, text__endswith="Vijf keer per dag is veel.")
    phone.post(url(made.token, "answer"), sent)  # the button pressed twice
    assert PlanAnswer.objects.filter(link=made.link).count() == 1


def test_words_sent_to_a_link_that_closed_are_shown_to_copy(phone, new_link, member):
    made = new_link()
    opened(phone, made)
    revoke_link(by=member("emmy"), link=made.link)
    reply = phone.post(url(made.token, "answer"), {"kind": "comment", "remark": "Dit wil ik houden.", "name": "A"})
    assert reply.status_code == 409
    assert "Dit wil ik houden." in reply.content.decode()
    assert not PlanAnswer.objects.filter(link=made.link).exists()


def test_answer_stays_with_the_version_of_the_link(phone, new_link, plan, member):
    made = new_link()
    opened(phone, made)
    plan.goals.update(text="Begint eind april vanzelf.")
    newer = make_version(by=member("emmy"), plan=plan, why="Later")
    page = phone.post(url(made.token, "answer"), {"kind": "agreed", "name": "Anneke"}, follow=True).content.decode()
    assert "intussen veranderd" in page
    assert PlanAnswer.objects.get(link=made.link).version.number == newer.number - 1


def test_everything_a_link_does_is_logged_without_its_secrets(phone, new_link, plan):
    made = new_link()
    opened(phone, made)
    events = AuditEvent.objects.filter(object_type="plans.sharelink", object_id=made.link.pk).order_by("pk")
    assert [event.verb for event in events] == ["sharelink.made", "sharelink.opened", "sharelink.read"]
    assert {event.pupil_id for event in events} == {plan.pupil_id}
    assert [event.actor_id is None for event in events] == [False, True, True]
    told = " ".join(str(event.details) + event.actor_name for event in events)
    assert made.token not in told
    assert made.code not in told


def test_form_sent_twice_makes_one_link(new_link):
    form = uuid4()
    assert new_link(form=form) is not None
    assert new_link(form=form) is None


@pytest.mark.parametrize("days", [-1, 61])
def test_link_is_for_days_to_come_and_not_for_long(new_link, days):
    with pytest.raises(NotAllowed):
        new_link(valid_until=clock.today() + dt.timedelta(days=days))


def test_head_makes_no_link(member, plan):
    values = {"recipient": "A", "relation": "moeder", "purpose": "lezen", "form": uuid4(), "valid_until": clock.today()}
    with pytest.raises(NotAllowed):
        make_link(by=member("karim"), version=latest_version(plan), **values)


def test_secrets_of_dead_links_are_forgotten(new_link, member):
    alive, dead, used = new_link(), new_link(), new_link()
    ShareLink.objects.filter(pk=dead.link.pk).update(valid_until=clock.today() - dt.timedelta(days=1))
    browser = open_link(link=used.link, code=used.code)
    assert forget_dead_secrets() == 1
    used.link.refresh_from_db()
    assert state_of_link(used.link, browser) == State.OPEN
    assert ShareLink.objects.get(pk=dead.link.pk).code_hash == ""
    assert ShareLink.objects.get(pk=alive.link.pk).code_hash != ""


def test_teacher_sees_link_and_code_once(sign_in, plan):
    emmy, page = sign_in("emmy"), reverse("plans:individual_links", args=["zwaluw", plan.pk])
    values = {"recipient": "Anneke Postma", "relation": "moeder", "purpose": "lezen", "form": str(uuid4())}
    values["valid_until"] = str(clock.today() + dt.timedelta(days=7))
    first = emmy.post(page, values).content.decode()
    assert "/shared/" in first
    assert "/shared/" not in emmy.post(page, values, follow=True).content.decode()


def test_no_address_of_a_link_stands_in_the_servers_log(phone, new_link, caplog):
    made = new_link()
    with caplog.at_level(logging.WARNING, logger="django.request"):
        assert phone.post(url(made.token), {"code": "fout"}).status_code == 422
    written = [one for one in caplog.records if one.name == "django.request"]
    console = next(
        one for one in logging.getLogger().handlers if any(isinstance(f, HideSharedLinks) for f in one.filters)
    )
    told = " ".join(console.format(console.filter(record)) for record in written)
    assert "/shared/…/" in told
    assert made.token not in told


def test_address_of_an_answer_opened_again_leads_to_the_plan(phone, new_link):
    made = new_link()
    opened(phone, made)
    assert phone.get(url(made.token, "answer")).url == url(made.token)
