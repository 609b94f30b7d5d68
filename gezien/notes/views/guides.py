"""The school's guides for talks, kept on screen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.common.forms import autosave_reply, wants_json
from gezien.common.given_back import not_kept, typed_words
from gezien.notes.actions.guides import (
    add_starter_guides,
    latest_edition,
    move_question,
    remove_question,
    retire_guide,
)
from gezien.notes.forms.guides import AddGuideForm, AddQuestionForm, GuideForm, QuestionForm, year_choices
from gezien.notes.models import TalkGuide
from gezien.notes.rules import editable_guides, visible_guides
from gezien.pupils.words import year_group_name
from gezien.schools.rules import may_keep_agreed, require_agreed, require_among


def guides(request: HttpRequest) -> HttpResponse:
    """All guides, those in use first; whoever keeps what the school agreed adds one."""
    member = request.member
    can_edit = may_keep_agreed(member)
    form = AddGuideForm(request.POST or None, by=member) if can_edit else None
    if request.method == "POST":
        require_agreed(member)
        if "starter" in request.POST:
            add_starter_guides(by=member)
            return redirect("notes:guides", school=member.school.slug)
        if form.is_valid():
            return redirect("notes:guide", school=member.school.slug, pk=form.save().pk)
    rows = [_row(guide, member.school.country) for guide in visible_guides(member)]
    context = {
        "in_use": [row for row in rows if not row["is_retired"]],
        "retired": [row for row in rows if row["is_retired"]],
        "form": form,
    }
    return render(request, "notes/guides.html", context, status=422 if form and form.errors else 200)


def guide(request: HttpRequest, pk: int) -> HttpResponse:
    """One guide: its name and year groups, and each question, saved while one types."""
    found = _own(request, pk)
    form = GuideForm(request.POST or None, by=request.member, guide=found)
    if request.method == "POST":
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            return redirect("notes:guide", school=request.member.school.slug, pk=pk)
    return _page(request, found, form=form, status=409 if form.conflict else 422 if form.errors else 200)


@require_POST
def add_question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question at the end."""
    found = _own(request, pk)
    form = AddQuestionForm(request.POST, by=request.member, guide=found)
    if not form.is_valid():
        return _page(request, found, add=form, status=422)
    form.save()
    return redirect("notes:guide", school=request.member.school.slug, pk=pk)


@require_POST
def question(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Other words for a question."""
    found = _own(request, pk)
    kept = get_object_or_404(latest_edition(found).questions, key=key)
    form = QuestionForm(request.POST, by=request.member, guide=found, question=kept)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if not saved:
        told = _("Not saved: something is missing, or somebody changed it meanwhile.")
        back = reverse("notes:guide", args=[request.member.school.slug, pk])
        typed, status = typed_words(request.POST, form.fields), 409 if form.conflict else 422
        return not_kept(request, told=told, typed=typed, back=back, way=_("To the guide"), status=status)
    return redirect("notes:guide", school=request.member.school.slug, pk=pk)


@require_POST
def move(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """One place up or down."""
    found = _own(request, pk)
    get_object_or_404(latest_edition(found).questions, key=key)
    move_question(by=request.member, guide=found, key=key, step=-1 if request.POST.get("step") == "up" else 1)
    return redirect("notes:guide", school=request.member.school.slug, pk=pk)


@require_POST
def remove(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Out of the talks to come."""
    found = _own(request, pk)
    get_object_or_404(latest_edition(found).questions, key=key)
    remove_question(by=request.member, guide=found, key=key)
    messages.success(request, _("Removed. Talks that were held keep the question."))
    return redirect("notes:guide", school=request.member.school.slug, pk=pk)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of use, or in use again."""
    found = _own(request, pk)
    retire_guide(by=request.member, guide=found, is_retired=found.retired_on is None)
    return redirect("notes:guides", school=request.member.school.slug)


def _own(request: HttpRequest, pk: int) -> TalkGuide:
    """The guide; 403 for who does not keep what the school agreed."""
    found = get_object_or_404(visible_guides(request.member), pk=pk)
    require_among(editable_guides(request.member), found)
    return found


def _page(request: HttpRequest, found: TalkGuide, *, form=None, add=None, status: int = 200) -> HttpResponse:
    edition = latest_edition(found)
    questions = [
        {
            "key": kept.key,
            "text": kept.text,
            "form": QuestionForm(by=request.member, guide=found, question=kept),
        }
        for kept in edition.questions.order_by("position", "pk")
    ]
    context = {
        "guide": found,
        "number": edition.number,
        "form": form or GuideForm(by=request.member, guide=found),
        "add": add or AddQuestionForm(by=request.member, guide=found),
        "questions": questions,
    }
    return render(request, "notes/guide.html", context, status=status)


def _row(guide: TalkGuide, country: str) -> dict[str, Any]:
    first = max(guide.from_year, year_choices(country)[0][0])
    years = [year_group_name(str(code), country) for code in (first, guide.to_year)]
    return {
        "pk": guide.pk,
        "name": guide.name,
        "kind": guide.get_kind_display(),
        "years": " – ".join(dict.fromkeys(years)),
        "is_retired": guide.retired_on is not None,
    }
