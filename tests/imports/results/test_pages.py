"""The administrator imports results: choose columns, judge, apply, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gezien.imports.models import ImportRun, MappingProfile
from gezien.results.models import Result


@pytest.fixture
def petra(sign_in):
    """The administrator's browser."""
    return sign_in("petra")


@pytest.fixture
def upload(petra, zwaluw, pupils_5b):
    """`upload(extra rows)` uploads two scores (and more) and gives the run."""

    def upload_rows(*rows: str) -> ImportRun:
        lines = ["Nummer;Blok 5", f"{pupils_5b[0].key};81,5", f"{pupils_5b[1].key};64", *rows]
        file = SimpleUploadedFile("blok5.csv", "\n".join(lines).encode(), "text/csv")
        petra.post(reverse("imports:upload", args=[zwaluw.slug]), {"kind": "results", "file": file})
        return ImportRun.objects.filter(kind="results").latest("pk")

    return upload_rows


@pytest.fixture
def post(petra, zwaluw):
    """`post("apply", run)` presses that button and gives the page that follows."""

    def press(name: str, run: ImportRun, **data):
        return petra.post(reverse(f"imports:{name}", args=[zwaluw.slug, run.pk]), data, follow=True)

    return press


CHOICE = {
    "column_0": "pupil.key",
    "column_1": "row.figure",
    "instrument": "methode-rekenen",
    "moment": "blok 5",
    "taken_on": "2027-01-29",
}


def stored() -> list[float]:
    """The scores of that test."""
    return [
        float(figure)
        for figure in Result.objects.filter(moment="blok 5").order_by("pk").values_list("figure", flat=True)
    ]


def test_results_go_in_by_a_mapping_that_is_kept_and_come_out_by_undoing(upload, post):
    run = upload()
    page = post("columns", run, **CHOICE, profile_name="Blokken").content.decode()
    assert "81,5" in page
    assert stored() == []
    post("apply", run)
    assert stored() == [81.5, 64.0]
    assert MappingProfile.objects.get(name="Blokken").columns == {"Nummer": "pupil.key", "Blok 5": "row.figure"}
    page = post("undo", run).content.decode()
    assert stored() == []
    assert ("Ongedaan gemaakt" in page, "<b>2</b>" in page) == (True, False)


def test_same_file_again_changes_nothing(upload, post):
    first = upload()
    post("columns", first, **CHOICE)
    post("apply", first)
    page = post("columns", upload(), **CHOICE).content.decode()
    assert "Er verandert niets" in page
    assert "Toepassen" not in page


def test_kept_mapping_is_filled_in_for_the_same_headings(upload, post, petra, zwaluw):
    post("columns", upload(), **CHOICE, profile_name="Blokken")
    page = petra.get(reverse("imports:run", args=[zwaluw.slug, upload().pk])).content.decode()
    assert '<option value="row.figure" selected>' in page
    assert 'value="Blokken"' in page


def test_kept_mapping_does_not_bring_the_moment_and_the_day_of_the_last_file(upload, post, petra, zwaluw):
    post("columns", upload(), **CHOICE, profile_name="Blokken")
    page = petra.get(reverse("imports:run", args=[zwaluw.slug, upload().pk])).content.decode()
    assert '<option value="methode-rekenen" selected>' in page
    assert ("blok 5" in page, "2027-01-29" in page) == (False, False)


def test_refused_rows_are_left_out_only_when_that_is_ticked(upload, post):
    run = upload("onbekend;70")
    page = post("columns", run, **CHOICE).content.decode()
    assert "geen leerling heeft nummer onbekend" in page
    post("apply", run)
    assert stored() == []
    post("apply", run, without_refused="on")
    assert stored() == [81.5, 64.0]


def test_incomplete_choice_comes_back_with_what_misses(upload, post):
    page = post("columns", upload(), column_0="pupil.key", column_1="row.figure", moment="blok 5").content.decode()
    assert "Kies welke toets het is" in page
    assert 'value="blok 5"' in page


def test_columns_can_be_chosen_again_after_the_preview(upload, post):
    run = upload()
    post("columns", run, **CHOICE)
    page = post("recolumns", run).content.decode()
    assert "Wat betekenen de kolommen?" in page
    assert 'value="blok 5"' in page
    assert '<option value="row.figure" selected>' in page
    post("columns", run, **{**CHOICE, "moment": "blok 6"})
    post("apply", run)
    assert Result.objects.filter(moment="blok 6").count() == 2


def test_names_and_scores_leave_the_run_once_it_is_applied(upload, post):
    run = upload()
    post("columns", run, **CHOICE)
    post("apply", run)
    run.refresh_from_db()
    assert run.summary == {"counts": {"added": 2, "changed": 0, "same": 0, "refused": 0, "left_out": 0}}
