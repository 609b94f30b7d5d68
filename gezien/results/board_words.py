"""A subject by grade and cohort in words and bars, ready for a template; what is about too few pupils stays out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common.markup import STEPS, distribution_svg
from gezien.quality.queries import year_group_name
from gezien.results.queries.subject_board import Board, Cohort, Grade, Moment, subject_board
from gezien.results.rules import FEWEST
from gezien.results.share_words import FEW, SHOWN, is_shown, per_cent, share_in_words, spread, spread_in_words
from gezien.schools.models import School, Subject

MINUS = "\N{MINUS SIGN}"


def board_for(school: School, subject: Subject, *, instrument: int | None = None, small: bool = False) -> dict | None:
    """The figures of a subject for the template `results/subject_board.html`; None without results.

    With `small` figures about fewer than `FEWEST` pupils are shown too, and all of them exact: only for who may open
    every file anyway. For others shares go in steps of five per cent, see `share_words`.
    """
    board = subject_board(school, subject, instrument=instrument)
    return board_in_words(board, school.country, small=small) if board else None


def board_in_words(board: Board, country: str, *, small: bool) -> dict[str, Any]:
    """Texts and bars by grade and cohort."""
    levels = board.instrument.levels
    return {
        "subject": board.subject.name,
        "instrument": board.instrument.name,
        "instruments": [
            {"pk": one.pk, "name": one.name, "is_chosen": one == board.instrument} for one in board.instruments
        ],
        "grades": [_grade(one, levels, country, small=small) for one in board.grades],
        "cohorts": [_cohort(one, country, small=small) for one in board.cohorts],
        "has_top": any(one.top for one in board.grades),
        "hides_small": not small,
        "fewest": FEWEST,
    }


def _grade(grade: Grade, levels: list[str], country: str, *, small: bool) -> dict[str, Any]:
    now = grade.now
    shown = {
        "name": year_group_name(grade.code, country),
        "moment": now.name,
        "when": date_format(dt.date.fromisoformat(now.tally.last_on), "F Y"),
        "before": [_moment(one, small=small) for one in grade.before],
    }
    if not is_shown(now.tally, small=small):
        return shown | {"state": FEW}
    counts = spread(now.tally, levels, rough=not small)
    text = spread_in_words(now.tally, levels, small=small, rough=not small)
    return shown | {
        "state": SHOWN,
        "share": share_in_words(now.tally, rough=not small),
        "goal": goal_in_words(grade.goal),
        "reaches_goal": reaches(now.tally.share, grade.goal),
        "top": "" if now.tally.top_share is None else f"{per_cent(now.tally.top_share, rough=not small)} %",
        "top_goal": goal_in_words(grade.top),
        "reaches_top": reaches(now.tally.top_share, grade.top),
        "shift": _shift(now, grade.before[:1], small=small),
        "bar": distribution_svg(counts, _("Distribution: %(text)s") % {"text": text}) if len(counts) <= STEPS else "",
        "text": text,
        "pupils": now.tally.pupils if small else None,
    }


def goal_in_words(goal: tuple[int, str] | None) -> str:
    """ "goal 80 % at III or higher"; empty without a goal."""
    return _("goal %(share)s %% at %(level)s or higher") % {"share": goal[0], "level": goal[1]} if goal else ""


def reaches(share: int | None, goal: tuple[int, str] | None) -> bool:
    """Whether the share is as agreed, or more."""
    return goal is not None and share is not None and share >= goal[0]


def _shift(now: Moment, before: Iterable[Moment], *, small: bool) -> str:
    """ "+4" or "−3": points of difference with the same moment a year before; empty where one of them is unknown."""
    last = next(iter(before), None)
    if last is None or last.back != now.back + 1 or not is_shown(last.tally, small=small):
        return ""
    if now.tally.share is None or last.tally.share is None:
        return ""
    shift = per_cent(now.tally.share, rough=not small) - per_cent(last.tally.share, rough=not small)
    return f"+{shift}" if shift > 0 else f"{MINUS}{-shift}" if shift < 0 else "0"


def _cohort(cohort: Cohort, country: str, *, small: bool) -> dict[str, Any]:
    return {
        "name": year_group_name(cohort.code, country),
        "moments": [_moment(one, small=small) for one in cohort.moments],
    }


def _moment(one: Moment, *, small: bool) -> dict[str, Any]:
    shown = {"moment": one.name, "when": date_format(dt.date.fromisoformat(one.tally.last_on), "F Y")}
    if not is_shown(one.tally, small=small):
        return shown | {"state": FEW}
    return shown | {"state": SHOWN, "share": share_in_words(one.tally, rough=not small)}
