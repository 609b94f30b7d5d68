"""The list of school reviews, planning one, and the page by which the team prepares."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import posted_number
from gezien.schoolreviews.actions import planning
from gezien.schoolreviews.actions.reading import tell_read
from gezien.schoolreviews.forms import PlanForm
from gezien.schoolreviews.models import ReviewDocument
from gezien.schoolreviews.queries import preparation
from gezien.schoolreviews.queries import reading as read
from gezien.schoolreviews.queries.desk import outcome
from gezien.schoolreviews.rules import may_lead, may_plan_reviews, may_shape_reviews, visible_reviews, works_at_desk
from gezien.schools.rules import NotAllowed


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """All school reviews: what is coming, what is going on, what was."""
    context: dict[str, Any] = preparation.review_rows(request.member)
    context["may_plan"] = may_plan_reviews(request.member)
    context["may_format"] = may_shape_reviews(request.member)
    return render(request, "schoolreviews/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan one."""
    if not may_plan_reviews(request.member):
        raise NotAllowed("school review")
    form = PlanForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid() and (review := form.save()):
        messages.success(request, _("The school review is planned. Now its preparation."))
        return redirect("schoolreviews:prepare", school=request.member.school.slug, pk=review.pk)
    return render(request, "schoolreviews/plan.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What the review is about, how the time goes, who does what, what to read; afterwards what it gave."""
    member = request.member
    found = get_object_or_404(visible_reviews(member).select_related("chair", "previous"), pk=pk)
    leads, beforehand = may_lead(member, found), read.reading_of(found)
    context = {
        "review": found,
        "row": preparation.review_row(found),
        "rules": found.ground_rules.splitlines(),
        "agenda": preparation.agenda(found),
        "documents": read.documents(member, beforehand),
        "people": preparation.people(found),
        "boards": preparation.boards(found),
        "readers": read.readers(member, beforehand) if leads and not found.closed_at else [],
        "leads": leads,
        "may_join": not found.closed_at and not found.cancelled_at,
        "may_desk": not found.closed_at and not found.cancelled_at and works_at_desk(member, found),
    }
    context["filled"] = preparation.filled_button(found, leads=leads, may_desk=context["may_desk"])
    if found.closed_at:
        context |= outcome(found)
    return render(request, "schoolreviews/review.html", context)


@require_POST
def reading(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Tell that one read it, or take that back."""
    found = get_object_or_404(visible_reviews(request.member), pk=pk)
    row = get_object_or_404(ReviewDocument.objects.filter(review=found), pk=document)
    tell_read(by=request.member, document=row, is_read=request.POST.get("read") == "1")
    return redirect("schoolreviews:review", school=request.member.school.slug, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off: asked once more, and told."""
    found = get_object_or_404(visible_reviews(request.member).select_related("chair"), pk=pk, cancelled_at=None)
    if not may_lead(request.member, found) or found.opened_at:
        raise NotAllowed("school review")
    if request.method == "POST":
        planning.cancel_review(by=request.member, review=found, version=posted_number(request, "version"))
        messages.success(request, _("The school review was called off. What was prepared is kept."))
        return redirect("schoolreviews:list", school=request.member.school.slug)
    return render(request, "schoolreviews/cancel.html", {"review": found, "row": preparation.review_row(found)})
