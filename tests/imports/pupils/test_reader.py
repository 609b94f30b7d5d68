"""From a list's cells to pupils: names, days, groups; what is never read."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.imports.formats.pupils.fields import FIELDS, guess, is_sensitive, problems
from gezien.imports.formats.pupils.reader import read_pupils, year_group_of
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.table import Table, read_table
from gezien.imports.formats.results.ways import Ways, as_day, found_ways
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.contents import Refusal
from gezien.imports.roster.plan import plan_roster
from gezien.schools.models import School

SOCIAL_SCHOOLS = ["Roepnaam", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Klasnaam", "Leerjaar"]
INFORMAT = ["Stamboeknummer", "Naam", "Voornaam", "Geslacht", "Geboortedatum", "Administratieve groep"]


def roster_of(school: School, headings: list[str], *rows: list, ways: Ways | None = None):
    """What a list of these rows says, mapped by its headings."""
    table = Table(headings, list(enumerate([list(row) for row in rows], start=2)), [])
    mapping = guess(headings)
    mapping.constants["year"] = "2026"
    return read_pupils(school, table, mapping, ways or Ways(), "Lijst")


def test_usual_layout_is_recognised_and_read(zwaluw):
    roster = roster_of(zwaluw, SOCIAL_SCHOOLS, ["Noor", "van", "Dijk", "12-03-2018", "5b", "5"])
    [noor] = roster.pupils
    assert (noor.name, noor.birth_date, noor.year_group) == ("Noor van Dijk", dt.date(2018, 3, 12), "5")
    assert [(group.name, group.year_group) for group in roster.groups] == [("5b", "5")]


def test_flemish_list_has_its_own_years_and_keeps_the_prefix_in_the_name(school):
    school.country = School.Country.FLANDERS
    roster = roster_of(school, [*INFORMAT, "Leerjaar"], ["17", "Van Damme", "Lies", "V", "3/9/2016", "L4A", "L4"])
    [lies] = roster.pupils
    assert (lies.key, lies.prefix, lies.family_name, lies.gender) == ("17", "", "Van Damme", 2)
    assert (lies.year_group, lies.birth_date) == ("6", dt.date(2016, 9, 3))


@pytest.mark.parametrize(
    ("text", "is_flemish", "code"),
    [
        ("Groep 5", False, "5"),
        ("5b", False, "5"),
        ("onderbouw", False, ""),
        ("L3", True, "5"),
        ("3de leerjaar", True, "5"),
        ("K2", True, "1"),
        ("2e kleuterklas", True, "1"),
    ],
)
def test_year_group_is_understood_as_schools_write_it(text, is_flemish, code):
    assert year_group_of(text, is_flemish=is_flemish) == code


@pytest.mark.parametrize("whole", ["Dijk, Noor van", "Noor van Dijk"])
def test_whole_name_falls_apart(zwaluw, whole):
    [noor] = roster_of(zwaluw, ["Naam", "Geboortedatum", "Klas"], [whole, "12-03-2018", "5b"]).pupils
    assert (noor.call_name, noor.prefix, noor.family_name) == ("Noor", "van", "Dijk")


@pytest.mark.parametrize(
    "heading",
    ["BSN", "Rijksregisternummer", "Nationaliteit", "Godsdienst", "Thuistaal", "Postcode", "Geboorteland", "Medisch"],
)
def test_sensitive_column_is_never_read_whatever_it_is_said_to_be(zwaluw, heading):
    assert is_sensitive(heading)
    table = Table([*SOCIAL_SCHOOLS, heading], [(2, ["Noor", "", "Dijk", "12-03-2018", "5b", "5", "GEHEIM"])], [])
    mapping = Mapping({**guess(SOCIAL_SCHOOLS).columns, heading: "key"}, {"year": "2026"})
    roster = read_pupils(zwaluw, table, mapping, Ways(), "")
    assert "GEHEIM" not in repr(list(roster.pupils))
    assert any(heading in notice.text for notice in roster.notices)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "", "", "12-03-2018", "5b", "5"], "geen naam"),
        (["Noor", "", "Dijk", "31-02-2018", "5b", "5"], "is geen datum"),
        (["N" * 65, "", "Dijk", "12-03-2018", "5b", "5"], "te lang"),
    ],
)
def test_wrong_row_is_refused_with_the_reason(zwaluw, row, words):
    [refused] = roster_of(zwaluw, SOCIAL_SCHOOLS, row).pupils
    assert isinstance(refused, Refusal)
    assert words in refused.reason


def test_name_alone_is_not_enough_to_map():
    assert any("geboortedatum of een nummer is" in text for text in problems(guess(["Naam", "Klas"])))


@pytest.mark.parametrize(
    ("days", "order"),
    [(["13-01-2018", "01-02-2018"], "dmy"), (["01/13/2018", "02/03/2018"], "mdy"), (["2018-01-13"], "ymd")],
)
def test_order_of_dates_is_found_by_days_that_can_be_one_thing_only(days, order):
    assert found_ways(Table(["Dag", "x"], [(2, [day, ""]) for day in days], []), Ways()).dates == order


def test_what_was_said_goes_before_what_was_found(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_bytes("Naam,Score;Klas\nZoë,7;5b\n".encode("cp1252"))
    table = Ways(encoding="cp1252", delimiter=",").read(path, "lijst.csv")
    assert table.headers == ["Naam", "Score;Klas"]
    assert found_ways(table, Ways(dates="mdy")).dates == "mdy"


def test_month_first_reads_as_said():
    assert as_day("03/12/2018", "mdy") == dt.date(2018, 3, 12)


CELLS = st.text(max_size=12) | st.sampled_from(["Noor", "van Dijk", "12-03-2018", "5b", "L4", "31-02-2018", "m", "#1"])


@given(
    headings=st.lists(st.sampled_from([*SOCIAL_SCHOOLS, *INFORMAT, "BSN", "Vak"]), min_size=2, unique=True),
    data=st.data(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_list_gives_a_plan_or_a_clear_problem(zwaluw, headings, data):
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), max_size=5))
    try:
        plan = plan_roster(zwaluw, roster_of(zwaluw, headings, *rows))
    except ImportProblem:
        return
    assert sum(plan.total(verdict) for verdict in ("refused", "new", "changed", "moved", "ended", "unchanged")) >= 0
    assert set(guess(headings).columns.values()) - {""} <= set(FIELDS)


@given(cut=st.integers(0, 400), flips=st.lists(st.tuples(st.integers(0, 399), st.integers(0, 255)), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_list_never_crashes(zwaluw, tmp_path_factory, cut, flips):
    rows = "".join(f"Kind{n};van;Dijk{n};{n + 10}-03-2018;5b;5\n" for n in range(10))
    content = bytearray((";".join(SOCIAL_SCHOOLS) + "\n" + rows).encode())
    for place, value in flips:
        content[place % len(content)] = value
    path = tmp_path_factory.getbasetemp() / "mutated.csv"
    path.write_bytes(bytes(content[: cut or None]))
    with suppress(ImportProblem):
        table = read_table(path, "mutated.csv")
        mapping = guess(table.headers)
        mapping.constants["year"] = "2026"
        plan_roster(zwaluw, read_pupils(zwaluw, table, mapping, found_ways(table, Ways()), ""))
