"""What somebody from outside can do and see: one case, what was ticked, with two codes, logged, over at once."""

import datetime as dt
import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.cases.actions.guests import end_guest, renew_code
from gezien.cases.models import CaseAgreement, CasePart, CaseStory, Guest, GuestContribution
from gezien.common import clock
from gezien.common.logs import HideSharedLinks
from gezien.common.sharing import MOST_TRIES
from tests.factories.agreements import make_agreement
from tests.factories.guests import SECRET, SHOWN, make_case, make_invitation

pytestmark = pytest.mark.requirement("H45")


@pytest.fixture
def case(member, pupils_5b):
    """An open case of a pupil of 5b: Emmy's question, led by Sanne."""
    return make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)


@pytest.fixture
def invited(member, case, mailoutbox, django_capture_on_commit_callbacks):
    """`invited()` gives guest, token and code; `token` as it was mailed."""

    def made(**values):
        with django_capture_on_commit_callbacks(execute=True):
            found = make_invitation(member("sanne"), values.pop("case", case), **values)
        return found.guest, mailoutbox[-1].body.split("/guest/")[1].split("/")[0], found.code

    return made


def url(token: str, page: str = "case") -> str:
    return reverse(f"guest:{page}", args=[token])


def opened(invitation) -> Client:
    """A browser in which the told code was given."""
    client = Client()
    _guest, token, code = invitation
    assert client.post(url(token), {"code": code}).status_code == 302
    return client


def text_of(client: Client, token: str) -> str:
    return client.get(url(token)).content.decode()


def test_before_the_code_nothing_of_the_case_is_to_be_seen(invited, case):
    _guest, token, _code = invited()
    page = text_of(Client(), token)
    assert not [word for word in (SHOWN, case.pupil.call_name, "Wat helpt bij beginnen?") if word in page]


def test_guest_sees_what_was_ticked_and_nothing_else(invited, case, member, zwaluw):
    hidden = make_agreement(zwaluw, member("emmy").user, pupil=case.pupil, what="Niet gedeelde afspraak.")
    CaseAgreement.objects.create(school=zwaluw, case=case, agreement=hidden)
    CaseStory.objects.create(
        school=zwaluw, case=case, teacher=member("emmy").user, text="Mijn verhaal.", delete_on=clock.today()
    )
    invitation = invited()
    page = text_of(opened(invitation), invitation[1])

    assert SHOWN in page
    assert not [word for word in (SECRET, "Niet gedeelde afspraak.", "Mijn verhaal.") if word in page]
    assert case.pupil.family_name not in page
    assert "<nav" not in page
    assert "/s/" not in page


def test_guest_reads_what_the_teacher_saw_under_words_that_do_not_address_the_teacher(invited, case, zwaluw):
    for key in ("concern", "tried"):
        CasePart.objects.update_or_create(school=zwaluw, case=case, key=key, defaults={"text": "Begint laat."})
    invitation = invited(parts=["concern", "tried"])

    page = text_of(opened(invitation), invitation[1])

    assert "Wat de leerkracht ziet" in page
    assert "Wat al is geprobeerd, en wat het deed" in page
    assert "Wat je " not in page


def test_agreements_are_shown_when_ticked_and_only_of_this_case(invited, case, member, zwaluw, pupils_5b):
    Agreement.objects.all().delete()
    here = make_agreement(zwaluw, member("emmy").user, pupil=case.pupil, what="Oefent elke dag.")
    make_agreement(zwaluw, member("emmy").user, pupil=case.pupil, what="Andere afspraak.")
    CaseAgreement.objects.create(school=zwaluw, case=case, agreement=here)
    invitation = invited(shows_agreements=True)
    page = text_of(opened(invitation), invitation[1])
    assert "Oefent elke dag." in page
    assert "Andere afspraak." not in page


def test_open_invitation_opens_no_page_of_the_school(invited, case, zwaluw, group_5b):
    invitation = invited()
    client = opened(invitation)
    args = {"cases:case": [case.pk], "workspace:pupil": [case.pupil_id], "cases:guests": [case.pk]}
    args |= {"needs:overview": [group_5b.pk], "cases:partners": [], "workspace:home": [], "agreements:list": []}
    for name, keys in args.items():
        reply = client.get(reverse(name, args=[zwaluw.slug, *keys]))
        assert (reply.status_code, reply.url.split("?")[0]) == (302, "/account/login/"), name


def test_open_invitation_opens_no_other_case(invited, member, pupils_5b):
    mine, other = invited(), invited(case=make_case(pupils_5b[1], teacher=member("emmy").user))
    client = opened(mine)
    page = text_of(client, other[1])
    assert SHOWN not in page
    assert client.post(url(other[1], "words"), {"text": "Hier?", "send": "1"}).status_code == 409
    assert not GuestContribution.objects.filter(guest=other[0]).exists()


def test_address_alone_is_not_enough_and_another_device_is_refused(invited):
    invitation = invited()
    opened(invitation)
    other = Client()
    assert "ander apparaat" in text_of(other, invitation[1])
    assert other.post(url(invitation[1]), {"code": invitation[2]}, follow=True).status_code == 200
    assert SHOWN not in text_of(other, invitation[1])


def test_after_two_hours_the_known_device_asks_a_code_by_mail(invited, mailoutbox, django_capture_on_commit_callbacks):
    guest, token, _code = invitation = invited()
    client = opened(invitation)
    Guest.objects.filter(pk=guest.pk).update(open_until=timezone.now() - dt.timedelta(minutes=1))
    assert SHOWN not in text_of(client, token)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url(token, "mail"))
    mail = mailoutbox[-1].body
    code = next(word.strip(".") for word in mail.split() if word.strip(".").isdigit() and len(word.strip(".")) == 6)
    assert token not in mail
    assert "/guest/" not in mail
    assert client.post(url(token), {"code": code}).status_code == 302
    assert SHOWN in text_of(client, token)


def test_mailed_code_is_for_the_known_device_only_and_ten_minutes(
    invited, mailoutbox, django_capture_on_commit_callbacks
):
    guest, token, _code = invitation = invited()
    client = opened(invitation)
    client.post(url(token, "leave"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url(token, "mail"))
    code = next(word.strip(".") for word in mailoutbox[-1].body.split() if word.strip(".").isdigit())
    assert SHOWN not in Client().post(url(token), {"code": code}, follow=True).content.decode()
    Guest.objects.filter(pk=guest.pk).update(mailed_until=timezone.now() - dt.timedelta(seconds=1))
    assert client.post(url(token), {"code": code}).status_code == 422


def test_codes_are_mailed_five_times_an_hour_at_most_and_never_to_a_stranger(invited, mailoutbox):
    guest, token, _code = invitation = invited()
    client = opened(invitation)
    client.post(url(token, "leave"))
    Client().post(url(token, "mail"))
    assert Guest.objects.get(pk=guest.pk).mailed == 0
    assert [client.post(url(token, "mail")).status_code for _time in range(6)] == [200] * 5 + [429]


def test_five_wrong_codes_close_it_until_the_school_tells_a_new_one(invited, member):
    guest, token, code = invited()
    client, wrong = Client(), "000000" if code != "000000" else "111111"
    for _time in range(MOST_TRIES - 1):
        assert client.post(url(token), {"code": wrong}).status_code == 422
    assert "te vaak fout" in client.post(url(token), {"code": wrong}).content.decode()
    assert "te vaak fout" in client.post(url(token), {"code": code}, follow=True).content.decode()
    assert AuditEvent.objects.filter(verb="guest.refused", object_id=guest.pk).count() == MOST_TRIES
    renewed = renew_code(by=member("sanne"), guest=Guest.objects.select_related("case__pupil").get(pk=guest.pk))
    assert client.post(url(token), {"code": renewed.code}).status_code == 302


def test_ended_and_expired_are_over_at_once_also_when_open(invited, member):
    guest, token, _code = invitation = invited()
    client = opened(invitation)
    end_guest(by=member("tom"), guest=guest)
    assert "beëindigd" in text_of(client, token)
    late = invited(valid_until=clock.today())
    client = opened(late)
    Guest.objects.filter(pk=late[0].pk).update(valid_until=clock.today() - dt.timedelta(days=1))
    assert SHOWN not in text_of(client, late[1])


def test_words_are_kept_while_typing_and_sent_once(invited, mailoutbox, django_capture_on_commit_callbacks):
    guest, token, _code = invitation = invited()
    client = opened(invitation)
    kept = client.post(url(token, "words"), {"text": "Een eerste", "version": 1}, headers={"X-Autosave": "1"})
    assert kept.status_code == 200
    assert GuestContribution.objects.get(guest=guest).sent_at is None
    assert "Een eerste</textarea>" in text_of(client, token)
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            client.post(url(token, "words"), {"text": "Een eerste stap.", "version": 2, "send": "1"})
    sent = GuestContribution.objects.get(guest=guest)
    assert (sent.text, sent.sent_at is not None) == ("Een eerste stap.", True)
    assert [mail.to for mail in mailoutbox[1:]] == [[guest.invited_by.email]]


def test_words_sent_when_it_was_just_ended_are_given_back(invited, member):
    guest, token, _code = invitation = invited()
    client = opened(invitation)
    end_guest(by=member("sanne"), guest=guest)
    reply = client.post(url(token, "words"), {"text": "Dit wil ik houden.", "send": "1"})
    assert (reply.status_code, "Dit wil ik houden." in reply.content.decode()) == (409, True)
    assert not GuestContribution.objects.filter(guest=guest).exists()


def test_all_a_guest_does_is_logged_with_the_reason(invited, case):
    guest, token, _code = invitation = invited()
    text_of(opened(invitation), token)
    events = AuditEvent.objects.filter(object_type="cases.guest", object_id=guest.pk).order_by("pk")
    assert [event.verb for event in events] == ["guest.invited", "guest.opened", "guest.read"]
    assert {(event.pupil_id, event.reason) for event in events} == {(case.pupil_id, "Wat helpt bij beginnen?")}
    assert events[2].actor_id is None
    assert "Praktijk De Brug" in events[2].actor_name
    assert events[2].details["parts"] == ["approach"]


def test_page_is_not_kept_not_indexed_and_its_address_not_logged(invited, caplog):
    _guest, token, _code = invited()
    with caplog.at_level(logging.WARNING, logger="django.request"):
        reply = Client().post(url(token), {"code": "fout"})
    assert reply.headers["Cache-Control"] == "private, no-store"
    assert reply.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    console = next(
        one for one in logging.getLogger().handlers if any(isinstance(f, HideSharedLinks) for f in one.filters)
    )
    told = " ".join(console.format(console.filter(one)) for one in caplog.records if one.name == "django.request")
    assert "/guest/…/" in told
    assert token not in told


def test_address_that_nobody_made_is_not_found():
    for page in ("case", "mail", "words", "leave"):
        reply = Client().post(url("x" * 43, page), {"code": "123456", "text": "?"})
        assert reply.status_code == 404, page
