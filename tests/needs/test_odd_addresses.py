"""Addresses that nobody's page holds: they find nothing, or show what they would without it; never an error."""

import pytest
from django.urls import reverse

from gezien.needs.queries.shape import Shape
from tests.factories.needs import make_group, pupils_of

PART = {"HX-Request": "true"}
HUGE = 10**20
WORDS = ["²", "٣", "9" * 5000, str(HUGE), "-1", "1e999", "\x00", "x", "1,,2"]
SHAPES = [
    '[[[1e999,"",[]]],[],[]]',
    "[[],[[Infinity,1]],[]]",
    "[[],[],[[1.5,1]]]",
    '[[],[[1,"\\ud800"]],[]]',
    "[[[{}]]]",
    "null",
]


@pytest.fixture
def coach(sign_in):
    return sign_in("sanne")


@pytest.fixture
def group(period):
    return make_group(period.year)


@pytest.mark.parametrize("words", WORDS)
def test_odd_word_in_the_address_of_an_overview_or_its_rows_is_no_error(coach, group, words):
    pupil = pupils_of(group)[0].pk
    pages = [reverse("needs:overview", args=["zwaluw", group.pk]), reverse("needs:groups", args=["zwaluw"])]
    pages += [reverse("needs:row", args=["zwaluw", group.pk, pupil])]
    asked = dict.fromkeys(("year", "period", "columns", "subject", "by", "only", "sort", "tests", "view", "at"), words)

    answers = [coach.get(page, asked, headers=PART).status_code for page in pages]

    assert answers == [200, 200, 200]


@pytest.mark.parametrize("words", WORDS)
def test_odd_key_beside_a_pupil_leaves_that_pupil(coach, group, words):
    first, *_others = pupils_of(group)
    page = reverse("needs:row", args=["zwaluw", group.pk, first.pk])

    reply = coach.get(page, {"shape": "[[],[],[]]", "with": words}, headers=PART)

    assert (reply.status_code, reply.text.count("<tr")) == (200, 1)


@pytest.mark.parametrize("words", SHAPES)
def test_odd_shape_is_none_and_the_row_is_as_the_page_would_be_now(coach, group, words):
    page = reverse("needs:row", args=["zwaluw", group.pk, pupils_of(group)[0].pk])

    assert Shape.read(words) is None
    assert coach.get(page, {"shape": words}, headers=PART).status_code == 200


@pytest.mark.parametrize("page", ["row", "signals"])
@pytest.mark.parametrize("asked", [{}, {"shape": "[[],[],[]]"}])
def test_pupil_whom_no_row_can_have_is_not_found(coach, group, page, asked):
    address = reverse(f"needs:{page}", args=["zwaluw", group.pk, HUGE])

    assert coach.get(address, asked, headers=PART).status_code == 404
