"""The report tells how a group plan was looked back on while it was open, and by whom; never what was so before."""

import pytest

from gezien.meetings.actions.reviews import close_review, reopen_review
from gezien.meetings.models import Meeting
from gezien.meetings.queries.report import report_page
from gezien.plans.actions.evaluation import (
    FIELDS,
    judge,
    judge_open,
    save_reflection,
    save_row_reflection,
    undo_judgement,
)
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanReflection, PlanRow, RowReflection
from gezien.plans.words import LABELS
from gezien.pupils.models import Pupil
from tests.factories.meetings import opened

BY_TOM = "geschreven door Tom Smit, niet aan tafel"
ELSEWHERE = "(hier opgeschreven, daarna buiten de bespreking gewijzigd)"

pytestmark = pytest.mark.requirement("H35", "E3")


@pytest.fixture
def row(group_5b) -> PlanRow:
    """A cluster of a plan that runs, with two goals at least, of whose pupils nothing was said yet."""
    running = PlanRow.objects.filter(plan__group=group_5b, plan__status=GroupPlan.Status.RUNNING)
    row = next(one for one in running.order_by("pk") if one.goals.count() > 1 and one.cluster.placements.count() > 1)
    GoalOutcome.objects.filter(goal__row__plan=row.plan).delete()
    PlanReflection.objects.filter(plan=row.plan).delete()
    RowReflection.objects.filter(row__plan=row.plan).delete()
    return row


@pytest.fixture
def begin(member, group_5b):
    """Open the review, with Sanne and Emmy; Tom has no seat."""

    def begin() -> Meeting:
        Meeting.objects.all().delete()
        return opened(member("sanne"), group_5b, participants=[member("emmy").user])

    return begin


@pytest.fixture
def end(member):
    """Close the review with Emmy at the table; what its report says of the plans: label, text and by whom."""

    def end(meeting: Meeting) -> list[tuple[str, str, str]]:
        meeting.participants.filter(user=member("emmy").user).update(joined_at=meeting.opened_at)
        close_review(by=member("sanne"), meeting=Meeting.objects.get(pk=meeting.pk))
        told = report_page(member("emmy"), Meeting.objects.get(pk=meeting.pk))["plans"]
        return [(one["label"], one["text"], one["by"]) for one in told]

    return end


def goals_of(row: PlanRow) -> list[Goal]:
    return list(row.goals.order_by("pk"))


def pupils_of(row: PlanRow) -> list[Pupil]:
    return [one.pupil for one in row.cluster.placements.order_by("pk").select_related("pupil")]


def say(by, goal: Goal, pupil: Pupil, outcome: str) -> None:
    stored = GoalOutcome.objects.filter(goal=goal, pupil=pupil).first()
    judge(by=by, goal=goal, pupil=pupil, outcome=outcome, expected=stored.version if stored else 0)


def look_back(by, row: PlanRow, **words: str) -> None:
    stored = PlanReflection.objects.filter(plan=row.plan).first()
    values = {name: getattr(stored, name, "") for name in FIELDS} | words
    save_reflection(by=by, plan=row.plan, version=stored.version if stored else 0, values=values)


def test_only_the_goals_and_pupils_that_were_judged_here_are_told_with_who_did(begin, end, member, row):
    (first, second), pupils = goals_of(row)[:2], pupils_of(row)
    say(member("tom"), first, pupils[0], "reached")
    judge_open(by=member("tom"), goal=second, how="reached")
    live = begin()
    say(member("emmy"), first, pupils[1], "partly")

    assert end(live) == [("Doel geëvalueerd", f"{first.text}\n1 deels behaald", "")]


def test_goals_are_told_each_with_its_own_writers(begin, end, member, row):
    (first, second), pupils, live = goals_of(row)[:2], pupils_of(row), begin()
    say(member("emmy"), first, pupils[0], "reached")
    say(member("tom"), second, pupils[0], "reached")

    told = [("Doel geëvalueerd", f"{goal.text}\n1 behaald", by) for goal, by in ((first, ""), (second, BY_TOM))]
    assert end(live) == told


def test_judging_one_goal_and_taking_back_another_does_not_even_out(begin, end, member, row):
    (first, second), pupils = goals_of(row)[:2], pupils_of(row)
    say(member("emmy"), second, pupils[0], "reached")
    live = begin()
    undo_judgement(by=member("emmy"), plan=row.plan)
    say(member("emmy"), first, pupils[0], "reached")

    assert [text for _label, text, _by in end(live)] == [
        f"{first.text}\n1 behaald",
        f"{second.text}\noordeel weggehaald: 1",
    ]


@pytest.mark.parametrize("how", ["undone", "cleared", "said again"])
def test_goal_of_which_the_same_is_said_as_at_the_opening_is_not_told(begin, end, member, row, how):
    goal, pupil, emmy = goals_of(row)[0], pupils_of(row)[0], member("emmy")
    if how == "said again":
        say(emmy, goal, pupil, "reached")
    live = begin()
    say(emmy, goal, pupil, "partly")
    if how == "undone":
        undo_judgement(by=emmy, plan=row.plan)
    else:
        say(emmy, goal, pupil, "reached" if how == "said again" else "")

    assert end(live) == []


def test_only_the_fields_of_looking_back_that_were_written_here_are_told(begin, end, member, row):
    look_back(member("tom"), row, instruction="Kort werkte.", content="Blok 6.", processing="Samen.")
    live = begin()
    look_back(member("emmy"), row, time="Elke dag.", processing="Alleen.")
    look_back(member("emmy"), row, content="", processing="Samen.")

    told = [("(leeggemaakt)", f"Terugblik · {LABELS['content']}"), ("Elke dag.", "Terugblik · Tijd")]
    assert [(text, label) for label, text, _by in end(live)] == told


def test_looking_back_on_a_cluster_is_told_by_field(begin, end, member, row):
    save_row_reflection(by=member("tom"), row=row, version=0, helped="yes", adjustments="Van thuis.")
    live = begin()
    save_row_reflection(by=member("emmy"), row=row, version=1, helped="yes", adjustments="Meer tijd.")

    assert end(live) == [("Terugblik", "Meer tijd.", "")]


def test_words_and_outcomes_that_were_written_over_while_it_was_closed_are_not_told(begin, end, member, row):
    goal, pupil, live = goals_of(row)[0], pupils_of(row)[0], begin()
    say(member("emmy"), goal, pupil, "reached")
    look_back(member("emmy"), row, time="Aan tafel.")
    end(live)
    say(member("tom"), goal, pupil, "partly")
    look_back(member("tom"), row, time="Op de gang.")
    reopen_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))

    assert end(live) == [
        ("Doel geëvalueerd", f"{goal.text}\n{ELSEWHERE}", ""),
        ("Terugblik · Tijd", ELSEWHERE, ""),
    ]
