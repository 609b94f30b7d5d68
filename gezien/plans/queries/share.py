"""What a link to a plan is good for."""

import hashlib
import hmac
from enum import StrEnum

from django.utils import timezone

from gezien.common import clock
from gezien.plans.models import ShareLink

MOST_TRIES = 5


class State(StrEnum):
    """What a link is good for now, in the browser that asks."""

    CLOSED = "closed"  # asks for the code
    OPEN = "open"  # bound to this browser
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LOCKED = "locked"  # too many wrong codes


def hashed(secret: str) -> str:
    """What is stored of a long random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def state_of_link(link: ShareLink, browser: str) -> State:
    """What the link is good for in the browser with this cookie."""
    if link.revoked_at:
        return State.REVOKED
    if link.valid_until < clock.today():
        return State.EXPIRED
    if link.opened_at:
        return State.OPEN if _is_bound(link, browser) else State.USED
    return State.LOCKED if link.failed >= MOST_TRIES else State.CLOSED


def _is_bound(link: ShareLink, browser: str) -> bool:
    if not browser or not link.browser_hash or link.bound_until is None or link.bound_until < timezone.now():
        return False
    return hmac.compare_digest(link.browser_hash, hashed(browser))
