"""Line plots as static SVG."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gezien.common.plots import HEIGHT, WIDTH, Point, Tick, line_plot, round_ticks

figures = st.floats(min_value=-500, max_value=500).map(lambda value: round(value, 2))
days = st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31))
series = st.lists(st.builds(Point, days, figures, st.just("M5"), st.just("88 · IV")), min_size=2, max_size=20)


def points(*values):
    return [Point(dt.date(2024, 2, 1) + dt.timedelta(days=150 * i), v, f"M{i}", str(v)) for i, v in enumerate(values)]


def texts(svg, css):
    return [found.text for found in etree.fromstring(svg).findall(f"text[@class='{css}']")]


@settings(deadline=None)
@given(series)
def test_everything_drawn_lies_within_the_picture(drawn):
    svg = etree.fromstring(line_plot(drawn, label="Verloop"))

    for circle in svg.findall("circle"):
        assert 0 <= float(circle.get("cx")) <= WIDTH
        assert 0 <= float(circle.get("cy")) <= HEIGHT


@settings(deadline=None)
@given(series)
def test_a_plot_carries_neither_style_nor_script(drawn):
    svg = line_plot(drawn, label="Verloop")

    assert "style" not in svg
    assert "<script" not in svg


@settings(deadline=None)
@given(st.lists(figures, min_size=1, max_size=12))
def test_round_numbers_span_the_values(values):
    ticks = [tick.value for tick in round_ticks(values)]

    assert 1 <= len(ticks) <= 4
    assert min(ticks) - 0.0001 <= min(values)
    assert max(ticks) + 0.0001 >= max(values)


def test_the_axis_counts_in_round_numbers():
    assert [tick.name for tick in round_ticks([103, 141])] == ["100", "120", "140", "160"]


def test_only_the_last_point_is_in_words_and_higher_lies_higher():
    svg = etree.fromstring(line_plot(points(52, 60, 88), label="Verloop"))

    heights = [float(circle.get("cy")) for circle in svg.findall("circle")]
    assert [found.text for found in svg.findall("text[@class='plot-value']")] == ["88"]
    assert heights == sorted(heights, reverse=True)


def test_levels_name_the_heights():
    ticks = [Tick(-place, name) for place, name in enumerate(["AVI-Plus", "AVI-E7", "AVI-M7"])]

    assert texts(line_plot(points(-2, -1), label="Verloop", ticks=ticks), "plot-axis")[:3] == [
        "AVI-Plus",
        "AVI-E7",
        "AVI-M7",
    ]


def test_moments_that_would_touch_are_left_out_but_never_the_newest():
    close = [Point(dt.date(2026, 1, day), day, f"d{day}", "") for day in range(1, 29)]

    names = texts(line_plot(close, label="Verloop"), "plot-axis")

    assert "d28" in names
    assert "d27" not in names


def test_one_point_is_no_line():
    assert line_plot(points(88), label="Verloop") == ""


def test_a_plot_without_words_is_refused():
    with pytest.raises(ValueError, match="text alternative"):
        line_plot(points(1, 2), label="")


def test_names_are_escaped():
    svg = line_plot([*points(1, 2)[:1], Point(dt.date(2027, 1, 1), 2, "<b>", "a & b")], label='"toets" <x>')

    assert etree.fromstring(svg).get("aria-label") == '"toets" <x>'
    assert "<b>" not in svg
