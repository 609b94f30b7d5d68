"""The signals of pupils: those that hold, with what became of each (decision 0021).

Whether a rule holds follows from the facts. When everybody was looked at today and nothing came in since, what the last
look kept is read; otherwise the facts themselves are asked. Both give the same.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from gezien.common import clock
from gezien.needs.models import Signal
from gezien.needs.queries.agreed import InForce, Line, rules_in_force
from gezien.needs.queries.more_facts import more_facts
from gezien.needs.queries.pupils import Known
from gezien.needs.signals import Found, Life, Rule, signals_of
from gezien.needs.signals.engine import BY_PUPIL, BY_TRACK
from gezien.schools.models import School

State, Ending = Signal.State, Signal.Ending
BY_SOMEBODY = (Ending.REACHED, Ending.CLOSED)
COLUMNS = (
    *("pupil_id", "rule_id", "key", "pk", "version", "state", "first_seen_on", "mark", "returns", "aside_until"),
    *("reason", "evidence", "since", "subject_id", "times", "trend"),
)


def signals_by_pupil(
    school: School, pupils: Collection[Known], lines: Sequence[Line], agreed: InForce
) -> dict[int, list[Found]]:
    """By pupil the signals to show: open or taken up, in the order of rules and tests. See `every_signal`."""
    return {
        pk: [one for one in found if is_shown(one)] for pk, found in every_signal(school, pupils, lines, agreed).items()
    }


def every_signal(
    school: School, pupils: Collection[Known], lines: Sequence[Line], agreed: InForce
) -> dict[int, list[Found]]:
    """By pupil every rule that holds, also what was put aside. One statement when what is kept is fresh; otherwise one
    for what is kept, and those of `more_facts`. A day that is over has signals without a life.
    """
    if agreed.is_fresh:
        found = _kept(school, pupils, agreed)
    else:
        found = held(school, pupils, lines, agreed)
        if agreed.day == clock.today():
            lives = _lives(school, [pk for pk, some in found.items() if some])
            found = {pk: with_lives(some, lives.get(pk, {})) for pk, some in found.items()}
    places = _places(agreed.rules, lines)
    return {pk: sorted(some, key=lambda one: _place(one, places)) for pk, some in found.items()}


def held(school: School, pupils: Collection[Known], lines: Sequence[Line], agreed: InForce) -> dict[int, list[Found]]:
    """By pupil the rules that hold by the facts alone."""
    more = more_facts(school, pupils, rules=agreed.rules, lines=lines, day=agreed.day)
    return {known.pk: signals_of(agreed.rules, known.facts(lines, agreed.day, more)) for known in pupils}


def is_shown(found: Found) -> bool:
    """Whether a signal asks for attention or gets it; what was put aside or closed is silent."""
    return found.life is None or found.life.state in (State.OPEN, State.TAKEN_UP)


def is_open(found: Found) -> bool:
    """Whether nobody took it up."""
    return found.life is None or found.life.state == State.OPEN


def with_lives(found: Iterable[Found], lives: dict[tuple[int, str], Life]) -> list[Found]:
    """The signals with what became of each. One that somebody closed stays closed until something new bears it out."""
    joined = []
    for one in found:
        life = lives.get((one.rule.pk, one.key))
        if life is not None and life.state == State.RESOLVED and life.mark != one.mark:
            life = None
        joined.append(one if life is None else replace(one, life=life))
    return joined


def _kept(school: School, pupils: Collection[Known], agreed: InForce) -> dict[int, list[Found]]:
    """What the last look kept."""
    rules = {rule.pk: rule for rule in agreed.rules}
    found: dict[int, list[Found]] = {known.pk: [] for known in pupils}
    rows = (
        Signal.objects.filter(school=school, pupil_id__in=found)
        .exclude(state=State.RESOLVED)
        .order_by()
        .values_list(*COLUMNS)
    )
    for pupil, rule, key, *life, evidence, since, subject, times, trend in rows:
        if rule not in rules:
            continue
        one = Found(
            rule=rules[rule],
            key=key,
            mark=life[4],
            since_on=since,
            data=evidence,
            subject_id=subject,
            short=evidence.get("short") or evidence.get("domain", ""),
            level=evidence.get("level", ""),
            times=times,
            trend=trend,
            life=_life(life, agreed.day),
        )
        found[pupil].append(one)
    return found


def _lives(school: School, keys: Sequence[int]) -> dict[int, dict[tuple[int, str], Life]]:
    """By pupil, rule and key what became of the signal: the living one, else the last that somebody closed."""
    rows = (
        Signal.objects.filter(school=school, pupil_id__in=keys)
        .exclude(state=State.RESOLVED, ending__in=(Ending.GONE, Ending.RULE))
        .order_by("pk")
        .values_list(*COLUMNS[:11])
    )
    found: dict[int, dict[tuple[int, str], Life]] = defaultdict(dict)
    living = set()
    for pupil, rule, key, *life in rows:
        if (pupil, rule, key) in living:
            continue
        made = _life(life, clock.today())
        found[pupil][rule, key] = made
        if made.state != State.RESOLVED:
            living.add((pupil, rule, key))
    return found


def _life(row: Sequence[Any], day: dt.date) -> Life:
    """What became of it, from `COLUMNS`; what was put aside until yesterday is open again."""
    life = Life(*row)
    if life.state == State.ASIDE and life.aside_until is not None and life.aside_until < day:
        return replace(life, state=State.OPEN)
    return life


def _places(rules: Sequence[Rule], lines: Sequence[Line]) -> tuple[dict[int, int], dict[str, int]]:
    scales = (scale for line in lines for scale in line.scales)
    return (
        {rule.pk: place for place, rule in enumerate(rules)},
        {f"test:{scale.instrument_id}": place for place, scale in enumerate(scales)},
    )


def _place(found: Found, places: tuple[dict[int, int], dict[str, int]]) -> tuple:
    """Rules about results first, those about talks last; within them by rule, then by test."""
    by_rule, by_key = places
    measure = found.rule.measure
    phase = 0 if measure in BY_TRACK else 1 if measure in BY_PUPIL else 2
    return phase, by_rule.get(found.rule.pk, 0), by_key.get(found.key, 0), found.key


def today_in_force(school: School) -> InForce:
    """The rules of today."""
    return rules_in_force(school, clock.today())
