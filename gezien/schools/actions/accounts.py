"""Accounts and roles. Each change stands in the log with who made it; the staff pages show the latest ones."""

import datetime as dt
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import live
from gezien.schools.models import Membership, StaffMember, User
from gezien.schools.rules import CommandLine, Holder, Member, require_none, why_not_account, why_not_roles

# Letters and digits that cannot be taken for one another on a printed note: 31 signs, 16 of them: 79 bits.
READABLE = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_account(
    *, by: Member | CommandLine, person: StaffMember, username: str, email: str = ""
) -> tuple[User, str]:
    """An account for somebody of the staff list; returns it with the password that is shown once.

    It opens nothing until a role is given.
    """
    require_none(why_not_roles(by, person))
    if person.user_id is not None:
        raise ValidationError(_("%(name)s has an account already.") % {"name": person.name})
    check_username(username)
    user = User(
        username=username,
        email=email or person.email,
        first_name=person.call_name[:150],
        last_name=" ".join(filter(None, (person.prefix, person.family_name)))[:150],
    )
    password = _set_one_time_password(user)
    person.user = user
    person.save(update_fields=["user"])
    record(by, "account.made", person, person=person.name, username=username)
    return user, password


@transaction.atomic
def reset_password(*, by: Member | CommandLine, person: StaffMember) -> str:
    """A new password, shown once; whoever is signed in with the old one is signed out."""
    require_none(why_not_account(by, person))
    password = _set_one_time_password(account_of(person))
    live.dismiss(live.person_of(account_of(person)))
    record(by, "account.password_reset", person, person=person.name)
    return password


@transaction.atomic
def block_account(*, by: Member | CommandLine, person: StaffMember) -> None:
    """Nobody signs in with this account any more, from this moment on. Roles stay as they are."""
    _set_active(by, person, False)


@transaction.atomic
def unblock_account(*, by: Member | CommandLine, person: StaffMember) -> None:
    """The account may sign in again."""
    _set_active(by, person, True)


def _set_active(by: Member | CommandLine, person: StaffMember, active: bool) -> None:
    require_none(why_not_account(by, person))
    user = account_of(person)
    user.is_active = active
    user.save(update_fields=["is_active"])
    live.dismiss(live.person_of(user))
    record(by, "account.unblocked" if active else "account.blocked", person, person=person.name)


def switch_coach(*, by: Member, on: bool) -> None:
    """Whether the goal coach looks along by itself on one's own screens. A taste, so not for the log."""
    by.user.coach_off = not on
    by.user.save(update_fields=["coach_off"])


@transaction.atomic
def change_own_password(*, user: User, password: str) -> None:
    """The user's own new password: from now on only they know it."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(Holder(user), "account.password_changed", user)


@transaction.atomic
def give_role(
    *,
    by: Member | CommandLine,
    person: StaffMember,
    role: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> Membership:
    """The person holds this role in the school, both days included; without an end until further notice."""
    require_none(why_not_roles(by, person))
    user = account_of(person)
    held = Membership.objects.filter(school=person.school, user=user, role=role)
    if any(_overlap(row, starts_on, ends_on) for row in held):
        raise ValidationError(_("%(name)s already holds this role in that time.") % {"name": person.name})
    membership = Membership.objects.create(
        school=person.school, user=user, role=role, starts_on=starts_on, ends_on=ends_on
    )
    record(by, "membership.given", person, person=person.name, role=role, days=_days(starts_on, ends_on))
    return membership


@transaction.atomic
def end_role(*, by: Member | CommandLine, person: StaffMember, membership: Membership, ends_on: dt.date) -> None:
    """The role ends on this day; one that has not begun yet never does."""
    require_none(why_not_roles(by, person))
    if ends_on < membership.starts_on:
        membership.delete()
    else:
        membership.ends_on = ends_on
        membership.save(update_fields=["ends_on"])
    days = _days(membership.starts_on, ends_on)
    live.dismiss(live.person_of(membership.user))
    record(by, "membership.ended", person, person=person.name, role=membership.role, days=days)


def account_of(person: StaffMember) -> User:
    """The person's account. Raises `ValidationError` when there is none."""
    if person.user is None:
        raise ValidationError(_("%(name)s has no account yet.") % {"name": person.name})
    return person.user


def check_username(name: str) -> None:
    """Raise `ValidationError` when this cannot be a user name, or is one already, whatever the capitals."""
    User.username_validator(name)
    if User.objects.filter(username__iexact=name).exists():
        raise ValidationError(_("This user name is taken."))


def _overlap(row: Membership, starts_on: dt.date, ends_on: dt.date | None) -> bool:
    return (ends_on is None or row.starts_on <= ends_on) and (row.ends_on is None or row.ends_on >= starts_on)


def _days(starts_on: dt.date, ends_on: dt.date | None) -> list[str | None]:
    return [starts_on.isoformat(), ends_on.isoformat() if ends_on else None]


def _set_one_time_password(user: User) -> str:
    """A random password in groups of four, to be changed at the first sign-in."""
    letters = [secrets.choice(READABLE) for _number in range(16)]
    password = "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))
    user.set_password(password)
    user.must_change_password = True
    user.save()
    return password
