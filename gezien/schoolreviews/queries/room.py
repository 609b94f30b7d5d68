"""What somebody who takes part sees of the step that is going on."""

from collections.abc import Mapping
from typing import Any

from gezien.agreements.models import Agreement
from gezien.results.final_test_words import final_test_for
from gezien.schoolreviews.models import ReviewStep, ScaleRound, SchoolReview, Seat, SubjectBoard
from gezien.schoolreviews.queries import boards as board_queries
from gezien.schoolreviews.queries import session
from gezien.schoolreviews.queries.scale import has_voted, picture
from gezien.schoolreviews.tokens import new_secret, read_proof, token_of

Kind = ReviewStep.Kind
MOMENTS = {Kind.OPENING: ScaleRound.Moment.BEFORE, Kind.CLOSING: ScaleRound.Moment.AFTER}


def room_of(review: SchoolReview, seat: Seat, *, proofs: Mapping[str, str]) -> dict[str, Any]:
    """Everything the room's page needs; a fixed number of statements for each kind of step."""
    step = review.current_step
    context: dict[str, Any] = {
        "review": review,
        "seat": seat,
        "person": f"s{seat.pk}",
        "step": step,
        "clock": session.clock_of(step),
        "signal": session.signal_of(review),
    }
    if step is None:
        return context
    if step.kind in MOMENTS:
        return context | _choosing(review, seat, MOMENTS[Kind(step.kind)], proofs)
    if step.kind == Kind.LOOK_BACK:
        context |= looking_back(review)
    if step.kind == Kind.PARALLEL:
        context |= _rounds(review, seat, step)
    board = _board_now(review, seat, step)
    return context | (board_context(review, seat, board) if board else {})


def _choosing(review: SchoolReview, seat: Seat, moment: str, proofs: Mapping[str, str]) -> dict[str, Any]:
    """The question of this step, one's own choice as far as this browser knows it, and the picture."""
    shown = picture(review)
    open_ = next((one for one in shown["rounds"] if one["moment"] == moment), None)
    context: dict[str, Any] = {"scale": shown, "texts": texts_of(review), "question": open_}
    if open_ is None:
        return context
    token = token_of(review, seat, f"vote:{open_['pk']}")
    mine = read_proof(proofs.get(f"gezien_vote_{open_['pk']}", ""), token)
    chosen = mine[0] if mine else None
    counted = mine is not None or has_voted(ScaleRound(pk=open_["pk"]), token)
    may_choose = not counted or (mine is not None and open_["state"] == "choosing")
    return context | {
        "chosen": chosen,
        "is_counted": counted,
        "may_choose": may_choose,
        "values": [{"value": value, "is_mine": chosen == value} for value in range(11)] if may_choose else [],
    }


def texts_of(review: SchoolReview) -> dict[str, Any]:
    """What stands on the screen at the opening and the closing."""
    return {
        "goals": review.goals,
        "outcomes": review.outcomes,
        "expectations": review.expectations,
        "rules": review.ground_rules.splitlines(),
    }


def looking_back(review: SchoolReview) -> dict[str, Any]:
    """What one looks back at: the points of the time before, and the final test as far as it is about enough pupils."""
    return {"points": earlier_points(review), "test": final_test_for(review.school)}


def earlier_points(review: SchoolReview) -> list[dict[str, Any]]:
    """The action points of the review before, with their state: those that are open first. One statement."""
    if review.previous_id is None:
        return []
    found = Agreement.objects.filter(school_action_point__review=review.previous_id).select_related("owner")
    return [
        {
            "what": one.what,
            "owner": one.owner.name,
            "outcome": one.get_outcome_display() if one.outcome else "",
            "note": one.closing_note,
        }
        for one in found.order_by("outcome", "due_on", "pk")
    ]


def _rounds(review: SchoolReview, seat: Seat, step: ReviewStep) -> dict[str, Any]:
    rows = session.group_rows(review)
    mine = next((row for row in rows if row["pk"] == seat.group_id), None)
    presenting = session.is_presenting(review, step)
    return {
        "groups": rows,
        "mine": mine,
        "round": step.round + 1,
        "round_count": len(review.rounds),
        "is_presenting": presenting,
        "presented": [{"pk": one.pk, "title": one.title} for one in session.parallel_boards(review)]
        if presenting
        else [],
    }


def _board_now(review: SchoolReview, seat: Seat, step: ReviewStep) -> SubjectBoard | None:
    """The board of the step; in the rounds the one that one leads, else that of one's group."""
    found = list(review.boards.select_related("subject", "lead"))
    if step.kind in (Kind.LOOK_BACK, Kind.TOGETHER):
        return next((one for one in found if one.kind == step.kind), None)
    if step.kind != Kind.PARALLEL or session.is_presenting(review, step):
        return None
    parallel = [one for one in found if one.kind == SubjectBoard.Kind.PARALLEL]
    led = next((one for one in parallel if seat.user_id and one.lead_id == seat.user_id), None)
    if led is not None or seat.group is None:
        return led
    return session.board_of_group(parallel, seat.group, step.round)


def board_in_rounds(review: SchoolReview, seat: Seat) -> SubjectBoard | None:
    """Where a seat is in the rounds; None outside them and while presenting."""
    step = review.current_step
    return _board_now(review, seat, step) if step is not None and step.kind == Kind.PARALLEL else None


def board_context(review: SchoolReview, seat: Seat, board: SubjectBoard) -> dict[str, Any]:
    """A board with its cards, and one's own dots on it."""
    token = token_of(review, seat, f"dots:{board.pk}")
    mine = board_queries.my_dots(board, token)
    columns = board_queries.columns_of(board)
    return {
        "review": review,
        "seat": seat,
        "person": f"s{seat.pk}",
        "board": board,
        "columns": columns,
        "board_signal": session.signal_of(review, board) if board.kind == SubjectBoard.Kind.PARALLEL else None,
        "mine_dots": ",".join(str(pk) for pk in sorted(mine)),
        "dots_left": review.dots - len(mine),
        "dots": review.dots,
        "away": board_queries.put_away(board),
        "sheet": new_secret(),
        "leads_board": bool(seat.user_id) and seat.user_id in (board.lead_id, review.chair_id),
    }
