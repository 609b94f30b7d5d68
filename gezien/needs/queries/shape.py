"""Which columns an overview has, as far as that follows from everybody in the group and not from the reader's choice.

A page carries it in the address of its rows: one row that is fetched again has the columns of the page it comes into,
also when results came in meanwhile, and asks nothing about the rest of the group.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from gezien.needs.queries.agreed import Line
from gezien.needs.queries.cells import Column
from gezien.needs.queries.look import SOCIAL, SUBJECT, Look
from gezien.needs.queries.pupils import Known
from gezien.needs.signals import Scale, moment_of
from gezien.results.queries import Score
from gezien.results.queries.questionnaires import DomainScore, domains_of

# How many moments the results of one subject show: of the test shown first, and of each other.
MOMENTS, MOMENTS_OF_OTHERS = 4, 2
LONGEST = 4000  # characters of an address


@dataclass(frozen=True)
class Shape:
    """`columns`: (instrument, its moment, other instruments of the subject); `moments`: (instrument, label) in the set
    of one subject; `domains`: (key, name) in that of well-being.
    """

    columns: tuple[tuple[int, str, tuple[int, ...]], ...] = ()
    moments: tuple[tuple[int, str], ...] = ()
    domains: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(
        cls,
        look: Look,
        chosen: Line | None,
        columns: Sequence[Column],
        pupils: Sequence[Known],
        social: Iterable[Sequence[DomainScore]],
    ) -> Self:
        """That of a whole page."""
        return cls(
            tuple(
                (one.scale.instrument_id, one.moment, tuple(other.instrument_id for other in one.others))
                for one in columns
            ),
            _moments(chosen, columns, pupils) if look.columns == SUBJECT and chosen else (),
            tuple((head.domain_id, head.domain) for head in domains_of(social)) if look.columns == SOCIAL else (),
        )

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From an address; None when it holds none, or something else."""
        if not text or len(text) > LONGEST:
            return None
        try:
            columns, moments, domains = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
            shape = cls(
                tuple((int(pk), str(moment), tuple(map(int, others))) for pk, moment, others in columns),
                tuple((int(pk), str(label)) for pk, label in moments),
                tuple((int(pk), str(name)) for pk, name in domains),
            )
            str(shape).encode()  # half a character is no text to write on a page
        except (ValueError, TypeError, RecursionError):
            return None
        return shape

    def __str__(self) -> str:
        parts: list[Any] = [self.columns, self.moments, self.domains]
        return json.dumps(parts, separators=(",", ":"), ensure_ascii=False)

    def columns_from(self, lines: Sequence[Line]) -> list[Column]:
        """The columns themselves; one of a test the school no longer has is left out."""
        known = {scale.instrument_id: (line, scale) for line in lines for scale in line.scales}
        return [
            Column(*known[pk], moment, others=tuple(known[one][1] for one in others if one in known))
            for pk, moment, others in self.columns
            if pk in known
        ]

    def moments_of(self, scale: Scale) -> list[str]:
        """The moments of one test, oldest first."""
        return [label for pk, label in self.moments if pk == scale.instrument_id]


def _refuse(text: str) -> None:
    """For what is no whole number: keys are."""
    raise ValueError(text)


def shown_scales(line: Line, columns: Sequence[Column]) -> list[Scale]:
    """The tests of a subject, the one of its column before the others."""
    shown = next((column for column in columns if column.line.pk == line.pk), None)
    return sorted(line.scales, key=lambda scale: shown is None or scale is not shown.scale)


def _moments(line: Line, columns: Sequence[Column], pupils: Sequence[Known]) -> tuple[tuple[int, str], ...]:
    """The last moments in this group of each test of a subject, oldest first."""
    found: list[tuple[int, str]] = []
    for place, scale in enumerate(shown_scales(line, columns)):
        last: dict[str, dt.date] = {}
        for known in pupils:
            for score in known.scores.get(scale.instrument_id, ()):
                label = moment_of(score)
                last[label] = max(last.get(label, score.taken_on), score.taken_on)
        labels = sorted(last, key=lambda label: last[label])[-(MOMENTS_OF_OTHERS if place else MOMENTS) :]
        found += [(scale.instrument_id, label) for label in labels]
    return tuple(found)


def columns_of(lines: Sequence[Line], pupils: Sequence[Known], tests: Sequence[int] = ()) -> list[Column]:
    """A column for each subject with results in the group, on the first scale in the school's order that has any.

    `tests` are instruments that stand before the others.
    """
    columns = []
    for line in lines:
        found = []
        for scale in sorted(line.scales, key=lambda scale: scale.instrument_id not in tests):
            newest = [scores[0] for known in pupils if (scores := known.scores.get(scale.instrument_id))]
            if newest:
                found.append((scale, newest))
        if found:
            scale, newest = found[0]
            moment, times = _usual_moment(newest)
            others = _after(scale, [one for one in line.scales if any(one is other for other, _newest in found)])
            columns.append(Column(line, scale, moment, times / len(pupils), others))
    return columns


def _after(shown: Scale, scales: Sequence[Scale]) -> tuple[Scale, ...]:
    """The other scales in the school's order, going round: the first is the one to show next."""
    place = scales.index(shown)
    return (*scales[place + 1 :], *scales[:place])


def _usual_moment(scores: Iterable[Score]) -> tuple[str, int]:
    return Counter(score.moment for score in scores).most_common(1)[0]
