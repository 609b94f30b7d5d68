"""The dry run: what applying a roster would do, told row by row, with nothing written.

`Judgement` walks through a roster once. The dry run only counts what it says; applying (apply.py) walks the same way
and writes as it goes. Both end in a `RosterPlan` with the same fingerprint, unless the school changed in between.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.imports.roster.contents import Notice, Roster, RosterPupil
from gezien.imports.roster.enrolments import When
from gezien.imports.roster.groups import RecordStep, is_over, judge_groups, judge_locations, year_of
from gezien.imports.roster.pupils import PupilPlan, PupilStep
from gezien.imports.roster.staff import StaffPlan, StaffStep
from gezien.imports.roster.verdicts import WRITES, NotTaken, Verdict
from gezien.pupils.models import Group
from gezien.schools.models import Location, School, SchoolYear

PUPILS, GROUPS, STAFF = "pupils", "groups", "staff"
SHOWN = 1000  # rows kept for each verdict; the counts are always whole
FEW = 5  # fewer pupils missing than this is no reason to stop


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the preview."""

    what: str
    verdict: str
    name: str
    group: str = ""
    line: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that asks for a tick before applying."""

    code: str
    text: str


@dataclass(slots=True)
class RosterPlan:
    """The outcome of a dry run, or of applying: counts by kind and verdict, rows to read, what to think about first."""

    year_name: str
    number: str
    made_on: dt.date | None = None
    counts: dict[str, Counter] = field(default_factory=lambda: {PUPILS: Counter(), GROUPS: Counter(), STAFF: Counter()})
    rows: list[Row] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    fingerprint: str = ""
    doubtful: list[RosterPupil] = field(default_factory=list)
    source: str = ""

    @property
    def nothing_changes(self) -> bool:
        """Whether applying would write nothing."""
        return not any(self.counts[what][verdict] for what in self.counts for verdict in WRITES)

    def total(self, verdict: Verdict) -> int:
        """How many rows of all kinds have this verdict."""
        return sum(counts[verdict] for counts in self.counts.values())


class Judgement:
    """One walk through a roster: groups, then pupils in batches, then staff; `close` gives the plan.

    Whoever writes does so between the calls: the groups must be saved before the pupils are judged.
    """

    def __init__(self, school: School, roster: Roster, on: dt.date | None = None, year: SchoolYear | None = None):
        self.school = school
        self.roster = roster
        self.year = year or year_of(school, roster)
        on = on or clock.today()
        self.when = When(self.year, on, is_over(self.year, on))
        self.plan = RosterPlan(
            roster.school.year_name, roster.school.number, roster.school.made_on, notices=list(roster.notices)
        )
        self._hash = hashlib.sha256()
        self._kept: Counter = Counter()
        self._groups: dict[str, Group] = {}
        self._locations: dict[str, Location] = {}

    def groups(self) -> list[RecordStep]:
        """The groups and locations of the file."""
        locations = judge_locations(self.school, self.roster.locations)
        groups = judge_groups(self.year, self.roster.groups)
        self._locations = {ref: step.record for ref, step in locations.items()}
        self._groups = {ref: step.record for ref, step in groups.items()}
        steps: list[RecordStep] = [*locations.values(), *groups.values()]
        for step in steps:
            self._tell(Row(GROUPS, step.verdict, step.name, "", step.line, _joined(step.changes)))
            self._weigh(step.verdict, step.line, [change.field for change in step.changes])
        return steps

    def pupils(self, lock: bool = False) -> Iterator[list[PupilStep | NotTaken]]:
        """The pupils of the file in batches."""
        self.pupil_plan = PupilPlan(self.school, self.roster, self.when, self._groups, self._locations)
        for batch in self.pupil_plan.batches(lock):
            for step in batch:
                if isinstance(step, NotTaken):
                    self._not_taken(PUPILS, step)
                else:
                    self._tell(Row(PUPILS, step.verdict, step.name, step.group, step.line, _joined(step.changes)))
                    self._weigh(step.verdict, step.line, step.pupil.pk, *_trace(step))
            yield batch

    def staff(self) -> list[StaffStep | NotTaken]:
        """The staff of the file."""
        self.staff_plan = StaffPlan(self.school, self.roster, self.when, self._groups)
        steps = self.staff_plan.steps()
        for step in steps:
            if isinstance(step, NotTaken):
                self._not_taken(STAFF, step)
            else:
                self._tell(Row(STAFF, step.verdict, step.name, "", step.line, _joined(step.changes)))
                self._weigh(step.verdict, step.line, step.person.pk, [str(change) for change in step.changes])
        return steps

    def close(self) -> RosterPlan:
        """The plan, after everything has been judged."""
        missing = self.pupil_plan.missing()
        for pupil in missing:
            self._tell(Row(PUPILS, Verdict.MISSING, pupil.name))
        self.plan.doubtful = self.pupil_plan.doubtful(missing)
        self.plan.source = self.roster.source
        for person in self.staff_plan.missing():
            self._tell(Row(STAFF, Verdict.MISSING, person.name))
        self.plan.cautions = list(_cautions(self))
        self.plan.fingerprint = self._hash.hexdigest()
        return self.plan

    def _not_taken(self, what: str, step: NotTaken) -> None:
        self._tell(Row(what, step.verdict, step.name, "", step.line, step.reason))
        self._weigh(step.verdict, step.line)

    def _tell(self, row: Row) -> None:
        self.plan.counts[row.what][row.verdict] += 1
        if row.verdict != Verdict.UNCHANGED and self._kept[row.what, row.verdict] < SHOWN:
            self._kept[row.what, row.verdict] += 1
            self.plan.rows.append(row)

    def _weigh(self, *facts) -> None:
        self._hash.update(repr([str(fact) for fact in facts]).encode())


def plan_roster(school: School, roster: Roster, on: dt.date | None = None) -> RosterPlan:
    """What applying this roster to this school would do on a day (default today). Writes nothing.

    Raises `ImportProblem` when the file turns out not to be whole.
    """
    judgement = Judgement(school, roster, on)
    judgement.groups()
    for _batch in judgement.pupils():
        pass
    judgement.staff()
    return judgement.close()


def _joined(changes) -> str:
    return " · ".join(str(change) for change in changes)


def _trace(step: PupilStep) -> Iterator[object]:
    """What a step would write, without what differs between a dry run and the real one (keys of new records)."""
    for change in step.changes:
        yield change.field, str(change.old), str(change.new)
    for row in (*step.enrolments.added, *step.enrolments.changed):
        yield row.group.name, row.starts_on, row.ends_on


def _cautions(judgement: Judgement) -> Iterator[Caution]:
    school, file = judgement.school, judgement.roster.school
    present, missing = len(judgement.pupil_plan.present), judgement.plan.counts[PUPILS][Verdict.MISSING]
    if not file.number:
        yield Caution(
            "no-number", _("The file does not say which school it is from. Look closely whether it is yours.")
        )
    elif not same_number(file.number, school.official_number):
        text = _("The file is from school %(file)s, and %(school)s has number %(number)s.")
        number = school.official_number or _("none")
        yield Caution("other-school", text % {"file": file.number, "school": school.name, "number": number})
    if judgement.when.is_past:
        text = _("The file is about %(year)s, which is over. It only adds groups of that year for pupils known here.")
        yield Caution("older-year", text % {"year": file.year_name})
    elif judgement.year.starts_on > judgement.when.on + dt.timedelta(days=366):
        text = _("The file is about %(year)s, and that is more than a year away.")
        yield Caution("far-year", text % {"year": file.year_name})
    if missing >= FEW and missing * 3 > present:
        text = ngettext(
            "%(missing)d of the %(present)d pupils does not stand in the file. Is the file whole?",
            "%(missing)d of the %(present)d pupils do not stand in the file. Is the file whole?",
            missing,
        )
        yield Caution("many-missing", text % {"missing": missing, "present": present})


def same_number(one: str, other: str) -> bool:
    """Whether two official numbers are of the same school: a BRIN without location means location 00."""
    return bool(one and other) and normal_number(one) == normal_number(other)


def normal_number(number: str) -> str:
    """ "99zz" → "99ZZ00", "1234" (Flemish) → "001234"."""
    number = "".join(number.split()).upper()
    if number.isdigit():
        return number.zfill(6)
    return number[:4] + number[4:].rjust(2, "0")
