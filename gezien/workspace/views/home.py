"""Today: what each member has to do, by what they are in the school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gezien.agreements.queries import agreement_rows, open_agreements


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page one starts the day with."""
    member = request.member
    context = {
        "agreements": agreement_rows(member, open_agreements(member)),
        "next": request.get_full_path(),
    }
    return render(request, "workspace/home.html", context)
