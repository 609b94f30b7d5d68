"""Handing a group over: where groups stand, writing it, giving it, reading it, asking and answering."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record, record_reading
from gezien.common.forms import VersionedForm, autosave_reply, posted_number, wants_json
from gezien.common.models import StaleVersion
from gezien.plans.actions import handover as actions
from gezien.plans.handover_forms import AnswerForm, HandoverForm, LineForm, QuestionForm, ReceiverForm
from gezien.plans.models import Handover, HandoverLine, HandoverQuestion, HandoverReceiver
from gezien.plans.queries.handovers import given_before, giving, handover_page, pupils_read, receiving, state_words
from gezien.plans.rules import (
    answerable_handovers,
    editable_handovers,
    may_choose_receivers,
    may_write_plans,
    received_lines,
    visible_handovers,
    visible_lines,
    why_handover_visible,
)
from gezien.plans.words import group_title
from gezien.pupils.rules import visible_groups
from gezien.schools.rules import Member, sees_all_groups, works_with_pupils


@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """What one hands over and receives; for coach and head where every group stands."""
    member = request.member
    if not works_with_pupils(member):
        raise Http404
    context = {
        "giving": giving(member),
        "receiving": receiving(member),
        "before": given_before(member),
        "sees_all": sees_all_groups(member),
        "can_edit": may_write_plans(member),
    }
    return render(request, "plans/handovers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def of_group(request: HttpRequest, group: int) -> HttpResponse:
    """The handover of a group; when there is none yet, what it will be (GET) and beginning it (POST)."""
    found = get_object_or_404(visible_groups(request.member).select_related("year"), pk=group)
    existing = Handover.objects.filter(group=found).first()
    if request.method == "POST":
        existing = actions.start_handover(by=request.member, group=found)
    if existing:
        return redirect("plans:handover", school=request.member.school.slug, pk=existing.pk)
    context = {
        "group": found,
        "title": group_title(found),
        "can_edit": may_write_plans(request.member),
        "current_tab": "handover",
    }
    return render(request, "plans/handover_start.html", context)


@require_safe
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """One handover: to write for who gives it, to read and ask about for who receives it."""
    return _page(request, _visible(request.member, pk))


def _page(request: HttpRequest, found: Handover, status: int = 200, **more: object) -> HttpResponse:
    member = request.member
    gives = visible_groups(member).filter(pk=found.group_id).exists()
    receives = received_lines(member).filter(handover=found).exists()
    reason = why_handover_visible(member, found) or ""
    record(member, "handover.read", found, group=found.group, reason=reason)
    if receives or not gives:
        record_reading(member, pupils_read(member, found), reason=reason, screen="handover")
    can_choose = may_choose_receivers(member)
    context = {
        "handover": found,
        "group": found.group,
        "title": group_title(found.group),
        "state": state_words(found),
        "gives": gives,
        "receives": receives,
        "can_edit": editable_handovers(member).filter(pk=found.pk).exists(),
        "can_answer": answerable_handovers(member).filter(pk=found.pk).exists(),
        "can_ask": found.is_handed and (receives or can_choose),
        "can_choose": can_choose,
        "receiver_form": ReceiverForm(by=member) if can_choose else None,
        "current_tab": "handover",
        **handover_page(member, found),
        **more,
    }
    context["has_read"] = found.receivers.filter(read_at__isnull=False, staff_member__user=member.user).exists()
    return render(request, "plans/handover.html", context, status=status)


@require_POST
def general(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is said about the group."""
    found = _visible(request.member, pk)
    form = HandoverForm(request.POST, by=request.member, handover=found)
    return _saved(request, form, found, "#group")


@require_POST
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is said about one pupil."""
    found = get_object_or_404(
        HandoverLine.objects.filter(handover__in=visible_handovers(request.member)).select_related(
            "handover__group", "pupil"
        ),
        pk=pk,
    )
    form = LineForm(request.POST, by=request.member, line=found)
    return _saved(request, form, found.handover, f"#pupil-{found.pupil_id}")


def _saved(request: HttpRequest, form: VersionedForm, found: Handover, place: str) -> HttpResponse:
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if not saved:
        return _unsaved(request, form, found.pk)
    return redirect(f"{_url(request.member, found.pk)}{place}")


def _unsaved(request: HttpRequest, form: VersionedForm, pk: int) -> HttpResponse:
    """The page as it is now, with what was typed to copy: a colleague was first (409), or it cannot be kept (422)."""
    status = 422 if form.conflict is None else 409
    more = {
        "typed": form.typed_words(),
        "is_later": status == 409,
        "problem": _("Write something, and no more than 2000 characters in an answer."),
    }
    return _page(request, _visible(request.member, pk), status=status, **more)


@require_POST
def giving_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it over, give pupils who came later a line (`complete`), or take it back (`undo`)."""
    found = _visible(request.member, pk)
    try:
        if "undo" in request.POST:
            actions.take_back(by=request.member, handover=found)
        elif "complete" in request.POST:
            actions.complete_handover(by=request.member, handover=found)
        else:
            actions.hand_over(by=request.member, handover=found)
    except actions.CannotHandOver as problem:
        messages.warning(request, str(problem))
    except StaleVersion:
        messages.warning(request, _("A colleague was first: this is what stands there now."))
    return redirect(_url(request.member, found.pk))


@require_POST
def receivers(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who receives it, or (`remove`) undo that."""
    found = _visible(request.member, pk)
    if not may_choose_receivers(request.member):
        raise PermissionDenied
    if removed := posted_number(request, "remove"):
        receiver = get_object_or_404(HandoverReceiver, handover=found, pk=removed)
        actions.remove_receiver(by=request.member, handover=found, receiver=receiver)
    else:
        form = ReceiverForm(request.POST, by=request.member)
        if not form.is_valid():
            return _page(request, found, status=422, receiver_form=form)
        actions.choose_receiver(by=request.member, handover=found, **form.cleaned_data)
    return redirect(f"{_url(request.member, found.pk)}#receivers")


@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read it."""
    found = _visible(request.member, pk)
    actions.mark_read(by=request.member, handover=found)
    messages.success(request, _("Read. Whoever hands over sees that too."))
    return redirect(_url(request.member, found.pk))


@require_POST
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask or remark something."""
    found = _visible(request.member, pk)
    pupils = list(visible_lines(request.member, found).values_list("pupil_id", flat=True))
    form = QuestionForm(request.POST, pupils=pupils)
    if not form.is_valid():
        messages.warning(request, _("Write your question first; at most 2000 characters."))
        return redirect(_url(request.member, found.pk))
    asked = actions.ask(by=request.member, handover=found, **form.cleaned_data)
    place = f"#pupil-{asked.pupil_id}" if asked.pupil_id else "#group"
    return redirect(f"{_url(request.member, found.pk)}{place}")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question."""
    found = get_object_or_404(
        HandoverQuestion.objects.filter(handover__in=visible_handovers(request.member)).select_related(
            "handover__group", "pupil"
        ),
        pk=pk,
    )
    form = AnswerForm(request.POST, by=request.member, question=found)
    if not form.try_save():
        return _unsaved(request, form, found.handover_id)
    place = f"#pupil-{found.pupil_id}" if found.pupil_id else "#group"
    return redirect(f"{_url(request.member, found.handover_id)}{place}")


def _visible(member: Member, pk: int) -> Handover:
    return get_object_or_404(visible_handovers(member).select_related("group__year", "handed_by"), pk=pk)


def _url(member: Member, pk: int) -> str:
    return reverse("plans:handover", args=[member.school.slug, pk])
