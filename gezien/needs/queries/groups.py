"""Groups as lists: who teaches them, which periods they go through, and how many pupils ask for attention."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import CharField, F, Func, OuterRef, QuerySet, StringAgg, Subquery, Value

from gezien.common import clock
from gezien.needs.models import OverviewChoice, SignalRule
from gezien.needs.queries.agreed import subject_lines
from gezien.needs.queries.pupils import day_of, known_pupils
from gezien.needs.queries.signals import signals_by_pupil
from gezien.needs.signals import asks_for_challenge, asks_for_support
from gezien.pupils.models import Enrolment, Group, Teaching
from gezien.schools.models import Period, School
from gezien.schools.rules import Member, current

BETWEEN = "|"
COUNTED = ("pupils", "support", "waiting", "challenge", "untalked")


def with_teachers(groups: QuerySet[Group]) -> QuerySet[Group]:
    """The groups with `teachers`: the names of who teaches them today, for `teacher_names`."""
    parts = (F(f"staff_member__{part}") for part in ("call_name", "prefix", "family_name"))
    name = Func(*parts, template="%(expressions)s", arg_joiner=" || ' ' || ", output_field=CharField())
    taught = Teaching.objects.filter(current(), group=OuterRef("pk")).order_by().values("group")
    return groups.annotate(teachers=Subquery(taught.annotate(names=StringAgg(name, Value(BETWEEN))).values("names")))


def teacher_names(group: Group) -> list[str]:
    """Who teaches a group that came from `with_teachers`, by name."""
    names: str = getattr(group, "teachers", None) or ""
    return sorted(" ".join(name.split()) for name in names.split(BETWEEN) if name.strip())


def with_chosen_columns(groups: QuerySet[Group], member: Member) -> QuerySet[Group]:
    """The groups with `chosen_columns`: the set of columns the member chose last, in any group; None for no choice."""
    chosen = OverviewChoice.objects.filter(school=member.school, user=member.user).values("columns")[:1]
    return groups.annotate(chosen_columns=Subquery(chosen))


def periods_of(group: Group) -> list[Period]:
    """The periods of the group's school year, in order."""
    return list(Period.objects.filter(school=group.school_id, year=group.year_id).order_by("starts_on", "pk"))


def choose_period(periods: Sequence[Period], asked: str | None = None) -> Period | None:
    """The period asked for by its key; else today's, else the last one begun, else the first; None without periods."""
    today = clock.today()
    for period in periods:
        if asked == str(period.pk):
            return period
    begun = [period for period in periods if period.starts_on <= today]
    return begun[-1] if begun else next(iter(periods), None)


def is_now(period: Period) -> bool:
    """Whether today lies in the period: then an address need not name it."""
    return period.starts_on <= clock.today() <= period.ends_on


def counts_by_group(school: School, groups: Sequence[Group], period: Period | None) -> dict[int, dict[str, int]]:
    """By group how many pupils there are, have a signal for support (and no need yet), have one for more challenge,
    and miss a talk by the school's rule.

    A fixed number of statements however many groups; callers pass groups they have been allowed.
    """
    counts: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    if period is None:
        return counts
    day = day_of(period, clock.today())
    lines = subject_lines(school)
    enrolments = Enrolment.objects.filter(group__in=[group.pk for group in groups])
    pupils = known_pupils(school, enrolments, period=period, day=day, lines=lines)
    signals = signals_by_pupil(school, pupils, lines, day)
    for known in pupils:
        found = signals[known.pk]
        support = asks_for_support(found)
        untalked = any(signal.rule.measure == SignalRule.Measure.NO_PUPIL_TALK for signal in found)
        one = (1, support, support and not known.needs, asks_for_challenge(found), untalked)
        for group_id in known.groups:
            for name, count in zip(COUNTED, one, strict=True):
                counts[group_id][name] += count
    return counts
