"""The factors of one pupil: strengths left, what hinders right. A page of its own, and a part of others by htmx.

For htmx the reply is the editor alone, with the event `factors:saved` ({"pupil": pk}) after a change, so that a page
that shows the factors elsewhere can fetch them again.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gezien.audit.log import record
from gezien.notes.actions.factors import end_factor, reopen_factor
from gezien.notes.forms.factors import AddFactorForm, ChangeFactorForm
from gezien.notes.models import Factor
from gezien.notes.queries import factor_wordings, factors_of
from gezien.notes.rules import editable_factors, may_write_about, visible_factors
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable, visible_pupils, why_visible
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, NotAllowed

STIMULATING, HINDERING = Factor.Direction.STIMULATING, Factor.Direction.HINDERING


def factors(request: HttpRequest, pupil: int) -> HttpResponse:
    """GET: the factors of one pupil, with their editor for who may write. POST: add one."""
    pupil = get_object_or_404(visible_pupils(request.member), pk=pupil)
    if request.method != "POST":
        reason = why_visible(request.member, pupil)
        record(request.member, "pupil.read", pupil, pupil=pupil, reason=reason, screen="factors")
        return _show(request, pupil)
    require_editable(request.member, pupil)
    direction = HINDERING if request.POST.get("direction") == HINDERING else STIMULATING
    form = AddFactorForm(request.POST, direction=direction)
    if not form.is_valid():
        return _show(request, pupil, invalid=form, status=422)
    form.save(by=request.member, pupil=pupil)
    return _saved(request, pupil, focus=direction)


def factor(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the form of one factor. POST: change it; when somebody else did meanwhile, both texts (409)."""
    factor = get_object_or_404(visible_factors(request.member).select_related("pupil"), pk=pk)
    require_editable(request.member, factor.pupil)
    if request.method != "POST":
        return _show(request, factor.pupil, changing=ChangeFactorForm(by=request.member, factor=factor))
    form = ChangeFactorForm(request.POST, by=request.member, factor=factor)
    if form.try_save() is None:
        return _show(request, factor.pupil, changing=form, status=409 if form.conflict else 422)
    return _saved(request, factor.pupil)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """It no longer holds."""
    factor = _editable(request.member, pk)
    end_factor(by=request.member, factor=factor)
    return _saved(request, factor.pupil)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It holds again: the undo of ending."""
    factor = _editable(request.member, pk)
    reopen_factor(by=request.member, factor=factor)
    return _saved(request, factor.pupil)


def _editable(member: Member, pk: int) -> Factor:
    """The factor, 404 when unseen, 403 when only seen."""
    factor = get_object_or_404(visible_factors(member).select_related("pupil"), pk=pk)
    if not editable_factors(member).filter(pk=pk).exists():
        raise NotAllowed(Permission.EDIT_FILES)
    return factor


def _saved(request: HttpRequest, pupil: Pupil, focus: str = "") -> HttpResponse:
    """The editor as it is now, for htmx; else back to the page."""
    if not is_part(request):
        return redirect("notes:factors", school=request.member.school.slug, pupil=pupil.pk)
    response = _show(request, pupil, focus=focus)
    response.headers["HX-Trigger"] = json.dumps({"factors:saved": {"pupil": pupil.pk}})
    return response


def _show(request: HttpRequest, pupil: Pupil, *, status: int = 200, **state: Any) -> HttpResponse:
    """Page or part, whichever is asked."""
    template = "notes/factors.html#editor" if is_part(request) else "notes/factors.html"
    return render(request, template, _editor(request, pupil, **state), status=status)


def _editor(
    request: HttpRequest,
    pupil: Pupil,
    *,
    invalid: AddFactorForm | None = None,
    changing: ChangeFactorForm | None = None,
    focus: str = "",
) -> dict[str, Any]:
    """What the editor shows: two columns, each with its factors and its form."""
    current, ended = factors_of(pupil)
    can_edit = may_write_about(request.member, pupil)
    wordings = factor_wordings(request.member) if can_edit else {}
    columns = [
        {
            "direction": direction,
            "label": direction.label,
            "mark": "plus" if direction == STIMULATING else "min",
            "factors": [factor for factor in current if factor.direction == direction],
            "ended": [factor for factor in ended if factor.direction == direction],
            "wordings": wordings.get(direction, []),
            "form": invalid
            if invalid and invalid.data.get("direction") == direction
            else AddFactorForm(direction=direction, has_focus=direction == focus),
        }
        for direction in (STIMULATING, HINDERING)
    ]
    return {
        "pupil": pupil,
        "columns": columns,
        "can_edit": can_edit,
        "changing": changing,
    }


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"
