"""Whom the school's rules flag today, over the whole school: for the page on which the rules are agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.needs.models import SignalRule
from gezien.needs.queries.agreed import plain_rules, subject_lines
from gezien.needs.queries.pupils import Known, known_pupils
from gezien.needs.signals import Facts, Rule, signals_of
from gezien.pupils.models import Enrolment, Group
from gezien.schools.models import School
from gezien.schools.queries import current_period

MEASURE = SignalRule.Measure


@dataclass
class Flagged:
    """The facts of every pupil of the school, to ask whom a rule would flag."""

    rules: list[Rule]
    facts: list[tuple[Known, Facts]]

    def by(self, rule: Rule) -> list[Known]:
        """The pupils flagged when this rule held beside the school's other active rules."""
        rules = [one for one in self.rules if one.pk != rule.pk] + [rule]
        return [known for known, facts in self.facts if any(s.rule.pk == rule.pk for s in signals_of(rules, facts))]


def school_facts(school: School) -> Flagged:
    """The facts of today's pupils and the active rules: five statements whatever the size of the school."""
    period, today = current_period(school), clock.today()
    rules = plain_rules(SignalRule.objects.filter(school=school, is_active=True, removed_at=None))
    if period is None:
        return Flagged(rules, [])
    lines = subject_lines(school)
    pupils = known_pupils(
        school, Enrolment.objects.filter(group__year=period.year_id), period=period, day=today, lines=lines
    )
    return Flagged(rules, [(known, known.facts(lines, today)) for known in pupils])


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


def _names(pupils: Sequence[Known], groups: dict[int, str]) -> list[str]:
    rows = sorted((", ".join(sorted(groups[pk] for pk in known.groups)), known.name) for known in pupils)
    return [f"{name} ({group})" for group, name in rows]


def sentence(rule: SignalRule) -> str:
    """The rule in words, as colleagues would say it."""
    return {
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
    }[MEASURE(rule.measure)] % {"n": rule.threshold}


def unit(rule: SignalRule) -> str:
    """What the threshold of the rule counts."""
    return {
        MEASURE.LOWEST_LEVELS: _("levels, counted from the lowest"),
        MEASURE.HIGHEST_LEVELS: _("levels, counted from the highest"),
        MEASURE.NOT_GROWN: _("moments in a row"),
        MEASURE.NOT_SEEN: _("weeks"),
        MEASURE.NO_PUPIL_TALK: _("weeks"),
    }[MEASURE(rule.measure)]
