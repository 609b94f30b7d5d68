"""A new school starts from the catalogue of its country; an older one may take over what came into it later."""

from collections.abc import Iterable, Iterator

from gezien.results.catalogue import DUTCH, FLEMISH, MORE_DUTCH, MORE_FLEMISH, Row
from gezien.results.models import Instrument
from gezien.schools.models import School, Subject


def add_instruments(school: School) -> None:
    """Add the catalogue of the school's country: the usual tests in use, the others ready to be switched on."""
    flemish = school.country == School.Country.FLANDERS
    subjects = _subjects(school)
    usual = _instruments(school, subjects, FLEMISH if flemish else DUTCH, is_active=True)
    more = _instruments(school, subjects, MORE_FLEMISH if flemish else MORE_DUTCH, is_active=False)
    Instrument.objects.bulk_create([*usual, *more])


def missing_instruments(school: School) -> list[Instrument]:
    """What the catalogue has and the school has not, unsaved and not in use; a subject it no longer has is left out."""
    flemish = school.country == School.Country.FLANDERS
    known = set(Instrument.objects.filter(school=school).values_list("code", flat=True))
    subjects = _subjects(school)
    rows = [*FLEMISH, *MORE_FLEMISH] if flemish else [*DUTCH, *MORE_DUTCH]
    wanted = [row._replace(is_main=False) for row in rows if row.code not in known and row.subject in subjects]
    return list(_instruments(school, subjects, wanted, is_active=False))


def _subjects(school: School) -> dict[str, Subject]:
    return {subject.code: subject for subject in Subject.objects.filter(school=school)}


def _instruments(
    school: School, subjects: dict[str, Subject], rows: Iterable[Row], *, is_active: bool
) -> Iterator[Instrument]:
    for row in rows:
        yield Instrument(
            school=school,
            code=row.code,
            name=row.name,
            provider=row.provider,
            subject=subjects[row.subject],
            level_type=row.level_type,
            levels=list(row.levels),
            figure=row.figure,
            is_main=row.is_main,
            score_types=list(row.scores),
            reference_types=list(row.references),
            is_active=is_active,
        )
