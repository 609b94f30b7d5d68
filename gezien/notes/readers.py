"""Who will read a note, in words and by name, before it is kept."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from gezien.notes.models import Note
from gezien.pupils.models import AccessGrant, Enrolment, Group, Pupil, Teaching
from gezien.schools.models import Membership
from gezien.schools.roles import Role
from gezien.schools.rules import Holding, Member, current, sees_all_groups, teaches


@dataclass
class _Person:
    """Somebody of the school: how they are called here, what they hold, and which of the files they see."""

    name: str
    roles: set[str] = field(default_factory=set)
    files: set[int] = field(default_factory=set)

    def sees_all(self) -> bool:
        return sees_all_groups(Holding(self.roles))


def readers(by: Member, pupils: Collection[Pupil], group: Group | None = None) -> dict[str, str]:
    """By visibility the people who read it today: "You, Tom Smit, Sanne Visser (internal coach) and …".

    Three statements, however many pupils. Who reads only some of the files is named apart.
    """
    people = _people(by)
    files = {pupil.pk for pupil in pupils}
    if group is not None:
        files = {0}
        for user in _teaching({"group": group}):
            _sees(people, user, {0})
    else:
        _add_teachers(people, files)
        _add_granted(people, files)
    around = [person for person in people.values() if person.sees_all()]
    all_files = [person for person in people.values() if not person.sees_all() and person.files == files]
    some_files = [person.name for person in people.values() if not person.sees_all() and set() != person.files != files]
    you = [_("you")]
    everybody = _sentence(you + _named(by, all_files) + _named(by, around))
    if some_files:
        everybody += " " + _("And in some of these files: %(names)s.") % {"names": get_text_list(some_files, _("and"))}
    return {Note.Visibility.TEAM: everybody, Note.Visibility.RESTRICTED: _sentence(you + _named(by, around))}


def _people(by: Member) -> dict[int, _Person]:
    """Everyone with a role today, in order of name."""
    people: dict[int, _Person] = {}
    held = Membership.objects.filter(current(), school=by.school).select_related("user")
    for row in held.order_by("user__last_name", "user__first_name", "user_id"):
        people.setdefault(row.user_id, _Person(row.user.name)).roles.add(row.role)
    people.pop(by.user.pk, None)
    return people


def _sees(people: dict[int, _Person], user: int, files: set[int]) -> None:
    if user in people and teaches(Holding(people[user].roles)):
        people[user].files |= files


def _teaching(where: dict) -> list[int]:
    rows = Teaching.objects.filter(current(), staff_member__user__isnull=False, **where)
    return list(rows.order_by("pk").values_list("staff_member__user_id", flat=True))


def _add_teachers(people: dict[int, _Person], files: Collection[int]) -> None:
    """Who teaches a group of these pupils today."""
    groups: dict[int, set[int]] = defaultdict(set)
    enrolled = Enrolment.objects.filter(current(), pupil__in=files).order_by("pk").values_list("group_id", "pupil_id")
    for group, pupil in enrolled:
        groups[group].add(pupil)
    teaching = Teaching.objects.filter(current(), group__in=groups, staff_member__user__isnull=False)
    for user, group in teaching.order_by("pk").values_list("staff_member__user_id", "group_id"):
        _sees(people, user, groups[group])


def _add_granted(people: dict[int, _Person], files: Collection[int]) -> None:
    """Who was given access for a while; with the day it ends."""
    granted = AccessGrant.objects.filter(current(), pupil__in=files).order_by("pk")
    for user, pupil, ends_on in granted.values_list("user_id", "pupil_id", "ends_on"):
        if user in people and pupil not in people[user].files and not people[user].sees_all():
            people[user].files.add(pupil)
            until = _("until %(day)s") % {"day": date_format(ends_on, "j F")}
            if until not in people[user].name:
                people[user].name += f" ({until})"


def _named(by: Member, people: Collection[_Person]) -> list[str]:
    """Names; of who sees the whole school also why."""
    return [
        f"{person.name} ({_roles(person)})" if person.sees_all() and "(" not in person.name else person.name
        for person in people
    ]


def _roles(person: _Person) -> str:
    return ", ".join(str(Role(role).label).lower() for role in sorted(person.roles))


def _sentence(names: list[str]) -> str:
    return capfirst(get_text_list(names, _("and"))) + "."
