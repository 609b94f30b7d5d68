"""Handover, plan of one pupil, week and substitute's sheet on paper: the same facts as their pages."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common import clock
from gezien.needs.documents.overview import ABOUT_A_GROUP
from gezien.paper.kinds import Choice, Kind, register
from gezien.paper.report import TYPST, report, section, write_template
from gezien.plans.documents import own_fields
from gezien.plans.documents.samples import handover_sample, individual_sample, substitute_sample
from gezien.plans.models import Handover, IndividualPlan
from gezien.plans.queries.handovers import handover_page, pupils_read
from gezien.plans.queries.individual_content import content_of, has_changed, latest_version, sections
from gezien.plans.queries.individual_page import days_in_words
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.queries.substitute import substitute_sheet
from gezien.plans.rules import (
    visible_handovers,
    visible_individual_plans,
    why_handover_visible,
    why_individual_visible,
)
from gezien.plans.words import group_title
from gezien.pupils.models import Group
from gezien.schools.rules import Member

DOTS = "." * 60
SHARED: dict[str, Any] = {
    "write": write_template,
    "typst": TYPST,
}


def individual_paper(plan: IndividualPlan, member: Member) -> dict[str, Any]:
    """The plan of one pupil, in reading order, as it stands now."""
    terms = terms_of(member.school)
    name, content, last = terms.name_of(plan.kind), content_of(plan, terms), latest_version(plan)
    shown = last if last and not has_changed(last, content) else None
    parts = sections(content)
    version = _("version %(number)s") % {"number": shown.number} if shown else _("not put before the parents like this")
    return report(
        title=f"{name} · {plan.pupil.name}",
        subtitle=plan.pupil.name,
        over=name,
        aside=[days_in_words(plan), f"{plan.get_status_display()} · {version}"],
        sections=[
            *(
                section(part.title, [("", f"– {line}" if part.kind == "list" else line) for line in part.lines])
                for part in parts
            ),
            section(_("For agreement"), _signing() if shown else []),
        ],
    ) | {
        "pupil": plan.pupil.name,
        "kind": name,
        "status": str(plan.get_status_display()),
        "version": version,
        **own_fields.individual_values(parts),
    }


def _signing() -> list[tuple[str, str]]:
    """Lines to sign on; only below what was put before parents and pupil."""
    return [(_("Parent or guardian"), DOTS), (_("Pupil"), DOTS), (_("School"), DOTS)]


def handover_paper(handover: Handover, member: Member) -> dict[str, Any]:
    """What is handed over with a group, pupil by pupil, as far as this member sees the pupils."""
    page = handover_page(member, handover)
    pupils = [
        section(
            line["name"],
            [
                ("", line["text"]),
                *((part["head"], "\n".join(_fact(row) for row in part["rows"])) for part in line["facts"]),
            ],
        )
        for line in page["lines"]
    ]
    title = f"{_('Handover')} · {group_title(handover.group)}"
    return report(
        title=title,
        subtitle=title,
        over=handover.group.year.name,
        aside=[],
        sections=[section(_("About the group"), [("", handover.general)]), *pupils],
    ) | {
        "group": group_title(handover.group),
        "year": handover.group.year.name,
        "general": handover.general,
        "pupils": [_handed(line) for line in page["lines"]],
    }


def _handed(line: dict[str, Any]) -> dict[str, Any]:
    facts = [{"head": part["head"], "text": "\n".join(_fact(row) for row in part["rows"])} for part in line["facts"]]
    return {"name": line["name"], "text": line["text"], "facts": facts}


def _fact(row: dict[str, Any]) -> str:
    told = f"{row['text']} ({row['more']})" if row.get("more") else row["text"]
    return " ".join([told, *(f"{one['kind']} {one['text']}".strip() for one in row.get("sentences", ()))])


def substitute_paper(group: Group, member: Member) -> dict[str, Any]:
    """What a substitute has to know of today; the next school day in a weekend."""
    day = clock.today()
    while day.isoweekday() > 5:
        day += dt.timedelta(days=1)
    sheet = substitute_sheet(member, group, day)
    return report(
        title=f"{_('Substitute')} · {group_title(group)} · {date_format(day, 'j F Y')}",
        subtitle=f"{group_title(group)} · {date_format(day, 'l j F')}",
        over=_("For the substitute"),
        aside=[sheet["hours"]],
        sections=[
            section(_("Good to know"), [("", sheet["habits"]), (_("Breaks"), ", ".join(sheet["breaks"]))]),
            section(_("Small groups"), [_small_group(one) for one in sheet["slots"]]),
            section(_("Agreements"), [(one["who"], one["what"]) for one in sheet["agreements"]]),
            section(_("Pupils"), [(one["name"], "\n".join([*one["helps"], *one["needs"]])) for one in sheet["tips"]]),
            section(_("Whom to ask"), [("", sheet["ask"])]),
        ],
    ) | _substitute_fields(group, day, sheet)


def _substitute_fields(group: Group, day: dt.date, sheet: dict[str, Any]) -> dict[str, Any]:
    """The same, each under its name."""
    return {
        "group": group_title(group),
        "day": date_format(day, "l j F"),
        "breaks": ", ".join(sheet["breaks"]),
        "slots": [{**one, "pupils": ", ".join(one["names"])} for one in sheet["slots"]],
        "tips": [
            {"name": one["name"], "helps": "\n".join(one["helps"]), "needs": "\n".join(one["needs"])}
            for one in sheet["tips"]
        ],
        **{name: sheet[name] for name in ("hours", "habits", "ask", "agreements")},
    }


def _small_group(one: dict[str, Any]) -> tuple[str, str]:
    where = [text for text in (one["by"], one["room"]) if text]
    lines = [
        " · ".join([f"{one['subject']}: {one['cluster']}", *where]),
        ", ".join(one["names"]),
        one["goal"],
        one["content"],
        one["approach"],
    ]
    return one["time"], "\n".join(line for line in lines if line)


def _individual_choices(member: Member) -> list[Choice]:
    terms = terms_of(member.school)
    plans = visible_individual_plans(member).select_related("pupil").order_by("pupil__call_name", "-starts_on", "pk")
    return [
        Choice(
            pk=plan.pk,
            name=plan.pupil.name,
            facets={"status": str(plan.get_status_display()), "kind": terms.name_of(plan.kind)},
        )
        for plan in plans
    ]


INDIVIDUAL = register(
    Kind(
        key="individual",
        fields=own_fields.INDIVIDUAL,
        sample=individual_sample,
        name=gettext_lazy("Plan of one pupil, OPP"),
        plural=gettext_lazy("Plans of pupils"),
        find=lambda member: visible_individual_plans(member).select_related("pupil"),
        data=individual_paper,
        file_name=lambda plan: f"plan-{plan.pk}",
        about=lambda plan: {"pupil": plan.pupil},
        why=why_individual_visible,
        verb="individualplan.exported",
        choices=_individual_choices,
        facets={"status": gettext_lazy("Status"), "kind": gettext_lazy("Kind")},
        **SHARED,
    )
)
HANDOVER = register(
    Kind(
        key="handover",
        fields=own_fields.HANDOVER,
        sample=handover_sample,
        name=gettext_lazy("Handover"),
        plural=gettext_lazy("Handovers"),
        find=lambda member: visible_handovers(member).select_related("group__year", "group__school"),
        data=handover_paper,
        file_name=lambda handover: f"overdracht-{handover.group.name}",
        about=lambda handover: {"group": handover.group},
        pupils=lambda handover, member: pupils_read(member, handover),
        why=why_handover_visible,
        verb="handover.exported",
        **SHARED,
    )
)
SUBSTITUTE = register(
    Kind(
        key="substitute",
        fields=own_fields.SUBSTITUTE,
        sample=substitute_sample,
        name=gettext_lazy("Substitute's sheet"),
        plural=gettext_lazy("Substitutes' sheets"),
        data=substitute_paper,
        file_name=lambda group: f"invaller-{group.name}",
        verb="plans.exported",
        **ABOUT_A_GROUP,
        **SHARED,
    )
)
