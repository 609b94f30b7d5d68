"""What a bare number of UWLR means on the school's own test, and when it cannot mean that."""

import pytest

from gezien.results.models import Result
from tests.factories.uwlr import definition, oso, result, score, taken, uwlr

POINTS = {"onvoldoende": (0, 29), "voldoende": (30, 44), "goed": (45, 60)}


@pytest.fixture
def bring_score(bring, test, pupils_5b):
    """`bring_score("Grade0.0-10.0", 8, norms)` brings a bare number for a test that counts so; gives counts."""

    def brought(figure: str, number: int, norms=None, **more) -> dict:
        test.figure, test.levels, test.level_type = figure, [], ""
        test.save()
        sent = taken(pupils_5b[0].key, result("r1", "proef", more.pop("as_", score(number))))
        return bring("uwlr", uwlr(sent, tests=definition("proef", "Proef", norms, **more)))

    return brought


def figures() -> list[float]:
    return [float(row.figure) for row in Result.objects.filter(instrument__code="proef")]


@pytest.mark.parametrize(
    ("figure", "number"),
    [("SkillScore", 90), ("PercentageCorrect", 90), ("Grade0.0-10.0", 8), ("GoalsMastered", 12)],
)
def test_a_bare_number_counts_as_the_test_does(bring_score, figure, number):
    bring_score(figure, number)
    assert figures() == [number]


def test_a_skill_score_may_have_any_norm(bring_score):
    bring_score("SkillScore", 8, POINTS)
    assert figures() == [8]


def test_points_are_no_grade_when_the_norm_goes_on_beyond_ten(bring_score):
    counts = bring_score("Grade0.0-10.0", 8, POINTS)
    assert (counts["refused"], figures()) == (1, [])


def test_points_are_no_percentage_when_the_norm_goes_on_beyond_a_hundred(bring_score):
    counts = bring_score("PercentageCorrect", 88, {"laag": (0, 99), "hoog": (100, 140)})
    assert (counts["refused"], figures()) == (1, [])


def test_the_grade_that_the_norm_gives_a_score_is_the_grade(bring_score):
    bring_score("Grade0.0-10.0", 47, POINTS, grades={"goed": "8.5"})
    one = Result.objects.get(instrument__code="proef")
    assert (float(one.figure), one.scores) == (8.5, {"ScorePoints": "47.00"})


def test_a_goals_test_takes_no_skill_score(bring_score):
    counts = bring_score("GoalsMastered", 0, as_=oso(skill=90))
    assert (counts["refused"], figures()) == (1, [])
