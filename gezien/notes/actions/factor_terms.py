"""The school's words for factors: add, rename, order, retire. Nothing is deleted; the log keeps what was."""

from django.db import transaction
from django.utils.text import slugify

from gezien.audit.log import record
from gezien.common import clock
from gezien.notes.models import FactorDomain, FactorSettings, FactorSource
from gezien.notes.queries.factor_terms import free_code, next_position
from gezien.schools.rules import Member, require_agreed

type Term = FactorDomain | FactorSource


@transaction.atomic
def add_domain(*, by: Member, name: str) -> FactorDomain:
    """Something new that factors can be about, at the end of the list."""
    require_agreed(by)
    return _added(by, FactorDomain(school=by.school, name=name))


@transaction.atomic
def add_source(*, by: Member, name: str, family: str) -> FactorSource:
    """A new place where factors can lie, at the end of the list."""
    require_agreed(by)
    return _added(by, FactorSource(school=by.school, name=name, family=family))


@transaction.atomic
def rename_term(*, by: Member, term: Term, expected: int, name: str) -> Term:
    """Another word for the same thing: every factor that has it shows the new word. StaleVersion when it changed."""
    require_agreed(by)
    was = type(term).objects.values_list("name", flat=True).get(pk=term.pk)
    term.name = name
    term.save_if_unchanged(expected=expected, fields=["name"])
    record(by, "factor_term.renamed", term, was=was, name=name)
    return term


@transaction.atomic
def retire_term(*, by: Member, term: Term) -> Term:
    """No longer offered for new factors; those that have it keep it."""
    require_agreed(by)
    if term.retired_on is None:
        term.retired_on = clock.today()
        term.save_if_unchanged(expected=term.version, fields=["retired_on"])
        record(by, "factor_term.retired", term, name=term.name)
    return term


@transaction.atomic
def reinstate_term(*, by: Member, term: Term) -> Term:
    """Offered again."""
    require_agreed(by)
    if term.retired_on is not None:
        term.retired_on = None
        term.save_if_unchanged(expected=term.version, fields=["retired_on"])
        record(by, "factor_term.reinstated", term, name=term.name)
    return term


@transaction.atomic
def set_renewal(*, by: Member, expected: int, months: int) -> FactorSettings:
    """After how many months a factor asks whether it still holds. StaleVersion when somebody else set it meanwhile."""
    require_agreed(by)
    settings, _made = FactorSettings.objects.get_or_create(school=by.school)
    was, settings.renew_after_months = settings.renew_after_months, months
    settings.save_if_unchanged(expected=expected, fields=["renew_after_months"])
    record(by, "factor_settings.changed", settings, was=was, months=months)
    return settings


def _added[T: (FactorDomain, FactorSource)](by: Member, term: T) -> T:
    term.code = free_code(type(term), by.school, slugify(term.name)[:36] or "term")
    term.position = next_position(type(term), by.school)
    term.save()
    record(by, "factor_term.added", term, name=term.name)
    return term
