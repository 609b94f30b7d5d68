"""The week as the page draws it: days across, time down; plain facts and finished words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.plans.models import GroupPlan, PlanRow, Slot, Weekday
from gezien.plans.queries.week import MIN_MINUTES, Week
from gezien.plans.week.clashes import Clash, Kind
from gezien.plans.week.hours import WEEKDAYS, Day, clock_words, minutes_of
from gezien.plans.words import enumerated

UNIT = 5  # minutes in one line of the grid
TONES = 4
MOST_LANES = 4


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every part of the grid needs."""

    week: Week
    top: int
    bottom: int
    rows: dict[int, PlanRow]
    tones: dict[int, int]
    words: dict[int, list[str]]


def grid(week: Week) -> dict[str, Any]:
    """Everything the page shows of a week. Lines and lengths are in units of five minutes from the top."""
    top, bottom = _span(week)
    subjects = list(dict.fromkeys(row.plan.subject_id for row in week.rows))
    tones = {subject: number % TONES for number, subject in enumerate(subjects)}
    words = clash_words(week)
    frame = _Frame(week, top, bottom, {row.pk: row for row in week.rows}, tones, words)
    days = [_day(frame, weekday) for weekday in WEEKDAYS]
    return {
        "days": days,
        "units": (bottom - top) // UNIT,
        "top": top,
        "marks": [{"at": _at(minute, top), "words": clock_words(minute)} for minute in range(top, bottom, 30)],
        "rows": [_row(week, row, tones) for row in week.rows if _asks(week, row)],
        "warnings": _warnings(week, words),
        "loose": sum(max(0, row.minutes_a_week - week.minutes_placed(row)) for row in week.rows),
        "is_empty": not week.slots,
        "has_rows": any(_asks(week, row) for row in week.rows),
    }


def _asks(week: Week, row: PlanRow) -> bool:
    """Whether a row has anything to do with the timetable."""
    return bool(row.minutes_a_week or row.times_a_week or any(slot.row_id == row.pk for slot in week.slots))


def _span(week: Week) -> tuple[int, int]:
    """From the half hour before everything begins until the half hour after it ends."""
    starts = [day.start for day in week.hours.values()] + [one.start for one in week.placed.values()]
    ends = [day.end for day in week.hours.values()] + [one.end for one in week.placed.values()]
    first, last = min(starts, default=510), max(ends, default=900)
    return first // 30 * 30, -(-last // 30) * 30


def _at(minute: int, top: int) -> int:
    return (minute - top) // UNIT


def _day(frame: _Frame, weekday: int) -> dict[str, Any]:
    """One column: what is closed, the breaks, and the slots in lanes."""
    week = frame.week
    hours = week.hours.get(weekday)
    slots = [slot for slot in week.slots if slot.weekday == weekday]
    lanes = _lanes(slots)
    minutes = sum(slot.minutes for slot in slots)
    return {
        "weekday": weekday,
        "name": Weekday(weekday).label,
        "is_today": clock.today().isoweekday() == weekday,
        "teacher": hours.teacher_name if hours else "",
        "hours": f"{clock_words(hours.start)}–{clock_words(hours.end)}" if hours else _("no school"),
        "minutes": minutes,
        "start": hours.start if hours else "",
        "shut": _shut(hours, frame.top, frame.bottom),
        "slots": [
            _slot(frame, slot, hours) | {"lane": lanes[slot.pk][0], "lanes": lanes[slot.pk][1]} for slot in slots
        ],
    }


def _shut(hours: Day | None, top: int, bottom: int) -> list[dict[str, Any]]:
    """What of a column is no school time: before, after, the breaks, or the whole day."""
    if hours is None:
        return [{"at": 0, "for": (bottom - top) // UNIT, "words": _("no school"), "is_break": False}]
    spans = [(top, hours.start, ""), (hours.end, bottom, "")]
    spans += [(start, end, _("break")) for start, end in hours.breaks]
    return [
        {"at": _at(start, top), "for": (end - start) // UNIT, "words": words, "is_break": bool(words)}
        for start, end, words in spans
        if end > start
    ]


def _lanes(slots: Sequence[Slot]) -> dict[int, tuple[int, int]]:
    """By slot which lane of how many: what is at once stands beside each other."""
    found: dict[int, tuple[int, int]] = {}
    bunch: list[tuple[Slot, int]] = []
    ends: list[int] = []
    for slot in sorted(slots, key=lambda one: (one.starts_at, one.pk)):
        start = minutes_of(slot.starts_at)
        if bunch and start >= max(ends):
            found |= {one.pk: (lane, len(ends)) for one, lane in bunch}
            bunch, ends = [], []
        lane = next((number for number, end in enumerate(ends) if end <= start), len(ends))
        ends[lane : lane + 1] = [start + slot.minutes]
        bunch.append((slot, lane))
    found |= {one.pk: (lane, len(ends)) for one, lane in bunch}
    return {pk: (min(lane, MOST_LANES - 1), min(of, MOST_LANES)) for pk, (lane, of) in found.items()}


def _slot(frame: _Frame, slot: Slot, hours: Day | None) -> dict[str, Any]:
    week, row = frame.week, frame.rows[slot.row_id]
    start = minutes_of(slot.starts_at)
    names = [week.names[pupil.pk] for pupil in week.pupils[row.cluster_id]]
    return {
        "pk": slot.pk,
        "row": row.pk,
        "version": slot.version,
        "subject": row.plan.subject.name,
        "cluster": row.cluster.name,
        "from": clock_words(start),
        "until": clock_words(start + slot.minutes),
        "start": start,
        "minutes": slot.minutes,
        "for": max(1, slot.minutes // UNIT),
        "names": enumerated(names, most=40),
        "room": slot.room,
        "by": by_whom(slot, hours) if slot.by_words or slot.staff_member_id else "",
        "tone": frame.tones[row.plan.subject_id],
        "is_draft": row.plan.status == GroupPlan.Status.DRAFT,
        "at": _at(start, frame.top),
        "clashes": frame.words.get(slot.pk, []),
    }


def by_whom(slot: Slot, hours: Day | None) -> str:
    """Who teaches a slot, in words; empty for whoever is before the group when nobody is named for that day."""
    if slot.by_words:
        return slot.by_words
    if slot.staff_member:
        return slot.staff_member.name
    return hours.teacher_name if hours else ""


def _row(week: Week, row: PlanRow, tones: dict[int, int]) -> dict[str, Any]:
    """What a row promises and what of it stands on the timetable."""
    placed = week.minutes_placed(row)
    slots = [slot for slot in week.slots if slot.row_id == row.pk]
    left = row.times_a_week - len(slots)
    each = round(row.minutes_a_week / (row.times_a_week or 1) / UNIT) * UNIT
    return {
        "pk": row.pk,
        "plan": row.plan_id,
        "subject": row.plan.subject.name,
        "cluster": row.cluster.name,
        "tone": tones[row.plan.subject_id],
        "is_draft": row.plan.status == GroupPlan.Status.DRAFT,
        "planned": row.minutes_a_week,
        "placed": placed,
        "words": _("%(placed)s of %(planned)s minutes placed") % {"placed": placed, "planned": row.minutes_a_week},
        "left": max(0, left),
        "each": max(MIN_MINUTES, min(each, 240)) if each else 20,
        "state": "full" if placed == row.minutes_a_week else "less" if placed < row.minutes_a_week else "more",
        "more": _more(placed - row.minutes_a_week) if placed > row.minutes_a_week else "",
        "count": len(week.pupils[row.cluster_id]),
    }


def _more(minutes: int) -> str:
    return _("%(minutes)s more than planned") % {"minutes": minutes}


# --- clashes in words -------------------------------------------------------------------------------------------------


def clash_words(week: Week) -> dict[int, list[str]]:
    """By slot what is wrong with it, in whole sentences."""
    found: dict[int, list[str]] = defaultdict(list)
    for clash in week.found:
        text = _clash(week, clash)
        if text not in found[clash.key]:
            found[clash.key].append(text)
    return found


def _clash(week: Week, clash: Clash) -> str:
    slot = next(one for one in week.slots if one.pk == clash.key)
    day = week.hours.get(slot.weekday)
    who = by_whom(slot, day) or _("the teacher")
    if clash.kind == Kind.OUTSIDE:
        return _("outside school time") if day else _("no school on this day")
    if clash.kind == Kind.BREAK:
        return _("in the break")
    if clash.kind == Kind.AWAY:
        return _("%(name)s is not before the group on this day") % {"name": who}
    other = _other(week, clash.other or 0)
    if clash.kind == Kind.PERSON:
        return _("%(name)s is then also with %(other)s") % {"name": who, "other": other}
    if clash.kind == Kind.ROOM:
        return _("%(room)s is then taken by %(other)s") % {"room": slot.room, "other": other}
    names = [week.names[pk] for pk in clash.pupils if pk in week.names]
    return ngettext(
        "%(names)s is then also in %(other)s", "%(names)s are then also in %(other)s", len(clash.pupils)
    ) % {"names": enumerated(sorted(names)), "other": other}


def _other(week: Week, key: int) -> str:
    """The other slot: of this group its subject and cluster, of another no more than the group and the time."""
    if key in week.placed:
        slot = next(one for one in week.slots if one.pk == key)
        row = next(row for row in week.rows if row.pk == slot.row_id)
        return f"{row.plan.subject.name} · {row.cluster.name}"
    placed, group = week.others[key]
    return _("group %(group)s (%(time)s)") % {"group": group, "time": clock_words(placed.start)}


def _warnings(week: Week, words: dict[int, list[str]]) -> list[dict[str, Any]]:
    """What asks a look, one line each: clashes by time, then time of a teacher that a day does not hold."""
    rows = {row.pk: row for row in week.rows}
    found = [
        {
            "slot": slot.pk,
            "what": f"{rows[slot.row_id].plan.subject.name} · {rows[slot.row_id].cluster.name}",
            "when": f"{date_format(_monday(slot.weekday), 'l')} {clock_words(minutes_of(slot.starts_at))}",
            "why": "; ".join(words[slot.pk]),
        }
        for slot in sorted(week.slots, key=lambda one: (one.weekday, one.starts_at, one.pk))
        if words.get(slot.pk)
    ]
    return found + [
        {"slot": None, "what": Weekday(day).label, "when": "", "why": text} for day, text in _too_much(week)
    ]


def _monday(weekday: int) -> dt.date:
    """Any day with this weekday."""
    return dt.date(2027, 2, weekday)


def _too_much(week: Week) -> Iterable[tuple[int, str]]:
    """Days on which one person has more minutes of small groups than there is school, breaks left out."""
    for weekday, day in week.hours.items():
        room = day.end - day.start - sum(end - start for start, end in day.breaks)
        by_person: dict[str, int] = defaultdict(int)
        for one in week.placed.values():
            if one.weekday == weekday and one.person:
                by_person[one.person] += one.minutes
        if (most := max(by_person.values(), default=0)) > room:
            yield (
                weekday,
                _("%(minutes)s minutes for one person, and the day has %(room)s")
                % {
                    "minutes": most,
                    "room": room,
                },
            )
