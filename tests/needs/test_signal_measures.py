"""Signals of shares, norms, drops, counts and questionnaires: pure functions, no database."""

import datetime as dt
import random
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gezien.needs.models import SignalRule
from gezien.needs.signals import Facts, Rule, Scale, Surroundings, signals_of
from gezien.results.queries import Score
from gezien.results.queries.questionnaires import DomainScore

M, D = SignalRule.Measure, SignalRule.Direction
TODAY = dt.date(2027, 2, 4)
SCALE = Scale(1, "Rekenen", 1, "Rekenen", "RW", ("I", "II", "III", "IV", "V"), area="arithmetic")
DAYS = [("M5", dt.date(2027, 1, 19)), ("E4", dt.date(2026, 6, 8)), ("M4", dt.date(2026, 1, 20))]
LOW = Rule(1, "Laagste", D.SUPPORT, M.LOWEST_SHARE, 10)
HIGH = Rule(2, "Sterkste", D.CHALLENGE, M.HIGHEST_SHARE, 10)
PEERS = {(1, "", moment, "5"): [float(figure) for figure in range(100, 120)] for moment, _day in DAYS}
AROUND = Surroundings(bounds={(1, "M5"): {"III": Decimal(105)}}, figures=PEERS)


def facts(*figures, level="III", **more) -> Facts:
    """A pupil of group 5 with these figures, newest first."""
    scores = [
        Score(1, 1, moment, day, Decimal(figure), level) for (moment, day), figure in zip(DAYS, figures, strict=False)
    ]
    known = {"today": TODAY, "known_since": TODAY, "tracks": [(SCALE, scores)], "year_group": "5", "around": AROUND}
    return Facts(**{**known, "seen_on": TODAY, **more})


def rules_of(rules, known) -> list[int]:
    return [found.rule.pk for found in signals_of(rules, known)]


@pytest.mark.requirement("H9")
@pytest.mark.parametrize(("figure", "flagged"), [(100, [1]), (101, [1]), (102, []), (117, []), (118, [2]), (119, [2])])
def test_share_flags_the_outer_ten_per_cent_of_the_schools_own_pupils(figure, flagged):
    assert rules_of([LOW, HIGH], facts(figure)) == flagged


@pytest.mark.requirement("H9")
def test_share_twice_in_a_row_asks_for_both_moments():
    twice = replace(HIGH, times=2)
    assert rules_of([twice], facts(119, 110)) == []
    assert rules_of([twice], facts(119, 119)) == [2]


def test_share_is_silent_with_too_few_pupils():
    few = Surroundings(figures={(1, "", "M5", "5"): [100.0, 110.0]})
    assert rules_of([LOW], facts(100, around=few)) == []


@pytest.mark.requirement("H11")
@pytest.mark.parametrize(("figure", "flagged"), [(104, [3]), (105, []), (110, [])])
def test_norm_is_that_of_the_school_and_silent_without_one(figure, flagged):
    rule = Rule(3, "Onder de norm", D.SUPPORT, M.BELOW_NORM, 1, level="III")
    assert rules_of([rule], facts(figure)) == flagged
    assert rules_of([rule], facts(figure, around=Surroundings())) == []


@pytest.mark.requirement("H9")
@pytest.mark.parametrize(("figures", "flagged"), [((100, 105), [4]), ((101, 105), []), ((100, 102, 110), [])])
def test_drop_counts_on_the_scale_of_the_test(figures, flagged):
    rule = Rule(4, "Gedaald", D.SUPPORT, M.DROPPED, 1, amount=Decimal(5))
    assert rules_of([rule], facts(*figures)) == flagged


@pytest.mark.requirement("H10")
def test_low_mean_of_a_questionnaire_flags_and_tells_that_it_goes_forward():
    score = DomainScore(1, 1, 7, "Aan het werk", "work_attitude", 1, TODAY, 2.0, 4, 4, 0.3)
    rule = Rule(5, "Werkhouding", D.SUPPORT, M.SCORE_BELOW, 1, amount=Decimal("2.2"), area="work_attitude")
    (found,) = signals_of([rule], facts(110, social=[score]))
    assert (found.label, found.trend, found.threshold) == ("Aan het werk 2,0", "improves", "lager dan 2,2")
    assert signals_of([replace(rule, area="social")], facts(110, social=[score])) == []


@pytest.mark.requirement("H10")
def test_so_many_hindering_factors_in_some_weeks_flag():
    rule = Rule(6, "Veel erbij", D.ATTENTION, M.COUNTED, 2, kind="hindering", weeks=12)
    came = [("hindering", "language", TODAY - dt.timedelta(days=days)) for days in (3, 40)]
    assert rules_of([rule], facts(110, counted=came)) == [6]
    assert rules_of([rule], facts(110, counted=came[:1])) == []


@pytest.mark.requirement("H11")
def test_a_rule_of_other_year_groups_is_silent():
    assert rules_of([replace(LOW, year_groups=frozenset({"6"}))], facts(100)) == []


@pytest.mark.requirement("H11", "B2")
def test_no_rule_can_ask_who_a_pupil_is():
    asked = {field.name for field in fields(Facts)} | {field.name for field in fields(Rule)}
    assert asked & {"gender", "birth_date", "call_name", "family_name", "eck_id", "location", "origin"} == set()


@pytest.mark.requirement("H9")
@settings(max_examples=60)
@given(low=st.integers(90, 130), more=st.integers(0, 30), older=st.lists(st.integers(90, 130), max_size=2))
def test_raising_a_result_adds_no_support_and_takes_no_challenge_away(low, more, older):
    rules = [LOW, HIGH, replace(LOW, times=2, pk=7), replace(HIGH, times=2, pk=8)]
    rules += [
        Rule(9, "Norm", D.SUPPORT, M.BELOW_NORM, 1, level="III"),
        Rule(10, "Boven", D.CHALLENGE, M.ABOVE_NORM, 1, level="III"),
    ]
    before, after = signals_of(rules, facts(low, *older)), signals_of(rules, facts(low + more, *older))
    assert {one.rule.pk for one in after if one.direction == D.SUPPORT} <= {
        one.rule.pk for one in before if one.direction == D.SUPPORT
    }
    assert {one.rule.pk for one in before if one.direction == D.CHALLENGE} <= {
        one.rule.pk for one in after if one.direction == D.CHALLENGE
    }


@settings(max_examples=40)
@given(seed=st.integers(0, 1000), figure=st.integers(95, 125))
def test_the_order_of_rules_and_facts_does_not_matter(seed, figure):
    rules = [LOW, HIGH, Rule(6, "Erbij", D.ATTENTION, M.COUNTED, 2, kind="hindering", weeks=12)]
    came = [("hindering", "", TODAY - dt.timedelta(days=days)) for days in (1, 20, 50, 90, 120)]
    mixed, shuffled = list(rules), list(came)
    random.Random(seed).shuffle(mixed)  # noqa: S311
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    one = signals_of(rules, facts(figure, counted=came))
    other = signals_of(mixed, facts(figure, counted=shuffled))
    assert sorted(map(repr, one)) == sorted(map(repr, other))
