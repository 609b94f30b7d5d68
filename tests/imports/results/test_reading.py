"""From rows to results: who, which test, when, what; refused rows say why."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from gezien.imports.formats.results.mapping import Mapping, guess
from gezien.imports.formats.results.reading import preview, read_results
from gezien.imports.formats.results.table import Table
from gezien.imports.problems import ImportProblem
from gezien.results.actions import Tally, deliver_results
from gezien.results.models import Instrument
from gezien.results.queries import school_instruments
from gezien.schools.rules import CommandLine

LONG = Mapping(
    {
        "Nummer": "pupil.key",
        "Score": "row.figure",
        "Niveau": "row.level",
        "DLE": "ref.DLE",
    },
    {"instrument": "lvs-rekenen", "moment": "M5", "taken_on": "2027-01-20"},
)


@pytest.fixture
def read(zwaluw):
    """`read(mapping, rows…)` reads rows below the mapping's headings."""

    def read_rows(mapping: Mapping, *rows: tuple):
        table = Table(
            list(mapping.columns),
            [(line, list(cells)) for line, cells in enumerate(rows, start=2)],
            [],
        )
        reading = read_results(zwaluw, table, mapping)
        return SimpleNamespace(results=list(reading), refused=reading.refused)

    return read_rows


def test_row_becomes_a_result_with_figure_level_and_reference(read, pupils_5b):
    noor = pupils_5b[0]
    [result] = read(LONG, (noor.key, "51,5", "iv", "40")).results
    assert (result.pupil_id, result.moment, result.taken_on) == (
        noor.pk,
        "M5",
        dt.date(2027, 1, 20),
    )
    assert (result.figure, result.level) == (Decimal("51.50"), "IV")
    assert result.references == [{"type": "DLE", "group": "", "value": "40"}]


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        (("nobody", "51", "IV", ""), "Nummer", "geen leerling heeft nummer"),
        (("", "51", "IV", ""), "Nummer", "ontbreekt"),
        (("*", "veel", "IV", ""), "Score", "geen getal"),
        (("*", "51", "VI", ""), "Niveau", "geen niveau van deze toets"),
        (("*", "", "", ""), "Score", "geen score of niveau"),
        (("*", "99999999", "I", ""), "Score", "buiten bereik"),
    ],
)
def test_wrong_cell_refuses_its_row_naming_line_and_column(read, pupils_5b, cells, column, words):
    reading = read(LONG, tuple(pupils_5b[0].key if cell == "*" else cell for cell in cells))
    [refusal] = reading.refused
    assert (refusal.line, refusal.column, reading.results) == (2, column, [])
    assert words in refusal.reason


@pytest.mark.parametrize("day", ["32-01-2027", "2027-13-01", "morgen", "05-02-2027", "01-01-1900"])
def test_impossible_day_is_refused(read, pupils_5b, day):
    mapping = Mapping(
        {"Nummer": "pupil.key", "Score": "row.figure", "Datum": "row.taken_on"},
        {"instrument": "avi"},
    )
    assert read(mapping, (pupils_5b[0].key, "3", day)).refused[0].column == "Datum"


def test_wide_file_gives_a_result_for_each_filled_test(read, pupils_5b):
    mapping = Mapping(
        {
            "Naam": "pupil.name",
            "RW": "score:lvs-rekenen:figure",
            "RWn": "score:lvs-rekenen:level",
            "AVI": "score:avi:level",
        },
        {"moment": "M", "taken_on": "2027-01-20"},
    )
    pupil = pupils_5b[0]
    pupil.call_name, pupil.prefix, pupil.family_name = (
        "Roosmarijn",
        "van der",
        "Zonnebloem",
    )
    pupil.save()
    name = "Zonnebloem, Roosmarijn van der"
    results = read(mapping, (name, "60", "III", "M5")).results
    tests = Instrument.objects.in_bulk([result.instrument_id for result in results])
    assert [(tests[r.instrument_id].code, r.level, r.moment) for r in results] == [
        ("lvs-rekenen", "III", "M5"),
        ("avi", "M5", "M5"),
    ]


def test_same_name_twice_needs_a_number_or_birth_date(read, pupils_5b):
    first, second = pupils_5b[:2]
    second.call_name, second.prefix, second.family_name = (
        first.call_name,
        first.prefix,
        first.family_name,
    )
    second.birth_date = first.birth_date - dt.timedelta(days=1)
    second.save()
    mapping = Mapping(
        {**LONG.columns, "Nummer": "pupil.name", "Geb": "pupil.birth_date"},
        LONG.constants,
    )
    reading = read(
        mapping,
        (first.name, "51", "IV", "", ""),
        (first.name, "51", "IV", "", second.birth_date.isoformat()),
    )
    assert "meer dan één leerling" in reading.refused[0].reason
    assert [result.pupil_id for result in reading.results] == [second.pk]


def test_contradicting_rows_for_one_result_are_refused_and_equal_ones_taken_once(read, pupils_5b):
    key = pupils_5b[0].key
    reading = read(LONG, (key, "51", "IV", ""), (key, "51", "IV", ""), (key, "52", "IV", ""))
    assert len(reading.results) == 1
    assert [(refusal.line, "regel 2" in refusal.reason) for refusal in reading.refused] == [(4, True)]


def test_preview_tells_new_from_changed_and_same(read, zwaluw, pupils_5b):
    keys = [pupil.key for pupil in pupils_5b[:3]]
    mapping = Mapping(LONG.columns, {**LONG.constants, "taken_on": "2026-12-01"})
    first = read(mapping, (keys[0], "51", "IV", ""), (keys[1], "60", "III", ""))
    deliver_results(by=CommandLine(zwaluw), school=zwaluw, source="first.csv", results=first.results)
    rows = [(line, [key, "60", "III", ""]) for line, key in enumerate(keys, start=2)]
    outcome = preview(zwaluw, read_results(zwaluw, Table(list(mapping.columns), rows, []), mapping))
    assert outcome.counts == Tally(added=1, changed=1, same=1)
    assert (outcome.changed[0].before, outcome.changed[0].value) == (
        "IV · 51",
        "III · 60",
    )


def test_profile_whose_column_is_missing_names_it(zwaluw):
    with pytest.raises(ImportProblem, match="Nummer"):
        read_results(zwaluw, Table(["Leerling", "Score"], [], []), LONG)


def test_guess_recognises_usual_headings(zwaluw):
    headings = [
        "Leerlingnummer",
        "Roepnaam",
        "Achternaam",
        "Toets",
        "Afnamedatum",
        "Vaardigheidsscore",
        "Niveau",
        "Kleur",
    ]
    assert list(guess(headings, school_instruments(zwaluw)).columns.values()) == [
        "pupil.key",
        "pupil.call_name",
        "pupil.family_name",
        "row.instrument",
        "row.taken_on",
        "row.figure",
        "row.level",
        "",
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"Score": "row.figure"}, "leerling"),
        ({"Nr": "pupil.key"}, "score of het niveau"),
        ({"Nr": "pupil.key", "Score": "row.figure"}, "welke toets"),
        ({"Nr": "pupil.key", "A": "row.figure", "B": "row.figure"}, "Twee kolommen"),
    ],
)
def test_incomplete_mapping_says_what_misses(columns, words):
    assert any(words in problem for problem in Mapping(columns).problems())
