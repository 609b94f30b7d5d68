"""What a roster does to pupils and to where they are."""

import datetime as dt

import pytest

from gezien.imports.roster.plan import PUPILS
from gezien.imports.roster.verdicts import Verdict
from gezien.pupils.models import Enrolment, Pupil
from tests.factories.edexml import edexml, group, pupil

YEAR_START = dt.date(2026, 8, 1)
TODAY = dt.date(2027, 2, 4)
YESTERDAY = dt.date(2027, 2, 3)
GROUPS = [group("5b", "5b", "5"), group("6", "6", "6"), group("plus", "Plusgroep")]


def verdicts(plan) -> dict:
    return {row.name: row.verdict for row in plan.rows if row.what == PUPILS}


def places(name: str = "Noor") -> list[tuple]:
    """Where a pupil is or was: group, first day, last day."""
    rows = Enrolment.objects.filter(pupil__call_name=name).order_by("starts_on", "pk")
    return list(rows.values_list("group__name", "starts_on", "ends_on"))


def test_a_new_pupil_is_in_the_group_from_the_first_day_of_the_year(apply):
    apply(edexml(pupil("1", instroomdatum="2021-08-23")))
    assert places() == [("5b", YEAR_START, None)]


def test_who_came_during_the_year_is_in_the_group_from_that_day(apply):
    apply(edexml(pupil("1", instroomdatum="2026-11-02")))
    assert places() == [("5b", dt.date(2026, 11, 2), None)]


def test_the_same_file_again_changes_nothing(apply):
    first = apply(edexml(pupil("1"), pupil("2", "Sem")))
    again = apply(edexml(pupil("1"), pupil("2", "Sem")))
    assert (first.nothing_changes, again.nothing_changes, Enrolment.objects.count()) == (False, True, 2)


def test_a_dry_run_writes_nothing(plan):
    plan(edexml(pupil("1")))
    assert (Pupil.objects.count(), Enrolment.objects.count()) == (0, 0)


def test_the_pupils_own_year_group_outranks_the_groups(apply):
    apply(edexml(pupil("1", jaargroep="4"), pupil("2", "Sem", jaargroep=None)))
    assert dict(Pupil.objects.values_list("call_name", "year_group")) == {"Noor": "4", "Sem": "5"}


def test_a_combination_group_gives_no_year_group(apply):
    combined = [group("56", "5/6", "C")]
    apply(edexml(pupil("1", groep="56", jaargroep="6"), pupil("2", "Sem", groep="56", jaargroep=None), groups=combined))
    assert dict(Pupil.objects.values_list("call_name", "year_group")) == {"Noor": "6", "Sem": ""}


def test_a_change_is_told_as_what_it_was_and_becomes(apply, plan):
    apply(edexml(pupil("1", geboortedatum="2017-05-04")))
    [row] = plan(edexml(pupil("1", "Noortje", geboortedatum="2017-05-05"))).rows
    assert (row.verdict, row.detail) == (
        Verdict.CHANGED,
        "roepnaam: Noor → Noortje · geboortedatum: 4 mei 2017 → 5 mei 2017",
    )


def test_a_change_makes_an_open_form_stale(apply):
    apply(edexml(pupil("1")))
    before = Pupil.objects.get().version
    apply(edexml(pupil("1", "Noortje")))
    assert Pupil.objects.get().version == before + 1


def test_what_the_file_does_not_say_stays_known(apply):
    apply(edexml(pupil("1", eckid="https://id.school/1")))
    apply(edexml(pupil("1", geboortedatum=None, geslacht="0", jaargroep=None, achternaam=None)))
    noor = Pupil.objects.get()
    assert (noor.eck_id, noor.birth_date, noor.gender, noor.family_name) == (
        "https://id.school/1",
        dt.date(2017, 5, 4),
        2,
        "Vos",
    )


def test_moving_ends_the_old_group_the_day_before(apply):
    apply(edexml(pupil("1")), on=dt.date(2026, 8, 20))
    moved = apply(edexml(pupil("1", groep="6")))
    assert verdicts(moved) == {"Noor Vos": Verdict.MOVED}
    assert places() == [("5b", YEAR_START, YESTERDAY), ("6", TODAY, None)]


def test_moving_before_the_year_has_begun_changes_the_place_itself(apply):
    before = dt.date(2026, 7, 1)
    apply(edexml(pupil("1")), on=before)
    apply(edexml(pupil("1", groep="6")), on=before)
    assert places() == [("6", YEAR_START, None)]


def test_the_next_year_ends_this_one_on_its_last_day(apply):
    apply(edexml(pupil("1")))
    apply(edexml(pupil("1", groep="g6", jaargroep="6"), year="2027-2028", groups=[group("g6", "6b", "6")]))
    assert places() == [("5b", YEAR_START, dt.date(2027, 7, 31)), ("6b", dt.date(2027, 8, 1), None)]


def test_this_years_file_after_the_next_one_changes_nothing_of_where_pupils_are(apply):
    apply(edexml(pupil("1")))
    apply(edexml(pupil("1", groep="g6"), year="2027-2028", groups=[group("g6", "6b", "6")]))
    assert apply(edexml(pupil("1"))).nothing_changes


def test_leaving_ends_the_place_and_keeps_the_pupil(apply):
    apply(edexml(pupil("1")))
    left = apply(edexml(pupil("1", uitstroomdatum="2027-01-15", jaargroep="H", groep=""), pupil("2", "Sem")))
    assert verdicts(left)["Noor Vos"] == Verdict.ENDED
    assert (places(), Pupil.objects.get(key="1").year_group) == ([("5b", YEAR_START, dt.date(2027, 1, 15))], "5")


def test_leaving_by_code_alone_counts_from_today(apply):
    apply(edexml(pupil("1")))
    apply(edexml(pupil("1", jaargroep="H", groep="")))
    again = apply(edexml(pupil("1", jaargroep="H", groep="")), on=dt.date(2027, 3, 1))
    assert (places(), again.nothing_changes) == ([("5b", YEAR_START, TODAY)], True)


def test_who_leaves_in_the_next_years_file_is_never_in_two_groups(apply):
    apply(edexml(pupil("1")))
    leaving = pupil("1", groep="g6", uitstroomdatum="2027-09-15")
    apply(edexml(leaving, year="2027-2028", groups=[group("g6", "6b", "6")]), on=dt.date(2027, 9, 1))
    year_2 = dt.date(2027, 8, 1)
    assert places() == [("5b", YEAR_START, dt.date(2027, 7, 31)), ("6b", year_2, dt.date(2027, 9, 15))]


def test_a_file_of_the_last_known_year_taken_in_after_it_ended_changes_nothing_the_second_time(apply):
    late = dt.date(2027, 8, 20)
    content = edexml(pupil("1", plus=("plus",), jaargroep="H"), groups=GROUPS)
    apply(edexml(pupil("1", plus=("plus",)), groups=GROUPS))
    apply(content, on=late)
    assert apply(content, on=late).nothing_changes


def test_leaving_later_this_year_is_known_beforehand(apply):
    apply(edexml(pupil("1", uitstroomdatum="2027-04-30")))
    assert places() == [("5b", YEAR_START, dt.date(2027, 4, 30))]


def test_who_left_before_and_is_not_known_is_not_taken_in(apply):
    plan = apply(edexml(pupil("1", uitstroomdatum="2026-10-01"), pupil("2", "Sem")))
    assert (verdicts(plan)["Noor Vos"], Pupil.objects.count()) == (Verdict.SKIPPED, 1)


def test_who_comes_back_gets_a_new_place_and_keeps_the_old(apply):
    apply(edexml(pupil("1")))
    apply(edexml(pupil("1", uitstroomdatum="2026-12-18")))
    apply(edexml(pupil("1")))
    assert places() == [("5b", YEAR_START, dt.date(2026, 12, 18)), ("5b", TODAY, None)]
    assert Pupil.objects.get().left_on is None


def test_missing_pupils_are_flagged_and_stay(apply):
    apply(edexml(pupil("1"), pupil("2", "Sem")))
    plan = apply(edexml(pupil("2", "Sem")))
    assert (verdicts(plan), plan.nothing_changes) == ({"Noor Vos": Verdict.MISSING}, True)
    assert places() == [("5b", YEAR_START, None)]


def test_composite_groups_are_joined_and_left(apply):
    apply(edexml(pupil("1", plus=("plus",)), groups=GROUPS), on=dt.date(2026, 8, 20))
    apply(edexml(pupil("1"), groups=GROUPS))
    assert places() == [("5b", YEAR_START, None), ("Plusgroep", YEAR_START, YESTERDAY)]


def test_a_file_without_composite_groups_says_nothing_about_them(apply):
    apply(edexml(pupil("1", plus=("plus",)), groups=GROUPS))
    assert apply(edexml(pupil("1"))).nothing_changes


def test_a_pupil_without_a_group_in_the_file_stays_where_they_are(apply):
    apply(edexml(pupil("1")))
    assert apply(edexml(pupil("1", groep=""))).nothing_changes


def test_a_group_the_file_does_not_have_refuses_the_pupil(plan):
    [row] = [row for row in plan(edexml(pupil("1", groep="zoek"))).rows if row.what == PUPILS]
    assert (row.verdict, row.line, "zoek" in row.detail) == (Verdict.REFUSED, 7, True)


def test_a_year_that_is_over_adds_its_groups_and_changes_nothing_else(apply):
    apply(edexml(pupil("1")))
    old = edexml(
        pupil("1", "Noortje", groep="4b", jaargroep="4"),
        pupil("9", "Oud"),
        year="2025-2026",
        groups=[group("4b", "4b", "4")],
    )
    apply(old)
    assert places() == [("4b", dt.date(2025, 8, 1), dt.date(2026, 7, 31)), ("5b", YEAR_START, None)]
    assert list(Pupil.objects.values_list("call_name", "year_group")) == [("Noor", "5")]


@pytest.mark.parametrize(("country", "start"), [("NL", YEAR_START), ("BE", dt.date(2026, 9, 1))])
def test_the_year_begins_where_the_school_is(apply, school, country, start):
    school.country = country
    school.save()
    apply(edexml(pupil("1")))
    assert places() == [("5b", start, None)]
