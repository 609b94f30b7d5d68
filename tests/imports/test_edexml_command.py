"""`gezien import-edexml`, as one runs it on the server."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope, scopes_disabled

from gezien.pupils.models import Pupil
from gezien.schools.models import School
from tests.factories.edexml import edexml, pupil, write


@pytest.fixture
def command(tmp_path):
    """`command(xml, *options)` is what the command prints."""

    def run(content: str | bytes, *options: str) -> str:
        out = StringIO()
        call_command("import-edexml", str(write(tmp_path, content)), *options, stdout=out, stderr=out)
        return out.getvalue()

    return run


def pupils_of(number: str) -> list[str]:
    """The call names of a school's pupils; no school, no pupils."""
    with scopes_disabled():
        return sorted(Pupil.objects.filter(school__official_number=number).values_list("call_name", flat=True))


def test_a_number_nobody_has_makes_a_school_and_says_so(command):
    told = command(edexml(pupil("1"), brincode="77XY"), "--board", "Proefbestuur")
    made = School.objects.get(official_number="77XY00")
    assert (made.name, made.board.name, pupils_of("77XY00")) == ("School 77XY00", "Proefbestuur", ["Noor"])
    assert ("School 77XY00 is gemaakt" in told, f"create-administrator {made.slug}" in told) == (True, True)


def test_a_flemish_number_makes_a_flemish_school(command):
    command(edexml(pupil("1"), instellingsnummer="1717"))
    assert School.objects.get(official_number="001717").country == "BE"


def test_the_school_is_found_by_its_number(command, school):
    told = command(edexml(pupil("1"), brincode="00ts", dependancecode="00"))
    assert ("De Proef (00TS00)" in told, "Toegepast." in told, pupils_of("00TS00")) == (True, True, ["Noor"])


def test_the_same_file_again_says_that_nothing_changes(command, school):
    command(edexml(pupil("1")))
    assert "Er verandert niets." in command(edexml(pupil("1")))


def test_a_dry_run_shows_everything_and_changes_nothing(command):
    schools = School.objects.count()
    told = command(edexml(pupil("1"), brincode="77XY"), "--dry-run")
    assert ("Leerlingen: 1 nieuw" in told, "nieuw: Noor Vos · 5b" in told, "Dit was een proef" in told) == (
        True,
        True,
        True,
    )
    assert (School.objects.count(), pupils_of("77XY00")) == (schools, [])


def test_refused_rows_are_told_with_line_and_reason(command, school):
    told = command(edexml(pupil("1", geslacht="7"), pupil("2", "Sem")))
    assert ("geweigerd: Noor Vos" in told, "(regel 7)" in told, pupils_of("00TS00")) == (True, True, ["Sem"])


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "leeg"), (b"<html/>", "webpagina"), (edexml(pupil("1"))[:-40].encode(), "Regel")]
)
def test_a_bad_file_ends_with_a_message_and_changes_nothing(command, content, words):
    schools = School.objects.count()
    with pytest.raises(CommandError, match=words):
        command(content)
    assert School.objects.count() == schools


def test_a_file_of_another_school_needs_a_word_more(command, school):
    other = edexml(pupil("1"), brincode="77XY")
    with pytest.raises(CommandError, match="--confirm"):
        command(other, "--school", school.slug)
    assert pupils_of("00TS00") == []
    command(other, "--school", school.slug, "--confirm")
    assert pupils_of("00TS00") == ["Noor"]


@pytest.mark.parametrize(("options", "words"), [(["--school", "zoek"], "geen school zoek"), ([], "--school")])
def test_a_school_that_cannot_be_told_is_asked_for(command, options, words):
    with pytest.raises(CommandError, match=words):
        command(edexml(pupil("1"), schoolkey="1"), *options)


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="geen bestand"):
        call_command("import-edexml", "/nergens/edex.xml")


def test_on_a_new_machine_the_command_makes_its_own_tables(tmp_path):
    file = write(tmp_path, edexml(pupil("1")))
    data = {"GEZIEN_DATA": str(tmp_path / "data"), "GEZIEN_DATABASE": f"sqlite:///{tmp_path / 'new.sqlite3'}"}
    environment = {**os.environ, **data, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "gezien", "import-edexml", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "Toegepast." in done.stdout) == (0, True), done.stderr


def test_long_lists_are_cut_and_counted(command, school):
    told = command(edexml(*(pupil(str(number), f"Kind{number}") for number in range(25))))
    with scope(school=school):
        assert ("En nog 7." in told, Pupil.objects.count()) == (True, 25)
