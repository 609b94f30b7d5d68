"""Writes of agreements. Each asks the rule, changes, logs."""

import datetime as dt
from typing import Any

from django.db import transaction

from gezien.agreements.mail import tell_owner
from gezien.agreements.models import Agreement
from gezien.agreements.rules import editable_agreements, may_reopen, possible_owners, require_about
from gezien.audit.log import mark, record
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
    effect_on: dt.date | None = None,
    group: Group | None = None,
    pupil: Pupil | None = None,
) -> Agreement:
    """Agree on something about a pupil, a group, or (neither) the school; its owner gets a mail.

    Of pupil and group the pupil counts alone, so that the agreement goes along when the pupil changes groups.
    """
    group = None if pupil else group
    require_about(by, group=group, pupil=pupil)
    _require_owner(by, owner, group=group, pupil=pupil)
    words = {"what": what, "owner": owner, "due_on": due_on, "sign_of_success": sign_of_success}
    return _made(by, Agreement(group=group, pupil=pupil, effect_on=effect_on, **words))


def _made(by: Member, agreement: Agreement) -> Agreement:
    """Keep a new agreement, log it and tell its owner."""
    agreement.school, agreement.made_by = by.school, by.user
    agreement.save()
    details: dict[str, Any] = {"owner": agreement.owner_id}
    if agreement.follows_id:
        details["follows"] = agreement.follows_id
    record(by, "agreement.made", agreement, group=agreement.group, pupil=agreement.pupil, **details)
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
    effect_on: dt.date | None = None,
) -> Agreement:
    """Put an open agreement in other words, move its day or give it to somebody else, who then gets a mail."""
    _require_editable(by, agreement)
    if agreement.outcome:
        raise NotAllowed("a closed agreement is reopened first")
    new_owner = owner.pk != agreement.owner_id
    if new_owner:
        _require_owner(by, owner, group=agreement.group, pupil=agreement.pupil)
    fields = ["what", "owner", "due_on", "sign_of_success", "effect_on"]
    if new_owner or due_on != agreement.due_on:
        fields += _forget_reminders(agreement)
    was = {"words": mark(Agreement.objects.get(pk=agreement.pk).in_words)}
    agreement.what, agreement.owner, agreement.due_on = what, owner, due_on
    agreement.sign_of_success, agreement.effect_on = sign_of_success, effect_on
    agreement.save_if_unchanged(expected=version, fields=fields)
    record(by, "agreement.changed", agreement, group=agreement.group, pupil=agreement.pupil, was=was)
    if new_owner:
        tell_owner(agreement, by=by)
    return agreement


@transaction.atomic
def close_agreement(*, by: Member, agreement: Agreement, version: int, outcome: str, note: str = "") -> Agreement:
    """Done, or not done and why; it leaves the list of what is open. Raises `ValueError` for another outcome."""
    _require_editable(by, agreement)
    if Agreement.Outcome(outcome) == Agreement.Outcome.CHANGED:
        raise ValueError("What is changed is followed by another agreement: replace_agreement")
    _close(by, agreement, version, outcome, note)
    record(by, "agreement.closed", agreement, group=agreement.group, pupil=agreement.pupil, outcome=outcome)
    return agreement


@transaction.atomic
def replace_agreement(
    *,
    by: Member,
    agreement: Agreement,
    version: int,
    why: str,
    what: str,
    owner: User,
    due_on: dt.date,
    sign_of_success: str = "",
    effect_on: dt.date | None = None,
) -> Agreement:
    """Agree on something else instead: the old one is closed as changed, with why; the new one follows it.

    Whoever may change an agreement may also replace it. The owner it had stays possible, also after leaving the group.
    """
    _require_editable(by, agreement)
    if agreement.outcome:
        raise NotAllowed("a closed agreement is reopened first")
    group, pupil = agreement.group, agreement.pupil
    if owner.pk != agreement.owner_id:
        _require_owner(by, owner, group=group, pupil=pupil)
    _close(by, agreement, version, Agreement.Outcome.CHANGED, why)
    record(by, "agreement.replaced", agreement, group=group, pupil=pupil)
    words = {"what": what, "owner": owner, "due_on": due_on, "sign_of_success": sign_of_success}
    return _made(by, Agreement(group=group, pupil=pupil, effect_on=effect_on, follows=agreement, **words))


def _close(by: Member, agreement: Agreement, version: int, outcome: str, note: str) -> None:
    agreement.outcome, agreement.closing_note = Agreement.Outcome(outcome), note
    agreement.closed_by, agreement.closed_at = by.user, clock.now()
    agreement.save_if_unchanged(expected=version, fields=["outcome", "closing_note", "closed_by", "closed_at"])


@transaction.atomic
def reopen_agreement(*, by: Member, agreement: Agreement, version: int) -> Agreement:
    """Take a closing back: the agreement is open again; what was written at its closing stays with it.

    The one that took its place goes, unless somebody worked on it: then it counts, and nothing is reopened.
    """
    _require_editable(by, agreement)
    if not may_reopen(agreement):
        raise NotAllowed("an agreement whose successor was worked on")
    was = {"ending": mark(Agreement.objects.get(pk=agreement.pk).ending)}
    agreement.outcome, agreement.closed_by, agreement.closed_at = "", None, None
    agreement.helped, agreement.helped_by, agreement.helped_at = "", None, None
    fields = ["outcome", "closed_by", "closed_at", "helped", "helped_by", "helped_at", *_forget_reminders(agreement)]
    agreement.save_if_unchanged(expected=version, fields=fields)
    about: dict[str, Any] = {"group": agreement.group, "pupil": agreement.pupil}
    record(by, "agreement.reopened", agreement, **about, was=was)
    if successor := Agreement.objects.filter(follows=agreement).first():
        record(by, "agreement.removed", successor, **about)
        successor.delete()
    return agreement


@transaction.atomic
def tell_effect(*, by: Member, agreement: Agreement, version: int, helped: str, words: str = "") -> Agreement:
    """Whether what was done helped, and how one saw it; with "" the answer is taken back and the words stay."""
    _require_editable(by, agreement)
    if agreement.outcome != Agreement.Outcome.DONE:
        raise NotAllowed("the effect of what was not done")
    agreement.helped = Agreement.Helped(helped) if helped else ""
    agreement.helped_words = words if helped else agreement.helped_words
    agreement.helped_by, agreement.helped_at = (by.user, clock.now()) if helped else (None, None)
    agreement.save_if_unchanged(expected=version, fields=["helped", "helped_words", "helped_by", "helped_at"])
    record(by, "agreement.effect_told", agreement, group=agreement.group, pupil=agreement.pupil, helped=helped)
    return agreement


def _forget_reminders(agreement: Agreement) -> list[str]:
    """With another day or owner the mails begin anew; the fields to save."""
    agreement.reminder, agreement.reminded_on = "", None
    return ["reminder", "reminded_on"]


def _require_editable(by: Member, agreement: Agreement) -> None:
    if not editable_agreements(by).filter(pk=agreement.pk).exists():
        raise NotAllowed("agreement")


def _require_owner(by: Member, owner: User, *, group: Group | None, pupil: Pupil | None) -> None:
    if not possible_owners(by, group=group, pupil=pupil).filter(pk=owner.pk).exists():
        raise NotAllowed("owner of this agreement")
