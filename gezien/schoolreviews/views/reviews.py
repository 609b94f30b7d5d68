"""The list of school reviews."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from gezien.schoolreviews.rules import may_plan_reviews, visible_reviews


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """All school reviews: what is coming, what is going on, what was."""
    rows = [
        {
            "pk": one.pk,
            "title": one.title,
            "when": date_format(localtime(one.starts_at), "j F Y, H:i"),
            "place": one.place,
            "is_live": one.is_live,
            "is_over": one.closed_at is not None,
        }
        for one in visible_reviews(request.member).filter(cancelled_at=None)
    ]
    return render(request, "schoolreviews/list.html", {"rows": rows, "may_plan": may_plan_reviews(request.member)})
