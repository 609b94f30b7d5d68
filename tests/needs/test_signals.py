"""Signals are pure functions of rules and facts: no database."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.needs.models import SignalRule
from gezien.needs.signals import Facts, Rule, Scale, asks_for_challenge, asks_for_support, signals_of
from gezien.results.models import Instrument
from gezien.results.queries import Score

M, D = SignalRule.Measure, SignalRule.Direction
TODAY = dt.date(2027, 2, 4)
ROMAN = ("I", "II", "III", "IV", "V")
READING = Scale(1, "Begrijpend lezen", 1, "Begrijpend lezen", "BL", ROMAN)
SPELLING = Scale(2, "Spelling", 2, "Spelling", "SP", ROMAN)
AVI = Scale(3, "AVI", 3, "Technisch lezen", "TL", ("Plus", "E4", "M4", "E3", "Start"), False, Instrument.Figure.LEVEL)
ATTITUDE = Scale(4, "Werkhouding", 4, "Werkhouding", "WH", ("A", "B", "C"), True, Instrument.Figure.LEVEL, False)
METHOD = Scale(5, "Methodetoets", 2, "Spelling", "SP", (), True, Instrument.Figure.PERCENTAGE)
LOWEST = Rule(1, "Laagste niveau", D.SUPPORT, M.LOWEST_LEVELS, 1)
HIGHEST = Rule(2, "Hoogste niveau", D.CHALLENGE, M.HIGHEST_LEVELS, 1)
NOT_GROWN = Rule(3, "Twee keer niet gegroeid", D.SUPPORT, M.NOT_GROWN, 2)
NOT_SEEN = Rule(4, "Lang niet gezien", D.ATTENTION, M.NOT_SEEN, 6)
NO_TALK = Rule(5, "Geen kindgesprek", D.ATTENTION, M.NO_PUPIL_TALK, 20)
MOMENTS = [
    ("M5", dt.date(2027, 1, 19)),
    ("E4", dt.date(2026, 6, 8)),
    ("M4", dt.date(2026, 1, 20)),
    ("E3", dt.date(2025, 6, 9)),
]


def track(scale, *results):
    """Results on a scale, newest first: (figure, level)."""
    return scale, [
        Score(1, scale.instrument_id, moment, day, None if figure is None else Decimal(figure), level)
        for (moment, day), (figure, level) in zip(MOMENTS, results, strict=False)
    ]


def facts(*tracks, **known):
    return Facts(**{"today": TODAY, "known_since": dt.date(2026, 8, 1), "tracks": tracks, "seen_on": TODAY, **known})


def labels(rules, known):
    return [signal.label for signal in signals_of(rules, known)]


@pytest.mark.requirement("H9")
def test_lowest_level_flags_support_and_counts_the_moments_in_a_row():
    known = facts(track(READING, (40, "V"), (38, "V"), (35, "IV")), track(SPELLING, (100, "IV")))
    (signal,) = signals_of([LOWEST], known)
    assert (signal.direction, signal.times, signal.since) == (D.SUPPORT, 2, "E4")
    assert signal.subject_id == READING.subject_id


@pytest.mark.requirement("H9")
def test_highest_level_flags_challenge_in_learning_only():
    known = facts(track(READING, (90, "I")), track(ATTITUDE, (None, "A")))
    (signal,) = signals_of([HIGHEST], known)
    assert (signal.direction, signal.subject_id) == (D.CHALLENGE, READING.subject_id)


@pytest.mark.requirement("H10")
def test_lowest_level_flags_work_attitude_too():
    assert labels([LOWEST], facts(track(ATTITUDE, (None, "C")))) == ["WH C"]


@pytest.mark.requirement("H11")
def test_signal_explains_itself():
    (signal,) = signals_of([LOWEST], facts(track(READING, (40, "V"))))
    assert signal.rule.name == "Laagste niveau"
    assert signal.figure == "V bij M5"
    assert signal.threshold == "de laagste 1 van 5 niveaus"
    assert signal.source == "Begrijpend lezen, 19 jan 2027"


@pytest.mark.requirement("H11")
def test_threshold_widens_the_rule():
    known = facts(track(READING, (45, "IV")))
    wider = Rule(1, "Laagste niveaus", D.SUPPORT, M.LOWEST_LEVELS, 2)
    assert (labels([LOWEST], known), labels([wider], known)) == ([], ["BL IV"])


def test_rule_of_one_subject_leaves_the_others_alone():
    only_spelling = Rule(1, "Spelling laag", D.SUPPORT, M.LOWEST_LEVELS, 1, subject_id=SPELLING.subject_id)
    known = facts(track(READING, (40, "V")), track(SPELLING, (100, "V")))
    assert labels([only_spelling], known) == ["SP V"]


@pytest.mark.parametrize(
    "one",
    [
        track(AVI, (None, "Start")),  # a level that rises with the years: its lowest means nothing
        track(METHOD, (30, "")),  # no levels
        track(READING, (40, "V-")),  # a level outside the instrument's list
        track(READING),  # no result
        (READING, [Score(1, 1, "M3", dt.date(2025, 1, 10), Decimal(20), "V")]),  # two years old
    ],
    ids=["avi", "no levels", "unknown level", "no result", "stale"],
)
def test_level_rule_stays_silent_without_a_level_among_peers(one):
    assert labels([LOWEST, HIGHEST], facts(one)) == []


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (track(READING, (40, "IV"), (40, "III"), (41, "III")), ["BL 2× niet gegroeid"]),
        (track(READING, (42, "IV"), (40, "III"), (41, "III")), []),
        (track(READING, (40, "IV"), (40, "III")), []),
        (track(AVI, (None, "E3"), (None, "E3"), (None, "M4")), ["TL 2× niet gegroeid"]),
        (track(AVI, (None, "Plus"), (None, "Plus"), (None, "Plus")), []),
        (track(ATTITUDE, (None, "B"), (None, "B"), (None, "B")), []),
        (track(METHOD, (70, ""), (75, ""), (80, "")), []),
    ],
    ids=["twice", "grew now", "one moment", "avi", "avi at the top", "attitude", "percentages"],
)
def test_not_grown_compares_moments_of_one_scale(one, expected):
    assert labels([NOT_GROWN], facts(one)) == expected


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("seen_on", "known_since", "expected"),
    [
        (dt.date(2026, 12, 25), dt.date(2026, 8, 1), []),
        (dt.date(2026, 12, 24), dt.date(2026, 8, 1), ["6 weken niet gezien"]),
        (None, dt.date(2026, 11, 5), ["13 weken niet gezien"]),
        (None, dt.date(2027, 2, 1), []),
    ],
    ids=["just in time", "six weeks", "never", "new pupil"],
)
def test_not_seen_counts_weeks_since_the_last_time_or_the_first_day(seen_on, known_since, expected):
    assert labels([NOT_SEEN], facts(seen_on=seen_on, known_since=known_since)) == expected


@pytest.mark.requirement("H8")
def test_talk_is_asked_for_only_with_who_needs_extra_support():
    low = track(READING, (40, "V"))
    assert labels([LOWEST, NO_TALK], facts(low)) == ["BL V", "26 weken geen kindgesprek"]
    assert labels([LOWEST, NO_TALK], facts(low, talked_on=dt.date(2027, 1, 4))) == ["BL V"]
    assert labels([NO_TALK], facts(has_need=True)) == ["26 weken geen kindgesprek"]
    assert labels([HIGHEST, NO_TALK], facts(track(READING, (90, "I")))) == ["BL I"]


# --- properties -------------------------------------------------------------------------------------------------------

LEVELS = st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=12, unique=True).map(tuple)


@st.composite
def cases(draw):
    """A scale, thresholds, results, and the newest level together with one at least as high."""
    levels = draw(LEVELS)
    scale = Scale(1, "Toets", 1, "Vak", "V", levels)
    places = st.integers(0, len(levels) - 1)
    low = draw(places)
    high = draw(st.integers(0, low))
    older = [levels[draw(places)] for _ in range(draw(st.integers(0, 3)))]
    return scale, draw(st.integers(1, 14)), older, levels[low], levels[high]


@pytest.mark.requirement("H9")
@given(cases())
def test_raising_a_result_never_adds_support_nor_removes_challenge(case):
    scale, threshold, older, low, high = case
    rules = [
        Rule(1, "laag", D.SUPPORT, M.LOWEST_LEVELS, threshold),
        Rule(2, "hoog", D.CHALLENGE, M.HIGHEST_LEVELS, threshold),
    ]
    before = signals_of(rules, facts(track(scale, (None, low), *((None, level) for level in older))))
    after = signals_of(rules, facts(track(scale, (None, high), *((None, level) for level in older))))
    assert not asks_for_support(after) or asks_for_support(before)
    assert asks_for_challenge(after) or not asks_for_challenge(before)


@given(st.lists(st.integers(0, 200), min_size=1, max_size=4), st.integers(1, 3), st.integers(0, 50))
def test_raising_the_newest_figure_never_adds_a_growth_signal(figures, threshold, gain):
    rule = Rule(1, "groei", D.SUPPORT, M.NOT_GROWN, threshold)
    before = signals_of([rule], facts(track(READING, *((figure, "") for figure in figures))))
    raised = [figures[0] + gain, *figures[1:]]
    after = signals_of([rule], facts(track(READING, *((figure, "") for figure in raised))))
    assert len(after) <= len(before)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 30))
def test_being_seen_later_never_adds_a_signal(days, less, threshold):
    rule = Rule(1, "gezien", D.ATTENTION, M.NOT_SEEN, threshold)
    before = signals_of([rule], facts(seen_on=TODAY - dt.timedelta(days=days)))
    after = signals_of([rule], facts(seen_on=TODAY - dt.timedelta(days=max(days - less, 0))))
    assert len(after) <= len(before)
