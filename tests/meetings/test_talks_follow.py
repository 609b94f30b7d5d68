"""A review that comes later takes the talks with the parents along that stood on its terms."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.cases.actions import plan_talk, register_case
from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.actions.reviews import change_review, open_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import Meeting, RhythmSettings
from tests.factories.meetings import at

pytestmark = pytest.mark.requirement("H42", "H46", "Z1")


@pytest.fixture
def case(member, pupils_5b) -> Case:
    """Of a pupil of 5b; parents are spoken with seven days before a review."""
    Case.objects.all().delete()
    return register_case(by=member("emmy"), pupil=pupils_5b[0])


def talk(member, case: Case, purpose: str, days: int) -> Agreement:
    emmy, day = member("emmy"), clock.today() + dt.timedelta(days=days)
    return plan_talk(by=emmy, case=case, purpose=purpose, owner=emmy.user, due_on=day)


def move(member, meeting: Meeting, days: int) -> None:
    rest = {"place": "", "chair": meeting.chair, "participants": [member("emmy").user], "version": meeting.version}
    change_review(by=member("sanne"), meeting=meeting, starts_at=at(days), **rest)


def days_to(agreement: Agreement) -> int:
    return (Agreement.objects.get(pk=agreement.pk).due_on - clock.today()).days


@pytest.mark.parametrize(
    ("purpose", "stood", "stands"),
    [
        ("parents_before", 13, 22),  # a week before the review is a Saturday: the Friday before
        ("parents_before", 10, 10),  # somebody chose another day
        ("parents_after", 27, 37),  # a week after it
        ("parents_after", 24, 37),  # would come before it now
        ("parents_after", 33, 33),
    ],
)
def test_talk_on_the_term_of_a_review_moves_with_it(member, case, purpose, stood, stands):
    meeting = plan_sitting(by=member("sanne"), starts_at=at(20), cases=[case])
    planned = talk(member, case, purpose, stood)

    move(member, meeting, 30)

    assert days_to(planned) == stands


def test_talk_before_another_review_stays_before_that(member, case):
    later = plan_sitting(by=member("sanne"), starts_at=at(20), cases=[case])
    plan_sitting(by=member("sanne"), starts_at=at(21), cases=[case])
    planned = talk(member, case, "parents_before", 13)

    move(member, later, 40)

    assert days_to(planned) == 13


def test_review_that_is_held_later_than_planned_takes_the_talk_afterwards_along(member, case):
    meeting = plan_sitting(by=member("sanne"), starts_at=at(1), cases=[case])
    planned = talk(member, case, "parents_after", 5)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=at(-2))

    open_review(by=member("sanne"), meeting=Meeting.objects.get(pk=meeting.pk))

    assert days_to(planned) == 7


@pytest.mark.parametrize("days", [5, 12])
def test_opening_a_review_late_leaves_talks_for_another_review_as_they_were_planned(
    member, case, days, mailoutbox, django_capture_on_commit_callbacks
):
    meeting = plan_sitting(by=member("sanne"), starts_at=at(1), cases=[case])
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=at(-1))
    planned = talk(member, case, "parents_before", days)

    with django_capture_on_commit_callbacks(execute=True):
        open_review(by=member("sanne"), meeting=Meeting.objects.get(pk=meeting.pk))

    assert (days_to(planned), [one.subject for one in mailoutbox if "gesprek" in one.subject]) == (days, [])


def test_talk_afterwards_is_proposed_a_week_after_the_review(member, case, sign_in):
    plan_sitting(by=member("sanne"), starts_at=at(20), cases=[case])
    page = sign_in("emmy").get(f"/s/{case.school.slug}/cases/{case.pk}/")

    assert page.context["plan_talk"]["parents_after"]["due_on"].value() == clock.today() + dt.timedelta(days=27)


def test_talk_afterwards_has_no_day_before_there_is_a_review(case, sign_in):
    page = sign_in("emmy").get(f"/s/{case.school.slug}/cases/{case.pk}/")

    assert page.context["plan_talk"]["parents_after"]["due_on"].value() is None


@pytest.fixture
def talk_days(zwaluw):
    """The school speaks with parents ten days before a pupil review."""
    rhythm, _new = RhythmSettings.objects.get_or_create(school=zwaluw, defaults={"starts_at": dt.time(15)})
    RhythmSettings.objects.filter(pk=rhythm.pk).update(talk_days=10)
    return 10


def proposed(client, case) -> str:
    """The day the page of a case proposes for the talk with the parents."""
    form = client.get(reverse("cases:case", args=[case.school.slug, case.pk])).context["plan_talk"]["parents_before"]
    return form["due_on"].value()


@pytest.mark.requirement("H42", "Z1")
def test_talk_with_parents_is_proposed_as_many_days_before_as_the_school_agreed(member, sign_in, case, talk_days):
    assert proposed(sign_in("emmy"), case) == clock.today() + dt.timedelta(days=7)
    plan_sitting(by=member("sanne"), starts_at=at(30), cases=[case])
    assert proposed(sign_in("emmy"), case) == clock.today() + dt.timedelta(days=20)


@pytest.mark.requirement("H42")
def test_planned_talk_with_parents_comes_before_the_review_and_moves_with_it(member, case, talk_days):
    emmy, sanne, after = member("emmy"), member("sanne"), clock.today() + dt.timedelta(days=25)
    talk = plan_talk(by=emmy, case=case, purpose="parents_before", owner=emmy.user, due_on=after)
    other = plan_talk(by=emmy, case=case, purpose="parents_after", owner=emmy.user, due_on=after)

    meeting = plan_sitting(by=sanne, starts_at=at(30), cases=[case])
    first = Agreement.objects.get(pk=talk.pk).due_on
    moved = {"place": "", "chair": sanne.user, "participants": [emmy.user], "version": meeting.version}
    change_review(by=sanne, meeting=meeting, starts_at=at(16), **moved)

    today = clock.today()
    assert [first, Agreement.objects.get(pk=talk.pk).due_on] == [today + dt.timedelta(days=days) for days in (20, 6)]
    assert Agreement.objects.get(pk=other.pk).due_on == after


def test_talk_with_parents_that_stands_early_enough_stays_where_it_is(member, case, talk_days):
    emmy, soon = member("emmy"), clock.today() + dt.timedelta(days=2)
    talk = plan_talk(by=emmy, case=case, purpose="parents_before", owner=emmy.user, due_on=soon)
    plan_sitting(by=member("sanne"), starts_at=at(30), cases=[case])
    assert (Agreement.objects.get(pk=talk.pk).due_on, Agreement.objects.get(pk=talk.pk).version) == (soon, 1)


@pytest.mark.parametrize(("planned_in", "held_in"), [(5, 5), (8, 5)])
def test_talk_when_its_day_is_over_stays_before_the_review_or_comes_the_day_before_it(
    member, case, talk_days, planned_in, held_in, mailoutbox, django_capture_on_commit_callbacks
):
    emmy, today = member("emmy"), clock.today()
    due_on = today + dt.timedelta(days=planned_in)
    talk = plan_talk(by=emmy, case=case, purpose="parents_before", owner=emmy.user, due_on=due_on)

    with django_capture_on_commit_callbacks(execute=True):
        plan_sitting(by=member("sanne"), starts_at=at(6), cases=[case])

    told = [mail.to for mail in mailoutbox if mail.subject == "Een gesprek komt op een andere dag"]
    logged = AuditEvent.objects.filter(verb="agreement.moved", details__was=due_on.isoformat())
    moves = planned_in != held_in
    assert Agreement.objects.get(pk=talk.pk).due_on == today + dt.timedelta(days=held_in)
    assert (told, logged.count()) == ([[emmy.user.email]] if moves else [], int(moves))
