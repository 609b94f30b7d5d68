"""Whether each pupil is seen: last observed, spoken with, parents spoken with, discussed, and how fairly it is shared.

That a pupil was seen is no secret among who may see the pupil; what was said stays where it stands. Whoever has no
signal, no need and no plan is easily nobody's concern: the quiet middle, which is why it is counted apart.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, NullIf, TruncDate
from django.utils import timezone

from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.models import Meeting
from gezien.needs.models import EducationalNeed, Signal, SignalRule
from gezien.needs.seen import SEEN_WEEKS, agreed_weeks, known_since, seen_state
from gezien.notes.models import Note
from gezien.notes.queries import seen_columns
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.rules import visible_groups
from gezien.schools.models import School
from gezien.schools.rules import Member, current

OBSERVED, SPOKEN, PARENTS = Note.Kind.OBSERVATION.value, Note.Kind.PUPIL_TALK.value, Note.Kind.PARENT_TALK.value
DISCUSSED = "discussed"
NOTED = (OBSERVED, SPOKEN, PARENTS)
WAYS = (*NOTED, DISCUSSED)
LONG_AGO = Value(dt.date(1900, 1, 1), DateField())


@dataclass(frozen=True, slots=True)
class SeenPupil:
    """A pupil of a group of today with the last day of each way in `days` (None: never) and how often this school year
    in `times` (the ways that are notes).

    `state` is that of the dot before the name ("full", "half", "open"); `is_quiet`: no signal, no open need, so nobody
    is asked to look. `since`: from when one may ask whether somebody saw the pupil here.
    """

    pk: int
    name: str
    group: int
    group_name: str
    days: dict[str, dt.date | None]
    times: dict[str, int]
    since: dt.date
    state: str
    is_quiet: bool

    @property
    def last(self) -> dt.date | None:
        """The last day somebody saw or spoke with the pupil or the parents; a review is talk about, not with."""
        return max((day for way in NOTED if (day := self.days[way])), default=None)

    @property
    def asked_since(self) -> dt.date:
        """Since when nobody saw the pupil: the last day, else since the pupil is known."""
        return self.last or self.since

    @property
    def total(self) -> int:
        """How often the pupil was seen or spoken with this school year, or the parents."""
        return sum(self.times.values())


@dataclass(frozen=True, slots=True)
class Fairness:
    """How attention is shared in a group. `half`: how many pupils half of everything is about; `usual`: the number of
    times in the middle; `quiet`, `quiet_unseen` and `others_unseen`: the quiet middle, and who is not seen within the
    agreed weeks of it and of the others. `by_way`: how many pupils had each way at least once this school year.
    """

    count: int
    times: int
    half: int
    usual: int
    seen: int
    quiet: int
    quiet_unseen: int
    others_unseen: int
    by_way: dict[str, int]

    @property
    def unseen(self) -> int:
        """How many pupils nobody saw within the agreed weeks."""
        return self.quiet_unseen + self.others_unseen


def seen_pupils(
    member: Member, group: Group | None = None, *, until: dt.date | None = None, weeks: int | None = None
) -> list[SeenPupil]:
    """The pupils of a visible group, or of all visible base groups of today, who was not seen longest first.

    Two statements, however many pupils and however much is written about them.
    """
    until = until or clock.today()
    rows = list(_enrolled(member, group, until).values_list(*_COLUMNS))
    first_day = min((row[6] for row in rows), default=until)
    times = _times(member.school, [row[0] for row in rows], first_day, until)
    found = {row[0]: _pupil(row, times.get(row[0], {}), until, weeks) for row in rows}
    return sorted(found.values(), key=lambda one: (one.state != "open", one.asked_since, one.name, one.pk))


def discussed_column(pupil: str, until: dt.date) -> NullIf:
    """An annotation: the last day on which the pupil was discussed, alone in a pupil review or with the group.

    `pupil` names the column with the pupil's key, as in `seen_columns`.
    """
    cases = Case.objects.filter(pupil=OuterRef(pupil), discussed_at__lt=_end_of(until)).order_by("-discussed_at")
    alone = Subquery(cases.values(on=TruncDate("discussed_at"))[:1])
    # The greatest of a day and nothing is nothing on SQLite and the day on PostgreSQL: long ago stands in for nothing.
    latest = Greatest(Coalesce(alone, LONG_AGO), Coalesce(_with_the_group(pupil, until), LONG_AGO))
    return NullIf(latest, LONG_AGO)


def _with_the_group(pupil: str, until: dt.date) -> Subquery:
    """The day the last review was held (opened, whenever planned) of a group in which the pupil was that day."""
    held_on = TruncDate("opened_at")  # SQLite asks Python for it: as few rows as can be
    held = Meeting.objects.filter(opened_at__lt=_end_of(until), cancelled_at=None)
    then = held.filter(
        Q(group__enrolments__ends_on=None) | Q(group__enrolments__ends_on__gte=held_on),
        group__enrolments__pupil=OuterRef(pupil),
        group__enrolments__starts_on__lte=held_on,
    )
    return Subquery(then.order_by("-opened_at").values(on=held_on)[:1])


def _end_of(day: dt.date) -> dt.datetime:
    """The moment at which the next day begins."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))


def fairness(pupils: Collection[SeenPupil]) -> Fairness:
    """How attention is shared over these pupils."""
    times = sorted((one.total for one in pupils), reverse=True)
    quiet = [one for one in pupils if one.is_quiet]
    unseen = [one for one in pupils if one.state == "open"]
    return Fairness(
        count=len(times),
        times=sum(times),
        half=_half(times),
        usual=round(median(times)) if times else 0,
        seen=len(times) - len(unseen),
        quiet=len(quiet),
        quiet_unseen=sum(one.is_quiet for one in unseen),
        others_unseen=sum(not one.is_quiet for one in unseen),
        by_way={way: sum(one.times.get(way, 0) > 0 for one in pupils) for way in NOTED},
    )


def by_group(pupils: Iterable[SeenPupil]) -> dict[tuple[int, str], list[SeenPupil]]:
    """The pupils by group, in the order in which they came."""
    groups: dict[tuple[int, str], list[SeenPupil]] = {}
    for one in pupils:
        groups.setdefault((one.group, one.group_name), []).append(one)
    return groups


def _half(times: Sequence[int]) -> int:
    """The smallest number of pupils whom at least half of all times are about; `times` are sorted, most first."""
    total, counted = sum(times), 0
    for number, count in enumerate(times, start=1):
        counted += count
        if total and counted * 2 >= total:
            return number
    return 0


_COLUMNS = (
    *("pupil_id", "pupil__call_name", "pupil__prefix", "pupil__family_name", "group_id", "group__name"),
    *("group__year__starts_on", "starts_on", "pupil__created_at", *WAYS, "weeks", "has_signal", "has_need"),
)


def _enrolled(member: Member, group: Group | None, day: dt.date) -> QuerySet[Enrolment]:
    """Who is enrolled that day, with the last day of each way and whether somebody is asked to look."""
    groups = visible_groups(member).filter(pk=group.pk) if group else visible_groups(member).filter(is_composite=False)
    signals = Signal.objects.filter(pupil=OuterRef("pupil_id")).exclude(state=Signal.State.RESOLVED)
    needs = EducationalNeed.objects.filter(pupil=OuterRef("pupil_id"), outcome="")
    return (
        Enrolment.objects.filter(current(day), school=member.school, group__in=groups.order_by(), pupil__left_on=None)
        .annotate(
            **seen_columns("pupil_id", day),
            discussed=discussed_column("pupil_id", day),
            weeks=agreed_weeks(member.school),
            # Who only waits to be seen is on nobody's list: such a signal makes nobody less quiet.
            has_signal=Exists(signals.exclude(rule__direction=SignalRule.Direction.ATTENTION)),
            has_need=Exists(needs),
        )
        .order_by("pupil_id", "starts_on", "pk")
    )


def _times(school: School, pupils: Sequence[int], since: dt.date, until: dt.date) -> dict[int, dict[str, int]]:
    """By pupil how often each way was noted since that day."""
    notes = Note.objects.filter(school=school, pupil__in=pupils, happened_on__gte=since, happened_on__lte=until)
    counted = notes.exclude(kind=Note.Kind.MEMO).order_by().values_list("pupil_id", "kind").annotate(Count("pk"))
    times: dict[int, dict[str, int]] = {}
    for pupil, kind, number in counted:
        times.setdefault(pupil, {})[kind] = number
    return times


def _pupil(row: Sequence, times: dict[str, int], today: dt.date, weeks: int | None) -> SeenPupil:
    pk, call_name, prefix, family_name, group, group_name, _year, starts_on, created_at, *rest = row
    *days, agreed, has_signal, has_need = rest
    since = min(known_since(starts_on, created_at), today)
    last = max((day for day in days[:3] if day), default=None)
    return SeenPupil(
        pk=pk,
        name=" ".join(filter(None, (call_name, prefix, family_name))),
        group=group,
        group_name=group_name,
        days=dict(zip(WAYS, days, strict=True)),
        times={way: times.get(way, 0) for way in NOTED},
        since=since,
        state=seen_state(last, since, today, weeks or agreed or SEEN_WEEKS),
        is_quiet=not has_signal and not has_need,
    )
