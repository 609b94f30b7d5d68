"""The group plan on paper: the sheet of the page, as PDF (one A4 when of ordinary length) or for Word."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gezien.common import clock
from gezien.documents.build import Builder
from gezien.documents.fields import Field, listed_fields
from gezien.paper.kinds import Choice, Kind, register
from gezien.paper.press import Press
from gezien.plans.documents.samples import group_plan_sample
from gezien.plans.models import GroupPlan
from gezien.plans.queries import Sheet, plan_sheet, with_names
from gezien.plans.queries.sheet import SheetRow
from gezien.plans.rules import visible_plans, why_plan_visible
from gezien.plans.words import LABELS, group_title, period_name
from gezien.schools.rules import Member


def group_plan_pdf(plan: GroupPlan, member: Member) -> bytes:
    """The plan as PDF/UA in the reader's language. Whoever calls this has found the plan visible and logs the export.

    `plan` comes with its names loaded (see `queries.with_names`).
    """
    return Press(member.school).pdf(GROUP_PLAN, plan_paper(plan))


def group_plan_docx(plan: GroupPlan, member: Member) -> bytes:
    """The plan for Word, by the school's own template when it has one; otherwise as `group_plan_pdf`."""
    return Press(member.school).docx(GROUP_PLAN, plan_paper(plan))


def file_name(plan: GroupPlan, extension: str = "pdf") -> str:
    """ "groepsplan-5b-rekenen-periode-2.pdf": no pupil's name, and safe on every disk."""
    words = _("group plan %(group)s %(subject)s period %(number)s") % {
        "group": plan.group.name,
        "subject": plan.subject.name,
        "number": plan.period.number,
    }
    return f"{slugify(words)}.{extension}" if extension else slugify(words)


def plan_paper(plan: GroupPlan) -> dict[str, Any]:
    """What the plan tells on paper: texts only, in the reader's language."""
    return sheet_paper(plan_sheet(plan))


def sheet_paper(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the templates want it."""
    school = sheet.plan.group.school.name
    return {
        "title": f"{_('Group plan')} · {sheet.group} · {sheet.subject} · {sheet.period_short}",
        "subtitle": f"{sheet.group} · {sheet.subject}",
        "over": f"{school} · {sheet.teachers}" if sheet.teachers else school,
        "aside": [sheet.period, f"{_('Group plan')} · {sheet.status}"],
        "group": sheet.group,
        "subject": sheet.subject,
        "period": sheet.period,
        "teachers": sheet.teachers,
        "status": sheet.status,
        "room": pgettext("lines to write on", "Notes"),
        "general": {"label": _("For everyone"), "text": sheet.general.strip()},
        "general_text": sheet.general.strip(),
        "columns": [_("Cluster"), _("Goals"), *(str(label) for label in LABELS.values())],
        "rows": [_row(row) for row in sheet.rows],
        "notes": _notes(sheet),
    }


def goals_on_paper(row: SheetRow) -> list[str]:
    """The goals of a row with how one will see them; numbered when there are several."""
    goals = [words for goal in row.goals if (words := goal.words)]
    return goals if len(goals) < 2 else [f"{number}. {words}" for number, words in enumerate(goals, 1)]


def _row(row: SheetRow) -> dict[str, Any]:
    goals = "\n".join(goals_on_paper(row))
    return {
        "name": row.name,
        "count": row.count,
        "pupils": ", ".join(pupil.short for pupil in row.pupils),
        "cells": [goals, *(cell.text.strip() for cell in row.cells)],
        "time": row.time,
        "goal": goals,
        **{cell.name: cell.text.strip() for cell in row.cells},
    }


def _notes(sheet: Sheet) -> list[dict[str, Any]]:
    """What stands below the table; what asks for attention first."""
    notes = []
    if sheet.missing_names:
        notes.append({"warns": True, "text": _("Not in a cluster yet: %(names)s.") % {"names": sheet.missing_names}})
    if sheet.feasibility:
        notes.append({"warns": False, "text": f"{sheet.feasibility}."})
    return notes


def write_template(builder: Builder) -> None:
    """The shipped Word template: the sheet, a row for each cluster."""
    builder.text("{{ leerkrachten }} · {{ periode }} · {{ status }}", small=True)
    builder.code("{%p if algemeen %}")
    builder.labelled(_("For everyone"), "{{ algemeen }}")
    builder.code("{%p endif %}")
    builder.table(
        [_("Cluster"), _("Goals"), *(str(label) for label in LABELS.values())],
        "for rij in rijen",
        [
            ["*{{ rij.naam }}", "-{{ rij.aantal }}", "{{ rij.leerlingen }}"],
            ["{{ rij.doelen }}"],
            ["{{ rij.inhoud }}"],
            ["{{ rij.aanpak }}"],
            ["{{ rij.organisatie }}", "*{{ rij.tijd }}"],
            ["{{ rij.evaluatie }}"],
        ],
        (1, 1.2, 1.05, 1.2, 1, 1),
    )
    builder.bullets("for opmerking in opmerkingen", "{{ opmerking.tekst }}")


FIELDS = (
    Field("group", "groep", gettext_lazy("The group")),
    Field("subject", "vak", gettext_lazy("The subject")),
    Field("period", "periode", gettext_lazy("The period with its days")),
    Field("teachers", "leerkrachten", gettext_lazy("Who teaches the group")),
    Field("status", "status", gettext_lazy("Where the plan stands: draft, agreed, running, evaluated")),
    Field("general_text", "algemeen", gettext_lazy("What holds for everyone")),
    listed_fields(
        "rows",
        "rijen",
        gettext_lazy("The clusters, one after the other"),
        "rij",
        Field("name", "naam", gettext_lazy("What the cluster is called")),
        Field("count", "aantal", gettext_lazy("How many pupils are in it")),
        Field("pupils", "leerlingen", gettext_lazy("Their names")),
        Field("goal", "doelen", gettext_lazy("Goals")),
        Field("content", "inhoud", gettext_lazy("Content")),
        Field("approach", "aanpak", gettext_lazy("Approach")),
        Field("organisation", "organisatie", gettext_lazy("Organisation")),
        Field("evaluation", "evaluatie", gettext_lazy("Evaluation")),
        Field("time", "tijd", gettext_lazy("Extra time a week")),
    ),
    listed_fields(
        "notes",
        "opmerkingen",
        gettext_lazy("What asks for attention: pupils without a cluster, feasibility"),
        "opmerking",
        Field("text", "tekst", gettext_lazy("The remark")),
    ),
)


def choices(member: Member) -> list[Choice]:
    """Every plan the member sees, by group, subject and period; one statement."""
    today = clock.today()
    plans = with_names(visible_plans(member)).order_by("-period__starts_on", "group__name", "subject__position", "pk")
    return [
        Choice(
            pk=plan.pk,
            name=f"{group_title(plan.group)} · {plan.subject.name}",
            facets={
                "period": f"{period_name(plan.period)}, {plan.period.year.name}",
                "group": plan.group.name,
                "subject": plan.subject.name,
                "status": str(plan.get_status_display()),
            },
            is_now=plan.period.starts_on <= today <= plan.period.ends_on,
        )
        for plan in plans
    ]


GROUP_PLAN = register(
    Kind(
        key="group_plan",
        name=gettext_lazy("Group plan"),
        plural=gettext_lazy("Group plans"),
        fields=FIELDS,
        write=write_template,
        typst="plans/documents/group_plan.typ",
        sample=group_plan_sample,
        find=lambda member: with_names(visible_plans(member)),
        data=lambda plan, _member: plan_paper(plan),
        file_name=lambda plan: file_name(plan, ""),
        about=lambda plan: {"group": plan.group},
        why=why_plan_visible,
        verb="plan.exported",
        choices=choices,
        facets={
            "period": gettext_lazy("Period"),
            "group": gettext_lazy("Group"),
            "subject": gettext_lazy("Subject"),
            "status": gettext_lazy("Status"),
        },
        flipped=True,
    )
)
