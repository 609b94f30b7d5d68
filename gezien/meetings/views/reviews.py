"""The list of reviews; planning, moving and calling one off; the reviews of one group."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gezien.agreements.queries import group_in_words
from gezien.common import clock
from gezien.common.forms import number_in, posted_number, refresh
from gezien.common.models import StaleVersion
from gezien.meetings.actions import reviews as actions
from gezien.meetings.forms import ChangeReviewForm, PlanForm
from gezien.meetings.models import Meeting
from gezien.meetings.queries import readiness as ready
from gezien.meetings.queries import reviews as queries
from gezien.meetings.rules import (
    editable_forms,
    fillable_preparations,
    leadable_meetings,
    plannable_groups,
    visible_meetings,
)
from gezien.pupils.rules import visible_groups
from gezien.schools.queries import current_period
from gezien.schools.rules import Member, may_lead_reviews, works_with_pupils

PAST_SHOWN = 20


@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """This period group by group, what else is coming, and what was."""
    member = request.member
    if not works_with_pupils(member):
        raise PermissionDenied
    period = current_period(member.school)
    rows = ready.late_first(ready.with_reminders(ready.readiness(member, period), period))
    context = {
        "period": period,
        "rows": rows,
        "tally": ready.tally(rows),
        "others": queries.review_rows(ready.other_upcoming(member, period)),
        "past": queries.review_rows(queries.past(member)[:PAST_SHOWN]),
        "leads": may_lead_reviews(member),
        "fillable": fillable_meetings(member),
    }
    return render(request, "meetings/list.html", context)


def fillable_meetings(member: Member) -> set[int]:
    """The keys of the reviews whose preparation the member fills in and that were not held yet."""
    preparations = fillable_preparations(member).filter(meeting__closed_at=None, meeting__cancelled_at=None)
    return set(preparations.values_list("meeting", flat=True))


@require_safe
def group_reviews(request: HttpRequest, pk: int) -> HttpResponse:
    """All reviews of one group."""
    group = get_object_or_404(visible_groups(request.member), pk=pk)
    context = {
        "group": group,
        "group_query": str(group.pk),
        "group_name": group_in_words(group),
        "rows": queries.review_rows(queries.reviews_of_group(request.member, group)),
        "leads": may_lead_reviews(request.member),
        "fillable": fillable_meetings(request.member),
    }
    return render(request, "meetings/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a review: ?group= chooses the group and ticks its teachers."""
    member = request.member
    if not may_lead_reviews(member):
        raise PermissionDenied
    asked = number_in(request.GET, "group")
    group = get_object_or_404(plannable_groups(member), pk=asked) if asked else None
    form = PlanForm(request.POST or None, member=member, group=group)
    if request.method == "POST" and form.is_ready() and (meeting := form.save()):
        messages.success(request, _("The review is planned; everybody who takes part gets a mail."))
        return redirect("meetings:room", school=member.school.slug, pk=meeting.pk)
    refresh(form.fields["group"].widget, request.path, "#table")
    template = "meetings/plan.html#table" if request.headers.get("HX-Request") else "meetings/plan.html"
    context = {"form": form, "has_form": editable_forms(member).exists()}
    return render(request, template, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a review that was not opened yet, or change who takes part."""
    meeting = planned(request.member, pk)
    form = ChangeReviewForm(request.POST or None, meeting=meeting, member=request.member)
    if request.method == "POST" and form.is_ready() and form.try_save():
        messages.success(request, _("The review is changed; who has to know gets a mail."))
        return redirect("meetings:room", school=request.member.school.slug, pk=pk)
    context = {"form": form, "meeting": meeting, "group_name": queries.subject_in_words(meeting)}
    if form.conflict:
        context["now"] = queries.when_in_words(Meeting.objects.get(pk=pk).starts_at, clock.today())
    return render(request, "meetings/edit.html", context, status=409 if form.conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then call it off."""
    meeting = planned(request.member, pk)
    if request.method == "POST":
        version = posted_number(request, "version")
        try:
            actions.cancel_review(by=request.member, meeting=meeting, version=version)
        except StaleVersion:
            messages.warning(
                request, _("Somebody else changed this review meanwhile; look again before you call it off.")
            )
            return redirect("meetings:cancel", school=request.member.school.slug, pk=pk)
        messages.success(request, _("The review is called off; everybody who takes part gets a mail."))
        return redirect("meetings:list", school=request.member.school.slug)
    context = {
        "meeting": meeting,
        "group_name": queries.subject_in_words(meeting),
        "when": queries.when_in_words(meeting.starts_at, clock.today()),
        "answered": meeting.preparation.answers.exclude(text="").count() if meeting.group else 0,
    }
    return render(request, "meetings/cancel.html", context)


def planned(member: Member, pk: int) -> Meeting:
    """The visible review; 403 when one does not lead it, or when it was opened or called off."""
    meeting = get_object_or_404(visible_meetings(member).select_related("group", "chair", "preparation"), pk=pk)
    if meeting.opened_at or meeting.cancelled_at or not leadable_meetings(member).filter(pk=pk).exists():
        raise PermissionDenied
    return meeting
