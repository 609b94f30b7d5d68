"""Red and green glasses: what is recorded as helping and hindering, over time."""

import datetime as dt

import pytest
from lxml import etree

from gezien.notes.models import Factor
from gezien.notes.queries.balance import balance


def factor(direction, noted_on, ended_on=None):
    return Factor(direction=direction, noted_on=noted_on, ended_on=ended_on)


@pytest.mark.requirement("E8")
def test_the_balance_is_told_for_earlier_moments_too():
    found = balance(
        [
            factor("hindering", dt.date(2026, 9, 1), dt.date(2027, 1, 1)),
            factor("stimulating", dt.date(2026, 12, 1)),
            factor("stimulating", dt.date(2027, 1, 10)),
        ]
    )

    told = [(row["day"], row["helps"], row["hinders"]) for row in found["rows"]]
    assert told == [("nov 2026", 0, 1), ("nu", 2, 0)]
    assert found["words"] == "2 × helpt, 0 × hindert"


@pytest.mark.requirement("E8")
def test_the_figure_has_the_same_in_words_and_a_shape_for_each():
    found = balance([factor("hindering", dt.date(2026, 9, 1)), factor("stimulating", dt.date(2026, 12, 1))])

    svg = etree.fromstring(found["figure"])

    assert svg.get("aria-label") == "nov 2026: 0 × helpt, 1 × hindert; nu: 1 × helpt, 1 × hindert"
    shapes = [rect.get("class") for rect in svg.iter("rect")]
    assert (shapes.count("balance-green"), shapes.count("balance-red")) == (1, 2)


@pytest.mark.parametrize(("helps", "hinders", "asks"), [(0, 0, False), (1, 1, False), (1, 2, True)])
def test_more_red_than_green_asks_what_works(helps, hinders, asks):
    day = dt.date(2027, 1, 1)
    found = balance([factor("stimulating", day)] * helps + [factor("hindering", day)] * hinders)

    assert found["asks_for_green"] is asks
    assert found["is_empty"] is (helps + hinders == 0)


def test_a_wall_of_factors_does_not_grow_out_of_the_figure():
    svg = balance([factor("stimulating", dt.date(2026, 6, 1))] * 40)["figure"]

    assert all(float(rect.get("x")) >= 0 for rect in etree.fromstring(svg).iter("rect"))
