"""What is kept of the week: hours, the timetable of small groups, and the sheet for a substitute."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.plans.models import SchoolDay, SchoolWeek, Slot, SubstituteSheet, SubstituteTip

KEPT = {
    SchoolWeek: Kept(
        about=About.NOBODY,
        why=_("The hours of school, of a group where they differ."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
    ),
    SchoolDay: Kept(
        about=About.STAFF,
        why=_("Small groups are planned within school time, with the teacher who is there that day."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("weekday", "starts_at", "ends_at", "breaks"),
        exported=False,
    ),
    Slot: Kept(
        about=About.PUPIL,
        why=_("When, where and by whom a cluster is taught, so that the plan fits in the week."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("weekday", "starts_at", "minutes", "room", "by_words"),
    ),
    SubstituteSheet: Kept(
        about=About.NOBODY,
        why=_("Whoever takes a group for a day reads how that day goes."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("habits", "ask"),
    ),
    SubstituteTip: Kept(
        about=About.PUPIL,
        why=_("Of what helps a pupil, only what its teacher marked stands on the sheet for a substitute."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("marked_at",),
        sensitive=("words",),
        exported=False,
    ),
}
