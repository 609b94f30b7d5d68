"""The report tells what a group plan said at the opening beside what it says in the end, and copies none of it."""

import pytest
from django.urls import reverse

from gezien.meetings.actions.reviews import close_review, reopen_review
from gezien.meetings.documents.report import report_paper
from gezien.meetings.models import Meeting
from gezien.meetings.queries.report import report_page
from gezien.plans.actions.goals import WRITTEN, add_goal, remove_goal, save_goal
from gezien.plans.actions.plans import (
    FIELDS,
    NUMBERS,
    add_row,
    change_status,
    neighbours,
    save_general,
    save_row,
    start_plan,
)
from gezien.plans.models import Goal, GoalChange, GroupPlan, PlanRow, PlanRowChange, PlanVersion
from gezien.plans.words import LABELS
from gezien.results.models import Instrument
from tests.factories.meetings import opened

pytestmark = pytest.mark.requirement("E3", "B3")


@pytest.fixture
def row(member, group_5b, period) -> PlanRow:
    """A cluster of a plan of this period whose texts and first goal say something known."""
    row = PlanRow.objects.filter(plan__group=group_5b, plan__period=period, goals__removed_at=None).order_by("pk")[0]
    write(member("emmy"), row, content="Blok 5.", approach="", minutes_a_week=60, times_a_week=3)
    say(member("emmy"), goal_of(row), text="Telt tot 20.", measure="Acht van de tien.")
    return row


@pytest.fixture
def live(member, row) -> Meeting:
    """Opened after that."""
    Meeting.objects.all().delete()
    return opened(member("sanne"), row.plan.group, participants=[member("emmy").user])


@pytest.fixture
def end(member, live):
    """Close the review; what its report tells Emmy of the plans."""

    def end() -> list[dict]:
        close_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))
        return report_page(member("emmy"), Meeting.objects.get(pk=live.pk))["plans"]

    return end


def goal_of(row: PlanRow) -> Goal:
    return row.goals.order_by("pk")[0]


def write(by, row: PlanRow, **values) -> None:
    row = PlanRow.objects.select_related("plan__group").get(pk=row.pk)
    same = {name: getattr(row, name) for name in (*FIELDS, *NUMBERS)}
    save_row(by=by, row=row, version=row.version, values=same | values)


def say(by, goal: Goal, **values) -> None:
    goal = Goal.objects.select_related("row__plan__group").get(pk=goal.pk)
    same = {name: getattr(goal, name) for name in WRITTEN}
    save_goal(by=by, goal=goal, version=goal.version, values=same | values)


def told(rows: list[dict]) -> dict[str, tuple[str, str]]:
    return {one["label"]: (one["text"], one["was"]) for one in rows}


def test_words_of_the_opening_stand_beside_those_of_the_end(live, row, member, end):
    for words in ("Blok 6.", "Blok 7."):
        write(member("emmy"), row, content=words, approach=words)
    write(member("tom"), row, approach="Voordoen.")

    assert told(end()) == {
        str(LABELS["content"]): ("Blok 7.", "Blok 5."),
        str(LABELS["approach"]): ("Voordoen.", "(leeg)"),
    }


def test_text_that_was_emptied_tells_what_it_said(live, row, member, end):
    write(member("emmy"), row, content="")

    assert told(end()) == {str(LABELS["content"]): ("(leeggemaakt)", "Blok 5.")}


def test_time_of_the_opening_stands_beside_that_of_the_end(live, row, member, end):
    write(member("emmy"), row, minutes_a_week=40)
    write(member("emmy"), row, times_a_week=2)

    assert told(end()) == {"Extra tijd": ("2 × 20 min. extra per week", "3 × 20 min. extra per week")}


@pytest.mark.parametrize(
    ("values", "was"),
    [
        ({"text": "Telt tot 50."}, "Telt tot 20."),
        ({"measure": "Negen van de tien."}, "Acht van de tien."),
        ({"text": "Telt tot 50.", "measure": ""}, "Telt tot 20.\nAcht van de tien."),
    ],
)
def test_goal_tells_what_was_changed_of_it(live, row, member, end, values, was):
    say(member("emmy"), goal_of(row), **values)

    said = {"text": "Telt tot 20.", "measure": "Acht van de tien."} | values
    assert told(end()) == {"Doel": ("\n".join(filter(None, said.values())), was)}


def test_goal_that_is_counted_otherwise_tells_both_figures(row, member, group_5b, zwaluw):
    test = Instrument.objects.filter(school=zwaluw).order_by("pk")[0]
    say(member("emmy"), goal_of(row), instrument_id=test.pk, score_type="figure", level="", target=50)
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    say(member("emmy"), goal_of(row), target=60)
    close_review(by=member("sanne"), meeting=live)

    [one] = report_page(member("emmy"), Meeting.objects.get(pk=live.pk))["plans"]

    now, was = one["text"].splitlines()[-1], one["was"]
    assert now.startswith(test.name)
    assert (now[-2:], was) == ("60", f"{now[:-2]}50")


def test_step_of_a_plan_tells_where_it_stood(live, row, member, end):
    plan = row.plan
    was = plan.get_status_display()
    there = neighbours(plan.status)[-1]
    change_status(by=member("emmy"), plan=plan, was=plan.status, status=there)

    assert told(end()) == {"Status": (str(GroupPlan.Status(there).label), was)}


@pytest.mark.parametrize("kept", [True, False])
def test_text_for_everyone_tells_what_it_said_when_a_version_kept_it(live, row, member, end, zwaluw, kept):
    plan = GroupPlan.objects.get(pk=row.plan_id)
    PlanVersion.objects.filter(plan=plan).delete()
    if kept:
        said = {"general": plan.general, "rows": []}
        facts = {"number": 1, "occasion": "agreed", "made_at": plan.created_at, "sealed_at": plan.created_at}
        PlanVersion.objects.create(school=zwaluw, plan=plan, contents=said, **facts)
    save_general(by=member("emmy"), plan=plan, version=plan.version, general="Rustig beginnen.")

    was = row.plan.general
    assert was
    assert told(end()) == {"Voor iedereen": ("Rustig beginnen.", was if kept else "")}


def test_what_came_into_the_plan_here_said_nothing_before(live, row, member, end):
    emmy, cluster, plan = member("emmy"), row.cluster, row.plan
    PlanRow.objects.get(pk=row.pk).delete()
    new = add_row(by=emmy, plan=plan, cluster=cluster)
    write(emmy, new, content="Blok 7.")
    goal = add_goal(by=emmy, row=new, text="Telt tot 20.")
    say(emmy, goal, text="Telt tot 50.")

    assert {one["was"] for one in end()} == {""}


def test_plan_that_was_drawn_up_here_said_nothing_before(live, row, member, end):
    emmy, facts = member("emmy"), {"group": live.group, "subject": row.plan.subject, "period": live.period}
    GroupPlan.objects.filter(**facts).delete()
    plan = start_plan(by=emmy, **facts)
    write(emmy, plan.rows.order_by("pk")[0], content="Blok 7.")
    save_general(by=emmy, plan=plan, version=plan.version, general="Rustig beginnen.")

    rows = end()
    assert {str(LABELS["content"]), "Opgesteld", "Voor iedereen"} <= {one["label"] for one in rows}
    assert {one["was"] for one in rows} == {""}


def test_goal_that_was_taken_out_is_told_as_it_was_left(live, row, member, end):
    say(member("emmy"), goal_of(row), text="Telt tot 50.")
    remove_goal(by=member("emmy"), goal=goal_of(row))

    assert told(end()) == {"Doel geschrapt": ("Telt tot 50.\nAcht van de tien.", "")}


def test_words_that_were_written_over_outside_the_review_tell_nothing_of_before(live, row, member, end):
    write(member("emmy"), row, content="Blok 6.", minutes_a_week=30)
    say(member("emmy"), goal_of(row), text="Telt tot 50.")
    end()
    write(member("emmy"), row, content="Blok 8.", minutes_a_week=45)
    say(member("emmy"), goal_of(row), text="Telt tot 100.")
    reopen_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))

    assert {one["was"] for one in end()} == {""}


def test_report_keeps_no_copy_and_says_less_when_the_history_of_the_plan_is_gone(live, row, member, end):
    write(member("emmy"), row, content="Blok 6.")
    say(member("emmy"), goal_of(row), text="Telt tot 50.")
    assert [one["was"] for one in end()] == ["Blok 5.", "Telt tot 20."]
    closed = Meeting.objects.get(pk=live.pk)

    assert "Blok 5." not in str(closed.report.content)
    assert "Telt tot 20." not in str(closed.report.content)
    PlanRowChange.objects.all().delete()
    GoalChange.objects.all().delete()
    assert [one["was"] for one in report_page(member("emmy"), closed)["plans"]] == ["", ""]


def test_page_and_paper_say_what_was(live, row, member, end, sign_in):
    write(member("emmy"), row, content="Blok 6.")
    end()

    page = sign_in("emmy").get(reverse("meetings:room", args=[live.school.slug, live.pk])).content.decode()
    sections = report_paper(Meeting.objects.get(pk=live.pk), member("emmy"))["sections"]

    assert "was: Blok 5." in page
    [line] = next(one["lines"] for one in sections if one["head"] == "Veranderd in de groepsplannen")
    assert line["text"].startswith("Blok 6.\nwas: Blok 5.")
