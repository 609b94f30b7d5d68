"""What a roster would do to the staff list and to who teaches which group.

A role in the file is a proposal and gives no rights. Which groups somebody teaches does come from the file (decision
0010): it opens nothing by itself, only together with a role that the school's administrator gave. What was given by
hand (a substitute for three weeks) the file leaves alone.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gezien.imports.roster.contents import Refusal, Roster, RosterTeacher
from gezien.imports.roster.enrolments import DAY, When
from gezien.imports.roster.matching import Matcher, Refused, check_groups, identity_of_teacher, staff_identity
from gezien.imports.roster.verdicts import Change, NotTaken, Verdict
from gezien.pupils.models import Group, Teaching
from gezien.schools.models import School, StaffMember

FIELDS = ("key", "eck_id", "call_name", "prefix", "family_name", "email")
ROLES_LENGTH: int = StaffMember._meta.get_field("proposed_roles").max_length or 0


@dataclass(slots=True)
class StaffStep:
    """One row of the file about somebody of the staff."""

    line: int
    verdict: Verdict
    person: StaffMember
    changes: list[Change] = field(default_factory=list)
    added: list[Teaching] = field(default_factory=list)
    ended: list[Teaching] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As the person is called from now on."""
        return self.person.name


class StaffPlan:
    """Judges everyone of the staff in a roster."""

    def __init__(self, school: School, roster: Roster, when: When, groups: dict[str, Group]):
        self.school = school
        self.roster = roster
        self.when = when
        self.groups = groups
        self.known = {person.pk: person for person in StaffMember.objects.filter(school=school).order_by("pk")}
        self.teaching: dict[int, list[Teaching]] = defaultdict(list)
        self.taught: set[int] = set()
        if when.year.pk:
            for row in Teaching.objects.filter(school=school, group__year=when.year).select_related("group"):
                self.teaching[row.staff_member_id].append(row)
                self.taught.add(row.group_id)
        self.met: set[int] = set()

    def steps(self) -> list[StaffStep | NotTaken]:
        """A step for each row."""
        matcher = self._matcher()
        return [self._judge(row, matcher) for row in self.roster.teachers]

    def missing(self) -> list[StaffMember]:
        """Those on the list of whom the file does not speak; nobody is, when the file has no staff at all."""
        if not self.roster.teachers or self.when.is_past:
            return []
        return [
            person for person in self.known.values() if person.pk not in self.met and person.key and not person.left_on
        ]

    def _matcher(self) -> Matcher:
        matcher = Matcher()
        for person in self.known.values():
            identity = staff_identity(person.family_name, person.prefix, person.call_name)
            matcher.know(person.pk, person.key, person.eck_id, identity)
        for row in self.roster.teachers:
            if isinstance(row, RosterTeacher):
                matcher.claim(row, identity_of_teacher(row))
        return matcher

    def _judge(self, row: RosterTeacher | Refusal, matcher: Matcher) -> StaffStep | NotTaken:
        if isinstance(row, Refusal):
            self.met |= {pk for pk in (matcher.by_key.get(row.key),) if pk}
            return NotTaken(row.line, row.name, Verdict.REFUSED, row.reason)
        try:
            check_groups([ref for ref, _is_composite in row.groups], self.groups)
            pk = matcher.find(row, identity_of_teacher(row))
        except Refused as refused:
            self.met |= matcher.certain(row)
            return NotTaken(row.line, row.name, Verdict.REFUSED, str(refused))
        if pk is None and self.when.is_past:
            reason = _("is not known here, and a file of an earlier year brings no staff")
            return NotTaken(row.line, row.name, Verdict.SKIPPED, reason)
        return self._new(row) if pk is None else self._known(row, self.known[pk])

    def _new(self, row: RosterTeacher) -> StaffStep:
        step = StaffStep(row.line, Verdict.NEW, StaffMember(school=self.school, **_facts(row)))
        self._steer(step, row, [])
        return step

    def _known(self, row: RosterTeacher, person: StaffMember) -> StaffStep:
        self.met.add(person.pk)
        step = StaffStep(row.line, Verdict.UNCHANGED, person)
        facts = {} if self.when.is_past else {**_facts(row), "left_on": None}
        for name, value in facts.items():
            if (old := getattr(person, name)) != value:
                setattr(person, name, value)
                step.changes.append(Change(name, old, value))
        self._steer(step, row, self.teaching[person.pk])
        if step.changes:
            step.verdict = Verdict.CHANGED
        return step

    def _steer(self, step: StaffStep, row: RosterTeacher, rows: list[Teaching]) -> None:
        """Who teaches what, until the year ends; what the file no longer says, ends yesterday."""
        wanted = [self.groups[ref] for ref, _is_composite in row.groups]
        for group in wanted:
            self._teach(step, group, [known for known in rows if known.group_id == group.pk and group.pk])
        if not self.when.is_past:
            kept = {group.pk for group in wanted}
            for old in rows:
                if (
                    old.from_roster
                    and old.group_id not in kept
                    and old.ends_on != (end := self._end(old))
                    and self._stands(old)
                ):
                    step.changes.append(Change("teaches", old.group.name, ""))
                    old.ends_on = end
                    step.ended.append(old)

    def _teach(self, step: StaffStep, group: Group, rows: list[Teaching]) -> None:
        year = self.when.year
        if any(row.ends_on is None or row.ends_on >= year.ends_on for row in rows):
            return
        # The first roster of a group tells who taught it all along; a later one, who teaches it from now on.
        start = self.when.day if group.pk in self.taught and not self.when.is_past else year.starts_on
        start = max([start, *(row.ends_on + DAY for row in rows if row.ends_on)])
        if start > year.ends_on:
            return
        step.changes.append(Change("teaches", "", group.name))
        step.added.append(
            Teaching(
                school_id=self.school.pk,
                staff_member=step.person,
                group=group,
                starts_on=start,
                ends_on=year.ends_on,
                from_roster=True,
            )
        )

    def _end(self, row: Teaching) -> dt.date:
        return max(row.starts_on, self.when.day - DAY)

    def _stands(self, row: Teaching) -> bool:
        return row.ends_on is None or row.ends_on >= self.when.day


def _facts(row: RosterTeacher) -> dict[str, str]:
    """What the file says of the person, without what it does not say."""
    facts = {name: getattr(row, name) for name in FIELDS}
    if not row.key:
        del facts["key"]
    if row.roles:
        facts["proposed_roles"] = _joined(row.roles)
    return {name: value for name, value in facts.items() if value is not None}


def _joined(roles: tuple[str, ...]) -> str:
    """Codes and descriptions as far as they fit."""
    text = ""
    for role in roles:
        longer = f"{text}, {role}" if text else role
        if len(longer) <= ROLES_LENGTH:
            text = longer
    return text
