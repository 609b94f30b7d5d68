"""Messages brought to De Zwaluw: as files of every kind, judged and applied."""

import json

import pytest

from gezien.imports import uploads
from gezien.imports.formats.registry import FORMATS
from gezien.imports.models import ImportRun
from gezien.results.models import Instrument, Result
from gezien.schools.rules import CommandLine


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    """Uploaded files go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def test(zwaluw) -> Instrument:
    """A test that nobody has taken yet."""
    lvs = Instrument.objects.get(code="lvs-rekenen")
    lvs.pk, lvs.code, lvs.name, lvs.is_main = None, "proef", "Proef", False
    lvs.save()
    return lvs


@pytest.fixture
def start(zwaluw):
    """`start(kind, content)` judges a message as the upload page does and gives its run."""

    def judged(kind: str, content: str | bytes | dict) -> ImportRun:
        content = json.dumps(content) if isinstance(content, dict) else content
        kept, digest = uploads.store([content if isinstance(content, bytes) else content.encode()])
        run = ImportRun(school=zwaluw, kind=kind, file_name=f"{kind}.txt", file_hash=digest, stored_as=kept)
        FORMATS[kind].start(CommandLine(zwaluw), run)
        run.save()
        return run

    return judged


@pytest.fixture
def bring(zwaluw, start):
    """`bring(kind, content)` judges and applies it, leaving out what is refused; gives the counts."""

    def brought(kind: str, content: str | bytes | dict) -> dict:
        run = start(kind, content)
        FORMATS[kind].apply(CommandLine(zwaluw), run, {"without_refused": "on"})
        run.state = ImportRun.State.APPLIED
        run.save()
        return run.summary["counts"]

    return brought


@pytest.fixture
def rows(test):
    """`rows()` is every result of the test: pupil's key, day, moment, figure, level."""

    def found() -> list[tuple]:
        values = Result.objects.filter(instrument=test).order_by("taken_on", "pk")
        return [
            (row.pupil.key, row.taken_on.isoformat(), row.moment, float(row.figure or 0), row.level)
            for row in values.select_related("pupil")
        ]

    return found
