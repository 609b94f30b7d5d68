"""What imports have done in the background, and every day."""

import datetime as dt

from django_scopes import scope

from gezien.common.work import every
from gezien.imports import actions
from gezien.imports.running import carry_on
from gezien.schools.models import School
from gezien.schools.rules import CommandLine

__all__ = ["carry_on", "discard_abandoned"]


@every(dt.timedelta(days=1))
def discard_abandoned() -> None:
    """Files that nobody decided about for a week are thrown away."""
    for school in School.objects.all():
        with scope(school=school):
            actions.discard_abandoned(by=CommandLine(school, name="schedule"))
