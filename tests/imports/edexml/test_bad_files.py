"""Files that are no roster: each gets a message with its place, and none gets in."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.imports.formats.edexml.reader import read
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.plan import plan_roster
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolYear
from gezien.schools.rules import CommandLine
from tests.factories.edexml import edexml, group, pupil, write

GOOD = edexml(pupil("1"), pupil("2", "Sem"))
LAUGHS = '<!DOCTYPE EDEX [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD = {
    "empty": (b"", "leeg", None),
    "blank": (b"  \n ", "geen XML", None),
    "text": (b"Naam;Groep\nNoor;5b\n", "geen XML", None),
    "zip": (b"PK\x03\x04rest", "ZIP", None),
    "web page": (b"<!DOCTYPE html>\n<html><body><p>Log in<br></body></html>", "webpagina", 1),
    "bare web page": (b"<html><body>Log in</body></html>", "webpagina", None),
    "billion laughs": (f"{LAUGHS}]><EDEX>&i;</EDEX>".encode(), "DOCTYPE", 1),
    "laughs in an attribute": (f'{LAUGHS}]><EDEX a="&i;"/>'.encode(), "DOCTYPE", 1),
    "file from elsewhere": (b'<!DOCTYPE EDEX SYSTEM "file:///etc/passwd"><EDEX/>', "DOCTYPE", 1),
    "doctype in utf-16": ('<?xml version="1.0"?><!DOCTYPE EDEX []><EDEX/>'.encode("utf-16"), "DOCTYPE", 1),
    "other root": (b'<?xml version="1.0"?>\n<leerresultaten/>', "leerresultaten", 2),
    "entity": (GOOD.replace("Sem", "&naam;").encode(), "entiteit", 8),
    "latin as utf-8": (GOOD.replace("Sem", "Zoë").encode("latin-1"), "tekens", 8),
    "unknown encoding": (GOOD.replace("UTF-8", "KLINGON").encode(), "tekencodering", 1),
    "truncated": (GOOD[: GOOD.index("</leerlingen>")].encode(), "houdt hier", 9),
    "cut in a tag": (GOOD[: GOOD.index("<achternaam>") + 6].encode(), "XML", 7),
    "unbalanced": (GOOD.replace("</roepnaam>", "</naam>").encode(), "XML", 7),
    "nested": (b"<EDEX>" + b"<a>" * 300 + b"</a>" * 300 + b"</EDEX>", "genest", 1),
    "no pupils": (edexml().encode(), "geen leerlingen", None),
    "no school": (b"<EDEX><leerlingen><leerling key='1'/></leerlingen></EDEX>", "school", None),
    "no school year": (edexml(pupil("1")).replace("schooljaar", "jaar").encode(), "schooljaar", 2),
    "group without key": (edexml(pupil("1"), groups=['<groep key=""><naam>x</naam></groep>']).encode(), "sleutel", 4),
    "group twice": (edexml(pupil("1"), groups=[group("5b", "5b"), group("5b", "x")]).encode(), "dezelfde sleutel", 5),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_where_and_what(tmp_path, name):
    content, words, line = BAD[name]
    with pytest.raises(ImportProblem) as problem:
        list(read(write(tmp_path, content)).pupils)
    assert words in problem.value.message
    assert problem.value.line == line


@pytest.mark.parametrize("name", BAD)
def test_no_message_quotes_what_stands_in_the_file(tmp_path, name):
    secret = BAD[name][0].replace(b"Vos", b"GEHEIM999")
    with pytest.raises(ImportProblem) as problem:
        list(read(write(tmp_path, secret)).pupils)
    assert "GEHEIM" not in str(problem.value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.binary(max_size=8)), max_size=6))
def test_a_damaged_file_comes_in_whole_or_not_at_all(school, tmp_path, damage):
    content = bytearray(GOOD.encode())
    for place, length, other in damage:
        content[place % len(content) : place % len(content) + length] = other
    with transaction.atomic():
        try:
            roster = read(write(tmp_path, bytes(content)))
            apply_roster(by=CommandLine(school), school=school, roster=roster)
            outcome = plan_roster(school, roster).nothing_changes
        except ImportProblem:
            outcome = not Pupil.objects.exists() and not SchoolYear.objects.exists()
        transaction.set_rollback(True)
    assert outcome
