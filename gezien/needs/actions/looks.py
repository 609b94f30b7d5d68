"""How one looks at a group overview."""

from gezien.needs.models import OverviewChoice
from gezien.schools.rules import Member


def choose_columns(*, by: Member, columns: str) -> None:
    """Remember with which set of columns this person's overviews open. Their own taste, so the log does not tell."""
    OverviewChoice.objects.update_or_create(school=by.school, user=by.user, defaults={"columns": columns})
