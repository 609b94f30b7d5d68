"""Calling somebody in: the parents' consent first, then an address by mail and a code told another way."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gezien.audit.log import record
from gezien.cases.actions.holding import hold
from gezien.cases.live import dismiss_guest
from gezien.cases.mail import mail_consent_withdrawn, mail_invitation
from gezien.cases.models import Case, CaseConsent, Guest, GuestContribution, Partner
from gezien.cases.parts import PART
from gezien.cases.rules import editable_cases
from gezien.cases.rules_guests import endable_guests, require_inviting, visible_contributions, visible_partners
from gezien.common import clock
from gezien.common.sharing import hashed, hashed_code, new_code, new_secret
from gezien.schools.rules import Member, NotAllowed

USUAL_DAYS, MOST_DAYS = 21, 60


@dataclass(frozen=True)
class Invitation:
    """A guest just invited, or given a new code, with what is shown once and never stored."""

    guest: Guest
    code: str


@transaction.atomic
def record_consent(
    *,
    by: Member,
    case: Case,
    partner: Partner,
    given_by: str,
    relation: str,
    given_on: dt.date,
    way: str,
    words: str = "",
) -> CaseConsent:
    """Keep that parents agreed: who, when and how. Without it nobody is invited."""
    hold(case)
    require_inviting(by, case)
    if not visible_partners(by).filter(pk=partner.pk, archived_on=None).exists():
        raise NotAllowed("partner")
    if given_on > clock.today():
        raise NotAllowed("consent of a day to come")
    consent = CaseConsent.objects.create(
        school=by.school,
        case=case,
        partner=partner,
        given_by=given_by,
        relation=relation,
        given_on=given_on,
        way=CaseConsent.Way(way),
        words=words,
        recorded_by=by.user,
    )
    record(by, "consent.recorded", consent, pupil=case.pupil, way=way)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Member, consent: CaseConsent) -> CaseConsent:
    """The parents take it back: every invitation that rests on it ends now, and whoever asked them or invited hears so.
    Whoever writes in the case may do so.
    """
    guests = endable_guests(by).filter(consent=consent, ended_at=None)
    if not editable_cases(by).filter(pk=consent.case_id).exists():
        raise NotAllowed("consent")
    if consent.withdrawn_on is None:
        consent.withdrawn_on, consent.withdrawn_by = clock.today(), by.user
        consent.save(update_fields=["withdrawn_on", "withdrawn_by"])
        record(by, "consent.withdrawn_by_parents", consent, pupil=consent.case.pupil)
        for guest in guests.select_related("case__pupil"):
            end_guest(by=by, guest=guest)
        mail_consent_withdrawn(consent, by=by)
    return consent


@dataclass(frozen=True)
class Terms:
    """What a guest is asked and may see, and until when; `parts` are keys of the case's parts."""

    question: str
    parts: Iterable[str]
    shows_agreements: bool
    valid_until: dt.date


@transaction.atomic
def invite(*, by: Member, consent: CaseConsent, name: str, email: str, terms: Terms, form: UUID) -> Invitation | None:
    """Invite one person into the case and mail the address; None when this form was sent before.

    Raises `NotAllowed` without consent that stands, for a closed case, for too long, `KeyError` for another part.
    """
    consent = CaseConsent.objects.select_for_update(of=("self",)).select_related("case__pupil").get(pk=consent.pk)
    hold(consent.case)
    require_inviting(by, consent.case)
    if consent.withdrawn_on:
        raise NotAllowed("an invitation without consent")
    if Guest.objects.filter(form=form).exists():
        return None
    if not clock.today() <= terms.valid_until <= clock.today() + dt.timedelta(days=MOST_DAYS):
        raise NotAllowed("an invitation for so long")
    token, code = new_secret(), new_code()
    person = Guest(school=by.school, consent=consent, name=name, email=email, form=form, invited_by=by.user)
    guest = _with_terms(person, terms)
    guest.token_hash, guest.code_hash = hashed(token), hashed_code(code)
    guest.save()
    details: dict[str, Any] = {"name": name, "until": str(terms.valid_until), "agreements": terms.shows_agreements}
    about: dict[str, Any] = {"pupil": guest.case.pupil, "reason": terms.question}
    record(by, "guest.invited", guest, **about, consent=consent.pk, parts=guest.parts, **details)
    mail_invitation(guest, token=token, by=by)
    return Invitation(guest, code)


def _with_terms(guest: Guest, terms: Terms) -> Guest:
    guest.case, guest.partner_id = guest.consent.case, guest.consent.partner_id
    guest.question, guest.valid_until = terms.question, terms.valid_until
    guest.parts = [PART[key].key for key in dict.fromkeys(terms.parts)]
    guest.shows_agreements = terms.shows_agreements
    return guest


@transaction.atomic
def renew_code(*, by: Member, guest: Guest) -> Invitation:
    """A new code to tell, for another device or after too many wrong ones; the device that was known no longer is."""
    hold(guest.case)
    require_inviting(by, guest.case)
    if guest.ended_at or guest.valid_until < clock.today():
        raise NotAllowed("a code for an invitation that is over")
    code = new_code()
    guest.code_hash, guest.failed = hashed_code(code), 0
    guest.device_hash, guest.open_until, guest.mailed_hash = "", None, ""
    guest.save(update_fields=["code_hash", "failed", "device_hash", "open_until", "mailed_hash"])
    record(by, "guest.code_renewed", guest, pupil=guest.case.pupil)
    dismiss_guest(guest)
    return Invitation(guest, code)


@transaction.atomic
def end_guest(*, by: Member, guest: Guest) -> Guest:
    """End an invitation now, also for who has it open; doing so twice changes nothing.

    Until the night its browser is still known: it gets back what was being typed there, and nothing else.
    """
    if not endable_guests(by).filter(pk=guest.pk).exists():
        raise NotAllowed("guest")
    if guest.ended_at is None:
        guest.ended_at, guest.ended_by = timezone.now(), by.user
        guest.code_hash = guest.mailed_hash = ""
        guest.save(update_fields=["ended_at", "ended_by", "code_hash", "mailed_hash"])
        record(by, "guest.ended", guest, pupil=guest.case.pupil)
        dismiss_guest(guest)
    return guest


@transaction.atomic
def mark_read(*, by: Member, contribution: GuestContribution) -> GuestContribution:
    """Somebody of the case has read what the guest wrote."""
    case = contribution.guest.case
    if (
        not editable_cases(by).filter(pk=case.pk).exists()
        or not visible_contributions(by).filter(pk=contribution.pk).exists()
    ):
        raise NotAllowed("contribution")
    if contribution.read_at is None:
        contribution.read_by, contribution.read_at = by.user, timezone.now()
        contribution.save(update_fields=["read_by", "read_at"])
        record(by, "contribution.read", contribution, pupil=case.pupil)
    return contribution


def forget_dead_guests() -> int:
    """Take away what invitations that are over still hold of code and browser; how many. Within no school: daily."""
    over = Q(ended_at__isnull=False) | Q(valid_until__lt=clock.today()) | Q(case__closed_on__isnull=False)
    holding = ~Q(code_hash="", device_hash="", mailed_hash="")
    dead = list(Guest.objects.filter(over, holding).order_by().values_list("pk", flat=True))
    return Guest.objects.filter(pk__in=dead).update(code_hash="", device_hash="", mailed_hash="")
