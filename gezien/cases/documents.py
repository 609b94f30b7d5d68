"""A case on paper, for the table of the review, for parents, or for whoever goes on with it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gezien.cases.models import Case
from gezien.cases.parts import PARTS, STEPS
from gezien.cases.queries.cases import grounds_in_words, parts_of, with_names
from gezien.cases.queries.effects import effects_over_time
from gezien.cases.queries.known import factors_known, needs_now
from gezien.cases.queries.talks import agreements_of, talks_of
from gezien.cases.rules import visible_cases, why_case_visible
from gezien.paper.kinds import Choice, Kind, register
from gezien.paper.report import FIELDS, TYPST, report, section, write_template
from gezien.schools.queries import current_period
from gezien.schools.rules import Member

QUESTION = "question"


def case_paper(case: Case, member: Member) -> dict[str, Any]:
    """What was asked, understood, done and reached, along the six steps. No other pupil is named."""
    parts = parts_of(case)
    asked = parts[QUESTION].text if QUESTION in parts else ""
    return report(
        title=f"{_('Pupil review')} · {case.pupil.name}",
        subtitle=case.pupil.name,
        over=_("Pupil review"),
        aside=[
            _("registered on %(day)s") % {"day": date_format(case.registered_on, "j F Y")},
            " · ".join(grounds_in_words(case)),
        ],
        sections=[
            section(_("The question"), [("", asked)]),
            *(section(str(name), _lines(case, member, step, parts)) for step, name in STEPS.items()),
        ],
    )


def _lines(case: Case, member: Member, step: str, parts: dict[str, Any]) -> list[tuple[str, str]]:
    """The texts of a step, with what belongs there from the file."""
    written = [
        (part.name, parts[part.key].text)
        for part in PARTS
        if part.step == step and part.key in parts and part.key != QUESTION
    ]
    return _first(case, member, step) + written + _last(case, member, step)


def _first(case: Case, member: Member, step: str) -> list[tuple[str, str]]:
    if step != "before":
        return []
    return [(_("Helps"), ", ".join(factors_known(case)["strengths"]))]


def _last(case: Case, member: Member, step: str) -> list[tuple[str, str]]:
    if step == "before":
        return [_talk(one, _("The parents said")) for one in _told(case, member, "parents_before")]
    if step == "do":
        needs = [need for need in needs_now(member, case, current_period(member.school)) if need["is_linked"]]
        agreed = [row for rows in agreements_of(member, case).values() for row in rows]
        return [
            *((need["subject"], " ".join(filter(None, [need["goal"], need["support"]]))) for need in needs),
            *(_agreed(row) for row in agreed),
            *(_talk(one, _("Back to the parents")) for one in _told(case, member, "parents_after")),
        ]
    return _effects(case) if step == "check" else []


def _agreed(row: dict[str, Any]) -> tuple[str, str]:
    """Who and by when (a day: paper is read later); what, how one sees that it worked, and what came of it."""
    day = date_format(row["due_on"], "j F Y").replace(" ", "\N{NO-BREAK SPACE}")
    sign = _("Worked if: %(sign)s") % {"sign": row["sign"]} if row["sign"] else ""
    came = ", ".join(filter(None, (row["closed"], row["helped_label"])))
    return f"{row['owner']}, {day}", "\n".join(filter(None, (row["what"], sign, came)))


def _told(case: Case, member: Member, when: str) -> list[dict[str, Any]]:
    """The talks that may leave the school: what few colleagues read is not one of them."""
    return [one for one in talks_of(member, case)[when] if not one["is_restricted"]]


def _talk(talk: dict[str, Any], label: str) -> tuple[str, str]:
    return f"{label}, {talk['day']}", talk["text"]


def _effects(case: Case) -> list[tuple[str, str]]:
    found = effects_over_time(case)
    told = [(str(row["label"]), _over_time(found["days"], row["cells"])) for row in found["rows"]]
    words = [(one["day"], one["text"]) for one in found["words"]]
    return [*told, *words, (_("What we keep"), case.closing_note)]


def _over_time(days: list[str], cells: list[dict[str, Any]]) -> str:
    return " → ".join(f"{day}: {cell['text']}" for day, cell in zip(days, cells, strict=True))


def choices(member: Member) -> list[Choice]:
    """Every case the member sees, the newest first; one statement."""
    return [
        Choice(
            pk=case.pk,
            name=case.pupil.name,
            facets={"group": getattr(case, "group_name", "") or ""},
            is_now=not case.is_closed,
        )
        for case in with_names(visible_cases(member)).order_by("-registered_on", "-pk")
    ]


CASE = register(
    Kind(
        key="case",
        name=pgettext_lazy("document", "Case of the pupil review"),
        plural=pgettext_lazy("document", "Cases of the pupil review"),
        find=lambda member: with_names(visible_cases(member)),
        data=case_paper,
        file_name=lambda case: f"leerlingbespreking-{case.pk}",
        about=lambda case: {"pupil": case.pupil},
        why=why_case_visible,
        verb="case.exported",
        choices=choices,
        facets={"group": gettext_lazy("Group")},
        fields=FIELDS,
        write=write_template,
        typst=TYPST,
        sample=lambda: report(
            title="Leerlingbespreking · Alex Voorbeeld",
            subtitle="Alex Voorbeeld",
            over="Leerlingbespreking",
            aside=["aangemeld op 12 januari 2027"],
            sections=[
                section("De vraag", [("", "Hoe help ik Alex om te beginnen zonder mij?")]),
                section("Wat eraan voorafging", [("Helpt", "een plaatje van de stappen"), ("Wat je ziet", "Wacht.")]),
            ],
        ),
    )
)
