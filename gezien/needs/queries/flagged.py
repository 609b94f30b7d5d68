"""Whom rules flag over the whole school, today or on another day: for the page on which the school agrees on them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.needs.models import SignalRule
from gezien.needs.queries.agreed import InForce, Line, plain_rules, rules_in_force, subject_lines
from gezien.needs.queries.more_facts import more_facts
from gezien.needs.queries.pupils import Known, More, known_pupils
from gezien.needs.signals import Rule, signals_of
from gezien.needs.signals.engine import WHILE_SUPPORTED
from gezien.pupils.models import Enrolment, Group
from gezien.schools.models import Period, School
from gezien.schools.queries import current_period

MEASURE = SignalRule.Measure


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


@dataclass
class WouldFlag:
    """Whom a rule would flag on a day: the pupils (key, name, groups in words), and of how many."""

    day: dt.date
    pupils: list[tuple[int, str, str]]
    of: int

    @property
    def count(self) -> int:
        """How many."""
        return len(self.pupils)

    @property
    def share(self) -> int:
        """In per cent, rounded."""
        return round(100 * self.count / self.of) if self.of else 0


def flag_preview(school: School, rule: SignalRule | Mapping[str, Any], on: dt.date | None = None) -> WouldFlag:
    """Whom a rule, stored or still being written, would flag on a day (today) whether or not it is switched on.

    `rule` may be a mapping of the fields of `SignalRule`, with "pk" for one that is stored. For the end of the period
    before: `last_period_end`. Callers show names only to who sees every group.
    """
    plain = Rule.of(rule if isinstance(rule, SignalRule) else SignalRule(**rule))
    flagged = school_facts(school, on=on, beside=[plain])
    groups = dict(Group.objects.filter(school=school).values_list("pk", "name"))
    about = [known for known in flagged.pupils if plain.is_about(known.year_group)]
    found = [(known.pk, known.name, _groups(known, groups)) for known in flagged.by(plain)]
    return WouldFlag(flagged.agreed.day, sorted(found, key=lambda one: (one[2], one[1])), len(about))


@dataclass
class Preview:
    """What another threshold would change: how many now and then, who is added, who is no longer flagged."""

    now: int
    then: int
    added: list[str]
    dropped: list[str]


def preview(flagged: Flagged, rule: SignalRule, threshold: int) -> Preview:
    """Whom the rule flags now, and whom with this threshold; names with their group."""
    plain = plain_rules([rule])[0]
    now = {known.pk: known for known in flagged.by(plain)} if rule.is_active else {}
    then = {known.pk: known for known in flagged.by(replace(plain, threshold=threshold))}
    groups = dict(Group.objects.filter(school=rule.school_id).values_list("pk", "name"))
    return Preview(
        now=len(now),
        then=len(then),
        added=_names([known for pk, known in then.items() if pk not in now], groups),
        dropped=_names([known for pk, known in now.items() if pk not in then], groups),
    )


def _groups(known: Known, groups: dict[int, str]) -> str:
    return ", ".join(sorted(groups[pk] for pk in known.groups))


def _names(pupils: Sequence[Known], groups: dict[int, str]) -> list[str]:
    rows = sorted((_groups(known, groups), known.name) for known in pupils)
    return [f"{name} ({group})" for group, name in rows]


def sentence(rule: SignalRule) -> str:
    """The rule in words, as colleagues would say it."""
    texts: dict[str, str] = {
        MEASURE.LOWEST_LEVELS: ngettext(
            "Flags who stands at the lowest level.",
            "Flags who stands at one of the %(n)s lowest levels.",
            rule.threshold,
        ),
        MEASURE.HIGHEST_LEVELS: ngettext(
            "Flags who stands at the highest level.",
            "Flags who stands at one of the %(n)s highest levels.",
            rule.threshold,
        ),
        MEASURE.NOT_GROWN: ngettext(
            "Flags who has not grown since the last moment, on the same test.",
            "Flags who has not grown for %(n)s moments in a row, on the same test.",
            rule.threshold,
        ),
        MEASURE.NOT_SEEN: ngettext(
            "Flags whom nobody observed or spoke with for %(n)s week.",
            "Flags whom nobody observed or spoke with for %(n)s weeks.",
            rule.threshold,
        ),
        MEASURE.NO_PUPIL_TALK: ngettext(
            "Flags who needs extra support and had no pupil talk for %(n)s week.",
            "Flags who needs extra support and had no pupil talk for %(n)s weeks.",
            rule.threshold,
        ),
    }
    text = texts.get(rule.measure)
    return text % {"n": rule.threshold} if text else str(MEASURE(rule.measure).label)


def unit(rule: SignalRule) -> str:
    """What the threshold of the rule counts."""
    texts: dict[str, str] = {
        MEASURE.LOWEST_LEVELS: _("levels, counted from the lowest"),
        MEASURE.HIGHEST_LEVELS: _("levels, counted from the highest"),
        MEASURE.NOT_GROWN: _("moments in a row"),
        MEASURE.NOT_SEEN: _("weeks"),
        MEASURE.NO_PUPIL_TALK: _("weeks"),
    }
    return texts.get(rule.measure, "")
