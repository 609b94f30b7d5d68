"""The report of a closed review: approving it, and who was there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.common.numbers import number_of
from gezien.meetings.actions import report as actions
from gezien.meetings.views.entering import visible
from gezien.schools.models import User


@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the report; with `undo` posted it waits again."""
    meeting = visible(request.member, pk)
    read = posted_number(request, "version") or None
    try:
        actions.approve_report(by=request.member, meeting=meeting, approved="undo" not in request.POST, version=read)
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this meanwhile; here it is as it is now."))
    return redirect("meetings:room", school=request.member.school.slug, pk=pk)


@require_POST
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right who was there: `came`, as often as there are."""
    meeting = visible(request.member, pk)
    came = [number_of(key) for key in request.POST.getlist("came")]
    actions.set_attendance(by=request.member, meeting=meeting, users=list(User.objects.filter(pk__in=came)))
    return redirect("meetings:room", school=request.member.school.slug, pk=pk)
