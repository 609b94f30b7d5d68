"""What the signals do beside the pages: look again when something came in, and at everybody each night."""

import datetime as dt

from django_scopes import scope

from gezien.common.work import background, every
from gezien.needs.actions.looking import look_again
from gezien.schools.models import School


@background(attempts=3)
def look_at_signals(school: int) -> None:
    """Look at the pupils of a school about whom something came in. Without any it is done at once."""
    found = School.objects.get(pk=school)
    with scope(school=found):
        look_again(found)


@every(dt.timedelta(hours=1))
def look_at_new_day() -> None:
    """Rules that count weeks hold from a day on: each school is looked at in the first hour of its day."""
    for school in School.objects.all():
        with scope(school=school):
            look_again(school)
