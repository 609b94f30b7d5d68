"""Whom a rule would flag, beside whom it flags now: today, and at the end of the last period."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.needs.models import SignalRule
from gezien.needs.queries.agreed import Line, plain_rules, subject_lines
from gezien.needs.queries.flagged import Flagged
from gezien.needs.queries.pupils import Known, known_pupils
from gezien.pupils.models import Enrolment, Group
from gezien.schools.models import Period, School

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
    lines = subject_lines(school)
    others = [one for one in _active(school) if one.pk != changed.pk]
    groups = dict(Group.objects.filter(school=school).values_list("pk", "name"))
    return [
        _moment(flagged_on(school, period, day, lines, others), title, stored, changed, groups)
        for title, period, day in days
    ]


def days_to_show(school: School) -> list[tuple[str, Period, dt.date]]:
    """(title, period, day): today, then the end of the period before, if there is one."""
    today = clock.today()
    begun = list(
        Period.objects.filter(school=school, starts_on__lte=today).select_related("year").order_by("-starts_on")[:2]
    )
    days = [(_("Now"), begun[0], today)] if begun else []
    if len(begun) > 1:
        end = min(begun[1].ends_on, begun[0].starts_on - dt.timedelta(days=1))
        days.append((_("At the end of last period, %(day)s") % {"day": date_format(end, "j F")}, begun[1], end))
    return days


def flagged_on(
    school: School, period: Period, day: dt.date, lines: Sequence[Line], rules: Sequence[SignalRule]
) -> Flagged:
    """What is known on a day of everybody who was at school, with the rules that count beside the one in question."""
    enrolments = Enrolment.objects.filter(group__year=period.year_id)
    pupils = known_pupils(school, enrolments, period=period, day=day, lines=lines)
    return Flagged(plain_rules(rules), [(known, known.facts(lines, day)) for known in pupils])


def looked_at(rule: SignalRule, flagged: Flagged) -> int:
    """How many pupils are of the year groups the rule is about."""
    return sum(1 for known, _facts in flagged.facts if not rule.year_groups or known.year_group in rule.year_groups)


def _active(school: School) -> list[SignalRule]:
    return list(SignalRule.objects.filter(school=school, is_active=True, removed_at=None))


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
