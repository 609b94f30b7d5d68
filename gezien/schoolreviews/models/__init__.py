"""Models of the school review. No pupil and no group of pupils: only the school's own figures and words."""

from gezien.schoolreviews.models.after import ActionProgress, Consultation, Elaboration, Newsletter
from gezien.schoolreviews.models.board import ActionPoint, Card, Dot, SubjectBoard
from gezien.schoolreviews.models.format import ReviewFormat
from gezien.schoolreviews.models.review import ReviewDocument, ReviewRole, ReviewStep, SchoolReview
from gezien.schoolreviews.models.scale import ScaleRound, ScaleTally, VoteToken
from gezien.schoolreviews.models.seat import DocumentRead, ReviewSignal, RoundGroup, Seat

__all__ = [
    "ActionPoint",
    "ActionProgress",
    "Card",
    "Consultation",
    "DocumentRead",
    "Dot",
    "Elaboration",
    "Newsletter",
    "ReviewDocument",
    "ReviewFormat",
    "ReviewRole",
    "ReviewSignal",
    "ReviewStep",
    "RoundGroup",
    "ScaleRound",
    "ScaleTally",
    "SchoolReview",
    "Seat",
    "SubjectBoard",
    "VoteToken",
]
