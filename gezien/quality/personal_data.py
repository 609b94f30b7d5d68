"""What the school agreed is about nobody in particular."""

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.quality.models import Ambition

KEPT = {
    Ambition: Kept(
        about=About.NOBODY,
        why="The level the school strives for.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("year_group", "share", "level"),
        exported=False,
    ),
}
