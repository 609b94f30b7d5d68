"""Who may see import runs: whoever may import. A preview shows the names of the whole school."""

from django.db.models import QuerySet

from gezien.imports.models import ImportRun
from gezien.schools.roles import Permission
from gezien.schools.rules import Member


def visible_runs(member: Member) -> QuerySet[ImportRun]:
    """The runs of the school, for whoever imports there; for all others there are none."""
    runs = ImportRun.objects.filter(school=member.school)
    return runs if member.may(Permission.IMPORT) else runs.none()
