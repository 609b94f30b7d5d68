"""What stands around a plan of one pupil: its steps, versions, answers, links and evaluations, as plain rows."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.notes.models import Note
from gezien.notes.rules import visible_notes
from gezien.plans.models import (
    GoalOutcome,
    IndividualEvaluation,
    IndividualPlan,
    IndividualPlanVersion,
    PlanAnswer,
    ShareLink,
)
from gezien.plans.queries.individual import Due, due_of, standing, why_not_agreed, with_counts
from gezien.plans.queries.individual_content import has_changed
from gezien.plans.queries.individual_settings import Terms
from gezien.plans.queries.share import State, state_of_link
from gezien.plans.rules import editable_individual_plans, visible_individual_plans
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member

KIND, STATUS = IndividualPlan.Kind, IndividualPlan.Status
STEPS = (STATUS.DRAFT, STATUS.WITH_PARENTS, STATUS.AGREED, STATUS.RUNNING, STATUS.ENDED)
TALKS_SHOWN = 2
OUTCOMES = dict(GoalOutcome.Outcome.choices)


def pupil_plans(member: Member, pupil: Pupil, terms: Terms) -> dict[str, Any]:
    """The pupil's plans, those that have not ended first; and which kinds may begin."""
    found = list(with_counts(visible_individual_plans(member).filter(pupil=pupil)).order_by("-starts_on", "-pk"))
    rows = [_plan_row(plan, terms) for plan in found]
    has_outlook = any(plan.kind == KIND.OUTLOOK and plan.status != STATUS.ENDED for plan in found)
    kinds = [(KIND.TEMPORARY, terms.temporary_name)]
    if not has_outlook:
        kinds.append((KIND.OUTLOOK, terms.outlook_name))
    return {
        "plans": [row for row in rows if not row["is_ended"]],
        "ended": [row for row in rows if row["is_ended"]],
        "kinds": [{"kind": kind, "name": name} for kind, name in kinds],
    }


def _plan_row(plan: IndividualPlan, terms: Terms) -> dict[str, Any]:
    return {
        "pk": plan.pk,
        "name": terms.name_of(plan.kind),
        "days": days_in_words(plan),
        "status": plan.status,
        "status_words": plan.get_status_display(),
        "is_ended": plan.status == STATUS.ENDED,
        "due": [_due(one) for one in due_of(plan, terms)],
    }


def plan_page(member: Member, plan: IndividualPlan, terms: Terms, content: dict[str, Any]) -> dict[str, Any]:
    """What the page of a plan shows beside its text."""
    can_edit = editable_individual_plans(member).filter(pk=plan.pk).exists()
    versions = list(plan.versions.select_related("made_by", "agreed_by").prefetch_related("answers__seen_by"))
    last = versions[0] if versions else None
    changed = has_changed(last, content)
    counted = with_counts(IndividualPlan.objects.filter(pk=plan.pk)).get()
    return {
        "name": terms.name_of(plan.kind),
        "days": days_in_words(plan),
        "can_edit": can_edit,
        "can_write": can_edit and plan.status != STATUS.ENDED,
        "steps": _steps(plan),
        "due": [_due(one) for one in due_of(counted, terms)],
        "last": _version(last) if last else None,
        "earlier": [_version(version) for version in versions[1:]],
        "is_earlier_unread": any(one.seen_at is None for version in versions[1:] for one in version.answers.all()),
        "is_changed": bool(last) and changed,
        "to_show": plan.status == STATUS.DRAFT or (changed and plan.status != STATUS.ENDED),
        "can_discard": can_edit and not versions and plan.status == STATUS.DRAFT,
        "hindrance": why_not_agreed(plan, last, terms, changed) if plan.status == STATUS.WITH_PARENTS else "",
        "evaluations": [_evaluation(one) for one in plan.evaluations.select_related("recorded_by")],
        "can_evaluate": can_edit and plan.status in (STATUS.AGREED, STATUS.RUNNING),
        "talks": _talks(member, plan),
    }


def days_in_words(plan: IndividualPlan) -> str:
    """ "1 February – 9 April 2027", or "since 1 February 2027"."""
    if plan.ends_on is None:
        return _("since %(day)s") % {"day": date_format(plan.starts_on, "j F Y")}
    same_year = plan.starts_on.year == plan.ends_on.year
    return f"{date_format(plan.starts_on, 'j F' if same_year else 'j F Y')} – {date_format(plan.ends_on, 'j F Y')}"


def answer_row(answer: PlanAnswer) -> dict[str, Any]:
    """What somebody said, ready for the page."""
    return {
        "pk": answer.pk,
        "name": answer.name,
        "relation": answer.relation or answer.get_party_display(),
        "kind": answer.kind,
        "kind_words": answer.get_kind_display(),
        "remark": answer.remark,
        "way": answer.get_way_display(),
        "day": date_format(answer.answered_on, "j F Y"),
        "note": answer.note_id,
        "is_unread": answer.seen_at is None,
    }


def link_row(link: ShareLink) -> dict[str, Any]:
    """A link, and what has become of it."""
    state = state_of_link(link, "")
    opened = link.opened_at and date_format(clock.in_school_time(link.opened_at), "j F H:i")
    words = {
        State.CLOSED: _("not opened yet, valid until %(day)s") % {"day": date_format(link.valid_until, "j F Y")},
        State.USED: _("opened on %(moment)s") % {"moment": opened},
        State.EXPIRED: _("expired on %(day)s") % {"day": date_format(link.valid_until, "j F Y")},
        State.REVOKED: _("ended by the school"),
        State.LOCKED: _("closed: the code was wrong too often"),
    }
    told = words[state]
    if opened and state != State.USED:
        told = f"{told} · {words[State.USED]}"
    return {
        "pk": link.pk,
        "recipient": link.recipient,
        "relation": link.relation,
        "number": link.version.number,
        "state": told,
        "is_alive": state in (State.CLOSED, State.USED) and not link.revoked_at,
    }


def _version(version: IndividualPlanVersion) -> dict[str, Any]:
    answers = list(version.answers.all())
    return {
        "pk": version.pk,
        "number": version.number,
        "why": version.why,
        "made": _("%(name)s, %(day)s")
        % {"name": version.made_by.name if version.made_by else "–", "day": date_format(version.made_on, "j F Y")},
        "agreed": date_format(version.agreed_on, "j F Y") if version.agreed_on else "",
        "without": version.agreed_without,
        "answers": [answer_row(answer) for answer in answers],
        "standing": [answer_row(answer) for answer in standing(answers)],
    }


def _evaluation(one: IndividualEvaluation) -> dict[str, Any]:
    return {
        "day": date_format(one.held_on, "j F Y"),
        "result": one.result,
        "goals": [{"text": text, "outcome": OUTCOMES.get(outcome, "")} for text, outcome in one.goals],
        "parents": one.parents_words,
        "pupil": one.pupils_words,
        "follows": one.get_follows_display(),
        "who": one.recorded_by.name if one.recorded_by else "–",
    }


def _talks(member: Member, plan: IndividualPlan) -> list[dict[str, Any]]:
    """The last talks with pupil and parents, to write from."""
    kinds = (Note.Kind.PARENT_TALK, Note.Kind.PUPIL_TALK)
    found = visible_notes(member).filter(pupil=plan.pupil_id, kind__in=kinds)[: TALKS_SHOWN * 3]
    return [
        {
            "pk": note.pk,
            "kind": note.get_kind_display(),
            "day": date_format(note.happened_on, "j F Y"),
            "text": note.text,
        }
        for note in found
    ][:TALKS_SHOWN]


def _steps(plan: IndividualPlan) -> list[dict[str, Any]]:
    place = STEPS.index(STATUS(plan.status))
    return [
        {"label": step.label, "is_done": number < place, "is_current": number == place}
        for number, step in enumerate(STEPS)
    ]


def _due(one: Due) -> dict[str, Any]:
    return {"text": one.text, "is_late": one.is_late, "is_near": one.is_near, "is_answer": one.day is None}
