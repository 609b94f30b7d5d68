"""The rows of the time line as the page shows them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.needs.signals import number
from gezien.notes.models import Factor, Note
from gezien.results.models import Instrument
from gezien.schools.rules import Member
from gezien.workspace.queries.timeline import Moment

ICONS = {
    "talk": "messages-square",
    "note": "eye",
    "result": "chart-column",
    "analysis": "search",
    "questionnaire": "list-checks",
    "factor": "sprout",
    "factor_end": "history",
    "need": "target",
    "cluster": "users",
    "plan": "layers",
    "review": "messages-square",
    "case": "messages-square",
    "case_end": "circle-check",
    "agreement": "flag",
    "agreement_end": "circle-check",
    "move": "arrow-right",
}
NOTE_ICONS = {Note.Kind.MEMO: "file-text", Note.Kind.PUPIL_TALK: "message-circle"}


def kinds() -> list[tuple[str, str]]:
    """The kinds one can choose, with their names."""
    return [
        ("talk", _("Talks")),
        ("note", _("Notes")),
        ("result", _("Results")),
        ("analysis", _("Analyses")),
        ("questionnaire", _("Questionnaires")),
        ("factor", _("Factors")),
        ("need", _("Educational needs")),
        ("cluster", _("Clusters")),
        ("plan", _("Plans")),
        ("review", _("Reviews")),
        ("case", _("Pupil review")),
        ("agreement", _("Agreements")),
        ("move", _("Groups")),
    ]


def shown(moments: Sequence[Moment], member: Member, *, can_edit: bool) -> list[dict[str, Any]]:
    """The rows ready for the page; results that follow each other are one row with a line for each."""
    rows: list[dict[str, Any]] = []
    for kind, found in groupby(moments, key=lambda moment: moment.kind):
        same = list(found)
        rows += [_results(same)] if kind == "result" else [_row(one, member, can_edit=can_edit) for one in same]
    return rows


def _row(one: Moment, member: Member, *, can_edit: bool) -> dict[str, Any]:
    row = {
        "kind": one.kind,
        "icon": ICONS[one.kind],
        "day": date_format(one.day, "j F Y"),
        "title": one.title,
        "text": one.text,
        "meta": one.who,
        "mark": "",
        "lines": (),
        "url": "",
        "note": None,
    }
    return row | SAID[one.kind](one, member, can_edit)


def _results(found: Iterable[Moment]) -> dict[str, Any]:
    """Results taken one after the other, as one row."""
    results = list(found)
    first, last = results[-1].day, results[0].day
    lines = [_line(one) for one in results]
    return {
        "kind": "result",
        "icon": ICONS["result"],
        "day": _days(first, last),
        "title": _("Results"),
        "text": "",
        "meta": "",
        "mark": "",
        "lines": lines,
        "url": "",
        "note": None,
    }


def _days(first: dt.date, last: dt.date) -> str:
    if first == last:
        return date_format(last, "j F Y")
    start = date_format(first, "j" if (first.year, first.month) == (last.year, last.month) else "j F")
    if first.year != last.year:
        start = date_format(first, "j F Y")
    return f"{start} \N{EN DASH} {date_format(last, 'j F Y')}"


def _line(one: Moment) -> dict[str, str]:
    """The test with its moment, and "139 · V": the figure without needless zeros."""
    moment, _bar, kind = one.extra.partition("|")
    figure = ""
    if one.who and kind != Instrument.Figure.LEVEL:
        figure = number(Decimal(one.who)) + (" %" if kind == Instrument.Figure.PERCENTAGE else "")
    return {"name": f"{one.title} {moment}".strip(), "value": " · ".join(part for part in (figure, one.text) if part)}


def _note(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    visibility, _space, author = one.extra.partition(" ")
    is_own = author == str(member.user.pk)
    kind = Note.Kind(one.title)
    return {
        "title": kind.label,
        "icon": NOTE_ICONS.get(kind, ICONS[one.kind]),
        "meta": one.who.strip() or _("not by a colleague of now"),
        "url": _url(member, "notes:detail", one.key),
        "note": {
            "pk": one.key,
            "is_restricted": visibility == Note.Visibility.RESTRICTED,
            "can_change": can_edit and is_own,
            "can_restrict": can_edit and visibility == Note.Visibility.TEAM,
        },
    }


def _factor(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    helps = one.title == Factor.Direction.STIMULATING
    title = _("Helps") if helps else _("Hinders")
    if one.kind == "factor_end":
        title = _("No longer helps") if helps else _("No longer hinders")
    return {"title": title, "mark": "plus" if helps else "min", "meta": _joined(one.extra, one.who)}


def _need(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    text = "\n".join(part for part in (one.text, one.extra) if part)
    return {"title": _("Need: %(subject)s") % {"subject": one.title}, "text": text}


def _cluster(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    title = _("%(subject)s: cluster %(cluster)s") % {"subject": one.title, "cluster": one.text}
    return {"title": title, "text": one.extra}


def _plan(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    title = _("Group plan %(subject)s: %(cluster)s") % {"subject": one.title, "cluster": one.extra}
    return {"title": title, "url": _url(member, "plans:detail", one.key)}


def _review(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    title = _("Review of group %(group)s") % {"group": one.title}
    led = _("led by %(name)s") % {"name": one.who.strip()} if one.who.strip() else ""
    return {"title": title, "meta": led, "url": _url(member, "meetings:room", one.key)}


def _case(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    ended = one.kind == "case_end"
    title = _("Pupil review closed") if ended else _("Registered for the pupil review")
    return {"title": title, "meta": one.who.strip(), "text": one.text, "url": _url(member, "cases:case", one.key)}


def _agreement(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    title = _("Agreed")
    if one.kind == "agreement_end":
        title = _("Agreement: %(outcome)s") % {"outcome": Agreement.Outcome(one.title).label}
    return {"title": title, "meta": _joined(one.extra, one.who)}


def _questionnaire(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    return {"title": _("Questionnaire: %(name)s") % {"name": one.title}}


def _analysis(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    text = "\n".join(part for part in (one.text, one.extra) if part)
    return {"title": _("Analysis: %(subject)s") % {"subject": one.title}, "text": text}


def _move(one: Moment, member: Member, can_edit: bool) -> dict[str, Any]:
    return {"title": _("Into group %(group)s") % {"group": one.title}, "text": "", "meta": one.text}


def _joined(*parts: str) -> str:
    return " · ".join(part.strip() for part in parts if part.strip())


def _url(member: Member, name: str, key: int) -> str:
    return reverse(name, args=[member.school.slug, key])


SAID = {
    "talk": _note,
    "note": _note,
    "factor": _factor,
    "factor_end": _factor,
    "need": _need,
    "cluster": _cluster,
    "plan": _plan,
    "review": _review,
    "case": _case,
    "case_end": _case,
    "agreement": _agreement,
    "agreement_end": _agreement,
    "questionnaire": _questionnaire,
    "analysis": _analysis,
    "move": _move,
}
