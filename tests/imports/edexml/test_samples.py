"""Our own sample files, and the official ones where their folder is present (they are not part of this project)."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django_scopes import scope, scopes_disabled

from gezien.imports.formats.edexml.reader import read
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.plan import GROUPS, PUPILS, STAFF, plan_roster
from gezien.imports.roster.verdicts import Verdict
from gezien.pupils.models import Enrolment, Group, Pupil, Teaching
from gezien.schools.actions import create_school
from gezien.schools.models import School
from gezien.schools.rules import CommandLine
from tests.factories.edexml import write

OWN = settings.BASE_DIR / "samples" / "edexml"
OFFICIAL = Path(os.environ.get("GEZIEN_STANDARDS", settings.BASE_DIR.parent / "shared" / "standards")) / "edexml"
NL, FLEMISH = "2.1/EDEXML.Voorbeeld.2.1.xml", "2.1/EDEXML.Voorbeeld.2.1-Vla.xml"
SAMPLES = ["2.0/EDEXML.Voorbeeld.2.0.xml", "2.0/EDEXML.Voorbeeld.2.0-Vla.xml", NL, FLEMISH]
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason=f"no official samples in {OFFICIAL}")
VENDOR = '<toevoegingen><blok xsi:type="vendor:Extra"><code>x</code></blok></toevoegingen></leerling>'


def take_in(path: Path):
    """The file in the school it is from, which is made when needed; returns the plan and the school."""
    roster = read(path)
    number = roster.school.number
    with scopes_disabled():
        school = School.objects.filter(official_number=number).first() or create_school(
            board_name="Proef", name=f"School {number}", official_number=number, country=roster.school.country
        )
    with scope(school=school):
        return apply_roster(by=CommandLine(school), school=school, roster=roster), school


def counts(plan, what: str) -> dict:
    return {verdict: number for verdict, number in plan.counts[what].items() if number}


@official
@pytest.mark.parametrize("name", SAMPLES)
def test_an_official_sample_is_taken_in_and_then_changes_nothing(name):
    plan, school = take_in(OFFICIAL / name)
    with scope(school=school):
        again = plan_roster(school, read(OFFICIAL / name))
    assert (plan.nothing_changes, plan.total(Verdict.REFUSED), again.nothing_changes) == (False, 0, True)


@official
def test_the_official_dutch_sample_comes_in_whole():
    plan, school = take_in(OFFICIAL / NL)
    assert counts(plan, PUPILS) == {Verdict.NEW: 2, Verdict.SKIPPED: 1}
    assert (counts(plan, GROUPS), counts(plan, STAFF)) == ({Verdict.NEW: 10}, {Verdict.NEW: 3})
    with scope(school=school):
        wim = Pupil.objects.get(key="00001")
        placed = set(Enrolment.objects.filter(pupil=wim).values_list("group__name", flat=True))
        taught = Teaching.objects.values_list("staff_member__call_name", "group__name")
        assert (wim.name, wim.location.name) == ("Wimpie imp ie", "Vestiging Huissen")
        assert placed == {"4B", "Samgroep 1", "Samgroep 2"}
        assert {("Julia", "4A"), ("Lia", "4A"), ("Uilke", "Samgroep 3")} <= set(taught)


@official
def test_the_official_sample_of_this_year_with_all_that_vendors_add_comes_in(tmp_path):
    text = (OFFICIAL / NL).read_text().replace("2014-2015", "2026-2027").replace('key="00002"', 'key="#2"')
    text = text.replace("</leerling>", VENDOR).replace(
        "<jaargroep>4</jaargroep>\n\t\t</groep>", "<jaargroep>C</jaargroep></groep>"
    )
    plan, school = take_in(write(tmp_path, text))
    again, _school = take_in(write(tmp_path, text))
    with scope(school=school):
        assert Group.objects.get(name="4B").year_group == "C"
        assert Pupil.objects.get(call_name="Ismaël").key == ""
    assert (counts(plan, PUPILS)[Verdict.NEW], again.nothing_changes) == (2, True)


@official
def test_no_official_sample_leaves_a_sensitive_value_behind():
    plan, school = take_in(OFFICIAL / NL)
    with scope(school=school):
        kept = repr([list(Pupil.objects.values()), plan.rows, plan.notices])
    assert not any(value in kept for value in ("133456785", "6971VB", "2731"))


@pytest.mark.parametrize(
    ("name", "new", "skipped"), [("nl-2.1.xml", 8, 1), ("nl-1.03.xml", 3, 0), ("vlaanderen-2.1.xml", 3, 0)]
)
def test_our_own_samples_come_in_and_then_change_nothing(name, new, skipped):
    plan, school = take_in(OWN / name)
    with scope(school=school):
        again = plan_roster(school, read(OWN / name))
    found = plan.counts[PUPILS]
    assert (found[Verdict.NEW], found[Verdict.SKIPPED], plan.total(Verdict.REFUSED)) == (new, skipped, 0)
    assert again.nothing_changes


def test_twins_with_dummy_keys_are_told_apart():
    _plan, school = take_in(OWN / "nl-2.1.xml")
    with scope(school=school):
        twins = Pupil.objects.filter(family_name="Eijk").order_by("call_name").values_list("call_name", "key")
        assert list(twins) == [("Jurre", ""), ("Sofie", "")]
