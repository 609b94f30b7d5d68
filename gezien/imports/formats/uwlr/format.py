"""UWLR as one of the kinds of file that can be uploaded."""

from pathlib import Path

from django.utils.translation import gettext_lazy

from gezien.imports.exchange.contents import Message
from gezien.imports.exchange.format import MessageFormat
from gezien.imports.formats.uwlr.reader import read
from gezien.imports.models import ImportRun


class Uwlr(MessageFormat):
    """Results of one school as UWLR 2.2 writes them; with the ECK iD alone, as 2.3 does, too."""

    kind = ImportRun.Kind.UWLR
    title = gettext_lazy("Results (UWLR)")
    help = gettext_lazy("Scores and levels from a supplier of tests, as a UWLR file (XML); version 2.2 or 2.3.")
    accept = ".xml,application/xml,text/xml"

    def read(self, path: Path) -> Message:
        """The message in a file."""
        return read(path)


UWLR = Uwlr()
