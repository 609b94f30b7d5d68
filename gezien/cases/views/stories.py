"""A teacher's own story: for two people and two weeks, in no file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gezien.audit.log import record
from gezien.cases.actions import stories as actions
from gezien.cases.guest_forms import StoryForm
from gezien.cases.models import Case, CaseStory
from gezien.cases.models.story import KEPT_FOR
from gezien.cases.rules import require_case, visible_cases
from gezien.cases.rules_guests import may_tell_story, may_write_story, own_stories, visible_stories
from gezien.cases.views.refused import gives_words_back
from gezien.common import clock
from gezien.common.forms import autosave_reply, wants_json


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(StoryForm)
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Write and read the story. For everybody else it does not exist."""
    case = _case(request, pk)
    found = _story(request, case)
    form = StoryForm(request.POST or None, by=request.member, case=case, story=found)
    saved = form.try_save() if request.method == "POST" else None
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved:
        return redirect("cases:story", school=case.school.slug, pk=case.pk)
    if found and request.method != "POST":
        record(request.member, "story.read")
    gone_on = found.delete_on if found else clock.today() + KEPT_FOR
    context = {
        "case": case,
        "story": found,
        "is_mine": request.member.user.pk in (found.teacher_id if found else None, case.teacher_id),
        "conflict": form.conflict,
        "new_coach": _new_coach(request, case, found),
        "other": _other(request, case, found),
        "gone_on": date_format(gone_on, "l j F"),
    }
    if form.errors or may_write_story(request.member, case, found.teacher_id if found else case.teacher_id):
        context["form"] = form  # with what was typed, also when it can no longer be kept
    return render(request, "cases/story.html", context, status=409 if form.conflict else 422 if form.errors else 200)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete the story now."""
    case = _case(request, pk)
    actions.delete_story(by=request.member, story=_existing(request, case))
    messages.success(request, _("The story is deleted. It stands nowhere any more."))
    return redirect("cases:case", school=case.school.slug, pk=case.pk)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the coach who leads the conversation now read along."""
    case = _case(request, pk)
    actions.let_coach_read(by=request.member, story=_existing(request, case))
    return redirect("cases:story", school=case.school.slug, pk=case.pk)


@require_POST
@gives_words_back()
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the way forward in the case; the story stays where it is."""
    case = _case(request, pk)
    part = actions.carry_forward(by=request.member, story=_existing(request, case))
    messages.success(request, _("The step forward stands in the case."))
    return redirect(f"{request.path.split('story/')[0]}#{part.key}")


def _case(request: HttpRequest, pk: int) -> Case:
    """The case, for the two people of the conversation and who told a story in it; for others there is no such page."""
    case = get_object_or_404(visible_cases(request.member).select_related("pupil", "school", "teacher", "coach"), pk=pk)
    if case.is_closed and request.method == "POST" and request.member.user.pk in (case.teacher_id, case.coach_id):
        require_case(request.member, case)
    if not may_tell_story(request.member, case) and not own_stories(request.member, case).exists():
        raise Http404
    return case


def _story(request: HttpRequest, case: Case) -> CaseStory | None:
    """One's own story; as the coach that of the teacher whose question it is now."""
    stories = visible_stories(request.member).filter(case=case).select_related("case", "teacher", "coach")
    return stories.filter(teacher=request.member.user).first() or stories.filter(teacher=case.teacher_id).first()


def _existing(request: HttpRequest, case: Case) -> CaseStory:
    found = _story(request, case)
    if found is None:
        raise Http404
    return found


def _other(request: HttpRequest, case: Case, found: CaseStory | None) -> str:
    """Who reads along, by name; "" when nobody does yet."""
    if found and (found.coach_id != case.coach_id or found.teacher_id != case.teacher_id):
        return ""  # told to somebody who leads no more
    two = [case.teacher, case.coach]
    return next((one.name for one in two if one and one.pk != request.member.user.pk), "")


def _new_coach(request: HttpRequest, case: Case, found: CaseStory | None) -> str:
    """Who leads now and does not read along yet, for the teacher to decide; "" when there is nobody."""
    mine = found and found.teacher_id == case.teacher_id == request.member.user.pk
    return case.coach.name if mine and found and case.coach and case.coach_id != found.coach_id else ""
