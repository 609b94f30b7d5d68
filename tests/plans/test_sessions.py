"""What came of a plan on a day: one tap, twice the same is once, and time promised beside time given."""

import datetime as dt
from uuid import uuid4

import pytest

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.notes.models import Note
from gezien.plans.actions import forget_session, note_pupil, record_session
from gezien.plans.models import GroupPlan, PlanRow, Session
from gezien.plans.queries.today import due_on, given_in, minutes_by_pupil
from gezien.schools.rules import NotAllowed

MONDAY, TODAY = dt.date(2027, 2, 1), dt.date(2027, 2, 4)
GIVEN, SKIPPED, MOVED = Session.State.GIVEN, Session.State.SKIPPED, Session.State.MOVED


@pytest.fixture
def row(plan, intensive) -> PlanRow:
    """Intensief of Emmy's plan, three times 20 minutes a week; the plan is being carried out."""
    GroupPlan.objects.filter(pk=plan.pk).update(status=GroupPlan.Status.RUNNING)
    PlanRow.objects.filter(pk=intensive.pk).update(minutes_a_week=60, times_a_week=3)
    return PlanRow.objects.select_related("plan__group").get(pk=intensive.pk)


@pytest.fixture
def tick(member, row):
    """`tick(day)` says that the row was given for 20 minutes; other values by name."""

    def ticked(day: dt.date = TODAY, state: str = GIVEN, expected: int = 0, who: str = "emmy", **values) -> Session:
        values = {"minutes": 20, **values}
        return record_session(by=member(who), row=row, day=day, state=state, expected=expected, **values)

    return ticked


def due(group, row, day=TODAY):
    return next(one for one in due_on([group], day) if one.row == row)


@pytest.mark.requirement("H27")
def test_the_same_said_twice_is_written_once(tick, row):
    assert tick() == tick()
    assert AuditEvent.objects.filter(verb="session.recorded", details__plan=row.plan_id).count() == 1


def test_what_a_colleague_said_meanwhile_is_not_overwritten(tick, row):
    tick(who="tom", minutes=30)
    with pytest.raises(StaleVersion):
        tick(state=SKIPPED, reason="toets")
    assert Session.objects.get(row=row).minutes == 30


def test_knowing_what_stands_there_one_may_change_it(tick, row):
    tick(state=SKIPPED, reason="toets", expected=tick().version)
    assert (Session.objects.get(row=row).state, Session.objects.get(row=row).minutes) == (SKIPPED, 0)


def test_nothing_is_said_of_a_day_to_come(tick):
    with pytest.raises(NotAllowed):
        tick(TODAY + dt.timedelta(days=1))


def test_who_does_not_teach_the_group_says_nothing(tick):
    for name in ("fleur", "karim"):
        with pytest.raises(NotAllowed):
            tick(who=name)


def test_taking_back_leaves_nothing_but_the_log(tick, row, member):
    session = tick()
    forget_session(by=member("emmy"), session=session, expected=session.version)
    assert not Session.objects.filter(row=row).exists()
    assert AuditEvent.objects.filter(verb="session.forgotten").exists()


@pytest.mark.requirement("H25")
def test_a_row_is_due_until_it_was_given_as_often_as_promised(tick, row, group_5b):
    for number in range(3):
        assert not due(group_5b, row, MONDAY + dt.timedelta(days=number)).is_settled
        tick(MONDAY + dt.timedelta(days=number))
    assert due(group_5b, row).is_settled
    assert due(group_5b, row).done == 3


def test_last_week_does_not_count(tick, row, group_5b):
    tick(MONDAY - dt.timedelta(days=3))
    assert due(group_5b, row).done == 0


def test_what_was_moved_comes_back_on_its_day_also_when_the_week_is_full(tick, row, group_5b):
    tick(MONDAY - dt.timedelta(days=4), state=MOVED, reason="toets", moved_to=TODAY)
    for number in range(3):
        tick(MONDAY + dt.timedelta(days=number))
    found = due(group_5b, row)
    assert (found.moved_from, found.is_settled) == (MONDAY - dt.timedelta(days=4), False)


def test_a_plan_nobody_agreed_on_asks_nothing(row, plan, group_5b):
    GroupPlan.objects.filter(pk=plan.pk).update(status=GroupPlan.Status.DRAFT)
    assert row not in [one.row for one in due_on([group_5b], TODAY)]


@pytest.mark.requirement("H27")
def test_a_line_about_a_pupil_stands_in_the_file_once(tick, row, member):
    session, pupil, form = tick(), row.cluster.placements.first().pupil, uuid4()
    for _time in range(2):
        note_pupil(by=member("emmy"), session=session, pupil=pupil, text="Telt door vanaf het grootste.", form=form)
    note = Note.objects.get(pupil=pupil, text="Telt door vanaf het grootste.")
    assert (note.kind, note.happened_on, list(session.notes.all())) == (Note.Kind.OBSERVATION, TODAY, [note])


def test_no_line_about_a_pupil_of_another_cluster(tick, row, member, pupils_5b):
    with pytest.raises(NotAllowed):
        note_pupil(by=member("emmy"), session=tick(), pupil=pupils_5b[-1], text="Hallo", form=uuid4())


@pytest.mark.requirement("H28")
def test_promised_and_given_count_from_the_first_week_that_was_kept(tick, row, group_5b):
    PlanRow.objects.filter(pk=row.pk).update(minutes_a_week=60, times_a_week=3)
    tick(MONDAY, minutes=15)
    tick(TODAY, state=SKIPPED, reason="toets")
    found = next(one for one in given_in(group_5b, TODAY) if one.row == row)
    assert (found.weeks, found.planned_minutes, found.given_minutes, found.share) == (1, 60, 15, 25)
    assert found.reasons == ("toets",)


def test_a_pupil_gets_the_minutes_of_the_clusters_they_are_in(tick, row, group_5b, pupils_5b):
    tick(MONDAY, minutes=15)
    rows = [one for one in given_in(group_5b, TODAY) if one.row == row]
    by_pupil = {pupil["pk"]: (pupil["planned"], pupil["given"]) for pupil in minutes_by_pupil(group_5b, rows)}
    assert (by_pupil[pupils_5b[0].pk], by_pupil[pupils_5b[-1].pk]) == ((60, 15), (0, 0))


def test_what_is_due_takes_as_many_statements_for_one_group_as_for_many(
    tick, row, group_5b, group_6, django_assert_num_queries
):
    tick()
    for groups in ([group_5b], [group_5b, group_6]):
        with django_assert_num_queries(6):
            due_on(groups, TODAY)
