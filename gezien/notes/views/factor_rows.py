"""Do they still hold? The factors of a whole group in one list: confirm, change or end each in one tap."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gezien.audit.log import record_reading
from gezien.common.forms import number_in
from gezien.notes.factor_words import done_in_words, factor_row
from gezien.notes.forms.factors import ChangeFactorForm
from gezien.notes.models import Factor, FactorStep
from gezien.notes.queries.factors import factors_of_group, last_step, marked, with_age
from gezien.notes.rules import may_write_about, visible_factors
from gezien.pupils.rules import editable_groups, visible_groups, why_group_visible


@require_safe
def factors_of_group_page(request: HttpRequest, group: int) -> HttpResponse:
    """The factors of a group that ask whether they still hold, by pupil; with `?all` every one that holds."""
    member = request.member
    group = get_object_or_404(visible_groups(member).select_related("year"), pk=group)
    found, shows_all = factors_of_group(member, group), "all" in request.GET
    done = number_in(request.GET, "done")
    step = last_step(done, member) if done else None
    just_done = step.factor_id if step else None
    shown = [factor for factor in found if shows_all or factor.is_old or factor.pk == just_done]
    pupils = [
        {"pk": pk, "name": rows[0].pupil.name, "rows": [_row(row, step) for row in rows]}
        for pk, rows in ((pk, list(same)) for pk, same in groupby(shown, key=lambda factor: factor.pupil_id))
    ]
    reason = why_group_visible(member, group) or ""
    record_reading(member, list({row.pupil_id: row.pupil for row in shown}.values()), reason=reason, screen="factors")
    context = {
        "group": group,
        "pupils": pupils,
        "old": sum(factor.is_old for factor in found),
        "all": len(found),
        "shows_all": shows_all,
        "can_edit": editable_groups(member).filter(pk=group.pk).exists(),
        "changing": None,
    }
    return render(request, "notes/factors_of_group.html", context)


def _row(factor: Factor, step: FactorStep | None) -> dict[str, Any]:
    """A row of the list; the one something was just done with says so, with the way back."""
    row = factor_row(factor)
    if step and step.factor_id == factor.pk:
        row["done"] = done_in_words(step)
    return row


def row_part(
    request: HttpRequest,
    factor: Factor,
    *,
    changing: ChangeFactorForm | None = None,
    step: FactorStep | None = None,
    status: int = 200,
) -> HttpResponse:
    """One row of the list as it is now: its words, its form, or what was just done with the way back."""
    found = marked(with_age(visible_factors(request.member).filter(pk=factor.pk).select_related("domain", "source")))
    row = factor_row(found[0])
    context: dict[str, Any] = {
        "row": row,
        "row_id": row["row_id"],
        "changing": changing,
        "can_edit": may_write_about(request.member, factor.pupil),
        "done": done_in_words(step) if step else None,
        "group_pk": request.POST.get("group") or request.GET.get("group") or "",
    }
    return render(request, "notes/factor_row.html", context, status=status)
