"""The factors of one pupil: strengths left, what hinders right. A page of its own, and a part of others by htmx.

For htmx the reply is the editor alone, with the event `factors:saved` ({"pupil": pk}) after a change, so that a page
that shows the factors elsewhere can fetch them again. With `screen=group` the reply is the factor's row in the list of
a group (views/factors_of_group.py). Each change shows what was done, with the way to take it back.
"""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.audit.log import record
from gezien.common.forms import number_in, posted_number
from gezien.notes.actions.factors import confirm_factor, end_factor, reopen_factor, undo_factor_step
from gezien.notes.factor_words import done_in_words, factor_row
from gezien.notes.forms.factors import AddFactorForm, ChangeFactorForm, Terms
from gezien.notes.models import Factor, FactorStep
from gezien.notes.queries.factors import factor_wordings, factors_of, last_step
from gezien.notes.rules import editable_factors, may_write_about, visible_factors
from gezien.notes.views.factor_rows import row_part
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable, visible_pupils, why_visible
from gezien.schools.rules import Member, may_keep_agreed, require_among

STIMULATING, HINDERING = Factor.Direction.STIMULATING, Factor.Direction.HINDERING


def factors(request: HttpRequest, pupil: int) -> HttpResponse:
    """GET: the factors of one pupil, with their editor for who may write. POST: add one."""
    pupil = get_object_or_404(visible_pupils(request.member), pk=pupil)
    if request.method != "POST":
        reason = why_visible(request.member, pupil)
        record(request.member, "pupil.read", pupil, pupil=pupil, reason=reason, screen="factors")
        return _show(request, pupil, step=_step_of(request))
    require_editable(request.member, pupil)
    direction = HINDERING if request.POST.get("direction") == HINDERING else STIMULATING
    form = AddFactorForm(request.POST, direction=direction, terms=Terms(request.member))
    if not form.is_valid():
        return _show(request, pupil, invalid=form, status=422)
    return _saved(request, form.save(by=request.member, pupil=pupil), focus=direction)


def factor(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the form of one factor. POST: change it; when somebody else did meanwhile, both texts (409)."""
    factor = _visible(request.member, pk)
    require_editable(request.member, factor.pupil)
    form = ChangeFactorForm(request.POST or None, by=request.member, factor=factor)
    if request.method == "POST" and form.try_save() is not None:
        return _saved(request, factor)
    status = 409 if form.conflict else 422 if form.errors else 200
    if asks_for_row(request):
        return row_part(request, factor, changing=form, status=status)
    return _show(request, factor.pupil, changing=form, status=status)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """It still holds."""
    return _saved(request, confirm_factor(by=request.member, factor=_editable(request.member, pk)))


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """It no longer holds."""
    return _saved(request, end_factor(by=request.member, factor=_editable(request.member, pk)))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It holds again."""
    return _saved(request, reopen_factor(by=request.member, factor=_editable(request.member, pk)))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last step; one's own, as long as nobody did anything with the factor since."""
    factor = _editable(request.member, pk)
    step = last_step(factor.pk, request.member)
    restored = undo_factor_step(by=request.member, step=step) if step else factor
    if step is None:
        text = _("Somebody did something with “%(text)s” since; it stands here as it is now.")
        messages.warning(request, text % {"text": factor.text})
    if asks_for_row(request) and restored is not None and is_part(request):
        return row_part(request, _visible(request.member, pk))
    return _shown(request, factor.pupil)


def asks_for_row(request: HttpRequest) -> bool:
    """Whether the list of a group asks, for one row."""
    return (request.POST.get("screen") or request.GET.get("screen")) == "group"


def _visible(member: Member, pk: int) -> Factor:
    return get_object_or_404(visible_factors(member).select_related("pupil", "domain", "source"), pk=pk)


def _editable(member: Member, pk: int) -> Factor:
    """The factor, 404 when unseen, 403 when only seen."""
    factor = _visible(member, pk)
    require_among(editable_factors(member), factor)
    return factor


def _step_of(request: HttpRequest) -> FactorStep | None:
    """The step that was just made, of the factor in `?done=`, when it can still be taken back."""
    done = number_in(request.GET, "done")
    return last_step(done, request.member) if done else None


def _saved(request: HttpRequest, factor: Factor, focus: str = "") -> HttpResponse:
    """The row or the editor as it is now, for htmx; else back to the page it came from."""
    step = last_step(factor.pk, request.member)
    if not is_part(request):
        back = factor.pupil if not asks_for_row(request) else None
        if back is None and (group := posted_number(request, "group")):
            return redirect(f"{_group_url(request, group)}?done={factor.pk}#factor-{factor.pk}")
        return redirect(f"{_pupil_url(request, factor.pupil)}?done={factor.pk}")
    if asks_for_row(request):
        return row_part(request, factor, step=step)
    return _shown(request, factor.pupil, focus=focus, step=step)


def _shown(request: HttpRequest, pupil: Pupil, **state: Any) -> HttpResponse:
    """The editor with the event that something changed; without htmx the page."""
    if not is_part(request):
        if asks_for_row(request) and (group := posted_number(request, "group")):
            return redirect(_group_url(request, group))
        return redirect(_pupil_url(request, pupil))
    response = _show(request, pupil, **state)
    response.headers["HX-Trigger"] = json.dumps({"factors:saved": {"pupil": pupil.pk}})
    return response


def _pupil_url(request: HttpRequest, pupil: Pupil) -> str:
    return reverse("notes:factors", args=[request.member.school.slug, pupil.pk])


def _group_url(request: HttpRequest, group: int) -> str:
    return reverse("notes:factors-of-group", args=[request.member.school.slug, group])


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
    step: FactorStep | None = None,
) -> dict[str, Any]:
    """What the editor shows: two columns, each with its factors and its form."""
    current, ended = factors_of(pupil)
    can_edit = may_write_about(request.member, pupil)
    wordings = factor_wordings(request.member) if can_edit else {}
    terms = Terms(request.member) if can_edit else None
    columns = [
        {
            "direction": direction,
            "label": direction.label,
            "mark": "plus" if direction == STIMULATING else "min",
            "factors": [factor_row(factor) for factor in current if factor.direction == direction],
            "ended": [factor for factor in ended if factor.direction == direction],
            "wordings": wordings.get(direction, []),
            "form": invalid
            if invalid and invalid.data.get("direction") == direction
            else terms and AddFactorForm(direction=direction, has_focus=direction == focus, terms=terms),
        }
        for direction in (STIMULATING, HINDERING)
    ]
    return {
        "pupil": pupil,
        "group_pk": "",
        "editor_id": f"#factors-{pupil.pk}",
        "columns": columns,
        "can_edit": can_edit,
        "changing": changing,
        "done": done_in_words(step) if step and can_edit else None,
        "may_edit_terms": may_keep_agreed(request.member),
    }


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"
