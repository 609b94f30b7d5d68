"""What the team app keeps: what teachers say they lack. About the team, never about a pupil."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.team.models import TeamNeed

KEPT = {
    TeamNeed: Kept(
        about=About.STAFF,
        why=_("What the team needs to give pupils what they need, and whether it came."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=("kind", "origin", "origin_key", "outcome", "closed_at"),
        sensitive=("text", "closing_note"),
    ),
}
