"""What was done with the plan of one pupil while a review was open: that it was worked on, and which lines of it came,
went or say something else than at the opening.

The lines are told to who may read that plan (`readable`), wherever the report itself may be read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gezien.audit.models import AuditEvent
from gezien.meetings.queries.report_log import Rows, Written, words
from gezien.plans.models import Goal, IndividualPlan, PlanSupport
from gezien.plans.queries.individual_content import goal_words, support_words
from gezien.plans.rules import visible_individual_plans
from gezien.schools.rules import Member

type Line = Goal | PlanSupport
type Events = list[AuditEvent]

DONE = {f"individualplan.{done}" for done in ("drawn_up", "saved", "status_changed", "evaluated")}
SAVED = "individualplan.saved"
LINKS = ("factors", "subjects")
LINES = ("goals", "supports")


@dataclass(frozen=True)
class Told:
    """What is told of one plan: what was done (empty: nothing stands otherwise), and line by line what."""

    text: str
    lines: list[str]


@dataclass(frozen=True)
class Turns:
    """What was done with one line, first things first: "added", "removed", "restored" and "written"."""

    done: list[str]

    @property
    def was_gone(self) -> bool:
        """Whether it had been taken out before the opening."""
        return next((one for one in self.done if one in ("removed", "restored")), "") == "restored"


def individual(told: Written, keys: Iterable[int]) -> dict[int, Told]:
    """Of each of these plans that are still there."""
    plans = IndividualPlan.objects.in_bulk(set(keys))
    events: dict[int, Events] = defaultdict(list)
    for event in told.events(*DONE):
        if event.object_id in plans:
            events[event.object_id or 0].append(event)
    anew = told.overwritten(SAVED, keys=_lines)
    return {key: _told(told, plan, events[key], anew) for key, plan in plans.items()}


def readable(member: Member, rows: Rows) -> Rows:
    """Each row with the lines of its plan below its text, for who may read that plan."""
    keys = {one["plan"] for one in rows if one.get("lines")}
    mine = set(visible_individual_plans(member).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return [
        {**one, "text": "\n".join([one["text"], *one["lines"]])} if one.get("lines") and one["plan"] in mine else one
        for one in rows
    ]


def _told(told: Written, plan: IndividualPlan, events: Events, anew: set[tuple[int, str]]) -> Told:
    name = {"plan": plan.get_kind_display()}
    verbs = {event.verb.partition(".")[2] for event in events}
    is_new = "drawn_up" in verbs
    steps = [(line, _step(told, line, _turns(line, events), is_new)) for line in _in_order(plan)]
    said = [_said(line, step, (plan.pk, _key(line)) in anew) for line, step in steps if step]
    lines = [line for line in said if line]
    if "evaluated" in verbs:
        return Told(_("Evaluated: %(plan)s.") % name, lines)
    if is_new:
        return Told(_("Drawn up: %(plan)s.") % name, lines)
    is_other = lines or _is_written(told, plan, events) or _is_further(events)
    return Told(_("Worked on: %(plan)s.") % name if is_other else "", lines)


def _in_order(plan: IndividualPlan) -> list[Line]:
    """Goals, then the agreed part, with what was taken out."""
    goals = Goal.kept.filter(individual_plan=plan).select_related("instrument").order_by("position", "pk")
    return [*goals, *PlanSupport.kept.filter(plan=plan).order_by("position", "pk")]


def _key(line: Line) -> str:
    return f"{'goal' if isinstance(line, Goal) else 'support'}-{line.pk}"


def _plan(line: Line) -> int:
    return (line.individual_plan_id if isinstance(line, Goal) else line.plan_id) or 0


def _lines(event: AuditEvent) -> Iterable[tuple[int, str]]:
    """The lines whose words an event wrote."""
    was = event.details.get("was", {})
    return [(event.object_id or 0, name) for name in was if "-" in name]


def _turns(line: Line, events: Events) -> Turns:
    done: list[str] = []
    what = _key(line)
    for event in events:
        if event.verb != SAVED:
            continue
        mine = event.details.get("fields") == [f"{what.partition('-')[0]}s"]
        done += [one for one in ("added", "removed", "restored") if mine and event.details.get(one) == line.pk]
        done += ["written"] if what in event.details.get("was", {}) else []
    return Turns(done)


def _said(line: Line, step: str, is_anew: bool) -> str:
    """A line with what became of it; empty of one without words that was not emptied here."""
    text = words(goal_words(line) if isinstance(line, Goal) else support_words(line), is_anew)
    text = text or (_("(emptied)") if step == "other" else "")
    return f"{_label(line, step)}: {text}" if text else ""


def _step(told: Written, line: Line, turns: Turns, is_new: bool) -> str:
    """ "new", "gone" or "other"; empty when it stands as it did, or came and went."""
    plan, what, is_gone = _plan(line), _key(line), line.removed_at is not None
    was_empty = told.is_back(IndividualPlan, plan, what, type(line)().in_words)
    if is_new or was_empty or "added" in turns.done:
        return "" if is_gone else "new"
    if is_gone:
        return "gone" if "removed" in turns.done and not turns.was_gone else ""
    is_other = "written" in turns.done and not told.is_back(IndividualPlan, plan, what, line.in_words)
    return "other" if turns.was_gone or is_other else ""


def _label(line: Line, step: str) -> str:
    of_goals = {"new": _("New goal"), "gone": _("Goal that was taken out"), "other": _("Goal")}
    of_supports = {
        "new": _("New in the agreed part"),
        "gone": _("Taken out of the agreed part"),
        "other": _("Agreed part"),
    }
    return of_goals[step] if isinstance(line, Goal) else of_supports[step]


def _is_written(told: Written, plan: IndividualPlan, events: Events) -> bool:
    """Whether something beside its lines says something else than at the opening."""
    saved = [event.details for event in events if event.verb == SAVED]
    fields = {name for one in saved for name in one.get("fields", ()) if name not in LINES}
    now = {name: plan.linked(name) if name in LINKS else getattr(plan, name) for name in fields}
    return any(not told.is_back(IndividualPlan, plan.pk, name, said) for name, said in now.items())


def _is_further(events: Events) -> bool:
    """Whether it was taken to another step than where it stood."""
    steps = [event.details for event in events if event.verb == "individualplan.status_changed"]
    return bool(steps) and steps[0].get("before") != steps[-1]["after"]
