"""A plan as plain data for a run, and from there as what a page shows.

While a run waits, its preview names people. Once it is applied or discarded only numbers and the lines of what was
refused are kept: who changed stands in the log.
"""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gezien.imports.matching.service import as_open
from gezien.imports.roster.plan import GROUPS, PUPILS, SHOWN, STAFF, RosterPlan
from gezien.imports.roster.pupils import mark_of_pupil
from gezien.imports.roster.verdicts import WRITES, Verdict

KINDS = [
    (PUPILS, gettext_lazy("Pupils")),
    (GROUPS, gettext_lazy("Groups and locations")),
    (STAFF, gettext_lazy("Staff")),
]
OPEN_ROWS = 12  # a table with at most this many rows is open at once
EXPLAINED = {
    Verdict.REFUSED: gettext_lazy(
        "Not taken in; the rest of the file can be applied. Mend it in the pupil administration."
    ),
    Verdict.NEW: gettext_lazy("Not known here yet."),
    Verdict.CHANGED: gettext_lazy("Known here; the file says something else."),
    Verdict.MOVED: gettext_lazy("The old group ends on the day before, the new one begins."),
    Verdict.ENDED: gettext_lazy("Their place in the group ends on the last day. Nothing is deleted."),
    Verdict.MISSING: gettext_lazy("Known here, and the file does not speak of them. They stay as they are."),
    Verdict.SKIPPED: gettext_lazy("Nothing to take in."),
}


def summary_of(plan: RosterPlan) -> dict[str, Any]:
    """Everything the preview needs, as JSON."""
    return {
        **_figures(plan),
        "rows": [[row.what, row.verdict, row.name, row.group, row.line, row.detail] for row in plan.rows],
        "cautions": [[caution.code, caution.text] for caution in plan.cautions],
        "fingerprint": plan.fingerprint,
        "source": plan.source,
        "unknown": [
            as_open(mark_of_pupil(row), row.line, _("comes in as new, while a pupil like this is not in the file"))
            for row in plan.doubtful
        ],
    }


def result_of(plan: RosterPlan) -> dict[str, Any]:
    """What is kept of a run that has been applied: no names."""
    refused = [
        [row.what, row.verdict, "", "", row.line, row.detail] for row in plan.rows if row.verdict == Verdict.REFUSED
    ]
    return {**_figures(plan), "rows": refused, "cautions": []}


def _figures(plan: RosterPlan) -> dict[str, Any]:
    return {
        "year": plan.year_name,
        "number": plan.number,
        "made_on": plan.made_on.isoformat() if plan.made_on else "",
        "counts": {what: dict(counts) for what, counts in plan.counts.items()},
        "notices": [[notice.line, notice.text] for notice in plan.notices],
        "nothing_changes": plan.nothing_changes,
    }


def screen_of(summary: dict[str, Any]) -> dict[str, Any]:
    """The summary as plain rows for the template."""
    if not summary:
        return {
            "figures": [],
            "sections": [],
            "cautions": [],
            "notices": [],
            "doubtful": "",
            "year": "",
            "number": "",
            "made_on": "",
        }
    shown = {f"{row[0]}-{row[1]}" for row in summary["rows"]}
    return {
        "figures": [_figure(what, title, summary["counts"].get(what, {}), shown) for what, title in KINDS],
        "sections": [section for verdict in Verdict for section in _sections(verdict, summary)],
        "cautions": [{"code": code, "text": text} for code, text in summary["cautions"]],
        "notices": [{"line": line, "text": text} for line, text in summary["notices"]],
        "nothing_changes": summary["nothing_changes"],
        "doubtful": _doubtful(len(summary.get("unknown", []))),
        "year": summary["year"],
        "number": summary["number"],
        "made_on": date_format(dt.date.fromisoformat(summary["made_on"]), "j F Y") if summary["made_on"] else "",
    }


def _doubtful(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "One pupil comes in as new and looks like somebody who is not in the file. Is it the same child?",
        "%(count)d pupils come in as new and look like somebody who is not in the file. Are they the same children?",
        count,
    ) % {"count": count}


def _figure(what: str, title: Any, counts: dict[str, int], shown: set[str]) -> dict[str, Any]:
    """One card: how many rows of this kind, by verdict; the verdicts that occur, and "unchanged" always."""
    lines = [
        {
            "label": verdict.label,
            "number": counts.get(verdict, 0),
            "href": f"#{what}-{verdict.value}" if f"{what}-{verdict.value}" in shown else "",
        }
        for verdict in Verdict
        if counts.get(verdict) or (verdict == Verdict.UNCHANGED and what == PUPILS)
    ]
    in_file = sum(number for verdict, number in counts.items() if verdict != Verdict.MISSING)
    return {"title": title, "total": in_file, "lines": lines}


def _sections(verdict: Verdict, summary: dict[str, Any]) -> list[dict[str, Any]]:
    """A table for each kind of row with this verdict."""
    sections = []
    for what, title in KINDS:
        rows = [row for row in summary["rows"] if row[0] == what and row[1] == verdict]
        if rows:
            number = summary["counts"][what][verdict]
            sections.append(
                {
                    "id": f"{what}-{verdict.value}",
                    "title": f"{title}: {verdict.label}",
                    "help": EXPLAINED[verdict],
                    "number": number,
                    "left_out": number - len(rows) if number > SHOWN else 0,
                    "is_open": len(rows) <= OPEN_ROWS or verdict == Verdict.REFUSED,
                    "detail_label": _("Why") if verdict in (Verdict.REFUSED, Verdict.SKIPPED) else _("What changes"),
                    "has_groups": any(row[3] for row in rows),
                    "has_lines": any(row[4] for row in rows),
                    "has_names": any(row[2] for row in rows),
                    "has_details": any(row[5] for row in rows),
                    "rows": [
                        {"name": name, "group": group, "line": line, "detail": detail}
                        for _what, _verdict, name, group, line, detail in rows
                    ],
                }
            )
    return sections


def brings_staff(summary: dict[str, Any]) -> bool:
    """Whether there are people on the staff list now who were not before."""
    return bool(summary["counts"].get(STAFF, {}).get(Verdict.NEW))


def in_words(summary: dict[str, Any]) -> str:
    """One line: "2026-2027: 12 new, 3 changed, 1 refused"."""
    totals = {verdict: sum(counts.get(verdict, 0) for counts in summary["counts"].values()) for verdict in Verdict}
    told = [f"{totals[verdict]} {verdict.label}" for verdict in (*Verdict,) if verdict in WRITES and totals[verdict]]
    if not told:
        told = [_("nothing changes")]
    if totals[Verdict.REFUSED]:
        told.append(f"{totals[Verdict.REFUSED]} {Verdict.REFUSED.label}")
    return f"{summary['year']}: {', '.join(told)}"
