"""What cases have done every day."""

import datetime as dt

from django_scopes import scope, scopes_disabled

from gezien.cases.actions.guests import forget_dead_guests
from gezien.cases.actions.stories import forget_old_stories
from gezien.cases.reminders import remind_of_effects
from gezien.common.work import every
from gezien.schools.models import School


@every(dt.timedelta(days=1))
def forget_what_is_over() -> None:
    """Invitations that are over keep nothing by which they could be opened; stories past their day are deleted."""
    with scopes_disabled():
        forget_dead_guests()
        forget_old_stories()


@every(dt.timedelta(days=1))
def ask_whether_it_helps() -> None:
    """Teachers and coaches hear on its day that the effect of a case is asked."""
    with scopes_disabled():
        schools = list(School.objects.order_by("pk"))
    for school in schools:
        with scope(school=school):
            remind_of_effects(school)
