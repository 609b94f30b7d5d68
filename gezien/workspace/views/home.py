"""Today: what each member has to do, by what they are in the school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gezien.common import clock
from gezien.needs.views.attention import log_shown
from gezien.schools.rules import may_lead_reviews, may_prepare_reviews, works_with_pupils
from gezien.workspace.queries.today import greeting, today
from gezien.workspace.views.seen import log_seen


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page one starts the day with."""
    member = request.member
    context = {
        "greeting": greeting(clock.now().hour),
        "teaches": may_prepare_reviews(member),
        "works_with_pupils": works_with_pupils(member),
        "fillable": (),
        "signals": [],
        "leads": may_lead_reviews(member),
        "next": request.get_full_path(),
        **today(member),
    }
    log_shown(member, context["signals"])
    log_seen(member, context["unseen"]["shown"])
    context["fillable"] = {row["meeting"] for row in context["preparations"]}
    return render(request, "workspace/home.html", context)
