"""How group plans were looked back on while a review was open: goals judged, and what was said about the whole."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gezien.audit.models import AuditEvent
from gezien.meetings.queries.report_log import Rows, Written, words
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, OutcomeStep, PlanReflection, RowReflection
from gezien.plans.queries.evaluation import tally
from gezien.plans.words import LABELS

JUDGING = ("outcome.judged", "outcome.undone")


def evaluated(told: Written, plans: dict[int, GroupPlan]) -> Rows:
    """By plan and goal what was judged here in the end, and the words of looking back that were written here."""
    done = _reflected(told)
    return [*_judged(told, plans), *_of_wholes(done, plans), *_of_clusters(done, plans)]


@dataclass
class Judged:
    """What was judged of one pupil for one goal: what stood at the opening, what in the end, and by whom."""

    was: str
    now: str = ""
    writers: set[int] = field(default_factory=set)


def _outcomes(told: Written, plans: dict[int, GroupPlan]) -> dict[int, dict[int, Judged]]:
    """By goal and pupil what stands otherwise than at the opening, as it was judged while the review was open."""
    events = [event for event in told.events(*JUDGING) if event.object_id in plans and "step" in event.details]
    steps = OutcomeStep.objects.in_bulk({event.details["step"] for event in events})
    found: dict[int, dict[int, Judged]] = defaultdict(dict)
    for event in events:
        step = steps.get(event.details["step"])
        for goal, pupil, was, left in step.before if step else ():
            stood, stands = (was, left) if event.verb == JUDGING[0] else (left, was)
            one = found[goal].setdefault(pupil, Judged(stood))
            one.now = stands
            one.writers |= {event.actor_id} if event.actor_id else set()
    return {goal: {pk: one for pk, one in of.items() if one.was != one.now} for goal, of in found.items()}


def _judged(told: Written, plans: dict[int, GroupPlan]) -> Rows:
    """Of each goal how many pupils were said to have reached it, of those who were judged here."""
    by_goal = {goal: of for goal, of in _outcomes(told, plans).items() if of}
    goals = Goal.objects.filter(pk__in=by_goal, removed_at=None, row__plan__in=plans).select_related("row__cluster")
    stored = {(one.goal_id, one.pupil_id): one.outcome for one in GoalOutcome.objects.filter(goal__in=by_goal)}
    rows: Rows = []
    for goal in goals.order_by("row__cluster__position", "pk"):
        if goal.row is None:
            continue
        place = {"subject": plans[goal.row.plan_id].subject.name, "of": goal.row.cluster.name}
        here = by_goal[goal.pk]
        stands = {pupil: one.now for pupil, one in here.items() if stored.get((goal.pk, pupil), "") == one.now}
        lines = [goal.text, tally(one for one in stands.values() if one), words("", len(stands) < len(here))]
        if taken := sum(not one for one in stands.values()):
            lines.append(_("judgement taken away: %(count)s") % {"count": taken})
        writers = sorted({user for one in here.values() for user in one.writers})
        text = "\n".join(filter(None, lines))
        rows.append({**place, "label": _("Goal evaluated"), "text": text, "writers": writers})
    return rows


def _fields(event: AuditEvent) -> Iterable[tuple[str, int | None, str]]:
    return [(event.object_type, event.object_id, name) for name in event.details.get("fields", ())]


@dataclass(frozen=True)
class Reflected:
    """What was written of looking back, field by field."""

    told: Written
    writers: dict[Any, list[int]]
    anew: set[Any]

    def keys(self, kind: Any) -> set[int]:
        """Of which records of this kind."""
        return {key for label, key, _name in self.writers if label == kind._meta.label_lower}

    def text(self, one: Any, name: str, said: str) -> str:
        """What a field says in the end; empty when it was not written here, or says again what it said before."""
        kind = type(one)
        key = kind._meta.label_lower, one.pk, name
        if key not in self.writers or self.told.is_back(kind, one.pk, name, getattr(one, name)):
            return ""
        return words(said, key in self.anew) or _("(emptied)")

    def by(self, one: Any, *names: str) -> list[int]:
        """Who wrote these fields."""
        keys = [(type(one)._meta.label_lower, one.pk, name) for name in names]
        return sorted({user for key in keys for user in self.writers.get(key, [])})


def _reflected(told: Written) -> Reflected:
    verb = "reflection.saved"
    return Reflected(told, told.writers(verb, keys=_fields), told.overwritten(verb, keys=_fields))


def _of_wholes(done: Reflected, plans: dict[int, GroupPlan]) -> Rows:
    """What was written about a whole plan."""
    found = PlanReflection.objects.filter(plan__in=plans, pk__in=done.keys(PlanReflection)).order_by("plan", "pk")
    return [
        {
            "subject": plans[one.plan_id].subject.name,
            "of": "",
            "label": f"{_('Looking back')} · {label}",
            "text": text,
            "writers": done.by(one, name),
        }
        for one in found
        for name, label in _labels().items()
        if (text := done.text(one, name, getattr(one, name)))
    ]


def _of_clusters(done: Reflected, plans: dict[int, GroupPlan]) -> Rows:
    """What was written about a cluster: whether the approach helped, and what goes along."""
    found = RowReflection.objects.filter(row__plan__in=plans, pk__in=done.keys(RowReflection))
    rows: Rows = []
    for part in found.select_related("row__cluster").order_by("row__cluster__position", "pk"):
        helped = _("Did the approach help? %(answer)s") % {"answer": part.get_helped_display()} if part.helped else ""
        said = {
            "helped": done.text(part, "helped", helped),
            "adjustments": done.text(part, "adjustments", part.adjustments),
        }
        here = {name: text for name, text in said.items() if text}
        place = {"subject": plans[part.row.plan_id].subject.name, "of": part.row.cluster.name}
        text = "\n".join(dict.fromkeys(here.values()))
        rows.append({**place, "label": _("Looking back"), "text": text, "writers": done.by(part, *here)})
    return [row for row in rows if row["text"]]


def _labels() -> dict[str, str]:
    return {
        "instruction": _("Instruction"),
        "content": str(LABELS["content"]),
        "processing": _("Processing"),
        "time": _("Time"),
        "adjustments": _("Take along for everyone"),
    }
