"""The tables in a OneRoster ZIP, opened with care: a small file may unpack into a very large one."""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from gezien.imports.problems import ImportProblem

MOST_ENTRIES = 40
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELL = 2000
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError)
type Row = dict[str, str]  # by heading, in lower case


class Archive:
    """A ZIP with CSV files at its root. Raises `ImportProblem` for what is no such thing."""

    def __init__(self, path: Path):
        try:
            self.zip = zipfile.ZipFile(path)
        except DAMAGED:
            raise ImportProblem(_("This is not a ZIP file, or it is damaged.")) from None
        entries = self.zip.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise ImportProblem(_("The ZIP holds more than a roster ever does. For safety it is not unpacked."))
        self.names = {entry.filename.lower(): entry for entry in entries if entry.filename.lower().endswith(".csv")}

    def rows(self, name: str) -> Iterator[tuple[int, Row]]:
        """The rows of a table with their line numbers; nothing when it is not there."""
        text = self._text(name)
        reader = csv.reader(io.StringIO(text, newline=""))
        try:
            headings = [heading.strip().lower() for heading in next(reader, [])]
            for number, cells in enumerate(reader, start=2):
                if number > MOST_ROWS or any(len(cell) > MOST_CELL for cell in cells):
                    raise ImportProblem(_("%(name)s holds more than a roster ever does.") % {"name": name}, number)
                yield number, dict(zip(headings, (" ".join(cell.split()) for cell in cells), strict=False))
        except csv.Error:
            raise ImportProblem(_("%(name)s is not well-formed CSV.") % {"name": name}, reader.line_num) from None

    def _text(self, name: str) -> str:
        entry = self.names.get(name)
        if entry is None:
            return ""
        try:
            with self.zip.open(entry) as file:
                content = file.read(MOST_UNPACKED + 1)  # what the entry says of its own size may be a lie
        except DAMAGED:
            raise ImportProblem(_("%(name)s in the ZIP is damaged or locked.") % {"name": name}) from None
        if len(content) > MOST_UNPACKED:
            raise ImportProblem(_("The ZIP holds more than a roster ever does. For safety it is not unpacked."))
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ImportProblem(_("%(name)s is not in UTF-8.") % {"name": name}) from None
