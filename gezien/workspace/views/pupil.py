"""The pupil file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from gezien.audit.log import record
from gezien.pupils.queries import people_with_access
from gezien.pupils.rules import visible_pupils, why_visible


def pupil(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one pupil that the member may see, strengths first; each reading is logged with its reason."""
    pupil = get_object_or_404(visible_pupils(request.member), pk=pk)
    reason = why_visible(request.member, pupil)
    record(request.member, "pupil.read", pupil, pupil=pupil, reason=reason, screen="file")
    return render(request, "workspace/pupil.html", {"pupil": pupil, "reason": reason})


def access(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may open this file, and why."""
    pupil = get_object_or_404(visible_pupils(request.member), pk=pk)
    people = people_with_access(pupil)
    return render(request, "workspace/pupil_access.html", {"pupil": pupil, "people": people})
