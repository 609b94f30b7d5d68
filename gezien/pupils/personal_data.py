"""What the pupils app keeps: who the pupils are, which group they are in, and who beyond a role may see them."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.pupils.models import AccessGrant, Enrolment, Group, Pupil, Teaching

KEPT = {
    Pupil: Kept(
        about=About.PUPIL,
        why=_("Knowing which child a file is about; year group and start of year 3 to read results by."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=(
            "key",
            "call_name",
            "prefix",
            "family_name",
            "year_group",
            "year_3_started_on",
            "admitted_on",
            "left_on",
        ),
        sensitive=("eck_id", "birth_date", "gender"),
    ),
    Group: Kept(
        about=About.NOBODY,
        why="Teaching, plans and reviews are about a group.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("key", "name", "year_group", "is_composite"),
        exported=False,
    ),
    Enrolment: Kept(
        about=About.PUPIL,
        why=_("Which group a pupil was in, from when until when."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("starts_on", "ends_on"),
    ),
    Teaching: Kept(
        about=About.STAFF,
        why=_("Who teaches a group and so sees its pupils, from when until when."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=("starts_on", "ends_on", "from_roster"),
    ),
    AccessGrant: Kept(
        about=About.PUPIL,
        why=_("Who was let in beyond their role, until when and for which reason."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("reason", "starts_on", "ends_on"),
    ),
}
