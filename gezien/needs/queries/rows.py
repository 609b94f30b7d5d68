"""A pupil in the overview with everything its row is made from, and the questions by which rows are filtered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gezien.needs.models import SignalRule
from gezien.needs.queries.cells import HINDERING, STIMULATING, Column
from gezien.needs.queries.look import HAS_SIGNAL
from gezien.needs.queries.pupils import Known
from gezien.needs.seen import SEEN_WEEKS
from gezien.needs.signals import Facts, Rule, Signal, asks_for_challenge, asks_for_support, weeks_since
from gezien.results.queries import Score
from gezien.results.queries.questionnaires import DomainScore

MEASURE = SignalRule.Measure
TALK_WEEKS = 20
# A moment counts as taken in a group when at least this share of it has a result.
TAKEN_BY = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one pupil on the day of the overview."""

    known: Known
    facts: Facts
    signals: Sequence[Signal]
    factors: Sequence[tuple]
    social: Sequence[DomainScore] = ()
    silent: Sequence[Signal] = ()  # put aside, or closed by somebody

    @property
    def asks_attention(self) -> bool:
        """Whether the pupil needs extra attention: a signal for extra support, or a need that was named."""
        return bool(self.known.needs) or asks_for_support(self.signals)

    def scores(self, column: Column) -> Sequence[Score]:
        """The results in a column, newest first."""
        return self.known.scores.get(column.scale.instrument_id, ())

    def weeks_without(self, kind: str) -> int:
        """Weeks since this way of seeing, or since Gezien knows the pupil."""
        return weeks_since(self.known.seen[kind] or self.known.known_since, self.facts.today)

    def lacks_factors(self) -> bool:
        """Whether what helps or what hinders is not known yet."""
        return {way for _pk, way, *_rest in self.factors} != {STIMULATING, HINDERING}


@dataclass(frozen=True)
class Filter:
    """A question that some rows answer with yes. `text` stands after a number: "3 without a need"."""

    key: str
    text: str
    holds: Callable[[Row], bool]
    about: str = ""


def filters_of(rules: Sequence[Rule], columns: Sequence[Column]) -> dict[str, Filter]:
    """By key every filter of this overview, in the order in which they are offered."""
    talk = weeks_of(rules, MEASURE.NO_PUPIL_TALK, TALK_WEEKS)
    unseen = weeks_of(rules, MEASURE.NOT_SEEN, SEEN_WEEKS)
    found = [
        Filter("support", _("signal for extra support"), lambda row: asks_for_support(row.signals)),
        Filter(
            "no_need", _("signal without a need"), lambda row: asks_for_support(row.signals) and not row.known.needs
        ),
        Filter("challenge", _("ready for more challenge"), lambda row: asks_for_challenge(row.signals)),
        Filter(HAS_SIGNAL, _("any signal"), lambda row: bool(row.signals)),
        Filter("not_seen", _("not seen for %(weeks)s weeks") % {"weeks": unseen}, lambda row: not_seen(row, unseen)),
        *_missing_talks(talk),
        Filter(
            "no_factors",
            _("with no stimulating or no hindering factor"),
            lambda row: row.asks_attention and row.lacks_factors(),
        ),
    ]
    if taken := taken_columns(columns):
        names = ", ".join(column.line.short for column in taken)
        found.append(
            Filter(
                "no_result", _("a result missing (%(subjects)s)") % {"subjects": names}, lambda row: lacks(row, taken)
            )
        )
    found += [one for column in columns if column.scale.among_peers for one in _levels(column)]
    return {one.key: one for one in found}


def stands_of(row: Row, counted: Mapping[str, Filter]) -> str:
    """Short, and another one when the row belongs elsewhere or is counted otherwise: in another cluster, or as one of
    those who are counted above the rows. What results alone decide is left out: they come in with a page.
    """
    marks = "".join("01"[one.holds(row)] for one in counted.values())
    return f"{row.known.cluster[1] if row.known.cluster else 0}.{len(row.signals)}.{marks}"


def _missing_talks(weeks: int) -> list[Filter]:
    def lacks_talk(kind: str) -> Callable[[Row], bool]:
        return lambda row: row.asks_attention and row.weeks_without(kind) >= weeks

    return [
        Filter("no_pupil_talk", _("no pupil talk for %(weeks)s weeks") % {"weeks": weeks}, lacks_talk("pupil_talk")),
        Filter("no_parent_talk", _("no parent talk for %(weeks)s weeks") % {"weeks": weeks}, lacks_talk("parent_talk")),
    ]


def _levels(column: Column) -> list[Filter]:
    """One filter for each level of a column, and one for who lies below the ambition."""
    line = column.line

    def is_at(place: int) -> Callable[[Row], bool]:
        return lambda row: (scores := row.scores(column)) != () and column.scale.places.get(scores[0].level) == place

    def is_below(row: Row) -> bool:
        scores, ambition = row.scores(column), line.ambition(row.known.year_group)
        goal = column.scale.places.get(ambition[1]) if ambition else None
        place = column.scale.places.get(scores[0].level) if scores else None
        return goal is not None and place is not None and place > goal

    below = Filter(f"below{line.pk}", _("%(subject)s below ambition") % {"subject": line.name}, is_below, line.name)
    return [
        below,
        *(
            Filter(f"l{line.pk}.{place}", f"{line.name} {level}", is_at(place), line.name)
            for place, level in enumerate(column.scale.levels)
        ),
    ]


def weeks_of(rules: Sequence[Rule], measure: str, usual: int) -> int:
    """The threshold of the school's own rule, else the usual one."""
    return next((rule.threshold for rule in rules if rule.measure == measure), usual)


def not_seen(row: Row, weeks: int) -> bool:
    """Whether nobody observed or spoke with the pupil for so many weeks."""
    days = [day for day in row.known.seen.values() if day]
    return weeks_since(max(days, default=row.known.known_since), row.facts.today) >= weeks


def taken_columns(columns: Sequence[Column]) -> list[Column]:
    """The learning columns whose moment was taken by the group, so that a gap means something."""
    return [column for column in columns if column.draws and column.moment and column.taken_by >= TAKEN_BY]


def lacks(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a result of the column's moment is missing somewhere."""
    return any(all(score.moment != column.moment for score in row.scores(column)) for column in columns)


def sorted_rows(rows: Sequence[Row], rank: Callable[[Row], Any] | None, *, reverse: bool) -> list[Row]:
    """The rows by a value, those without one last; equal ones stay in the order of names."""
    if rank is None:
        return list(rows)
    known = [(value, row) for row in rows if (value := rank(row)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=reverse)
    return [row for _value, row in known] + [row for row in rows if rank(row) is None]
