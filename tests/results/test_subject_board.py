"""A subject by grade and cohort: the same figures for everyone, never about fewer than ten pupils."""

import re

import pytest

from gezien.pupils.models import Pupil
from gezien.quality.actions import add_ambition
from gezien.quality.models import Ambition
from gezien.results.board_words import board_for
from gezien.results.models import Result
from gezien.results.queries.subject_board import subject_board


@pytest.fixture
def board(zwaluw, arithmetic):
    return subject_board(zwaluw, arithmetic)


def grade(board, code):
    return next(one for one in board.grades if one.code == code)


@pytest.mark.requirement("S4")
def test_a_grade_stands_beside_the_same_moment_a_year_before(board):
    six = grade(board, "6")
    levels = Result.objects.filter(instrument=board.instrument, moment="M6", taken_on__year=2026)
    reached = levels.filter(level__in=["I", "II", "III"]).count()
    assert (six.now.name, six.now.back, six.before[0].name, six.before[0].back) == ("M6", 0, "M6", 1)
    assert six.before[0].tally.share == round(100 * reached / levels.count())


@pytest.mark.requirement("S4")
def test_a_cohort_is_the_diagonal_of_the_grades(board):
    six = next(one for one in board.cohorts if one.code == "6")
    moments = [(one.name, one.back) for one in six.moments]
    assert moments[-1] == ("M6", 0)
    assert [name for name, back in moments if back == 1] == ["M5", "E5"]
    last_year = next(one.tally for one in six.moments if one.name == "M5")
    assert last_year.levels == next(one.tally.levels for one in grade(board, "5").before if one.back == 1)


def test_the_ambition_for_who_can_do_more_is_measured_too(zwaluw, member, arithmetic):
    Ambition.objects.filter(subject=arithmetic).update(top_share=20, top_level="I")
    six = next(one for one in board_for(zwaluw, arithmetic, small=True)["grades"] if one["moment"] == "M6")
    now = grade(subject_board(zwaluw, arithmetic), "6").now.tally
    assert six["top"] == f"{round(100 * now.levels.get('I', 0) / now.pupils)} %"
    assert six["top_goal"] == "doel 20 % op I of hoger"


@pytest.mark.requirement("S4")
def test_fewer_than_ten_are_withheld_also_a_year_back(zwaluw, arithmetic):
    keep = Pupil.objects.filter(year_group="6", left_on=None).order_by("pk")[:9].values("pk")
    Result.objects.filter(moment__in=["M6", "E6"]).exclude(pupil__in=list(keep.values_list("pk", flat=True))).delete()
    shown = board_for(zwaluw, arithmetic)
    six = next(one for one in shown["grades"] if one["moment"] == "M6")
    assert six["state"] == "few"
    assert "share" not in six
    cohort = next(one for one in shown["cohorts"] if one["name"] == "groep 6")
    assert cohort["moments"][-1]["state"] == "few"


def test_who_left_this_year_is_not_counted_and_who_left_before_is(zwaluw, arithmetic, board):
    Pupil.objects.filter(year_group="6").order_by("pk").first().delete()
    before = grade(board, "6").now.tally.pupils
    assert grade(subject_board(zwaluw, arithmetic), "6").now.tally.pupils == before - 1


@pytest.mark.requirement("S4")
def test_without_the_right_to_small_figures_nothing_can_be_subtracted(zwaluw, arithmetic):
    shown = [one for one in board_for(zwaluw, arithmetic)["grades"] if one["state"] == "shown"]
    texts = [text for one in shown for text in (one["share"], one["text"], one["shift"], one["top"])]
    texts += [one.get("share", "") for row in shown for one in row["before"]]
    numbers = [int(number) for text in texts for number in re.findall(r"\d+", text)]
    assert numbers
    assert all(number % 5 == 0 for number in numbers)
    assert all(one["pupils"] is None for one in shown)


def test_a_year_group_has_its_own_goal(zwaluw, member, arithmetic):
    add_ambition(by=member("sanne"), subject=arithmetic, year_group="6", share=90, level="III")
    goals = {one["name"]: one["goal"] for one in board_for(zwaluw, arithmetic)["grades"]}
    assert goals["groep 6"] == "doel 90 % op III of hoger"
    assert goals["groep 5"] == "doel 80 % op III of hoger"


def test_a_subject_without_results_has_no_board(zwaluw, arithmetic):
    Result.objects.all().delete()
    assert board_for(zwaluw, arithmetic) is None


def test_a_board_takes_three_statements(zwaluw, arithmetic, django_assert_num_queries):
    with django_assert_num_queries(3):
        subject_board(zwaluw, arithmetic)
