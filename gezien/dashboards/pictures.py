"""The figures of one school, and of a board's schools side by side, ready for a template."""

from collections.abc import Iterable, Sequence

from gezien.results.queries.shares import SubjectFigures
from gezien.results.share_words import NOTHING, SHOWN, cell, whole


def school_picture(rows: Sequence[SubjectFigures], *, small: bool) -> dict:
    """One school: a column for each subject with the school as a whole, and a row for each year group.

    With `small` figures about fewer than ten pupils are shown too. The whole counts only the year groups that are
    shown, and without `small` all figures are rough, so that nothing can be found by subtraction.
    """
    years = sorted({year for row in rows for year, figure in row.by_year_group.items() if figure.now.pupils})
    return {
        "subjects": [
            {
                "name": row.name,
                "code": row.code,
                "short": row.short_name,
                "instrument": row.instrument,
                **cell(row, whole(row, small=small), small=small, rough=not small),
            }
            for row in rows
        ],
        "years": [
            {
                "year": year,
                "cells": [cell(row, row.by_year_group.get(year), small=small, rough=not small) for row in rows],
            }
            for year in years
        ],
    }


def board_picture(rows: Iterable[SubjectFigures], schools: Sequence) -> dict:
    """The schools of a board: a row for each school, a column for each subject; never about fewer than ten pupils."""
    rows = list(rows)
    names = {row.code: row.name for row in reversed(rows)}
    codes = list(dict.fromkeys(row.code for row in rows))
    found = {(row.school_id, row.code): row for row in rows}
    return {
        "subjects": [names[code] for code in codes],
        "schools": [
            {"name": school.name, "cells": [_board_cell(found.get((school.pk, code)), names[code]) for code in codes]}
            for school in schools
        ],
    }


def _board_cell(row: SubjectFigures | None, name: str) -> dict:
    if row is None:
        return {"subject": name, "state": NOTHING}
    return _with_instrument(cell(row, whole(row, small=True), small=False), row)


def _with_instrument(shown: dict, row: SubjectFigures) -> dict:
    """Schools of one board have tests and ambitions of their own, so each figure names them."""
    return shown | {"instrument": row.instrument, "own_goal": shown["goal"]} if shown["state"] == SHOWN else shown
