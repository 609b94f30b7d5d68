"""What the needs app keeps: what a pupil needs, and with whom they are taught. Rules and names are the school's."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.needs.models import (
    Cluster,
    Clustering,
    ClusterTemplate,
    EducationalNeed,
    OverviewChoice,
    Placement,
    SignalRule,
)

KEPT = {
    EducationalNeed: Kept(
        about=About.PUPIL,
        why=_("Aiming at a goal for the coming period, and giving the pupil what is needed to reach it."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        sensitive=("goal", "support"),
    ),
    Placement: Kept(
        about=About.PUPIL,
        why=_("Teaching pupils with like needs together, and knowing why they are together."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("placed_at",),
        sensitive=("reason",),
    ),
    OverviewChoice: Kept(
        about=About.STAFF,
        why=_("Opening a group overview as somebody likes to see it."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=("columns",),
    ),
    Clustering: Kept(
        about=About.NOBODY,
        why=_("That a group is divided for a subject and period; who is where stands in the places."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
    ),
    Cluster: Kept(
        about=About.NOBODY,
        why=_("The names of the parts of a group."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "position"),
    ),
    ClusterTemplate: Kept(
        about=About.NOBODY,
        why=_("The clusters as the school names them, and what each usually gets."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "position", "approach", "organisation", "minutes_a_week", "times_a_week"),
    ),
    SignalRule: Kept(
        about=About.NOBODY,
        why=_("When a pupil deserves a closer look, as the school agreed."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "direction", "measure", "threshold", "is_active", "position"),
    ),
}
