"""What plans are called."""

import datetime as dt

import pytest

from gezien.plans.words import enumerated, group_title, period_title, short_names, time_in_words
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import Period


def pupil(pk: int, call_name: str, prefix: str, family_name: str) -> Pupil:
    return Pupil(pk=pk, call_name=call_name, prefix=prefix, family_name=family_name)


def test_short_name_is_the_call_name_unless_two_share_it():
    pupils = [pupil(1, "Noor", "van", "Dijk"), pupil(2, "Sem", "", "Bos"), pupil(3, "Noor", "", "Bakker")]
    assert short_names(pupils) == {1: "Noor v. D.", 2: "Sem", 3: "Noor B."}


def test_short_name_is_the_whole_name_when_initials_are_the_same_too():
    pupils = [pupil(1, "Noor", "", "Bos"), pupil(2, "Noor", "", "Bakker"), pupil(3, "Noor", "", "Bos")]
    assert short_names(pupils) == {1: "Noor Bos", 2: "Noor Bakker", 3: "Noor Bos"}


@pytest.mark.requirement("H22")
@pytest.mark.parametrize(
    ("minutes", "times", "words"),
    [
        (60, 3, "3 × 20 min. extra per week"),
        (50, 3, "50 min. extra per week in 3 keer"),
        (20, 0, "20 min. extra per week"),
        (0, 2, "2 × per week"),
        (0, 0, ""),
    ],
)
def test_extra_time_says_times_and_minutes(minutes, times, words):
    assert time_in_words(minutes, times) == words


def test_names_are_enumerated_and_a_long_list_is_cut():
    assert enumerated([]) == ""
    assert enumerated(["Noor"]) == "Noor"
    assert enumerated(["Noor", "Sem", "Yara"]) == "Noor, Sem en Yara"
    assert enumerated(list("abcdefg")) == "a, b, c, d en nog 3"


def test_group_that_is_called_group_is_not_called_so_twice():
    assert group_title(Group(name="5b")) == "Groep 5b"
    assert group_title(Group(name="Groep 5/6")) == "Groep 5/6"


def test_period_names_the_year_once_when_it_is_the_same():
    within = Period(number=2, starts_on=dt.date(2027, 2, 1), ends_on=dt.date(2027, 7, 31))
    across = Period(number=1, starts_on=dt.date(2026, 8, 1), ends_on=dt.date(2027, 1, 31))
    assert period_title(within) == "Periode 2 · 1 februari – 31 juli 2027"
    assert period_title(across) == "Periode 1 · 1 augustus 2026 – 31 januari 2027"
