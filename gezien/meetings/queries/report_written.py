"""What was changed in the files while a review was open, by the log of what was written then (`report_log`): of a text
what it says in the end, and of what was taken back or says again what it said at the opening nothing.

Words (names of clusters, fields, subjects) are copies, so that a report keeps those of its day; people are keys.
`writers` of a row: who wrote it, so that who was not at the table is told with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q

from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.cases.models import Case, CaseEffect, CasePart, GuestContribution
from gezien.cases.parts import PART
from gezien.meetings.queries.report_agreed import altered
from gezien.meetings.queries.report_done import done
from gezien.meetings.queries.report_group import clusters, moves, plans
from gezien.meetings.queries.report_log import Rows, Written, words
from gezien.needs.models import EducationalNeed
from gezien.needs.sentences import said_of
from gezien.notes.models import Factor, FactorStep
from gezien.team.models import TeamNeed

GOING = ("pupil_goes", "group_goes", "teacher_goes", "time_goes", "development_goes")
STEP = FactorStep.Kind


def written(told: Written) -> dict[str, Rows]:
    """By name of a list in the report what was changed; see `EMPTY` for the names."""
    return {name: find(told) for name, find in FOUND.items()}


def needs(told: Written) -> Rows:
    """The needs that were set, sharpened or taken along: pupil, subject, goal, support."""
    verbs = ("need.saved", "need.carried")
    saved, anew, writers = told.events(*verbs), told.overwritten(*verbs), told.writers(*verbs)
    keys = [event.object_id or 0 for event in saved]
    found = EducationalNeed.objects.filter(pk__in=keys, pupil__in=told.pupils).select_related("subject")
    found = found.prefetch_related("sentences")
    return [
        {
            "pupil": need.pupil_id,
            "subject": need.subject.name,
            "goal": words(need.goal, need.pk in anew),
            "support": "" if need.pk in anew else need.support,
            "writers": writers[need.pk],
        }
        for need in found.order_by("pupil__call_name", "subject__position", "pk")
        if not told.is_back(EducationalNeed, need.pk, "words", (need.goal, said_of(need)))
    ]


def factors(told: Written) -> Rows:
    """What stimulates or hinders, as it was noted, changed or ended here: pupil, direction, what (was done), text."""
    steps: dict[int, list[str]] = defaultdict(list)
    for event in told.events(*(f"factor.{kind.value}" for kind in STEP), "factor.undone"):
        done, kinds = event.verb.partition(".")[2], steps[event.object_id or 0]
        if done != "undone":
            kinds.append(done)
        elif kinds:
            kinds.pop()
    # Taking words back writes those of before.
    anew = told.overwritten(
        "factor.added",
        "factor.changed",
        "factor.undone",
        keys=lambda one: [one.object_id] if one.details.get("step", STEP.CHANGED) == STEP.CHANGED else [],
    )
    writers = told.writers(*(f"factor.{kind.value}" for kind in STEP))
    found = Factor.objects.filter(pk__in=steps, pupil__in=told.pupils)
    return [
        {
            "pupil": one.pupil_id,
            "direction": str(one.get_direction_display()),
            "what": str(STEP(kind).label),
            "text": words(one.text, one.pk in anew),
            "writers": writers.get(one.pk, []),
        }
        for one in found.order_by("pupil__call_name", "-direction", "pk")
        if (kind := _of_factor(_still(steps[one.pk], is_back=told.is_back(Factor, one.pk, "words", one.in_words))))
    ]


def _still(kinds: list[str], *, is_back: bool) -> list[str]:
    """Without the changing of words that say again what they said at the opening."""
    return [kind for kind in kinds if kind != STEP.CHANGED] if is_back else kinds


def _of_factor(kinds: list[str]) -> str:
    """The step that tells what was done with a factor; empty when it stands as it did before."""
    turns = [kind for kind in kinds if kind in (STEP.ENDED, STEP.REOPENED)]
    if STEP.ADDED in kinds:
        return "" if turns and turns[-1] == STEP.ENDED else STEP.ADDED.value
    if turns and turns[0] == turns[-1]:
        return turns[-1]
    return next((kind.value for kind in (STEP.CHANGED, STEP.CONFIRMED) if kind in kinds), "")


def texts(told: Written) -> Rows:
    """The words of a case that were written: case, pupil, label, text."""
    anew = told.overwritten("case.written", keys=_part)
    writers = told.writers("case.written", keys=_part)
    parts = CasePart.objects.filter(case__in=told.cases).values_list("case", "key", "text")
    found = {(case, key): text for case, key, text in parts if (case, key) in writers}
    return [
        {
            "case": case,
            "pupil": told.cases[case].pupil_id,
            "label": str(PART[key].label),
            "text": words(found[case, key], (case, key) in anew),
            "writers": writers[case, key],
        }
        for case in told.cases
        for key in PART
        if (case, key) in found and not told.is_back(Case, case, key, found[case, key])
    ]


def _part(event: AuditEvent) -> Iterable[tuple[int | None, str]]:
    return [(event.object_id, event.details["part"])]


def companions(told: Written) -> Rows:
    """Who joins in, or no longer does: case, pupil, who, joins. Who came and went again is not told."""
    changes: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for event in told.of_cases("case.changed"):
        if "joins" in event.details and event.pupil_id and event.object_id:
            changes[event.object_id, event.pupil_id].append(event.details["joins"])
    writers = told.writers("case.changed", keys=lambda one: [(one.object_id, one.pupil_id)])
    return [
        {
            "case": case,
            "pupil": told.cases[case].pupil_id,
            "who": who,
            "joins": joins[-1],
            "writers": writers[case, who],
        }
        for (case, who), joins in changes.items()
        if joins[0] == joins[-1]
    ]


def effects(told: Written) -> Rows:
    """How it goes, as somebody answered: case, pupil, by, going ({field: 1–3}), words."""
    answered = {event.details["effect"] for event in told.of_cases("case.evaluated") if "effect" in event.details}
    anew = told.overwritten("case.evaluated", keys=lambda one: [one.details.get("effect")])
    asked = CaseEffect.objects.filter(case__in=told.cases, pk__in=answered)
    return [
        {
            "case": one.case_id,
            "pupil": told.cases[one.case_id].pupil_id,
            "by": one.answered_by_id,
            "going": {} if one.pk in anew else _going(one),
            "words": words(one.words, one.pk in anew),
            "writers": [one.answered_by_id] if one.answered_by_id else [],
        }
        for one in asked.order_by("pk")
    ]


def _going(one: CaseEffect) -> dict[str, int]:
    return {name: getattr(one, name) for name in GOING if getattr(one, name) is not None}


def outside(told: Written) -> Rows:
    """What guests sent: case, pupil, name, text."""
    sent = [event.details["contribution"] for event in told.events("guest.contributed")]
    found = GuestContribution.objects.filter(pk__in=sent, guest__case__in=told.cases).select_related("guest__case")
    return [
        {"case": one.guest.case_id, "pupil": one.guest.case.pupil_id, "name": one.guest.name, "text": one.text}
        for one in found.order_by("pk")
    ]


def team(told: Written) -> Rows:
    """What this asks of the team: need, case, pupil, text, kind, outcome, owner, due_on."""
    here = Q(origin=TeamNeed.Origin.GROUP_REVIEW, origin_key=told.meeting.pk)
    here |= Q(origin=TeamNeed.Origin.PUPIL_REVIEW, origin_key__in=told.cases)
    verbs = [f"team_need.{done}" for done in ("named", "changed", "agreed", "closed", "reopened")]
    keys = {event.object_id or 0 for event in told.events(*verbs)}
    found = TeamNeed.objects.filter(here, pk__in=keys, school=told.meeting.school_id).select_related("agreement")
    anew = told.overwritten("team_need.named", "team_need.changed")
    writers = told.writers(*verbs)
    done: dict[int, list[str]] = defaultdict(list)
    for event in told.events(*verbs):
        done[event.object_id or 0].append(event.verb.partition(".")[2])
    return [
        _team_need(one, told) | {"text": words(one.text, one.pk in anew), "writers": writers[one.pk]}
        for one in found.order_by("pk")
        if not _stands_as_before(done[one.pk], is_back=told.is_back(TeamNeed, one.pk, "words", one.in_words))
    ]


def _stands_as_before(done: list[str], *, is_back: bool) -> bool:
    """Whether what the team needed before says again what it said, and was settled and opened again or not at all."""
    turns = [one for one in done if one in ("closed", "reopened")]
    is_same = "changed" not in done or is_back
    return is_same and not {"named", "agreed"} & {*done} and (not turns or turns[0] != turns[-1])


def _team_need(one: TeamNeed, told: Written) -> dict[str, Any]:
    case = told.cases.get(one.origin_key or 0) if one.origin == TeamNeed.Origin.PUPIL_REVIEW else None
    return {
        "need": one.pk,
        "case": case.pk if case else None,
        "pupil": case.pupil_id if case else None,
        "kind": str(one.get_kind_display()),
        "outcome": str(one.get_outcome_display()) if one.outcome else "",
        "owner": one.agreement.owner_id if one.agreement else None,
        "due_on": one.agreement.due_on.isoformat() if one.agreement else "",
    }


def helped(told: Written) -> Rows:
    """Whether what was agreed before helped: pupil, what, owner, helped, words."""
    writers = told.writers("agreement.effect_told")
    anew = told.overwritten("agreement.effect_told")
    about = Q(group=told.meeting.group_id) if told.meeting.group_id else Q()
    found = Agreement.objects.filter(about | Q(pupil__in=told.pupils), pk__in=writers).exclude(helped="")
    return [
        {
            "pupil": one.pupil_id,
            "what": one.what,
            "owner": one.owner_id,
            "helped": "" if one.pk in anew else str(one.get_helped_display()),
            "words": words(one.helped_words, one.pk in anew),
            "writers": writers[one.pk],
        }
        for one in found.order_by("pk")
    ]


FOUND: dict[str, Callable[[Written], Rows]] = {
    "needs": needs,
    "factors": factors,
    "texts": texts,
    "companions": companions,
    "effects": effects,
    "outside": outside,
    "moves": moves,
    "clusters": clusters,
    "plans": plans,
    "team": team,
    "helped": helped,
    "altered": altered,
    "done": done,
}
EMPTY: dict[str, Rows] = {name: [] for name in FOUND}
