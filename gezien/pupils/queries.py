"""Reads of pupils and groups shared by many pages."""

import datetime as dt
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from gezien.common import clock
from gezien.pupils.models import AccessGrant, Enrolment, Group, Pupil, Teaching
from gezien.pupils.rules import by_grant, by_role, by_teaching, visible_groups, visible_pupils
from gezien.schools.models import Membership, User
from gezien.schools.rules import Holding, Member, current, sees_all_groups, teaches

# Letters that are no plain letter with an accent, as people type them on a Dutch keyboard.
LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"})
WORDS_FOR_GROUP = {"groep", "klas", "leerjaar"}
NO_GROUP = ("", "")
BREAKS = str.maketrans("-'’.,/", "      ")


@dataclass(frozen=True, slots=True)
class Found:
    """A pupil in a list to choose from; `group` is the base group now, empty for who has left."""

    pk: int
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Access:
    """Someone who may open a pupil's file, and why, in the reader's language."""

    user_id: int
    name: str
    reason: str


def fold(text: str) -> str:
    """Small letters without accents, words split by one space: "Aydın-Özdemir" → "aydin ozdemir"."""
    small = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    plain = unicodedata.normalize("NFKD", small)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).translate(BREAKS).split())


def matches(query: str, name: str) -> bool:
    """Whether each word typed begins a word of the name; both folded."""
    words = name.split()
    return all(any(word.startswith(typed) for word in words) for typed in query.split())


def listed_pupils(pupils: QuerySet[Pupil]) -> list[Found]:
    """These pupils by group and name, each with today's base group; two statements whatever their number."""
    enrolments = (
        Enrolment.objects.filter(current(), pupil__in=pupils.order_by().values("pk"), group__is_composite=False)
        .order_by("pupil_id", "-starts_on", "-pk")
        .values_list("pupil_id", "group__year_group", "group__name")
    )
    groups: dict[int, tuple[str, str]] = {}
    for pupil_id, year_group, name in enrolments:
        groups.setdefault(pupil_id, (year_group, name))
    rows = pupils.order_by("call_name", "family_name", "pk").values_list("pk", "call_name", "prefix", "family_name")
    found = [Found(pk, " ".join(filter(None, names)), groups.get(pk, NO_GROUP)[1]) for pk, *names in rows]
    return sorted(found, key=lambda one: (one.pk not in groups, groups.get(one.pk, NO_GROUP)))


def find_pupils(member: Member, text: str) -> list[Found]:
    """Visible pupils of whose name each typed word begins a word; accents and capitals do not count.

    Names of one school are few (hundreds), so the comparing is done here: the same on every database.
    """
    query = fold(text)
    if not query:
        return []
    names = visible_pupils(member).order_by().values_list("pk", "call_name", "prefix", "family_name")
    found = [pk for pk, *parts in names if matches(query, fold(" ".join(parts)))]
    return listed_pupils(Pupil.objects.filter(school=member.school, pk__in=found)) if found else []


def find_groups(member: Member, text: str) -> list[Group]:
    """Visible groups of this school year by name: "5b" or "groep 5b"."""
    query = " ".join(word for word in fold(text).split() if word not in WORDS_FOR_GROUP)
    if not query:
        return []
    today = clock.today()
    groups = visible_groups(member).filter(year__starts_on__lte=today, year__ends_on__gte=today)
    return [group for group in groups.order_by("year_group", "name", "pk") if matches(query, fold(group.name))]


def people_with_access(pupil: Pupil) -> list[Access]:
    """Everyone who may open this pupil's file today, by name, with the same reason `why_visible` gives them."""
    roles = _roles_today(pupil)
    granted, teaching = _granted_today(pupil), _teaching_today(pupil)
    people = []
    for user, held in roles.items():
        if sees_all_groups(Holding(held)):
            people.append(Access(user.pk, user.name, by_role(held)))
        elif teaches(Holding(held)) and user.pk in teaching:
            people.append(Access(user.pk, user.name, by_teaching(teaching[user.pk])))
        elif user.pk in granted:
            people.append(Access(user.pk, user.name, by_grant(*granted[user.pk])))
    return people


def _roles_today(pupil: Pupil) -> dict[User, set[str]]:
    """Who holds which roles in the pupil's school today, in order of name."""
    roles: dict[User, set[str]] = defaultdict(set)
    memberships = Membership.objects.filter(current(), school_id=pupil.school_id).select_related("user")
    for membership in memberships.order_by("user__last_name", "user__first_name", "user_id"):
        roles[membership.user].add(membership.role)
    return dict(roles)


def _teaching_today(pupil: Pupil) -> dict[int, str]:
    """By user the name of the pupil's group they teach today."""
    groups = Enrolment.objects.filter(current(), pupil=pupil).values("group")
    rows = Teaching.objects.filter(current(), group__in=groups, staff_member__user__isnull=False)
    return dict(rows.order_by("-group__name", "pk").values_list("staff_member__user_id", "group__name"))


def _granted_today(pupil: Pupil) -> dict[int, tuple[dt.date, str]]:
    """By user the last day and the reason of their grant that ends first."""
    rows = AccessGrant.objects.filter(current(), pupil=pupil).order_by("-ends_on", "-pk")
    return {user_id: (ends_on, reason) for user_id, ends_on, reason in rows.values_list("user_id", "ends_on", "reason")}
