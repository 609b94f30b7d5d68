"""The plan looked back on: each goal by pupil, what was given of what was promised, and what the teachers say.

A fixed number of statements, however many pupils and goals.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.needs.models import Placement
from gezien.plans.models import (
    Goal,
    GoalOutcome,
    GroupPlan,
    OutcomeStep,
    PlanReflection,
    PlanRow,
    RowReflection,
    Session,
)
from gezien.plans.queries.basis import pupils_in
from gezien.plans.queries.figures_of import Figure, figures_of
from gezien.plans.queries.outcomes import goals_of_plan
from gezien.plans.queries.today import Given, given_of
from gezien.plans.words import enumerated, short_names
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member

OUTCOME = GoalOutcome.Outcome
KEYS = {OUTCOME.REACHED.value: "1", OUTCOME.PARTLY.value: "2", OUTCOME.NOT_REACHED.value: "3"}
REFLECTION = ("instruction", "content", "processing", "time", "adjustments")


def evaluation_sheet(plan: GroupPlan, member: Member) -> dict[str, Any]:
    """Everything the evaluation of a plan shows, as plain data. `plan` comes with its group, subject and period."""
    rows = list(
        PlanRow.objects.filter(plan=plan).select_related("cluster", "plan__period").order_by("cluster__position", "pk")
    )
    goals: dict[int, list[Goal]] = defaultdict(list)
    every = goals_of_plan(plan)
    for goal in every:
        goals[goal.row_id or 0].append(goal)
    stored = {(one.goal_id, one.pupil_id): one for one in GoalOutcome.objects.filter(goal__in=every)}
    pupils, placed = _pupils(plan, rows, stored)
    figures = figures_of(plan, every, list(pupils))
    facts = _Facts(short_names(list(pupils.values())), stored, figures)
    given = {one.row.pk: one for one in given_of(rows, min(clock.today(), plan.period.ends_on))}
    said = {one.row_id: one for one in RowReflection.objects.filter(row__in=rows)}
    shown = [
        _row(row, goals[row.pk], [pupils[pk] for pk in placed.get(row.cluster_id, ())], facts)
        | _looked_back(said.get(row.pk), given.get(row.pk))
        for row in rows
    ]
    return {
        "rows": shown,
        "judged": sum(row["judged"] for row in shown),
        "asked": sum(row["asked"] for row in shown),
        "proposals": sum(goal["proposals"] for row in shown for goal in row["goals"]),
        "has_goals": bool(every),
        "reflection": _reflection(plan, shown),
        "can_undo": OutcomeStep.objects.filter(plan=plan, made_by=member.user, undone_at=None).exists(),
        "summary": _summary(stored.values()),
    }


def _pupils(
    plan: GroupPlan, rows: Sequence[PlanRow], stored: Mapping[tuple[int, int], GoalOutcome]
) -> tuple[dict[int, Pupil], dict[int, list[int]]]:
    """The pupils by key, and by cluster in order of name: who is in the group, and who was judged before leaving it."""
    here = pupils_in(plan.group, plan.period)
    judged = {pupil for _goal, pupil in stored}
    placements = Placement.objects.filter(cluster__in=[row.cluster_id for row in rows]).select_related("pupil")
    pupils: dict[int, Pupil] = {}
    placed: dict[int, list[int]] = defaultdict(list)
    for one in placements.order_by("pupil__call_name", "pupil__family_name", "pk"):
        if one.pupil_id in here or one.pupil_id in judged:
            pupils[one.pupil_id] = one.pupil
            placed[one.cluster_id].append(one.pupil_id)
    return pupils, placed


@dataclass(frozen=True)
class _Facts:
    """What the cells are made of: short names, what was judged, and the figures beside it."""

    names: Mapping[int, str]
    stored: Mapping[tuple[int, int], GoalOutcome]
    figures: Mapping[tuple[int, int], Figure]


def _row(row: PlanRow, goals: Sequence[Goal], pupils: Sequence[Pupil], facts: _Facts) -> dict[str, Any]:
    cells = [[_cell(goal, pupil, facts) for goal in goals] for pupil in pupils]
    return {
        "pk": row.pk,
        "name": row.cluster.name,
        "approach": row.approach,
        "goals": [_goal(goal, [line[place] for line in cells]) for place, goal in enumerate(goals)],
        "pupils": [
            {
                "pk": pupil.pk,
                "name": facts.names[pupil.pk],
                "cells": line,
                "has_words": any(one["said"] for one in line),
            }
            for pupil, line in zip(pupils, cells, strict=True)
        ],
        "judged": sum(bool(cell["outcome"]) for line in cells for cell in line),
        "asked": sum(len(line) for line in cells),
    }


def _cell(goal: Goal, pupil: Pupil, facts: _Facts) -> dict[str, Any]:
    stored, figure = facts.stored.get((goal.pk, pupil.pk)), facts.figures.get((goal.pk, pupil.pk))
    proposed = figure.proposed if figure else ""
    outcome = stored.outcome if stored else ""
    return {
        "id": f"{goal.pk}-{pupil.pk}",
        "goal": goal.pk,
        "pupil": pupil.pk,
        "name": facts.names[pupil.pk],
        "version": stored.version if stored else 0,
        "outcome": outcome,
        "proposed": "" if outcome else proposed,
        "figure": figure.words if figure else "",
        "words": stored.words if stored else "",
        "pupil_words": stored.pupil_words if stored else "",
        "said": bool(stored and (stored.words or stored.pupil_words)),
        "choices": [
            {
                "value": value,
                "label": label,
                "key": KEYS[value],
                "is_chosen": value == outcome,
                "is_proposed": not outcome and value == proposed,
            }
            for value, label in OUTCOME.choices
        ],
    }


def _goal(goal: Goal, cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "pk": goal.pk,
        "text": goal.text,
        "measure": goal.measure,
        "figure": _target(goal),
        "counts": tally(cell["outcome"] for cell in cells),
        "open": sum(not cell["outcome"] for cell in cells),
        "proposals": sum(bool(cell["proposed"]) for cell in cells),
    }


def _target(goal: Goal) -> str:
    """ "LVS Rekenen: 60 or higher"; empty for a goal without a figure."""
    if goal.instrument is None:
        return ""
    if goal.score_type == Goal.ScoreType.SHARE:
        return _("%(test)s: level %(level)s or higher") % {"test": goal.instrument.name, "level": goal.level}
    if goal.target is None:
        return goal.instrument.name
    words = {"test": goal.instrument.name, "figure": number_format(goal.target.normalize())}
    return _("%(test)s: %(figure)s or higher") % words


def tally(outcomes: Any) -> str:
    """ "5 reached, 2 partly reached"; empty while nothing was said."""
    counts = Counter(outcomes)
    return ", ".join(f"{counts[value]} {label}" for value, label in OUTCOME.choices if counts[value])


def _looked_back(said: RowReflection | None, given: Given | None) -> dict[str, Any]:
    return {
        "helped": said.helped if said else "",
        "helped_choices": [
            {"value": value, "label": label, "is_chosen": bool(said and said.helped == value)}
            for value, label in RowReflection.Helped.choices
        ],
        "adjustments": said.adjustments if said else "",
        "reflection_version": said.version if said else 0,
        "given": given_words(given) if given else "",
        "reasons": list(given.reasons) if given else [],
    }


def given_words(given: Given) -> str:
    """ "7 of 9 times given, 140 of 180 minutes"; empty when nobody kept it."""
    if not given.weeks or not (given.planned_times or given.planned_minutes):
        return ""
    parts = []
    if given.planned_times:
        parts.append(
            ngettext("%(given)s of %(of)s time given", "%(given)s of %(of)s times given", given.planned_times)
            % {"given": given.given_times, "of": given.planned_times}
        )
    if given.planned_minutes:
        words = {"given": given.given_minutes, "of": given.planned_minutes}
        parts.append(_("%(given)s of %(of)s minutes") % words)
    return ", ".join(parts)


def _reflection(plan: GroupPlan, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The four questions and what goes along, each with what is known beside it."""
    stored = PlanReflection.objects.filter(plan=plan).first()
    known = _known(plan, rows)
    labels = {
        "instruction": (_("Instruction"), _("Did the explanation reach them? What would you do again?")),
        "content": (_("Content"), _("Was it the right content, at the right level?")),
        "processing": (_("Processing"), _("How did they practise and work with it? Was it enough?")),
        "time": (_("Time"), _("Was the time enough, and was it given?")),
        "adjustments": (_("Take along for everyone"), _("What do you do differently next period?")),
    }
    return {
        "version": stored.version if stored else 0,
        "fields": [
            {
                "name": name,
                "label": labels[name][0],
                "hint": labels[name][1],
                "text": getattr(stored, name) if stored else "",
                "known": known.get(name, []),
            }
            for name in REFLECTION
        ],
        "is_empty": not stored or not any(getattr(stored, name) for name in REFLECTION),
    }


def _known(plan: GroupPlan, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What is known beside each question, in words."""
    time = [f"{row['name']}: {row['given']}" for row in rows if row["given"]]
    skipped = Session.objects.filter(row__plan=plan, state=Session.State.SKIPPED).exclude(reason="")
    reasons = Counter(skipped.values_list("reason", flat=True))
    if reasons:
        words = enumerated([f"{reason} ({count}×)" for reason, count in reasons.most_common()])
        time.append(_("Not done: %(reasons)s") % {"reasons": words})
    lines = Session.notes.through.objects.filter(session__row__plan=plan).count()
    practised = (
        [
            ngettext("%(n)s line about a pupil, noted with it", "%(n)s lines about pupils, noted with it", lines)
            % {"n": lines}
        ]
        if lines
        else []
    )
    return {
        "instruction": [f"{row['name']}: {row['approach']}" for row in rows if row["approach"]],
        "processing": practised,
        "time": time,
    }


def _summary(stored: Any) -> str:
    return tally(one.outcome for one in stored)
