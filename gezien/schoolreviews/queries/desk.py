"""What whoever leads sees: the step with its tools; and what the big screen shows."""

from io import BytesIO
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe

from gezien.schoolreviews.models import ReviewSignal, ReviewStep, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries import boards as board_queries
from gezien.schoolreviews.queries import session
from gezien.schoolreviews.queries.room import MOMENTS, board_in_rounds, looking_back, texts_of
from gezien.schoolreviews.queries.scale import picture
from gezien.schoolreviews.rules import colleagues, may_lead, recordable_reviews, signalable_reviews
from gezien.schoolreviews.steps import AFTERWARDS
from gezien.schools.rules import Member

Kind = ReviewStep.Kind


def qr_code(url: str) -> SafeString:
    """The address as a drawing that phones read."""
    out = BytesIO()
    segno.make(url, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass="sr-qr",
        lineclass=None,
        border=2,
        light="#fff",
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - drawn by segno from an address of our own


def desk(member: Member, review: SchoolReview) -> dict[str, Any]:
    """The step that is going on, with what its leader can do."""
    step = review.current_step
    steps = list(review.steps.all())
    leads = may_lead(member, review)
    context: dict[str, Any] = {
        "review": review,
        "step": step,
        "steps": [_step_row(one, step) for one in steps],
        "following": _following(steps, step),
        "clock": session.clock_of(step),
        "signal": session.any_signal_of(review),
        "seated": session.seated(review),
        "leads": leads,
        "records": recordable_reviews(member).filter(pk=review.pk).exists(),
        "signals": ReviewSignal.Kind.choices if signalable_reviews(member).filter(pk=review.pk).exists() else [],
        "boards": _boards(member, review),
    }
    if context["signals"] and session.is_in_rounds(review):
        context |= _where_to_signal(member, review)
    if step is not None and step.kind in MOMENTS:
        context |= _scale(review, MOMENTS[Kind(step.kind)])
    if step is not None and step.kind == Kind.LOOK_BACK:
        context |= looking_back(review)
    if step is not None and step.kind == Kind.PARALLEL:
        context |= _rounds(review, step)
    if leads:
        context["seats"] = session.seat_rows(review)
        context["chairs"] = [{"pk": user.pk, "name": user.name} for user in colleagues(member)]
    return context


def _where_to_signal(member: Member, review: SchoolReview) -> dict[str, Any]:
    """The groups with their boards to choose from; the giver's own first in mind."""
    seat = review.seats.filter(user=member.user).exclude(joined_at=None).select_related("group").first()
    own = board_in_rounds(review, seat) if seat else None
    rows = [row for row in session.group_rows(review) if row["board_pk"]]
    return {"signal_groups": rows, "signal_own": own.pk if own else 0}


def _step_row(one: ReviewStep, current: ReviewStep | None) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "title": one.title,
        "minutes": one.minutes,
        "is_current": current is not None and one.pk == current.pk,
        "was": one.started_at is not None,
        "is_after": one.kind in AFTERWARDS,
    }


def _following(steps: list[ReviewStep], current: ReviewStep | None) -> ReviewStep | None:
    later = [one for one in steps if current and one.position > current.position and one.kind not in AFTERWARDS]
    return later[0] if later else None


def _scale(review: SchoolReview, moment: str) -> dict[str, Any]:
    shown = picture(review)
    return {
        "scale": shown,
        "moment": moment,
        "texts": texts_of(review),
        "question": next((one for one in shown["rounds"] if one["moment"] == moment), None),
    }


def _rounds(review: SchoolReview, step: ReviewStep) -> dict[str, Any]:
    rows = session.group_rows(review)
    return {
        "groups": rows,
        "all_ready": bool(rows) and all(row["is_ready"] for row in rows),
        "is_presenting": session.is_presenting(review, step),
        "round": step.round + 1,
        "round_count": len(review.rounds),
        "is_last": step.round + 1 >= len(review.rounds),
    }


def _boards(member: Member, review: SchoolReview) -> list[dict[str, Any]]:
    return [
        {
            "pk": one.pk,
            "title": one.title,
            "lead": one.lead.name if one.lead else "",
            "is_done": one.analysed_at is not None,
        }
        for one in review.boards.select_related("lead")
    ]


def screen(review: SchoolReview, board: int = 0) -> dict[str, Any]:
    """What the whole hall sees of the step; `board` is the one that is being presented."""
    step = review.current_step
    context: dict[str, Any] = {
        "review": review,
        "step": step,
        "clock": session.clock_of(step),
        "signal": session.signal_of(review),
        "seated": session.seated(review),
    }
    if step is None:
        return context
    if step.kind in MOMENTS:
        return context | _scale(review, MOMENTS[Kind(step.kind)])
    context["shows_guidance"] = bool(step.guidance) and (step.kind == Kind.OTHER or session.is_in_rounds(review))
    if step.kind == Kind.LOOK_BACK:
        context |= looking_back(review)
    if step.kind == Kind.PARALLEL:
        context |= _rounds(review, step) | {"presented": session.parallel_boards(review)}
    shown = _shown_board(review, step, board)
    if shown is not None:
        context |= {"board": shown, "columns": board_queries.columns_of(shown)}
    return context


def _shown_board(review: SchoolReview, step: ReviewStep, board: int) -> SubjectBoard | None:
    for one in review.boards.all():
        if one.kind == step.kind and (step.kind != Kind.PARALLEL or one.pk == board):
            one.review = review
            return one
    return None


def outcome(review: SchoolReview) -> dict[str, Any]:
    """What a closed review gave: the picture before and after, the boards with their cards."""
    boards = list(review.boards.select_related("subject"))
    for one in boards:
        one.review = review
    return {
        "scale": picture(review),
        "outcome_boards": [
            {
                "pk": one.pk,
                "title": one.title,
                "execution": one.get_execution_display() if one.execution else "",
                "note": one.execution_note,
                "columns": board_queries.columns_of(one),
            }
            for one in boards
        ],
    }
