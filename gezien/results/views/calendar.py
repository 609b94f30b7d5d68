"""Pages of the test calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.pupils.rules import editable_groups, visible_groups, why_group_visible
from gezien.results.actions import windows as actions
from gezien.results.forms.windows import ChangeWindowForm, NewWindowForm
from gezien.results.models import TestWindow
from gezien.results.queries import calendar as queries
from gezien.results.queries import group_tests as queries_of_group
from gezien.results.rules import editable_windows, visible_windows
from gezien.schools.models import SchoolYear
from gezien.schools.rules import Member, may_keep_agreed, require_agreed, require_among


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What is due, runs, is done and misses: the own groups for a teacher, all of them for coach and head."""
    member = request.member
    year = queries.year_of_calendar(member, request.GET.get("year", ""))
    context = {
        "year": year,
        "years": queries.years_to_plan(member),
        "calendar": queries.calendar(member, year) if year else None,
        "can_edit": may_keep_agreed(member),
    }
    return render(request, "results/calendar.html", context)


@require_safe
def group_tests(request: HttpRequest, group: int) -> HttpResponse:
    """The tests of one group: late, to be taken now, coming, done; with who misses one and the way to entering it."""
    member = request.member
    found = get_object_or_404(visible_groups(member).select_related("year"), pk=group)
    reason = why_group_visible(member, found) or ""
    record(member, "group.read", found, group=found, reason=reason, screen="tests")
    can_enter = editable_groups(member).filter(pk=found.pk).exists()
    context = {
        "group": found,
        "tests": queries_of_group.group_tests(member, found, can_enter=can_enter),
        "can_enter": can_enter,
        "current_tab": "tests",
    }
    return render(request, "results/group_tests.html", context)


@require_POST
def proposal(request: HttpRequest) -> HttpResponse:
    """Fill the calendar of a year from the one before, or with the usual days."""
    require_agreed(request.member)
    year = _year(request.member, request.POST.get("year", ""))
    count = len(actions.propose_windows(by=request.member, year=year))
    words = ngettext(
        "%(count)d window added. Change what differs at your school.",
        "%(count)d windows added. Change what differs at your school.",
        count,
    )
    messages.success(request, words % {"count": count} if count else _("Every test in use has its windows already."))
    return _back(request.member, year)


@require_http_methods(["GET", "HEAD", "POST"])
def window(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days or year groups for one test."""
    found = _editable(request.member, pk)
    form = ChangeWindowForm(request.POST or None, member=request.member, window=found)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The window is saved."))
        return _back(request.member, found.year)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "results/window.html", {"form": form, "window": found, "year": found.year}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_window(request: HttpRequest) -> HttpResponse:
    """A test in a part of the year."""
    require_agreed(request.member)
    year = _year(request.member, request.GET.get("year", ""))
    form = NewWindowForm(request.POST or None, member=request.member, year=year)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The window is saved."))
        return _back(request.member, year)
    return render(request, "results/window.html", {"form": form, "year": year}, status=422 if form.errors else 200)


@require_POST
def window_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """The test is not asked for then, unless somebody else has just changed the window."""
    found = _editable(request.member, pk)
    version = posted_number(request, "version")
    try:
        actions.remove_window(by=request.member, window=found, version=version)
        messages.success(request, _("The window is gone; results stay."))
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this window meanwhile; here it is as it is now."))
    return _back(request.member, found.year)


def _year(member: Member, asked: str) -> SchoolYear:
    year = queries.year_of_calendar(member, asked)
    if year is None:
        raise Http404
    return year


def _back(member: Member, year: SchoolYear) -> HttpResponse:
    return redirect(f"{reverse('results:calendar', args=[member.school.slug])}?year={year.pk}")


def _editable(member: Member, pk: int) -> TestWindow:
    """The window to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(visible_windows(member).select_related("year", "instrument"), pk=pk)
    require_among(editable_windows(member), found)
    return found
