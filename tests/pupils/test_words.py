"""Year groups and ages in words."""

import datetime as dt

import pytest

from gezien.pupils.words import age_on, year_group_name


@pytest.mark.parametrize(
    ("code", "country", "name"),
    [
        ("5", "NL", "groep 5"),
        ("1", "NL", "groep 1"),
        ("C", "NL", ""),
        ("0", "NL", ""),
        ("11", "NL", ""),
        ("5", "BE", "leerjaar 3"),
        ("3", "BE", "leerjaar 1"),
        ("8", "BE", "leerjaar 6"),
        ("1", "BE", "kleuterklas 2"),
        ("0", "BE", "kleuterklas 1"),
    ],
)
def test_a_year_group_in_the_words_of_the_country(code, country, name):
    assert year_group_name(code, country) == name


@pytest.mark.parametrize(("day", "age"), [((2027, 3, 9), 8), ((2027, 3, 10), 9), ((2027, 3, 11), 9)])
def test_one_is_a_year_older_from_the_birthday_on(day, age):
    assert age_on(dt.date(2018, 3, 10), dt.date(*day)) == age
