"""UWLR files: what is read, what never is, and that nothing that a file may hold breaks the reading."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from gezien.imports.exchange.contents import Malformed, Sent
from gezien.imports.formats.uwlr.reader import read
from gezien.imports.problems import ImportProblem
from tests.factories.uwlr import definition, oso, result, score, taken, uwlr

OFFICIAL = (
    Path(os.environ.get("GEZIEN_STANDARDS", django_settings.BASE_DIR.parent / "shared" / "standards"))
    / "uwlr/2.2/Schemas"
)
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason=f"no official schemas in {OFFICIAL}")
WHOLE = uwlr(
    taken("LL1", result("r1", "REK", oso(skill=90, correct=51, IV="III", FN="M5", RNTRM="02")), eckid="https://id/1"),
    taken("LL2", result("r2", "BLOK", score(14), part="2")),
    tests=definition("REK", "Rekenen 2026") + definition("BLOK", "Blok 5", {"goed": (10, 20), "zwak": (0, 9)}),
)


@pytest.fixture
def results(tmp_path):
    """`results(xml)` is everything the reader makes of a file."""

    def read_all(content: str | bytes) -> list[Sent | Malformed]:
        path = tmp_path / "uwlr.xml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read(path).results)

    return read_all


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    """The official schema."""
    return etree.XMLSchema(file=str(OFFICIAL / "UWLR_Leerresultaten_v2p2.xsd"))


@official
def test_our_messages_are_valid_by_the_official_schema(schema):
    schema.assertValid(etree.fromstring(WHOLE.encode()))


@pytest.mark.requirement("H1")
def test_scores_get_the_words_of_the_edu_v_lists(results):
    one, _other = results(WHOLE)
    assert (one.key, one.pupil.key, one.pupil.eck_id) == ("r1", "LL1", "https://id/1")
    assert (one.test.code, one.test.name, one.taken_on.isoformat()) == ("REK", "Rekenen 2026", "2027-01-20")
    assert one.scores == {"NumberCorrect": "51", "SkillScore": "90"}
    assert [(one["type"], one["value"]) for one in one.references] == [
        ("IV", "III"),
        ("FunctioningLevel", "M5"),
        ("RnTR", "1F"),
    ]


def test_a_bare_number_gets_the_term_of_its_range(results):
    _one, other = results(WHOLE)
    assert (other.plain, other.term, other.test.part) == ("14", "goed", "2")


def test_the_eck_id_alone_is_enough(results):
    [one] = results(uwlr(taken("", result("r1", "REK", score(5)), eckid="https://id/1")))
    assert (one.pupil.key, one.pupil.eck_id) == ("", "https://id/1")


@pytest.mark.parametrize(
    ("broken", "column"),
    [
        (taken("", result("r1", "REK", score(5))), "leerlingid"),
        (taken("LL1", result("", "REK", score(5))), "key"),
        (taken("LL1", result("r1", "", score(5))), "toetscode"),
        (taken("LL1", result("r1", "REK", score(5), "2027-02-30")), "afnamedatum"),
        (taken("LL1", result("r1", "REK", score(5), "2031-01-01")), "afnamedatum"),
        (taken("LL1", result("r1", "REK", score("veel"))), "score"),
        (taken("LL1", result("r1", "REK", oso(skill="hoog"))), "vaardigheidsscore"),
        (taken("LL1", result("r1", "REK", "<anderresultaat/>")), "anderresultaat"),
        (taken("LL1", result("r1", "REK", "")), "score"),
        (taken("L" * 257, result("r1", "REK", score(5))), "leerlingid"),
        (taken("LL1"), "resultaten"),
    ],
)
def test_what_is_not_of_the_standard_is_refused_where_it_stands(results, broken, column):
    [found] = results(uwlr(broken))
    assert (type(found), found.column) == (Malformed, column)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "geen xml",
        "<EDEX/>",
        uwlr().replace("<school>", "<scholen>").replace("</school>", "</scholen>"),
        uwlr(taken("LL1", result("r1", "REK", score(5)))).replace("/2/leerresultaten", "/1/leerresultaten"),
        '<!DOCTYPE leerresultaten_verzoek [<!ENTITY x "y">]>' + WHOLE.split("\n", 1)[1],
        WHOLE[: len(WHOLE) // 2],
    ],
)
def test_what_is_no_whole_message_is_refused(results, content):
    with pytest.raises(ImportProblem):
        results(content)


def test_national_numbers_and_origin_are_not_read(results):
    hidden = "<bsn>133456785</bsn><onderwijsnummer>999999990</onderwijsnummer><etniciteit>1</etniciteit>"
    found = results(WHOLE.replace("<toetsafname>", f"<toetsafname>{hidden}"))
    assert not any(number in repr(found) for number in ("133456785", "999999990"))
    assert len(found) == 2


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks(results, data):
    content = bytearray(WHOLE.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 30))
        content[place : place + length] = data.draw(st.binary(max_size=12))
    try:
        found = results(bytes(content))
    except ImportProblem:
        return
    assert all(isinstance(one, Sent | Malformed) for one in found)
