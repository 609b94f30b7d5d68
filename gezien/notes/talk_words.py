"""A talk in words: for the file, and section by section for its page."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.notes.models import GuideQuestion, Talk
from gezien.notes.spider import Axis, spider


def in_words(talk: Talk) -> str:
    """What was said, question by question, with the own scores in one line: the text of the talk's note."""
    answers = {answer.question_id: answer for answer in talk.answers.all()}
    lines, scores = [], []
    for question in talk.edition.questions.order_by("position", "pk"):
        answer = answers.get(question.pk)
        if answer and answer.score is not None:
            scores.append(f"{question.text} {answer.score}")
        elif answer and answer.text.strip():
            lines.append(f"{question.text}\n{answer.text.strip()}")
    if scores:
        lines.append(_("Own scores (0–10): %(scores)s") % {"scores": ", ".join(scores)})
    if talk.present:
        lines.append(_("Present: %(names)s") % {"names": talk.present})
    return "\n\n".join(lines) or _("Spoken with; nothing written down.")


def sections(talk: Talk) -> list[dict[str, Any]]:
    """The answers in words by section, empty ones left out."""
    answers = {answer.question_id: answer.text for answer in talk.answers.all() if answer.text}
    rows = [row for row in talk.edition.questions.order_by("position", "pk") if row.pk in answers]
    return [
        {
            "name": name,
            "answers": [{"question": row.text, "text": answers[row.pk], "purpose": row.purpose} for row in found],
        }
        for name, found in groupby(rows, key=lambda row: row.section)
    ]


def scores_of(talk: Talk) -> list[tuple[GuideQuestion, int]]:
    """The own scores, in the order of the guide."""
    rows = talk.answers.filter(score__isnull=False).select_related("question").order_by("question__position", "pk")
    return [(answer.question, answer.score) for answer in rows if answer.score is not None]


def drawn(axes: Sequence[Axis], before_on: dt.date | None) -> dict[str, Any]:
    """What `notes/web.html` shows: the drawing, its figures as a table, and the day of the talk it is compared with."""
    scores = ", ".join(f"{axis.name} {axis.score}" for axis in axes)
    return {
        "axes": axes,
        "web": spider(axes, label=_("Own scores: %(scores)s") % {"scores": scores}),
        "before_on": date_format(before_on, "j F Y") if before_on else "",
    }
