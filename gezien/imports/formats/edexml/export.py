"""The school's roster as a file for another system; that it left the application stands in the log."""

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.imports.formats.edexml.writer import write
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.outgoing import roster_of
from gezien.schools.models import SchoolYear
from gezien.schools.rules import CommandLine, Member, require_import


@transaction.atomic
def export_roster(*, by: Member | CommandLine, year: SchoolYear) -> bytes:
    """EDEXML 2.1 of a school year, for whoever may import one. Raises `ImportProblem` when it has no pupils."""
    require_import(by)
    roster = roster_of(by.school, year)
    pupils = len(list(roster.pupils))
    if not pupils:
        raise ImportProblem(
            _("There are no pupils in %(year)s, and a roster needs one at least.") % {"year": year.name}
        )
    record(by, "roster.exported", by.school, year=year.name, pupils=pupils, staff=len(roster.teachers))
    return write(roster, clock.now())


def file_name(year: SchoolYear) -> str:
    """ "EDEX-2026-2027.xml"."""
    return f"EDEX-{year.name}.xml"
