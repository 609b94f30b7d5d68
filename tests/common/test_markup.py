"""Small marks that repeat: right classes, text alternatives, and refusal of what they do not know."""

import pytest
from django.template import Context, Template

from gezien.common.markup import (
    bar_svg,
    distribution_svg,
    growth,
    level_badge,
    seen_dot,
    sparkline_svg,
    step_of,
)


@pytest.mark.parametrize(
    ("rank", "of", "step"),
    [
        (1, 5, 1),
        (3, 5, 3),
        (5, 5, 5),
        (1, 3, 1),
        (2, 3, 3),
        (3, 3, 5),
        (1, 10, 1),
        (10, 10, 5),
        (1, 1, 3),
        (4, 7, 3),
    ],
)
def test_step_of_spreads_any_scale_over_five_colours(rank, of, step):
    assert step_of(rank, of) == step


@pytest.mark.parametrize(("rank", "of"), [(0, 5), (6, 5), (1, 0), (-1, 3)])
def test_level_badge_refuses_a_rank_outside_the_scale(rank, of):
    with pytest.raises(ValueError, match=r"Rank"):
        level_badge("IV", rank, of)


def test_level_badge_carries_its_own_letter():
    assert level_badge("IV", 4, 5) == '<b class="l4">IV</b>'


def test_level_badge_escapes_its_text():
    assert level_badge("<i>", 1) == '<b class="l1">&lt;i&gt;</b>'


def test_growth_repeats_its_direction_in_the_sign():
    assert [growth("+3", "up"), growth("\u22124", "down"), growth("0", "even")] == [
        '<i class="u">+3</i>',
        '<i class="d">\u22124</i>',
        '<i class="e">0</i>',
    ]


def test_growth_refuses_an_unknown_direction():
    with pytest.raises(ValueError, match=r"sideways"):
        growth("+3", "sideways")


def test_sparkline_goes_from_left_bottom_to_right_top_when_rising():
    assert sparkline_svg([0, 50, 100], "0, 50, 100") == (
        '<svg class="sp" role="img" aria-label="0, 50, 100"><path d="M3 21 24 12 45 3"/><path d="M45 3h0"/></svg>'
    )


def test_sparkline_draws_a_ripple_flat():
    assert 'd="M3 13 24 11 45 13"' in sparkline_svg([200, 202, 200], "200, 202, 200")


def test_sparkline_on_a_shared_scale_stays_where_the_value_is():
    assert 'd="M3 21 45 19"' in sparkline_svg([10, 20], "10, 20", scale=(10, 100))


def test_sparkline_of_one_value_is_its_last_point_alone():
    assert '<path d="M45 12"/><path d="M45 12h0"/>' in sparkline_svg([40], "40")


def test_sparkline_of_nothing_is_empty():
    assert sparkline_svg([], "") == ""


@pytest.mark.parametrize(
    ("values", "label", "scale"),
    [([1], "", None), ([5], "5", (6, 9)), ([5], "5", (5, 5))],
)
def test_sparkline_refuses_no_label_and_a_scale_that_does_not_fit(values, label, scale):
    with pytest.raises(ValueError, match=r"text alternative|scale"):
        sparkline_svg(values, label, scale)


def test_sparkline_escapes_its_label():
    assert 'aria-label="&quot;&gt;"' in sparkline_svg([1], '">')


def test_a_row_of_the_overview_stays_short():
    """Six subjects of 35 pupils must leave room for words within 80 KB."""
    cell = level_badge("III", 3) + growth("+3", "up") + sparkline_svg([131, 135, 133, 142, 147], "131 135 133 142 147")
    assert len(cell.encode()) <= 190


@pytest.mark.parametrize("state", ["full", "half", "open"])
def test_seen_dot_says_its_state_in_words(state):
    assert 'role="img" title="Gezien op 2 februari"' in seen_dot(state, "Gezien op 2 februari")


@pytest.mark.parametrize(("state", "title"), [("green", "Gezien"), ("full", "")])
def test_seen_dot_refuses_an_unknown_state_and_silence(state, title):
    with pytest.raises(ValueError, match=r"State|words"):
        seen_dot(state, title)


def test_distribution_shows_shares_and_leaves_out_what_is_empty():
    svg = distribution_svg([("A", 1), ("B", 0), ("C", 3)], "A 1 · B 0 · C 3")
    assert svg.count("<rect") == 2
    assert '<rect class="r1" x="0.0%" width="24.5%"' in svg
    assert '<rect class="r5" x="25.0%" width="75.0%"' in svg


def test_distribution_of_an_empty_group_has_no_bars():
    assert "<rect" not in distribution_svg([("A", 0), ("B", 0)], "niemand")


@pytest.mark.parametrize("counts", [[("A", -1)], [(name, 1) for name in "ABCDEF"]])
def test_distribution_refuses_what_it_cannot_show(counts):
    with pytest.raises(ValueError, match=r"negative|at most"):
        distribution_svg(counts, "x")


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_bar_refuses_a_share_outside_the_whole(share):
    with pytest.raises(ValueError, match=r"share"):
        bar_svg(share, "x")


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "no-such-icon" %}',
        '{% level "IV" rank=6 %}',
        '{% growth "+1" "sideways" %}',
        '{% seen_dot "green" "x" %}',
        '{% notice "loud" "x" %}',
        '{% avatar person "xl" %}',
        '{% empty "Leeg" "Nog niets" url="/x" %}',
    ],
)
def test_a_tag_refuses_a_wrong_option(source):
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else
        Template(source).render(Context({"person": None}))


def test_icon_without_label_is_silent_and_with_label_speaks():
    silent, speaking = (Template(f'{{% icon "x"{label} %}}').render(Context()) for label in ("", ' label="Sluiten"'))
    assert (
        'aria-hidden="true"' in silent,
        'role="img" aria-label="Sluiten"' in speaking,
    ) == (True, True)
