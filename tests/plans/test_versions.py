"""Versions of a plan: kept when it matters, readable as it was, and what changed told word by word."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.plans.actions import (
    add_goal,
    adjust_plan,
    change_status,
    finish_adjusting,
    remove_goal,
    save_general,
    save_row,
)
from gezien.plans.models import Goal, GroupPlan, PlanVersion
from gezien.plans.queries import plan_sheet, snapshot, with_names
from gezien.plans.queries.contents import GoalContents, PlanContents, RowContents, from_json
from gezien.plans.queries.difference import ADDED, REMOVED, count, difference, words
from gezien.plans.queries.versions import compare, plan_versions
from gezien.schools.rules import NotAllowed

STATUS = GroupPlan.Status
texts = st.text(alphabet="abc de.\n", max_size=30)
goals = st.builds(GoalContents, key=st.integers(1, 5), text=texts, measure=texts, target=st.sampled_from(["", "57"]))
rows = st.builds(
    RowContents,
    key=st.integers(1, 4),
    cluster=texts,
    pupils=st.lists(st.integers(1, 9), max_size=3, unique=True).map(tuple),
    goals=st.lists(goals, max_size=3, unique_by=lambda goal: goal.key).map(tuple),
    content=texts,
    approach=texts,
    minutes=st.integers(0, 90),
    times=st.integers(0, 5),
)
plans = st.builds(
    PlanContents, general=texts, rows=st.lists(rows, max_size=3, unique_by=lambda row: row.key).map(tuple)
)


@pytest.fixture
def running(member, plan) -> GroupPlan:
    """Emmy's plan, agreed and being carried out."""
    change_status(by=member("emmy"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
    return change_status(by=member("emmy"), plan=plan, was=STATUS.AGREED, status=STATUS.RUNNING)


def loaded(plan: GroupPlan) -> GroupPlan:
    return with_names(GroupPlan.objects.all()).get(pk=plan.pk)


# --- what is kept reads as it was -------------------------------------------------------------------------------------


@pytest.mark.requirement("H29")
@settings(max_examples=60, deadline=None)
@given(contents=plans)
def test_what_a_version_keeps_reads_back_the_same(contents):
    assert from_json(json.loads(json.dumps(contents.as_json()))) == contents


@settings(max_examples=60, deadline=None)
@given(contents=plans)
def test_a_plan_does_not_differ_from_itself(contents):
    assert difference(contents, contents, {}) == []


@settings(max_examples=60, deadline=None)
@given(row=rows, name=st.sampled_from(["content", "approach", "organisation", "evaluation"]), text=texts)
def test_one_text_that_changed_is_the_whole_difference(row, name, text):
    other = replace(row, **{name: getattr(row, name) + "x" + text})
    [part] = difference(PlanContents(rows=(row,)), PlanContents(rows=(other,)), {})
    assert [change.of for change in part.changes] == [("row", row.key, name)]


@settings(max_examples=100, deadline=None)
@given(old=texts, new=texts)
def test_difference_in_words_holds_both_texts_whole(old, new):
    pieces = words(old, new)
    assert "".join(one.text for one in pieces if one.kind != ADDED) == old
    assert "".join(one.text for one in pieces if one.kind != REMOVED) == new


# --- when a version is made -------------------------------------------------------------------------------------------


@pytest.mark.requirement("H29")
def test_agreeing_keeps_the_plan_as_it_was(member, plan, intensive, values):
    was = snapshot(plan)
    change_status(by=member("sanne"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
    save_row(by=member("emmy"), row=intensive, version=1, values=values(content="Later bedacht."))
    version = PlanVersion.objects.get(plan=plan)
    assert (version.number, version.occasion, version.made_by.username) == (1, "agreed", "ib")
    assert from_json(version.contents) == was != snapshot(plan)


def test_agreeing_again_on_the_same_words_keeps_one_version(member, plan):
    for _time in range(2):
        change_status(by=member("emmy"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
        change_status(by=member("emmy"), plan=plan, was=STATUS.AGREED, status=STATUS.DRAFT)
    assert PlanVersion.objects.filter(plan=plan).count() == 1


@pytest.mark.requirement("H29")
def test_adjusting_midway_tells_what_changed_by_whom_and_why(member, running, intensive, values):
    adjust_plan(by=member("emmy"), plan=running, why="De stappen waren te groot.")
    save_row(by=member("tom"), row=intensive, version=1, values=values(approach="Terug naar materiaal."))
    done = finish_adjusting(by=member("emmy"), plan=running)
    one, two = PlanVersion.objects.filter(plan=running).order_by("number")
    compared = compare(loaded(running), one, two)
    [part] = compared.parts
    [change] = part.changes
    assert (done, part.title, change.label, compared.why) == (two, "Intensief", "Aanpak", "De stappen waren te groot.")
    assert "".join(piece.text for piece in change.pieces if piece.kind != REMOVED) == "Terug naar materiaal."
    assert compared.who[change.of].startswith("Tom Smit, ")


def test_version_being_written_is_the_plan_as_it_stands(member, running, intensive, values):
    adjust_plan(by=member("emmy"), plan=running, why="Anders.")
    save_row(by=member("emmy"), row=intensive, version=1, values=values(content="Blok 9."))
    lines = plan_versions(loaded(running)).lines
    assert [(line.number, line.is_open, line.changes) for line in lines] == [(2, True, 1), (1, False, None)]


def test_only_one_adjusts_at_a_time(member, running):
    adjust_plan(by=member("emmy"), plan=running, why="Te moeilijk.")
    with pytest.raises(StaleVersion):
        adjust_plan(by=member("tom"), plan=running, why="Te makkelijk.")
    assert finish_adjusting(by=member("tom"), plan=running).why == "Te moeilijk."
    assert finish_adjusting(by=member("emmy"), plan=running) is None


@pytest.mark.parametrize(("status", "why"), [("draft", "Anders."), ("evaluated", "Anders."), ("running", "  ")])
def test_only_a_running_plan_is_adjusted_and_with_a_reason(status, why, member, plan):
    GroupPlan.objects.filter(pk=plan.pk).update(status=status)
    with pytest.raises(NotAllowed):
        adjust_plan(by=member("emmy"), plan=plan, why=why)


def test_head_adjusts_nothing(member, running):
    with pytest.raises(NotAllowed):
        adjust_plan(by=member("karim"), plan=running, why="Anders.")


def test_evaluating_seals_what_was_being_adjusted_and_keeps_the_end(member, running):
    adjust_plan(by=member("emmy"), plan=running, why="Anders.")
    change_status(by=member("emmy"), plan=running, was=STATUS.RUNNING, status=STATUS.EVALUATED)
    found = PlanVersion.objects.filter(plan=running).order_by("number")
    assert [(one.occasion, one.sealed_at is None) for one in found] == [
        ("agreed", False),
        ("adjusted", False),
        ("evaluated", False),
    ]


@pytest.mark.requirement("H29")
def test_small_change_after_agreeing_is_counted_on_the_sheet(member, running, intensive):
    assert plan_sheet(loaded(running)).version["changes"] == 0
    goal = Goal.objects.filter(row=intensive).order_by("position")[0]
    remove_goal(by=member("emmy"), goal=goal)
    save_general(by=member("emmy"), plan=running, version=running.version, general="Nieuw voor iedereen.")
    assert plan_sheet(loaded(running)).version["changes"] == 1 + 1 + bool(goal.measure) + bool(goal.target)


def test_goal_that_came_and_one_that_went_are_told(member, running, intensive):
    was = snapshot(running)
    goal = add_goal(by=member("emmy"), row=intensive, text="Nieuw doel.")
    [part] = difference(was, snapshot(running), {})
    assert [(change.label, change.of) for change in part.changes] == [("Doel", ("goal", goal.pk, "text"))]
    remove_goal(by=member("emmy"), goal=goal)
    assert count(difference(was, snapshot(running), {})) == 0


def test_versions_are_logged(member, running):
    adjust_plan(by=member("emmy"), plan=running, why="Anders.")
    event = AuditEvent.objects.filter(verb="plan_version.added").latest("id")
    assert (event.actor_name, event.details["number"], event.details["why"]) == ("Emmy de Groot", 2, "Anders.")
