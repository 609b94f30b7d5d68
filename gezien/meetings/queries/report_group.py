"""What a review changed for the group: who stands in which cluster, the clusters, and what the plans say anew."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gezien.audit.models import AuditEvent
from gezien.meetings.queries.report_before import FIGURES, TEXTS, History, history
from gezien.meetings.queries.report_evaluated import evaluated
from gezien.meetings.queries.report_log import Rows, Written, words
from gezien.needs.models import Clustering, Placement
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.plans.queries.figures import target_words
from gezien.plans.words import LABELS, time_in_words

MOVING = ("pupil.placed", "clustering.move_undone")


def _divisions(told: Written) -> dict[int, str]:
    """The divisions that the review is about, with their subject."""
    moved = [e.details.get("clustering") for e in told.events(*MOVING) if e.pupil_id in told.pupils]
    of_pupils = Q(placements__pupil__in=told.pupils) | Q(pk__in=[key for key in moved if key])
    about = Q(group=told.meeting.group_id) if told.meeting.group_id else of_pupils
    found = Clustering.objects.filter(about, school=told.meeting.school_id)
    return dict(found.order_by("subject__position", "pk").values_list("pk", "subject__name"))


def moves(told: Written) -> Rows:
    """Who stands in another cluster than before: pupil, subject, was, now (empty: nowhere)."""
    subjects = _divisions(told)
    steps: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for event in told.events(*MOVING):
        if event.details.get("clustering") in subjects and event.pupil_id in told.pupils:
            steps[event.details["clustering"], event.pupil_id].append(event.details)
    writers = told.writers(*MOVING, keys=_place)
    return [
        {
            "pupil": pupil,
            "subject": subjects[clustering],
            "was": done[0]["was"],
            "now": done[-1]["now"],
            "writers": writers[clustering, pupil],
        }
        for (clustering, pupil), done in steps.items()
        if _moved(done)
    ]


def _moved(done: list[dict[str, Any]]) -> bool:
    """Whether somebody stands in another cluster than at the opening, whatever clusters were called meanwhile."""
    if all("from" in one for one in done):
        return bool(done[0]["from"] != done[-1]["to"])
    return bool(done[0]["was"] != done[-1]["now"])


def _place(event: AuditEvent) -> Iterable[tuple[Any, int | None]]:
    return [(event.details.get("clustering"), event.pupil_id)]


def clusters(told: Written) -> Rows:
    """Which clusters came, went or changed: pupil, subject, what.

    Of a sitting a row for each pupil it is about who stands in that division, as it is told to who may read of them; of
    a group review one, of no pupil.
    """
    subjects = _divisions(told)
    whose: dict[int, list[int | None]] = defaultdict(list)
    placed = Placement.objects.filter(clustering__in=subjects, pupil__in=told.pupils).order_by("pupil")
    for clustering, pupil in placed.values_list("clustering", "pupil") if told.meeting.group_id is None else ():
        whose[clustering].append(pupil)
    history: dict[int, list[AuditEvent]] = defaultdict(list)
    verbs = [f"cluster.{done}" for done in ("added", "renamed", "shaped", "removed")]
    writers = told.writers(*verbs)
    for event in told.events(*verbs):
        if event.details.get("clustering") in subjects:
            history[event.object_id or 0].append(event)
    rows: Rows = []
    for events in history.values():
        key = events[0].details["clustering"]
        about = [None] if told.meeting.group_id else whose[key]
        rows += [
            {"pupil": pupil, "subject": subjects[key], "what": text, "writers": writers[events[0].object_id]}
            for text in _of_cluster(events)
            for pupil in about
        ]
    return rows


def _of_cluster(events: list[AuditEvent]) -> list[str]:
    """What became of one cluster, in words."""
    done = [event.verb.partition(".")[2] for event in events]
    name = events[-1].details["name"]
    if "removed" in done:
        return [] if "added" in done else [_("cluster %(name)s was taken away") % {"name": name}]
    if "added" in done:
        return [_("new cluster %(name)s") % {"name": name}]
    was = next((event.details["was"] for event in events if "was" in event.details), name)
    said = [_("cluster %(was)s is called %(name)s now") % {"was": was, "name": name}] if was != name else []
    shaped = _("cluster %(name)s: for whom it is or what it gets was changed") % {"name": name}
    return [*said, shaped] if "shaped" in done else said


def plans(told: Written) -> Rows:
    """What the group plans say anew: subject, of (the cluster, or empty), label, text, before (`report_before`)."""
    found = GroupPlan.objects.filter(group=told.meeting.group_id).select_related("subject")
    by_key = {plan.pk: plan for plan in found} if told.meeting.group_id else {}
    kept = history(told)
    return [
        *_of_plans(told, by_key, kept),
        *_of_rows(told, by_key, kept),
        *_of_goals(told, by_key, kept),
        *evaluated(told, by_key),
    ]


def _of_plans(told: Written, plans: dict[int, GroupPlan], kept: History) -> Rows:
    """What was done with a plan as a whole, in the order in which it was begun."""
    history: dict[tuple[int, str], list[AuditEvent]] = defaultdict(list)
    for event in told.events("plan.drawn_up", "plan.status_changed", "plan.saved"):
        if event.object_id in plans:
            history[event.object_id, event.verb].append(event)
    anew = told.overwritten("plan.saved")
    writers = told.writers(
        "plan.drawn_up", "plan.status_changed", "plan.saved", keys=lambda one: [(one.object_id, one.verb)]
    )
    said = {
        "plan.drawn_up": lambda _plan, _events: (_("Drawn up"), ""),
        "plan.status_changed": lambda _plan, events: (_("Status"), _status(events)),
        "plan.saved": lambda plan, _events: (_("For everyone"), words(plan.general, plan.pk in anew) or _("(emptied)")),
    }
    was = {
        "plan.drawn_up": lambda _key, _events: [],
        "plan.status_changed": lambda _key, events: [{"text": _step(events[0].details["before"])}],
        "plan.saved": lambda key, _events: [] if key in anew else kept.words(GroupPlan, key, "general"),
    }
    rows = []
    for (key, verb), events in history.items():
        label, text = said[verb](plans[key], events)
        if verb == "plan.saved" and told.is_back(GroupPlan, key, "general", plans[key].general):
            continue
        if text or verb != "plan.status_changed":
            place = {"subject": plans[key].subject.name, "of": ""}
            now = {"text": text, "before": was[verb](key, events), "writers": writers[key, verb]}
            rows.append({**place, "label": label, **now})
    return rows


def _status(events: list[AuditEvent]) -> str:
    """The step a plan was taken to; empty when it was taken back to where it stood."""
    first, last = events[0].details["before"], events[-1].details["after"]
    return _step(last) if first != last else ""


def _step(status: str) -> str:
    return str(GroupPlan.Status(status).label)


def _of_rows(told: Written, plans: dict[int, GroupPlan], kept: History) -> Rows:
    changed: dict[int, set[str]] = defaultdict(set)
    for event in told.events("plan.row_saved"):
        if event.details["plan"] in plans:
            changed[event.object_id or 0] |= set(event.details["fields"])
    anew, writers = told.overwritten("plan.row_saved", keys=_fields), told.writers("plan.row_saved", keys=_fields)
    adding = told.writers("plan.row_added", keys=lambda one: [(one.object_id, one.details["cluster"])])
    mine = PlanRow.objects.filter(plan__in=plans).filter(Q(pk__in=changed) | Q(plan__in=[key for key, _name in adding]))
    rows: Rows = []
    for row in mine.select_related("cluster").order_by("cluster__position", "pk"):
        place = {"subject": plans[row.plan_id].subject.name, "of": row.cluster.name}
        if by := adding.get((row.plan_id, row.cluster.name)):
            rows.append({**place, "label": _("Added to the plan"), "text": "", "before": [], "writers": by})
        fields = [one for one in changed.get(row.pk, ()) if not told.is_back(PlanRow, row.pk, one, getattr(row, one))]
        rows += [{**place, **line} for line in _of_row(row, set(fields), anew, writers, kept)]
    return rows


def _fields(event: AuditEvent) -> Iterable[tuple[int | None, str]]:
    return [(event.object_id, name) for name in event.details["fields"]]


def _of_row(
    row: PlanRow, fields: set[str], anew: set[tuple[int, str]], writers: dict[Any, list[int]], kept: History
) -> Rows:
    lines = [
        {
            "label": str(LABELS[name]),
            "text": words(getattr(row, name), (row.pk, name) in anew) or _("(emptied)"),
            "before": [] if (row.pk, name) in anew else kept.words(PlanRow, row.pk, name),
            "writers": writers[row.pk, name],
        }
        for name in LABELS
        if name in fields
    ]
    if time := fields - set(LABELS):
        text = time_in_words(row.minutes_a_week, row.times_a_week)
        anew_here = any((row.pk, name) in anew for name in time)
        by = sorted({user for name in time for user in writers[row.pk, name]})
        now = {"text": words(text, anew_here) or _("(emptied)"), "before": [] if anew_here else kept.time(row)}
        lines.append({"label": _("Extra time"), **now, "writers": by})
    return lines


def _of_goals(told: Written, plans: dict[int, GroupPlan], kept: History) -> Rows:
    done: dict[int, list[str]] = defaultdict(list)
    fields: dict[int, set[str]] = defaultdict(set)
    verbs = [f"plan_goal.{what}" for what in ("added", "saved", "removed", "restored")]
    for event in told.events(*verbs):
        if event.details.get("plan") in plans:
            done[event.object_id or 0].append(event.verb.partition(".")[2])
            fields[event.object_id or 0] |= set(event.details.get("fields", ()))
    writers = told.writers(*verbs)
    anew = told.overwritten("plan_goal.added", "plan_goal.saved")
    rows = []
    here = Goal.kept.filter(pk__in=done, row__isnull=False).select_related("row__cluster", "instrument")
    for goal in here.order_by("pk"):
        changed = {name for name in fields[goal.pk] if not told.is_back(Goal, goal.pk, name, getattr(goal, name))}
        said = [what for what in done[goal.pk] if what != "saved" or changed]
        label = _of_goal(said, is_gone=goal.removed_at is not None) if said else ""
        if goal.row is None or not label:
            continue
        place = {"subject": plans[goal.row.plan_id].subject.name, "of": goal.row.cluster.name}
        now = _goal_now(goal, changed, kept) if goal.pk not in anew else {"text": words("", overwritten=True)}
        rows.append({**place, "label": label, **now, "writers": writers[goal.pk]})
    return rows


def _goal_now(goal: Goal, changed: set[str], kept: History) -> dict[str, Any]:
    """What a goal says, with the figure when that was changed, and what it said before it was changed."""
    is_counted_anew = bool(changed & {*FIGURES})
    said = (goal.text, goal.measure, target_words(goal, goal.instrument) if is_counted_anew else "")
    before = kept.words(Goal, goal.pk, *(name for name in TEXTS if name in changed))
    before += kept.figure(goal) if is_counted_anew else []
    return {"text": "\n".join(filter(None, said)), "before": before if goal.removed_at is None else []}


def _of_goal(done: list[str], *, is_gone: bool) -> str:
    """What became of a goal; empty when it came and went, or went and came back as it was."""
    if "added" in done:
        return "" if is_gone else _("New goal")
    if is_gone:
        return _("Goal that was taken out")
    return _("Goal") if done[0] == "restored" or "saved" in done else ""
