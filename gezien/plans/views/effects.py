"""What worked here, for the whole school."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gezien.plans.queries.effect_trend import agreements_by_period
from gezien.plans.queries.effects import FEWEST, all_effects
from gezien.plans.rules import may_see_effects
from gezien.schools.models import Subject


@require_safe
def what_worked(request: HttpRequest) -> HttpResponse:
    """Approaches of evaluated plans with what came of their goals; of all subjects or one."""
    if not may_see_effects(request.member):
        raise Http404
    asked = request.GET.get("subject", "")
    subjects = [one for one in Subject.objects.filter(school=request.member.school) if one.has_plans]
    chosen = next((one for one in subjects if str(one.pk) == asked), None)
    found = all_effects(request.member.school, chosen.pk if chosen else None)
    context = {
        "rows": found.rows,
        "together": found.together,
        "agreements": [] if chosen else agreements_by_period(request.member.school),
        "subjects": subjects,
        "chosen": chosen,
        "fewest": FEWEST,
    }
    return render(request, "plans/effects.html", context)
