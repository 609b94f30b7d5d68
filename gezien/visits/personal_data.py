"""What class visits keep: about colleagues, never about pupils."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.visits.models import ClassVisit, ViewingGuide, VisitAgreement

KEPT = {
    ViewingGuide: Kept(
        about=About.NOBODY,
        why="What visitors look at, in the school's own words.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "questions", "is_retired"),
        exported=False,
    ),
    ClassVisit: Kept(
        about=About.STAFF,
        why=_("What was seen in a lesson, so that a teacher can learn from it; theirs first."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=(
            *("planned_on", "starts_at", "guide_name", "state"),
            *("shared_at", "teacher_agreed_at", "visitor_agreed_at"),
        ),
        sensitive=("focus", "points", "strengths", "ideas", "response"),
    ),
    VisitAgreement: Kept(
        about=About.STAFF,
        why=_("After which visit something was agreed."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
    ),
}
