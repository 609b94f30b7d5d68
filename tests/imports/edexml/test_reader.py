"""EDEXML in every shape that schools export: each pitfall of the standard one test."""

import datetime as dt

import pytest

from gezien.imports.formats.edexml.fields import SENSITIVE
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.contents import Refusal
from tests.factories.edexml import edexml, group, pupil, teacher


def only(roster):
    """The one pupil of a file."""
    [found] = roster.pupils
    return found


@pytest.mark.parametrize("year", ["2014-2015", "2024-2025", "2025-2026", "2026-2027", "2041-2042"])
def test_school_year_is_read_by_its_pattern_not_by_the_schema(roster, year):
    assert roster(edexml(pupil("1"), year=year)).school.year_name == year


@pytest.mark.parametrize("year", ["2026", "2026-2028", "2026/2027", "26-27", "1800-1801"])
def test_a_school_year_that_cannot_be_is_refused_with_its_line(roster, year):
    with pytest.raises(ImportProblem, match="schooljaar") as problem:
        roster(edexml(pupil("1"), year=year))
    assert problem.value.line == 2


@pytest.mark.parametrize("code", [*"BD012345678SVN", "11", "12", "13", "14", "15", "16"])
def test_every_year_group_of_the_standard_is_read(roster, code):
    assert only(roster(edexml(pupil("1", jaargroep=code)))).year_group == code


@pytest.mark.parametrize(("code", "historical"), [("C", False), ("H", True)])
def test_combination_and_historical_are_no_year_group_of_a_pupil(roster, code, historical):
    found = only(roster(edexml(pupil("1", jaargroep=code))))
    assert (found.year_group, found.is_historical) == (None, historical)


@pytest.mark.parametrize("code", ["0", "1", "2", "9"])
def test_every_gender_of_the_standard_is_read(roster, code):
    assert only(roster(edexml(pupil("1", geslacht=code)))).gender == int(code)


@pytest.mark.parametrize(
    ("elements", "name", "parts"),
    [
        (
            {"roepnaam": "Teun", "voorvoegsel": "van den", "achternaam": "Berg"},
            "Teun van den Berg",
            ("Teun", "van den", "Berg"),
        ),
        ({"roepnaam": "Ayanna", "achternaam": None}, "Ayanna", ("Ayanna", None, None)),
        ({"roepnaam": None, "voornamen": "Elif Nur", "achternaam": "Çelik"}, "Elif Çelik", ("Elif", "", "Çelik")),
        ({"roepnaam": None, "voorletters__1": "LM", "achternaam": "Fonseca"}, "L.M. Fonseca", ("L.M.", "", "Fonseca")),
        ({"roepnaam": None, "voorvoegsel": "de", "achternaam": "Wit"}, "de Wit", ("de Wit", "", "")),
    ],
)
def test_a_name_is_there_whatever_the_file_gives_of_it(roster, elements, name, parts):
    found = only(roster(edexml(pupil("1", **elements))))
    assert (found.name, (found.call_name, found.prefix, found.family_name)) == (name, parts)


@pytest.mark.parametrize("day", ["2017-05-04", "2017-05-04Z", "2017-05-04+02:00", " 2017-05-04 "])
def test_a_date_may_carry_a_time_zone(roster, day):
    assert only(roster(edexml(pupil("1", geboortedatum=day)))).birth_date == dt.date(2017, 5, 4)


def test_dummy_keys_are_no_keys(roster):
    found = only(roster(edexml(pupil("#17", groep="#5"), groups=[group("#5", "5", "5")])))
    assert (found.key, found.group) == ("", "#5")


@pytest.mark.parametrize(
    ("elements", "reason"),
    [
        ({"geboortedatum": "4-5-2017"}, "geboortedatum"),
        ({"geboortedatum": "2017-02-30"}, "geboortedatum"),
        ({"geslacht": "3"}, "geslacht"),
        ({"geslacht": "x"}, "geslacht"),
        ({"jaargroep": "9"}, "jaargroep"),
        ({"roepnaam": "N" * 65}, "roepnaam"),
        ({"instroomdatum": "2026-09-01", "uitstroomdatum": "2026-08-01"}, "uitstroomdatum"),
        ({"achternaam": None, "roepnaam": None}, "naam"),
    ],
)
def test_a_value_that_cannot_be_refuses_its_pupil_alone(roster, elements, reason):
    wrong, right = roster(edexml(pupil("1", **elements), pupil("2", "Sem"))).pupils
    assert isinstance(wrong, Refusal)
    assert (reason in wrong.reason, wrong.line, right.call_name) == (True, 7, "Sem")


@pytest.mark.parametrize("key", ["", "k" * 257])
def test_a_pupil_without_a_usable_key_is_refused(roster, key):
    assert isinstance(only(roster(edexml(pupil(key)))), Refusal)


def test_a_key_of_the_longest_length_is_read(roster):
    assert only(roster(edexml(pupil("k" * 256)))).key == "k" * 256


def test_an_element_that_stands_there_twice_refuses_its_pupil(roster):
    double = pupil("1").replace("</achternaam>", "</achternaam><achternaam>Wolf</achternaam>")
    assert isinstance(only(roster(edexml(double))), Refusal)


def test_vendor_blocks_are_not_read_and_need_no_schema(roster):
    block = (
        '<toevoegingen><blok xsi:type="vendor:Geheim"><code>x</code><roepnaam>Ander</roepnaam></blok></toevoegingen>'
    )
    found = roster(edexml(pupil("1").replace("</leerling>", block + "</leerling>")))
    assert (only(found).call_name, found.notices) == ("Noor", [])


def test_unknown_elements_are_passed_over_and_told_once(roster):
    odd = [pupil(str(number)).replace("</leerling>", "<schoenmaat>34</schoenmaat></leerling>") for number in range(3)]
    [notice] = roster(edexml(*odd)).notices
    assert ("schoenmaat" in notice.text, "3" in notice.text, "34" in notice.text) == (True, True, False)


@pytest.mark.parametrize("element", sorted(SENSITIVE))
def test_sensitive_elements_never_reach_memory(roster, element):
    read = roster(edexml(pupil("1", **{element.replace("-", "__"): "GEHEIM-999"})))
    assert "GEHEIM" not in repr([read, *read.pupils])


def test_old_files_give_a_group_or_a_year_group(roster):
    one, other = roster(edexml(pupil("1", jaargroep=None), pupil("2", groep=""), xsdversie="1.03")).pupils
    assert ((one.group, one.year_group), (other.group, other.year_group)) == (("5b", None), (None, "5"))


def test_flemish_schools_have_a_number_of_their_own(roster):
    found = roster(edexml(pupil("1"), instellingsnummer="1234")).school
    assert (found.number, found.country) == ("001234", "BE")


@pytest.mark.parametrize(
    ("codes", "number"), [({"dependancecode": "02"}, "12AB02"), ({}, "12AB00"), ({"dependancecode": "00"}, "12AB00")]
)
def test_a_brin_carries_its_location(roster, codes, number):
    assert roster(edexml(pupil("1"), brincode="12AB", **codes)).school.number == number


def test_a_role_at_a_group_tells_whether_somebody_teaches_it(roster):
    trainee = teacher("1", "Mol", rol="").replace(
        "<groepen></groepen>", '<groepen><groep key="5b"><rol>STA</rol></groep></groepen>'
    )
    both = trainee.replace('key="1"', 'key="2"').replace("<rol>STA</rol>", "<rol>STA</rol><rol>OWA</rol>")
    one, other = roster(edexml(pupil("1"), teachers=trainee + both)).teachers
    assert ((one.roles, one.groups), (other.roles, other.groups)) == (
        (("STA",), ()),
        (("STA", "OWA"), (("5b", False),)),
    )


def test_lines_are_right_in_a_very_long_file(roster):
    wrong = "\n" * 70_000 + pupil("1", geslacht="7")
    assert only(roster(edexml(wrong))).line == 70_007


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_any_declared_encoding_is_read(roster, encoding):
    text = edexml(pupil("1", "Zoë")).replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert only(roster(text.encode(encoding))).call_name == "Zoë"
