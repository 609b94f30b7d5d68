"""A pupil list through its pages: columns, preview, apply; what was recognised once."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gezien.imports.matching.screen import questions_of
from gezien.imports.models import ImportRun, MappingProfile
from gezien.pupils.models import Pupil

HEADINGS = "Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Klas;BSN"


@pytest.fixture
def petra(sign_in):
    """The administrator's browser."""
    return sign_in("petra")


@pytest.fixture
def post(petra, zwaluw):
    """`post("apply", run)` presses that button and gives the page that follows; the run is as it became."""

    def press(name: str, run: ImportRun, **data) -> str:
        page = petra.post(reverse(f"imports:{name}", args=[zwaluw.slug, run.pk]), data, follow=True)
        run.refresh_from_db()
        return page.content.decode()

    return press


@pytest.fixture
def upload(petra, zwaluw, pupils_5b):
    """`upload(row, …)` uploads the pupils of 5b with these rows and gives the run."""

    def send(*rows: str, without: int | None = None) -> ImportRun:
        listed = [
            f"{one.call_name};{one.prefix};{one.family_name};{one.birth_date:%d-%m-%Y};5b;999999990"
            for number, one in enumerate(pupils_5b)
            if number != without
        ]
        file = SimpleUploadedFile("5b.csv", "\n".join([HEADINGS, *listed, *rows]).encode())
        petra.post(reverse("imports:upload", args=[zwaluw.slug]), {"kind": "pupils", "file": file})
        return ImportRun.objects.latest("pk")

    return send


COLUMNS = {"column_0": "call_name", "column_1": "prefix", "column_2": "family_name", "column_3": "birth_date"}
COLUMNS |= {"column_4": "group", "year": "2026", "profile_name": "Klassenlijst"}
TICKS = {"no-number": "on", "many-missing": "on"}


def test_list_that_changes_nothing_still_tells_how_many_are_not_in_it(upload, post):
    page = post("columns", upload(), **COLUMNS)
    assert ("Er verandert niets" in page, "Is het bestand compleet?" in page, 'name="many-missing"' in page) == (
        True,
        True,
        False,
    )


def test_list_brings_a_new_pupil_and_leaves_the_known_ones(upload, post, zwaluw):
    before = Pupil.objects.count()
    run = upload("Juultje;;Xander;01-05-2018;5b;999999990")
    page = post("columns", run, **COLUMNS)
    assert "Niet gelezen, omdat Gezien het niet bewaart: BSN" in page
    assert (run.summary["counts"]["pupils"]["new"], Pupil.objects.count()) == (1, before)
    post("apply", run, **TICKS)
    new = Pupil.objects.get(call_name="Juultje")
    assert (Pupil.objects.count(), new.birth_date) == (before + 1, dt.date(2018, 5, 1))
    assert MappingProfile.objects.get(kind="pupils").name == "Klassenlijst"


def test_list_of_one_class_asks_whether_it_is_whole(upload, post):
    run = upload("Juultje;;Xander;01-05-2018;5b;")
    assert "many-missing" in post("columns", run, **COLUMNS)
    post("apply", run, **{"no-number": "on"})
    assert run.state == "previewed"


def test_new_name_like_somebody_missing_is_asked_about_and_remembered(upload, post, pupils_5b):
    known = pupils_5b[4]
    row = f"{known.call_name}je;;{known.family_name};{known.birth_date:%d-%m-%Y};5b;"
    run = upload(row, without=4)
    assert "lijkt op iemand die niet in het bestand staat" in post("columns", run, **COLUMNS)
    [asked] = questions_of(run).asked
    assert known.pk in [one.person.pk for one in asked.candidates]
    post("match", run, **{asked.name: str(known.pk)})
    assert (run.summary["counts"]["pupils"].get("new"), run.summary["unknown"]) == (None, [])
    post("apply", run, **TICKS)
    known.refresh_from_db()
    assert known.call_name.endswith("je")


def test_way_of_writing_is_shown_and_can_be_changed(upload, post, petra, zwaluw):
    run = upload()
    page = petra.get(reverse("imports:run", args=[zwaluw.slug, run.pk])).content.decode()
    assert "gevonden: puntkomma ;" in page
    assert "gevonden: dag-maand-jaar" in page
    assert "Hier staat geen tabel" in post("ways", run, delimiter="|")
    post("ways", run, dates="mdy")
    assert run.summary["ways"]["dates"] == "mdy"
