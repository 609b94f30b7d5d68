"""Who may see import runs: whoever may import. A preview shows the names of the whole school."""

from django.db.models import QuerySet

from gezien.imports.models import Connection, ImportRun, InstrumentMatch, PupilMatch
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, may_import

# Delivering is importing without a screen; a supplier reads nothing and does nothing else.
SUPPLIERS_MAY = frozenset({Permission.IMPORT})


def visible_runs(member: Member) -> QuerySet[ImportRun]:
    """The runs of the school, for whoever imports there; for all others there are none."""
    runs = ImportRun.objects.filter(school=member.school)
    return runs if may_import(member) else runs.none()


def visible_pupil_matches(member: Member) -> QuerySet[PupilMatch]:
    """What was chosen about pupils in files, for whoever imports: they chose it, and can take it back."""
    matches = PupilMatch.objects.filter(school=member.school)
    return matches if may_import(member) else matches.none()


def visible_test_matches(member: Member) -> QuerySet[InstrumentMatch]:
    """The same about tests."""
    matches = InstrumentMatch.objects.filter(school=member.school)
    return matches if may_import(member) else matches.none()


def visible_connections(member: Member) -> QuerySet[Connection]:
    """Suppliers' ways in, for whoever imports: who may bring a file decides who may deliver without one."""
    connections = Connection.objects.filter(school=member.school)
    return connections if may_import(member) else connections.none()
