"""What the school review keeps: words of the team about the school. Never a pupil, and never who voted what."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.schoolreviews.models import (
    ActionPoint,
    ActionProgress,
    Card,
    Consultation,
    DocumentRead,
    Dot,
    Elaboration,
    Newsletter,
    ReviewDocument,
    ReviewFormat,
    ReviewRole,
    ReviewSignal,
    ReviewStep,
    RoundGroup,
    ScaleRound,
    ScaleTally,
    SchoolReview,
    Seat,
    SubjectBoard,
    VoteToken,
)


def _school(why: str, *ordinary: str) -> Kept:
    return Kept(about=About.NOBODY, why=why, term=Term.SCHOOL, erase=Erase.KEEP, ordinary=ordinary, exported=False)


def _staff(why: str, *ordinary: str) -> Kept:
    return Kept(about=About.STAFF, why=why, term=Term.STAFF_LEAVING_1, erase=Erase.DELETE, ordinary=ordinary)


SCALE = ("scale_question", "anchor_low", "anchor_high", "dots", "columns", "rounds", "presenting_minutes")
KEPT = {
    ReviewFormat: _school("How the school runs its reviews.", *SCALE, "steps", "ground_rules"),
    SchoolReview: _school(
        "What the team wanted of a school review and when it was.",
        *SCALE,
        *("title", "starts_at", "place", "goals", "outcomes", "expectations", "prior_information", "ground_rules"),
        *("code", "salt", "pass_batches", "opened_at", "closed_at", "cancelled_at"),
    ),
    ReviewStep: _school(
        "The steps of a review, their clock and the minutes.",
        *("kind", "title", "guidance", "minutes", "position", "started_at", "ends_at", "seconds_left"),
        *("round", "record"),
    ),
    ReviewDocument: _school("What is read before a review.", "title", "link", "position"),
    SubjectBoard: _school(
        "What the team saw in a subject.",
        *("kind", "title", "position", "columns", "execution", "execution_note", "analysed_at"),
    ),
    Card: _school(
        "A thought of the team; not whose.", "column", "text", "pile", "round", "dots", "removed_at", "sent_as"
    ),
    Dot: _school("That a card got a dot, until the review closes; not from whom.", "token"),
    ScaleRound: _school(
        "The counts of the scale question; never fewer than five.", "moment", "opened_at", "revealed_at", "shown"
    ),
    ScaleTally: _school("The counts while the team votes.", "value", "count"),
    VoteToken: _school("That a vote was given, until the review closes; not by whom or what.", "token", "changes"),
    RoundGroup: _school("Groups of colleagues in the rounds.", "name", "position", "ready_round"),
    ReviewSignal: _school("Signals about how the talk went; about nobody.", "kind", "shown_at"),
    Elaboration: _school("What a coordinator makes of a board.", "findings", "offer", "put_at", "done_at"),
    Consultation: _school("What the coordinators said and decided.", "starts_at", "place", "record", "held_at"),
    ActionProgress: _staff(_("What was noted with an action point, and by whom."), "kind", "text", "written_at"),
    Newsletter: _school("What parents are told; nothing about a pupil.", "text", "ready_at"),
    ActionPoint: _school("Which agreement came out of which review."),
    ReviewRole: _staff(_("Who did what in a school review."), "kind", "task"),
    Seat: _staff(
        _("Who took part in a school review; never what they voted."), "name", "pass_hash", "holder_hash", "joined_at"
    ),
    DocumentRead: _staff(_("Who read what before a school review."), "read_at"),
}
