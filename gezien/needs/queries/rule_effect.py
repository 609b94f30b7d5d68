"""Whom a rule would flag, beside whom it flags now: today, and at the end of the last period."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.needs.models import SignalRule
from gezien.needs.queries.agreed import plain_rules
from gezien.needs.queries.flagged import Flagged, last_period_end, school_facts
from gezien.needs.queries.pupils import Known
from gezien.pupils.models import Group
from gezien.schools.models import School
from gezien.schools.queries import current_period

# From this share of the pupils it looks at, a rule flags nearly everybody, and so tells nothing.
NEARLY_ALL = 0.8


@dataclass
class Person:
    """A pupil with their group, as the page names them."""

    pk: int
    name: str
    group: str


@dataclass
class Moment:
    """Whom the rule flags on one day: as it is stored (None: it is not yet) and as it would be."""

    title: str
    pupils: int
    stored: int | None
    changed: int
    who: list[Person] = field(default_factory=list)
    added: list[Person] = field(default_factory=list)
    dropped: list[Person] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """ "nobody", "nearly all" or nothing remarkable."""
        return verdict(self.changed, self.pupils)


def verdict(flagged: int, pupils: int) -> str:
    """What is remarkable about a count among so many pupils."""
    if not flagged:
        return "nobody"
    return "nearly_all" if pupils and flagged >= NEARLY_ALL * pupils else ""


def effect(school: School, stored: SignalRule | None, changed: SignalRule) -> list[Moment]:
    """Today and at the end of the last period; whether the rule is on, and its dates, do not count here.

    A fixed number of statements, however many pupils.
    """
    days = days_to_show(school)
    if not days:
        return []
    asked = plain_rules([one for one in (stored, changed) if one])
    groups = dict(Group.objects.filter(school=school).values_list("pk", "name"))
    return [_moment(school_facts(school, on=day, beside=asked), title, stored, changed, groups) for title, day in days]


def days_to_show(school: School) -> list[tuple[str, dt.date]]:
    """Today, then the end of the period before, if there is one, with what stands above each."""
    if current_period(school) is None:
        return []
    days = [(_("Now"), clock.today())]
    if end := last_period_end(school):
        days.append((_("At the end of last period, %(day)s") % {"day": date_format(end, "j F")}, end))
    return days


def looked_at(rule: SignalRule, flagged: Flagged) -> int:
    """How many pupils are of the year groups the rule is about."""
    return sum(1 for known in flagged.pupils if not rule.year_groups or known.year_group in rule.year_groups)


def _moment(
    flagged: Flagged, title: str, stored: SignalRule | None, changed: SignalRule, groups: dict[int, str]
) -> Moment:
    then = {known.pk: known for known in flagged.by(plain_rules([changed])[0])}
    now = {known.pk: known for known in flagged.by(plain_rules([stored])[0])} if stored else {}
    return Moment(
        title=title,
        pupils=looked_at(changed, flagged),
        stored=len(now) if stored else None,
        changed=len(then),
        who=_persons(list(then.values()), groups),
        added=_persons([known for pk, known in then.items() if pk not in now], groups),
        dropped=_persons([known for pk, known in now.items() if pk not in then], groups),
    )


def _persons(pupils: Sequence[Known], groups: dict[int, str]) -> list[Person]:
    found = [Person(known.pk, known.name, ", ".join(sorted(groups[pk] for pk in known.groups))) for known in pupils]
    return sorted(found, key=lambda one: (one.group, one.name))
