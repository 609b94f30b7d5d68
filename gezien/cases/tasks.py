"""What cases have done every day."""

import datetime as dt

from django_scopes import scopes_disabled

from gezien.cases.actions.guests import forget_dead_guests
from gezien.cases.actions.stories import forget_old_stories
from gezien.common.work import every


@every(dt.timedelta(days=1))
def forget_what_is_over() -> None:
    """Invitations that are over keep nothing by which they could be opened; stories past their day are deleted."""
    with scopes_disabled():
        forget_dead_guests()
        forget_old_stories()
