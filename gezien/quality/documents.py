"""What the school agreed, on paper: a quality card and an education plan, by their settled version."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.paper import report
from gezien.paper.kinds import Choice, Kind, register
from gezien.quality.forms.cards import CardForm
from gezien.quality.forms.education_plans import EducationPlanForm, EducationRowForm
from gezien.quality.models import EducationPlan, QualityCard
from gezien.quality.queries import cards as card_queries
from gezien.quality.queries import education_plans as plan_queries
from gezien.quality.queries import year_group_name
from gezien.quality.rules import editable_cards, editable_education_plans, visible_cards, visible_education_plans
from gezien.schools.rules import Member


def card_paper(card: QualityCard, member: Member) -> dict[str, Any]:
    """The card as it holds; the draft, said to be one, while nothing is settled."""
    version = card_queries.settled_version(card)
    said = version.said if version else card_queries.said_now(card)
    heads = {name: str(CardForm.base_fields[name].label) for name in card_queries.TEXTS}
    moments = card.evaluations.filter(held_on=None).order_by("due_on")
    sections = [report.section(head, [("", line) for line in _lines(said[name])]) for name, head in heads.items()]
    days = [("", date_format(one.due_on, "j F Y")) for one in moments]
    sections.append(report.section(_("Evaluate on"), days))
    return report.report(
        title=f"{_('Quality card')} {said['title']}",
        subtitle=said["title"],
        over=" · ".join(filter(None, (said["domain"], said["theme"]))),
        aside=[_settled(version), _("kept by %(name)s") % {"name": card.owner} if card.owner else ""],
        sections=sections,
    )


def education_paper(plan: EducationPlan, member: Member) -> dict[str, Any]:
    """The education plan as it holds: what is for all, then what each cluster gets."""
    version = plan.versions.first()
    said = version.said if version else plan_queries.said_now(plan)
    heads = {name: str(field.label) for name, field in EducationPlanForm.base_fields.items() if name != "version"}
    cells = {name: str(EducationRowForm.base_fields[name].label) for name in plan_queries.TEXTS}
    everyone = [(head, said.get(name, "")) for name, head in heads.items()]
    rows = [
        report.section(row["name"], [*((head, row[name]) for name, head in cells.items()), (_("Time"), _time(row))])
        for row in said["rows"]
    ]
    subject = plan.subject.name
    return report.report(
        title=f"{_('Education plan')} {subject}",
        subtitle=_("Education plan %(subject)s") % {"subject": subject},
        over=year_group_name(plan.year_group, plan.school.country),
        aside=[_settled(version)],
        sections=[report.section(_("For all clusters"), everyone), *rows],
    )


def _settled(version: Any) -> str:
    if version is None:
        return str(_("draft, not settled yet"))
    words = {"number": version.number, "day": date_format(version.settled_at, "j F Y")}
    return _("version %(number)s, %(day)s") % words


def _time(row: dict[str, Any]) -> str:
    if not row["times_a_week"]:
        return ""
    words = {"times": row["times_a_week"], "minutes": row["minutes_a_week"]}
    return _("%(times)s times a week, %(minutes)s minutes together") % words


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def sample() -> dict[str, Any]:
    """For whoever tries a template of their own."""
    return report.report(
        title=_("Quality card"),
        subtitle=_("Quality card"),
        over=_("Domain"),
        aside=[_("version %(number)s, %(day)s") % {"number": 1, "day": "1-9-2026"}],
        sections=[
            report.section(_("Vision and goal"), [("", _("Why we do this, and what it should bring our pupils."))])
        ],
    )


def _findable(visible: Any, editable: Any, member: Member) -> Any:
    """Settled ones for everyone; drafts for who writes them."""
    return visible(member).filter(number__gt=0) | editable(member)


def _why(member: Member, thing: Any) -> str:
    return str(_("works at the school"))


SHARED: dict[str, Any] = {
    "fields": report.FIELDS,
    "write": report.write_template,
    "typst": report.TYPST,
    "sample": sample,
    "about": lambda thing: {},
    "why": _why,
}
CARD = register(
    Kind(
        key="quality_card",
        name=gettext_lazy("Quality card"),
        plural=gettext_lazy("Quality cards"),
        find=lambda member: _findable(visible_cards, editable_cards, member).select_related("owner"),
        data=card_paper,
        file_name=lambda card: f"kwaliteitskaart-{card.title}",
        verb="quality_card.exported",
        choices=lambda member: [
            Choice(pk=card.pk, name=card.title, facets={"domain": card.domain}, is_now=card.archived_at is None)
            for card in visible_cards(member).filter(number__gt=0)
        ],
        facets={"domain": gettext_lazy("Domain")},
        **SHARED,
    )
)
EDUCATION = register(
    Kind(
        key="education_plan",
        name=gettext_lazy("Education plan"),
        plural=gettext_lazy("Education plans"),
        find=lambda member: _findable(visible_education_plans, editable_education_plans, member).select_related(
            "subject", "school"
        ),
        data=education_paper,
        file_name=lambda plan: f"onderwijsplan-{plan.subject.name}",
        verb="education_plan.exported",
        **SHARED,
    )
)
