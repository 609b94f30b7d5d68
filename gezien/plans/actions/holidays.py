"""The school's holidays and free days, kept once: terms of plans and the days of reviews count with them."""

from collections.abc import Collection

from django.db import transaction

from gezien.plans.actions.individual import save_terms
from gezien.plans.models import IndividualPlanSettings
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.terms import Holiday
from gezien.schools.rules import Member

KEPT = ("first_weeks", "evaluate_months", "heard_first", "link_days")


@transaction.atomic
def save_holidays(*, by: Member, version: int, holidays: Collection[Holiday]) -> IndividualPlanSettings:
    """Write the holidays; the other terms stay as they are. `version` 0: the school had set none. `StaleVersion`."""
    terms = terms_of(by.school)
    return save_terms(by=by, version=version, values={name: getattr(terms, name) for name in KEPT}, holidays=holidays)
