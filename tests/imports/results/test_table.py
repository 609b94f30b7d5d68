"""Reading tables: encodings, delimiters, workbooks, and what is wrong with them."""

import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gezien.imports.formats.results.table import count_rows, read_table
from gezien.imports.problems import ImportProblem


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


def test_workbook_that_unpacks_to_far_more_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(ImportProblem, match="te groot"):
        read_table(path, path.name)


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
