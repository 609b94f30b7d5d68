"""The signals of pupils: those that hold, with what became of each (decision 0024).

Whether a rule holds follows from the facts. When everybody was looked at today and nothing came in since, what the last
look kept is read; otherwise the facts themselves are asked. Both give the same.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from gezien.common import clock
from gezien.needs.models import Signal
from gezien.needs.queries.agreed import InForce, Kept, Line, rules_in_force
from gezien.needs.queries.more_facts import more_facts
from gezien.needs.queries.pupils import Known
from gezien.needs.signals import Found, Life, Rule, signals_of
from gezien.needs.signals.engine import BY_PUPIL, BY_TRACK
from gezien.results.models import Result, Withdrawal
from gezien.schools.models import School

State = Signal.State


def signals_by_pupil(
    school: School, pupils: Collection[Known], lines: Sequence[Line], day: dt.date
) -> dict[int, list[Found]]:
    """By pupil the signals to show: open or taken up, in the order of rules and tests. See `every_signal`."""
    agreed = agreed_for(school, pupils, day)
    return {
        pk: [one for one in found if is_shown(one)] for pk, found in every_signal(school, pupils, lines, agreed).items()
    }


def agreed_for(school: School, pupils: Collection[Known], day: dt.date) -> InForce:
    """The rules of a day, with what is kept of these pupils' signals."""
    return rules_in_force(school, day, [known.pk for known in pupils])


def every_signal(
    school: School, pupils: Collection[Known], lines: Sequence[Line], agreed: InForce
) -> dict[int, list[Found]]:
    """By pupil every rule that holds, also what was put aside. `agreed` comes from `agreed_for` these pupils.

    No statement when what is kept is fresh; otherwise those of `more_facts`. A day that is over has signals without
    a life.
    """
    if agreed.is_fresh:
        found = _kept(pupils, agreed)
    else:
        found = held(school, pupils, lines, agreed)
        if agreed.day == clock.today():
            lives = _lives(agreed)
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


def with_lives(found: Iterable[Found], lives: Mapping[tuple[int, str], Life]) -> list[Found]:
    """The signals with what became of each. One that somebody closed stays closed until something new bears it out."""
    joined = []
    for one in found:
        life = lives.get((one.rule.pk, one.key))
        if life is not None and life.state == State.RESOLVED and life.mark != one.mark:
            life = None
        joined.append(one if life is None else replace(one, life=life))
    return joined


def _kept(pupils: Collection[Known], agreed: InForce) -> dict[int, list[Found]]:
    """What the last look kept."""
    rules = {rule.pk: rule for rule in agreed.rules}
    found: dict[int, list[Found]] = {known.pk: [] for known in pupils}
    for row in agreed.kept:
        if row.state == State.RESOLVED:
            continue
        found[row.pupil_id].append(Found.of(row, rules[row.rule_id], _life(row, agreed.day)))
    return found


def _lives(agreed: InForce) -> dict[int, dict[tuple[int, str], Life]]:
    """By pupil, rule and key what became of the signal: the living one, else the last that somebody closed."""
    found: dict[int, dict[tuple[int, str], Life]] = defaultdict(dict)
    for row in agreed.kept:
        before = found[row.pupil_id].get((row.rule_id, row.key))
        if before is None or before.state == State.RESOLVED:
            found[row.pupil_id][row.rule_id, row.key] = _life(row, agreed.day)
    return found


def _life(row: Kept, day: dt.date) -> Life:
    """What became of it; what was put aside until yesterday is open again."""
    is_back = row.state == State.ASIDE and row.aside_until is not None and row.aside_until < day
    return Life(
        row.pk,
        row.version,
        State.OPEN.value if is_back else row.state,
        row.first_seen_on,
        row.mark,
        row.returns,
        row.aside_until,
        row.reason,
    )


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


def pupils_of_delivery(delivery: int | None) -> set[int]:
    """The pupils whose results a delivery added, changed or took back."""
    delivered = Result.objects.filter(delivery=delivery).order_by().values_list("pupil_id", flat=True)
    withdrawn = Withdrawal.objects.filter(delivery=delivery).order_by().values_list("pupil_id", flat=True)
    return set(delivered.distinct()) | set(withdrawn.distinct())
