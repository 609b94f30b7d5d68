"""What goes out comes back in without changing anything: written, read and judged by the importer itself."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from gezien.common import clock
from gezien.imports.formats.edexml.reader import read
from gezien.imports.formats.edexml.writer import write
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.outgoing import roster_of
from gezien.imports.roster.plan import RosterPlan, plan_roster
from gezien.imports.roster.verdicts import Verdict
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import SchoolYear, StaffMember
from gezien.schools.rules import CommandLine
from tests.imports.edexml.test_samples import OFFICIAL, OWN, SAMPLES, official, scope, take_in
from tests.imports.roster.test_properties import DAYS, ROSTERS

SCHEMA = "2.1/EDEXML.structuur.xsd"
YEARS = re.compile(r'(?s)(<xs:simpleType name="EDEXSchooljaarType">).*?(</xs:simpleType>)')
ANY_YEAR = r'\1<xs:restriction base="xs:string"><xs:pattern value="\\d{4}-\\d{4}"/></xs:restriction>\2'


def written(school, year: SchoolYear, folder: Path, on: dt.date | None = None) -> Path:
    """The school's roster of that year as a file."""
    path = folder / "EDEX.xml"
    path.write_bytes(write(roster_of(school, year, on), clock.now()))
    return path


def back_in(school, year: SchoolYear, folder: Path, on: dt.date | None = None) -> RosterPlan:
    """What the school's own roster would do to it."""
    return plan_roster(school, read(written(school, year, folder, on)), on)


@pytest.fixture(scope="session")
def schema(tmp_path_factory) -> etree.XMLSchema:
    """The official schema, with its list of school years (until 2025) made into a pattern."""
    folder = tmp_path_factory.mktemp("edexml")
    for path in (OFFICIAL / SCHEMA).parent.glob("*.xsd"):
        (folder / path.name).write_text(YEARS.sub(ANY_YEAR, path.read_text()))
    return etree.XMLSchema(file=str(folder / Path(SCHEMA).name))


@pytest.mark.requirement("H1")
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rosters=st.lists(ROSTERS, min_size=1, max_size=2), later=st.integers(0, 300), left=DAYS)
def test_a_roster_that_came_in_goes_out_and_comes_in_changing_nothing(school, tmp_path, rosters, later, left):
    on = dt.date(2027, 2, 4)
    with transaction.atomic():
        for roster in rosters:
            apply_roster(by=CommandLine(school), school=school, roster=roster, on=on)
            on += dt.timedelta(days=later)
        year = SchoolYear.objects.get(name=rosters[-1].school.year_name)
        if roster_of(school, year, on).pupils:
            plan = back_in(school, year, tmp_path, on)
            assert [row for row in plan.rows if row.verdict not in (Verdict.MISSING, Verdict.REFUSED)] == []
            assert plan.nothing_changes
        transaction.set_rollback(True)


def test_the_demo_schools_roster_comes_back_in_without_a_change(zwaluw, group_5b, tmp_path):
    plan = back_in(zwaluw, group_5b.year, tmp_path)
    assert (plan.nothing_changes, plan.total(Verdict.REFUSED), plan.counts["pupils"][Verdict.MISSING]) == (True, 0, 0)
    assert plan.counts["pupils"][Verdict.UNCHANGED] >= 200


@official
@pytest.mark.parametrize("name", SAMPLES)
def test_an_official_sample_goes_out_as_valid_edexml_and_comes_back_in(name, schema, tmp_path):
    _plan, school = take_in(OFFICIAL / name)
    with scope(school=school):
        year = SchoolYear.objects.get(school=school)
        schema.assertValid(etree.parse(written(school, year, tmp_path)))
        assert back_in(school, year, tmp_path).nothing_changes


@official
def test_the_demo_schools_roster_is_valid_edexml(zwaluw, group_5b, schema, tmp_path):
    schema.assertValid(etree.parse(written(zwaluw, group_5b.year, tmp_path)))


@pytest.mark.parametrize("name", ["nl-2.1.xml", "nl-1.03.xml", "vlaanderen-2.1.xml"])
def test_our_own_samples_go_out_and_come_in_changing_nothing(name, tmp_path):
    _plan, school = take_in(OWN / name)
    with scope(school=school):
        assert back_in(school, SchoolYear.objects.get(school=school), tmp_path).nothing_changes


def test_keys_of_the_pupil_administration_are_kept(zwaluw, group_5b, pupils_5b, tmp_path):
    pupil = pupils_5b[0]
    file = etree.parse(written(zwaluw, group_5b.year, tmp_path))
    [found] = file.xpath("//leerling[@key=$key]", key=pupil.key)
    assert (found.findtext("roepnaam"), found.find("groep").get("key")) == (pupil.call_name, group_5b.key)


def test_who_has_no_key_gets_a_dummy_that_nobody_matches_on(zwaluw, group_5b, pupils_5b, tmp_path):
    Pupil.objects.filter(pk=pupils_5b[0].pk).update(key="")
    Group.objects.filter(pk=group_5b.pk).update(key="")
    file = etree.parse(written(zwaluw, group_5b.year, tmp_path))
    assert file.xpath("//leerling[starts-with(@key, '#')]/@key") == [f"#{pupils_5b[0].pk}"]
    assert back_in(zwaluw, group_5b.year, tmp_path).nothing_changes


def test_what_xml_cannot_hold_does_not_spoil_the_file(zwaluw, group_5b, pupils_5b, tmp_path):
    Pupil.objects.filter(pk=pupils_5b[0].pk).update(call_name="No\x0bor & <Zoon>")
    file = etree.parse(written(zwaluw, group_5b.year, tmp_path))
    assert file.xpath("count(//roepnaam[. = 'Noor & <Zoon>'])") == 1


def test_nothing_sensitive_goes_out(zwaluw, group_5b, tmp_path):
    file = etree.parse(written(zwaluw, group_5b.year, tmp_path))
    assert {element.tag for element in file.iter()} & {
        "bsn",
        "onderwijsnummer",
        "postcodenl",
        "gewicht",
        "land",
    } == set()


def test_who_left_the_staff_and_a_substitutes_weeks_stay_out(zwaluw, group_5b, tmp_path):
    StaffMember.objects.filter(teaching__group=group_5b).update(left_on=dt.date(2027, 1, 31))
    file = etree.parse(written(zwaluw, group_5b.year, tmp_path))
    assert file.xpath("count(//leerkracht/groepen/groep[@key=$key])", key=group_5b.key) == 0
