"""What somebody from outside does in the one case they were invited to. Every step asks the state again, under a lock.

First the code that was told: it makes this browser the known one. After two hours that browser asks for a code by mail;
another browser is refused until the school tells a new code. So each opening takes two things that travel apart.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from gezien.audit.log import Outsider, record
from gezien.audit.models import AuditEvent
from gezien.cases.live import dismiss_guest
from gezien.cases.mail import mail_code, mail_contributed
from gezien.cases.models import Guest, GuestContribution
from gezien.cases.queries.guest_state import State, state_of_guest
from gezien.common.sharing import hashed, hashed_code, is_code, new_code, new_secret
from gezien.schools.rules import NotAllowed

OPEN_FOR = dt.timedelta(hours=2)
MAILED_FOR = dt.timedelta(minutes=10)
MOST_MAILS, MAILS_WITHIN = 5, dt.timedelta(hours=1)
MOST_CONTRIBUTIONS = 20


def outsider(guest: Guest) -> Outsider:
    """Whoever reads by an invitation, as the log names them."""
    return Outsider(
        f"{guest.name} ({guest.partner.organisation or guest.partner.name}, guest {guest.pk})", guest.school_id
    )


def has_read(guest: Guest) -> bool:
    """Whether it is in the log that they read what is shared, since they came in with a code."""
    log = AuditEvent.objects.filter(school_id=guest.school_id, object_type=guest._meta.label_lower, object_id=guest.pk)
    came = log.filter(verb="guest.opened").order_by("-pk").values("pk")[:1]
    return log.filter(verb="guest.read", pk__gt=came).exists()


@transaction.atomic
def open_with_told_code(*, guest: Guest, code: str) -> str | None:
    """Make this the known browser: the secret for its cookie. None for a wrong code, which is counted and logged."""
    guest = _locked(guest)
    if state_of_guest(guest, "") != State.NEW:
        return None
    if not is_code(code, guest.code_hash):
        _refuse(guest)
        return None
    browser = new_secret()
    guest.device_hash, guest.code_hash = hashed(browser), ""
    _open(guest)
    return browser


@transaction.atomic
def send_code(*, guest: Guest, browser: str) -> bool:
    """Mail a code to the known browser's owner; False when too many were mailed in the last hour."""
    guest, now = _locked(guest), timezone.now()
    if state_of_guest(guest, browser) != State.KNOWN:
        raise NotAllowed("a code for another browser")
    if guest.mailed_from is None or guest.mailed_from + MAILS_WITHIN <= now:
        guest.mailed_from, guest.mailed = now, 0
    if guest.mailed >= MOST_MAILS:
        return False
    code = new_code()
    guest.mailed, guest.mailed_hash, guest.mailed_until = guest.mailed + 1, hashed_code(code), now + MAILED_FOR
    guest.save(update_fields=["mailed", "mailed_from", "mailed_hash", "mailed_until"])
    record(outsider(guest), "guest.code_mailed", guest, pupil=guest.case.pupil)
    mail_code(guest, code)
    return True


@transaction.atomic
def open_with_mailed_code(*, guest: Guest, browser: str, code: str) -> bool:
    """Open the invitation in its known browser; False for a wrong or old code, which is counted and logged."""
    guest = _locked(guest)
    if state_of_guest(guest, browser) != State.KNOWN:
        return False
    is_fresh = guest.mailed_until is not None and guest.mailed_until > timezone.now()
    if not is_fresh or not is_code(code, guest.mailed_hash):
        _refuse(guest)
        return False
    _open(guest)
    return True


def _open(guest: Guest) -> None:
    now = timezone.now()
    guest.first_opened_at = guest.first_opened_at or now
    guest.open_until, guest.last_seen_at, guest.failed, guest.mailed_hash = now + OPEN_FOR, now, 0, ""
    guest.save()
    record(outsider(guest), "guest.opened", guest, pupil=guest.case.pupil, reason=guest.question)


def _refuse(guest: Guest) -> None:
    guest.failed += 1
    guest.save(update_fields=["failed"])
    record(outsider(guest), "guest.refused", guest, pupil=guest.case.pupil, tries=guest.failed)


@transaction.atomic
def leave(*, guest: Guest, browser: str) -> None:
    """Close the page on this device; it stays the known one."""
    guest = _locked(guest)
    if state_of_guest(guest, browser) == State.OPEN:
        guest.open_until = None
        guest.save(update_fields=["open_until"])
        dismiss_guest(guest)


@transaction.atomic
def keep_draft(*, guest: Guest, browser: str, version: int, text: str) -> GuestContribution:
    """Keep what is being typed, for the guest alone. Raises `StaleVersion`, `NotAllowed` when no longer open."""
    guest = _opened(guest, browser)
    draft, new = GuestContribution.objects.get_or_create(school_id=guest.school_id, guest=guest, sent_at=None)
    draft.text = text
    draft.save_if_unchanged(expected=draft.version if new else version, fields=["text"])
    return draft


@transaction.atomic
def contribute(*, guest: Guest, browser: str, text: str) -> GuestContribution:
    """Send it: from now on it stands in the case as theirs. The same sent twice is kept once."""
    guest = _opened(guest, browser)
    sent = guest.contributions.filter(sent_at__isnull=False)
    last = sent.order_by("-sent_at", "-pk").first()
    if last and last.text == text:
        return last
    if sent.count() >= MOST_CONTRIBUTIONS:
        raise NotAllowed("so many contributions of one guest")
    contribution, _new = GuestContribution.objects.get_or_create(
        school_id=guest.school_id, guest=guest, sent_at=None, defaults={"text": text}
    )
    contribution.text, contribution.sent_at = text, timezone.now()
    contribution.save_if_unchanged(expected=contribution.version, fields=["text", "sent_at"])
    Guest.objects.filter(pk=guest.pk).update(last_seen_at=contribution.sent_at)
    record(outsider(guest), "guest.contributed", guest, pupil=guest.case.pupil, contribution=contribution.pk)
    mail_contributed(guest)
    return contribution


def _opened(guest: Guest, browser: str) -> Guest:
    guest = _locked(guest)
    if state_of_guest(guest, browser) != State.OPEN:
        raise NotAllowed("an invitation that is not open")
    return guest


def _locked(guest: Guest) -> Guest:
    found = Guest.objects.select_for_update(of=("self",))
    return found.select_related("school", "partner", "consent", "case__pupil", "invited_by").get(pk=guest.pk)
