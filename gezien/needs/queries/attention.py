"""Signals minus attention: whom a rule flags while nobody does anything about it, and what became of the others.

Read from what the last look kept, so that a page of the whole school stays quick; `looked_on` says how new that is.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.needs.hooks import attention_asked
from gezien.needs.models import EducationalNeed, Signal, SignalLink, SignalRule, SignalRun
from gezien.needs.queries.rule_terms import terms_of
from gezien.needs.rule_sentences import Terms, sentence
from gezien.needs.rules import visible_signals
from gezien.needs.signals import Found, day_text
from gezien.notes.queries import seen_columns
from gezien.pupils.models import Enrolment
from gezien.pupils.rules import visible_groups
from gezien.pupils.words import by_year_group
from gezien.schools.models import School
from gezien.schools.rules import Member, current

State, Direction = Signal.State, SignalRule.Direction
# What presses most comes first: support, then what nobody saw, then challenge.
ORDER = {Direction.SUPPORT: 0, Direction.ATTENTION: 1, Direction.CHALLENGE: 2}


@dataclass(frozen=True)
class Choice:
    """Which signals one asks for: in one state, of a group, that ask for one thing, of a pupil; empty: of all."""

    state: str = State.OPEN
    group: int | None = None
    direction: str = ""
    pupil: int | None = None


@dataclass(frozen=True)
class Asking:
    """A pupil with signals, what was done about them since, and where this stands among the others."""

    signals: Sequence[Signal]
    attention: list[str]
    order: tuple


def attention_rows(member: Member, choice: Choice, terms: Terms) -> list[dict[str, Any]]:
    """A row for each pupil with such signals: nobody's first, then what presses most and asks longest.

    Four statements and those of who answers `attention_asked`, however many pupils.
    """
    return _rows(member.school, _asking(member, choice), terms)


def without_attention(member: Member, most: int, terms: Terms) -> tuple[list[dict[str, Any]], int]:
    """The first rows of open signals to which nobody gives attention yet, and how many there are."""
    found = [one for one in _asking(member, Choice()) if not one.attention]
    return _rows(member.school, found[:most], terms), len(found)


def group_attention(member: Member, group: int) -> list[dict[str, Any]]:
    """The open signals of a group for who prepares to talk about it: first the pupils for whom nothing was done."""
    return attention_rows(member, Choice(group=group), terms_of(member.school))


def counts(member: Member, group: int | None = None) -> dict[str, int]:
    """By state how many pupils have such a signal."""
    found = _of_group(visible_signals(member).filter(pupil__left_on=None), group)
    pairs = set(found.exclude(state=State.RESOLVED).order_by().values_list("state", "pupil_id", "aside_until"))
    return {
        state: len({pupil for of, pupil, until in pairs if _state(of, until) == state})
        for state in (State.OPEN, State.TAKEN_UP, State.ASIDE)
    }


def looked_on(school: School) -> dt.date | None:
    """The day of the last complete look at the signals."""
    return SignalRun.objects.filter(school=school).values_list("day", flat=True).first()


def plain_signal(signal: Signal, said: str) -> dict[str, Any]:
    """A signal as pages show it: in few words, the rule as it is `said`, figure, source, since when, how it goes on."""
    found = Found.of(signal)
    return {
        "pk": signal.pk,
        "version": signal.version,
        "label": found.label,
        "rule": signal.rule.name,
        "measure": signal.rule.measure,
        "sentence": said,
        "figure": found.figure,
        "source": found.source,
        "since": day_text(signal.since),
        "trend": signal.get_trend_display() if signal.trend != Signal.Trend.NEW else "",
        "returns": signal.returns,
        "severity": signal.rule.severity,
        "presses": signal.rule.severity == SignalRule.Severity.URGENT,
        "is_challenge": signal.rule.direction == Direction.CHALLENGE,
        "subject": signal.subject_id,
        "short": found.short,
        "state": _state(signal.state, signal.aside_until),
        "reason": signal.reason,
        "until": day_text(signal.aside_until) if signal.aside_until else "",
    }


def asked_on(signal: Signal) -> dt.date:
    """The day of the newest fact a signal rests on: from then on something done about it counts as attention."""
    day = re.search(r"\d{4}-\d\d-\d\d$", signal.mark)
    return dt.date.fromisoformat(day.group()) if day else signal.since


def _signals(member: Member, choice: Choice) -> QuerySet[Signal]:
    today = clock.today()
    found = _of_group(visible_signals(member).filter(pupil__left_on=None), choice.group)
    if choice.state == State.OPEN:
        found = found.filter(Q(state=State.OPEN) | Q(state=State.ASIDE, aside_until__lt=today))
    elif choice.state == State.ASIDE:
        found = found.filter(state=State.ASIDE, aside_until__gte=today)
    else:
        found = found.filter(state=choice.state)
    if choice.direction:
        found = found.filter(rule__direction=choice.direction)
    if choice.pupil:
        found = found.filter(pupil=choice.pupil)
    return (
        found.select_related("rule", "pupil")
        .annotate(**seen_columns("pupil_id", today), **_done_columns())
        .order_by("rule__position", "pk")
    )


def _done_columns() -> dict[str, Subquery]:
    """When something was agreed about the pupil, and when a need still open was set or sharpened; the newest."""
    agreed = Agreement.objects.filter(pupil=OuterRef("pupil_id")).order_by("-created_at")
    named = EducationalNeed.objects.filter(pupil=OuterRef("pupil_id"), outcome="").order_by("-updated_at")
    return {
        "agreed_at": Subquery(agreed.values("created_at")[:1]),
        "named_at": Subquery(named.values("updated_at")[:1]),
    }


def _given_above(school: School, pupils: set[int]) -> dict[int, list[tuple[dt.date, str]]]:
    """What the apps above did for these pupils: a day and words, by pupil."""
    found: dict[int, list[tuple[dt.date, str]]] = {}
    if pupils:
        for _receiver, answer in attention_asked.send(School, school=school, pupils=pupils):
            for pupil, given in cast(dict[int, list[tuple[dt.date, str]]], answer).items():
                found.setdefault(pupil, []).extend(given)
    return found


def _of_group(signals: QuerySet[Signal], group: int | None) -> QuerySet[Signal]:
    if group is None:
        return signals
    return signals.filter(pupil__in=Enrolment.objects.filter(current(), group=group).values("pupil"))


def _state(state: str, until: dt.date | None) -> str:
    """Put aside until yesterday is open again."""
    return State.OPEN if state == State.ASIDE and until and until < clock.today() else state


def _groups(school: School, pupils: set[int]) -> dict[int, tuple[int, str]]:
    rows = Enrolment.objects.filter(current(), school=school, pupil__in=pupils).order_by("-starts_on", "pk")
    found: dict[int, tuple[int, str]] = {}
    for pupil, group, name in rows.values_list("pupil_id", "group_id", "group__name"):
        found.setdefault(pupil, (group, name))
    return found


def _asking(member: Member, choice: Choice) -> list[Asking]:
    """The pupils with such signals, in order."""
    pupils: dict[int, list[Signal]] = {}
    for one in _signals(member, choice):
        pupils.setdefault(one.pupil_id, []).append(one)
    above = _given_above(member.school, set(pupils))
    asking = []
    for pk, signals in pupils.items():
        attention = _attention(signals, above.get(pk, ()))
        asking.append(Asking(signals, attention, _order(signals, attention)))
    return sorted(asking, key=lambda one: one.order)


def _order(signals: Sequence[Signal], attention: Sequence[str]) -> tuple:
    first = min(signals, key=lambda one: (ORDER[Direction(one.rule.direction)], -one.rule.severity, one.pk))
    return (
        bool(attention),
        -max(one.rule.severity for one in signals),
        ORDER[Direction(first.rule.direction)],
        -len(signals),
        min(one.since for one in signals),
        signals[0].pupil.name,
    )


def _rows(school: School, asking: Sequence[Asking], terms: Terms) -> list[dict[str, Any]]:
    rules = {signal.rule_id: signal.rule for one in asking for signal in one.signals}
    said = {pk: sentence(rule, terms) for pk, rule in rules.items()}
    groups = _groups(school, {one.signals[0].pupil_id for one in asking})
    return [_row(one, groups, said) for one in asking]


def _row(asking: Asking, groups: dict[int, tuple[int, str]], said: dict[int, str]) -> dict[str, Any]:
    signals, pupil = asking.signals, asking.signals[0].pupil
    group, group_name = groups.get(pupil.pk, (None, ""))
    learning = (one for one in signals if one.subject_id and one.rule.direction != Direction.ATTENTION)
    return {
        "pk": pupil.pk,
        "pupil": pupil,
        "name": pupil.name,
        "group": group,
        "group_name": group_name,
        "signals": [plain_signal(one, said[one.rule_id]) for one in signals],
        "attention": asking.attention,
        "need_subject": next((one.subject_id for one in learning), None),
    }


def _attention(signals: Sequence[Signal], above: Sequence[tuple[dt.date, str]]) -> list[str]:
    """What was done since the newest fact: seen, spoken with, agreed, a need named, and what the apps above did."""
    since = max(asked_on(one) for one in signals)
    told: Any = signals[0]  # annotated
    done = [
        (told.observation, _("observation %(day)s")),
        (told.pupil_talk, _("pupil talk %(day)s")),
        (told.parent_talk, _("parent talk %(day)s")),
        (_day_of(told.agreed_at), _("agreement %(day)s")),
        (_day_of(told.named_at), _("need %(day)s")),
        *above,
    ]
    return [words % {"day": _short(day)} for day, words in done if day and day >= since]


def _short(day: dt.date) -> str:
    """A day without its year in this school year (from August on): of another year it would read as one to come."""
    year, now = (one.year - (one.month < 8) for one in (day, clock.today()))
    return day_text(day, "j b" if year == now else "j b Y")


def _day_of(moment: dt.datetime | None) -> dt.date | None:
    return clock.in_school_time(moment).date() if moment else None


def links_of(signals: Sequence[Signal]) -> dict[int, list[str]]:
    """By signal with what it was taken up, in words."""
    found: dict[int, list[str]] = {}
    links = SignalLink.objects.filter(signal__in=signals).select_related("need__subject").order_by("pk")
    for link in links:
        text = link.need.goal if link.need else link.text
        ended = f" ({link.get_outcome_display()})" if link.outcome else ""
        found.setdefault(link.signal_id, []).append(f"{link.get_kind_display()}: {text}{ended}")
    return found


def groups_of_today(member: Member) -> list[tuple[int, str]]:
    """The groups one sees of the school year of today, with their names."""
    today = clock.today()
    groups = visible_groups(member).filter(year__starts_on__lte=today, year__ends_on__gte=today)
    return [(group.pk, group.name) for group in sorted(groups, key=by_year_group)]
