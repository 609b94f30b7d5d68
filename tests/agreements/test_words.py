"""Days in words."""

import datetime as dt

import pytest
from django.utils import translation

from gezien.agreements.words import day_in_words, due_in_words

TODAY = dt.date(2027, 2, 4)  # a Thursday


@pytest.mark.parametrize(
    ("days", "english"),
    [
        (-21, "3 weeks late"),
        (-14, "2 weeks late"),
        (-13, "13 days late"),
        (-5, "5 days late"),
        (-1, "1 day late"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (6, "in 6 days"),
        (7, "Thu 11 February"),
    ],
)
def test_due_day_is_said_as_one_would_say_it(days, english):
    with translation.override("en"):
        assert due_in_words(TODAY + dt.timedelta(days=days), TODAY) == english


def test_a_day_in_another_year_names_the_year():
    with translation.override("en"):
        assert day_in_words(dt.date(2026, 12, 17), TODAY) == "Thu 17 December 2026"
