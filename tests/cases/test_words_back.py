"""Nothing typed in a case is lost: what came too late is given back on a page that says why."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse

from gezien.cases import actions
from gezien.cases.models import Case, CaseAgreement, CaseConsent, CaseStory, Partner
from gezien.cases.rules import CaseClosed
from gezien.common import clock
from gezien.schools.rules import NotAllowed

WORDS = "Dit wil ik niet kwijt."
DAY = (clock.today() + dt.timedelta(days=3)).isoformat()


@pytest.fixture
def url(case):
    """`url("agree")` of this case."""
    return lambda name, *rest: reverse(f"cases:{name}", args=[case.school.slug, case.pk, *rest])


@contextmanager
def closed_at_the_lock(case):
    """Closed by a colleague after the view looked and before its action begins: at the first savepoint."""
    seen = []

    def close(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and not seen:
            seen.append(sql)
            Case.objects.filter(pk=case.pk).update(closed_on=clock.today())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(close):
        yield
    assert seen, "the action was not reached"


def posted(member) -> dict[str, dict]:
    """What each form of a case sends, by the name of its address."""
    person = member("emmy").user.pk
    return {
        "agree": {"what": WORDS, "owner": person, "due_on": DAY},
        "plan_talk": {"purpose": "learning_talk", "owner": person, "due_on": DAY},
        "effect": {"words": WORDS, "pupil_goes": 2},
        "edit": {"grounds": ["home"], "teacher": person, "version": 1},
        "closure": {"note": WORDS},
    }


@pytest.mark.parametrize("name", ["agree", "plan_talk", "effect", "edit", "closure"])
def test_form_of_a_case_closed_meanwhile_is_given_back(case, url, sign_in, member, name):
    actions.close_case(by=member("sanne"), case=case, note="Klaar.")
    sent = posted(member)[name]
    page = sign_in("emmy").post(url(name), sent)
    text = page.content.decode()
    assert page.status_code == 409
    assert "gesloten" in text
    assert (WORDS in text) == (WORDS in sent.values())
    assert CaseAgreement.objects.filter(case=case).count() == case.effects.count() == 0


@pytest.mark.parametrize("name", ["agree", "plan_talk", "effect", "edit", "closure"])
def test_close_between_the_look_and_the_lock_loses_nothing_either(case, url, sign_in, member, name):
    sent = posted(member)[name]
    with closed_at_the_lock(case):
        page = sign_in("emmy").post(url(name), sent)
    assert page.status_code == 409
    assert (WORDS in page.content.decode()) == (WORDS in sent.values())
    assert CaseAgreement.objects.filter(case=case).count() == case.effects.count() == 0
    assert Case.objects.get(pk=case.pk).grounds == ["little_profit"]


@pytest.mark.parametrize(
    ("name", "sent"),
    [("need", {}), ("learning_talk", {}), ("effect_day", {"effect_on": DAY})],
)
def test_button_in_a_case_closed_meanwhile_says_what_happened(case, url, sign_in, member, name, sent):
    actions.close_case(by=member("sanne"), case=case)
    page = sign_in("emmy").post(url(name), sent)
    assert (page.status_code, "gesloten" in page.content.decode()) == (409, True)


def test_choices_come_back_by_their_names(case, url, sign_in, member):
    actions.close_case(by=member("sanne"), case=case)
    text = sign_in("emmy").post(url("effect"), {"words": WORDS, "pupil_goes": 2}).content.decode()
    assert "Gaat het goed met de leerling?" in text
    assert "deels" in text


def test_text_of_a_case_taken_back_meanwhile_is_given_back(case, url, sign_in, member):
    emmy, sent = sign_in("emmy"), {"version": 1, "text": WORDS}
    actions.withdraw_case(by=member("sanne"), case=Case.objects.get(pk=case.pk))
    page = emmy.post(url("part", "goal"), sent)
    assert (page.status_code, WORDS in page.content.decode()) == (404, True)
    saving = emmy.post(url("part", "goal"), sent, headers={"X-Autosave": "1"})
    assert (saving.status_code, bool(saving.json()["refused"])) == (404, True)


def test_text_of_who_may_not_write_any_more_is_given_back(url, sign_in):
    page = sign_in("karim").post(url("part", "goal"), {"version": 1, "text": WORDS})
    assert (page.status_code, WORDS in page.content.decode()) == (403, True)


def test_story_of_a_case_closed_meanwhile_is_given_back_to_its_teller(case, url, sign_in, member):
    actions.close_case(by=member("sanne"), case=case)
    sent = {"version": 1, "text": WORDS, "way_forward": "", "whose": case.teacher_id}
    page = sign_in("emmy").post(url("story"), sent)
    assert (page.status_code, WORDS in page.content.decode()) == (409, True)
    assert not CaseStory.objects.filter(case=case).exists()
    assert sign_in("tom").post(url("story"), sent).status_code == 404


def test_invitation_on_consent_taken_back_meanwhile_is_given_back(case, sign_in, member, zwaluw):
    consent = CaseConsent.objects.create(
        school=zwaluw, case=case, partner=Partner.objects.first(), given_by="M.", relation="moeder",
        given_on=clock.today(), withdrawn_on=clock.today(), withdrawn_by=member("sanne").user, way="talk",
    )  # fmt: skip
    page = sign_in("sanne").post(reverse("cases:invite", args=[zwaluw.slug, consent.pk]), {"question": WORDS})
    assert (page.status_code, WORDS in page.content.decode()) == (403, True)


def test_two_who_change_the_details_see_what_stands_now(case, url, sign_in, member):
    emmy, sanne, person = sign_in("emmy"), sign_in("sanne"), member("emmy").user.pk
    sanne.post(url("edit"), {"grounds": ["home"], "teacher": person, "version": case.version})
    page = emmy.post(url("edit"), {"grounds": ["serious"], "teacher": person, "version": case.version})
    assert page.status_code == 409
    assert page.context["form"].stored_texts()[0][1] == "vermoeden van problemen thuis of in de buurt"
    assert page.context["form"]["grounds"].value() == ["serious"]


def test_closing_sent_twice_is_done_once(case, url, sign_in):
    emmy, sent = sign_in("emmy"), {"note": WORDS, "words": "Het lukt."}
    replies = [emmy.post(url("closure"), sent).status_code for _time in range(2)]
    assert replies == [302, 302]


def test_what_one_holds_in_hand_is_looked_at_again_before_writing(case, member):
    in_hand, taken = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    actions.close_case(by=member("sanne"), case=case)
    with pytest.raises(CaseClosed):
        actions.save_part(by=member("emmy"), case=in_hand, key="goal", version=1, text=WORDS)
    Case.objects.filter(pk=case.pk).delete()
    with pytest.raises(NotAllowed):
        actions.save_part(by=member("emmy"), case=taken, key="goal", version=1, text=WORDS)
