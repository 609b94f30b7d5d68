"""The pupil file, and who may open it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gezien.audit.log import record
from gezien.pupils.queries import people_with_access
from gezien.pupils.rules import visible_pupils, why_visible
from gezien.workspace.queries import pupil_file
from gezien.workspace.queries.results import results_by_subject


@require_safe
def pupil(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one pupil that the member may see, strengths first; each reading is logged with its reason."""
    member = request.member
    opened = pupil_file.Opened.of(get_object_or_404(pupil_file.opened_pupils(member), pk=pk))
    pupil = opened.pupil
    reason = why_visible(member, pupil)
    record(member, "pupil.read", pupil, pupil=pupil, reason=reason or "", screen="file")
    context = {
        "pupil": pupil,
        "can_edit": opened.can_edit,
        "note_about": pupil.pk if opened.can_edit else None,  # the header's note button starts with this pupil
        "reason": reason,
        "head": pupil_file.heading(opened, member),
        "strengths": pupil_file.strengths(pupil),
        "needs": pupil_file.needs(pupil, member),
        "subjects": results_by_subject(pupil, member),
        "plan_rows": pupil_file.plan_rows(pupil, member),
        "agreements": pupil_file.agreements(pupil, member),
        "notes": pupil_file.notes(opened, member, everything="all" in request.GET),
    }
    return render(request, "workspace/pupil.html", context)


@require_safe
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may open this file, and why."""
    pupil = get_object_or_404(visible_pupils(request.member), pk=pk)
    template = "workspace/pupil_access.html"
    part = request.headers.get("HX-Request") == "true"
    context = {"pupil": pupil, "people": people_with_access(pupil)}
    return render(request, f"{template}#people" if part else template, context)
