"""OneRoster as one of the kinds of file that can be uploaded."""

from pathlib import Path

from django.utils.translation import gettext_lazy

from gezien.imports.formats.oneroster.reader import read
from gezien.imports.models import ImportRun
from gezien.imports.roster.contents import Roster
from gezien.imports.roster.format import RosterFormat


class OneRoster(RosterFormat):
    """The roster as international systems export it."""

    kind = ImportRun.Kind.ONEROSTER
    title = gettext_lazy("Roster (OneRoster)")
    help = gettext_lazy(
        "Groups, pupils and staff from an international system: a ZIP of OneRoster 1.1 with manifest.csv in it."
    )
    accept = ".zip,application/zip"

    def read(self, path: Path) -> Roster:
        """The roster in a file."""
        return read(path)


ONEROSTER = OneRoster()
