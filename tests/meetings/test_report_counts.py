"""Opening and closing a review asks as many statements however much was done and however many pupils it is about."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gezien.agreements.models import Agreement
from gezien.cases.actions import register_case
from gezien.cases.models import Case, Ground
from gezien.meetings.actions.reviews import close_review, open_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import Meeting
from gezien.needs.actions import save_need
from gezien.needs.actions.signals import take_up
from gezien.needs.models import Signal, SignalRule
from gezien.notes.actions.notes import add_note
from gezien.notes.models import Note
from tests.factories.meetings import at, planned

pytestmark = pytest.mark.requirement("E3", "Z3")


@pytest.fixture(autouse=True)
def nothing_before(zwaluw) -> None:
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    Case.objects.all().delete()


def statements(do) -> int:
    with CaptureQueriesContext(connection) as asked:
        do()
    return len(asked)


def work_on(by, pupils, subject, period) -> None:
    """Of each pupil a talk, a need and a signal that was taken up."""
    rule = SignalRule.objects.filter(school=by.school).order_by("pk").first()
    for pupil in pupils:
        add_note(by=by, pupil=pupil, kind=Note.Kind.PUPIL_TALK, text="Vertelde veel.", visibility=Note.Visibility.TEAM)
        save_need(by=by, pupil=pupil, subject=subject, period=period, goal="Leest.", support="", expected=0)
        day = {"first_seen_on": period.starts_on, "since": period.starts_on}
        signal = Signal.objects.create(school=by.school, pupil=pupil, rule=rule, key="proef", **day)
        take_up(by=by, signal=signal, expected=signal.version)


@pytest.mark.parametrize("many", [1, 6])
def test_opening_and_closing_a_group_review_asks_the_same_however_much_was_done(
    member, group_5b, pupils_5b, arithmetic, period, many
):
    sanne, meeting = member("sanne"), planned(member("sanne"), group_5b, days=0)

    begun = statements(lambda: open_review(by=sanne, meeting=meeting))
    work_on(member("emmy"), pupils_5b[:many], arithmetic, period)
    ended = statements(lambda: close_review(by=sanne, meeting=meeting))

    assert (begun, ended) == (9, 35)


@pytest.mark.parametrize("many", [1, 6])
def test_opening_and_closing_a_sitting_asks_the_same_for_one_case_and_for_six(
    member, pupils_5b, arithmetic, period, many
):
    sanne = member("sanne")
    cases = [
        register_case(by=sanne, pupil=pupil, grounds=[Ground.OUTLOOK], subject=arithmetic) for pupil in pupils_5b[:many]
    ]
    meeting = plan_sitting(by=sanne, starts_at=at(0), cases=cases)

    begun = statements(lambda: open_review(by=sanne, meeting=meeting))
    work_on(member("emmy"), pupils_5b[:many], arithmetic, period)
    ended = statements(lambda: close_review(by=sanne, meeting=meeting))

    assert (begun, ended) == (10, 36)
