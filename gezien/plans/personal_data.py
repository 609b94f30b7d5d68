"""What the plans app keeps: what a group gets, cluster by cluster.

Who is in a cluster stands in the needs app. Teachers may name pupils in the texts of a plan: those are sensitive.
"""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.plans.models import GroupPlan, PlanRow, PlanRowChange, Session

TEXTS = ("goal", "content", "approach", "organisation", "evaluation")

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
}
