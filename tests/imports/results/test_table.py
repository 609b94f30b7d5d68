"""Reading tables: encodings, delimiters, workbooks, and what is wrong with them."""

import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from gezien.imports.formats.results.table import count_rows, read_table
from gezien.imports.problems import ImportProblem
from tests.factories.damage import damaged


@pytest.fixture
def read(tmp_path):
    """`read(bytes)` reads a file of that content."""

    def read_bytes(data: bytes, name: str = "scores.csv"):
        path = tmp_path / "file"
        path.write_bytes(data)
        table = read_table(path, name)
        count_rows(table)
        return table

    return read_bytes


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_table_finds_the_delimiter(read, delimiter):
    table = read(delimiter.join(["Nummer", "Score"]).encode() + b"\n" + delimiter.join(["P1", "51"]).encode() + b"\n")
    assert (table.headers, list(table.rows)) == (["Nummer", "Score"], [(2, ["P1", "51"])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_table_finds_the_encoding(read, encoding):
    table = read("Naam;Score\nZoë Daniël;51\n".encode(encoding))
    assert list(table.rows) == [(2, ["Zoë Daniël", "51"])]
    assert bool(table.notices) == (encoding == "cp1252")


def test_decimal_comma_does_not_count_as_delimiter(read):
    table = read(b"Nummer;Score\nP1;5,5\nP2;6,5\nP3;7,0\n")
    assert next(iter(table.rows)) == (2, ["P1", "5,5"])


def test_rows_keep_their_line_after_a_cell_with_a_line_break(read):
    table = read(b'Naam;Score\n"Noor\nvan Dijk";51\nBilal;60\n')
    assert [line for line, _cells in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"", "leeg", None),
        (b"<html><body>", "geen tabel", None),
        (b"%PDF-1.7 ...", "geen tabel", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls", None),
        (b"Naam;Score\nNoor;5\x001\n", "tekens", 2),
        (b"Naam;Score\nNoor;\x81\x8d\n", "codering", 2),
        (b'Naam;Score\n"Noor;51\n', "aanhalingsteken", 2),
        (b"Naam;Score\nNoor;51;7\n", "meer cellen", 2),
        (b"Naam;Naam\nNoor;51\n", "twee keer", 1),
        (b"Naam\nNoor\n", "twee kolommen", 1),
        (b"Naam;Score\n", "geen rijen", None),
    ],
)
def test_bad_file_says_what_and_where(read, data, words, line):
    with pytest.raises(ImportProblem) as caught:
        read(data)
    assert words in caught.value.message
    assert caught.value.line == line


def test_workbook_gives_the_first_filled_sheet(tmp_path):
    path = tmp_path / "scores.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("leeg")
        sheet = book.add_worksheet("scores")
        sheet.write_row(1, 0, ["Nummer", "Score"])
        sheet.write_row(2, 0, ["P1", 51])
    assert list(read_table(path, path.name).rows) == [(3, ["P1", 51.0])]


def test_truncated_workbook_is_refused(tmp_path):
    path = tmp_path / "scores.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["Nummer", "Score"])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ImportProblem, match="beschadigd"):
        read_table(path, path.name)


@pytest.fixture
def workbook(tmp_path):
    """`workbook({"A1": "Naam", …})` is a workbook with these cells; further parts by their names."""

    def write(cells: dict[str, str], **parts: bytes):
        path = tmp_path / "scores.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for place, text in cells.items():
                sheet.write_string(place, text)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name.replace("__", "/"), content)
        return path

    return write


TABLE = {"A1": "Naam", "B1": "Score", "A2": "Noor", "B2": "51"}


def test_workbook_that_unpacks_to_far_more_is_refused(workbook):
    path = workbook(TABLE, xl__more=b"0" * 50_000_000)
    with pytest.raises(ImportProblem, match="te groot"):
        read_table(path, path.name)


def test_cell_far_outside_the_table_is_named_before_it_takes_all_memory(workbook):
    path = workbook(TABLE | {"XFD1048576": "x"})
    with pytest.raises(ImportProblem, match="XFD1048576"):
        read_table(path, path.name)


def test_cell_that_begins_in_one_part_of_the_sheet_and_ends_in_the_next_is_seen(workbook, monkeypatch):
    path = workbook(TABLE | {"XFD1048576": "x"})
    monkeypatch.setattr("gezien.imports.formats.results.workbook.CHUNK", 200)
    with pytest.raises(ImportProblem, match="XFD1048576"):
        read_table(path, path.name)


@pytest.mark.parametrize(("part", "words"), [("content.xml", "ander soort"), ("xl__workbook.bin", "ander soort")])
def test_other_kinds_of_workbooks_are_refused(workbook, part, words):
    path = workbook(TABLE, **{part: b"x"})
    with pytest.raises(ImportProblem, match=words):
        read_table(path, path.name)


def test_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "lijst.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lijst.csv", "Naam;Score")
    with pytest.raises(ImportProblem, match="ZIP"):
        read_table(path, path.name)


def test_workbook_with_a_character_that_no_text_has_is_refused_where_it_stands(workbook):
    path = workbook(TABLE | {"A3": "KAPOT"})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).replace(b"KAPOT", b"_x0000_") for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(ImportProblem) as caught:
        count_rows(read_table(path, path.name))
    assert (caught.value.line, "tekens" in caught.value.message) == (3, True)


def test_merged_cells_give_their_text_once(tmp_path):
    path = tmp_path / "scores.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Naam", "Score", "Niveau"])
        sheet.merge_range("A2:B2", "Noor")
    assert list(read_table(path, path.name).rows) == [(2, ["Noor", "", ""])]


@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "spoiled.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Naam", "Score"])
        sheet.write_row(1, 0, ["Noor", 51])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", *sorted(parts)]))
    with zipfile.ZipFile(path, "w") as archive:
        for other, content in parts.items():
            archive.writestr(other, data.draw(damaged(content)) if other == name else content)
    try:
        rows = list(read_table(path, path.name).rows)
    except ImportProblem:
        return
    assert all(len(cells) == 2 for _line, cells in rows)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_clear_problem(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    try:
        table = read_table(path, "any.csv")
        rows = list(table.rows)
    except ImportProblem:
        return
    assert all(len(cells) == len(table.headers) for _line, cells in rows)
