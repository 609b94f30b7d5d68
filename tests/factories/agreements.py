"""Agreements for tests; only what matters to a test is named there."""

import datetime as dt

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.schools.models import School, User


def make_agreement(school: School, owner: User, *, days: int = 7, **values) -> Agreement:
    """An open agreement about the school, due in so many days (negative: too late)."""
    values = {"what": "Bestelt de nieuwe atlassen.", "made_by": owner, **values}
    return Agreement.objects.create(
        school=school, owner=owner, due_on=clock.today() + dt.timedelta(days=days), **values
    )


def closed(agreement: Agreement, outcome: str = Agreement.Outcome.DONE) -> Agreement:
    """The same agreement, closed now."""
    agreement.outcome, agreement.closed_at, agreement.closed_by = outcome, clock.now(), agreement.owner
    agreement.save()
    return agreement
