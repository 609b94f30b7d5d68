"""The week of small groups on paper: a timetable on one landscape sheet, for the class folder and the wall."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common import clock
from gezien.documents.build import Builder
from gezien.needs.documents.overview import ABOUT_A_GROUP
from gezien.paper.kinds import Kind, register
from gezien.paper.report import report, section
from gezien.plans.documents.own_fields import WEEK as FIELDS
from gezien.plans.documents.own_fields import WEEKDAYS, grid
from gezien.plans.documents.samples import week_sample
from gezien.plans.models import PlanRow, Slot, Weekday
from gezien.plans.queries.substitute import period_on
from gezien.plans.queries.week import Week, week_of
from gezien.plans.queries.week_grid import by_whom
from gezien.plans.week.hours import clock_words, minutes_of
from gezien.plans.words import group_title, period_title
from gezien.pupils.models import Group
from gezien.schools.rules import Member


def week_paper(group: Group, member: Member) -> dict[str, Any]:
    """The small groups of a week: as a timetable, and day by day."""
    period = period_on(group, clock.today())
    week = week_of(group, period) if period else None
    days = [_day(week, weekday, str(label)) for weekday, label in Weekday.choices]
    in_words = period_title(period) if period else ""
    return report(
        title=f"{_('Week')} · {group_title(group)}",
        subtitle=f"{group_title(group)} · {_('week of small groups')}",
        over=group.year.name,
        aside=[in_words] if in_words else [],
        sections=[section(day["day"], [_line(slot) for slot in day["slots"]]) for day in days],
    ) | {
        "group": group_title(group),
        "period": in_words,
        "heads": heads(),
        "names": list(WEEKDAYS),
        "empty": _("No small group stands on the timetable yet."),
        "grid": grid(days),
        "days": [day for day in days if day["slots"]],
    }


def heads() -> list[str]:
    """The heads of the timetable."""
    return [_("Time"), *(str(label).capitalize() for _weekday, label in Weekday.choices)]


def _day(week: Week | None, weekday: int, name: str) -> dict[str, Any]:
    slots = [one for one in week.slots if one.weekday == weekday] if week else []
    rows = {row.pk: row for row in week.rows} if week else {}
    ordered = sorted(slots, key=lambda one: (one.starts_at, one.pk))
    return {"day": name.capitalize(), "slots": [_slot(week, rows[one.row_id], one) for one in ordered if week]}


def _slot(week: Week, row: PlanRow, slot: Slot) -> dict[str, Any]:
    start = minutes_of(slot.starts_at)
    told: dict[str, Any] = {
        "start": start,
        "begins": clock_words(start),
        "time": f"{clock_words(start)}–{clock_words(start + slot.minutes)}",
        "subject": row.plan.subject.name,
        "cluster": row.cluster.name,
        "pupils": ", ".join(week.names[pupil.pk] for pupil in week.pupils[row.cluster_id]),
        "by": by_whom(slot, week.hours.get(slot.weekday)),
        "room": slot.room,
    }
    where = " · ".join(part for part in (told["by"], told["room"]) if part)
    lines = [f"{told['subject']}: {told['cluster']}", told["time"], where, told["pupils"]]
    return {**told, "told": "\n".join(line for line in lines if line)}


def _line(slot: dict[str, Any]) -> tuple[str, str]:
    what = " · ".join(part for part in (f"{slot['subject']}: {slot['cluster']}", slot["by"], slot["room"]) if part)
    return slot["time"], f"{what}\n{slot['pupils']}"


def write_template(builder: Builder) -> None:
    """The shipped Word template: the timetable, a row for each time."""
    builder.text("{{ gegevens }}", small=True)
    cells = [["*{{ rij.tijd }}"], *([f"{{{{ rij.{day} }}}}"] for day in WEEKDAYS)]
    builder.table(heads(), "for rij in rooster", cells, (0.5, 1, 1, 1, 1, 1))


WEEK = register(
    Kind(
        key="week",
        name=gettext_lazy("Week"),
        plural=gettext_lazy("Weeks of groups"),
        fields=FIELDS,
        write=write_template,
        typst="plans/documents/week.typ",
        sample=week_sample,
        data=week_paper,
        file_name=lambda group: f"week-{group.name}",
        verb="week.exported",
        flipped=True,
        **ABOUT_A_GROUP,
    )
)
