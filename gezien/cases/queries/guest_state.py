"""What an invitation is good for, in the browser that asks."""

import hmac
from enum import StrEnum

from gezien.cases.models import Guest, GuestContribution
from gezien.common import clock
from gezien.common.sharing import MOST_TRIES, hashed, is_bound


class State(StrEnum):
    """What an invitation is good for now, in this browser."""

    NEW = "new"  # asks for the code that was told
    KNOWN = "known"  # this browser gave it before: asks for a code by mail
    OPEN = "open"
    ELSEWHERE = "elsewhere"  # another device is the known one
    LOCKED = "locked"  # too many wrong codes
    EXPIRED = "expired"
    ENDED = "ended"


def state_of_guest(guest: Guest, browser: str) -> State:
    """What the invitation is good for in the browser with this cookie. Needs `guest.case` and `guest.consent`."""
    if guest.ended_at or guest.consent.withdrawn_on or guest.case.closed_on or guest.valid_until < clock.today():
        return _over(guest)
    if is_bound(browser, guest.device_hash, guest.open_until):
        return State.OPEN
    if not guest.code_hash and not guest.device_hash:
        return State.ENDED  # forgotten: nothing opens it any more
    if guest.failed >= MOST_TRIES:
        return State.LOCKED
    if guest.code_hash:
        return State.NEW
    return State.KNOWN if is_known(guest, browser) else State.ELSEWHERE


def _over(guest: Guest) -> State:
    """Ended by somebody, or by its day."""
    ended = guest.ended_at or guest.consent.withdrawn_on or guest.case.closed_on
    return State.ENDED if ended else State.EXPIRED


def words_left(guest: Guest, browser: str) -> str:
    """What was being typed in this browser when the invitation was over, to copy; elsewhere nothing."""
    over = state_of_guest(guest, browser) in (State.ENDED, State.EXPIRED)
    draft = GuestContribution.objects.filter(guest=guest, sent_at=None).first() if over else None
    return draft.text if draft and is_known(guest, browser) else ""


def is_known(guest: Guest, browser: str) -> bool:
    """Whether this browser gave the told code, whenever that was."""
    return bool(browser and guest.device_hash) and hmac.compare_digest(guest.device_hash, hashed(browser))
