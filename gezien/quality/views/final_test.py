"""The page on which the school types over outcomes of the final test and its signal values."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gezien.quality.actions import final_test as actions
from gezien.quality.forms.final_test import InspectionValuesForm, OutcomeForm
from gezien.quality.models import FinalTestOutcome, InspectionValues
from gezien.schools.rules import Member, require_agreed


@require_http_methods(["GET", "HEAD", "POST"])
def final_test(request: HttpRequest) -> HttpResponse:
    """GET: both forms and what was typed over. POST: an outcome."""
    require_agreed(request.member)
    form = OutcomeForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The outcome is saved."))
        return redirect("quality:final_test", school=request.member.school.slug)
    return _page(request, outcome=form, status=422 if form.errors else 200)


@require_POST
def inspection_values(request: HttpRequest) -> HttpResponse:
    """Keep the signal values."""
    require_agreed(request.member)
    form = InspectionValuesForm(request.POST, values=_values(request.member), member=request.member)
    if form.try_save():
        messages.success(request, _("The signal values are saved."))
        return redirect("quality:final_test", school=request.member.school.slug)
    return _page(request, values=form, status=409 if form.conflict else 422)


@require_POST
def outcome_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an outcome away."""
    require_agreed(request.member)
    found = get_object_or_404(FinalTestOutcome, pk=pk, school=request.member.school)
    actions.remove_outcome(by=request.member, outcome=found)
    messages.success(request, _("The outcome is gone."))
    return redirect("quality:final_test", school=request.member.school.slug)


def _page(
    request: HttpRequest,
    *,
    outcome: OutcomeForm | None = None,
    values: InspectionValuesForm | None = None,
    status: int,
) -> HttpResponse:
    member = request.member
    rows = FinalTestOutcome.objects.filter(school=member.school).select_related("subject")
    context = {
        "outcome": outcome or OutcomeForm(member=member),
        "values": values or InspectionValuesForm(values=_values(member), member=member, auto_id="values-%s"),
        "rows": [{"row": one, "year": f"{one.first}-{one.first + 1}"} for one in rows],
    }
    return render(request, "quality/final_test.html", context, status=status)


def _values(member: Member) -> InspectionValues | None:
    return InspectionValues.objects.filter(school=member.school).first()
