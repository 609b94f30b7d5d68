"""What goes in the class folder: the day, the week and the plans of a group, from the same facts as the week."""

import datetime as dt
from itertools import groupby
from typing import Any

from gezien.plans.models import PlanRow
from gezien.plans.queries.week import Week, week_of
from gezien.plans.queries.week_grid import by_whom, grid
from gezien.plans.week.hours import clock_words, minutes_of
from gezien.plans.words import enumerated, period_title, time_in_words
from gezien.pupils.models import Group
from gezien.schools.models import Period


def folder_of(group: Group, period: Period, day: dt.date) -> dict[str, Any]:
    """The day with its small groups, the grid, and the rows of each plan; eight statements. `group` with its school."""
    week = week_of(group, period, with_goals=True)
    plans = groupby(week.rows, key=lambda row: row.plan_id)
    return {
        "day": day,
        "period": period_title(period),
        "week": grid(week),
        "today": _today(week, day),
        "plans": [_plan(week, list(rows)) for _plan_pk, rows in plans],
    }


def _today(week: Week, day: dt.date) -> list[dict[str, Any]]:
    """The small groups of a day, with a box to tick by hand."""
    rows = {row.pk: row for row in week.rows}
    hours = week.hours.get(day.isoweekday())
    slots = [slot for slot in week.slots if slot.weekday == day.isoweekday()]
    return [
        {
            "time": clock_words(minutes_of(slot.starts_at)),
            "minutes": slot.minutes,
            "what": f"{rows[slot.row_id].plan.subject.name} · {rows[slot.row_id].cluster.name}",
            "names": _names(week, rows[slot.row_id]),
            "by": by_whom(slot, hours),
            "room": slot.room,
        }
        for slot in sorted(slots, key=lambda one: (one.starts_at, one.pk))
    ]


def _names(week: Week, row: PlanRow) -> str:
    return enumerated([week.names[pupil.pk] for pupil in week.pupils[row.cluster_id]], most=40)


def _plan(week: Week, rows: list[PlanRow]) -> dict[str, Any]:
    plan = rows[0].plan
    return {
        "pk": plan.pk,
        "subject": plan.subject.name,
        "status": plan.get_status_display(),
        "general": plan.general,
        "rows": [
            {
                "cluster": row.cluster.name,
                "names": _names(week, row),
                "goals": [goal.text for goal in row.goals.all() if goal.text.strip()],
                "content": row.content,
                "approach": row.approach,
                "organisation": row.organisation,
                "time": time_in_words(row.minutes_a_week, row.times_a_week),
            }
            for row in rows
        ],
    }
