"""The hours of school: of the whole school, and of a group where they differ or two teachers share it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gezien.plans import actions
from gezien.plans.models import SchoolWeek
from gezien.plans.queries.hours import hours_of, school_hours
from gezien.plans.rules import may_write_school_hours, require_planning
from gezien.plans.views.week import group_of
from gezien.plans.week_forms import HoursForm
from gezien.plans.words import group_title
from gezien.pupils.models import Group


@require_http_methods(["GET", "HEAD", "POST"])
def school(request: HttpRequest) -> HttpResponse:
    """The hours of the school."""
    if not may_write_school_hours(request.member):
        raise PermissionDenied
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, group: int) -> HttpResponse:
    """The hours of one group, and who is before it on which day; `forget` follows the school again."""
    found = group_of(request.member, group)
    require_planning(request.member, found)
    if request.method == "POST" and "forget" in request.POST:
        actions.forget_hours(by=request.member, group=found)
        messages.success(request, _("The group follows the hours of the school again."))
        return redirect("plans:week", school=request.member.school.slug, group=found.pk)
    return _page(request, found)


def _page(request: HttpRequest, group: Group | None) -> HttpResponse:
    member = request.member
    stored = SchoolWeek.objects.filter(school=member.school, group=group).first()
    hours = hours_of(group) if group else school_hours(member.school)
    form = HoursForm(
        request.POST or None,
        by=member,
        group=group,
        hours=hours,
        initial={"version": stored.version if stored else 0},
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The hours are saved."))
        if group:
            return redirect("plans:week", school=member.school.slug, group=group.pk)
        return redirect("plans:hours", school=member.school.slug)
    context = {
        "form": form,
        "group": group,
        "title": group_title(group) if group else member.school.name,
        "is_own": stored is not None,
        "current_tab": "week",
    }
    status = 409 if form.conflict else 422 if form.is_bound else 200
    return render(request, "plans/hours.html", context, status=status)
