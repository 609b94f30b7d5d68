"""One subject of the school by grade and by cohort, against the ambition and the year before; no pupil in it.

A cohort is the diagonal of the same table: its earlier figures are those of the grade it then was in, so the two tell
the same about the same children. The school's figures by today's year groups (`queries/shares.py`) count others: who
left is not in them, who stayed a year is in another row. So exact figures are only for who may open every file;
`board_words` shows others no numbers of children, and shares in steps of five per cent.
"""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, Count, IntegerField, Max, Q, Value, When

from gezien.common import clock
from gezien.quality.models import Ambition
from gezien.results import shares
from gezien.results.models import Instrument, Result
from gezien.results.queries.scores import AMONG_PEERS
from gezien.results.queries.shares import FIRST_MONTH
from gezien.schools.models import School, Subject

YEARS = 4  # this school year and three before
GRADE = re.compile(r"(\d+)$")  # "M5" is of grade 5


@dataclass(frozen=True)
class Moment:
    """One moment of one school year: `back` 0 is this year, 1 the year before."""

    back: int
    name: str
    tally: shares.Tally


@dataclass(frozen=True)
class Grade:
    """A year group at its last moment, the same moment of the years before, and the goal for it."""

    code: str
    now: Moment
    before: list[Moment]
    goal: tuple[int, str] | None
    top: tuple[int, str] | None


@dataclass(frozen=True)
class Cohort:
    """Those who are in this year group now, moment after moment, oldest first."""

    code: str
    moments: list[Moment]


@dataclass(frozen=True)
class Board:
    """A subject on one instrument, by grade and by cohort."""

    subject: Subject
    instrument: Instrument
    instruments: list[Instrument]
    grades: list[Grade] = field(default_factory=list)
    cohorts: list[Cohort] = field(default_factory=list)


def subject_board(school: School, subject: Subject, *, instrument: int | None = None) -> Board | None:
    """The figures of a subject on this test, else on the first in the school's order that has any: three statements.

    None when no test of the subject that compares pupils of one moment has results.
    """
    tests = list(
        Instrument.objects.filter(school=school, subject=subject, level_type__in=AMONG_PEERS - {""}).order_by(
            "-is_main", "name", "pk"
        )
    )
    counted = _counted(school, [one.pk for one in tests])
    with_results = [one for one in tests if counted.get(one.pk)]
    if not with_results:
        return None
    chosen = next((one for one in with_results if one.pk == instrument), with_results[0])
    moments = _moments(counted[chosen.pk], tuple(chosen.levels), _ambitions(subject))
    return Board(subject, chosen, with_results, _grades(moments), _cohorts(moments))


type Key = tuple[str, int, str]  # grade, years back, moment
type Goals = dict[str, Ambition]


@dataclass
class _Moments:
    """Tallies by grade, years back and moment, with the goals they were measured by."""

    tallies: dict[Key, shares.Tally]
    goals: Goals

    def of_grade(self, code: str) -> list[Moment]:
        """Latest first, without moments at which few were tested (a pupil who stayed a year)."""
        found = [Moment(back, name, tally) for (grade, back, name), tally in self.tallies.items() if grade == code]
        most = max((one.tally.pupils for one in found), default=0)
        usual = [one for one in found if 2 * one.tally.pupils >= most]
        return sorted(usual, key=lambda one: (one.tally.last_on, one.name), reverse=True)

    @property
    def codes(self) -> list[str]:
        return sorted({grade for grade, _back, _name in self.tallies}, key=int)

    def goal(self, code: str) -> Ambition | None:
        return self.goals.get(code) or self.goals.get("")


def _moments(counts: dict[tuple[int, str], list[shares.Count]], levels: tuple[str, ...], goals: Goals) -> _Moments:
    moments = _Moments({}, goals)
    for (back, name), rows in counts.items():
        grade = GRADE.search(name)
        if grade is None:
            continue
        goal = moments.goal(grade[1])
        standard = shares.Standard(levels, goal.goal if goal else None, goal.top if goal else None)
        tally = shares.tally_of(rows, standard)
        if tally.pupils:
            moments.tallies[grade[1], back, name] = tally
    return moments


def _grades(moments: _Moments) -> list[Grade]:
    grades = []
    for code in moments.codes:
        found = moments.of_grade(code)
        now, goal = found[0], moments.goal(code)
        if now.back > 1:  # not tested this year, nor last year
            continue
        before = [one for one in found if one.name == now.name and one.back > now.back]
        grades.append(Grade(code, now, before, goal.goal if goal else None, goal.top if goal else None))
    return grades


def _cohorts(moments: _Moments) -> list[Cohort]:
    """The diagonal: who is in grade 6 now was in grade 5 a year ago."""
    cohorts = []
    for code in sorted({str(int(grade) + back) for grade, back, _name in moments.tallies}, key=int):
        path = [
            one
            for back in range(YEARS)
            for one in moments.of_grade(str(int(code) - back))
            if one.back == back and int(code) > back
        ]
        if len(path) > 1 and int(code) <= 8:
            cohorts.append(Cohort(code, sorted(path, key=lambda one: (one.tally.last_on, one.name))))
    return cohorts


def _counted(school: School, instruments: list[int]) -> dict[int, dict[tuple[int, str], list[shares.Count]]]:
    """By instrument the counted levels of each moment: this year of who is here, earlier years of who was here then."""
    today = clock.today()
    first = today.year if today.month >= FIRST_MONTH else today.year - 1
    starts = [dt.date(first - back, FIRST_MONTH, 1) for back in range(YEARS)]
    back = Case(
        *(When(taken_on__gte=day, then=Value(number)) for number, day in enumerate(starts)), output_field=IntegerField()
    )
    rows = (
        Result.objects.filter(school=school, instrument__in=instruments, taken_on__gte=starts[-1], taken_on__lte=today)
        .filter(Q(pupil__left_on=None) | Q(taken_on__lt=starts[0]))
        .exclude(moment="")
        .exclude(level="")
        .annotate(back=back)
        .order_by()
        .values_list("instrument_id", "back", "moment", "level")
        .annotate(pupils=Count("pupil", distinct=True), last_on=Max("taken_on"))
    )
    found: dict[int, dict[tuple[int, str], list[shares.Count]]] = defaultdict(lambda: defaultdict(list))
    for instrument, years_back, moment, level, pupils, last_on in rows:
        count = shares.Count(school.pk, instrument, "", moment, years_back == 0, level, pupils, last_on.isoformat())
        found[instrument][years_back, moment].append(count)
    return found


def _ambitions(subject: Subject) -> Goals:
    return {one.year_group: one for one in Ambition.objects.filter(subject=subject)}
