"""What was read in a pupil's figures, to stand beside them."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gezien.results.forms.analyses import texts_of, written_in_words
from gezien.results.models import Analysis

type Written = dict[int, list[dict[str, Any]]]


def analyses_by_subject(history: Sequence[Analysis]) -> Written:
    """By subject (its key) what was written, the newest first."""
    found: Written = {}
    for one in history:
        row = {
            "subject": one.subject.name,
            "period": _("period %(number)s of %(year)s") % {"number": one.period.number, "year": one.period.year.name},
            "texts": texts_of(one),
            "written": written_in_words(one),
        }
        found.setdefault(one.subject_id, []).append(row)
    return found


def without_figures(written: Written, shown: Collection[int]) -> list[dict[str, Any]]:
    """Subjects about which something was written though they have no results to show."""
    return [
        {"subject": rows[0]["subject"], "pk": pk, "series": [], "analyses": rows}
        for pk, rows in written.items()
        if pk not in shown
    ]
