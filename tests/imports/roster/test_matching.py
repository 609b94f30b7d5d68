"""Who a row of the file is about: key, then ECK iD, then name, gender and birth date; in doubt nobody."""

import pytest

from gezien.imports.roster.plan import PUPILS
from gezien.imports.roster.verdicts import Verdict
from gezien.pupils.models import Pupil
from tests.factories.edexml import edexml, group, pupil

ECK = "https://id.school/noor"


def refused(plan) -> list[int]:
    """The lines of the pupils that were refused."""
    return [row.line for row in plan.rows if row.what == PUPILS and row.verdict == Verdict.REFUSED]


def test_a_stable_key_is_enough_whatever_else_changes(apply):
    apply(edexml(pupil("1")))
    apply(edexml(pupil("1", "Sem", achternaam="Bos", geboortedatum="2016-01-01", geslacht="1")))
    assert list(Pupil.objects.values_list("key", "call_name")) == [("1", "Sem")]


def test_the_eck_id_counts_when_the_key_is_new(apply):
    apply(edexml(pupil("1", eckid=ECK)))
    apply(edexml(pupil("nieuw", "Noortje", eckid=ECK)))
    assert list(Pupil.objects.values_list("key", "call_name")) == [("nieuw", "Noortje")]


def test_name_gender_and_birth_date_count_when_there_is_no_key(apply):
    apply(edexml(pupil("1")))
    assert apply(edexml(pupil("#1"))).nothing_changes


def test_another_administration_with_other_keys_finds_the_same_pupils(apply):
    apply(edexml(pupil("1"), pupil("2", "Sem")))
    apply(edexml(pupil("a1"), pupil("a2", "Sem")))
    assert dict(Pupil.objects.values_list("call_name", "key")) == {"Noor": "a1", "Sem": "a2"}


def test_dummy_keys_are_never_matched_on(apply):
    apply(edexml(pupil("#1"), pupil("#2", "Sem")))
    assert apply(edexml(pupil("#2"), pupil("#1", "Sem"))).nothing_changes


@pytest.mark.parametrize(
    "other", [{"geslacht": "1"}, {"geboortedatum": "2017-05-05"}, {"achternaam": "Vosse"}, {"roepnaam": "Nora"}]
)
def test_one_difference_makes_another_pupil(apply, other):
    apply(edexml(pupil("#1")))
    apply(edexml(pupil("#2", **{"roepnaam": "Noor", **other})))
    assert Pupil.objects.count() == 2


def test_the_same_key_twice_refuses_both(plan):
    assert refused(plan(edexml(pupil("1"), pupil("1", "Sem"), pupil("2", "Finn")))) == [7, 8]


def test_the_same_eck_id_twice_refuses_both(plan):
    assert refused(plan(edexml(pupil("1", eckid=ECK), pupil("2", "Sem", eckid=ECK)))) == [7, 8]


def test_the_same_name_twice_without_keys_refuses_both(plan):
    assert refused(plan(edexml(pupil("#1"), pupil("#2")))) == [7, 8]


def test_the_same_name_twice_with_keys_are_two_pupils(apply):
    apply(edexml(pupil("1"), pupil("2")))
    assert (Pupil.objects.count(), apply(edexml(pupil("1"), pupil("2"))).nothing_changes) == (2, True)


def test_a_name_that_two_pupils_have_is_refused_without_a_key(apply, plan):
    apply(edexml(pupil("1"), pupil("2")))
    assert refused(plan(edexml(pupil("#1")))) == [7]


def test_a_pupil_claimed_by_key_is_not_found_by_name_again(apply):
    apply(edexml(pupil("1")))
    apply(edexml(pupil("1"), pupil("2")))
    assert sorted(Pupil.objects.values_list("key", flat=True)) == ["1", "2"]


def test_key_and_eck_id_of_two_different_pupils_are_refused(apply, plan):
    apply(edexml(pupil("1", eckid=ECK), pupil("2", "Sem")))
    assert refused(plan(edexml(pupil("2", "Sem", eckid=ECK)))) == [7]


def test_a_refused_pupil_is_not_called_missing(apply, plan):
    apply(edexml(pupil("1")))
    outcome = plan(edexml(pupil("1", geboortedatum="ooit"), pupil("2", "Sem")))
    assert outcome.counts[PUPILS] == {Verdict.REFUSED: 1, Verdict.NEW: 1}


def test_groups_are_found_by_key_and_by_name(apply):
    apply(edexml(pupil("1"), groups=[group("5b", "5b", "5"), group("#1", "6", "6")]))
    renamed = edexml(pupil("1"), groups=[group("5b", "Vlinders", "5"), group("#7", "6", "6")])
    assert [(row.name, row.detail) for row in apply(renamed).rows] == [("Vlinders", "naam: 5b → Vlinders")]


def test_two_rows_that_differ_in_gender_are_not_both_the_pupil_whose_gender_is_unknown(apply, plan):
    apply(edexml(pupil("#1", geslacht="0")))
    assert refused(plan(edexml(pupil("#1", geslacht="1"), pupil("#2", geslacht="2")))) == [7, 8]


def test_a_row_without_gender_could_be_the_one_with(plan):
    assert refused(plan(edexml(pupil("#1", geslacht="0"), pupil("#2", geslacht="2")))) == [7, 8]


def test_an_unknown_gender_contradicts_none(apply):
    apply(edexml(pupil("#1", geslacht="0")))
    apply(edexml(pupil("#1", geslacht="2")))
    assert list(Pupil.objects.values_list("gender", flat=True)) == [2]
