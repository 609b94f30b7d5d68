"""What is put down in the room besides minutes and agreements."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.common.forms import VersionedForm, autosave_reply, wants_json
from gezien.meetings.actions import recorded as actions
from gezien.meetings.models import AgendaItem, AttentionPoint, Meeting, Remark
from gezien.meetings.queries import recorded as queries
from gezien.meetings.queries.sittings import grounds, registered_here
from gezien.meetings.record_forms import AttentionForm, AttentionPointForm, JudgementForm, RemarkForm
from gezien.meetings.views.entering import address_of_matter, visible
from gezien.plans.rules import visible_plans
from gezien.schools.rules import NotAllowed

Matter = AgendaItem.Matter
MATTER_OF = {Remark.Part.THEME.value: Matter.GROUP, Remark.Part.TAKEAWAY.value: Matter.TAKEAWAYS}


@require_POST
def remark(request: HttpRequest, pk: int, part: str, key: str) -> HttpResponse:
    """Save what is said on one theme, or what is taken away."""
    meeting = visible(request.member, pk)
    form = RemarkForm(request.POST, member=request.member, meeting=meeting, part=part, key=key)
    return _reply(request, meeting, form, MATTER_OF[part], f"#remark-{key}")


@require_POST
def judgement(request: HttpRequest, pk: int, plan: int, of: str) -> HttpResponse:
    """Save whether clusters or plan were carried out and are feasible."""
    meeting = visible(request.member, pk)
    found = get_object_or_404(visible_plans(request.member), pk=plan)
    form = JudgementForm(request.POST, member=request.member, meeting=meeting, plan=found, of=of)
    return _reply(request, meeting, form, Matter.PLAN, f"&plan={plan}#judgement-{of}")


@require_POST
def attention(request: HttpRequest, pk: int) -> HttpResponse:
    """Put down what asks for attention; for htmx the panel."""
    meeting = visible(request.member, pk)
    form = AttentionForm(request.POST, member=request.member, meeting=meeting)
    back = address_of_matter(request, meeting, Matter.OVERVIEW) + "#room-attention"
    if meeting.closed_at and meeting.may_write:
        return too_late(request, form, back)
    try:
        saved = form.save() if form.is_valid() else None
    except NotAllowed:
        if not closed_meanwhile(meeting):
            raise
        return too_late(request, form, back)
    if saved is None and not request.headers.get("HX-Request"):
        context = {"form": form, "back": back, "typed": form.data.get("text", "")}
        return render(request, "meetings/not_saved.html", context, status=422)
    return _panel(request, meeting, wrong=None if saved else form)


@require_POST
def attention_point(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Save other words; with `remove` posted take the point away, and offer to put it back."""
    meeting = visible(request.member, pk)
    found = get_object_or_404(
        AttentionPoint.objects.select_related("meeting__group", "pupil"), meeting=meeting, pk=point
    )
    if "remove" in request.POST:
        removed = {"text": found.text, "pupil": found.pupil_id}
        actions.remove_attention(by=request.member, point=found)
        return _panel(request, meeting, removed=removed)
    form = AttentionPointForm(request.POST, member=request.member, point=found)
    return _reply(request, meeting, form, Matter.OVERVIEW, "#room-attention")


def closed_meanwhile(meeting: Meeting) -> bool:
    """Whether it was closed while one pressed the button."""
    return meeting.may_write and Meeting.objects.filter(pk=meeting.pk, closed_at__isnull=False).exists()


def too_late(request: HttpRequest, form: forms.Form, back: str) -> HttpResponse:
    """The review was closed while one typed: nothing is saved any more, and nothing that was typed is lost."""
    if wants_json(request):
        told = _("Not saved: the review is closed. Your text stays here; copy it, or have the review opened again.")
        return JsonResponse({"refused": told}, status=409)
    context = {"form": form, "back": back, "typed": "\n".join(_typed(form)), "is_closed": True}
    reply = render(request, "meetings/not_saved.html", context, status=409)
    if request.headers.get("HX-Request"):  # the whole page says so, not the part the form stood in
        reply["HX-Retarget"] = reply["HX-Reselect"] = "#main"
        reply["HX-Reswap"] = "outerHTML"
    return reply


def _typed(form: forms.Form) -> Iterator[str]:
    """What was typed and chosen in a form, in words."""
    for name, field in form.fields.items():
        typed = form.data.getlist(name) if name != "version" else []
        if choices := getattr(field, "choices", None):
            typed = [str(label) for value, label in choices if str(value) in typed]
        yield from filter(None, typed)


def _panel(request: HttpRequest, meeting: Meeting, **more: object) -> HttpResponse:
    """The panel of attention; without htmx the page it stands on."""
    if not request.headers.get("HX-Request"):
        return redirect(address_of_matter(request, meeting, Matter.OVERVIEW) + "#room-attention")
    return attention_panel(request, meeting, status=422 if more.get("wrong") else 200, **more)


def attention_panel(request: HttpRequest, meeting: Meeting, *, status: int = 200, **more: object) -> HttpResponse:
    """Points of attention and who is registered for the pupil review."""
    found = queries.attention(request.member, meeting) | registering(meeting)
    context = {"meeting": meeting, "attention": found, "can_write": meeting.is_live and meeting.may_write, **more}
    return render(request, "meetings/matters/attention.html", context, status=status)


def registering(meeting: Meeting) -> dict[str, Any]:
    """What the panel tells of registering: `grounds` to choose from, and `registered`."""
    return {"grounds": grounds(), "registered": registered_here(meeting)}


def _reply(request: HttpRequest, meeting: Meeting, form: VersionedForm, matter: str, where: str) -> HttpResponse:
    """What autosave.js wants; without JavaScript the page again, or on one of its own the two texts."""
    back = address_of_matter(request, meeting, matter) + where
    if meeting.closed_at and meeting.may_write:
        return too_late(request, form, back)
    try:
        saved = form.try_save()
    except NotAllowed:
        if not closed_meanwhile(meeting):
            raise
        return too_late(request, form, back)
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is not None:
        return redirect(back)
    context = {"form": form, "back": back, "typed": form.typed_words(), "stored": form.stored_texts()}
    return render(request, "meetings/not_saved.html", context, status=409 if form.conflict else 422)
