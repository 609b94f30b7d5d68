"""From a message to what it would do: which results are new, corrected, known already, or taken back.

One result is one result, however it comes (H1). It is recognised by the supplier's own key; else by pupil, test and
day; else, for tests of the calendar, by pupil, test and moment within the school year.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import batched

from django.utils.translation import gettext as _

from gezien.imports.exchange.contents import Malformed, Message, Sent
from gezien.imports.exchange.moments import Moments
from gezien.imports.exchange.values import merged, result_of
from gezien.imports.formats.results.reading import SHOWN, Refusal
from gezien.imports.matching import Known, LeftOut, Matching, Unmatched
from gezien.imports.models import SentResult
from gezien.results.actions import NewResult
from gezien.results.models import Instrument, Result
from gezien.schools.models import School

BATCH = 500
type Placed = tuple[Sent, Known, Instrument, NewResult]
type Name = tuple[str, str]  # a supplier's key, and the part it is about


class Settling:
    """A message gone through once: iterating gives each result of it once, as it would be stored.

    When one is at the end, `withdrawn` holds the results it takes back, `keys` what each result is called, `waiting`
    those that are well-formed and not recognised here, and the rest what a preview tells: the screen of
    formats/results/reading.py shows it.
    """

    def __init__(self, school: School, message: Message, source: str):
        self.school, self.message, self.source = school, message, source
        self.matching = Matching(school, source)
        self.moments = Moments(school)
        self.refused: list[Refusal] = []
        self.malformed: list[Malformed] = []
        self.waiting: list[str] = []
        self.rows = self.refused_rows = self.left_out_rows = 0
        self.withdrawn: dict[int, Result] = {}
        self.keys: dict[tuple, dict[Name, dt.date]] = defaultdict(dict)

    def __iter__(self) -> Iterator[NewResult]:
        settled: dict[tuple, NewResult] = {}
        for batch in batched(self.message.results, BATCH):
            placed = [found for one in batch if (found := self._placed(one))]
            for name, day, new in self._settled(placed):
                settled[new.key] = new
                self.keys[new.key][name] = day
            self._cancel([one for one in batch if isinstance(one, Sent) and one.is_cancelled])
        yield from settled.values()

    def _placed(self, one: Sent | Malformed) -> Placed | None:
        """The result with its pupil and test, or None: then it is refused, left out, or a cancellation."""
        self.rows += 1
        if isinstance(one, Malformed):
            self.malformed.append(one)
            self._refuse(one.line, one.column, one.reason)
            return None
        if one.is_cancelled:
            return None
        try:
            pupil, test = self._recognised(one)
            moment = self.moments.of(test, pupil.year_group, one.taken_on)
            return one, pupil, test, result_of(one, test, pupil.pk, moment)
        except LeftOut:
            self.left_out_rows += 1
        except ValueError as reason:
            self.waiting.append(one.item)
            self._refuse(one.line, "" if isinstance(reason, Unmatched) else one.test.label, str(reason))
        return None

    def _recognised(self, one: Sent) -> tuple[Known, Instrument]:
        """Pupil and test; both are looked for even when one is not known, so that the match screen asks at once."""
        try:
            pupil = self.matching.pupil(one.pupil, one.line)
        except Unmatched:
            self.matching.instrument(one.test, one.line)
            raise
        if one.pupil.key and self.matching.by_eck_id.get(one.pupil.eck_id, pupil) != pupil:
            raise ValueError(_("the key belongs to one pupil of the school and the ECK iD to another"))
        return pupil, self.matching.instrument(one.test, one.line)

    def _settled(self, placed: list[Placed]) -> Iterator[tuple[Name, dt.date, NewResult]]:
        """Each result as what it is: a correction of one that is known, or a new one."""
        known = self._known([name_of(one) for one, _pupil, _test, _new in placed])
        stored = _Stored(self.school, [new for *_rest, new in placed])
        for one, _pupil, _test, new in placed:
            name = name_of(one)
            sent = known.get(name)
            old = sent.result if sent else stored.like(new, self.moments.year_of(one.taken_on))
            if sent and old and not self._still(sent, new, one.taken_on):
                self.withdrawn[old.pk] = old
                old = stored.like(new, self.moments.year_of(one.taken_on), other_than=old.pk)
            yield name, one.taken_on, merged(new, old) if old else new

    def _known(self, names: list[Name]) -> dict[Name, SentResult]:
        rows = SentResult.objects.filter(school=self.school, source=self.source, key__in={key for key, _part in names})
        return {(row.key, row.part): row for row in rows.select_related("result")}

    def _still(self, sent: SentResult, new: NewResult, day: dt.date) -> bool:
        """Whether what the supplier sends now is still about the same pupil, test and day as it was."""
        old = sent.result
        if (old.pupil_id, old.instrument_id) != (new.pupil_id, new.instrument_id):
            return False
        return day == sent.taken_on or old.taken_on != sent.taken_on  # a day that another file gave, stays

    def _cancel(self, cancelled: list[Sent]) -> None:
        """Take back what these are the keys of; else what this pupil has of this test on that day."""
        rows = SentResult.objects.filter(
            school=self.school, source=self.source, key__in={one.key for one in cancelled}
        ).select_related("result")
        known = defaultdict(list)
        for row in rows if cancelled else ():
            known[row.key].append(row.result)
        for one in cancelled:
            for result in known[one.key] or self._alike(one):
                self.withdrawn[result.pk] = result

    def _alike(self, one: Sent) -> list[Result]:
        try:
            pupil, test = self._recognised(one)
        except (LeftOut, ValueError):
            return []
        return list(
            Result.objects.filter(school=self.school, pupil=pupil.pk, instrument=test, taken_on=one.taken_on)[:1]
        )

    def _refuse(self, line: int | None, column: str, reason: str) -> None:
        self.refused_rows += 1
        if len(self.refused) < SHOWN:
            self.refused.append(Refusal(line or 0, column, reason))


class _Stored:
    """What the school has of these pupils and tests, for finding the same result that came by another way."""

    def __init__(self, school: School, news: list[NewResult]):
        self.rows: dict[tuple[int, int], list[Result]] = defaultdict(list)
        if news:
            pupils, tests = {new.pupil_id for new in news}, {new.instrument_id for new in news}
            for row in Result.objects.filter(school=school, pupil__in=pupils, instrument__in=tests).order_by("pk"):
                self.rows[row.pupil_id, row.instrument_id].append(row)

    def like(self, new: NewResult, year: tuple[dt.date, dt.date], other_than: int | None = None) -> Result | None:
        """The result of the same day, else of the same moment in the school year."""
        rows = [row for row in self.rows[new.pupil_id, new.instrument_id] if row.pk != other_than]
        same_day = [row for row in rows if row.taken_on == new.taken_on]
        exact = [row for row in same_day if row.moment == new.moment]
        first, last = year
        moment = [row for row in rows if new.moment and row.moment == new.moment and first <= row.taken_on <= last]
        return next(iter(exact or same_day or moment), None)


def name_of(one: Sent) -> Name:
    """What the supplier calls it."""
    return one.key, one.part
