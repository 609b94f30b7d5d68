"""What one result as sent means on the scale of the school's own test: figure, level, raw and reference scores."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from gezien.imports.exchange.contents import Sent
from gezien.results.actions import NewResult
from gezien.results.cells import read_figure, read_level, read_number
from gezien.results.models import Instrument, Result

Figure = Instrument.Figure
GRADES = ("Grade0.0-10.0", "Grade0-10")
BOUNDS = {Figure.GRADE: 10, Figure.PERCENTAGE: 100}
TERM = "Norm"  # the OSO code for what a norm calls a score


def result_of(one: Sent, test: Instrument, pupil: int, moment: str) -> NewResult:
    """The result on the test's scale. Raises `ValueError` with the reason when it has no place there."""
    references = list(one.references)
    if one.term and not any(reference["type"] == TERM for reference in references):
        references.append({"type": TERM, "group": "", "value": one.term})
    scores = {name: str(read_number(value)) for name, value in one.scores.items()}
    if one.plain:
        scores.setdefault("ScorePoints", str(read_number(one.plain)))
    figure, level = _figure(one, test), _level(references, test)
    if figure is None and not level and _is_in_points(one, test):
        told = {"top": one.top, "test": test.name}
        raise ValueError(_("is a number of points (up to %(top)s), and “%(test)s” counts in something else") % told)
    if figure is None and not level:
        raise ValueError(_("has no score or level that “%(test)s” knows") % {"test": test.name})
    return NewResult(pupil, test.pk, moment, one.taken_on, figure, level, scores, references, one.line)


def _figure(one: Sent, test: Instrument) -> Decimal | None:
    """The score in what the test counts in; a bare number is that, because the school said which test it is of.

    Unless the supplier's own norm says otherwise: it gives the grade, or goes on beyond what can be one.
    """
    by_type = {reference["type"]: reference["value"] for reference in one.references}
    said = {
        Figure.SKILL_SCORE: one.scores.get("SkillScore"),
        Figure.PERCENTAGE: one.scores.get("PercentageCorrect") or by_type.get("Percentage"),
        Figure.GRADE: next((by_type[grade] for grade in GRADES if grade in by_type), None),
    }.get(Figure(test.figure))
    if said is None and test.figure == Figure.GRADE and one.grade:
        said = one.grade
    elif said is None and test.figure != Figure.LEVEL and not _is_in_points(one, test):
        said = one.plain or None
    return None if said is None else read_figure(said, test.figure)


def _is_in_points(one: Sent, test: Instrument) -> bool:
    """Whether a bare number counts something else than the test: its norm knows scores that no such figure has."""
    return bool(one.plain) and one.top > BOUNDS.get(Figure(test.figure), one.top)


def _level(references: list[dict[str, str]], test: Instrument) -> str:
    """The level that was delivered, never reckoned. A term of the supplier's own counts when the test has it."""
    if not test.level_type and not test.levels:
        return ""
    for reference in references:
        if reference["type"] == test.level_type:
            return read_level(reference["value"], test.levels)
    term = next((reference["value"] for reference in references if reference["type"] == TERM), "")
    return next((level for level in test.levels if level.casefold() == term.casefold()), "")


def merged(new: NewResult, old: Result) -> NewResult:
    """The new one with what the old one knows besides; when the score itself changed, the old levels are of no use."""
    new = replace(new, moment=old.moment, taken_on=old.taken_on)
    if new.figure is not None and old.figure is not None and new.figure != old.figure:
        return new
    return replace(
        new,
        figure=old.figure if new.figure is None else new.figure,
        level=new.level or old.level,
        scores={**old.scores, **new.scores},
        references=_united(old.references, new.references),
    )


def _united(old: list[dict[str, str]], new: list[dict[str, str]]) -> list[dict[str, str]]:
    """Old references in their order, as the new ones have them, and then what only the new ones know."""
    left, united = list(new), []
    for one in old:
        again = next((other for other in left if _same(one, other)), None)
        if again:
            left.remove(again)
        united.append(again if again and (again["group"] or not one["group"]) else one)
    return united + left


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    """The same reference score: of one kind and group, or with the same value where one of them names no group."""
    if one["type"] != other["type"]:
        return False
    same_group = one["group"] == other["group"]
    return same_group or (not (one["group"] and other["group"]) and one["value"] == other["value"])
