"""The report tells which lines of the plan of one pupil came, went or changed, to who may read that plan."""

import datetime as dt

import pytest

from gezien.cases.actions import register_case
from gezien.cases.models import Case, Ground
from gezien.common import clock
from gezien.meetings.actions.reviews import close_review, open_review, reopen_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.documents.report import report_paper
from gezien.meetings.models import Meeting
from gezien.meetings.queries.report import report_page
from gezien.plans.actions.individual import add_line, remove_line, restore_line, start_individual
from gezien.plans.actions.individual_steps import agree_individual, step_individual
from gezien.plans.individual_forms import IndividualForm
from gezien.plans.models import IndividualPlan
from gezien.pupils.models import Enrolment, Pupil
from tests.factories.meetings import at, opened
from tests.plans.individual import drawn_up, put_before_parents, sent

pytestmark = pytest.mark.requirement("E3", "B4")
WORKED = "Gewerkt aan: tijdelijk plan."


@pytest.fixture
def noor(pupils_5b) -> Pupil:
    return next(pupil for pupil in pupils_5b if pupil.call_name == "Noor")


@pytest.fixture
def plan(member, noor) -> IndividualPlan:
    """With one goal and one line of the agreed part, before the review."""
    return drawn_up(member("emmy"), noor)


@pytest.fixture
def live(member, group_5b, plan) -> Meeting:
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b, participants=[member("emmy").user])


@pytest.fixture
def end(member, live):
    """Close the review; what its report tells Emmy was also done."""

    def end(reader: str = "emmy") -> list[str]:
        close_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))
        return [one["text"] for one in report_page(member(reader), Meeting.objects.get(pk=live.pk))["done"]]

    return end


def now(plan: IndividualPlan) -> IndividualPlan:
    return IndividualPlan.objects.select_related("pupil").get(pk=plan.pk)


def write(by, plan: IndividualPlan, **values) -> None:
    assert IndividualForm(sent(by, now(plan), **values), by=by, plan=now(plan)).try_save()


def goal_of(plan: IndividualPlan) -> str:
    return f"goal-{plan.goals.order_by('pk')[0].pk}"


def support_of(plan: IndividualPlan) -> str:
    return f"support-{plan.supports.order_by('pk')[0].pk}"


def test_changed_lines_are_told_as_they_say_it_in_the_end(live, plan, member, end):
    emmy = member("emmy")
    for text in ("Leest elke dag.", "Leest eind mei AVI-E4."):
        write(emmy, plan, **{f"{goal_of(plan)}-text": text})
    write(emmy, plan, **{f"{support_of(plan)}-moment": "na de pauze"})

    said = ["Doel: Leest eind mei AVI-E4. We zien het aan: AVI-kaart"]
    said += ["Handelingsdeel: Samen hardop lezen · leerkracht · na de pauze"]
    assert end() == ["\n".join([WORKED, *said])]


def test_line_that_was_added_is_new_also_in_a_row_that_stood_empty(live, plan, member, end):
    emmy = member("emmy")
    line = add_line(by=emmy, plan=now(plan), what="goal")
    write(emmy, plan, **{f"goal-{line.pk}-text": "Spelt."})
    add_line(by=emmy, plan=now(plan), what="support")  # stays empty

    assert end() == [f"{WORKED}\nNieuw doel: Spelt."]


def test_row_that_stood_empty_at_the_opening_is_new_when_it_says_something(member, group_5b, plan):
    emmy = member("emmy")
    line = add_line(by=emmy, plan=now(plan), what="support")
    live = opened(member("sanne"), group_5b)
    assert add_line(by=emmy, plan=now(plan), what="support") == line
    write(emmy, plan, **{f"support-{line.pk}-what": "Elke dag een maatje."})
    close_review(by=member("sanne"), meeting=live)

    told = report_page(emmy, Meeting.objects.get(pk=live.pk))["done"]
    assert [one["text"] for one in told] == [f"{WORKED}\nNieuw in het handelingsdeel: Elke dag een maatje."]


def test_line_that_was_taken_out_is_told_with_its_words(live, plan, member, end):
    what, _dash, pk = goal_of(plan).partition("-")
    remove_line(by=member("emmy"), plan=now(plan), what=what, pk=int(pk))

    assert end() == [f"{WORKED}\nDoel geschrapt: Leest eind maart AVI-M4. We zien het aan: AVI-kaart"]


def test_line_of_before_that_was_put_back_is_told(member, group_5b, plan):
    emmy, pk = member("emmy"), plan.supports.get().pk
    remove_line(by=emmy, plan=now(plan), what="support", pk=pk)
    live = opened(member("sanne"), group_5b)
    restore_line(by=emmy, plan=now(plan), what="support", pk=pk)
    close_review(by=member("sanne"), meeting=live)

    told = report_page(emmy, Meeting.objects.get(pk=live.pk))["done"]
    assert [one["text"] for one in told] == [f"{WORKED}\nHandelingsdeel: Samen hardop lezen · leerkracht"]


def test_plan_that_stands_as_it_did_is_not_told(live, plan, member, end):
    emmy, goal, support = member("emmy"), goal_of(plan), plan.supports.get().pk
    for text in ("Leest elke dag.", "Leest eind maart AVI-M4."):
        write(emmy, plan, **{f"{goal}-text": text, "situation": "" if text.startswith("Leest eind") else text})
    remove_line(by=emmy, plan=now(plan), what="support", pk=support)
    restore_line(by=emmy, plan=now(plan), what="support", pk=support)
    line = add_line(by=emmy, plan=now(plan), what="goal")
    write(emmy, plan, **{f"goal-{line.pk}-text": "Spelt."})
    remove_line(by=emmy, plan=now(plan), what="goal", pk=line.pk)

    assert end() == []


def test_other_words_of_the_plan_tell_that_it_was_worked_on_and_no_more(live, plan, member, end):
    write(member("emmy"), plan, situation="Leest thuis.")

    assert end() == [WORKED]


@pytest.mark.parametrize("back", [True, False])
def test_step_is_told_when_it_stands(member, group_5b, plan, back):
    emmy = member("emmy")
    put_before_parents(emmy, plan)
    live = opened(member("sanne"), group_5b)
    agree_individual(by=emmy, plan=now(plan), without="In een gesprek.")
    step_individual(by=emmy, plan=now(plan), was="agreed", status="running")
    if back:
        step_individual(by=emmy, plan=now(plan), was="running", status="agreed")
        IndividualPlan.objects.filter(pk=plan.pk).update(status="with_parents")
        step_individual(by=emmy, plan=now(plan), was="with_parents", status="draft")
        put_before_parents(emmy, now(plan))
    close_review(by=member("sanne"), meeting=live)

    told = report_page(emmy, Meeting.objects.get(pk=live.pk))["done"]
    assert [one["text"] for one in told] == ([] if back else [WORKED])


def test_plan_that_was_drawn_up_here_tells_all_its_lines(live, plan, member, noor, end):
    emmy = member("emmy")
    plan.delete()
    new = start_individual(by=emmy, pupil=noor, kind="temporary")
    new.goals.all().delete()
    new.supports.all().delete()
    line = add_line(by=emmy, plan=now(new), what="goal")
    write(emmy, new, **{f"goal-{line.pk}-text": "Spelt."})

    assert end() == ["Opgesteld: tijdelijk plan.\nNieuw doel: Spelt."]


def test_line_that_was_written_over_outside_the_review_is_not_told_in_words(live, plan, member, end):
    goal = goal_of(plan)
    write(member("emmy"), plan, **{f"{goal}-text": "Leest elke dag."})
    end()
    write(member("emmy"), plan, **{f"{goal}-text": "Geheim."})
    reopen_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))

    assert end() == [f"{WORKED}\nDoel: (hier opgeschreven, daarna buiten de bespreking gewijzigd)"]


def test_lines_are_for_who_may_read_the_plan_also_on_paper(live, plan, member, noor, end):
    """Noor goes to another group after the review: its teachers read in the report that there was a plan, no more."""
    write(member("emmy"), plan, **{f"{goal_of(plan)}-text": "Spelt."})
    end()
    Enrolment.objects.filter(pupil=noor).update(ends_on=clock.today() - dt.timedelta(days=1))
    closed = Meeting.objects.get(pk=live.pk)

    said = {name: str(report_paper(closed, member(name))) for name in ("sanne", "emmy")}
    assert {name: (WORKED in text, "Spelt." in text) for name, text in said.items()} == {
        "sanne": (True, True),
        "emmy": (True, False),
    }


@pytest.mark.requirement("H39")
def test_sitting_tells_the_lines_in_the_case(member, plan, noor):
    Case.objects.all().delete()
    sanne = member("sanne")
    case = register_case(by=sanne, pupil=noor, grounds=[Ground.OUTLOOK])
    live = open_review(by=sanne, meeting=plan_sitting(by=sanne, starts_at=at(0), cases=[case]))
    write(sanne, plan, **{f"{goal_of(plan)}-text": "Spelt.", f"{goal_of(plan)}-measure": ""})
    close_review(by=sanne, meeting=live)

    [told] = report_page(sanne, Meeting.objects.get(pk=live.pk))["cases"]

    assert told["lines"] == [("Ook gedaan", f"{WORKED}\nDoel: Spelt.")]
