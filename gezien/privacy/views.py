"""Who looked at what, and what is kept about people, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gezien.common.forms import number_in
from gezien.privacy import queries
from gezien.privacy.forms import LogFilterForm
from gezien.schools.rules import require_log


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The log of this school: ?pupil= (a name), ?person=, ?day=, ?kind=, ?before= (a row to go on from)."""
    require_log(request.member)
    form = LogFilterForm(request.GET, by=request.member)
    before = number_in(request.GET, "before") or None
    rows, older = queries.log_page(request.member, form.wanted(), before=before)
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "rows": rows,
        "is_filtered": bool(asked),
        "newest": "?" + urlencode(asked) if before else "",
        "older": "?" + urlencode({**asked, "before": older}) if older else "",
    }
    return render(request, "privacy/log.html", context)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and how long; for everybody who works here."""
    return render(request, "privacy/register.html", {"rows": queries.register()})
