"""The sheet on which a group's goals are noted, and what one pupil masters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.common.forms import number_in, wants_json
from gezien.common.going_back import own_page
from gezien.pupils.models import Group
from gezien.pupils.rules import editable_groups, visible_groups, visible_pupils, why_group_visible, why_visible
from gezien.quality.queries import year_group_name
from gezien.results.actions import CannotUndo
from gezien.results.actions.mastery import Clash, Noted, mark_goals, undo_marks
from gezien.results.forms.mastery import HowForm, cells_of, rest_of
from gezien.results.models import Mastery
from gezien.results.queries.mastery import (
    ALL,
    TOKENS,
    Mark,
    MasterySheet,
    last_round,
    mastery_sheet,
    pupil_lines,
)
from gezien.schools.models import Subject
from gezien.schools.rules import Member, may_keep_agreed, require_among

SIGNS = {Mastery.State.NOT_YET: "○", Mastery.State.PARTLY: "◐", Mastery.State.MASTERED: "●"}


@require_http_methods(["GET", "HEAD", "POST"])
def mastery(request: HttpRequest, group: int) -> HttpResponse:
    """GET: pupils × goals. POST: store cells, and tell about which ones somebody else noted otherwise."""
    found = _group(request.member, group)
    sheet = _sheet(request, found)
    if request.method == "POST":
        return _save(request, found, sheet)
    reason = why_group_visible(request.member, found) or ""
    record(request.member, "group.read", found, group=found, reason=reason, screen="mastery")
    return _page(request, found, sheet)


def _save(request: HttpRequest, group: Group, sheet: MasterySheet | None) -> HttpResponse:
    form = HowForm(request.POST)
    try:
        noted = cells_of(request.POST)
    except ValueError:
        return HttpResponseBadRequest()
    if not form.is_valid():
        return HttpResponseBadRequest()
    noted += list(rest_of(request.POST, sheet)) if sheet else []
    clashes = _mark(request.member, noted, form)
    if wants_json(request):
        return JsonResponse(_reply(_sheet(request, group), noted, clashes))
    if clashes:
        return _page(request, group, _sheet(request, group), clashes)
    messages.success(request, _("Saved at %(time)s") % {"time": _time()})
    return redirect(own_page(request, request.POST.get("next")) or request.get_full_path())


def _mark(member: Member, noted: list[Noted], form: HowForm) -> list[Clash]:
    how = form.cleaned_data
    return mark_goals(by=member, noted=noted, source=how["source"], shown_on=how["day"]) if noted else []


def _reply(sheet: MasterySheet | None, noted: list[Noted], clashes: list[Clash]) -> dict:
    """What mastery.js needs: how the cells that were sent are stored now."""
    marks = sheet.marks if sheet else {}
    return {
        "saved_at": _time(),
        "cells": {f"{one.pupil_id}-{one.goal_id}": _token(marks.get((one.pupil_id, one.goal_id))) for one in noted},
        "clashes": {f"{one.pupil_id}-{one.goal_id}": _clash(one) for one in clashes},
        "done": sheet.done if sheet else 0,
    }


def _clash(one: Clash) -> str:
    theirs = Mastery.State(one.theirs).label if one.theirs else _("nothing")
    return _("%(by)s noted “%(theirs)s” meanwhile.") % {"by": one.by, "theirs": theirs}


def _time() -> str:
    return date_format(timezone.localtime(), "H:i")


def _token(mark: Mark | None) -> str:
    return TOKENS[Mastery.State(mark.state)] if mark else ""


@require_POST
def mastery_undo(request: HttpRequest, group: int) -> HttpResponse:
    """Take back what one noted last in this subject."""
    found = _group(request.member, group)
    subject = get_object_or_404(
        Subject.objects.filter(school=request.member.school), pk=number_in(request.GET, "subject")
    )
    try:
        count = undo_marks(by=request.member, group=found, subject=subject)
        messages.info(request, _("Taken back: %(count)s cells say again what they said before.") % {"count": count})
    except CannotUndo as reason:
        messages.error(request, str(reason))
    page = reverse("results:mastery", args=[request.member.school.slug, found.pk])
    return redirect(f"{page}?{request.GET.urlencode()}")


@require_safe
def pupil_mastery(request: HttpRequest, pupil: int) -> HttpResponse:
    """What one pupil masters, line by line."""
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    reason = why_visible(request.member, found) or ""
    record(request.member, "pupil.read", found, pupil=found, reason=reason, screen="mastery")
    country = request.member.school.country
    lines = pupil_lines(found)
    for line in lines:
        for row in line["goals"]:
            row["year"] = year_group_name(row["goal"].year_group, country)
            row["sign"] = SIGNS[row["state"]]
    return render(request, "results/pupil_mastery.html", {"pupil": found, "lines": lines})


def _sheet(request: HttpRequest, group: Group) -> MasterySheet | None:
    asked = request.GET
    return mastery_sheet(
        request.member,
        group,
        subject=asked.get("subject", ""),
        year_group=asked.get("year", ""),
        period=asked.get("period", ""),
        goal=asked.get("goal", ""),
    )


def _group(member: Member, pk: int) -> Group:
    """The group to note for: 404 when it is not seen, 403 when it is only read."""
    found = get_object_or_404(visible_groups(member).select_related("year", "school"), pk=pk)
    require_among(editable_groups(member), found)
    return found


def _page(
    request: HttpRequest, group: Group, sheet: MasterySheet | None, clashes: list[Clash] | None = None
) -> HttpResponse:
    member = request.member
    context = {"group": group, "sheet": sheet, "current_tab": "ahead", "may_keep": may_keep_agreed(member)}
    if sheet is not None:
        noted = {(one.pupil_id, one.goal_id): _clash(one) for one in clashes or []}
        context |= {
            "query": _query(sheet) + (f"&goal={sheet.goal}" if sheet.goal else ""),
            "hidden": {"subject": sheet.subject.pk, "year": sheet.year_group, "period": sheet.period or ALL},
            "heads": [{"pk": goal.pk, "text": goal.text, "is_crucial": goal.is_crucial} for goal in sheet.goals],
            "rows": [_row(sheet, pupil, noted) for pupil in sheet.pupils],
            "signs": [{"token": TOKENS[state], "sign": sign, "word": state.label} for state, sign in SIGNS.items()],
            "all": len(sheet.pupils) * len(sheet.goals),
            "how": HowForm(auto_id="how-%s"),
            "can_undo": last_round(member, group, sheet.subject) is not None,
            "year": year_group_name(sheet.year_group, member.school.country),
            **_choices(sheet, member.school.country),
        }
    return render(request, "results/mastery.html", context, status=409 if clashes else 200)


def _row(sheet: MasterySheet, pupil, noted: dict) -> dict:
    cells = []
    for goal in sheet.goals:
        mark = sheet.marks.get((pupil.pk, goal.pk))
        token = _token(mark)
        cells.append(
            {
                "key": f"{pupil.pk}-{goal.pk}",
                "was": token,
                "goal": goal.text,
                "title": _said(mark),
                "options": [
                    (TOKENS[state], sign, state.label, TOKENS[state] == token) for state, sign in SIGNS.items()
                ],
                "clash": noted.get((pupil.pk, goal.pk), ""),
            }
        )
    return {"name": pupil.name, "pk": pupil.pk, "cells": cells}


def _said(mark: Mark | None) -> str:
    """ "mastered, 12 January 2027, seen in class"."""
    if mark is None:
        return ""
    return ", ".join(
        [
            str(Mastery.State(mark.state).label),
            date_format(mark.shown_on, "j F Y"),
            str(Mastery.Source(mark.source).label),
        ]
    )


def _query(sheet: MasterySheet, **other) -> str:
    """The address of this sheet, or of one that differs in this."""
    values = {"subject": sheet.subject.pk, "year": sheet.year_group, "period": sheet.period or ALL} | other
    return "?" + "&".join(f"{name}={value}" for name, value in values.items())


def _choices(sheet: MasterySheet, country: str) -> dict:
    periods = [(number, _("Period %(number)s") % {"number": number}) for number in range(1, sheet.periods + 1)]
    return {
        "subjects": [
            {"url": _query(sheet, subject=one.pk), "name": one.name, "is_current": one.pk == sheet.subject.pk}
            for one in sheet.subjects
        ],
        "years": [
            {
                "url": _query(sheet, year=one),
                "name": year_group_name(one, country),
                "is_current": one == sheet.year_group,
            }
            for one in sheet.years
        ],
        "periods": [
            {"url": _query(sheet, period=number or ALL), "name": name, "is_current": number == sheet.period}
            for number, name in [*periods, (None, _("Whole year"))]
        ],
    }
