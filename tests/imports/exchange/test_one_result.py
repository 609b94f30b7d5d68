"""A result delivered by file, UWLR and Edu-V is one result; a correction changes it, a cancellation takes it back."""

import datetime as dt

import pytest
from django_scopes import scope

from gezien.imports.formats.results.actions import deliver_reading
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.reading import read_results
from gezien.imports.formats.results.table import read_table
from gezien.imports.models import ImportRun, SentResult
from gezien.results.actions import CannotUndo, undo_delivery
from gezien.results.models import Result, TestWindow
from gezien.schools.models import School
from gezien.schools.rules import CommandLine
from tests.factories.eduv import message, student
from tests.factories.uwlr import oso, result, taken, uwlr

COUNTS = ("added", "changed", "same", "withdrawn", "refused")


def told(counts: dict) -> tuple:
    return tuple(counts[name] for name in COUNTS)


@pytest.fixture
def window(zwaluw, group_5b, test) -> TestWindow:
    """The middle of the year, when group 5 takes the test."""
    days = {"opens_on": dt.date(2027, 1, 11), "closes_on": dt.date(2027, 1, 29)}
    return TestWindow.objects.create(
        school=zwaluw, year=group_5b.year, instrument=test, part="M", year_groups=["5"], **days
    )


@pytest.fixture
def by_file(zwaluw, tmp_path):
    """`by_file(rows)` brings a list of numbers, moments and levels as a table."""

    def brought(*lines: str):
        path = tmp_path / "lijst.csv"
        path.write_text("\n".join(["Nummer;Toets;Moment;Datum;Score;Niveau", *lines]))
        columns = ["pupil.key", "row.instrument", "row.moment", "row.taken_on", "row.figure", "row.level"]
        table = read_table(path, path.name)
        mapping = Mapping(dict(zip(table.headers, columns, strict=True)))
        reading = read_results(zwaluw, table, mapping)
        return deliver_reading(
            by=CommandLine(zwaluw), school=zwaluw, source=path.name, reading=reading, without_refused=False
        )

    return brought


@pytest.mark.requirement("H1")
def test_the_same_result_by_file_uwlr_and_eduv_is_one_result(by_file, bring, rows, window, pupils_5b):
    key = pupils_5b[0].key
    by_file(f"{key};proef;M5;29-01-2027;90;III")  # the list knows the moment, and a day of the round
    counts = bring("uwlr", uwlr(taken(key, result("r1", "proef", oso(skill=90, IV="III", DLE="40")))))
    again = bring("eduv", message(student("s1", key, test="proef", skill="90", IV="III"), test="proef"))
    assert (told(counts), told(again)) == ((0, 1, 0, 0, 0), (0, 0, 1, 0, 0))
    assert rows() == [(key, "2027-01-29", "M5", 90.0, "III")]
    assert [one["type"] for one in Result.objects.get(instrument__code="proef").references] == ["IV", "DLE"]


@pytest.mark.requirement("H1")
@pytest.mark.parametrize("first", ["uwlr", "eduv"])
def test_whichever_comes_first_the_other_way_adds_nothing(first, bring, rows, test, pupils_5b):
    key = pupils_5b[0].key
    sent = {
        "uwlr": uwlr(taken(key, result("r1", "proef", oso(skill=90, IV="III")))),
        "eduv": message(student("s1", key, test="proef", skill="90", IV="III"), test="proef"),
    }
    one, other = (first, "eduv" if first == "uwlr" else "uwlr")
    assert told(bring(one, sent[one]))[0] == 1
    assert told(bring(other, sent[other]))[0] == 0
    assert told(bring(one, sent[one])) == (0, 0, 1, 0, 0)
    assert len(rows()) == 1


def test_a_result_of_a_test_outside_the_calendar_is_told_apart_by_its_day(bring, rows, test, pupils_5b):
    key = pupils_5b[0].key
    first, second = (result(f"r{day}", "proef", oso(skill=80 + day), f"2027-01-2{day}") for day in (1, 2))
    bring("uwlr", uwlr(taken(key, first, second)))
    assert [row[1:4] for row in rows()] == [("2027-01-21", "", 81.0), ("2027-01-22", "", 82.0)]


def test_a_correction_changes_the_result_and_its_old_level_goes(bring, rows, test, pupils_5b):
    key = pupils_5b[0].key
    bring("uwlr", uwlr(taken(key, result("r1", "proef", oso(skill=90, IV="III")))))
    counts = bring("uwlr", uwlr(taken(key, result("r1", "proef", oso(skill=70)))))
    assert (told(counts), rows()) == ((0, 1, 0, 0, 0), [(key, "2027-01-20", "", 70.0, "")])


def test_a_corrected_day_moves_the_result_and_undoing_moves_it_back(zwaluw, bring, rows, test, pupils_5b):
    key = pupils_5b[0].key
    bring("uwlr", uwlr(taken(key, result("r1", "proef", oso(skill=90), "2027-01-20"))))
    counts = bring("uwlr", uwlr(taken(key, result("r1", "proef", oso(skill=90), "2027-01-21"))))
    assert (told(counts), [row[1] for row in rows()]) == ((1, 0, 0, 1, 0), ["2027-01-21"])
    undo_delivery(by=CommandLine(zwaluw), delivery=ImportRun.objects.latest("pk").delivery)
    assert [row[1] for row in rows()] == ["2027-01-20"]


@pytest.mark.requirement("H1")
def test_what_the_supplier_cancels_is_taken_back_and_undoing_brings_it_back(zwaluw, bring, rows, test, pupils_5b):
    key = pupils_5b[0].key
    bring("eduv", message(student("s1", key, test="proef", skill="90", IV="III"), test="proef"))
    cancelled = message(student("s1", key, test="proef", status="Canceled"), test="proef")
    assert (told(bring("eduv", cancelled)), rows()) == ((0, 0, 0, 1, 0), [])
    undo_delivery(by=CommandLine(zwaluw), delivery=ImportRun.objects.latest("pk").delivery)
    assert rows() == [(key, "2027-01-20", "", 90.0, "III")]


def test_a_key_stays_its_own_suppliers(bring, rows, test, pupils_5b):
    one, other = pupils_5b[0].key, pupils_5b[1].key
    bring("uwlr", uwlr(taken(one, result("r1", "proef", oso(skill=90)))))
    bring("uwlr", uwlr(taken(other, result("r1", "proef", oso(skill=60))), author="Ander huis"))
    assert {row[0]: row[3] for row in rows()} == {one: 90.0, other: 60.0}
    assert SentResult.objects.filter(key="r1").count() == 2


def test_undoing_a_delivery_forgets_its_keys(zwaluw, bring, rows, test, pupils_5b):
    sent = uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90))))
    bring("uwlr", sent)
    undo_delivery(by=CommandLine(zwaluw), delivery=ImportRun.objects.latest("pk").delivery)
    assert (rows(), SentResult.objects.count()) == ([], 0)
    assert told(bring("uwlr", sent)) == (1, 0, 0, 0, 0)


def test_a_delivery_that_was_taken_back_later_is_not_undone_first(zwaluw, bring, test, pupils_5b):
    key = pupils_5b[0].key
    bring("eduv", message(student("s1", key, test="proef", skill="90"), test="proef"))
    first = ImportRun.objects.latest("pk").delivery
    bring("eduv", message(student("s1", key, test="proef", status="Canceled"), test="proef"))
    with pytest.raises(CannotUndo):
        undo_delivery(by=CommandLine(zwaluw), delivery=first)


def test_another_schools_results_do_not_meet(zwaluw, bring, test, pupils_5b):
    sent = uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90))))
    bring("uwlr", sent)
    other = School.objects.exclude(pk=zwaluw.pk).first()
    with scope(school=other):
        assert SentResult.objects.count() == 0
