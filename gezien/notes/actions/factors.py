"""Writing factors: what stimulates and what hinders. Nothing is deleted: a factor ends, and can hold again."""

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.notes.models import Factor
from gezien.notes.queries import holds_today
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member


@transaction.atomic
def add_factor(
    *,
    by: Member,
    pupil: Pupil,
    direction: str,
    domain: str,
    text: str,
    source: str = Factor.Source.CHILD,
    can_be_influenced: bool = True,
) -> Factor:
    """A factor from today. The same words that already hold for this pupil are not added twice: that one is given."""
    require_editable(by, pupil)
    text = " ".join(text.split())
    known = Factor.objects.filter(
        holds_today(), school=by.school, pupil=pupil, direction=direction, domain=domain, text__iexact=text
    ).first()
    if known:
        return known
    factor = Factor.objects.create(
        school=by.school,
        pupil=pupil,
        direction=direction,
        domain=domain,
        source=source,
        text=text,
        can_be_influenced=can_be_influenced,
        noted_on=clock.today(),
        author=by.user,
    )
    record(by, "factor.added", factor, pupil=pupil, direction=direction, domain=domain)
    return factor


@transaction.atomic
def change_factor(
    *, by: Member, factor: Factor, expected: int, domain: str, text: str, source: str, can_be_influenced: bool
) -> Factor:
    """Other words, domain or source; StaleVersion when somebody else saved since `expected`. Direction stays: what
    turned from hindering to stimulating is two factors, one that ended and one that began.
    """
    require_editable(by, factor.pupil)
    factor.domain, factor.source, factor.can_be_influenced = domain, source, can_be_influenced
    factor.text = " ".join(text.split())
    factor.save_if_unchanged(expected=expected, fields=["domain", "text", "source", "can_be_influenced"])
    record(by, "factor.changed", factor, pupil=factor.pupil)
    return factor


@transaction.atomic
def end_factor(*, by: Member, factor: Factor) -> Factor:
    """It no longer holds from today; ending what has ended changes nothing."""
    require_editable(by, factor.pupil)
    if factor.ended_on is None:
        factor.ended_on = clock.today()
        factor.save_if_unchanged(expected=factor.version, fields=["ended_on"])
        record(by, "factor.ended", factor, pupil=factor.pupil)
    return factor


@transaction.atomic
def reopen_factor(*, by: Member, factor: Factor) -> Factor:
    """It holds (again): the undo of `end_factor`."""
    require_editable(by, factor.pupil)
    if factor.ended_on is not None:
        factor.ended_on = None
        factor.save_if_unchanged(expected=factor.version, fields=["ended_on"])
        record(by, "factor.reopened", factor, pupil=factor.pupil)
    return factor
