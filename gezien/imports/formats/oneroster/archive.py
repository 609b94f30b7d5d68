"""The tables in a OneRoster ZIP, opened with care: a small file may unpack into a very large one."""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from gezien.imports.formats.results.workbook import CONTROL
from gezien.imports.problems import ImportProblem

MOST_ENTRIES = 40
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELL = 2000
CHUNK = 64 * 1024
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
            raise ImportProblem(_too_much())
        self.names = {entry.filename.lower(): entry for entry in entries if entry.filename.lower().endswith(".csv")}

    def rows(self, name: str) -> Iterator[tuple[int, Row]]:
        """The rows of a table with their line numbers, unpacked while one goes; nothing when it is not there."""
        entry = self.names.get(name)
        if entry is None:
            return
        try:
            with self.zip.open(entry) as file:
                yield from _rows(
                    name, io.TextIOWrapper(io.BufferedReader(_Limited(file)), encoding="utf-8-sig", newline="")
                )
        except UnicodeDecodeError:
            raise ImportProblem(_("%(name)s is not in UTF-8.") % {"name": name}) from None
        except DAMAGED:
            raise ImportProblem(_("%(name)s in the ZIP is damaged or locked.") % {"name": name}) from None


def _rows(name: str, text: io.TextIOWrapper) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(text)
    headings: list[str] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS or any(len(cell) > MOST_CELL for cell in cells):
                raise ImportProblem(_("%(name)s holds more than a roster ever does.") % {"name": name}, number)
            if any(CONTROL.search(cell) for cell in cells):
                odd = _("%(name)s has characters that do not belong in a text file.")
                raise ImportProblem(odd % {"name": name}, number)
            if number == 1:
                headings = [heading.strip().lower() for heading in cells]
            else:
                yield number, dict(zip(headings, (" ".join(cell.split()) for cell in cells), strict=False))
    except csv.Error:
        raise ImportProblem(_("%(name)s is not well-formed CSV.") % {"name": name}, reader.line_num) from None


class _Limited(io.RawIOBase):
    """An entry of the ZIP that ends with a problem where it unpacks to more than it may: its own word may be a lie."""

    def __init__(self, file: IO[bytes]):
        super().__init__()
        self.file, self.left = file, MOST_UNPACKED

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        found = self.file.read(min(len(buffer), CHUNK))
        self.left -= len(found)
        if self.left < 0:
            raise ImportProblem(_too_much())
        buffer[: len(found)] = found
        return len(found)


def _too_much() -> str:
    return _("The ZIP holds more than a roster ever does. For safety it is not unpacked.")
