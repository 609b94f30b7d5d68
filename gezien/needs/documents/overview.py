"""The group overview on paper: a row for each pupil, strengths before what hinders."""

from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.agreements.queries import group_in_words
from gezien.common import clock
from gezien.documents.build import Builder
from gezien.documents.fields import Field, listed_fields
from gezien.needs.queries.columns import Piece, Plain
from gezien.needs.queries.groups import choose_period, periods_of
from gezien.needs.queries.look import Look
from gezien.needs.queries.overview import group_overview
from gezien.needs.queries.rows import Row
from gezien.needs.rules import may_edit_overview
from gezien.needs.signals import number
from gezien.paper.kinds import Choice, Kind, register
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, why_group_visible
from gezien.pupils.words import by_year_group
from gezien.schools.rules import Member

# The texts of a pupil's row: the key on paper, the column of the overview, its name in a school's own template.
TEXTS = (("stimulating", "plus"), ("hindering", "min"), ("need", "need"), ("signal", "signal"))
FIELDS = (
    Field("group", "groep", gettext_lazy("The group")),
    Field("count", "aantal", gettext_lazy("How many pupils there are")),
    Field("period", "periode", gettext_lazy("The period with its days")),
    listed_fields(
        "pupils",
        "leerlingen",
        gettext_lazy("The pupils of the group, one after the other"),
        "leerling",
        Field("name", "naam", gettext_lazy("The pupil's name")),
        Field("results", "resultaten", gettext_lazy("The newest result of each subject, a line each")),
        Field("stimulating", "stimulerend", gettext_lazy("What helps")),
        Field("hindering", "belemmerend", gettext_lazy("What hinders")),
        Field("cluster", "cluster", gettext_lazy("The cluster of the subject in view")),
        Field("need", "behoefte", gettext_lazy("Educational need")),
        Field("signal", "signalen", gettext_lazy("Signals")),
    ),
)


def overview_paper(group: Group, member: Member) -> dict[str, Any]:
    """The whole group in this period, as this member sees it: texts only, in the reader's language."""
    group.school = member.school
    period = choose_period(periods_of(group), None)
    title = f"{_('Group overview')} · {group_in_words(group)}"
    paper = {"title": title, "subtitle": title, "over": member.school.name, "heads": _heads(), "pupils": []}
    paper |= {"group": group_in_words(group), "count": ""}
    if period is None:
        return paper | {"period": "", "aside": []}
    look = Look.read({"columns": "all"}, usual="")
    found = group_overview(group, period, look=look, member=member, can_edit=may_edit_overview(member))
    pieces = {piece.key: piece for piece in found.pieces}
    days = f"{date_format(period.starts_on, 'j F Y')} \N{EN DASH} {date_format(period.ends_on, 'j F Y')}"
    in_words = _("period %(number)s: %(days)s") % {"number": period.number, "days": days}
    pupils = [_pupil(pieces, row) for _part, rows in found.shown for row in rows]
    return paper | {"period": in_words, "aside": [in_words], "count": str(len(pupils)), "pupils": pupils}


def _heads() -> list[str]:
    return [_("Pupil"), _("Results"), _("Stimulating"), _("Hindering"), _("Educational need"), _("Signal")]


def _pupil(pieces: dict[str, Piece], row: Row) -> dict[str, str]:
    results = [_result(piece, row) for piece in pieces.values() if piece.column]
    texts = {key: "; ".join(str(one) for one in pieces[column].plain(row) if one) for key, column in TEXTS}
    cluster = row.known.cluster[2] if row.known.cluster else ""
    return {"name": row.known.name, "cluster": cluster, "results": "\n".join(filter(None, results)), **texts}


def _result(piece: Piece, row: Row) -> str:
    """ "Rekenen: III, 214 (M5, +8)"; empty without a result."""
    level, figure, moment, growth = piece.plain(row)
    standing = ", ".join(_words(one) for one in (level, figure) if one not in ("", None))
    if not standing:
        return ""
    grown = "" if growth is None else f"+{_words(growth)}" if Decimal(str(growth)) > 0 else _words(growth)
    more = ", ".join(str(one) for one in (moment, grown) if one)
    return f"{piece.name}: {standing} ({more})" if more else f"{piece.name}: {standing}"


def _words(value: Plain) -> str:
    return value if isinstance(value, str) else number(Decimal(str(value)))


def write_template(builder: Builder) -> None:
    """The shipped Word template: a table with a row for each pupil."""
    builder.text("{{ periode }}", small=True)
    builder.table(
        _heads(),
        "for leerling in leerlingen",
        [
            ["*{{ leerling.naam }}"],
            ["{{ leerling.resultaten }}"],
            ["{{ leerling.stimulerend }}"],
            ["{{ leerling.belemmerend }}"],
            ["{{ leerling.behoefte }}"],
            ["{{ leerling.signalen }}"],
        ],
        [1.1, 1.6, 1.2, 1.2, 1.6, 1.1],
    )


def overview_sample() -> dict[str, Any]:
    """Two pupils of no school."""
    title = f"{_('Group overview')} · Groep 5"
    pupil = {
        "name": "Alex",
        "cluster": "Basis",
        "results": "Rekenen: III, 214 (M5, +8)\nSpelling: II, 310 (M5, +12)",
        "stimulating": "Werkt graag samen",
        "hindering": "Begint moeilijk aan een taak",
        "need": "Rekent tot 1000; instructie die voordoet",
        "signal": "RW IV",
    }
    pupils = [pupil, pupil | {"name": "Bo", "signal": ""}]
    period = "periode 2: 1 februari 2027 – 31 juli 2027"
    return {
        "title": title,
        "subtitle": title,
        "over": "",
        "aside": [period],
        "group": "Groep 5",
        "count": "2",
        "period": period,
        "heads": _heads(),
        "pupils": pupils,
    }


def group_choices(member: Member) -> list[Choice]:
    """The groups this member may have on paper, this school year's first."""
    today = clock.today()
    groups = sorted(visible_groups(member).select_related("school", "year").order_by("pk"), key=by_year_group)
    groups.sort(key=lambda group: group.year.starts_on, reverse=True)
    return [
        Choice(
            pk=group.pk,
            name=group_in_words(group),
            facets={"year": group.year.name},
            is_now=group.year.starts_on <= today <= group.year.ends_on,
        )
        for group in groups
    ]


# What every paper about one group shares: for whom, of what, and why.
ABOUT_A_GROUP: dict[str, Any] = {
    "find": lambda member: visible_groups(member).select_related("school", "year"),
    "about": lambda group: {"group": group},
    "why": why_group_visible,
    "choices": group_choices,
    "facets": {"year": gettext_lazy("School year")},
}
OVERVIEW = register(
    Kind(
        key="overview",
        name=gettext_lazy("Group overview"),
        plural=gettext_lazy("Group overviews"),
        fields=FIELDS,
        write=write_template,
        typst="needs/documents/overview.typ",
        sample=overview_sample,
        data=overview_paper,
        file_name=lambda group: f"groepsoverzicht-{group.name}",
        verb="group.exported",
        flipped=True,
        **ABOUT_A_GROUP,
    )
)
