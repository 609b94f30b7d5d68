"""Whom rules flag over the whole school, today or on another day: for the page on which the school agrees on them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gezien.common import clock
from gezien.needs.queries.agreed import InForce, Line, rules_in_force, subject_lines
from gezien.needs.queries.more_facts import more_facts
from gezien.needs.queries.pupils import Known, More, known_pupils
from gezien.needs.signals import Rule, signals_of
from gezien.needs.signals.engine import WHILE_SUPPORTED
from gezien.pupils.models import Enrolment
from gezien.schools.models import Period, School
from gezien.schools.queries import current_period


@dataclass
class Flagged:
    """The facts of every pupil of the school on a day, to ask whom a rule would flag."""

    agreed: InForce
    pupils: Sequence[Known]
    lines: Sequence[Line]
    more: More

    @property
    def rules(self) -> list[Rule]:
        """The rules of that day."""
        return self.agreed.rules

    def by(self, rule: Rule) -> list[Known]:
        """The pupils flagged when this rule held beside the school's other active rules.

        What the rule asks for must have been fetched: name it to `school_facts`.
        """
        others = [one for one in self.rules if one.pk != rule.pk] if rule.measure in WHILE_SUPPORTED else []
        day = self.agreed.day
        return [
            known
            for known in self.pupils
            if any(
                one.rule.pk == rule.pk for one in signals_of([*others, rule], known.facts(self.lines, day, self.more))
            )
        ]

    def counts(self) -> dict[int, int]:
        """By rule in force how many pupils it flags; what somebody put aside or closed counts too: the rule holds."""
        found = dict.fromkeys((rule.pk for rule in self.rules), 0)
        for known in self.pupils:
            facts = known.facts(self.lines, self.agreed.day, self.more)
            for pk in {one.rule.pk for one in signals_of(self.rules, facts)}:
                found[pk] += 1
        return found


def school_facts(school: School, *, on: dt.date | None = None, beside: Iterable[Rule] = ()) -> Flagged:
    """The facts of the pupils of a day and its rules: at most ten statements whatever the size of the school.

    `beside` are rules that will be asked about and are not in force, or not stored.
    """
    day = on or clock.today()
    agreed, period, lines = rules_in_force(school, day), period_at(school, day), subject_lines(school)
    if period is None:
        return Flagged(agreed, [], lines, More())
    enrolments = Enrolment.objects.filter(group__year=period.year_id)
    pupils = known_pupils(school, enrolments, period=period, day=day, lines=lines)
    rules = [*agreed.rules, *beside]
    return Flagged(agreed, pupils, lines, more_facts(school, pupils, rules=rules, lines=lines, day=day))


def period_at(school: School, day: dt.date) -> Period | None:
    """The period a day lies in; for today as every page has it."""
    if day == clock.today():
        return current_period(school)
    begun = Period.objects.filter(school=school, starts_on__lte=day).order_by("-starts_on")
    return begun.select_related("year").first()


def last_period_end(school: School) -> dt.date | None:
    """The last day of the period before today's; None when this is the school's first."""
    period = current_period(school)
    if period is None:
        return None
    before = Period.objects.filter(school=school, ends_on__lt=period.starts_on).order_by("-ends_on")
    return before.values_list("ends_on", flat=True).first()
