"""The words of a report: what its keys and marks are called for the reader."""

from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.cases.models import CaseEffect
from gezien.meetings.queries.report_before import said_before

type Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Names:
    """What the keys in a report are called; whoever is gone since then is told as such."""

    users: dict[int, str]
    pupils: dict[int, str]
    group: str
    here: frozenset[int]  # users who were at the table

    def user(self, key: int | None) -> str:
        return self.users.get(key or 0, "–")

    def aside(self, one: dict[str, Any]) -> str:
        """Who wrote a row without being at the table: "written by Tom, not at the table"; empty without such."""
        away = [key for key in one.get("writers", []) if key not in self.here]
        who = {"who": ", ".join(self.user(user) for user in away)}
        if away and len(away) < len(one["writers"]):
            return _("also written by %(who)s, not at the table") % who
        return _("written by %(who)s, not at the table") % who if away else ""

    def about(self, pupil: int | None) -> str:
        """The pupil, or else the group."""
        return self.pupils.get(pupil, _("a former pupil")) if pupil else self.group

    def agreement(self, one: dict[str, Any]) -> dict[str, Any]:
        due = parse_date(one["due_on"])
        return {
            "what": one["what"],
            "owner": self.user(one["owner"]),
            "about": self.about(one["pupil"]),
            "sign": one["sign"],
            "due": date_format(due, "j F Y") if due else "",
            "outcome": str(Agreement.Outcome(one["outcome"]).label) if one["outcome"] else "",
            "note": one["note"],
            "by": self.aside(one),
        }


def words_of(told: dict[str, Any], names: Names) -> dict[str, Any]:
    """What was changed in files: `cases` (one for each of the agenda of which something is told), `factors`, `moves`,
    `clusters` (each once), `plans`, `team`, `helped` and `done` (of no case on the agenda).
    """
    items = [one for one in told["items"] if one["case"]]
    return {
        "cases": [row for one in items if (row := _case(told, names, one))],
        "factors": [_told(one, names) for one in told["factors"]],
        "moves": [_told(one, names) | {"text": _move(one["was"], one["now"])} for one in told["moves"]],
        "clusters": [
            {**one, "by": names.aside(one)}
            for one in {(one["subject"], one["what"]): one for one in told["clusters"]}.values()
        ],
        "plans": [
            {**one, "was": was, "by": names.aside(one)}
            for one, was in zip(told["plans"], said_before(told["plans"]), strict=True)
        ],
        "team": [_team(one, names) for one in told["team"] if one["case"] is None],
        "helped": [_told(one, names) | {"owner": names.user(one["owner"])} for one in told["helped"]],
        "done": [_told(one, names) for one in told["done"] if one["case"] is None],
    }


def _told(one: dict[str, Any], names: Names) -> dict[str, Any]:
    """A row with whom it is about, and who wrote it when that was not at the table."""
    return {**one, "about": names.about(one["pupil"]), "by": names.aside(one)}


def _case(told: dict[str, Any], names: Names, item: dict[str, Any]) -> dict[str, Any] | None:
    """Of one case: about, lines (label and text, in the order of the conversation); None when nothing changed."""

    def mine(name: str) -> Rows:
        return [one for one in told[name] if one["case"] == item["case"]]

    def said(text: str, one: dict[str, Any]) -> str:
        return with_writer(text, names.aside(one))

    lines = [(one["label"], said(one["text"] or _("(emptied)"), one)) for one in mine("texts")]
    joins = [(_("Joins in") if one["joins"] else _("No longer joins in"), one) for one in mine("companions")]
    lines += [(label, said(names.about(one["who"]), one)) for label, one in joins]
    lines += [(_("Does it help? %(who)s") % {"who": names.user(one["by"])}, _effect(one)) for one in mine("effects")]
    lines += [(_("From outside: %(name)s") % {"name": one["name"]}, one["text"]) for one in mine("outside")]
    team = [_team(one, names) for one in mine("team")]
    asked = [(with_writer(f"{one['text']} ({one['kind']}{one['more']})", one["by"])) for one in team]
    lines += [(_("What this asks of the team"), text) for text in asked]
    lines += [(_("Also done"), said(one["text"], one)) for one in mine("done")]
    return {"about": names.about(item["pupil"]), "lines": lines} if lines else None


def with_writer(text: str, by: str) -> str:
    """A text with, below it, who wrote it when that was not at the table."""
    return f"{text}\n({by})" if by else text


def _effect(one: dict[str, Any]) -> str:
    fields = {
        "pupil_goes": _("pupil"),
        "group_goes": _("group"),
        "teacher_goes": _("teacher"),
        "time_goes": _("teaching time"),
        "development_goes": _("development"),
    }
    going = [f"{fields[name]}: {CaseEffect.Going(value).label}" for name, value in one["going"].items()]
    return "\n".join(filter(None, (", ".join(going), one["words"])))


def _move(was: str, now: str) -> str:
    if not was:
        return _("placed in %(now)s") % {"now": now}
    if not now:
        return _("no longer in %(was)s") % {"was": was}
    return _("from %(was)s to %(now)s") % {"was": was, "now": now}


def _team(one: dict[str, Any], names: Names) -> dict[str, str]:
    due = parse_date(one["due_on"]) if one["due_on"] else None
    agreed = f", {names.user(one['owner'])}, {date_format(due, 'j F Y')}" if due else ""
    return {
        "text": one["text"],
        "kind": one["kind"],
        "more": agreed + (f", {one['outcome']}" if one["outcome"] else ""),
        "by": names.aside(one),
    }
