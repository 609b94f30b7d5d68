"""What agreements have done every day."""

import datetime as dt

from django_scopes import scope, scopes_disabled

from gezien.agreements.reminders import send_reminders
from gezien.common.work import every
from gezien.schools.models import School


@every(dt.timedelta(days=1))
def remind_owners() -> None:
    """Each school's colleagues hear what nears, what is late, and what to look back on."""
    with scopes_disabled():
        schools = list(School.objects.order_by("pk"))
    for school in schools:
        with scope(school=school):
            send_reminders(school)
