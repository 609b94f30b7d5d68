"""A results run as its page shows it: what would happen or has happened, and the lines behind each figure."""

from typing import Any

from django.utils.translation import gettext as _

from gezien.imports.matching.screen import unknown_in_words
from gezien.imports.models import ImportRun

State = ImportRun.State


def screen_of(run: ImportRun) -> dict[str, Any]:
    """The context of the page."""
    counts = run.summary.get("counts", {})
    waits = run.state == State.PREVIEWED
    return {
        "rows": run.summary.get("rows"),
        "notices": run.summary.get("notices", []),
        "counts": counts,
        "waits": waits,
        "unknown": unknown_in_words(run) if waits else "",
        "can_apply": waits and _changes(counts) > 0,
        "can_remap": waits and run.kind == ImportRun.Kind.RESULTS,
        "can_undo": run.state == State.APPLIED and run.delivery_id is not None,
        "outcome": _outcome(run, counts),
        "figures": _figures(counts, waits) if waits or run.state == State.APPLIED else [],
        "sections": _sections(run.summary) if waits else [],
    }


def _outcome(run: ImportRun, counts: dict[str, int]) -> dict[str, str] | None:
    """What there is to say about the run as a whole."""
    if run.state == State.UNDONE:
        return _said("info", _("Undone"), _("What this import added is gone; what it changed is as it was."))
    if run.state == State.DISCARDED:
        return _said("info", _("Thrown away"), _("Nothing of this file was stored."))
    changes = _changes(counts)
    return _applied(changes) if run.state == State.APPLIED else _waiting(changes, counts)


def _changes(counts: dict[str, int]) -> int:
    """How many results become another, by this or in the end."""
    return sum(counts.get(what, 0) for what in ("added", "changed", "withdrawn"))


def _applied(changes: int | None) -> dict[str, str]:
    if changes:
        return _said("success", _("Applied"), _("The results stand in the overviews."))
    return _said("info", _("Nothing changed"), _("Everything in this file was known here already."))


def _waiting(changes: int | None, counts: dict[str, int]) -> dict[str, str] | None:
    if changes:
        return None
    if counts.get("refused"):
        return _said("warning", _("Nothing to store"), _("Every row of this file is refused; below you see why."))
    return _said("info", _("Nothing changes"), _("Everything in this file is known here already."))


def _said(kind: str, title: str, text: str) -> dict[str, str]:
    return {"kind": kind, "title": title, "text": text}


def _figures(counts: dict[str, int], waits: bool) -> list[dict[str, Any]]:
    names = {
        "added": _("new"),
        "changed": _("changed"),
        "same": _("unchanged"),
        "withdrawn": _("taken back by the supplier"),
        "refused": _("rows refused"),
        "left_out": _("rows left out"),
    }
    anchors = {"added": "#new", "changed": "#changed", "withdrawn": "#withdrawn", "refused": "#refused"}
    return [
        {"number": counts[key], "label": label, "href": anchors.get(key, "") if waits and counts[key] else ""}
        for key, label in names.items()
        if key in counts and (counts[key] or key not in ("left_out", "withdrawn"))
    ]


def _sections(summary: dict[str, Any]) -> list[dict[str, Any]]:
    counts, refused, withdrawn = summary["counts"], summary["refused"], summary.get("withdrawn", [])
    where = {"line": _("Line"), "column": _("Column"), "reason": _("Reason")}
    what = {"pupil": _("Pupil"), "test": _("Test"), "moment": _("Moment")}
    return [
        section
        for section in (
            _section("refused", _("Refused"), counts["refused"], where, refused, is_open=True),
            _section(
                "changed",
                _("Changed"),
                counts["changed"],
                {**what, "before": _("Was"), "value": _("Becomes")},
                summary["changed"],
                is_open=True,
            ),
            _section(
                "withdrawn",
                _("Taken back by the supplier"),
                counts.get("withdrawn", 0),
                {**what, "value": _("Result")},
                withdrawn,
                is_open=True,
            ),
            _section("new", _("New"), counts["added"], {**what, "value": _("Result")}, summary["new"]),
        )
        if section["rows"]
    ]


def _section(
    anchor: str, title: str, number: int, labels: dict[str, str], lines: list[dict], *, is_open: bool = False
) -> dict[str, Any]:
    return {
        "id": anchor,
        "title": title,
        "number": number,
        "labels": list(labels.values()),
        "is_numbered": "line" in labels,
        "rows": [[{"label": label, "text": line[key]} for key, label in labels.items()] for line in lines],
        "left_out": max(number - len(lines), 0),
        "is_open": is_open or number <= 10,
    }
