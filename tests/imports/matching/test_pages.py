"""The match screen: asked once, remembered, taken back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gezien.imports.matching.screen import questions_of
from gezien.imports.models import ImportRun, InstrumentMatch, PupilMatch
from gezien.results.models import Instrument, Result


@pytest.fixture
def petra(sign_in):
    """The administrator's browser."""
    return sign_in("petra")


@pytest.fixture
def preview(petra, zwaluw):
    """`preview(rows…)` uploads and maps a file of names, tests and scores, and gives its run."""

    def upload(*rows: str) -> ImportRun:
        file = SimpleUploadedFile("oogst.csv", "\n".join(["Naam;Toets;Score", *rows]).encode(), "text/csv")
        petra.post(reverse("imports:upload", args=[zwaluw.slug]), {"kind": "results", "file": file})
        run = ImportRun.objects.latest("pk")
        columns = {"column_0": "pupil.name", "column_1": "row.instrument", "column_2": "row.figure"}
        told = {**columns, "moment": "oogst", "taken_on": "2027-01-20"}
        petra.post(reverse("imports:columns", args=[zwaluw.slug, run.pk]), told)
        run.refresh_from_db()
        return run

    return upload


@pytest.fixture
def answer(petra, zwaluw):
    """`answer(run, first, …)` answers the questions in their order and gives the page that follows."""

    def post(run: ImportRun, *answers: str, **more: str):
        names = [asked.name for asked in questions_of(run).asked]
        data = dict(zip(names, answers, strict=False))
        data |= {f"{names[0]}_other": text for text in more.values()}
        page = petra.post(reverse("imports:match", args=[zwaluw.slug, run.pk]), data, follow=True)
        run.refresh_from_db()
        return page.content.decode()

    return post


@pytest.mark.requirement("H1")
def test_unknown_name_is_asked_once_and_then_found_by_itself(preview, answer, petra, zwaluw, pupils_5b):
    run = preview("Juultje Xander;methode-rekenen;81")
    assert "geen leerling heet" in petra.get(reverse("imports:match", args=[zwaluw.slug, run.pk])).content.decode()
    answer(run, "other", other=f"{pupils_5b[3].name}")
    assert run.summary["counts"]["added"] == 1
    petra.post(reverse("imports:apply", args=[zwaluw.slug, run.pk]))
    assert Result.objects.get(moment="oogst").pupil_id == pupils_5b[3].pk
    assert preview("Juultje Xander;methode-rekenen;81").summary["counts"]["same"] == 1


def test_name_that_is_not_ours_is_left_out_without_being_refused(preview, answer, pupils_5b):
    run = preview("Juultje Xander;methode-rekenen;81", f"{pupils_5b[3].name};methode-rekenen;60")
    answer(run, "none")
    counts = run.summary["counts"]
    assert (counts["added"], counts["refused"], counts["left_out"]) == (1, 0, 1)


def test_unknown_test_is_asked_and_remembered(preview, answer, pupils_5b):
    run = preview(f"{pupils_5b[3].name};Rekenen blok;60")
    test = Instrument.objects.get(code="methode-rekenen")
    answer(run, str(test.pk))
    assert run.summary["counts"]["added"] == 1
    assert InstrumentMatch.objects.get().instrument == test


def test_other_pupil_who_does_not_exist_comes_back_with_what_was_typed(preview, answer):
    page = answer(preview("Juultje Xander;methode-rekenen;81"), "other", other="Niemand Nergens")
    assert "Kies een leerling uit de lijst" in page
    assert 'value="Niemand Nergens"' in page
    assert PupilMatch.objects.count() == 0


def test_deciding_later_remembers_nothing(preview, answer):
    run = preview("Juultje Xander;methode-rekenen;81")
    answer(run, "")
    assert (PupilMatch.objects.count(), len(run.summary["unknown"])) == (0, 1)


def test_remembered_choice_is_taken_back_on_its_page(preview, answer, petra, zwaluw, pupils_5b):
    answer(preview("Juultje Xander;methode-rekenen;81"), "other", other=pupils_5b[3].name)
    page = petra.get(reverse("imports:matches", args=[zwaluw.slug])).content.decode()
    [address] = re.findall(r'action="([^"]+/forget/)"', page)
    assert "vraagt er opnieuw naar" in petra.post(address, follow=True).content.decode()
    assert PupilMatch.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_match_screen_asks_the_database_no_more_for_more_marks(preview, petra, zwaluw, rows, django_assert_num_queries):
    run = preview(*(f"Juultje Xander{number};methode-rekenen;81" for number in range(rows)))
    address = reverse("imports:match", args=[zwaluw.slug, run.pk])
    with django_assert_num_queries(8):
        petra.get(address)
