"""The guides by which visitors look: to read for everyone concerned, to change for coach and head."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gezien.visits.forms import GuideForm
from gezien.visits.models import ViewingGuide
from gezien.visits.rules import may_edit_guides, may_know_visits, visible_guides


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """All guides with their questions."""
    if not may_know_visits(request.member):
        raise Http404
    rows = [_row(guide) for guide in visible_guides(request.member)]
    return render(request, "visits/guides.html", {"rows": rows, "can_edit": may_edit_guides(request.member)})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Make a guide."""
    return _edited(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a guide."""
    return _edited(request, get_object_or_404(visible_guides(request.member), pk=pk))


def _edited(request: HttpRequest, found: ViewingGuide | None) -> HttpResponse:
    if not may_edit_guides(request.member):
        raise Http404
    form = GuideForm(request.POST if request.method == "POST" else None, by=request.member, guide=found)
    if request.method == "POST" and (saved := form.try_save()):
        messages.success(request, _("Saved. Visits that were planned keep their questions."))
        return redirect("visits:guide", school=request.member.school.slug, pk=saved.pk)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "visits/guide.html", {"form": form, "guide": found}, status=status)


def _row(guide: ViewingGuide) -> dict:
    themes: dict[str, list[str]] = {}
    for question in guide.questions:
        themes.setdefault(question["theme"], []).append(question["text"])
    return {"pk": guide.pk, "name": guide.name, "is_retired": guide.is_retired, "themes": list(themes.items())}
