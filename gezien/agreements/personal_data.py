"""What the agreements app keeps: what was agreed about a pupil, group or school, with whom, and what came of it."""

from django.utils.translation import gettext_noop as _

from gezien.agreements.models import Agreement
from gezien.common.personal_data import About, Erase, Kept, Term

KEPT = {
    Agreement: Kept(
        about=About.PUPIL,
        why=_("Doing what was agreed for a pupil or group, and learning from whether it helped."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("due_on", "outcome", "closed_at", "effect_on", "helped", "helped_at", "reminder", "reminded_on"),
        sensitive=("what", "sign_of_success", "closing_note", "helped_words"),
    ),
}
