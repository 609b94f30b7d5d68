"""Pages after a review: everything that follows, a board worked out, the consultation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import autosave_reply, number_in, wants_json
from gezien.schoolreviews.actions import after as actions
from gezien.schoolreviews.after_forms import (
    ConsultationDayForm,
    ConsultationForm,
    ElaborationForm,
    PointForm,
    ProgressForm,
)
from gezien.schoolreviews.models import ActionPoint, Consultation, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries import after as queries
from gezien.schoolreviews.queries.newsletter import newsletter_of
from gezien.schoolreviews.rules import closed_reviews, may_put_in_plan, visible_reviews, workable_reviews
from gezien.schoolreviews.views.fetching import closed_review, workable_review
from gezien.schools.rules import Member
from gezien.team.models import TeamNeed
from gezien.team.queries import team_part


@require_safe
def after(request: HttpRequest, pk: int) -> HttpResponse:
    """What follows from a closed review: boards, consultation, action points, newsletter, report."""
    review = closed_review(request.member, pk)
    return _page(request, review, point=_drafted_point(request, review))


def _drafted_point(request: HttpRequest, review: SchoolReview) -> PointForm | None:
    """An action point to be, of a line on a board: `?board=…&column=…&line=…`."""
    where = number_in(request.GET, "board")
    if not where or not workable_reviews(request.member).filter(pk=review.pk).exists():
        return None
    board = get_object_or_404(review.boards, pk=where)
    what = queries.line_of(board, request.GET.get("column", ""), request.GET.get("line", ""))
    return PointForm(review=review, member=request.member, initial={"what": what[:500], "board": board.pk})


def _page(
    request: HttpRequest,
    review: SchoolReview,
    *,
    point: PointForm | None = None,
    progress: ProgressForm | None = None,
    day: ConsultationDayForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = request.member
    can_work = workable_reviews(member).filter(pk=review.pk).exists()
    rows = queries.point_rows(review)
    context = {
        "review": review,
        "boards": queries.board_rows(review),
        "consultations": list(review.consultations.all()),
        "points": [
            {
                "row": row,
                "form": progress
                if progress and progress.point == row.point
                else _progress_form(member, row.point, can_work=can_work),
            }
            for row in rows
        ],
        "ended": sum(row.is_ended for row in rows),
        "newsletter": newsletter_of(review),
        "can_work": can_work,
        "team": team_part(member, TeamNeed.Origin.SCHOOL_REVIEW, review.pk, back=request.path),
        "opens_point": point is not None or not rows,
        "point_form": point or (can_work and PointForm(review=review, member=member)),
        "day_form": day or (can_work and ConsultationDayForm(review=review, member=member, auto_id="day-%s")),
    }
    return render(request, "schoolreviews/after.html", context, status=status)


def _progress_form(member: Member, point: ActionPoint, *, can_work: bool) -> ProgressForm | None:
    may_note = can_work or point.agreement.owner_id == member.user.pk
    return ProgressForm(point=point, member=member, auto_id=f"point-{point.pk}-%s") if may_note else None


@require_POST
def point_add(request: HttpRequest, pk: int) -> HttpResponse:
    """An action point."""
    review = workable_review(request.member, pk)
    form = PointForm(request.POST, review=review, member=request.member)
    if not form.is_valid():
        return _page(request, review, point=form, status=422)
    form.save()
    messages.success(request, _("The action point stands in the list, and with its owner."))
    return redirect("schoolreviews:after", school=request.member.school.slug, pk=pk)


@require_POST
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened with an action point."""
    member = request.member
    points = ActionPoint.objects.filter(review__in=visible_reviews(member)).select_related("agreement", "review")
    point = get_object_or_404(points, pk=pk)
    form = ProgressForm(request.POST, point=point, member=member, auto_id=f"point-{point.pk}-%s")
    if form.is_valid():
        form.save()
        messages.success(request, _("Noted."))
    elif point.review.closed_at:
        return _page(request, point.review, progress=form, status=422)
    else:
        messages.warning(request, _("Say in a few words what happened."))
    return redirect("schoolreviews:after", school=member.school.slug, pk=point.review_id)


@require_POST
def consultation_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The coordinators sit together."""
    review = workable_review(request.member, pk)
    form = ConsultationDayForm(request.POST, review=review, member=request.member, auto_id="day-%s")
    if not form.is_valid():
        return _page(request, review, day=form, status=422)
    made = form.save()
    return redirect("schoolreviews:consultation", school=request.member.school.slug, pk=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """The boards as they were worked out beside what the coordinators decide; everybody may read it."""
    member = request.member
    found = get_object_or_404(
        Consultation.objects.filter(review__in=visible_reviews(member)).select_related("review"), pk=pk
    )
    can_work = workable_reviews(member).filter(pk=found.review_id).exists()
    if request.method == "POST" and not can_work:
        raise PermissionDenied
    form = ConsultationForm(_typed(request), consultation=found, member=member) if can_work else None
    if request.method == "POST" and form:
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            messages.success(request, _("The consultation is saved."))
            return redirect("schoolreviews:consultation", school=member.school.slug, pk=pk)
    context = {
        "consultation": found,
        "review": found.review,
        "boards": queries.board_rows(found.review),
        "form": form,
        "points": queries.point_rows(found.review),
    }
    return render(request, "schoolreviews/consultation.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def elaboration(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the board worked out, or its cards while nobody began. POST: begin, or write on."""
    member, board = request.member, _board(request.member, pk)
    made = getattr(board, "elaboration", None)
    can_work = workable_reviews(member).filter(pk=board.review_id).exists()
    if request.method == "POST" and not can_work:
        raise PermissionDenied
    if request.method == "POST" and "begin" in request.POST:
        actions.begin_elaboration(by=member, board=board)
        return redirect("schoolreviews:elaboration", school=member.school.slug, pk=pk)
    form = ElaborationForm(_typed(request), elaboration=made, member=member) if made and can_work else None
    if request.method == "POST" and form:
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            messages.success(request, _("Saved."))
            return redirect("schoolreviews:elaboration", school=member.school.slug, pk=pk)
    context = _elaboration(member, board, can_work=can_work) | {"form": form}
    return render(request, "schoolreviews/elaboration.html", context, status=_status(form))


def _elaboration(member: Member, board: SubjectBoard, *, can_work: bool) -> dict[str, Any]:
    lines = queries.card_lines(board)
    row = next(row for row in queries.board_rows(board.review) if row.board.pk == board.pk)
    return {
        "board": board,
        "review": board.review,
        "row": row,
        "columns": [_column(str(one["key"]), one["title"], lines) for one in board.columns],
        "can_work": can_work,
        "can_plan": may_put_in_plan(member, board),
    }


def _column(key: str, title: str, lines: dict[str, list[str]]) -> dict[str, Any]:
    rows = [{"text": text, "place": place} for place, text in enumerate(lines[key])]
    return {"key": key, "title": title, "lines": rows}


@require_POST
def elaboration_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the offer in the draft of the education plan, and go there to settle it."""
    member, board = request.member, _board(request.member, pk)
    try:
        plan = actions.put_in_plan(by=member, elaboration=actions.begin_elaboration(by=member, board=board))
    except actions.NothingToPut:
        messages.warning(request, _("Write first what you offer in the coming period."))
        return redirect("schoolreviews:elaboration", school=member.school.slug, pk=pk)
    messages.success(request, _("It stands in the draft below. Settle it as a version, and the team will see it."))
    return redirect("quality:education_plan", school=member.school.slug, pk=plan.pk)


@require_POST
def elaboration_done(request: HttpRequest, pk: int) -> HttpResponse:
    """A board is worked out, or not after all."""
    board = _board(request.member, pk)
    made = actions.begin_elaboration(by=request.member, board=board)
    actions.finish_elaboration(by=request.member, elaboration=made, is_done=request.POST.get("done", "1") == "1")
    return redirect("schoolreviews:after", school=request.member.school.slug, pk=board.review_id)


def _typed(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _status(form) -> int:
    if form is None:
        return 200
    return 409 if form.conflict else 422 if form.errors else 200


def _board(member: Member, pk: int) -> SubjectBoard:
    """A board of a closed review of the school."""
    boards = SubjectBoard.objects.filter(review__in=closed_reviews(member)).exclude(kind=SubjectBoard.Kind.LOOK_BACK)
    return get_object_or_404(boards.select_related("review", "subject", "lead", "elaboration__plan"), pk=pk)
