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
    Signal,
    SignalLink,
    SignalRule,
    SignalRun,
    SignalStep,
    SignalTouch,
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
    Signal: Kept(
        about=About.PUPIL,
        why=_("Knowing who deserves a closer look, by which rule, and what was done since."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("key", "mark", "since", "first_seen_on", "times", "returns", "state", "aside_until", "resolved_on"),
        sensitive=("evidence", "trend", "reason", "ending"),
    ),
    SignalLink: Kept(
        about=About.PUPIL,
        why=_("Knowing with which need or plan a signal was taken up, and how that ended."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("kind", "target", "made_at", "ended_at"),
        sensitive=("text", "outcome"),
    ),
    SignalStep: Kept(
        about=About.PUPIL,
        why=_("The history of a signal, and taking the last step back."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("kind", "version", "made_at"),
        sensitive=("text", "before"),
    ),
    SignalTouch: Kept(
        about=About.PUPIL,
        why=_("Looking at a pupil's signals again when something came in; gone within minutes."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
    ),
    SignalRun: Kept(
        about=About.NOBODY,
        why=_("Up to which day the signals of a school were looked at."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("day",),
    ),
    SignalRule: Kept(
        about=About.NOBODY,
        why=_("When a pupil deserves a closer look, as the school agreed."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=(
            *("code", "name", "direction", "severity", "measure", "threshold", "times", "amount", "level", "kind"),
            *(
                "weeks",
                "area",
                "year_groups",
                "score",
                "valid_from",
                "valid_until",
                "is_active",
                "removed_at",
                "position",
            ),
        ),
    ),
}
