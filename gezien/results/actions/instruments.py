"""Writes of the school's tests. A test with results is never deleted: it is taken out of use."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gezien.audit.log import Entry, record, record_all
from gezien.common.models import StaleVersion
from gezien.results.models import Instrument, Result
from gezien.results.queries.instruments import free_code, has_figures, levels_in_use
from gezien.results.rules import editable_instruments
from gezien.results.starter import missing_instruments
from gezien.schools.models import Subject
from gezien.schools.rules import Member, require_agreed, require_among

FIELDS = (
    "name",
    "provider",
    "subject",
    "level_type",
    "levels",
    "figure",
    "score_types",
    "reference_types",
    "is_main",
    "is_active",
)


class ScaleInUse(Exception):
    """Stored results would come to mean something else, or lose their test; the text says what to do instead."""


@transaction.atomic
def add_instrument(
    *,
    by: Member,
    name: str,
    subject: Subject,
    figure: str,
    provider: str = "",
    level_type: str = "",
    levels: Sequence[str] = (),
    score_types: Sequence[str] = (),
    reference_types: Sequence[str] = (),
    is_main: bool = False,
    is_active: bool = True,
) -> Instrument:
    """A test of the school's own, with its own scale; its code follows from its name and never changes."""
    require_agreed(by)
    one = Instrument.objects.create(
        school=by.school,
        code=free_code(by.school, slugify(name)[:50] or "toets"),
        name=name,
        provider=provider,
        subject=subject,
        level_type=level_type,
        levels=list(levels),
        figure=figure,
        score_types=list(score_types),
        reference_types=list(reference_types),
        is_main=is_main,
        is_active=is_active,
    )
    _one_main(one)
    record(by, "instrument.added", one, **_as_json(one))
    return one


@transaction.atomic
def change_instrument(
    *,
    by: Member,
    instrument: Instrument,
    version: int,
    name: str,
    subject: Subject,
    figure: str,
    provider: str,
    level_type: str,
    levels: Sequence[str],
    is_main: bool,
    is_active: bool,
    score_types: Sequence[str] | None = None,
    reference_types: Sequence[str] | None = None,
) -> Instrument:
    """Change a test; kinds of score that are left out stay.

    Raises `ScaleInUse` when stored results would change meaning, `StaleVersion` when somebody changed it meanwhile.
    """
    _require_editable(by, instrument)
    stored = Instrument.objects.select_for_update().get(pk=instrument.pk)
    was = _as_json(stored)
    _keep_meaning(stored, figure=figure, level_type=level_type, levels=levels)
    stored.name, stored.provider, stored.subject, stored.figure = name, provider, subject, figure
    stored.level_type, stored.levels = level_type, list(levels)
    stored.is_main, stored.is_active = is_main, is_active
    stored.score_types = stored.score_types if score_types is None else list(score_types)
    stored.reference_types = stored.reference_types if reference_types is None else list(reference_types)
    stored.save_if_unchanged(expected=version, fields=list(FIELDS))
    _one_main(stored)
    record(by, "instrument.changed", stored, was=was, **_as_json(stored))
    return stored


@transaction.atomic
def complete_catalogue(*, by: Member) -> list[Instrument]:
    """Take over what the catalogue has and the school has not, not in use: what came into it later."""
    require_agreed(by)
    added = Instrument.objects.bulk_create(missing_instruments(by.school))
    record_all(by, "instrument.added", [Entry(one, details=_as_json(one)) for one in added])
    return added


@transaction.atomic
def remove_instrument(*, by: Member, instrument: Instrument, version: int) -> None:
    """Remove a test that was never taken.

    Raises `ScaleInUse` when it has results or a goal counts on it, `StaleVersion` when it changed.
    """
    _require_editable(by, instrument)
    if Result.objects.filter(instrument=instrument).exists():
        raise ScaleInUse(_("There are results of this test, so it stays. Take it out of use instead."))
    record(by, "instrument.removed", instrument, **_as_json(instrument))
    try:
        with transaction.atomic():
            removed, _by_kind = Instrument.objects.filter(pk=instrument.pk, version=version).delete()
    except ProtectedError as error:
        raise ScaleInUse(_("Goals of plans count on this test, so it stays. Take it out of use instead.")) from error
    if removed:
        return
    if current := Instrument.objects.filter(pk=instrument.pk).first():  # else somebody has just removed it too
        raise StaleVersion(current)


def _keep_meaning(stored: Instrument, *, figure: str, level_type: str, levels: Sequence[str]) -> None:
    """Figures and levels are kept as delivered, so what they mean may not change under them."""
    if figure != stored.figure and has_figures(stored):
        raise ScaleInUse(_("There are results in this kind of figure already. Add a new test for another scale."))
    in_use = levels_in_use(stored)
    if in_use and level_type != stored.level_type:
        raise ScaleInUse(_("There are results with this kind of level already. Add a new test for another scale."))
    if missing := in_use & set(stored.levels) - set(levels):
        names = ", ".join(level for level in stored.levels if level in missing)
        raise ScaleInUse(
            _("There are results at these levels, so they stay in the list: %(levels)s.") % {"levels": names}
        )


def _one_main(one: Instrument) -> None:
    """A subject has one main test at most."""
    if one.is_main:
        others = Instrument.objects.filter(school_id=one.school_id, subject_id=one.subject_id, is_main=True)
        others.exclude(pk=one.pk).update(is_main=False)


def _as_json(one: Instrument) -> dict:
    values = {name: getattr(one, name) for name in FIELDS if name != "subject"}
    return {**values, "subject": one.subject.code}


def _require_editable(by: Member, instrument: Instrument) -> None:
    require_among(editable_instruments(by), instrument)
