"""The final test (*doorstroomtoets*) of the last year group, by school year: counted, or typed over."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from gezien.common import clock
from gezien.quality.models import FinalTestOutcome, InspectionValues
from gezien.results.models import Result
from gezien.results.queries.shares import FIRST_MONTH
from gezien.results.rules import FEWEST
from gezien.schools.models import School, Subject

YEARS = 4
MEAN_OF = 3  # the inspectorate looks at three school years together
CODE = "doorstroom-"  # how the codes of these tests begin in the catalogue


@dataclass
class Reached:
    """So many pupils, of whom so many reached at least 1F, and so many 1S or 2F."""

    pupils: int = 0
    basic: int = 0
    target: int = 0
    children: int | None = None  # where subjects are added up and a pupil counts once for each of them

    def add(self, other: "Reached") -> None:
        """Take in another subject or year."""
        self.pupils += other.pupils
        self.basic += other.basic
        self.target += other.target

    @property
    def basic_share(self) -> float:
        """Per cent, as the inspectorate writes it: with one decimal."""
        return round(100 * self.basic / self.pupils, 1)

    @property
    def target_share(self) -> float:
        """The same for 1S and 2F."""
        return round(100 * self.target / self.pupils, 1)

    @property
    def is_shown(self) -> bool:
        """Whether it is about enough pupils to show."""
        return (self.pupils if self.children is None else self.children) >= FEWEST


@dataclass
class YearOutcome:
    """One school year by subject."""

    first: int
    subjects: dict[int, Reached] = field(default_factory=dict)
    typed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class FinalTest:
    """The years, latest first, the last three together, and what the inspectorate holds beside it."""

    subjects: list[Subject]
    years: list[YearOutcome]
    together: Reached
    values: InspectionValues | None


def final_test(school: School) -> FinalTest:
    """Four school years at most: four statements."""
    today = clock.today()
    this = today.year if today.month >= FIRST_MONTH else today.year - 1
    years = _counted(school, this)
    for row in FinalTestOutcome.objects.filter(school=school, first__gt=this - YEARS, first__lte=this):
        year = years.setdefault(row.first, YearOutcome(row.first))
        year.subjects[row.subject_id] = Reached(row.pupils, row.basic, row.target)
        year.typed.add(row.subject_id)
    known = {pk for year in years.values() for pk in year.subjects}
    ordered = [years[first] for first in sorted(years, reverse=True)]
    return FinalTest(
        subjects=list(Subject.objects.filter(pk__in=known).order_by("position", "name", "pk")),
        years=ordered,
        together=_together(ordered[:MEAN_OF]),
        values=InspectionValues.objects.filter(school=school).first(),
    )


def _together(years: list[YearOutcome]) -> Reached:
    """Years and subjects as one; what is withheld by itself stays out, unless all of it is: nothing to subtract.

    A child is in it once for every subject, so of each year the subject with most of them tells how many there were.
    """
    cells = [list(year.subjects.values()) for year in years]
    shown = [[one for one in year if one.is_shown] for year in cells]
    counted = shown if any(shown) else cells
    whole = Reached(children=sum(max((one.pupils for one in year), default=0) for year in counted))
    for one in (one for year in counted for one in year):
        whole.add(one)
    return whole


def _counted(school: School, this: int) -> dict[int, YearOutcome]:
    """From the results of pupils: "<1F" is the last level, 1S or 2F the first."""
    rows = (
        Result.objects.filter(school=school, instrument__code__startswith=CODE, instrument__level_type="RnTR")
        .filter(taken_on__gte=dt.date(this - YEARS + 1, FIRST_MONTH, 1), taken_on__lte=clock.today())
        .exclude(level="")
        .order_by()
        .values_list("taken_on", "instrument__subject_id", "instrument__levels", "level")
        .annotate(pupils=Count("pupil", distinct=True))
    )
    years: dict[int, YearOutcome] = {}
    found: dict[tuple[int, int], Reached] = defaultdict(Reached)
    for taken_on, subject, levels, level, pupils in rows:
        first = taken_on.year if taken_on.month >= FIRST_MONTH else taken_on.year - 1
        if level in levels:
            place, below = levels.index(level), len(levels) - 1
            found[first, subject].add(Reached(pupils, pupils * (place < below), pupils * (place == 0)))
    for (first, subject), reached in found.items():
        years.setdefault(first, YearOutcome(first)).subjects[subject] = reached
    return years
