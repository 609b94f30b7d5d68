"""What plans have done every day."""

import datetime as dt

from django_scopes import scopes_disabled

from gezien.common.work import every
from gezien.plans.actions.share import forget_dead_secrets


@every(dt.timedelta(days=1))
def forget_links() -> None:
    """Links that are over keep nothing by which they could be opened."""
    with scopes_disabled():
        forget_dead_secrets()
