"""What comes before a review is due on a school day: form, talk with the parents and warning name the same one."""

import datetime as dt

import pytest
from django.utils.formats import date_format

from gezien.agreements.models import Agreement
from gezien.cases.actions import plan_talk, register_case
from gezien.cases.models import Case
from gezien.cases.queries.talks import next_review
from gezien.common import clock
from gezien.meetings.actions.preparations import prepare_case
from gezien.meetings.actions.reviews import change_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import FormTemplate, Meeting, Preparation
from gezien.meetings.queries.objections import against_change, against_sitting
from gezien.plans.actions.holidays import save_holidays
from gezien.plans.queries.individual_settings import terms_of
from tests.factories.meetings import at, planned

pytestmark = pytest.mark.requirement("Z5", "H42")

# The tests stand still on Thursday 4 February 2027.
FRIDAY, MONDAY = 1, 4
HOLIDAY = (dt.date(2027, 2, 27), dt.date(2027, 3, 7))


def day(number: int) -> dt.date:
    return clock.today() + dt.timedelta(days=number)


@pytest.fixture
def case(member, pupils_5b) -> Case:
    Case.objects.all().delete()
    return register_case(by=member("emmy"), pupil=pupils_5b[0])


@pytest.fixture
def free(member):
    """`free(first, last)`: no school between these days."""

    def save(*days: dt.date) -> None:
        save_holidays(by=member("sanne"), version=terms_of(member("sanne").school).version, holidays=[days])

    return save


def moved(member, meeting: Meeting, days: int) -> None:
    rest = {"place": "", "chair": meeting.chair, "participants": [member("emmy").user], "version": meeting.version}
    change_review(by=member("sanne"), meeting=meeting, starts_at=at(days), **rest)


def due_of(meeting: Meeting) -> dt.date:
    return Preparation.objects.get(meeting=meeting).due_on


def test_form_talk_and_warning_of_a_review_soon_on_a_monday_name_the_friday_before(member, case):
    emmy, sanne = member("emmy"), member("sanne")
    talk = plan_talk(by=emmy, case=case, purpose="parents_before", owner=emmy.user, due_on=day(20))
    warned = " ".join(against_sitting(sanne, [case], starts_at=at(MONDAY), people={}))

    meeting = plan_sitting(by=sanne, starts_at=at(MONDAY), cases=[case])

    found = [Preparation.objects.get(discussed_in=meeting).due_on, Agreement.objects.get(pk=talk.pk).due_on]
    assert [*found, next_review(case).talk_by] == [day(FRIDAY)] * 3
    assert warned.count(f"Het wordt {date_format(day(FRIDAY), 'l j F')}") == 2


def test_days_before_a_review_that_were_all_free_leave_the_day_of_the_review(member, group_5b, free):
    free(day(0), day(MONDAY - 1))

    assert due_of(planned(member("sanne"), group_5b, days=MONDAY)) == day(MONDAY)


def test_form_that_would_be_due_in_a_holiday_is_due_before_it_and_in_time_again_after_moving(member, group_5b, free):
    free(*HOLIDAY)
    meeting = planned(member("sanne"), group_5b, days=35)  # Thursday 11 March; a week before it is in the holiday
    before = due_of(meeting)

    moved(member, meeting, 42)

    assert [before, due_of(meeting)] == [dt.date(2027, 2, 26), dt.date(2027, 3, 11)]


def test_form_of_a_review_that_is_moved_to_soon_is_due_on_the_last_school_day_before(member, group_5b):
    meeting = planned(member("sanne"), group_5b, days=20)

    moved(member, meeting, MONDAY)

    assert due_of(meeting) == day(FRIDAY)


def test_form_of_a_case_without_a_review_is_due_on_a_school_day(member, case, free):
    FormTemplate.objects.update(days_before=2)  # a Saturday; Monday is free
    free(day(MONDAY), day(MONDAY))

    assert prepare_case(by=member("emmy"), case=case).due_on == day(MONDAY + 1)


def test_warning_of_moving_names_the_day_on_which_the_form_is_due_then(member, group_5b):
    meeting = planned(member("sanne"), group_5b, days=20)
    told = against_change(member("sanne"), meeting, starts_at=at(MONDAY), people={}, length=meeting.length)

    moved(member, meeting, MONDAY)

    assert f"Het wordt {date_format(due_of(meeting), 'l j F')}" in " ".join(told)
