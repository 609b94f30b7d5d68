"""What waits in one's groups: tests, questionnaires, talks, factors; short and in order."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.common import clock
from gezien.notes.models import Factor
from gezien.plans.models import IndividualPlan
from gezien.results.models import QuestionnaireRound, Result, TestWindow
from gezien.workspace.queries.chores import SHOWN, chores
from gezien.workspace.queries.today import today
from tests.factories.notes import make_factor


@pytest.fixture
def emmy(member, zwaluw):
    """Emmy, with nothing waiting in her group."""
    Factor.objects.all().delete()
    IndividualPlan.objects.all().delete()
    TestWindow.objects.all().delete()
    QuestionnaireRound.objects.update(closed_on=clock.today())
    return member("emmy")


def waiting(member, group, period, untalked=None):
    return chores(member, [group], period, untalked or {})["rows"]


@pytest.mark.requirement("H7")
def test_factors_that_grew_old_wait_with_the_way_to_renew_them(emmy, group_5b, pupils_5b, period):
    make_factor(pupils_5b[0], noted_on=dt.date(2026, 3, 1))
    make_factor(pupils_5b[1])

    (row,) = waiting(emmy, group_5b, period)

    assert row["text"] == "1 factor van 5b: klopt die nog?"
    assert row["url"] == reverse("notes:factors-of-group", args=[group_5b.school.slug, group_5b.pk])


@pytest.mark.requirement("H1")
def test_a_test_that_closes_this_week_waits_until_everybody_took_it(emmy, group_5b, pupils_5b, period, arithmetic):
    test = arithmetic.instruments.filter(is_main=True).get()
    Result.objects.filter(instrument=test, taken_on__gte=period.year.starts_on).delete()
    TestWindow.objects.create(
        school=group_5b.school,
        year=period.year,
        instrument=test,
        part="M",
        year_groups=["5"],
        opens_on=clock.today() - dt.timedelta(days=10),
        closes_on=clock.today() + dt.timedelta(days=3),
    )
    (row,) = waiting(emmy, group_5b, period)
    assert row["text"] == f"1 toets van 5b: nog {len(pupils_5b)} leerlingen"

    Result.objects.bulk_create(
        Result(school=group_5b.school, pupil=pupil, instrument=test, moment="M5", taken_on=clock.today(), figure=150)
        for pupil in pupils_5b
    )
    assert waiting(emmy, group_5b, period) == []


@pytest.mark.requirement("H6")
def test_a_round_of_a_questionnaire_waits_until_it_is_filled_in(emmy, group_5b, period):
    one = QuestionnaireRound.objects.filter(group__name="5b").latest("opened_on")
    one.answers.all().delete()
    QuestionnaireRound.objects.filter(pk=one.pk).update(closed_on=None, due_on=clock.today() - dt.timedelta(days=1))

    rows = [row for row in waiting(emmy, group_5b, period) if row["url"].endswith(f"/{one.pk}/answers/")]

    assert [(row["is_late"], "0 van" in row["text"]) for row in rows] == [(True, True)]


@pytest.mark.requirement("B2")
def test_talks_the_schools_rule_asks_for_wait(emmy, group_5b, period):
    (row,) = waiting(emmy, group_5b, period, {group_5b.pk: 2})

    assert row["text"] == "Praat met 2 leerlingen van 5b"


def test_the_list_does_not_grow_into_a_wall(emmy, group_5b, period, zwaluw):
    groups = list(type(group_5b).objects.filter(school=zwaluw, year=period.year))

    found = chores(emmy, groups, period, {group.pk: 1 for group in groups})

    assert len(found["rows"]) == SHOWN
    assert found["more"] == len(groups) - SHOWN


def test_who_teaches_no_group_has_no_chores(member):
    assert today(member("karim"))["chores"] == {"rows": [], "more": 0}
