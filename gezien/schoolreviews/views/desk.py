"""The desk of whoever leads, takes the minutes or gives the signals; the big screen; a board for its leader."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.agreements.forms import USUAL_TERM, AgreementFields
from gezien.agreements.rules import possible_owners
from gezien.common import clock
from gezien.common.forms import VersionedForm, autosave_reply, number_in, posted_number, wants_json
from gezien.common.live import ticket_response
from gezien.results.board_words import board_for
from gezien.schoolreviews.actions import cards, points, scale, seats, session
from gezien.schoolreviews.models import ReviewSignal, ReviewStep, SchoolReview, Seat, SubjectBoard
from gezien.schoolreviews.queries import boards as board_queries
from gezien.schoolreviews.queries import desk as queries
from gezien.schoolreviews.rules import colleagues, leadable_boards, require_leading, visible_reviews, works_at_desk
from gezien.schoolreviews.telling import topic_of
from gezien.schoolreviews.tokens import new_secret
from gezien.schools.rules import Member, NotAllowed


class MinutesForm(VersionedForm):
    """The minutes of one step."""

    minutes = forms.CharField(
        label=gettext_lazy("Notes of this step"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, member: Member, step: ReviewStep, **kwargs: Any):
        super().__init__(*args, initial={"version": step.version, "minutes": step.record}, **kwargs)
        self.member, self.step = member, step

    def save(self) -> ReviewStep:
        """Keep them."""
        return session.save_minutes(by=self.member, step=self.step, **self.cleaned_data)


class ExecutionForm(VersionedForm):
    """How far what was planned was carried out."""

    execution = forms.ChoiceField(
        label=gettext_lazy("Was the plan carried out as described?"),
        choices=[("", gettext_lazy("not discussed yet")), *SubjectBoard.Execution.choices],
        required=False,
    )
    execution_note = forms.CharField(
        label=gettext_lazy("What was different, and why?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, member: Member, board: SubjectBoard, **kwargs: Any):
        names = ("execution", "execution_note", "version")
        super().__init__(*args, initial={name: getattr(board, name) for name in names}, **kwargs)
        self.member, self.board = member, board

    def save(self) -> SubjectBoard:
        """Keep it."""
        data = self.cleaned_data
        return cards.tell_execution(
            by=self.member,
            board=self.board,
            version=data["version"],
            execution=data["execution"],
            note=data["execution_note"],
        )


class PointForm(AgreementFields):
    """An action point: measured by something, or it cannot be followed."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, member=member, **kwargs)
        self.choose_owner_from(possible_owners(member))
        self.initial.setdefault("owner", member.user.pk)
        self.initial.setdefault("due_on", clock.today() + USUAL_TERM)
        self.fields["sign_of_success"].required = True
        self.fields["sign_of_success"].label = _("By what do you measure it?")


@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The step that is going on, with its buttons."""
    review = _working(request, pk)
    return _desk(request, review)


def _working(request: HttpRequest, pk: int) -> SchoolReview:
    """The review, for who leads it, takes its minutes or gives its signals."""
    review = _review(request, pk)
    if not works_at_desk(request.member, review):
        raise NotAllowed("desk")
    return review


def _review(request: HttpRequest, pk: int) -> SchoolReview:
    found = visible_reviews(request.member).select_related("chair", "current_step", "school")
    return get_object_or_404(found.filter(cancelled_at=None), pk=pk)


def _desk(request: HttpRequest, review: SchoolReview, status: int = 200, **more: Any) -> HttpResponse:
    context = queries.desk(request.member, review) | _joining(request, review) | {"batch": new_secret()} | more
    if context["records"] and review.current_step:
        context["minutes_form"] = MinutesForm(member=request.member, step=review.current_step)
    part = "#main" if request.headers.get("X-Part") == "main" else ""
    return render(request, f"schoolreviews/desk.html{part}", context, status=status)


def _joining(request: HttpRequest, review: SchoolReview) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("joining:door", args=[review.code]))
    return {
        "topic": topic_of(review),
        "renew": reverse("schoolreviews:ticket", args=[request.member.school.slug, review.pk]),
        "code": f"{review.code[:3]} {review.code[3:]}",
        "address": request.build_absolute_uri(reverse("joining:find")).split("://", 1)[1],
        "qr": queries.qr_code(address),
    }


@require_safe
def ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """A new ticket for the stream of a screen or desk."""
    review = _review(request, pk)
    if review.closed_at:
        raise Http404
    return ticket_response(request, topic_of(review))


@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """For the whole hall: how to join, the step, the clock, the picture, the cards."""
    review = _review(request, pk)
    context = queries.screen(review, number_in(request.GET, "board")) | _joining(request, review)
    part = "#main" if request.headers.get("X-Part") == "main" else ""
    return render(request, f"schoolreviews/screen.html{part}", context)


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One button of the desk: `do` says which."""
    review = _review(request, pk)
    do = request.POST.get("do", "")
    if do == "chair" and review.chair_id == posted_number(request, "chair"):  # sent again: handed over already
        return _onwards(request, review)
    require_leading(request.member, review)
    if do == "passes":
        return _passes(request, review)
    if do not in _BUTTONS:
        raise Http404
    error = ""
    try:
        _BUTTONS[do](request, review)
    except ClockMoved:
        error = _("The clock was moved already. Look how it stands now, and press again if you still want to.")
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": error}, status=409) if error else JsonResponse({})
    if error:
        messages.warning(request, error)
    if do == "close":
        return redirect("schoolreviews:review", school=request.member.school.slug, pk=pk)
    return _onwards(request, review)


def _onwards(request: HttpRequest, review: SchoolReview) -> HttpResponse:
    """Back to the desk; to the page of the review for who gave the chair away and has no other task at the desk."""
    where = "desk" if works_at_desk(request.member, review) else "review"
    return redirect(f"schoolreviews:{where}", school=request.member.school.slug, pk=review.pk)


def _passes(request: HttpRequest, review: SchoolReview) -> HttpResponse:
    """New passes, shown this once, to cut out or read aloud."""
    made = seats.make_passes(
        by=request.member,
        review=review,
        number=posted_number(request, "number"),
        batch=request.POST.get("batch", ""),
    )
    context = {"review": review, "passes": [f"{one[:3]} {one[3:]}" for one in made]} | _joining(request, review)
    return render(request, "schoolreviews/passes.html", context)


def _unseat(request: HttpRequest, review: SchoolReview) -> None:
    """Take a pass away; one that is gone is gone."""
    if seat := Seat.objects.filter(review=review, pk=posted_number(request, "seat")).first():
        seats.remove_seat(by=request.member, review=review, seat=seat)


class ClockMoved(Exception):
    """The clock was moved since the button was shown: whoever pressed is told."""


def _extend(request: HttpRequest, review: SchoolReview, minutes: int) -> None:
    """More time or less."""
    if not session.extend(by=request.member, review=review, minutes=minutes, seen=request.POST.get("clock")):
        raise ClockMoved


_BUTTONS: dict[str, Any] = {
    "open": lambda request, review: session.open_review(by=request.member, review=review),
    "go": lambda request, review: session.go_to(
        by=request.member,
        review=review,
        step=get_object_or_404(review.steps, pk=posted_number(request, "step")),
        seen=posted_number(request, "at") or None,
    ),
    "round": lambda request, review: session.next_round(
        by=request.member, review=review, to=posted_number(request, "to") if "to" in request.POST else None
    ),
    "pause": lambda request, review: session.pause(
        by=request.member, review=review, is_paused={"1": True, "0": False}.get(request.POST.get("paused", ""))
    ),
    "more": lambda request, review: _extend(request, review, 5),
    "less": lambda request, review: _extend(request, review, -5),
    "ask": lambda request, review: scale.ask(
        by=request.member, review=review, moment="after" if request.POST.get("moment") == "after" else "before"
    ),
    "reveal": lambda request, review: scale.reveal(
        by=request.member,
        review=review,
        round_=get_object_or_404(review.scale_rounds, pk=posted_number(request, "round")),
    ),
    "divide": lambda request, review: seats.divide(by=request.member, review=review),
    "chair": lambda request, review: session.hand_over(
        by=request.member,
        review=review,
        to=get_object_or_404(colleagues(request.member), pk=posted_number(request, "chair")),
    ),
    "unseat": _unseat,
    "close": lambda request, review: session.close_review(by=request.member, review=review),
}


@require_POST
def signal(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a signal, or take it away; `board` says for which group it is in the rounds."""
    review, where = _working(request, pk), posted_number(request, "board")
    board = get_object_or_404(review.boards, pk=where) if where else None
    kind, has_script = request.POST.get("kind", ""), request.headers.get("Accept") == "application/json"
    if kind and kind not in ReviewSignal.Kind:
        raise Http404
    to_all = request.POST.get("board") == "all"
    try:
        session.give_signal(by=request.member, review=review, kind=kind, board=board, to_all=to_all)
    except session.NoBoard:
        error = _("Choose first for which group this signal is.")
        if has_script:
            return JsonResponse({"error": error}, status=422)
        messages.warning(request, error)
    if has_script:
        return JsonResponse({})
    return redirect("schoolreviews:desk", school=request.member.school.slug, pk=pk)


@require_POST
def minutes(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Save the minutes of a step, while one types."""
    review = _working(request, pk)
    found = get_object_or_404(review.steps, pk=step)
    form = MinutesForm(request.POST, member=request.member, step=found)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _desk(request, review, status=409 if form.conflict else 422, minutes_form=form)
    return redirect("schoolreviews:desk", school=request.member.school.slug, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """A board with its figures; who leads it finishes the analysis and then writes down actions."""
    found = get_object_or_404(
        SubjectBoard.objects.select_related("review__school", "subject", "lead").filter(
            review__in=visible_reviews(request.member)
        ),
        pk=pk,
    )
    leads = found.review.is_live and leadable_boards(request.member).filter(pk=pk).exists()
    typed = _board_saved(request, found, leads) if request.method == "POST" else {}
    if typed is None:
        return redirect("schoolreviews:board", school=request.member.school.slug, pk=pk)
    return _board(request, found, leads, typed)


def _board_saved(request: HttpRequest, found: SubjectBoard, leads: bool) -> dict[str, Any] | None:
    """Carry out what was sent; None when it is done, else the form with its faults."""
    if not leads:
        raise NotAllowed("board")
    do = request.POST.get("do", "")
    if do in ("finish", "resume"):
        cards.finish_analysis(by=request.member, board=found, is_done=do == "finish")
        return None
    if do == "execution":
        form = ExecutionForm(request.POST, member=request.member, board=found)
        return None if form.try_save() else {"execution_form": form}
    point = PointForm(request.POST, member=request.member)
    if not point.is_valid():
        return {"point_form": point}
    points.make_point(by=request.member, review=found.review, board=found, **point.cleaned_data)
    messages.success(request, _("The action point is written down; its owner is told."))
    return None


def _board(request: HttpRequest, found: SubjectBoard, leads: bool, typed: dict[str, Any]) -> HttpResponse:
    review = found.review
    context = {
        "review": review,
        "subject_board": found,
        "columns": board_queries.columns_of(found),
        "board": board_for(review.school, found.subject) if found.subject else None,
        "leads": leads,
        "may_act": leads and found.analysed_at is not None,
        "execution_form": ExecutionForm(member=request.member, board=found),
        "point_form": PointForm(member=request.member),
        "points": [
            {"what": one.agreement.what, "owner": one.agreement.owner.name, "due_on": one.agreement.due_on}
            for one in found.action_points.select_related("agreement__owner")
        ],
        "topic": topic_of(review),
        "renew": reverse("schoolreviews:ticket", args=[request.member.school.slug, review.pk]),
    }
    part = "#main" if request.headers.get("X-Part") == "main" else ""
    status = 409 if any(form.conflict for form in typed.values() if isinstance(form, ExecutionForm)) else 422
    status = status if typed else 200
    return render(request, f"schoolreviews/board.html{part}", context | typed, status=status)
