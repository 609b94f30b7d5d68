"""From counted levels to figures; no database."""

from gezien.results.shares import Count, Standard, figure_of, together

LEVELS = ("I", "II", "III", "IV", "V")
GOAL = Standard(LEVELS, (80, "III"))


def counts(moment, last_on, *, is_this_year=True, **levels):
    """Counts of one moment: counts("M5", "2027-01-20", I=3, V=1)."""
    return [Count(1, 1, "5", moment, is_this_year, level, pupils, last_on) for level, pupils in levels.items()]


M5 = counts("M5", "2027-01-20", I=4, II=5, III=6, IV=3, V=2)
E4 = counts("E4", "2026-06-04", is_this_year=False, I=4, II=6, III=6, IV=2, V=2)
M4 = counts("M4", "2026-01-20", is_this_year=False, I=1, V=19)


def test_share_counts_the_ambition_and_above():
    assert figure_of(M5, 24, GOAL).now.share == 75


def test_last_two_moments_are_taken_in_order_of_time():
    figure = figure_of([*M4, *M5, *E4], 24, GOAL)
    assert figure.now.moments == ["M5"]
    assert (figure.before.moments, figure.before.share) == (["E4"], 80)


def test_pupil_who_stayed_a_year_does_not_make_a_moment():
    stayed = counts("E5", "2026-06-05", is_this_year=False, V=1)
    assert figure_of([*M5, *stayed, *E4], 24, GOAL).before.moments == ["E4"]


def test_same_moment_of_last_year_is_another_moment():
    stayed = counts("M5", "2026-01-21", is_this_year=False, V=1)
    assert figure_of([*M5, *stayed], 24, GOAL).now.pupils == 20


def test_level_outside_the_list_is_not_counted():
    assert figure_of([*M5, *counts("M5", "2027-01-20", AVI=9)], 24, GOAL).now.pupils == 20


def test_without_ambition_there_is_a_distribution_and_no_share():
    figure = figure_of(M5, 24, Standard(LEVELS))
    assert figure.now.share is None
    assert figure.now.levels["III"] == 6
    assert not figure.reaches_goal


def test_ambition_in_levels_the_test_does_not_have_measures_nobody():
    assert figure_of(M5, 24, Standard(LEVELS, (80, "C"))).now.share is None


def test_goal_is_reached_at_exactly_the_agreed_share():
    assert figure_of(M5, 24, Standard(LEVELS, (75, "III"))).reaches_goal
    assert not figure_of(M5, 24, Standard(LEVELS, (76, "III"))).reaches_goal


def test_school_is_the_sum_of_its_year_groups():
    whole = together([figure_of(M5, 24, GOAL), figure_of(E4, 20, Standard(LEVELS, (90, "II")))])
    assert (whole.enrolled, whole.now.pupils, whole.now.reached) == (44, 40, 25)
    assert whole.now.moments == ["M5", "E4"]
    assert whole.goal is None  # the year groups differ


def test_no_results_give_an_empty_figure():
    figure = figure_of([], 24, GOAL)
    assert (figure.now.pupils, figure.now.share, figure.before.share) == (0, None, None)
