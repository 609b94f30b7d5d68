"""The groups a member sees, and the overview of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from gezien.agreements.queries import group_in_words
from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import number_in
from gezien.common.numbers import numbers_of
from gezien.common.once import Once
from gezien.needs.actions import choose_columns
from gezien.needs.queries.groups import (
    choose_period,
    counts_by_group,
    periods_of,
    teacher_names,
    with_chosen_columns,
    with_teachers,
)
from gezien.needs.queries.look import SUBJECT, Look
from gezien.needs.queries.overview import Overview, group_overview, overview_rows, pupil_signals
from gezien.needs.queries.shape import Shape
from gezien.needs.rules import may_edit_overview
from gezien.needs.sheets import XLSX, overview_workbook
from gezien.needs.signal_forms import USUAL
from gezien.needs.views.looks import looks_at, switches
from gezien.needs.views.parts import is_part
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, visible_pupils, why_group_visible, why_visible
from gezien.pupils.words import by_year_group
from gezien.results.forms.analyses import Target, analysis_box
from gezien.results.queries.analyses import NOTHING, group_analyses
from gezien.schools.models import Period, SchoolYear, Subject
from gezien.schools.queries import current_year
from gezien.schools.rules import Member, may_import, sees_all_groups

MOST_ROWS = 12  # that one screen asks for at once
TOGETHER: Once[str] = Once()


def groups(
    request: HttpRequest,
) -> HttpResponse:
    """The groups of a school year; whoever teaches one group goes straight to it."""
    member = request.member
    seen = with_teachers(visible_groups(member)).select_related("year")
    year = _year(request)
    found = sorted(seen.filter(year=year), key=by_year_group) if year else []
    if len(found) == 1 and not sees_all_groups(member) and "year" not in request.GET:
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
        "may_import": may_import(member),
        "sees_all": sees_all_groups(member),
    }
    return render(request, "needs/groups.html", context)


def _year(request: HttpRequest) -> SchoolYear | None:
    """The school year asked for, else today's."""
    asked = number_in(request.GET, "year")
    years = SchoolYear.objects.filter(school=request.member.school)
    return get_object_or_404(years, pk=asked) if asked else current_year(request.member.school)


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
        "analysis": None,
    }
    if period is not None:
        found = _overview(request, group, period)
        context |= {"overview": found, "analysis": _analysis(request.member, found), **switches(found, periods)}
    return render(request, "needs/overview.html", context | {"may_import": may_import(request.member)})


def _analysis(member: Member, found: Overview) -> dict | None:
    """What was read in the figures of the subject in view, to write on in place; beside the other sets not."""
    if found.look.columns != SUBJECT or found.subject is None:
        return None
    subject = Subject(school=member.school, **found.subject)
    beside = group_analyses(found.group, found.period).get(subject.pk, NOTHING)
    return analysis_box(Target(member, found.group, subject, found.period), beside, can_edit=found.can_edit)


def row(request: HttpRequest, pk: int, pupil: int) -> HttpResponse:
    """One row of the overview again, after something in it was edited (`with`: more of them); without htmx the whole
    page at that row. The screens of a review that were told of one change (`at`: its number) get the same answer.
    """
    if not is_part(request):
        page = reverse("needs:overview", args=[request.member.school.slug, _group(request, pk).pk])
        return redirect(f"{page}?{request.GET.urlencode()}#p{pupil}")
    member, asked = request.member, request.GET.dict()
    group = get_object_or_404(visible_groups(member).select_related("year"), pk=pk)
    group.school = member.school
    if "shape" in asked and "at" in asked:
        reader = (may_edit_overview(member), sees_all_groups(member), get_language())
        key = (pk, pupil, frozenset(asked.items()), *reader)
        rows = TOGETHER.get(key, lambda: _rows(request, group, pupil))
    else:
        rows = _rows(request, group, pupil)
    if not rows:
        raise Http404
    return HttpResponse(rows)


def _rows(request: HttpRequest, group: Group, pupil: int) -> str:
    """The rows asked for as they stand on the page that asks: it says which columns it has; nothing for who is not in
    it. They depend on the reader as `row` says.
    """
    asked, member = request.GET.dict(), request.member
    pupils = [pupil, *numbers_of(asked.get("with", ""))[:MOST_ROWS]]
    period, shape = choose_period(periods_of(group), asked.get("period")), Shape.read(asked.get("shape", ""))
    if period is None:
        return ""
    if shape is None:  # an address of before: as the page would be now
        by_pupil = _overview(request, group, period).rows_by_pupil
        rows = [by_pupil[key] for key in pupils if key in by_pupil]
    else:
        look, can_edit = Look.read(asked), may_edit_overview(member)
        rows = overview_rows(group, period, pupils, look=look, shape=shape, member=member, can_edit=can_edit)
    return "".join(render_to_string("needs/overview_table.html#row", {"row": one}) for one in rows)


def signals(request: HttpRequest, pk: int, pupil: int) -> HttpResponse:
    """Why a pupil is flagged: a page of its own, and below the signal in the overview as a part."""
    member, group = request.member, _group(request, pk)
    period = choose_period(periods_of(group), request.GET.get("period"))
    can_edit = may_edit_overview(member)
    found = pupil_signals(group, period, pupil, member=member, can_edit=can_edit) if period else None
    if found is None:
        raise Http404
    shown = get_object_or_404(visible_pupils(member), pk=pupil)
    record(member, "pupil.read", shown, pupil=shown, reason=why_visible(member, shown) or "", screen="signals")
    page = reverse("needs:overview", args=[member.school.slug, pk])
    context = {
        "group": group,
        "period": period,
        "pupil": shown,
        "signals": found,
        "next": f"{page}?{request.GET.urlencode()}#p{pupil}" if request.GET else f"{page}#p{pupil}",
        "usual_until": clock.today() + USUAL,
        "can_edit": can_edit,
    }
    template = "needs/signals.html#signals" if is_part(request) else "needs/signals.html"
    return render(request, template, context)


@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Another set of columns ("social", "subject-4"): remembered, and shown by an address that can be shared."""
    group = _group(request, pk)
    period = choose_period(periods_of(group), request.POST.get("period"))
    chosen, _dash, subject = request.POST.get("columns", "").partition("-")
    look = Look.read(request.POST.dict() | {"columns": chosen} | ({"subject": subject} if subject else {}))
    choose_columns(by=request.member, columns=look.columns)
    page = reverse("needs:overview", args=[request.member.school.slug, pk])
    return redirect(page + look.query(period.pk) if period else page)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows and columns in view as a spreadsheet; taking them out of Gezien is logged."""
    group = _group(request, pk)
    periods = periods_of(group)
    period = choose_period(periods, request.GET.get("period"))
    if period is None:
        raise Http404
    found = _overview(request, group, period)
    words = looks_at(found)
    reason = why_group_visible(request.member, group) or ""
    record(request.member, "group.exported", group, group=group, reason=reason, screen=words, pupils=found.found)
    name = slugify(f"{group_in_words(group)} {clock.today():%Y-%m-%d}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(overview_workbook(found, words), content_type=XLSX, headers=headers)


def _group(request: HttpRequest, pk: int) -> Group:
    """A group the member sees, with its teachers and the columns the member likes."""
    groups = with_chosen_columns(with_teachers(visible_groups(request.member)), request.member)
    group = get_object_or_404(groups.select_related("year"), pk=pk)
    group.school = request.member.school
    return group


def _overview(request: HttpRequest, group: Group, period: Period) -> Overview:
    return group_overview(
        group,
        period,
        look=Look.read(request.GET.dict(), usual=getattr(group, "chosen_columns", None) or ""),
        member=request.member,
        can_edit=may_edit_overview(request.member),
    )
