"""What worked in the school: counted from judged goals, guarded against small numbers."""

import pytest

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.needs.models import Cluster, Clustering
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanRow, RowReflection
from gezien.plans.queries.effect_trend import agreements_by_period
from gezien.plans.queries.effects import FEWEST, effects
from gezien.schools.models import Period

APPROACH = "Elke dag kort automatiseren met een maatje."


@pytest.fixture
def judged(plan, pupils_5b):
    """`judged(6, 4)`: six pupils of Basis were judged on one goal, four reached it; the plan is evaluated."""
    row = PlanRow.objects.get(plan=plan, cluster__name="Basis")
    PlanRow.objects.filter(pk=row.pk).update(approach=APPROACH)
    goal = Goal.objects.create(school=plan.school, row=row, text="Kent de tafels.")
    GroupPlan.objects.filter(pk=plan.pk).update(status=GroupPlan.Status.EVALUATED)

    def done(number: int, reached: int) -> None:
        for place, pupil in enumerate(pupils_5b[4 : 4 + number]):
            outcome = "reached" if place < reached else "not"
            GoalOutcome.objects.create(school=plan.school, goal=goal, pupil=pupil, outcome=outcome)

    return done


def found(school, subject) -> dict:
    return next(row for row in effects(school, subject.pk) if row["text"] == APPROACH)


@pytest.mark.requirement("B4", "E1")
def test_an_approach_is_told_with_its_share_and_number(zwaluw, arithmetic, judged):
    judged(6, 4)
    row = found(zwaluw, arithmetic)
    assert (row["plans"], row["pupils"], row["judged"], row["share"]) == (1, 6, 6, 67)


@pytest.mark.requirement("B4")
def test_of_few_pupils_no_share_is_told(zwaluw, arithmetic, judged):
    judged(FEWEST - 1, 4)
    row = found(zwaluw, arithmetic)
    assert (row["pupils"], row["share"], row["growth"]) == (4, None, "")


def test_a_plan_that_is_not_evaluated_does_not_count(zwaluw, arithmetic, plan, judged):
    judged(6, 4)
    GroupPlan.objects.filter(pk=plan.pk).update(status=GroupPlan.Status.RUNNING)
    assert APPROACH not in [row["text"] for row in effects(zwaluw, arithmetic.pk)]


def test_the_same_words_count_together_and_cost_no_more(zwaluw, arithmetic, judged, django_assert_num_queries):
    judged(6, 4)
    other = PlanRow.objects.filter(plan__status="evaluated", plan__group__name="6", plan__subject=arithmetic)[0]
    PlanRow.objects.filter(pk=other.pk).update(approach=APPROACH.upper().rstrip("."))
    with django_assert_num_queries(4):
        rows = effects(zwaluw, arithmetic.pk)
    together = next(row for row in rows if row["text"].casefold().startswith(APPROACH.casefold()[:-1]))
    assert together["plans"] == 2


def test_what_one_team_said_of_one_plan_is_not_told(zwaluw, arithmetic, plan, judged):
    judged(6, 4)
    row = PlanRow.objects.get(plan=plan, cluster__name="Basis")
    RowReflection.objects.create(school=zwaluw, row=row, helped="no")
    assert found(zwaluw, arithmetic)["helped"] == (0, 0)


@pytest.mark.requirement("B4")
def test_the_page_names_no_teacher_group_or_pupil(sign_in, judged, pupils_5b):
    judged(6, 4)
    page = sign_in("karim").get("/s/zwaluw/plans/effects/").content.decode().split("<main")[1]
    assert "67 %" in page
    assert not [name for name in ("Emmy", "5b", pupils_5b[4].name) if name in page]


# --- over periods -----------------------------------------------------------------------------------------------------


@pytest.fixture
def earlier(plan, pupils_5b, zwaluw):
    """`earlier(6, 2)`: the same approach in the year before, six pupils judged of whom two reached the goal."""

    def done(number: int, reached: int) -> None:
        period = (
            Period.objects.filter(school=zwaluw, ends_on__lt=plan.period.starts_on)
            .exclude(year=plan.period.year)
            .latest("starts_on")
        )
        clustering = Clustering.objects.create(school=zwaluw, group=plan.group, subject=plan.subject, period=period)
        cluster = Cluster.objects.create(school=zwaluw, clustering=clustering, name="Basis", position=1)
        before = GroupPlan.objects.create(
            school=zwaluw, group=plan.group, subject=plan.subject, period=period, status=GroupPlan.Status.EVALUATED
        )
        row = PlanRow.objects.create(school=zwaluw, plan=before, cluster=cluster, approach=APPROACH)
        goal = Goal.objects.create(school=zwaluw, row=row, text="Kent de tafels.")
        for place, pupil in enumerate(pupils_5b[4 : 4 + number]):
            outcome = "reached" if place < reached else "not"
            GoalOutcome.objects.create(school=zwaluw, goal=goal, pupil=pupil, outcome=outcome)

    return done


@pytest.mark.requirement("B4")
def test_an_approach_is_followed_over_the_periods(zwaluw, arithmetic, judged, earlier):
    earlier(6, 2)
    judged(6, 4)
    trend = found(zwaluw, arithmetic)["trend"]
    assert [(share, pupils) for _name, share, pupils in trend["points"]] == [(33, 6), (67, 6)]
    assert (trend["change"], "33 % →" in trend["words"], 'class="sp"' in trend["line"]) == ("+34", True, True)


@pytest.mark.requirement("B4")
def test_period_of_few_pupils_has_no_share_in_the_trend(zwaluw, arithmetic, judged, earlier):
    earlier(FEWEST - 1, 2)
    judged(6, 4)
    trend = found(zwaluw, arithmetic)["trend"]
    assert [share for _name, share, _pupils in trend["points"]] == [None, 67]
    assert (trend["line"], trend["change"]) == ("", "")


@pytest.mark.requirement("B4")
def test_agreements_are_counted_in_the_period_in_which_they_were_done(zwaluw, member):
    Agreement.objects.all().delete()
    coach = member("sanne").user
    for helped in ("yes", "yes", "yes", "partly", "no", ""):
        Agreement.objects.create(
            school=zwaluw,
            what="Voorlezen",
            owner=coach,
            due_on=clock.today(),
            outcome="done",
            closed_at=clock.now(),
            helped=helped,
            helped_at=clock.now() if helped else None,
        )
    row = agreements_by_period(zwaluw)[0]
    assert (row["done"], row["answered"], row["share"], row["partly"]) == (6, 5, 60, 20)


def test_of_few_answers_about_agreements_no_share_is_told(zwaluw, member):
    Agreement.objects.all().delete()
    values = {"outcome": "done", "closed_at": clock.now(), "helped": "yes", "helped_at": clock.now()}
    Agreement.objects.create(school=zwaluw, what="Lezen", owner=member("sanne").user, due_on=clock.today(), **values)
    row = agreements_by_period(zwaluw)[0]
    assert (row["done"], row["answered"], row["share"]) == (1, 1, None)
