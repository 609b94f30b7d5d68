"""The preparation: the school's questions, saved one by one, beside what Gezien already knows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.agreements.queries import group_in_words
from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import autosave_reply, wants_json
from gezien.meetings.actions import preparations as actions
from gezien.meetings.forms import ContributionForm
from gezien.meetings.models import Answer, Contribution, Preparation
from gezien.meetings.queries.preparations import answers_last_time, state_of
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
    found = _visible(request.member, pk)
    return _page(request, found)


def _page(request: HttpRequest, found: Preparation, *, wrong: ContributionForm | None = None) -> HttpResponse:
    """The page; `wrong` is the one form that could not be saved, with what was typed."""
    member, meeting = request.member, found.meeting
    may_fill = _may_fill(member, found)
    before = answers_last_time(meeting)
    answers = list(found.answers.prefetch_related("contributions__author"))
    questions = [_question(member, answer, before, wrong) for answer in answers]
    written = sum(answer.text != "" for answer in answers)
    context = {
        "meeting": meeting,
        "preparation": found,
        "group_name": group_in_words(meeting.group),
        "when": when_in_words(meeting.starts_at, clock.today()),
        "state": state_of(found, len(answers), written, clock.today()),
        "questions": questions,
        "can_fill": may_fill and found.submitted_at is None,
        "can_reopen": may_fill and found.submitted_at is not None,
        "next": request.get_full_path(),
        **_known(member, found),
    }
    _log(member, found)
    return render(request, "meetings/preparation.html", context, status=409 if wrong and wrong.conflict else 200)


def _question(member: Member, answer: Answer, before: dict[str, str], wrong: ContributionForm | None) -> dict[str, Any]:
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
    }


def _said(one: Contribution) -> dict[str, str]:
    return {"name": one.author.name if one.author else "", "text": one.text}


@require_POST
def answer(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """Save what one answers oneself."""
    found = _visible(request.member, pk)
    asked = get_object_or_404(
        Answer.objects.select_related("preparation__meeting__group"), preparation=found, pk=answer
    )
    form = ContributionForm(request.POST, answer=asked, member=request.member, mine=None)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _page(request, found, wrong=form)
    return redirect(f"{request.path.removesuffix(f'{answer}/')}#question-{answer}")


@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Ready; with `undo` posted: not ready after all."""
    found = _visible(request.member, pk)
    if "undo" in request.POST:
        actions.reopen_preparation(by=request.member, preparation=found)
        messages.info(request, _("You can write in the preparation again."))
    else:
        actions.submit_preparation(by=request.member, preparation=found)
        messages.success(request, _("The preparation is ready. Whoever leads the review sees that it is."))
    return redirect("meetings:preparation", school=request.member.school.slug, pk=pk)


def _visible(member: Member, pk: int) -> Preparation:
    preparations = visible_preparations(member).select_related(
        "meeting__group__year", "meeting__period", "submitted_by"
    )
    return get_object_or_404(preparations, meeting=pk)


def _may_fill(member: Member, found: Preparation) -> bool:
    if found.meeting.closed_at or found.meeting.cancelled_at:
        return False
    return fillable_preparations(member).filter(pk=found.pk).exists()


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
    group = found.meeting.group
    record(member, "preparation.read", found, group=group, reason=why_meeting_visible(member, found.meeting) or "")
