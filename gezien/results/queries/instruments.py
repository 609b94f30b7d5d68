"""Reads of the school's tests."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from gezien.results.models import Instrument, Result
from gezien.results.rules import visible_instruments
from gezien.results.vocabulary import LEVEL_TYPES
from gezien.schools.models import School, Subject
from gezien.schools.rules import Member


@dataclass
class SubjectTests:
    """A subject with its tests: those in use first, the main one on top."""

    name: str
    used: list[dict] = field(default_factory=list)
    unused: list[dict] = field(default_factory=list)


def tests_by_subject(member: Member) -> list[SubjectTests]:
    """Every subject in the school's order with its tests, as plain rows: two statements."""
    subjects = {
        subject.pk: SubjectTests(subject.name)
        for subject in Subject.objects.filter(school=member.school).order_by("position", "name", "pk")
    }
    has_results = Exists(Result.objects.filter(instrument=OuterRef("pk")))
    rows = visible_instruments(member).annotate(has_results=has_results).order_by("-is_main", "name", "pk")
    for one in rows:
        place = subjects[one.subject_id]
        (place.used if one.is_active else place.unused).append(_row(one))
    return list(subjects.values())


def _row(one: Instrument) -> dict:
    return {
        "pk": one.pk,
        "name": one.name,
        "provider": one.provider,
        "is_main": one.is_main,
        "has_results": one.has_results,  # type: ignore[attr-defined]  # annotated
        "figure": one.get_figure_display(),
        "levels": levels_in_words(one),
    }


def levels_in_words(one: Instrument) -> str:
    """ "I–V", "Plus … Start (12 levels)", or that there are none."""
    if not one.levels:
        return _("no levels")
    kind = str(LEVEL_TYPES.get(one.level_type, one.level_type))
    if len(one.levels) > 6:
        words = _("%(first)s … %(last)s, %(count)s levels") % {
            "first": one.levels[0],
            "last": one.levels[-1],
            "count": len(one.levels),
        }
    else:
        words = " ".join(one.levels)
    return f"{kind}: {words}" if kind else words


def levels_in_use(one: Instrument) -> set[str]:
    """The levels that stored results of this test carry."""
    return set(Result.objects.filter(instrument=one).exclude(level="").values_list("level", flat=True).distinct())


def has_figures(one: Instrument) -> bool:
    """Whether there are results of this test with a figure."""
    return Result.objects.filter(instrument=one, figure__isnull=False).exists()


def free_code(school: School, wanted: str) -> str:
    """This code, with a number behind it when another test has it already."""
    known = set(Instrument.objects.filter(school=school, code__startswith=wanted).values_list("code", flat=True))
    return next(code for n in range(1, len(known) + 2) if (code := wanted if n == 1 else f"{wanted}-{n}") not in known)
