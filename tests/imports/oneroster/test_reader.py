"""OneRoster: a ZIP of tables becomes the roster of one school, through the same plan as every other roster."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.imports.formats.oneroster import archive
from gezien.imports.formats.oneroster.names import split_prefix
from gezien.imports.formats.oneroster.reader import read
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.contents import Roster
from gezien.imports.roster.plan import plan_roster
from gezien.pupils.models import Enrolment, Pupil, Teaching
from gezien.schools.rules import CommandLine
from tests.factories.edexml import write
from tests.factories.oneroster import TABLES, oneroster


@pytest.fixture
def roster(tmp_path):
    """`roster(content)` is what the reader makes of a ZIP."""
    return lambda content: read(write(tmp_path, content, "oneroster.zip"))


def test_a_roster_comes_in_and_then_changes_nothing(school, roster):
    found = roster(oneroster())
    plan = apply_roster(by=CommandLine(school), school=school, roster=found)
    noor = Pupil.objects.get(key="LL1")
    assert (noor.name, noor.eck_id, noor.gender, noor.year_group) == (
        "Noor van der Berg",
        "https://id.school/1",
        2,
        "5",
    )
    assert set(Enrolment.objects.filter(pupil=noor).values_list("group__name", flat=True)) == {"5b", "Plusklas"}
    assert Teaching.objects.get().staff_member.name == "Iris Kok"
    assert (plan.nothing_changes, plan_roster(school, found).nothing_changes, plan.cautions) == (False, True, [])


def test_it_meets_who_came_by_edexml(school, roster):
    Pupil.objects.create(school=school, key="LL1", call_name="Noor", prefix="van der", family_name="Berg")
    plan = plan_roster(school, roster(oneroster()))
    assert (plan.counts["pupils"]["new"], plan.counts["pupils"]["changed"]) == (1, 1)


def test_origin_and_country_are_not_read(roster):
    found = roster(oneroster())
    assert "MA" not in repr(list(found.pupils))


def test_who_is_to_be_deleted_left_and_an_ended_place_is_none(roster):
    users = TABLES["users.csv"].replace("u2,,", "u2,tobedeleted,")
    places = TABLES["enrollments.csv"].replace("e2,,,plus,o1,u1,student,,,", "e2,,,plus,o1,u1,student,,,2026-12-01")
    noor, sem = roster(oneroster(users=users, enrollments=places)).pupils
    assert (noor.composite_groups, sem.is_historical) == ((), True)


def test_without_homerooms_the_only_class_of_everybody_is_the_base_group(roster):
    classes = TABLES["classes.csv"].replace("homeroom", "scheduled")
    places = "\n".join(row for row in TABLES["enrollments.csv"].splitlines() if "plus" not in row)
    found = roster(oneroster(classes=classes, enrollments=places))
    assert [group.is_composite for group in found.groups] == [False, False]
    with pytest.raises(ImportProblem, match="homeroom"):
        roster(oneroster(classes=classes))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen zip",
        oneroster(manifest=None),
        oneroster(manifest="propertyName,value\noneroster.version,1.2\n"),
        oneroster(manifest="propertyName,value\nfile.users,delta\n"),
        oneroster(users=None),
        oneroster(academicSessions=None),
        oneroster(orgs=TABLES["orgs.csv"] + "o2,,,Ander,school,00XX,\n"),
        oneroster(users=TABLES["users.csv"] + "x" * 3000),
        oneroster(users=TABLES["users.csv"].replace("Noor", "No\0or")),
        oneroster(users=b"sourcedId\n\xff\xfe"),
    ],
)
def test_what_is_no_whole_roster_is_refused(roster, content):
    with pytest.raises(ImportProblem):
        roster(content)


def test_a_zip_bomb_is_not_unpacked(roster, monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED", 100_000)
    with pytest.raises(ImportProblem, match="veiligheid"):
        roster(oneroster(demographics="x" * 200_000))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("van der Berg", ("van der", "Berg")),
        ("Vos", ("", "Vos")),
        ("Van Damme", ("", "Van Damme")),
        ("de", ("", "de")),
        ("", ("", "")),
    ],
)
def test_a_prefix_is_told_from_the_name(name, parts):
    assert split_prefix(name) == parts


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_tables_are_read_or_refused_and_never_break(roster, data):
    name = data.draw(st.sampled_from([name for name in TABLES if name != "manifest.csv"]))
    text = TABLES[name]
    place = data.draw(st.integers(0, len(text) - 1))
    damaged = text[:place] + data.draw(st.text(max_size=8)) + text[place + data.draw(st.integers(0, 20)) :]
    try:
        found = roster(oneroster(**{name.removesuffix(".csv"): damaged}))
    except ImportProblem:
        return
    assert isinstance(found, Roster)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(place=st.integers(0, 2000), junk=st.binary(min_size=1, max_size=20))
def test_a_damaged_zip_is_read_or_refused_and_never_breaks(roster, place, junk):
    content = bytearray(oneroster())
    content[place % len(content) : place % len(content) + len(junk)] = junk
    try:
        roster(bytes(content))
    except ImportProblem:
        return


def test_a_zip_may_hold_more_than_the_tables(roster):
    out = io.BytesIO(oneroster())
    with zipfile.ZipFile(out, "a") as extra:
        extra.writestr("leesmij.txt", "x")
    assert len(list(roster(out.getvalue()).pupils)) == 2
