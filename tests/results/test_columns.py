"""Raw scores and references in the entry grid: each cell by its own reader, nothing else of a result touched."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.results.actions.entry import enter_result, undo_entry
from gezien.results.columns import extra_columns, merged
from gezien.results.models import Instrument, Result, ResultSettings
from gezien.results.queries.entry import Entry

DAY = dt.date(2027, 2, 3)


def column(instrument: Instrument, code: str):
    return next(one for one in extra_columns(instrument, with_dle=True) if one.code == code)


@pytest.fixture
def cito(zwaluw) -> Instrument:
    return Instrument.objects.get(code="lvs-rekenen")


@pytest.fixture
def avi(zwaluw) -> Instrument:
    return Instrument.objects.get(code="avi")


@pytest.mark.parametrize(
    ("code", "cell", "stored"),
    [("NumberCorrect", "51", "51.00"), ("AE", "b", "B"), ("DLE", "40", "40"), ("FunctioningLevel", "M4", "M4")],
)
def test_cell_is_read_as_its_own_kind(cito, code, cell, stored):
    assert column(cito, code).read(cell) == stored


@pytest.mark.requirement("H1")
@pytest.mark.parametrize(
    ("code", "cell", "words"),
    [
        ("NumberCorrect", "5,5", "heel getal"),
        ("NumberCorrect", "-1", "nooit onder"),
        ("AE", "F", "geen niveau"),
        ("DLE", "61", "hoogstens 60"),
        ("RnTR", "3F", "geen niveau"),
    ],
)
def test_wrong_cell_says_what_is_wrong(cito, code, cell, words):
    with pytest.raises(ValueError, match=words):
        column(cito, code).read(cell)


def test_dle_has_a_column_where_the_school_works_with_it(cito):
    codes = [one.code for one in extra_columns(cito, with_dle=False)]
    assert "DLE" not in codes
    assert codes[:2] == ["NumberCorrect", "NumberItems"]


@pytest.mark.requirement("H1")
def test_avi_keeps_the_cards_of_instruction_and_frustration_beside_mastery(member, group_5b, pupils_5b, avi):
    entry = Entry(group_5b, avi, "X")
    columns = extra_columns(avi, with_dle=False)
    cells = {one.name: one.read(cell) for one, cell in zip(columns, ("m6", "E6"), strict=True)}
    values = {"taken_on": DAY, "figure": None, "level": "E5", "columns": columns, "extra": cells}
    result = enter_result(by=member("emmy"), entry=entry, pupil=pupils_5b[0], version=0, **values)
    assert result.references == [
        {"type": "AVI", "group": "", "value": "M6", "qualification": "instructie"},
        {"type": "AVI", "group": "", "value": "E6", "qualification": "frustratie"},
    ]


CELLS = st.dictionaries(st.sampled_from(["s0", "s1", "r0", "r1"]), st.sampled_from(["", "1", "B"]))


@given(CELLS)
def test_what_has_no_column_stays_and_typing_the_same_changes_nothing(cells):
    test = Instrument(score_types=["NumberCorrect", "NumberItems"], reference_types=["AE", "FunctioningLevel"])
    columns = extra_columns(test, with_dle=False)
    kept = {"type": "LGH", "group": "", "value": "hoog"}
    stored = Result(scores={"ScorePoints": "7.00"}, references=[kept])
    scores, references = merged(stored, columns, cells)
    assert (scores["ScorePoints"], references[0]) == ("7.00", kept)
    again = Result(scores=scores, references=references)
    assert merged(again, columns, {one.name: one.value(again) for one in columns}) == (scores, references)


@pytest.fixture
def row_url(group_5b, pupils_5b, cito) -> str:
    place = ["zwaluw", group_5b.pk, cito.pk, "X", pupils_5b[0].pk]
    return reverse("results:entry_row", args=place) + "?all=1"


ROW = {"version": 0, "taken_on": "2027-02-03", "figure": "180", "level": "II"}
AUTOSAVE = {"X-Autosave": "1"}


@pytest.mark.requirement("H1")
def test_raw_scores_and_references_are_saved_with_the_row_and_undone_with_it(
    sign_in, member, row_url, group_5b, cito, pupils_5b
):
    client = sign_in("emmy")
    reply = client.post(row_url, {**ROW, "s0": "48", "s1": "60", "r0": "b"}, headers=AUTOSAVE).json()
    stored = Result.objects.get(pk=reply["pk"])
    assert (stored.scores, stored.references[0]["value"]) == ({"NumberCorrect": "48.00", "NumberItems": "60.00"}, "B")
    undo_entry(by=member("emmy"), entry=Entry(group_5b, cito, "X"))
    assert not Result.objects.filter(pk=reply["pk"]).exists()


def test_more_correct_than_there_are_items_is_refused(sign_in, row_url):
    response = sign_in("emmy").post(row_url, {**ROW, "s0": "61", "s1": "60"}, headers=AUTOSAVE)
    assert "meer dan er opgaven zijn" in response.json()["errors"]["s0"][0]["message"]


def test_row_without_the_further_columns_leaves_them_alone(sign_in, row_url):
    client = sign_in("emmy")
    reply = client.post(row_url, {**ROW, "s0": "48"}, headers=AUTOSAVE).json()
    client.post(row_url.removesuffix("?all=1"), {**ROW, "figure": "181", "version": reply["version"]})
    stored = Result.objects.get(pk=reply["pk"])
    assert (stored.figure, stored.scores) == (Decimal(181), {"NumberCorrect": "48.00"})


def test_grid_shows_the_further_columns_when_asked(sign_in, zwaluw, group_5b, cito):
    ResultSettings.objects.update_or_create(school=zwaluw, defaults={"uses_dle": False})
    url = reverse("results:entry", args=["zwaluw", group_5b.pk, cito.pk, "M"])
    client = sign_in("emmy")
    assert "aantal goed" not in client.get(url).content.decode()
    page = client.get(url + "?all=1").content.decode()
    assert "aantal goed" in page
    assert "DLE" not in page
