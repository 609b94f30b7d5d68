"""`gezien import-results`, as one runs it on the server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gezien.imports.formats.results.actions import save_profile
from gezien.imports.formats.results.mapping import Mapping
from gezien.results.models import Result
from gezien.schools.rules import CommandLine


@pytest.fixture
def scores(zwaluw, pupils_5b, tmp_path):
    """A file with two scores, and the profile that reads it."""
    columns = {"Nr": "pupil.key", "Score": "row.figure"}
    constants = {
        "instrument": "methode-rekenen",
        "moment": "blok 4",
        "taken_on": "2027-01-08",
    }
    save_profile(
        by=CommandLine(zwaluw),
        school=zwaluw,
        name="Blok",
        mapping=Mapping(columns, constants),
    )
    path = tmp_path / "blok4.csv"
    path.write_text(f"Nr;Score\n{pupils_5b[0].key};81,5\n{pupils_5b[1].key};60\n")
    return path


def run(*arguments) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("import-results", *map(str, arguments), stdout=out)
    return out.getvalue()


def stored() -> int:
    """How many results of that test there are."""
    return Result.objects.filter(moment="blok 4").count()


def test_dry_run_shows_and_stores_nothing(scores):
    assert "2 nieuw" in run(scores, "--profile", "Blok", "--dry-run")
    assert stored() == 0


def test_second_run_changes_nothing(scores):
    assert "Opgeslagen: 2 nieuw" in run(scores, "--profile", "Blok")
    assert "Er verandert niets" in run(scores, "--profile", "Blok")
    assert stored() == 2


def test_wrong_row_stops_everything_unless_told_otherwise(scores):
    scores.write_text(scores.read_text() + "nobody;70\n")
    with pytest.raises(CommandError, match="regel 4, kolom Nr"):
        run(scores, "--profile", "Blok")
    assert stored() == 0
    run(scores, "--profile", "Blok", "--skip-refused")
    assert stored() == 2


def test_unknown_profile_names_those_that_exist(scores):
    with pytest.raises(CommandError, match="Blok"):
        run(scores, "--profile", "Blik", "--school", "zwaluw")
