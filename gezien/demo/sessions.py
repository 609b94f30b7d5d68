"""What came of the plans that are being carried out: three weeks in which most was given, and now and then it was not."""

import datetime as dt

from gezien.demo import cast
from gezien.demo.days import LAST_DAY, is_school_day
from gezien.demo.world import World
from gezien.plans.models import GroupPlan, PlanRow, Session

FIRST_DAY = dt.date(2027, 1, 11)
WEEKDAYS = {1: (3,), 2: (0, 3), 3: (0, 1, 3), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
# Every so many times something came between.
BETWEEN = 6
REASONS = ("toets in de groep", "de juf was ziek", "geen tijd meer", "schoolreis")


def add_sessions(world: World) -> None:
    """Sessions of each row with times a week, in the plans of De Zwaluw that run."""
    if world.school.name != cast.SCHOOL:
        return
    running = PlanRow.objects.filter(school=world.school, plan__status=GroupPlan.Status.RUNNING)
    rows = running.exclude(times_a_week=0).select_related("plan__group").order_by("pk")
    Session.objects.bulk_create(session for place, row in enumerate(rows) for session in _of_row(world, place, row))


def _of_row(world: World, place: int, row: PlanRow) -> list[Session]:
    weekdays = WEEKDAYS[min(row.times_a_week, 5)]
    every = (FIRST_DAY + dt.timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1))
    days = [day for day in every if is_school_day(day) and day.weekday() in weekdays]
    return [_session(world, row, day, place + number) for number, day in enumerate(days)]


def _session(world: World, row: PlanRow, day: dt.date, number: int) -> Session:
    missed = number % BETWEEN == BETWEEN - 1
    return Session(
        school=world.school,
        row=row,
        day=day,
        state=Session.State.SKIPPED if missed else Session.State.GIVEN,
        minutes=0 if missed else row.minutes_a_week // row.times_a_week,
        reason=REASONS[number // BETWEEN % len(REASONS)] if missed else "",
        recorded_by=world.writer(2026, row.plan.group.name),
    )
