"""Reads of what pupils master of the learning lines. Callers pass pupils they have already been allowed."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import date_format

from gezien.common import clock
from gezien.common.numbers import number_of
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import editable_pupils, visible_pupils
from gezien.quality.models import LearningGoal
from gezien.quality.queries.lines import goals_in_use, periods_a_year, planned
from gezien.results.models import Mastery
from gezien.results.queries.calendar import Enrolled, enrolled
from gezien.schools.models import Period, School, Subject
from gezien.schools.rules import Member

UNDO_WITHIN = dt.timedelta(days=1)
# How a page writes a state; "" is nothing noted.
TOKENS = {Mastery.State.NOT_YET: "1", Mastery.State.PARTLY: "2", Mastery.State.MASTERED: "3", "": ""}
STATES = {token: str(state) for state, token in TOKENS.items()}
ALL = "all"  # every period of the year

type Cell = tuple[int, int]  # pupil, goal


class Mark(NamedTuple):
    """The newest note about one pupil and goal."""

    state: str
    shown_on: dt.date
    source: str
    marked_by: int | None = None


@dataclass(frozen=True)
class MasterySheet:
    """Which goals of which pupils are noted: one subject, one year group, one period or the whole year."""

    group: Group
    subject: Subject
    year_group: str
    period: int | None
    goal: int | None  # one goal alone
    pupils: Sequence[Enrolled]
    goals: Sequence[LearningGoal]
    choice: Sequence[LearningGoal]
    marks: dict[Cell, Mark]
    years: Sequence[str]
    periods: int
    subjects: Sequence[Subject]

    @property
    def done(self) -> int:
        """How many cells say something."""
        return sum(1 for pupil in self.pupils for goal in self.goals if (pupil.pk, goal.pk) in self.marks)


def marks_of(
    school: School, pupils: Collection[int], goals: Collection[int] | None = None, *, until: dt.date | None = None
) -> dict[Cell, Mark]:
    """The newest note by (pupil, goal), without what was taken away or taken back: one statement."""
    rows = Mastery.objects.filter(school=school, pupil_id__in=pupils, undone_at=None)
    if goals is not None:
        rows = rows.filter(goal_id__in=goals)
    if until is not None:
        rows = rows.filter(shown_on__lte=until)
    found: dict[Cell, Mark] = {}
    fields = ("pupil_id", "goal_id", "state", "shown_on", "source", "marked_by_id")
    for pupil, goal, *mark in rows.order_by("pk").values_list(*fields):
        found[pupil, goal] = Mark(*mark)
    return {cell: mark for cell, mark in found.items() if mark.state}


def current_number(school: School) -> int | None:
    """The number of today's period in its year."""
    today = clock.today()
    period = Period.objects.filter(school=school, starts_on__lte=today, ends_on__gte=today).first()
    return period.number if period else None


def pupils_of(member: Member, group: Group, *, editing: bool = False) -> list[Enrolled]:
    """The pupils of the group today (or on its year's last day) whom the member sees, or may write about."""
    day = min(max(clock.today(), group.year.starts_on), group.year.ends_on)
    return enrolled([group], editable_pupils(member) if editing else visible_pupils(member), day=day)


def mastery_sheet(
    member: Member, group: Group, *, subject: str = "", year_group: str = "", period: str = "", goal: str = ""
) -> MasterySheet | None:
    """The sheet that is asked for; what is left open is chosen: the first subject, the usual year group, this period.

    None when the school has no goals. Pupils of that year group; with a year group before that of everybody, all.
    """
    everybody = pupils_of(member, group, editing=True)
    goals = goals_in_use(member.school)
    if not goals:
        return None
    subjects = list({goal.line.subject_id: goal.line.subject for goal in goals}.values())
    chosen = next((one for one in subjects if str(one.pk) == subject), subjects[0])
    of_subject = [goal for goal in goals if goal.line.subject_id == chosen.pk]
    years = sorted({goal.year_group for goal in of_subject})
    year = year_group if year_group in years else _usual_year(everybody, years)
    periods = periods_a_year(member.school)
    number = _number(member.school, period, periods)
    due = planned(of_subject, periods)
    choice = [one for one in of_subject if one.year_group == year and number in (None, due.get(one.pk))]
    shown = [one for one in choice if str(one.pk) == goal] or choice
    pupils = _of_year(everybody, year)
    return MasterySheet(
        group=group,
        subject=chosen,
        year_group=year,
        period=number,
        goal=shown[0].pk if goal and len(shown) == 1 else None,
        pupils=pupils,
        goals=shown,
        choice=choice,
        marks=marks_of(member.school, [pupil.pk for pupil in pupils], [one.pk for one in shown]),
        years=_offered_years(everybody, years, year),
        periods=periods,
        subjects=subjects,
    )


def last_round(member: Member, group: Group, subject: Subject) -> uuid.UUID | None:
    """What the member noted last in this group and subject, as long as it can be taken back."""
    rows = Mastery.objects.filter(
        school=member.school,
        marked_by=member.user,
        undone_at=None,
        marked_at__gte=clock.now() - UNDO_WITHIN,
        goal__line__subject=subject,
        pupil__in=[pupil.pk for pupil in pupils_of(member, group, editing=True)],
    )
    return rows.order_by("-pk").values_list("round", flat=True).first()


def pupil_lines(pupil: Pupil) -> list[dict]:
    """What a pupil masters line by line, the newest note first and what was noted before below it: two statements."""
    rows = (
        Mastery.objects.filter(pupil=pupil, undone_at=None)
        .select_related("goal__line__subject", "marked_by")
        .order_by("-pk")
    )
    by_goal: dict[LearningGoal, list[Mastery]] = defaultdict(list)
    for row in rows:
        by_goal[row.goal].append(row)
    lines: dict[int, dict] = {}
    order = sorted(by_goal, key=lambda goal: (goal.line.subject.position, goal.line.position, goal.line_id))
    for goal in sorted(order, key=lambda goal: (goal.year_group, goal.position), reverse=True):
        newest, *before = by_goal[goal]
        if not newest.state:
            continue
        line = lines.setdefault(goal.line_id, {"line": goal.line, "goals": []})
        line["goals"].append({"goal": goal, **_noted(newest), "before": [_noted(one) for one in before if one.state]})
    return sorted(lines.values(), key=lambda one: (one["line"].subject.position, one["line"].position, one["line"].pk))


def _noted(row: Mastery) -> dict[str, str]:
    return {
        "state": row.state,
        "token": TOKENS[row.state],
        "words": row.get_state_display(),
        "day": date_format(row.shown_on, "j F Y"),
        "source": row.get_source_display(),
        "by": row.marked_by.name if row.marked_by else "",
    }


def _usual_year(pupils: Sequence[Enrolled], years: Sequence[str]) -> str:
    """The year group most pupils are in, of those with goals; else the first."""
    own = [pupil.year_group for pupil in pupils if pupil.year_group in years]
    return max(sorted(set(own)), key=own.count) if own else years[0]


def _offered_years(pupils: Sequence[Enrolled], years: Sequence[str], chosen: str) -> list[str]:
    """The year groups of the pupils and the one before each: a pupil may still be on the way there."""
    own = {pupil.year_group for pupil in pupils}
    before = {str(int(year) - 1) for year in own if year.isdigit()}
    return [year for year in years if year in own | before | {chosen}]


def _of_year(pupils: Sequence[Enrolled], year: str) -> list[Enrolled]:
    """Who is asked about: the pupils of the year group, or everybody who is past it when nobody is in it."""
    return [pupil for pupil in pupils if pupil.year_group == year] or [
        pupil for pupil in pupils if pupil.year_group > year
    ]


def _number(school: School, asked: str, periods: int) -> int | None:
    if asked == ALL:
        return None
    if 1 <= (number := number_of(asked)) <= periods:
        return number
    return current_number(school)
