"""The preparation: the school's questions, saved one by one, beside what Gezien already knows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.cases.models import Case
from gezien.cases.rules import editable_cases, visible_cases, why_case_visible
from gezien.common import clock
from gezien.common.forms import autosave_reply, wants_json
from gezien.meetings.actions import preparations as actions
from gezien.meetings.actions.reminders import people_of
from gezien.meetings.forms import ContributionForm
from gezien.meetings.models import Answer, Contribution, Preparation
from gezien.meetings.prefill import proposals, taken_over
from gezien.meetings.queries.preparations import about_in_words, answers_last_time, state_of, url_of
from gezien.meetings.queries.reviews import when_in_words
from gezien.meetings.queries.room import rows_before
from gezien.meetings.rules import fillable_preparations, visible_preparations, why_meeting_visible
from gezien.needs.queries.attention import group_attention
from gezien.needs.queries.overview import SIGNALS, Overview, group_overview
from gezien.pupils.rules import visible_groups
from gezien.schools.rules import Member


@require_safe
def preparation(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for the group's teachers; for everybody else at the table what they have written so far."""
    return _page(request, _of_meeting(request.member, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def case_preparation(request: HttpRequest, case: int) -> HttpResponse:
    """The newest form about one pupil; posted without one, it is begun."""
    member = request.member
    about = get_object_or_404(visible_cases(member).select_related("pupil"), pk=case)
    found = _of_case(member, about)
    if request.method == "POST":
        actions.prepare_case(by=member, case=about)
        return redirect("meetings:case_preparation", school=member.school.slug, case=case)
    if found is None:
        can_begin = not about.is_closed and editable_cases(member).filter(pk=case).exists()
        return render(request, "meetings/case_unprepared.html", {"case": about, "can_begin": can_begin})
    return _page(request, found)


def _page(request: HttpRequest, found: Preparation, *, wrong: ContributionForm | None = None) -> HttpResponse:
    """The page; `wrong` is the one form that could not be saved, with what was typed."""
    member, meeting = request.member, found.held_in
    may_fill = not actions.is_over(found) and fillable_preparations(member).filter(pk=found.pk).exists()
    before = answers_last_time(found)
    answers = list(found.answers.prefetch_related("contributions__author"))
    written = sum(answer.text != "" for answer in answers)
    can_fill = may_fill and found.submitted_at is None
    known = proposals(member, found, [answer.source for answer in answers]) if can_fill else {}
    context = {
        "meeting": meeting,
        "preparation": found,
        "about": about_in_words(found),
        "when": when_in_words(meeting.starts_at, clock.today()) if meeting else "",
        "state": state_of(found, len(answers), written, clock.today()),
        "questions": [_question(member, answer, before, wrong, known.get(answer.source)) for answer in answers],
        "contributed": _contributed(found, answers),
        "can_fill": can_fill,
        "can_reopen": may_fill and found.submitted_at is not None,
        "next": request.get_full_path(),
        **(_known(member, found) if found.meeting else {}),
    }
    _log(member, found)
    return render(request, "meetings/preparation.html", context, status=409 if wrong and wrong.conflict else 200)


def _contributed(found: Preparation, answers: list[Answer]) -> list[dict[str, Any]]:
    """Of everybody who is asked, whether they wrote something; nothing when there is only one."""
    asked = people_of(found)
    wrote = {one.author_id for answer in answers for one in answer.contributions.all() if one.text}
    return [{"name": person.name, "wrote": person.pk in wrote} for person in asked] if len(asked) > 1 else []


def _question(
    member: Member,
    answer: Answer,
    before: dict[str, str],
    wrong: ContributionForm | None,
    proposal: dict[str, str] | None,
) -> dict[str, Any]:
    """A question with what one wrote oneself in a form, and what each of the others wrote beside it."""
    said = list(answer.contributions.all())
    mine = next((one for one in said if one.author_id == member.user.pk), None)
    here = wrong if wrong and wrong.answer.pk == answer.pk else None
    return {
        "answer": answer,
        "form": here or ContributionForm(answer=answer, member=member, mine=mine),
        "said": [_said(one) for one in said if one.text],
        "others": [_said(one) for one in said if one.text and one != mine],
        "before": before.get(answer.key, ""),
        "proposal": None if proposal and mine and proposal["text"] in mine.text else proposal,
    }


def _said(one: Contribution) -> dict[str, str]:
    return {"name": one.author.name if one.author else "", "text": one.text}


@require_POST
def answer(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """Save what one answers oneself."""
    return _answered(request, _of_meeting(request.member, pk), answer)


@require_POST
def case_answer(request: HttpRequest, case: int, answer: int) -> HttpResponse:
    """The same for a case."""
    return _answered(request, _begun(request.member, case), answer)


def _answered(request: HttpRequest, found: Preparation, answer: int) -> HttpResponse:
    asked = get_object_or_404(
        Answer.objects.select_related("preparation__meeting__group", "preparation__case__pupil"),
        preparation=found,
        pk=answer,
    )
    data = request.POST
    if "take" in data and (known := proposals(request.member, found, [asked.source])):
        data = data.copy()
        data["text"] = taken_over(data.get("text", ""), known[asked.source]["text"])
    form = ContributionForm(data, answer=asked, member=request.member, mine=None)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _page(request, found, wrong=form)
    return redirect(f"{url_of(found, request.member.school)}#question-{answer}")


@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Ready; with `undo` posted: not ready after all."""
    return _submitted(request, _of_meeting(request.member, pk))


@require_POST
def case_submission(request: HttpRequest, case: int) -> HttpResponse:
    """The same for a case."""
    return _submitted(request, _begun(request.member, case))


def _submitted(request: HttpRequest, found: Preparation) -> HttpResponse:
    if "undo" in request.POST:
        actions.reopen_preparation(by=request.member, preparation=found)
        messages.info(request, _("You can write in the preparation again."))
    else:
        actions.submit_preparation(by=request.member, preparation=found)
        messages.success(request, _("The preparation is ready. Whoever leads the review sees that it is."))
    return redirect(url_of(found, request.member.school))


def _of_meeting(member: Member, pk: int) -> Preparation:
    preparations = visible_preparations(member).select_related(
        "meeting__group__year", "meeting__period", "submitted_by"
    )
    return get_object_or_404(preparations, meeting=pk)


def _of_case(member: Member, case: Case) -> Preparation | None:
    found = visible_preparations(member).filter(case=case).order_by("-pk")
    return found.select_related("discussed_in", "case__pupil", "case__teacher", "submitted_by").first()


def _begun(member: Member, case: int) -> Preparation:
    found = _of_case(member, get_object_or_404(visible_cases(member), pk=case))
    if found is None:
        raise Http404
    return found


def _known(member: Member, found: Preparation) -> dict[str, Any]:
    """What nobody needs to type again: where the group stands, whose signals ask attention, what was agreed."""
    meeting = found.meeting
    known: dict[str, Any] = {"agreements": rows_before(member, meeting), "strip": [], "attention": [], "signalled": []}
    if visible_groups(member).filter(pk=meeting.group_id).exists():
        overview = group_overview(meeting.group, meeting.period, view=SIGNALS, member=member)
        known |= {"strip": overview.strip, "attention": overview.attention, "signalled": _signalled(member, overview)}
    return known


def _signalled(member: Member, overview: Overview) -> list[dict[str, Any]]:
    """The pupils with a signal: first those for whom nothing was done since, then the others with what was."""
    asking = {row["pk"]: row["attention"] for row in group_attention(member, overview.group.pk)}
    rows = [
        {**row, "is_new": row["pk"] in asking and not asking[row["pk"]], "done": asking.get(row["pk"], [])}
        for section in overview.sections
        for row in section["rows"]
    ]
    return sorted(rows, key=lambda row: not row["is_new"])


def _log(member: Member, found: Preparation) -> None:
    if found.case:
        reason = why_case_visible(member, found.case) or ""
    else:
        reason = why_meeting_visible(member, found.meeting) or ""
    record(member, "preparation.read", found, reason=reason, **actions.about(found))
