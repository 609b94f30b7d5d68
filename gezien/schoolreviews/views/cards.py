"""Cards on a board: each button one small step; without a script, back to where one was."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import posted_number
from gezien.common.going_back import next_page
from gezien.results.board_words import board_for
from gezien.schoolreviews.actions import cards as actions
from gezien.schoolreviews.hints import Hint, hint_of
from gezien.schoolreviews.models import Card, SubjectBoard
from gezien.schoolreviews.queries.names import name_words
from gezien.schoolreviews.queries.room import board_context
from gezien.schoolreviews.room import with_seat
from gezien.schoolreviews.telling import topic_of
from gezien.schools.rules import NotAllowed


def hint_words(hint: Hint | None) -> str:
    """The hint in words; empty without one."""
    return {
        None: "",
        Hint.ONE: _("This looks like one pupil. Can you say it of all pupils, or of a part of the school?"),
        Hint.CHILD: _("What does our teaching do here? Try it as: “We …”."),
        Hint.ACTION: _("This looks like an action already. Keep it until the analysis is finished."),
    }[hint]


@with_seat
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """One board, for everyone who takes part: cards to add, to dot, to put together."""
    found = _board(request, pk)
    context = board_context(request.review, request.seat, found) | {"topic": topic_of(request.review), "main": True}
    part = "#main" if request.headers.get("X-Part") == "main" else ""
    return render(request, f"schoolreviews/room_board.html{part}", context)


@with_seat
@require_safe
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The school's figures of the board's subject: by grade and cohort, without small groups."""
    found = _board(request, pk)
    shown = board_for(request.review.school, found.subject) if found.subject else None
    part = "#figures" if request.headers.get("X-Part") == "figures" else ""
    return render(request, f"schoolreviews/figures.html{part}", {"board": shown, "subject_board": found})


@with_seat
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a thought on the board."""
    found, text = _board(request, pk), request.POST.get("text", "").strip()
    column = request.POST.get("column", "")
    if not text:
        return _reply(request, found, {"error": _("Write something first.")}, status=422)
    try:
        card = actions.add_card(seat=request.seat, board=found, column=column, text=text, sent_as=_sent_as(request))
    except actions.NamesPupil as refused:
        return _typed_again(request, found, column=column, text=text, error=name_words(refused.objections))
    is_analysis = found.analysed_at is None and found.subject_id is not None
    return _reply(request, found, {"pk": card.pk, "hint": hint_words(hint_of(text, is_analysis=is_analysis))})


def _sent_as(request: HttpRequest) -> str:
    """The name of this sending: made by the script, or else by the page and the words that were typed on it."""
    sheet, column, text = (request.POST.get(name, "") for name in ("sheet", "column", "text"))
    named = sha256(f"{sheet}:{column}:{text}".encode()).hexdigest()[:40] if sheet else ""
    return request.POST.get("sent_as", "") or named


def _typed_again(request: HttpRequest, found: SubjectBoard, *, column: str, text: str, error: str) -> HttpResponse:
    """The board once more, with what was typed in its place and what is the matter with it."""
    if _wants_json(request):
        return JsonResponse({"error": error}, status=422)
    context = board_context(request.review, request.seat, found) | {"topic": topic_of(request.review), "main": True}
    for one in context["columns"]:
        if one["key"] == column:
            one |= {"typed": text, "error": error}
    return render(request, "schoolreviews/room_board.html", context, status=422)


@with_seat
@require_POST
def dot(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a dot or take it back: `on` or `off` is the card."""
    found = _board(request, pk)
    is_given = "on" in request.POST
    card = get_object_or_404(Card.objects.filter(board=found), pk=posted_number(request, "on" if is_given else "off"))
    card.board = found
    try:
        mine = actions.dot(seat=request.seat, card=card, is_given=is_given)
    except actions.NoDotsLeft:
        return _reply(request, found, {"error": _("You have given all your dots.")}, status=422)
    return _reply(request, found, {"mine": sorted(mine), "left": request.review.dots - len(mine)})


@with_seat
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card: other words, another column, together with others, off the board."""
    found = get_object_or_404(
        Card.objects.select_related("board", "merged_into").filter(board__review=request.review), pk=pk
    )
    found.board.review = request.review
    if request.method != "POST":
        return _card_page(request, found)
    try:
        _STEPS[request.POST.get("step", "")](request, found) if request.POST.get("step") in _STEPS else None
    except actions.NamesPupil as refused:
        return _card_page(request, found, error=name_words(refused.objections))
    return _reply(request, found.board, {})


def _card_page(request: HttpRequest, found: Card, *, error: str = "") -> HttpResponse:
    """The card with everything one can do with it; after a refusal with what was typed."""
    others = Card.objects.filter(board=found.board, removed_at=None, merged_into=None).exclude(pk=found.pk)
    context = {
        "review": request.review,
        "card": found,
        "board": found.board,
        "others": [{"pk": one.pk, "text": one.text} for one in others],
        "piles": sorted({one.pile for one in others if one.pile}),
        "merged": [one.text for one in found.merged.all()],
        "back": next_page(request),
        "error": error,
        "typed": {name: request.POST.get(name, getattr(found, name)) for name in ("text", "pile")},
    }
    return render(request, "schoolreviews/card.html", context, status=422 if error else 200)


def _reword(request: HttpRequest, found: Card) -> None:
    version, text = posted_number(request, "version"), request.POST.get("text", "")
    if text.strip():
        actions.reword(seat=request.seat, card=found, version=version, text=text)


def _move(request: HttpRequest, found: Card) -> None:
    actions.move(seat=request.seat, card=found, column=request.POST.get("column", ""))


def _merge(request: HttpRequest, found: Card) -> None:
    other = get_object_or_404(found.board.cards.select_related("merged_into"), pk=posted_number(request, "into"))
    actions.merge(seat=request.seat, card=found, into=other)


_STEPS: dict[str, Any] = {
    "reword": _reword,
    "move": _move,
    "merge": _merge,
    "separate": lambda request, found: actions.separate(seat=request.seat, card=found),
    "pile": lambda request, found: actions.put_on_pile(
        seat=request.seat, card=found, pile=request.POST.get("pile", "")
    ),
    "away": lambda request, found: actions.put_away(seat=request.seat, card=found, is_away=True),
    "back": lambda request, found: actions.put_away(seat=request.seat, card=found, is_away=False),
}


def _board(request: HttpRequest, pk: int) -> SubjectBoard:
    found = get_object_or_404(SubjectBoard.objects.select_related("subject", "lead"), pk=pk, review=request.review)
    found.review = request.review
    return found


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _reply(request: HttpRequest, found: SubjectBoard, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse(facts, status=status)
    if status >= 400:
        raise NotAllowed(facts.get("error", ""))
    if back := next_page(request):
        return redirect(back)
    return redirect("joining:board", code=request.review.code, pk=found.pk)
