"""What reviews do beside the pages."""

import datetime as dt

from django_scopes import scope

from gezien.common.work import every
from gezien.meetings.actions.reminders import send_reminders
from gezien.meetings.actions.report import close_forgotten
from gezien.schools.models import School


@every(dt.timedelta(hours=4))
def remind() -> None:
    """A few times a day, so that a mail goes out on the day itself whenever the server was away."""
    for school in School.objects.all():
        with scope(school=school):
            send_reminders(school)


@every(dt.timedelta(hours=1))
def close_what_was_left_open() -> None:
    """A review that nobody closed becomes a report all the same."""
    for school in School.objects.all():
        with scope(school=school):
            close_forgotten(school)
