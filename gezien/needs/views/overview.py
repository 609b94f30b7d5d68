"""The groups a member sees, and the overview of one."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.audit.log import record
from gezien.needs.queries.groups import (
    by_year_group,
    choose_period,
    counts_by_group,
    periods_of,
    teacher_names,
    with_teachers,
)
from gezien.needs.queries.overview import CLUSTER, NAME, SIGNALS, Overview, group_overview
from gezien.needs.rules import may_edit_overview
from gezien.needs.views.parts import is_part
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, why_group_visible
from gezien.schools.models import Period, SchoolYear
from gezien.schools.queries import current_year
from gezien.schools.roles import Permission


def groups(
    request: HttpRequest,
) -> HttpResponse:
    """The groups of a school year; whoever teaches one group goes straight to it."""
    member = request.member
    seen = with_teachers(visible_groups(member)).select_related("year")
    year = _year(request)
    found = sorted(seen.filter(year=year), key=by_year_group) if year else []
    if len(found) == 1 and not member.may(Permission.ALL_GROUPS) and "year" not in request.GET:
        return redirect("needs:overview", school=member.school.slug, pk=found[0].pk)
    period = choose_period(list(Period.objects.filter(year=year).order_by("starts_on"))) if year else None
    counts = counts_by_group(member.school, found, period)
    context = {
        "groups": [
            {"pk": group.pk, "name": group_in_words(group), "teachers": teacher_names(group), **counts[group.pk]}
            for group in found
        ],
        "year": year,
        "years": SchoolYear.objects.filter(pk__in=visible_groups(member).values("year")).order_by("-starts_on"),
        "may_import": member.may(Permission.IMPORT),
    }
    return render(request, "needs/groups.html", context)


def _year(request: HttpRequest) -> SchoolYear | None:
    """The school year asked for, else today's."""
    asked = request.GET.get("year", "")
    years = SchoolYear.objects.filter(school=request.member.school)
    return get_object_or_404(years, pk=asked) if asked.isdigit() else current_year(request.member.school)


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """The overview of one group in one period; reading it is logged once for the group."""
    group = _group(request, pk)
    periods = periods_of(group)
    period = choose_period(periods, request.GET.get("period"))
    reason = why_group_visible(request.member, group) or ""
    record(request.member, "group.read", group, group=group, reason=reason, screen="overview")
    context = {
        "group": group,
        "title": group_in_words(group),
        "teachers": teacher_names(group),
        "reason": reason,
        "current_tab": "overview",
    }
    if period is not None:
        found = _overview(request, group, period)
        context |= {"overview": found, **_switches(found, periods)}
    return render(request, "needs/overview.html", context | {"may_import": request.member.may(Permission.IMPORT)})


def row(request: HttpRequest, pk: int, pupil: int) -> HttpResponse:
    """One row of the overview again, after something in it was edited; without htmx the whole page at that row."""
    group = _group(request, pk)
    if not is_part(request):
        page = reverse("needs:overview", args=[request.member.school.slug, pk])
        return redirect(f"{page}?{request.GET.urlencode()}#p{pupil}")
    period = choose_period(periods_of(group), request.GET.get("period"))
    found = _overview(request, group, period) if period else None
    if found is None or pupil not in found.rows_by_pupil:
        raise Http404
    context = {"overview": found, "row": found.rows_by_pupil[pupil]}
    return render(request, "needs/overview_table.html#row", context)


def _group(request: HttpRequest, pk: int) -> Group:
    """A group the member sees, with its teachers."""
    group = get_object_or_404(with_teachers(visible_groups(request.member)).select_related("year"), pk=pk)
    group.school = request.member.school
    return group


def _overview(request: HttpRequest, group: Group, period: Period) -> Overview:
    subject = request.GET.get("subject", "")
    return group_overview(
        group,
        period,
        subject=int(subject) if subject.isdigit() else None,
        view=request.GET.get("view", ""),
        member=request.member,
        can_edit=may_edit_overview(request.member),
    )


def _switches(found: Overview, periods: list[Period]) -> dict:
    """The links of the page: another way to look, another subject, another period."""
    kept = {"period": found.period.pk, "view": found.view} | ({"subject": found.subject["pk"]} if found.subject else {})
    labels = {CLUSTER: _("By cluster"), NAME: _("By name"), SIGNALS: _("Only signals")}
    place = [period.pk for period in periods].index(found.period.pk)

    def url(**changed: object) -> str:
        return f"?{urlencode(kept | changed)}"

    return {
        "views": [
            {"label": label, "url": url(view=name), "is_current": name == found.view} for name, label in labels.items()
        ],
        "subjects": [
            subject | {"url": url(subject=subject["pk"]), "is_current": subject["pk"] == kept.get("subject")}
            for subject in found.subjects
        ],
        "previous": url(period=periods[place - 1].pk) if place else "",
        "next": url(period=periods[place + 1].pk) if place + 1 < len(periods) else "",
    }
