"""What a link to a plan is good for."""

from enum import StrEnum

from gezien.common import clock
from gezien.common.sharing import MOST_TRIES, is_bound
from gezien.plans.models import ShareLink


class State(StrEnum):
    """What a link is good for now, in the browser that asks."""

    CLOSED = "closed"  # asks for the code
    OPEN = "open"  # bound to this browser
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LOCKED = "locked"  # too many wrong codes


def state_of_link(link: ShareLink, browser: str) -> State:
    """What the link is good for in the browser with this cookie."""
    if link.revoked_at:
        return State.REVOKED
    if link.valid_until < clock.today():
        return State.EXPIRED
    if link.opened_at:
        return State.OPEN if is_bound(browser, link.browser_hash, link.bound_until) else State.USED
    return State.LOCKED if link.failed >= MOST_TRIES else State.CLOSED
