"""Reminders: in time, once, to whom it concerns, never on a free day."""

import datetime as dt

import pytest

from gezien.cases.actions import register_case
from gezien.cases.models import Case, Ground
from gezien.common import clock
from gezien.meetings.actions.preparations import submit_preparation
from gezien.meetings.actions.reminders import send_reminders
from gezien.meetings.actions.sittings import plan_sitting, remove_case
from gezien.meetings.models import Meeting, Reminder, RhythmSettings
from gezien.notes.models import Note
from gezien.plans.models import IndividualPlanSettings
from tests.factories.meetings import at, held, planned


@pytest.fixture(autouse=True)
def _nothing_planned(zwaluw):
    Meeting.objects.all().delete()


@pytest.fixture
def sitting(zwaluw, member, pupils_5b):
    """A pupil review in nine days about a pupil of 5b, whose form is ready."""
    Case.objects.all().delete()
    Note.objects.filter(kind=Note.Kind.PARENT_TALK).delete()
    case = register_case(by=member("emmy"), pupil=pupils_5b[0], grounds=[Ground.OUTLOOK])
    meeting = plan_sitting(by=member("sanne"), starts_at=at(9), cases=[case])
    meeting.case_preparations.update(submitted_at=clock.now(), submitted_by=member("emmy").user)
    return meeting


def due_in(meeting, days):
    """Let the form of this review be due in so many days."""
    meeting.preparation.due_on = clock.today() + dt.timedelta(days=days)
    meeting.preparation.save()
    return meeting


def receivers(school, mailoutbox, run):
    mailoutbox.clear()
    with run(execute=True):
        send_reminders(school)
    return sorted(mail.to[0].partition("@")[0] for mail in mailoutbox)


@pytest.mark.requirement("Z5")
@pytest.mark.parametrize(("days", "kind"), [(4, None), (3, "soon"), (0, "soon"), (-1, "late")])
def test_teachers_are_reminded_shortly_before_and_when_late(
    zwaluw, member, group_5b, mailoutbox, django_capture_on_commit_callbacks, days, kind
):
    due_in(planned(member("sanne"), group_5b), days)

    who = receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks)

    assert who == (["duo", "leerkracht"] if kind else [])
    assert set(Reminder.objects.values_list("kind", flat=True)) == ({kind} if kind else set())


@pytest.mark.requirement("Z5")
def test_nobody_is_reminded_twice_unless_the_day_changed(
    zwaluw, member, group_5b, mailoutbox, django_capture_on_commit_callbacks
):
    meeting = due_in(planned(member("sanne"), group_5b), 2)
    run = django_capture_on_commit_callbacks
    assert len(receivers(zwaluw, mailoutbox, run)) == 2
    assert receivers(zwaluw, mailoutbox, run) == []

    due_in(meeting, 3)

    assert len(receivers(zwaluw, mailoutbox, run)) == 2


def test_who_is_ready_hears_nothing(zwaluw, member, group_5b, mailoutbox, django_capture_on_commit_callbacks):
    meeting = due_in(planned(member("sanne"), group_5b), 0)
    submit_preparation(by=member("emmy"), preparation=meeting.preparation)

    assert receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks) == []


def test_holiday_is_no_day_for_reminders(zwaluw, member, group_5b, mailoutbox, django_capture_on_commit_callbacks):
    due_in(planned(member("sanne"), group_5b), 0)
    today = clock.today().isoformat()
    IndividualPlanSettings.objects.filter(school=zwaluw).update(holidays=[[today, today]])

    assert receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks) == []


@pytest.mark.requirement("E2")
def test_chair_is_reminded_of_a_report_that_waits(
    zwaluw, member, group_5b, mailoutbox, django_capture_on_commit_callbacks
):
    meeting = held(member("sanne"), group_5b)
    late = clock.now() - dt.timedelta(days=RhythmSettings.objects.get(school=zwaluw).report_days + 1)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=late, closed_at=late)

    who = receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks)

    assert who == (["ib"] if hasattr(Meeting.objects.get(pk=meeting.pk), "report") else [])


@pytest.mark.requirement("F1")
@pytest.mark.parametrize(("days", "reminded"), [(11, []), (10, ["leerkracht"]), (2, ["leerkracht"])])
def test_who_asks_is_reminded_to_speak_with_the_parents(
    sitting, zwaluw, mailoutbox, django_capture_on_commit_callbacks, days, reminded
):
    Meeting.objects.update(starts_at=at(days))

    sent = receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks)

    assert [name for name in sent if name == "leerkracht"] == reminded
    assert set(Reminder.objects.values_list("kind", flat=True)) == ({"parents"} if reminded else set())
    assert all(
        sitting.agenda.get(matter="case").case.pupil.call_name not in mail.subject + mail.body for mail in mailoutbox
    )


def test_who_spoke_with_the_parents_hears_nothing(
    sitting, zwaluw, member, mailoutbox, django_capture_on_commit_callbacks
):
    case = Case.objects.get(closed_on=None)
    talk = {"kind": Note.Kind.PARENT_TALK, "text": "Thuis gaat het goed.", "happened_on": clock.today()}
    Note.objects.create(school=zwaluw, pupil=case.pupil, author=member("emmy").user, **talk)

    assert receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks) == []


def test_parents_of_a_pupil_off_the_agenda_are_not_reminded_of(
    sitting, zwaluw, member, mailoutbox, django_capture_on_commit_callbacks
):
    remove_case(by=member("sanne"), item=sitting.agenda.get(matter="case"))

    assert receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks) == []


@pytest.mark.requirement("Z1", "Z5", "E2")
def test_what_waits_for_one_person_comes_in_one_mail(
    zwaluw, member, group_5b, group_6, mailoutbox, django_capture_on_commit_callbacks
):
    late = clock.now() - dt.timedelta(days=20)
    for group in (group_5b, group_6):
        meeting = held(member("sanne"), group)
        Meeting.objects.filter(pk=meeting.pk).update(opened_at=late, closed_at=late)

    assert receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks) == ["ib"]
    [mail] = mailoutbox
    assert mail.subject == "Voor de besprekingen wachten 2 dingen op je"
    assert mail.body.count("- Het verslag wacht: Groepsbespreking") == mail.body.count("http") == 2
    assert receivers(zwaluw, mailoutbox, django_capture_on_commit_callbacks) == []
