"""The case along its six steps: on a page of its own, and as the matter of a review."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gezien.audit.log import record_reading
from gezien.cases.actions.links import LEARNING
from gezien.cases.forms import EFFECT_TERM, AgreeForm, EffectForm, PartForm, PlanTalkForm, owners_of
from gezien.cases.models import Case, CaseAgreement
from gezien.cases.parts import PART, STEPS
from gezien.cases.queries import known
from gezien.cases.queries.cases import grounds_in_words, left_in_words, parts_of, questions_of, with_names
from gezien.cases.queries.companions import companions, group_of
from gezien.cases.queries.effects import effects_over_time
from gezien.cases.queries.guards import guards_of
from gezien.cases.queries.guests import aside_of
from gezien.cases.queries.talks import agreements_of, next_review, said_in_reviews, talks_of
from gezien.cases.rules import editable_cases, require_case, visible_cases, withdrawable_cases
from gezien.cases.rules_guests import is_of_the_story, own_stories
from gezien.common import clock
from gezien.common.going_back import next_page
from gezien.needs.queries.beside import beside
from gezien.needs.queries.needs import Place
from gezien.needs.views.coach import offered
from gezien.pupils.rules import why_group_visible
from gezien.schools.models import Period, Subject
from gezien.schools.queries import current_period
from gezien.schools.rules import Member
from gezien.team.models import TeamNeed
from gezien.team.queries import team_part

# What the page shows to who may not write.
NO_FORMS: dict[str, Any] = {
    "agree": None,
    "agree_coach": None,
    "effect": None,
    "plan_talk": {},
    "coach": None,
    "can_withdraw": False,
}
TALKS = [one for one in CaseAgreement.Purpose.values if one]


def visible(request: HttpRequest, pk: int) -> Case:
    """The case, when this member may see it; else it does not exist."""
    return loaded(request.member, get_object_or_404(cases_with_rights(request.member), pk=pk))


def written(request: HttpRequest, pk: int) -> Case:
    """The case in which this member is writing; `CaseClosed` when it is to be opened again first."""
    case = visible(request, pk)
    require_case(request.member, case)
    return case


def cases_with_rights(member: Member) -> QuerySet[Case]:
    """The visible cases with their names and what the member may do, in the same statement: for a page of one case."""
    return with_names(visible_cases(member)).annotate(
        may_write=Exists(editable_cases(member).filter(pk=OuterRef("pk"))),
        may_withdraw=Exists(withdrawable_cases(member).filter(pk=OuterRef("pk"))),
    )


def loaded(member: Member, case: Case) -> Case:
    """The case with the school that is known already."""
    case.school = case.pupil.school = member.school
    return case


def to(case: Case, place: str = "") -> HttpResponse:
    """The page of the case, at a place in it."""
    return redirect(f"{url_of(case)}#{place}" if place else url_of(case))


def back(request: HttpRequest, case: Case, place: str = "") -> HttpResponse:
    """Where one came from (the case's page, or a review in which it is talked about), at the place where one was."""
    return redirect(f"{next_page(request) or url_of(case)}#{place}")


def url_of(case: Case) -> str:
    """The address of the case's page."""
    return reverse("cases:case", args=[case.school.slug, case.pk])


def page(request: HttpRequest, case: Case, *, status: int = 200, **failed: Any) -> HttpResponse:
    """The page of a case; `failed` are forms that could not be saved, by the name they have in the page."""
    context = case_context(request, case, **failed)
    # Of one person alone, so not in what a review shows to everybody: see F3 and F4.
    context["left"] = left_in_words(case)
    context["guards"] = guards_of(request.member, case, context["parts"])
    tells = context["can_edit"] and is_of_the_story(request.member, case)
    context["can_tell"] = tells or own_stories(request.member, case).exists()
    origin = TeamNeed.Origin.PUPIL_REVIEW
    context["team"] = team_part(request.member, origin, case.pk, group=context["group"], back=url_of(case))
    return render(request, "cases/case.html", context, status=status)


def case_context(
    request: HttpRequest, case: Any, *, writes: bool = True, logs: bool = True, **failed: Any
) -> dict[str, Any]:
    """Everything `cases/steps.html` shows of a case of `cases_with_rights`, for the member of the request.

    `writes`: where one may write. `logs`: whether the reading of its companions is to be logged still.
    """
    member, parts = request.member, parts_of(case)
    can_edit = writes and case.may_write and not case.is_closed
    file = known.file_of(member, case)
    goal, period = parts["goal"].text if "goal" in parts else "", current_period(member.school)
    context = {
        **NO_FORMS,
        "forms": {},
        "case": case,
        "grounds": grounds_in_words(case),
        "can_edit": can_edit,
        "parts": parts,
        "effects": effects_over_time(case, member),
        "aside": aside_of(member, case),
        "agreements": agreements_of(member, case, file.agreements),
        "said": said_in_reviews(case),
        "talks": talks_of(member, case, file.notes),
        "questions": questions_of(member),
        "says_learning": any(parts[key].text for key in LEARNING if key in parts),
        "effect_day": case.effect_on or clock.today() + EFFECT_TERM,
        "is_asked": case.effect_on is not None and case.effect_on <= clock.today(),
        "can_reopen": case.may_write and case.is_closed,
        "today": clock.today(),
        "next": url_of(case),
        **_known(request, case, file, period),
        "beside": _beside(request, case, file, goal, period),
        **_companions(member, case, goal, period, logs=logs),
    }
    if can_edit:
        context |= _forms(request, case, context)
    context["texts"] = _texts(parts, context["forms"], failed.pop("failed_part", None))
    context["steps"] = _steps(context)
    return context | failed


def _texts(parts: dict[str, Any], forms: dict[str, PartForm], failed: PartForm | None) -> dict[str, dict[str, Any]]:
    """The texts of a case by key: to read, with a form for who may write."""
    if failed:
        forms[failed.part.key] = failed
    return {
        key: {"key": key, "label": PART[key].label, "text": part.text, "form": forms.get(key)}
        for key, part in parts.items()
    }


def _known(request: HttpRequest, case: Case, file: known.File, period: Period | None) -> dict[str, Any]:
    """What is known already: what was done, what helps, needs and plans of now."""
    member = request.member
    done = known.done_before(member, case, file)
    return {
        "done": done[: known.MOST],
        "done_more": done[known.MOST :],
        "needs": known.needs_now(member, case, period, file),
        "plans": known.plans_now(member, case, period, file),
        **known.factors_known(case, file.factors),
    }


def _beside(request: HttpRequest, case: Case, file: known.File, goal: str, period: Period | None) -> dict | None:
    """What bears on the goal, once it is chosen what the case is most about; the rest on request."""
    if case.subject is None or period is None:
        return None
    place, everything = Place(case.pupil, case.subject, period), request.GET.get("beside") == "all"
    factors = file.factors[0]
    return beside(request.member, place, goal, everything=everything, factors=factors, notes=file.notes)


def _companions(member: Member, case: Case, goal: str, period: Period | None, *, logs: bool) -> dict[str, Any]:
    group = group_of(member, case)
    found = companions(member, case, group, period, goal)
    if found and logs:
        reason = (why_group_visible(member, group) if group else None) or ""
        record_reading(member, [row["pupil"] for row in found], reason=reason, screen="case")
    return {"group": group, "companions": found}


def _forms(request: HttpRequest, case: Any, context: dict[str, Any]) -> dict[str, Any]:
    member, owners, review = request.member, owners_of(request.member, case), next_review(case)
    coach = offered(request, case.pupil, case.subject or Subject(pk=0, school=member.school))
    return {
        "forms": {key: PartForm(by=member, case=case, part=part) for key, part in context["parts"].items()},
        "agree": AgreeForm(member=member, case=case, owners=owners),
        "plan_talk": {
            one: PlanTalkForm(member=member, case=case, purpose=one, owners=owners, review=review) for one in TALKS
        },
        "effect": EffectForm(by=member, case=case),
        "coach": coach,
        "agree_coach": coach,
        "can_withdraw": case.may_withdraw,
    }


def _steps(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The six steps with their names, and whether something was written or done in each."""
    done = {PART[key].step for key, part in context["parts"].items() if part.text}
    if context["agreements"]["do"] or any(need["is_linked"] for need in context["needs"]):
        done.add("do")
    if context["effects"]["days"]:
        done.add("check")
    return [{"key": key, "name": name, "is_done": key in done} for key, name in STEPS.items()]
