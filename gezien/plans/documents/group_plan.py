"""The group plan as PDF: the same sheet as the page, on one A4 when it is of an ordinary length."""

from typing import Any

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.documents.pdf import render_pdf
from gezien.plans.models import GroupPlan
from gezien.plans.queries import Sheet, plan_sheet
from gezien.plans.queries.sheet import LABELS, SheetRow
from gezien.schools.rules import Member

TEMPLATE = "plans/documents/group_plan.typ"


def group_plan_pdf(plan: GroupPlan, member: Member) -> bytes:
    """The plan as PDF/UA in the reader's language. Whoever calls this has found the plan visible and logs the export.

    `plan` comes with its names loaded (see `queries.with_names`).
    """
    return render_pdf(TEMPLATE, sheet_data(plan_sheet(plan), school=member.school.name))


def file_name(plan: GroupPlan) -> str:
    """ "groepsplan-5b-rekenen-periode-2.pdf": no pupil's name, and safe on every disk."""
    words = _("group plan %(group)s %(subject)s period %(number)s") % {
        "group": plan.group.name,
        "subject": plan.subject.name,
        "number": plan.period.number,
    }
    return f"{slugify(words)}.pdf"


def sheet_data(sheet: Sheet, *, school: str) -> dict[str, Any]:
    """The sheet as the template wants it: texts only."""
    return {
        "title": f"{_('Group plan')} · {sheet.group} · {sheet.subject} · {sheet.period_short}",
        "subtitle": f"{sheet.group} · {sheet.subject}",
        "language": _language(),
        "school": school,
        "over": f"{school} · {sheet.teachers}" if sheet.teachers else school,
        "aside": [sheet.period, f"{_('Group plan')} · {sheet.status}"],
        "printed": _("printed on %(day)s") % {"day": date_format(clock.today(), "j F Y")},
        "page_word": pgettext("foot of a document", "page"),
        "of_word": pgettext("foot of a document", "of"),
        "room": pgettext("lines to write on", "Notes"),
        "general": {"label": _("For everyone"), "text": sheet.general.strip()},
        "columns": [_("Cluster"), _("Goals"), *(str(label) for label in LABELS.values())],
        "rows": [
            {
                "name": row.name,
                "count": row.count,
                "pupils": ", ".join(pupil.short for pupil in row.pupils),
                "cells": ["\n".join(goals_on_paper(row)), *(cell.text.strip() for cell in row.cells)],
                "time": row.time,
            }
            for row in sheet.rows
        ],
        "notes": _notes(sheet),
    }


def goals_on_paper(row: SheetRow) -> list[str]:
    """The goals of a row with how one will see them; numbered when there are several."""
    goals = [words for goal in row.goals if (words := goal.words)]
    return goals if len(goals) < 2 else [f"{number}. {words}" for number, words in enumerate(goals, 1)]


def _notes(sheet: Sheet) -> list[dict[str, Any]]:
    """What stands below the table; what asks for attention first."""
    notes = []
    if sheet.missing_names:
        notes.append({"warns": True, "text": _("Not in a cluster yet: %(names)s.") % {"names": sheet.missing_names}})
    if sheet.feasibility:
        notes.append({"warns": False, "text": f"{sheet.feasibility}."})
    return notes


def _language() -> str:
    """ "nl", "nl-BE" or "en": as a PDF names it."""
    tongue, _dash, region = (get_language() or "nl").partition("-")
    return f"{tongue}-{region.upper()}" if region else tongue
