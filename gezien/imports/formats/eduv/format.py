"""A message of the Edu-V Results API as one of the kinds of file that can be uploaded."""

from pathlib import Path

from django.utils.translation import gettext_lazy

from gezien.imports.exchange.contents import Message
from gezien.imports.exchange.format import MessageFormat
from gezien.imports.formats.eduv.reader import read
from gezien.imports.models import ImportRun


class EduV(MessageFormat):
    """Results of one test, as the Results API 2.1 sends them."""

    kind = ImportRun.Kind.EDUV
    title = gettext_lazy("Results (Edu-V)")
    help = gettext_lazy("One test from a supplier with Edu-V, as a JSON file. Usually it comes by itself.")
    accept = ".json,application/json"

    def read(self, path: Path) -> Message:
        """The message in a file."""
        return read(path)


EDUV = EduV()
