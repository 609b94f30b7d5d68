"""From answers to figures: what is hard is mirrored, what was not seen does not count, too little says nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.results.models import (
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireItem,
    QuestionnaireRound,
)
from gezien.results.queries.questionnaire_rounds import asked_items
from gezien.results.queries.questionnaires import domains_of, for_pupil, latest_for_group
from gezien.results.questionnaire_scoring import counted, mean_of
from gezien.results.questionnaire_starter import add_questionnaires

answers = st.lists(st.tuples(st.none() | st.integers(1, 5), st.booleans()), min_size=1, max_size=8)


@pytest.fixture
def questionnaire(zwaluw) -> Questionnaire:
    """The shipped one for year groups 3 to 8."""
    return Questionnaire.objects.get(code="welbevinden-werkhouding")


@pytest.fixture
def round_5b(questionnaire, group_5b, period) -> QuestionnaireRound:
    """The round of this period in 5b, not filled in yet."""
    return QuestionnaireRound.objects.get(questionnaire=questionnaire, group=group_5b, period=period)


@pytest.fixture
def answer(round_5b, questionnaire, pupils_5b):
    """`answer("Doorzetten", [5, 5, None])` answers the statements of a domain about the first pupil of 5b."""

    def answer_domain(domain: str, values: list[int | None]) -> None:
        items = QuestionnaireItem.objects.filter(domain__name=domain, domain__questionnaire=questionnaire)
        QuestionnaireAnswer.objects.bulk_create(
            QuestionnaireAnswer(school=round_5b.school, round=round_5b, pupil=pupils_5b[0], item=item, value=value)
            for item, value in zip(items.order_by("position"), values, strict=False)
        )

    return answer_domain


def newest(zwaluw, pupil, domain: str):
    return next(score for score in latest_for_group(zwaluw, [pupil.pk])[pupil.pk] if score.domain == domain)


@pytest.mark.requirement("H6")
@given(answers)
def test_mean_lies_within_the_scale_and_ignores_what_was_not_seen(given_answers):
    mean = mean_of(given_answers, asked=len(given_answers))
    seen = [counted(value, is_negative=negative) for value, negative in given_answers if value is not None]
    assert (mean is None) == (len(seen) * 2 < len(given_answers) or not seen)
    assert mean is None or (1 <= mean <= 5 and mean == sum(seen) / len(seen))


@given(answers)
def test_wording_a_statement_the_other_way_round_changes_nothing(given_answers):
    turned = [(None if value is None else 6 - value, not negative) for value, negative in given_answers]
    asked = len(given_answers)
    assert mean_of(turned, asked=asked) == mean_of(given_answers, asked=asked)


@pytest.mark.requirement("H6")
def test_what_is_hard_is_mirrored_in_the_figure(zwaluw, pupils_5b, answer):
    answer("Doorzetten", [5, 5, 1])  # the third: "gives up when it does not work at once"
    assert newest(zwaluw, pupils_5b[0], "Doorzetten").mean == 5


def test_half_of_the_statements_makes_a_figure_and_less_does_not(zwaluw, round_5b, pupils_5b, answer):
    answer("Doorzetten", [4, 2, None])
    answer("Zelf sturen", [4, None])
    found = [score.domain for score in latest_for_group(zwaluw, [pupils_5b[0].pk])[pupils_5b[0].pk]]
    assert newest(zwaluw, pupils_5b[0], "Doorzetten")[5:10] == (round_5b.pk, round_5b.opened_on, 3.0, 2, 3)
    assert newest(zwaluw, pupils_5b[0], "Zelf sturen").round_id != round_5b.pk
    assert found[0] == "Zich goed voelen"


@pytest.mark.requirement("H6")
def test_change_is_that_against_the_pupil_s_own_round_before(zwaluw, pupils_5b, answer):
    before = newest(zwaluw, pupils_5b[0], "Doorzetten")
    answer("Doorzetten", [5, 5, 1])
    assert newest(zwaluw, pupils_5b[0], "Doorzetten").change == pytest.approx(5 - before.mean)


def test_until_a_day_leaves_out_later_rounds(zwaluw, pupils_5b, answer):
    answer("Doorzetten", [5, 5, 1])
    found = latest_for_group(zwaluw, [pupils_5b[0].pk], until=dt.date(2026, 12, 31))[pupils_5b[0].pk]
    assert {score.day for score in found} == {dt.date(2026, 11, 9)}


@pytest.mark.requirement("H6")
def test_every_figure_of_the_demo_school_is_that_of_the_pure_rule(zwaluw, pupils_5b):
    for pupil in pupils_5b[:8]:
        for trend in for_pupil(zwaluw, pupil.pk):
            for score in trend:
                rows = QuestionnaireAnswer.objects.filter(
                    round=score.round_id, pupil=pupil, item__domain=score.domain_id
                )
                stored = list(rows.order_by("pk").values_list("value", "item__is_negative"))
                assert score.mean == pytest.approx(mean_of(stored, asked=score.asked))


def test_trend_of_a_pupil_is_one_line_a_domain_oldest_first(zwaluw, pupils_5b, django_assert_num_queries):
    with django_assert_num_queries(1):
        trends = for_pupil(zwaluw, pupils_5b[0].pk)
    assert trends[0][0].domain == "Zich goed voelen"
    assert [[score.day.year, score.day.month] for score in trends[0]] == [[2026, 5], [2026, 11]]


@pytest.mark.parametrize("size", [1, 24])
def test_figures_of_a_group_are_one_statement(zwaluw, pupils_5b, django_assert_num_queries, size):
    with django_assert_num_queries(1):
        found = latest_for_group(zwaluw, [pupil.pk for pupil in pupils_5b[:size]])
    assert (len(found), len(domains_of(found.values()))) == (size, 6)


def test_answers_of_pupils_themselves_stay_out_of_the_group_s_figures(zwaluw, questionnaire, pupils_5b):
    Questionnaire.objects.filter(pk=questionnaire.pk).update(respondent="pupil")
    assert latest_for_group(zwaluw, [pupil.pk for pupil in pupils_5b]) == {}


def test_school_gets_each_shipped_questionnaire_once(zwaluw, questionnaire):
    assert add_questionnaires(zwaluw) == []
    Questionnaire.objects.filter(code="zo-gaat-het-met-mij").delete()
    assert [one.code for one in add_questionnaires(zwaluw)] == ["zo-gaat-het-met-mij"]


def test_round_keeps_the_statements_it_was_opened_with(questionnaire, round_5b):
    QuestionnaireItem.objects.filter(domain__name="Doorzetten").update(is_active=False)
    assert len(asked_items(questionnaire)) == 5
    round_5b.refresh_from_db()
    assert len(round_5b.items) == 6
