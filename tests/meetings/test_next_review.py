"""The next review begins with what was agreed; who left the school, shares a class or a group is told rightly."""

import datetime as dt

import pytest

from gezien.agreements.actions import close_agreement, tell_effect
from gezien.agreements.models import Agreement
from gezien.cases.actions import ask_effect_on, plan_talk, register_case
from gezien.cases.models import Case
from gezien.cases.queries.cases import case_rows, cases_of
from gezien.cases.queries.effects import asking
from gezien.cases.reminders import remind_of_effects
from gezien.common import clock
from gezien.meetings.actions.reviews import close_review
from gezien.meetings.actions.room import agree
from gezien.meetings.models import Meeting
from gezien.meetings.queries.room import rows_before
from gezien.meetings.queries.seen import seen_pupils
from gezien.meetings.queries.sittings import cases_to_discuss
from gezien.meetings.queries.suggestions import suggestions
from gezien.notes.actions.notes import add_note
from gezien.pupils.models import Enrolment, Pupil
from tests.factories.agreements import make_agreement
from tests.factories.meetings import opened, planned

SIGN = {"sign_of_success": "Het staat klaar."}


@pytest.fixture
def nothing_before(zwaluw):
    """No agreements, reviews or cases in the school."""
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    Case.objects.all().delete()


@pytest.mark.requirement("H34", "E6")
def test_next_review_begins_with_what_is_open_and_asks_of_what_was_done_whether_it_helped(
    nothing_before, member, group_5b, pupils_5b, zwaluw
):
    emmy = member("emmy")
    late = make_agreement(zwaluw, emmy.user, group=group_5b, days=-3, what="Te laat.")
    done = make_agreement(zwaluw, emmy.user, pupil=pupils_5b[0], days=-2, what="Gedaan.", **SIGN)
    early = make_agreement(zwaluw, emmy.user, group=group_5b, days=20, what="Al gedaan.", **SIGN)
    for one in (done, early):
        close_agreement(by=emmy, agreement=one, version=one.version, outcome="done")
    meeting = planned(member("sanne"), group_5b)

    rows = rows_before(emmy, meeting)
    assert [(row["what"], row["asks_effect"]) for row in rows] == [(late.what, False), (done.what, True)]

    tell_effect(by=emmy, agreement=done, version=done.version, helped="yes")
    assert [row["what"] for row in rows_before(emmy, meeting)] == [late.what]


@pytest.mark.requirement("H34", "E6")
def test_what_the_review_before_agreed_comes_back_whatever_came_of_it(nothing_before, member, group_5b, zwaluw):
    emmy, day = member("emmy"), clock.today() + dt.timedelta(days=30)
    first = opened(member("sanne"), group_5b)
    made = agree(by=emmy, meeting=first, item=None, what="Oefent.", owner=emmy.user, due_on=day)
    close_review(by=member("sanne"), meeting=first)
    close_agreement(by=emmy, agreement=made, version=made.version, outcome="not_done", note="Ziek.")

    rows = rows_before(member("tom"), planned(member("sanne"), group_5b))

    assert [(row["what"], row["note"]) for row in rows] == [("Oefent.", "Ziek.")]


@pytest.fixture
def gone(nothing_before, member, pupils_5b) -> Case:
    """The case of a pupil who left last week, whose effect was to be asked today."""
    case = register_case(by=member("emmy"), pupil=pupils_5b[0], grounds=["home"])
    plan_talk(by=member("emmy"), case=case, purpose="parents_after", owner=member("emmy").user, due_on=clock.today())
    ask_effect_on(by=member("sanne"), case=case, day=clock.today())
    last = clock.today() - dt.timedelta(days=7)
    Pupil.objects.filter(pk=case.pupil_id).update(left_on=last)
    Enrolment.objects.filter(pupil=case.pupil_id).update(ends_on=last)
    return case


@pytest.mark.requirement("E1", "E4", "E6")
def test_nobody_is_asked_or_put_on_an_agenda_about_a_pupil_who_left(gone, member, zwaluw, settings):
    settings.TODAY = clock.today().isoformat()
    sanne = member("sanne")

    assert not asking(sanne).exists()
    assert remind_of_effects(zwaluw) == 0
    assert not cases_to_discuss(sanne).exists()
    assert gone.pupil_id not in {one.pk for one in [*suggestions(sanne), *seen_pupils(sanne)]}


@pytest.mark.requirement("F1")
def test_case_of_a_pupil_who_left_waits_in_the_list_to_be_closed(gone, member):
    [row] = case_rows(cases_of(member("sanne")))

    assert (row["is_due"], row["left"] != "") == (False, True)


@pytest.mark.requirement("E6", "B2")
def test_what_either_of_two_teachers_noted_makes_a_pupil_seen_for_both(member, group_5b, pupils_5b):
    add_note(by=member("tom"), pupil=pupils_5b[3], kind="observation", text="Bouwt.")

    days = {
        name: next(one for one in seen_pupils(member(name), group_5b) if one.pk == pupils_5b[3].pk).days
        for name in ("emmy", "tom", "sanne")
    }

    assert [one["observation"] for one in days.values()] == [clock.today()] * 3


@pytest.mark.requirement("E6", "E4")
def test_pupil_who_is_in_a_reading_group_too_stands_once_with_the_class(member, group_5b, pupils_5b):
    reading = type(group_5b).objects.create(
        school=group_5b.school, year=group_5b.year, name="Leesgroep", key="leesgroep", is_composite=True
    )
    Enrolment.objects.create(school=group_5b.school, pupil=pupils_5b[0], group=reading, starts_on=clock.today())

    found = [one for one in seen_pupils(member("sanne")) if one.pk == pupils_5b[0].pk]

    assert [one.group for one in found] == [group_5b.pk]
    assert {one.pk for one in seen_pupils(member("sanne"), reading)} == {pupils_5b[0].pk}
