"""Writing factors: what stimulates and what hinders. A factor ends, and can hold again; each step can be taken back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Model

from gezien.audit.log import mark, record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.models import Factor, FactorDomain, FactorSource, FactorStep
from gezien.notes.queries.factors import holds_today
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member

KIND = FactorStep.Kind


@transaction.atomic
def add_factor(
    *,
    by: Member,
    pupil: Pupil,
    direction: str,
    domain: FactorDomain,
    source: FactorSource,
    text: str,
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
    _keep_step(by, factor, KIND.ADDED, {})
    record(by, "factor.added", factor, pupil=pupil, direction=direction, domain=domain.code)
    return factor


@transaction.atomic
def change_factor(
    *,
    by: Member,
    factor: Factor,
    expected: int,
    domain: FactorDomain,
    source: FactorSource,
    text: str,
    can_be_influenced: bool,
) -> Factor:
    """Other words, domain or source; StaleVersion when somebody else saved since `expected`. It holds as of today.

    Direction stays: what turned from hindering to stimulating is two factors, one that ended and one that began.
    """
    values = {
        "domain": domain,
        "source": source,
        "text": " ".join(text.split()),
        "can_be_influenced": can_be_influenced,
        "confirmed_on": clock.today(),
    }
    return _step(by, factor, KIND.CHANGED, values, expected=expected)


def confirm_factor(*, by: Member, factor: Factor) -> Factor:
    """It still holds: its age is counted from today."""
    if factor.confirmed_on == clock.today():
        require_editable(by, factor.pupil)
        return factor
    return _step(by, factor, KIND.CONFIRMED, {"confirmed_on": clock.today()})


def end_factor(*, by: Member, factor: Factor) -> Factor:
    """It no longer holds from today; ending what has ended changes nothing."""
    if factor.ended_on is not None:
        require_editable(by, factor.pupil)
        return factor
    return _step(by, factor, KIND.ENDED, {"ended_on": clock.today()})


def reopen_factor(*, by: Member, factor: Factor) -> Factor:
    """It holds again, as of today."""
    if factor.ended_on is None:
        require_editable(by, factor.pupil)
        return factor
    return _step(by, factor, KIND.REOPENED, {"ended_on": None, "confirmed_on": clock.today()})


@transaction.atomic
def undo_factor_step(*, by: Member, step: FactorStep) -> Factor | None:
    """Take back the last thing done with a factor; what was only just added disappears (None).

    StaleVersion when something was done with the factor since: a newer word of a colleague is not thrown away.
    """
    factor = step.factor
    require_editable(by, factor.pupil)
    if step.version != factor.version:
        raise StaleVersion(factor)
    record(by, "factor.undone", factor, pupil=factor.pupil, step=step.kind)
    if step.kind == KIND.ADDED:
        factor.delete()
        return None
    for name, value in step.before.items():
        setattr(factor, name, _from_json(name, value))
    step.delete()
    factor.save_if_unchanged(expected=factor.version, fields=list(step.before))
    return factor


@transaction.atomic
def _step(by: Member, factor: Factor, kind: str, values: dict[str, Any], *, expected: int | None = None) -> Factor:
    """Change the factor, keep what it said before, and log it; the words themselves stay out of the log."""
    require_editable(by, factor.pupil)
    stored = Factor.objects.get(pk=factor.pk)
    before = {_column(name): _to_json(getattr(stored, name)) for name in values}
    was: dict[str, Any] = {"was": {"words": mark(stored.in_words)}} if kind == KIND.CHANGED else {}
    for name, value in values.items():
        setattr(factor, name, value)
    factor.save_if_unchanged(expected=factor.version if expected is None else expected, fields=list(values))
    _keep_step(by, factor, kind, before)
    record(by, f"factor.{kind}", factor, pupil=factor.pupil, **was)
    return factor


def _keep_step(by: Member, factor: Factor, kind: str, before: dict[str, Any]) -> None:
    FactorStep.objects.create(
        school=by.school, factor=factor, kind=kind, version=factor.version, before=before, made_by=by.user
    )


def _column(name: str) -> str:
    """ "domain" is kept by its key."""
    return f"{name}_id" if name in ("domain", "source") else name


def _to_json(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    return value.isoformat() if isinstance(value, dt.date) else value


def _from_json(name: str, value: Any) -> Any:
    return dt.date.fromisoformat(value) if name.endswith("_on") and value else value
