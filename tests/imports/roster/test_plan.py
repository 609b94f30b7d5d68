"""What the dry run warns about, and that applying is the plan."""

import pytest

from gezien.imports.problems import PlanChanged
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.plan import normal_number, plan_roster, same_number
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import SchoolYear
from gezien.schools.rules import CommandLine, NotAllowed
from tests.factories.edexml import edexml, group, pupil

TEN = [pupil(str(number), f"Kind{number}") for number in range(10)]


def codes(plan) -> list[str]:
    return [caution.code for caution in plan.cautions]


def test_a_file_of_this_school_and_year_needs_no_tick(plan):
    assert codes(plan(edexml(pupil("1")))) == []


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ({"brincode": "99ZZ"}, "other-school"),
        ({"instellingsnummer": "1234"}, "other-school"),
        ({"schoolkey": "17"}, "no-number"),
    ],
)
def test_a_file_of_another_school_asks_for_a_tick(plan, elements, code):
    assert codes(plan(edexml(pupil("1"), **elements))) == [code]


def test_a_year_that_is_over_asks_for_a_tick(apply, plan):
    apply(edexml(pupil("1")))
    assert codes(plan(edexml(pupil("1"), year="2025-2026"))) == ["older-year"]


def test_an_old_file_is_no_surprise_to_a_school_without_years(plan):
    assert codes(plan(edexml(pupil("1"), year="2014-2015"))) == []


def test_a_year_far_away_asks_for_a_tick(plan):
    assert codes(plan(edexml(pupil("1"), year="2029-2030"))) == ["far-year"]


@pytest.mark.parametrize(("before", "kept", "asked"), [(15, 10, []), (15, 9, ["many-missing"]), (4, 0, [])])
def test_a_third_of_the_pupils_missing_asks_for_a_tick(apply, plan, before, kept, asked):
    everyone = [pupil(str(number), f"Kind{number}") for number in range(before)]
    apply(edexml(*everyone))
    assert codes(plan(edexml(*everyone[:kept], pupil("nieuw", "Nieuw")))) == asked


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("99ZZ00", "99ZZ", True),
        ("99zz", "99ZZ00", True),
        ("99ZZ00", "99ZZ01", False),
        ("1234", "001234", True),
        ("099001", "99001", True),
        ("", "", False),
        ("99ZZ00", "", False),
    ],
)
def test_school_numbers_are_the_same_however_they_are_written(one, other, same):
    assert same_number(one, other) is same


def test_a_brin_without_location_is_the_main_one():
    assert normal_number("12ab") == "12AB00"


def test_applying_makes_the_school_year_with_its_periods(apply):
    apply(edexml(pupil("1")))
    year = SchoolYear.objects.get()
    assert (year.name, year.periods.count(), Group.objects.filter(year=year).count()) == ("2026-2027", 2, 2)


def test_a_school_that_changed_since_the_preview_stops_applying(school, roster, apply):
    apply(edexml(pupil("1"), pupil("2", "Sem")))
    changes = edexml(pupil("1", "Noortje"), pupil("2", "Sam"))
    seen = plan_roster(school, roster(changes)).fingerprint
    Pupil.objects.filter(key="1").update(call_name="Noortje")
    with pytest.raises(PlanChanged):
        apply_roster(by=CommandLine(school), school=school, roster=roster(changes), expected=seen)
    assert Pupil.objects.get(key="2").call_name == "Sem"


def test_the_preview_of_a_new_year_is_what_applying_does(school, roster):
    content = edexml(pupil("1", plus=("p",)), groups=[group("5b", "5b", "5"), group("p", "Plus")])
    seen = plan_roster(school, roster(content))
    done = apply_roster(by=CommandLine(school), school=school, roster=roster(content), expected=seen.fingerprint)
    assert (done.counts, done.rows) == (seen.counts, seen.rows)


def test_a_file_that_breaks_off_leaves_nothing_behind(school, roster):
    whole = roster(edexml(*TEN))
    path = whole.pupils.path
    path.write_text(path.read_text()[:-900])
    with pytest.raises(Exception, match=r"houdt hier|XML"):
        apply_roster(by=CommandLine(school), school=school, roster=whole)
    assert (Pupil.objects.count(), Enrolment.objects.count(), SchoolYear.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("name", ["emmy", "sanne", "karim", "marleen"])
def test_only_who_may_import_applies(zwaluw, member, roster, name):
    with pytest.raises(NotAllowed):
        apply_roster(by=member(name), school=zwaluw, roster=roster(edexml(pupil("1"))))


@pytest.mark.parametrize("size", [2, 40])
def test_applying_asks_the_database_as_often_for_few_pupils_as_for_many(
    school, roster, django_assert_num_queries, size
):
    many = roster(edexml(*(pupil(str(number), f"Kind{number}") for number in range(size))))
    with django_assert_num_queries(25):
        apply_roster(by=CommandLine(school), school=school, roster=many)
