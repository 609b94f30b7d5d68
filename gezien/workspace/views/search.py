"""Finding a pupil or a group by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gezien.pupils.queries import find_groups, find_pupils

SHOWN = 40


def search(request: HttpRequest) -> HttpResponse:
    """Pupils and groups the member sees whose name begins with what was typed."""
    text = request.GET.get("q", "").strip()[:80]
    pupils, groups = find_pupils(request.member, text), find_groups(request.member, text)
    part = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "workspace/search.html#results" if part else "workspace/search.html",
        {"text": text, "pupils": pupils[:SHOWN], "groups": groups, "more": max(len(pupils) - SHOWN, 0)},
    )
