"""What a group plan said at the opening, beside what it says in the end: found again in the history that plans keep.

A report copies none of those words. It points at the save that kept them, known again by the mark in the log, so that
what goes from the history of a plan goes from every report too. Figures and minutes are no pupil's words: as told then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from gezien.audit.log import mark
from gezien.meetings.queries.report_log import Rows, Written
from gezien.plans.models import Goal, GoalChange, GroupPlan, PlanRow, PlanRowChange, PlanVersion
from gezien.plans.queries.figures import target_words
from gezien.plans.words import time_in_words
from gezien.results.models import Instrument

# The record and its key, which save kept (`Kept.of`, `Kept.pk`), and what it said by field.
type Save = tuple[type[Model], int, str, int, dict[str, Any]]
TEXTS = ("text", "measure")
FIGURES = ("instrument_id", "score_type", "level", "current", "target")


@dataclass(frozen=True)
class Kept:
    """What one save kept of a field: which save ("row", "goal" or "plan", with its key), and what it said."""

    of: str
    pk: int
    said: Any


@dataclass(frozen=True)
class History:
    """What plans kept of what was written over, by kind of record, its key, the field and the mark of what it said."""

    told: Written
    kept: dict[tuple[str, int, str, str], Kept]

    def words(self, kind: type[Model], key: int, *fields: str) -> Rows:
        """Where to find what these fields said, or that they were empty; nothing of what was not written here."""
        found = {name: one for name in fields if (one := self._of(kind, key, name))}
        parts: Rows = [{"of": one.of, "pk": one.pk, "field": name} for name, one in found.items() if one.said]
        return parts or ([_empty()] if found else [])

    def time(self, row: PlanRow) -> Rows:
        """The extra time of a row as it was."""
        was = self._values(row, ("minutes_a_week", "times_a_week"))
        return [] if was is None else [_words(time_in_words(int(was["minutes_a_week"]), int(was["times_a_week"])))]

    def figure(self, goal: Goal) -> Rows:
        """What a goal was counted by."""
        was = self._values(goal, FIGURES)
        if was is None:
            return []
        figures = {name: Decimal(was[name]) if was[name] is not None else None for name in ("current", "target")}
        test = Instrument.objects.filter(pk=was["instrument_id"]).first()
        return [_words(target_words(Goal(level=was["level"], **figures), test))]

    def _values(self, record: Any, names: tuple[str, ...]) -> dict[str, Any] | None:
        """What these fields said at the opening; None when the history does not know it any more."""
        was: dict[str, Any] = {}
        for name in names:
            one = self._of(type(record), record.pk, name)
            if one is None and self.told.mark_of(type(record), record.pk, name):
                return None
            was[name] = one.said if one else getattr(record, name)
        return was

    def _of(self, kind: type[Model], key: int, name: str) -> Kept | None:
        known = self.told.mark_of(kind, key, name)
        return self.kept.get((kind._meta.label_lower, key, name, known)) if known else None


def _words(text: str) -> dict[str, Any]:
    return {"text": text} if text else _empty()


def _empty() -> dict[str, Any]:
    return {"text": _("(empty)")}


def history(told: Written) -> History:
    """Of what was written in group plans that were there at the opening: at most three statements."""
    kept: dict[tuple[str, int, str, str], Kept] = {}
    for kind, key, of, pk, said in (*_of_rows(told), *_of_goals(told), *_of_plans(told)):
        for name, value in said.items():
            kept.setdefault((kind._meta.label_lower, key, name, mark(value)), Kept(of, pk, value))
    return History(told, kept)


def _of_rows(told: Written) -> Iterator[Save]:
    if rows := set(told.writers("plan.row_saved")):
        for one in PlanRowChange.objects.filter(row__in=rows).exclude(_new(told, "row__")).order_by("pk"):
            yield PlanRow, one.row_id, "row", one.pk, one.before


def _of_goals(told: Written) -> Iterator[Save]:
    if goals := set(told.writers("plan_goal.saved")) - set(told.writers("plan_goal.added")):
        for one in GoalChange.objects.filter(goal__in=goals).exclude(_new(told, "goal__row__")).order_by("pk"):
            yield Goal, one.goal_id, "goal", one.pk, one.before


def _of_plans(told: Written) -> Iterator[Save]:
    """What holds for everyone has no history of its own: only what stands in a version is known."""
    if plans := set(told.writers("plan.saved")) - set(told.writers("plan.drawn_up")):
        for key in plans:
            yield GroupPlan, key, "", 0, {"general": ""}
        for one in PlanVersion.objects.filter(plan__in=plans, sealed_at__isnull=False).order_by("pk"):
            yield GroupPlan, one.plan_id, "plan", one.pk, {"general": one.contents["general"]}


def _new(told: Written, at: str) -> Q:
    """Rows of plans that were drawn up here, and those that came into their plan here: they said nothing before."""
    new = Q(**{f"{at}plan__in": set(told.writers("plan.drawn_up"))})
    for event in told.events("plan.row_added"):
        new |= Q(**{f"{at}plan": event.object_id, f"{at}cluster__name": event.details["cluster"]})
    return new


def said_before(rows: Rows) -> list[str]:
    """Of each row what was there before it, as far as the history of the plan still knows: at most three statements."""
    parts = [part for row in rows for part in row.get("before", ())]
    keys = {of: {part["pk"] for part in parts if part.get("of") == of} for of in ("row", "goal", "plan")}
    said: dict[str, dict[int, dict[str, Any]]] = {
        "row": dict(PlanRowChange.objects.filter(pk__in=keys["row"]).values_list("pk", "before")),
        "goal": dict(GoalChange.objects.filter(pk__in=keys["goal"]).values_list("pk", "before")),
        "plan": dict(PlanVersion.objects.filter(pk__in=keys["plan"]).values_list("pk", "contents")),
    }
    return ["\n".join(filter(None, (_said(said, part) for part in row.get("before", ())))) for row in rows]


def _said(said: dict[str, dict[int, dict[str, Any]]], part: dict[str, Any]) -> str:
    return str(part["text"] if "text" in part else said[part["of"]].get(part["pk"], {}).get(part["field"], ""))
