"""Reads shared by many pages."""

from collections import defaultdict
from itertools import count
from typing import Any

from django.db.models import Q
from django.utils.text import slugify

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.schools.models import Membership, Period, School, SchoolYear, StaffMember, User
from gezien.schools.rules import Member, manageable_staff
from gezien.schools.words import SENTENCES, change_in_words, days_in_words, proposed_in_words


def current_period(school: School) -> Period | None:
    """The period of today, else the last one that has begun, else the first; None when the school has none."""
    periods = list(Period.objects.filter(school=school).select_related("year").order_by("starts_on"))
    today = clock.today()
    begun = [period for period in periods if period.starts_on <= today]
    return (begun or periods)[-1 if begun else 0] if periods else None


def current_year(school: School) -> SchoolYear | None:
    """The school year of today, else the last one that has begun."""
    period = current_period(school)
    return period.year if period else SchoolYear.objects.filter(school=school).last()


def staff_rows(member: Member) -> list[dict[str, Any]]:
    """The staff list with accounts and today's and coming roles, as plain rows: two statements whatever its length."""
    people = list(manageable_staff(member).select_related("user"))
    roles = defaultdict(list)
    unended = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    for row in Membership.objects.filter(unended, school=member.school, user__staff_members__in=people).distinct():
        roles[row.user_id].append(f"{row.get_role_display()} ({days_in_words(row.starts_on, row.ends_on)})")
    return [
        {
            "pk": person.pk,
            "name": person.name,
            "proposed": proposed_in_words(person.proposed_roles),
            "username": person.user.username if person.user else "",
            "is_blocked": bool(person.user and not person.user.is_active),
            "roles": roles[person.user_id] if person.user_id else [],
            "has_left": bool(person.left_on and person.left_on < clock.today()),
        }
        for person in people
    ]


def staff_changes(member: Member, person: StaffMember | None = None, limit: int = 10) -> list[dict[str, Any]]:
    """The latest changes of accounts and roles in the school, or of one person: who gave whom what."""
    events = AuditEvent.objects.filter(school_id=member.school.pk, verb__in=tuple(SENTENCES))
    if person is not None:
        events = events.filter(object_type=person._meta.label_lower, object_id=person.pk)
    return [change_in_words(event) for event in events[:limit]]


def suggested_username(person: StaffMember) -> str:
    """A user name nobody has yet: "emmy.degroot", or with a number behind it."""
    parts = [person.call_name.strip(".").split(" ")[0], f"{person.prefix}{person.family_name}"]
    base = ".".join(slugify(part).replace("-", "") for part in parts if slugify(part)) or "gebruiker"
    taken = set(User.objects.filter(username__startswith=base[:140]).values_list("username", flat=True))
    numbered = (f"{base[:140]}{number}" for number in count(2))
    return base[:140] if base[:140] not in taken else next(name for name in numbered if name not in taken)
