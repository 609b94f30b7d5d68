"""What the school agreed is about nobody in particular."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.quality.models import (
    Ambition,
    EducationPlan,
    EducationPlanRow,
    EducationPlanVersion,
    GoalImport,
    LearningGoal,
    LearningLine,
)

KEPT = {
    Ambition: Kept(
        about=About.NOBODY,
        why="The level the school strives for.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("year_group", "share", "level"),
        exported=False,
    ),
    EducationPlan: Kept(
        about=About.NOBODY,
        why="What the school agreed to give for a subject.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("year_group", "aim", "offer", "monitoring", "number"),
        exported=False,
    ),
    EducationPlanRow: Kept(
        about=About.NOBODY,
        why="What each cluster gets by the education plan.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=(
            *("name", "position", "goal", "content", "approach", "organisation", "evaluation"),
            *("minutes_a_week", "times_a_week"),
        ),
        exported=False,
    ),
    EducationPlanVersion: Kept(
        about=About.STAFF,
        why=_("Who settled which version of an education plan, and why."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=("number", "why", "said", "settled_at"),
    ),
    LearningLine: Kept(
        about=About.NOBODY,
        why="What pupils learn one after the other.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "position", "is_active"),
        exported=False,
    ),
    LearningGoal: Kept(
        about=About.NOBODY,
        why="The goals of a learning line, and which of them are crucial.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("code", "text", "year_group", "is_crucial", "period", "position", "is_active"),
        exported=False,
    ),
    GoalImport: Kept(
        about=About.STAFF,
        why=_("Who took in which list of goals, and what it changed, so that it can be taken back."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=("source", "rows", "before", "made_at", "applied_at", "undone_at"),
    ),
}
