"""Writes of agreements. Each asks the rule, changes, logs."""

import datetime as dt

from django.db import transaction

from gezien.agreements.mail import tell_owner
from gezien.agreements.models import Agreement
from gezien.agreements.rules import editable_agreements, possible_owners, require_about
from gezien.audit.log import record
from gezien.common import clock
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def make_agreement(
    *,
    by: Member,
    what: str,
    owner: User,
    due_on: dt.date,
    sign_of_success: str = "",
    group: Group | None = None,
    pupil: Pupil | None = None,
) -> Agreement:
    """Agree on something about a pupil, a group, or (neither) the school; its owner gets a mail.

    Of pupil and group the pupil counts alone, so that the agreement goes along when the pupil changes groups.
    """
    group = None if pupil else group
    require_about(by, group=group, pupil=pupil)
    _require_owner(by, owner, group=group, pupil=pupil)
    agreement = Agreement.objects.create(
        school=by.school,
        what=what,
        owner=owner,
        due_on=due_on,
        sign_of_success=sign_of_success,
        group=group,
        pupil=pupil,
        made_by=by.user,
    )
    record(by, "agreement.made", agreement, group=group, pupil=pupil, owner=owner.pk)
    tell_owner(agreement, by=by)
    return agreement


@transaction.atomic
def change_agreement(
    *,
    by: Member,
    agreement: Agreement,
    version: int,
    what: str,
    owner: User,
    due_on: dt.date,
    sign_of_success: str = "",
) -> Agreement:
    """Put an open agreement in other words, move its day or give it to somebody else, who then gets a mail."""
    _require_editable(by, agreement)
    if agreement.outcome:
        raise NotAllowed("a closed agreement is reopened first")
    new_owner = owner.pk != agreement.owner_id
    if new_owner:
        _require_owner(by, owner, group=agreement.group, pupil=agreement.pupil)
    agreement.what, agreement.owner, agreement.due_on = what, owner, due_on
    agreement.sign_of_success = sign_of_success
    agreement.save_if_unchanged(expected=version, fields=["what", "owner", "due_on", "sign_of_success"])
    record(by, "agreement.changed", agreement, group=agreement.group, pupil=agreement.pupil)
    if new_owner:
        tell_owner(agreement, by=by)
    return agreement


@transaction.atomic
def close_agreement(*, by: Member, agreement: Agreement, version: int, outcome: str, note: str = "") -> Agreement:
    """Done, or not done and why; it leaves the list of what is open. Raises `ValueError` for another outcome."""
    _require_editable(by, agreement)
    agreement.outcome, agreement.closing_note = Agreement.Outcome(outcome), note
    agreement.closed_by, agreement.closed_at = by.user, clock.now()
    agreement.save_if_unchanged(expected=version, fields=["outcome", "closing_note", "closed_by", "closed_at"])
    record(
        by,
        "agreement.closed",
        agreement,
        group=agreement.group,
        pupil=agreement.pupil,
        outcome=outcome,
    )
    return agreement


@transaction.atomic
def reopen_agreement(*, by: Member, agreement: Agreement, version: int) -> Agreement:
    """Take a closing back: the agreement is open again; what was written at its closing stays with it."""
    _require_editable(by, agreement)
    agreement.outcome, agreement.closed_by, agreement.closed_at = "", None, None
    agreement.save_if_unchanged(expected=version, fields=["outcome", "closed_by", "closed_at"])
    record(
        by,
        "agreement.reopened",
        agreement,
        group=agreement.group,
        pupil=agreement.pupil,
    )
    return agreement


def _require_editable(by: Member, agreement: Agreement) -> None:
    if not editable_agreements(by).filter(pk=agreement.pk).exists():
        raise NotAllowed("agreement")


def _require_owner(by: Member, owner: User, *, group: Group | None, pupil: Pupil | None) -> None:
    if not possible_owners(by, group=group, pupil=pupil).filter(pk=owner.pk).exists():
        raise NotAllowed("owner of this agreement")
