"""Whom and which test a file means: what is known, what was chosen, what speaks against it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.imports.matching import LeftOut, Matching, PupilMark, TestMark, Unmatched
from gezien.imports.matching.actions import forget, remember
from gezien.imports.matching.candidates import candidates, people
from gezien.imports.matching.likeness import alike
from gezien.imports.models import PupilMatch
from gezien.results.models import Instrument
from gezien.schools.rules import CommandLine


@pytest.fixture
def noor(pupils_5b):
    """A pupil with a name of her own."""
    pupil = pupils_5b[0]
    pupil.call_name, pupil.prefix, pupil.family_name = "Roosmarijn", "van der", "Zonnebloem"
    pupil.birth_date = dt.date(2018, 3, 12)
    pupil.save()
    return pupil


@pytest.fixture
def choose(zwaluw):
    """`choose(mark, pupil, source)` remembers that choice."""

    def keep(mark, meant, source=""):
        remember(by=CommandLine(zwaluw), school=zwaluw, source=source, choices=[(mark, meant)])

    return keep


def test_remembered_number_counts_in_files_of_that_source_alone(zwaluw, noor, choose):
    mark = PupilMark(key="9001", name="Roos Z.")
    choose(mark, noor, "Toetsplein")
    assert Matching(zwaluw, "Toetsplein").pupil(mark).pk == noor.pk
    with pytest.raises(Unmatched, match="9001"):
        Matching(zwaluw, "Ander").pupil(mark)


def test_remembered_number_under_another_name_is_asked_again(zwaluw, noor, choose):
    choose(PupilMark(key="9001", name="Roos Z."), noor, "Toetsplein")
    with pytest.raises(Unmatched):
        Matching(zwaluw, "Toetsplein").pupil(PupilMark(key="9001", name="Bilal"))


def test_remembered_name_counts_in_every_file(zwaluw, noor, choose):
    mark = PupilMark(name="Rosie Zonnebloem")
    choose(mark, noor, "Toetsplein")
    assert Matching(zwaluw, "Ander").pupil(mark).pk == noor.pk


def test_mark_that_is_not_ours_is_left_out_until_that_is_forgotten(zwaluw, choose, member):
    mark = PupilMark(name="Iemand Anders")
    choose(mark, None)
    with pytest.raises(LeftOut):
        Matching(zwaluw).pupil(mark)
    forget(by=member("petra"), match=PupilMatch.objects.get())
    with pytest.raises(Unmatched):
        Matching(zwaluw).pupil(mark)


@pytest.mark.parametrize("mark", [{"birth_date": dt.date(2017, 1, 1)}, {"name": "Bilal Yıldız"}])
def test_number_of_ours_that_the_rest_of_the_row_contradicts_is_not_believed(zwaluw, noor, mark):
    with pytest.raises(Unmatched, match="Zonnebloem"):
        Matching(zwaluw).pupil(PupilMark(key=noor.key, **mark))


def test_unknown_number_with_the_same_name_and_birth_date_is_that_pupil(zwaluw, noor):
    mark = PupilMark(key="9001", name="Zonnebloem, Roosmarijn van der", birth_date=noor.birth_date)
    assert Matching(zwaluw).pupil(mark).pk == noor.pk


def test_open_marks_are_told_once_with_their_first_line_and_how_often(zwaluw):
    matching = Matching(zwaluw)
    for line in (4, 7):
        with pytest.raises(Unmatched):
            matching.pupil(PupilMark(key="9001"), line)
    [row] = matching.open()
    assert (row["what"], row["mark"]["key"], row["line"], row["rows"]) == ("pupil", "9001", 4, 2)


def test_remembered_test_and_part_of_a_test_are_found(zwaluw, choose):
    reading = Instrument.objects.get(code="lvs-begrijpend-lezen")
    whole, part = TestMark("BL-2027"), TestMark("RW-2027", "deel 1")
    choose(whole, reading, "Toetsplein")
    choose(part, None, "Toetsplein")
    matching = Matching(zwaluw, "Toetsplein")
    assert matching.instrument(whole) == reading
    with pytest.raises(LeftOut):
        matching.instrument(part)


def test_test_that_is_not_in_use_says_so(zwaluw):
    Instrument.objects.filter(code="avi").update(is_active=False)
    with pytest.raises(Unmatched, match="niet meer in gebruik"):
        Matching(zwaluw).instrument(TestMark("avi"))


def test_candidates_are_the_most_alike_with_the_reason(zwaluw, noor):
    [first, *_others] = candidates(PupilMark(name="Rosmarijn Zonneblom", birth_date=noor.birth_date), people(zwaluw))
    assert (first.person.pk, first.reason) == (noor.pk, "naam lijkt erop, zelfde geboortedatum")


def test_nobody_is_a_candidate_for_a_name_like_no_other(zwaluw):
    assert candidates(PupilMark(name="Xqwzv"), people(zwaluw)) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= alike(one, other) == alike(other, one) <= 1


@given(key=st.text(max_size=300), name=st.text(max_size=300))
def test_every_sign_fits_its_column(key, name):
    assert len(PupilMark(key=key, name=name).sign) <= 300 >= len(TestMark(key, name).sign)
