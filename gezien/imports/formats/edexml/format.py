"""EDEXML as one of the kinds of file that can be uploaded."""

from pathlib import Path

from django.utils.translation import gettext_lazy

from gezien.imports.formats.edexml.reader import read
from gezien.imports.models import ImportRun
from gezien.imports.roster.contents import Roster
from gezien.imports.roster.format import RosterFormat


class Edexml(RosterFormat):
    """The roster as pupil administrations export it."""

    kind = ImportRun.Kind.EDEXML
    title = gettext_lazy("Roster (EDEXML)")
    help = gettext_lazy(
        "Groups, pupils and staff of one school year. Every pupil administration exports it, "
        "usually as EDEX.xml; versions 1.03, 2.0 and 2.1."
    )
    accept = ".xml,application/xml,text/xml"

    def read(self, path: Path) -> Roster:
        """The roster in a file."""
        return read(path)


EDEXML = Edexml()
