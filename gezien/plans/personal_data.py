"""What the plans app keeps: what a group gets, cluster by cluster.

Who is in a cluster stands in the needs app. Teachers may name pupils in the texts of a plan: those are sensitive.
"""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.plans import personal_data_individual, personal_data_week
from gezien.plans.models import (
    Goal,
    GoalChange,
    GoalOutcome,
    GroupPlan,
    Handover,
    HandoverChange,
    HandoverLine,
    HandoverQuestion,
    HandoverReceiver,
    OutcomeStep,
    PlanReflection,
    PlanRow,
    PlanRowChange,
    PlanVersion,
    RowReflection,
    Session,
)

TEXTS = ("content", "approach", "organisation", "evaluation")

KEPT = {
    GroupPlan: Kept(
        about=About.PUPIL,
        why=_("What the group gets for a subject in a period, for whoever teaches it."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("status",),
        sensitive=("general",),
    ),
    PlanRow: Kept(
        about=About.PUPIL,
        why=_("What a cluster of pupils with like needs gets, and how it will be judged."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("minutes_a_week", "times_a_week"),
        sensitive=TEXTS,
    ),
    Goal: Kept(
        about=About.PUPIL,
        why=_("What a cluster of pupils works towards, and how one will see whether it is reached."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("position", "score_type", "level", "current", "target", "removed_at"),
        sensitive=("text", "measure"),
    ),
    GoalChange: Kept(
        about=About.PUPIL,
        why=_("Two teachers can write in one goal without losing words, and what changed can be told."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("changed_at",),
        sensitive=("before",),
        exported=False,
    ),
    PlanVersion: Kept(
        about=About.PUPIL,
        why=_("What was agreed stays readable after a plan is adjusted, with who changed it and why."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("number", "occasion", "made_at", "sealed_at"),
        sensitive=("contents", "why"),
    ),
    PlanRowChange: Kept(
        about=About.PUPIL,
        why=_("Two teachers can write in one row without losing words, and what changed can be told."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("changed_at",),
        sensitive=("before",),
        exported=False,
    ),
    Session: Kept(
        about=About.PUPIL,
        why=_("What came of the plan on a day, so that time promised and time given can be compared."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("day", "state", "minutes", "moved_to"),
        sensitive=("reason",),
    ),
    Handover: Kept(
        about=About.PUPIL,
        why=_("At the move to a new group the next teacher starts with what is known about the group."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("handed_at",),
        sensitive=("general",),
    ),
    HandoverLine: Kept(
        about=About.PUPIL,
        why=_("The next teacher knows what a pupil needs and how teaching is best attuned."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        sensitive=("text", "known"),
    ),
    HandoverChange: Kept(
        about=About.PUPIL,
        why=_("What a handover said before, so that a change can be told and taken back."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("changed_at",),
        sensitive=("before",),
        exported=False,
    ),
    HandoverReceiver: Kept(
        about=About.STAFF,
        why=_("Whoever receives a group, and whether they have read what was handed over."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=("assigned_at", "read_at"),
    ),
    HandoverQuestion: Kept(
        about=About.PUPIL,
        why=_("What the next teacher asked about what was handed over, and the answer."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("asked_at", "answered_at"),
        sensitive=("text", "answer"),
    ),
    PlanReflection: Kept(
        about=About.PUPIL,
        why=_("What the teachers take along to the next period, and why."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        sensitive=("instruction", "content", "processing", "time", "adjustments"),
    ),
    RowReflection: Kept(
        about=About.PUPIL,
        why=_("Whether what a cluster got helped, and what it gets next."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("helped",),
        sensitive=("adjustments",),
    ),
    GoalOutcome: Kept(
        about=About.PUPIL,
        why=_("Whether a pupil reached a goal of the plan, as the teacher judged it: where the next plan starts."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("taken_on", "decided_at"),
        sensitive=("outcome", "proposed", "figure", "level", "words", "pupil_words"),
    ),
    OutcomeStep: Kept(
        about=About.PUPIL,
        why=_("A judgement of goals can be taken back."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("made_at", "undone_at"),
        sensitive=("before",),
        exported=False,
    ),
}
KEPT |= personal_data_individual.KEPT | personal_data_week.KEPT
