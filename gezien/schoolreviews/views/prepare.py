"""The preparation, part by part, for who leads; and the school's own format."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import autosave_reply, wants_json
from gezien.schoolreviews.format_form import FormatForm
from gezien.schoolreviews.forms import (
    AgendaForm,
    ChangeWhenForm,
    DocumentsForm,
    RolesForm,
    SubjectsForm,
    TextsForm,
)
from gezien.schoolreviews.models import SchoolReview
from gezien.schoolreviews.queries import preparation
from gezien.schoolreviews.rules import require_leading, require_shaping, visible_reviews
from gezien.schoolreviews.steps_form import rearranged

PARTS = {
    "when": ChangeWhenForm,
    "texts": TextsForm,
    "agenda": AgendaForm,
    "subjects": SubjectsForm,
    "roles": RolesForm,
    "documents": DocumentsForm,
}


@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is prepared, each part with its own button; the texts save while one types."""
    return _page(request, _review(request, pk))


@require_POST
def part(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Save one part."""
    if name not in PARTS:
        raise Http404
    review = _review(request, pk)
    shown = {"member": request.member, "review": review, "auto_id": f"{name}-%s"}
    if name == "agenda" and "arrange" in request.POST:
        return _page(request, review, {name: AgendaForm(**rearranged(request.POST), **shown)})
    form = PARTS[name](request.POST, **shown)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _page(request, review, {name: form}, status=409 if form.conflict else 422)
    messages.success(request, _("Saved."))
    return redirect(f"{request.path.removesuffix(f'{name}/')}#{name}")


def _review(request: HttpRequest, pk: int) -> SchoolReview:
    review = get_object_or_404(visible_reviews(request.member).select_related("chair"), pk=pk)
    require_leading(request.member, review)
    return review


def _page(request: HttpRequest, review: SchoolReview, typed: dict[str, Any] | None = None, status: int = 200):
    forms = {
        name: (typed or {}).get(name) or form(member=request.member, review=review, auto_id=f"{name}-%s")
        for name, form in PARTS.items()
    }
    context = {"review": review, "row": preparation.review_row(review), "forms": forms}
    return render(request, "schoolreviews/prepare.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def format_(request: HttpRequest) -> HttpResponse:
    """How this school holds its reviews, from the next one on."""
    require_shaping(request.member)
    if "arrange" in request.POST:
        form = FormatForm(**rearranged(request.POST), member=request.member)
        return render(request, "schoolreviews/format.html", {"form": form})
    form = FormatForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Saved. Reviews planned from now on begin with it."))
        return redirect("schoolreviews:list", school=request.member.school.slug)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "schoolreviews/format.html", {"form": form}, status=status)
