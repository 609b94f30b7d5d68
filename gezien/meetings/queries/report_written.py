"""What was changed in the files while a review was open, by the log: it knows what came after the opening, whatever the
school's clock says, and by whom. Only what people at the table did counts, and of a text what it says in the end.

Words (names of clusters, fields, subjects) are copies, so that a report keeps those of its day; people are keys.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.cases.models import Case, CaseEffect, CasePart, GuestContribution
from gezien.cases.parts import PART
from gezien.meetings.models import Meeting
from gezien.needs.models import Clustering, EducationalNeed
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.plans.words import LABELS, time_in_words
from gezien.pupils.models import Enrolment
from gezien.schools.rules import current
from gezien.team.models import TeamNeed

type Rows = list[dict[str, Any]]

GOING = ("pupil_goes", "group_goes", "teacher_goes", "time_goes", "development_goes")
BEGINS = ("review.opened", "review.reopened")
ENDS = ("review.closed", "review.closed_itself")


@dataclass(frozen=True)
class Written:
    """The log of what was done at the table of one review."""

    meeting: Meeting

    @cached_property
    def log(self) -> QuerySet[AuditEvent]:
        """What these people did while it was open, first things first; also over an opening again."""
        school = AuditEvent.objects.filter(school_id=self.meeting.school_id)
        stages = school.filter(object_id=self.meeting.pk, object_type="meetings.meeting", verb__in=[*BEGINS, *ENDS])
        spans, begun = Q(pk=0), None
        for pk, verb in stages.order_by("pk").values_list("pk", "verb"):
            if verb in BEGINS:
                begun = pk
            elif begun is not None:
                spans |= Q(pk__gt=begun, pk__lt=pk)
                begun = None
        if begun is not None:
            spans |= Q(pk__gt=begun)
        people = [*self.meeting.participants.values_list("user", flat=True), self.meeting.chair_id]
        return school.filter(spans, Q(actor_id__in=people) | Q(verb="guest.contributed")).order_by("pk")

    @cached_property
    def cases(self) -> dict[int, Case]:
        """The cases on the agenda, in its order."""
        items = self.meeting.agenda.filter(case__isnull=False).select_related("case__pupil")
        return {item.case_id: item.case for item in items if item.case and item.case_id}

    @cached_property
    def pupils(self) -> set[int]:
        """Whom the review is about."""
        mine = {case.pupil_id for case in self.cases.values()}
        if not self.meeting.group_id:
            return mine
        here = Enrolment.objects.filter(current(), school=self.meeting.school_id, group=self.meeting.group_id)
        return mine | set(here.values_list("pupil", flat=True))

    def events(self, *verbs: str) -> list[AuditEvent]:
        """Those with one of these verbs."""
        return list(self.log.filter(verb__in=verbs))

    def of_cases(self, *verbs: str) -> list[AuditEvent]:
        """Those of the cases on the agenda themselves."""
        return list(self.log.filter(verb__in=verbs, object_type="cases.case", object_id__in=self.cases))


def written(meeting: Meeting) -> dict[str, Rows]:
    """By name of a list in the report what was changed; see `EMPTY` for the names."""
    told = Written(meeting)
    return {name: find(told) for name, find in FOUND.items()}


def needs(told: Written) -> Rows:
    """The needs that were set or sharpened, as they are now: pupil, subject, goal, support."""
    saved = [event.object_id or 0 for event in told.events("need.saved")]
    found = EducationalNeed.objects.filter(pk__in=saved, pupil__in=told.pupils).select_related("subject")
    return [
        {"pupil": need.pupil_id, "subject": need.subject.name, "goal": need.goal, "support": need.support}
        for need in found.order_by("pupil__call_name", "subject__position", "pk")
    ]


def texts(told: Written) -> Rows:
    """The words of a case that were written: case, pupil, label, text."""
    keys = {(event.object_id, event.details["part"]) for event in told.of_cases("case.written")}
    parts = CasePart.objects.filter(case__in=told.cases).values_list("case", "key", "text")
    found = {(case, key): text for case, key, text in parts if (case, key) in keys}
    return [
        {"case": case, "pupil": told.cases[case].pupil_id, "label": str(PART[key].label), "text": found[case, key]}
        for case in told.cases
        for key in PART
        if (case, key) in found
    ]


def companions(told: Written) -> Rows:
    """Who joins in, or no longer does: case, pupil, who, joins. Who came and went again is not told."""
    changes: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for event in told.of_cases("case.changed"):
        if "joins" in event.details and event.pupil_id and event.object_id:
            changes[event.object_id, event.pupil_id].append(event.details["joins"])
    return [
        {"case": case, "pupil": told.cases[case].pupil_id, "who": who, "joins": joins[-1]}
        for (case, who), joins in changes.items()
        if joins[0] == joins[-1]
    ]


def effects(told: Written) -> Rows:
    """How it goes, as somebody at the table answered: case, pupil, by, going ({field: 1–3}), words."""
    people = {(event.object_id, event.actor_id) for event in told.of_cases("case.evaluated")}
    opened = told.meeting.opened_at
    if opened is None:
        return []
    asked = CaseEffect.objects.filter(case__in=told.cases, asked_on__gte=timezone.localtime(opened).date())
    return [
        {
            "case": one.case_id,
            "pupil": told.cases[one.case_id].pupil_id,
            "by": one.answered_by_id,
            "going": {name: getattr(one, name) for name in GOING if getattr(one, name) is not None},
            "words": one.words,
        }
        for one in asked.order_by("pk")
        if (one.case_id, one.answered_by_id) in people
    ]


def outside(told: Written) -> Rows:
    """What guests sent: case, pupil, name, text."""
    sent = [event.details["contribution"] for event in told.events("guest.contributed")]
    found = GuestContribution.objects.filter(pk__in=sent, guest__case__in=told.cases).select_related("guest__case")
    return [
        {"case": one.guest.case_id, "pupil": one.guest.case.pupil_id, "name": one.guest.name, "text": one.text}
        for one in found.order_by("pk")
    ]


def _divisions(told: Written) -> dict[int, str]:
    """The divisions that the review is about, with their subject."""
    about = Q(group=told.meeting.group_id) if told.meeting.group_id else Q(placements__pupil__in=told.pupils)
    found = Clustering.objects.filter(about, school=told.meeting.school_id)
    return dict(found.order_by("subject__position", "pk").values_list("pk", "subject__name"))


def moves(told: Written) -> Rows:
    """Who stands in another cluster than before: pupil, subject, was, now (empty: nowhere)."""
    subjects = _divisions(told)
    steps: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for event in told.events("pupil.placed", "clustering.move_undone"):
        if event.details.get("clustering") in subjects and event.pupil_id in told.pupils:
            steps[event.details["clustering"], event.pupil_id].append(event.details)
    return [
        {"pupil": pupil, "subject": subjects[clustering], "was": done[0]["was"], "now": done[-1]["now"]}
        for (clustering, pupil), done in steps.items()
        if done[0]["was"] != done[-1]["now"]
    ]


def clusters(told: Written) -> Rows:
    """Which clusters came, went or changed: subject, what."""
    subjects = _divisions(told)
    history: dict[int, list[AuditEvent]] = defaultdict(list)
    for event in told.events("cluster.added", "cluster.renamed", "cluster.shaped", "cluster.removed"):
        if event.details.get("clustering") in subjects:
            history[event.object_id or 0].append(event)
    rows = []
    for events in history.values():
        subject = subjects[events[0].details["clustering"]]
        rows += [{"subject": subject, "what": text} for text in _of_cluster(events)]
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
    """What the group plans say anew: subject, of (the cluster, or empty), label, text."""
    found = GroupPlan.objects.filter(group=told.meeting.group_id).select_related("subject")
    by_key = {plan.pk: plan for plan in found} if told.meeting.group_id else {}
    rows: Rows = []
    for event in told.events("plan.drawn_up", "plan.discarded", "plan.status_changed", "plan.saved"):
        rows += _of_plan(event, by_key, told)
    return [*_last_of_each(rows), *_of_rows(told, by_key), *_of_goals(told, by_key)]


def _of_plan(event: AuditEvent, plans: dict[int, GroupPlan], told: Written) -> Rows:
    plan = plans.get(event.object_id or 0)
    if plan is None:
        return []
    said = {
        "plan.drawn_up": (_("Drawn up"), ""),
        "plan.status_changed": (_("Status"), str(plan.get_status_display())),
        "plan.saved": (_("For everyone"), plan.general),
    }
    label, text = said.get(event.verb, ("", ""))
    return [{"subject": plan.subject.name, "of": "", "label": label, "text": text}] if label else []


def _last_of_each(rows: Rows) -> Rows:
    return list({(row["subject"], row["of"], row["label"]): row for row in rows}.values())


def _of_rows(told: Written, plans: dict[int, GroupPlan]) -> Rows:
    changed: dict[int, set[str]] = defaultdict(set)
    for event in told.events("plan.row_saved"):
        if event.details["plan"] in plans:
            changed[event.object_id or 0] |= set(event.details["fields"])
    rows = []
    for row in PlanRow.objects.filter(pk__in=changed).select_related("cluster").order_by("cluster__position", "pk"):
        place = {"subject": plans[row.plan_id].subject.name, "of": row.cluster.name}
        fields = changed[row.pk]
        rows += [{**place, "label": str(LABELS[name]), "text": getattr(row, name)} for name in LABELS if name in fields]
        if fields - set(LABELS):
            rows.append(
                {**place, "label": _("Extra time"), "text": time_in_words(row.minutes_a_week, row.times_a_week)}
            )
    return rows


def _of_goals(told: Written, plans: dict[int, GroupPlan]) -> Rows:
    done: dict[int, list[str]] = defaultdict(list)
    for event in told.events("plan_goal.added", "plan_goal.saved", "plan_goal.removed", "plan_goal.restored"):
        if event.details.get("plan") in plans:
            done[event.object_id or 0].append(event.verb)
    rows = []
    for goal in Goal.kept.filter(pk__in=done, row__isnull=False).select_related("row__cluster").order_by("pk"):
        is_gone, is_new = goal.removed_at is not None, done[goal.pk][0] == "plan_goal.added"
        if goal.row is None or (is_gone and is_new):
            continue
        label = _("Goal that was taken out") if is_gone else _("New goal") if is_new else _("Goal")
        subject = plans[goal.row.plan_id].subject.name
        text = "\n".join(filter(None, (goal.text, goal.measure)))
        rows.append({"subject": subject, "of": goal.row.cluster.name, "label": label, "text": text})
    return rows


def team(told: Written) -> Rows:
    """What this asks of the team: need, case, pupil, text, kind, outcome, owner, due_on."""
    here = Q(origin=TeamNeed.Origin.GROUP_REVIEW, origin_key=told.meeting.pk)
    here |= Q(origin=TeamNeed.Origin.PUPIL_REVIEW, origin_key__in=told.cases)
    verbs = [f"team_need.{done}" for done in ("named", "changed", "agreed", "closed", "reopened")]
    keys = {event.object_id or 0 for event in told.events(*verbs)}
    found = TeamNeed.objects.filter(here, pk__in=keys, school=told.meeting.school_id).select_related("agreement")
    return [_team_need(one, told) for one in found.order_by("pk")]


def _team_need(one: TeamNeed, told: Written) -> dict[str, Any]:
    case = told.cases.get(one.origin_key or 0) if one.origin == TeamNeed.Origin.PUPIL_REVIEW else None
    return {
        "need": one.pk,
        "case": case.pk if case else None,
        "pupil": case.pupil_id if case else None,
        "text": one.text,
        "kind": str(one.get_kind_display()),
        "outcome": str(one.get_outcome_display()) if one.outcome else "",
        "owner": one.agreement.owner_id if one.agreement else None,
        "due_on": one.agreement.due_on.isoformat() if one.agreement else "",
    }


def helped(told: Written) -> Rows:
    """Whether what was agreed before helped: pupil, what, owner, helped, words."""
    keys = {event.object_id or 0 for event in told.events("agreement.effect_told")}
    about = Q(group=told.meeting.group_id) if told.meeting.group_id else Q()
    found = Agreement.objects.filter(about | Q(pupil__in=told.pupils), pk__in=keys).exclude(helped="")
    return [
        {
            "pupil": one.pupil_id,
            "what": one.what,
            "owner": one.owner_id,
            "helped": str(one.get_helped_display()),
            "words": one.helped_words,
        }
        for one in found.order_by("pk")
    ]


def done(told: Written) -> Rows:
    """What else was done, in words: case (or none), pupil, text. Each thing once, as it stands in the end."""
    rows = [row for event in told.log.filter(verb__in=SAID) for row in _said(event, told)]
    return list({(row["case"], row["pupil"], row["text"]): row for row in rows}.values())


def _said(event: AuditEvent, told: Written) -> Rows:
    is_case = event.object_type == "cases.case"
    if (event.object_id if is_case else event.pupil_id) not in (told.cases if is_case else told.pupils):
        return []
    case = told.cases.get(event.object_id or 0) if is_case else None
    case = case or next((one for one in told.cases.values() if one.pupil_id == event.pupil_id), None)
    text = SAID[event.verb](event, case)
    return [{"case": case.pk if case else None, "pupil": event.pupil_id, "text": text}] if text else []


def _closed(_event: AuditEvent, case: Case | None) -> str:
    return _("The case was closed. %(note)s") % {"note": case.closing_note} if case and case.closed_on else ""


def _planned(_event: AuditEvent, case: Case | None) -> str:
    if case is None or case.effect_on is None:
        return ""
    return _("It is asked on %(day)s whether it helps.") % {"day": date_format(case.effect_on, "j F Y")}


def _changed(event: AuditEvent, _case: Case | None) -> str:
    if "joins" in event.details or "need" in event.details:
        return ""
    return _("Ground, subject, question or lead of the case was changed.")


def _need_closed(event: AuditEvent, _case: Case | None) -> str:
    need = EducationalNeed.objects.filter(pk=event.object_id or 0).exclude(outcome="").select_related("subject").first()
    return _("Need closed. %(subject)s: %(goal)s") % {"subject": need.subject.name, "goal": need.goal} if need else ""


def _noted(event: AuditEvent, _case: Case | None) -> str:
    return _("A talk with the pupil was put in the file.") if event.details.get("kind") == "pupil_talk" else ""


SAID: dict[str, Callable[[AuditEvent, Case | None], str]] = {
    "case.closed": _closed,
    "case.reopened": lambda _event, case: "" if case and case.closed_on else _("The case was opened again."),
    "case.planned": _planned,
    "case.evaluated": _planned,
    "case.changed": _changed,
    "guest.invited": lambda _event, _case: _("Somebody from outside was invited to think along."),
    "need.closed": _need_closed,
    "need.removed": lambda _event, _case: _("A need was taken away."),
    "note.added": _noted,
    "signal.taken_up": lambda _event, _case: _("A signal was taken up."),
    "signal.put_aside": lambda _event, _case: _("A signal was put aside."),
}
FOUND: dict[str, Callable[[Written], Rows]] = {
    "needs": needs,
    "texts": texts,
    "companions": companions,
    "effects": effects,
    "outside": outside,
    "moves": moves,
    "clusters": clusters,
    "plans": plans,
    "team": team,
    "helped": helped,
    "done": done,
}
EMPTY: dict[str, Rows] = {name: [] for name in FOUND}
