"""What imports have done in the background, and every day."""

import datetime as dt
from collections.abc import Collection

from django_scopes import scope, scopes_disabled

from gezien.common.leftovers import remove_leftovers
from gezien.common.work import every
from gezien.imports import actions, uploads
from gezien.imports.models import ImportRun
from gezien.imports.running import carry_on
from gezien.schools.models import School
from gezien.schools.rules import CommandLine

__all__ = ["carry_on", "discard_abandoned", "forget_unnamed_uploads"]


@every(dt.timedelta(days=1))
def discard_abandoned() -> None:
    """Files that nobody decided about for a week are thrown away."""
    for school in School.objects.all():
        with scope(school=school):
            actions.discard_abandoned(by=CommandLine(school, name="schedule"))


@every(dt.timedelta(days=1))
def forget_unnamed_uploads() -> None:
    """Uploaded files that no run names are removed: what they hold is more than Gezien reads."""
    remove_leftovers(uploads.folder(), _named)


@scopes_disabled()
def _named(_names: Collection[str]) -> set[str]:
    return set(ImportRun.objects.exclude(stored_as="").order_by().values_list("stored_as", flat=True))
