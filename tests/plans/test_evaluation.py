"""Judging goals pupil by pupil, figures beside them, looking back, and closing."""

import datetime as dt
from decimal import Decimal

import pytest

from gezien.common.models import StaleVersion
from gezien.plans.actions import evaluation as actions
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanReflection, PlanRow, RowReflection
from gezien.plans.queries.evaluation import evaluation_sheet
from gezien.plans.queries.figures_of import figures_of, propose_outcome
from gezien.plans.queries.outcomes import carried_over, outcome_together, pupils_judged
from gezien.pupils.models import Enrolment
from gezien.results.models import Instrument, Result
from gezien.results.queries import Score
from gezien.schools.rules import NotAllowed


@pytest.fixture
def running(plan) -> GroupPlan:
    """Emmy's plan, being carried out."""
    GroupPlan.objects.filter(pk=plan.pk).update(status=GroupPlan.Status.RUNNING)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def goal(running) -> Goal:
    """The only goal of the cluster Intensief: four pupils, nothing counted."""
    Goal.objects.filter(row__plan=running).delete()
    row = PlanRow.objects.get(plan=running, cluster__name="Intensief")
    made = Goal.objects.create(school=running.school, row=row, text="Telt vlot met sprongen van 10.")
    return Goal.objects.select_related("row__plan__group", "row__plan__period").get(pk=made.pk)


@pytest.fixture
def counted(goal) -> Goal:
    """The same goal, counted on the main test: 60 or higher."""
    goal.instrument = Instrument.objects.get(subject=goal.row.plan.subject, is_main=True)
    goal.score_type, goal.target = Goal.ScoreType.FIGURE, Decimal(60)
    goal.save()
    return goal


def result(goal: Goal, pupil, figure: int, day: dt.date = dt.date(2027, 2, 3)) -> Result:
    return Result.objects.create(
        school=goal.school, pupil=pupil, instrument=goal.instrument, moment="X", taken_on=day, figure=figure
    )


def outcomes(goal: Goal) -> dict[int, str]:
    return dict(GoalOutcome.objects.filter(goal=goal).values_list("pupil", "outcome"))


@pytest.mark.requirement("H31")
def test_a_teacher_judges_a_goal_for_a_pupil_and_a_colleague_is_not_overwritten(member, goal, pupils_5b):
    first = actions.judge(by=member("emmy"), goal=goal, pupil=pupils_5b[0], outcome="reached", expected=0)
    assert (first.outcome, first.decided_by, first.version) == ("reached", member("emmy").user, 1)
    with pytest.raises(StaleVersion):
        actions.judge(by=member("tom"), goal=goal, pupil=pupils_5b[0], outcome="not", expected=0)
    again = actions.judge(by=member("tom"), goal=goal, pupil=pupils_5b[0], outcome="reached", expected=0)
    assert again.version == 1


@pytest.mark.requirement("H31")
def test_all_reached_leaves_the_exceptions_and_is_taken_back_at_once(member, goal, pupils_5b):
    emmy = member("emmy")
    actions.judge(by=emmy, goal=goal, pupil=pupils_5b[1], outcome="not", expected=0)
    assert actions.judge_open(by=emmy, goal=goal, how="reached") == 3
    assert sorted(outcomes(goal).values()) == ["not", "reached", "reached", "reached"]
    assert actions.undo_judgement(by=emmy, plan=goal.row.plan) == 3
    assert sorted(outcomes(goal).values()) == ["", "", "", "not"]


@pytest.mark.requirement("H31")
def test_all_reached_says_nothing_of_a_pupil_who_left_the_group(member, goal, pupils_5b, group_6):
    Enrolment.objects.filter(pupil=pupils_5b[0]).update(group=group_6)
    assert actions.judge_open(by=member("emmy"), goal=goal, how="reached") == 3
    assert pupils_5b[0].pk not in outcomes(goal)


def test_judgements_are_taken_back_one_by_one_also_after_words(member, goal, pupils_5b):
    emmy, pupil = member("emmy"), pupils_5b[0]
    actions.judge(by=emmy, goal=goal, pupil=pupil, outcome="not", expected=0)
    actions.judge(by=emmy, goal=goal, pupil=pupil, outcome="partly", expected=1)
    actions.write_words(by=emmy, goal=goal, pupil=pupil, words="Bijna.", pupil_words="", expected=2)
    left = [actions.undo_judgement(by=emmy, plan=goal.row.plan) and outcomes(goal)[pupil.pk] for _ in range(2)]
    assert left == ["not", ""]
    assert GoalOutcome.objects.get(goal=goal, pupil=pupil).words == "Bijna."


def test_what_a_colleague_changed_is_not_taken_back(member, goal, pupils_5b):
    actions.judge(by=member("emmy"), goal=goal, pupil=pupils_5b[0], outcome="not", expected=0)
    actions.judge(by=member("tom"), goal=goal, pupil=pupils_5b[0], outcome="partly", expected=1)
    with pytest.raises(actions.CannotJudge):
        actions.undo_judgement(by=member("emmy"), plan=goal.row.plan)
    assert outcomes(goal) == {pupils_5b[0].pk: "partly"}


def test_nobody_else_judges_and_nobody_of_another_cluster(member, goal, pupils_5b):
    for name in ("fleur", "karim"):
        with pytest.raises(NotAllowed):
            actions.judge(by=member(name), goal=goal, pupil=pupils_5b[0], outcome="reached", expected=0)
    with pytest.raises(NotAllowed):
        actions.judge(by=member("emmy"), goal=goal, pupil=pupils_5b[-1], outcome="reached", expected=0)


@pytest.mark.requirement("H31")
def test_the_figure_of_the_period_is_pulled_from_the_results_and_only_proposes(member, counted, pupils_5b):
    result(counted, pupils_5b[0], 62)
    result(counted, pupils_5b[1], 40)
    found = figures_of(counted.row.plan, [counted], [one.pk for one in pupils_5b[:3]])
    assert found[counted.pk, pupils_5b[0].pk].proposed == "reached"
    assert "62" in found[counted.pk, pupils_5b[0].pk].words
    assert (counted.pk, pupils_5b[2].pk) not in found  # no result in this period
    assert outcomes(counted) == {}
    actions.judge_open(by=member("emmy"), goal=counted, how="proposed")
    stored = GoalOutcome.objects.get(goal=counted, pupil=pupils_5b[0])
    assert (stored.outcome, stored.figure, stored.taken_on) == ("reached", 62, dt.date(2027, 2, 3))


@pytest.mark.parametrize(
    ("figure", "before", "expected"),
    [(60, 70, "reached"), (59, 50, "partly"), (59, 59, "not"), (59, None, "not"), (None, 50, "")],
)
def test_a_figure_below_the_target_is_partly_when_it_grew(counted, figure, before, expected):
    def score(value):
        value = None if value is None else Decimal(value)
        return Score(1, counted.instrument_id, "", dt.date(2027, 2, 3), value, "")

    earlier = None if before is None else score(before)
    assert propose_outcome(counted, counted.instrument, score(figure), earlier) == expected


@pytest.mark.parametrize(
    ("level", "before", "expected"), [("II", "", "reached"), ("IV", "V", "partly"), ("V", "V", "not")]
)
def test_a_goal_on_a_share_asks_of_each_pupil_its_level(counted, level, before, expected):
    counted.score_type, counted.level = Goal.ScoreType.SHARE, "III"
    now, then = (Score(1, counted.instrument_id, "", dt.date(2027, 2, 3), None, one) for one in (level, before))
    assert propose_outcome(counted, counted.instrument, now, then) == expected


@pytest.mark.requirement("H31")
def test_teacher_and_pupil_each_say_something(member, goal, pupils_5b):
    said = {"words": "Nog met de getallenlijn.", "pupil_words": "Ik kan het nu zonder vingers."}
    actions.write_words(by=member("emmy"), goal=goal, pupil=pupils_5b[0], expected=0, **said)
    actions.judge(by=member("emmy"), goal=goal, pupil=pupils_5b[0], outcome="partly", expected=1)
    stored = GoalOutcome.objects.get(goal=goal, pupil=pupils_5b[0])
    assert (stored.words, stored.pupil_words, stored.outcome) == (*said.values(), "partly")


@pytest.mark.requirement("H32", "H33")
def test_the_reflection_asks_four_things_and_goes_along(member, goal):
    plan, emmy = goal.row.plan, member("emmy")
    values = dict.fromkeys(actions.FIELDS, "") | {"time": "Te vaak uitgevallen.", "adjustments": "Elke dag 10 minuten."}
    actions.save_reflection(by=emmy, plan=plan, version=0, values=values)
    with pytest.raises(StaleVersion):
        actions.save_reflection(by=member("tom"), plan=plan, version=0, values=values | {"time": "Anders."})
    actions.save_row_reflection(by=emmy, row=goal.row, version=0, helped="yes", adjustments="Door met de getallenlijn.")
    taken = carried_over(plan)
    assert (taken.general, taken.adjustments) == ("Elke dag 10 minuten.", {goal.row_id: "Door met de getallenlijn."})
    assert PlanReflection.objects.get(plan=plan).time == "Te vaak uitgevallen."
    assert RowReflection.objects.get(row=goal.row).helped == "yes"


@pytest.mark.requirement("H31")
def test_what_was_not_reached_is_known_for_what_comes_after(member, goal, pupils_5b):
    emmy = member("emmy")
    actions.judge(by=emmy, goal=goal, pupil=pupils_5b[0], outcome="partly", expected=0)
    actions.judge_open(by=emmy, goal=goal, how="reached")
    assert carried_over(goal.row.plan).unreached == {goal.pk: (pupils_5b[0].pk,)}
    assert outcome_together([goal.pk]) == {goal.pk: "partly"}
    assert pupils_judged(goal.row.plan)[pupils_5b[1].pk] == "reached"


@pytest.mark.requirement("H31")
def test_an_evaluated_plan_is_closed_and_can_be_opened_again(member, goal, pupils_5b):
    emmy = member("emmy")
    plan = actions.close_evaluation(by=emmy, plan=goal.row.plan, was="running")
    assert plan.status == GroupPlan.Status.EVALUATED
    goal.row.plan.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.judge(by=emmy, goal=goal, pupil=pupils_5b[0], outcome="reached", expected=0)


@pytest.mark.requirement("H31")
def test_one_tap_on_the_page_judges(sign_in, goal, pupils_5b):
    url = f"/s/zwaluw/plans/goals/{goal.pk}/pupils/{pupils_5b[0].pk}/"
    reply = sign_in("emmy").post(url, {"outcome": "reached", "version": 0}, headers={"X-Autosave": "1"})
    assert reply.json() == {"version": 1, "outcome": "reached", "counts": "1 behaald"}
    late = sign_in("tom").post(url, {"outcome": "not", "version": 0}, headers={"X-Autosave": "1"})
    assert (late.status_code, late.json()["outcome"]) == (409, "reached")
    plain = sign_in("emmy").post(url, {"outcome": "partly", "version": 1})
    assert plain.status_code == 302
    assert outcomes(goal) == {pupils_5b[0].pk: "partly"}


@pytest.mark.requirement("H33")
def test_the_page_shows_proposals_apart_from_decisions(sign_in, counted, pupils_5b):
    result(counted, pupils_5b[0], 62)
    page = sign_in("emmy").get(f"/s/zwaluw/plans/{counted.row.plan_id}/evaluation/").content.decode()
    assert page.count("data-proposed") == 1
    assert page.split("<main")[1].count('aria-pressed="true"') == 0
    assert "Verwerking" in page


@pytest.mark.parametrize("goals", [1, 3])
def test_the_evaluation_asks_the_same_however_many_goals(member, counted, goals, django_assert_num_queries):
    for number in range(goals - 1):
        Goal.objects.create(school=counted.school, row=counted.row, text=f"Doel {number}", position=number + 1)
    plan = GroupPlan.objects.select_related("group", "period", "subject").get(pk=counted.row.plan_id)
    emmy = member("emmy")
    with django_assert_num_queries(14):
        sheet = evaluation_sheet(plan, emmy)
    assert sheet["asked"] == 4 * goals


@pytest.mark.requirement("H31")
def test_all_proposals_of_the_plan_are_taken_over_and_back_at_once(member, counted, pupils_5b):
    result(counted, pupils_5b[0], 62)
    result(counted, pupils_5b[1], 40)
    other = Goal.objects.create(school=counted.school, row=counted.row, text="Zonder cijfer.", position=2)
    assert actions.take_proposals(by=member("emmy"), plan=counted.row.plan) == 2
    assert (outcomes(counted)[pupils_5b[0].pk], outcomes(other)) == ("reached", {})
    assert actions.undo_judgement(by=member("emmy"), plan=counted.row.plan) == 2


@pytest.mark.requirement("H32")
@pytest.mark.parametrize(("version", "words", "status"), [(0, "Van Tom", 409), (1, "x" * 4001, 422)])
def test_words_that_cannot_be_kept_are_given_back_to_copy(sign_in, member, goal, version, words, status):
    plan, empty = goal.row.plan, dict.fromkeys(("instruction", "content", "processing", "time", "adjustments"), "")
    actions.save_reflection(by=member("emmy"), plan=plan, version=0, values=empty | {"time": "Van Emmy"})
    reply = sign_in("tom").post(
        f"/s/zwaluw/plans/{plan.pk}/evaluation/reflection/", {"version": version, "time": words}
    )
    page = reply.content.decode()
    assert reply.status_code == status
    assert "Van Emmy" in page
    assert words in page
