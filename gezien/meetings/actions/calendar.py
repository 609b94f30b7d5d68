"""The secret address of somebody's own calendar: made, renewed, taken away."""

import hashlib
import secrets

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.meetings.models import CalendarFeed
from gezien.schools.rules import Member


@transaction.atomic
def make_feed(*, by: Member) -> str:
    """A new secret for the own calendar; an earlier one ends at once. Only what it hashes to is kept."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        school=by.school, user=by.user, defaults={"token_hash": hashed(secret), "made_at": clock.now()}
    )
    record(by, "calendar.made")
    return secret


@transaction.atomic
def end_feed(*, by: Member) -> None:
    """The address opens nothing any more."""
    if CalendarFeed.objects.filter(school=by.school, user=by.user).delete()[0]:
        record(by, "calendar.ended")


def hashed(secret: str) -> str:
    """As it is kept: a long random secret needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
