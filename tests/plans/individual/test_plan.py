"""Plans of one pupil: who sees them, what they start from, versions, agreement and what is due."""

import datetime as dt

import pytest
from django.http import QueryDict

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.models import Note
from gezien.plans.actions.answers import mark_read, record_answer
from gezien.plans.actions.individual import add_line, discard_individual, remove_line, start_individual
from gezien.plans.actions.individual_steps import (
    agree_individual,
    make_version,
    step_individual,
)
from gezien.plans.actions.plans import CannotPlan
from gezien.plans.individual_forms import IndividualForm
from gezien.plans.models import IndividualPlan, PlanAnswer
from gezien.plans.queries.individual import first_due, individual_rows, standing
from gezien.plans.queries.individual_content import changes, content_of, has_changed, sections
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.rules import editable_individual_plans, visible_individual_plans, why_individual_visible
from gezien.pupils.models import Pupil
from gezien.schools.models import School
from gezien.schools.rules import NotAllowed
from tests.plans.individual import drawn_up, put_before_parents, said, sent

pytestmark = pytest.mark.requirement("H24")


# --- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra"])
def test_plan_is_seen_by_whoever_sees_the_file_and_for_the_same_reason(member, plan, name):
    person = member(name)
    seen = visible_individual_plans(person).filter(pk=plan.pk).exists()
    assert seen == (name in {"emmy", "tom", "sanne", "karim"}) == (why_individual_visible(person, plan) is not None)
    assert editable_individual_plans(person).filter(pk=plan.pk).exists() == (name in {"emmy", "tom", "sanne"})


def test_head_draws_up_no_plan(member, noor):
    with pytest.raises(NotAllowed):
        start_individual(by=member("karim"), pupil=noor, kind="temporary")


# --- drawing up -------------------------------------------------------------------------------------------------------


def test_plan_starts_from_factors_and_needs_of_now(emmy, noor, write_need):
    need = write_need(noor, "Telt eind maart met sprongen van 5.", "Een rekenrek erbij.")
    plan = start_individual(by=emmy, pupil=noor, kind="temporary")
    assert "begrijpt verhalen" in plan.factors.values_list("text", flat=True)
    assert list(plan.goals.get(text=need.goal).needs.all()) == [need]
    assert plan.supports.filter(what="Een rekenrek erbij.").exists()


def test_second_outlook_waits_for_the_first_to_end(emmy, noor):
    first = start_individual(by=emmy, pupil=noor, kind="outlook")
    with pytest.raises(CannotPlan):
        start_individual(by=emmy, pupil=noor, kind="outlook")
    IndividualPlan.objects.filter(pk=first.pk).update(status="ended")
    assert start_individual(by=emmy, pupil=noor, kind="outlook").pk != first.pk


def test_outlook_goes_along_from_the_plan_before(emmy, noor):
    first = start_individual(by=emmy, pupil=noor, kind="outlook")
    IndividualPlan.objects.filter(pk=first.pk).update(status="ended", outlook="Vmbo-gemengd")
    assert start_individual(by=emmy, pupil=noor, kind="outlook").outlook == "Vmbo-gemengd"


def test_pupil_who_came_this_year_has_the_term_from_that_day(emmy, noor):
    came = clock.today() - dt.timedelta(days=10)
    Pupil.objects.filter(pk=noor.pk).update(admitted_on=came)
    noor.refresh_from_db()
    plan = start_individual(by=emmy, pupil=noor, kind="outlook")
    assert plan.counts_from == came
    assert first_due(plan, terms_of(emmy.school)) == came + dt.timedelta(weeks=6)


def test_flemish_school_has_its_own_name_and_no_term(emmy, zwaluw):
    zwaluw.country = School.Country.FLANDERS
    zwaluw.pk = 0  # a school that set nothing
    terms = terms_of(zwaluw)
    assert (terms.first_weeks, terms.outlook_name) == (0, "Individueel aangepast curriculum (IAC)")


# --- writing ----------------------------------------------------------------------------------------------------------


def test_page_is_saved_whole(emmy, plan):
    goal, line = plan.goals.get(), plan.supports.get()
    typed = {f"goal-{goal.pk}-text": "Leest eind april AVI-M4.", f"support-{line.pk}-minutes_a_week": "40"}
    form = IndividualForm(sent(emmy, plan, situation="Leest spellend.", factors=[], **typed), by=emmy, plan=plan)
    assert form.try_save().version == 2
    plan.refresh_from_db()
    assert (plan.situation, plan.factors.count()) == ("Leest spellend.", 0)
    assert (plan.goals.get().text, plan.supports.get().minutes_a_week) == ("Leest eind april AVI-M4.", 40)


def test_of_two_who_write_the_second_sees_both_texts(emmy, member, plan):
    mine, theirs = sent(emmy, plan, situation="Van Emmy"), sent(emmy, plan, situation="Van Tom")
    assert IndividualForm(theirs, by=member("tom"), plan=IndividualPlan.objects.get(pk=plan.pk)).try_save()
    form = IndividualForm(_query(mine), by=emmy, plan=plan)
    assert form.try_save() is None
    assert form.conflict["situation"] == "Van Tom"
    assert form["situation"].value() == "Van Emmy"


def _query(values: dict) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, (list, set)) else [str(value)])
    return data


def test_ended_plan_is_written_in_no_more(emmy, plan):
    values = sent(emmy, plan, situation="Te laat")
    IndividualPlan.objects.filter(pk=plan.pk).update(status="ended")
    plan.refresh_from_db()
    with pytest.raises(NotAllowed):
        IndividualForm(values, by=emmy, plan=plan).try_save()


@pytest.mark.parametrize("what", ["goal", "support"])
def test_who_has_the_plan_open_hears_that_a_line_was_taken_out(emmy, member, plan, what):
    line = plan.goals.get() if what == "goal" else plan.supports.get()
    theirs = sent(member("tom"), plan, **{f"{what}-{line.pk}-{'text' if what == 'goal' else 'what'}": "Van Tom"})
    remove_line(by=emmy, plan=plan, what=what, pk=line.pk)
    fresh = IndividualPlan.objects.get(pk=plan.pk)
    assert not (fresh.goals if what == "goal" else fresh.supports).exists()
    form = IndividualForm(theirs, by=member("tom"), plan=fresh)
    assert form.try_save() is None
    assert form.conflict is not None


def test_one_more_line_stands_in_the_log(emmy, plan):
    line = add_line(by=emmy, plan=plan, what="support")
    event = AuditEvent.objects.filter(verb="individualplan.saved", object_id=plan.pk).latest("pk")
    assert event.details["added"] == line.pk


# --- versions and agreement -------------------------------------------------------------------------------------------


def test_version_keeps_what_the_plan_said(emmy, plan):
    first = put_before_parents(emmy, plan)
    plan.goals.update(text="Leest eind april AVI-M4.")
    content = content_of(plan, terms_of(emmy.school))
    assert has_changed(first, content)
    (change,) = changes(first.content, content)
    assert (change["key"], ("removed", "maart"), ("added", "april")) == ("goals", *change["pieces"][1:3])


def test_step_of_a_plan_that_stands_elsewhere_is_refused(emmy, plan):
    put_before_parents(emmy, plan)
    with pytest.raises(StaleVersion):
        step_individual(by=emmy, plan=plan, was="agreed", status="running")
    with pytest.raises(NotAllowed):
        step_individual(by=emmy, plan=plan, was="with_parents", status="running")


def test_version_of_an_unchanged_plan_is_not_made_twice(emmy, plan):
    put_before_parents(emmy, plan)
    with pytest.raises(CannotPlan, match="1"):
        make_version(by=emmy, plan=plan, why="Nog eens")


def test_plan_without_goal_is_not_put_before_parents(emmy, plan):
    plan.goals.update(text="")
    with pytest.raises(CannotPlan):
        make_version(by=emmy, plan=plan, why="Leeg")


def test_agreement_belongs_to_one_version(emmy, plan):
    first = put_before_parents(emmy, plan)
    said(first)
    said(first, kind="heard", party="pupil", name="Noor")
    plan.goals.update(text="Leest eind april AVI-M4.")
    with pytest.raises(CannotPlan):  # the parents have not seen this
        agree_individual(by=emmy, plan=plan, without="toch")
    second = make_version(by=emmy, plan=plan, why="Later")
    with pytest.raises(CannotPlan):
        agree_individual(by=emmy, plan=plan)
    said(second)
    said(second, kind="heard", party="pupil", name="Noor")
    assert agree_individual(by=emmy, plan=plan).status == "agreed"


@pytest.mark.parametrize("kind", ["not_agreed", None])
def test_without_agreement_a_reason_is_asked_and_kept(emmy, plan, kind):
    version = put_before_parents(emmy, plan)
    if kind:
        said(version, kind=kind)
    with pytest.raises(CannotPlan):
        agree_individual(by=emmy, plan=plan)
    agree_individual(by=emmy, plan=plan, without="Ouders niet bereikbaar, drie keer gebeld")
    version.refresh_from_db()
    assert version.agreed_without == "Ouders niet bereikbaar, drie keer gebeld"


def test_pupil_is_heard_before_the_plan_is_settled(emmy, plan):
    said(put_before_parents(emmy, plan))
    with pytest.raises(CannotPlan, match="gehoord"):
        agree_individual(by=emmy, plan=plan)


def test_last_word_of_a_person_counts_and_a_comment_takes_nothing_back(emmy, plan):
    version = put_before_parents(emmy, plan)
    said(version, kind="not_agreed")
    last = said(version, kind="agreed", name=" ans ")
    said(version, kind="comment")
    assert standing(version.answers.all()) == [last]


def test_answer_to_an_earlier_version_is_refused(emmy, plan):
    first = put_before_parents(emmy, plan)
    plan.goals.update(text="Anders.")
    make_version(by=emmy, plan=plan, why="Anders")
    values = {"party": "parent", "name": "Ans", "relation": "moeder", "kind": "agreed", "way": "screen"}
    with pytest.raises(NotAllowed):
        record_answer(by=emmy, version=first, **values)


def test_answer_sent_twice_is_kept_once(emmy, plan):
    version = put_before_parents(emmy, plan)
    values = {"party": "parent", "name": "Ans", "relation": "moeder", "kind": "agreed", "way": "screen"}
    first = record_answer(by=emmy, version=version, **values)
    assert record_answer(by=emmy, version=version, **values) == first
    assert record_answer(by=emmy, version=version, **values | {"name": "Bert"}) != first
    assert version.answers.count() == 2


def test_answer_told_in_a_talk_rests_on_that_talk(emmy, plan, noor, pupils_5b):
    version = put_before_parents(emmy, plan)
    values = {"party": "parent", "name": "Ans", "relation": "moeder", "kind": "agreed", "way": "talk"}
    talk = Note.objects.filter(pupil=noor, kind="parent_talk").first()
    assert record_answer(by=emmy, version=version, talk=talk, **values).note == talk
    other = Note.objects.filter(kind="parent_talk").exclude(pupil=noor).first()
    with pytest.raises(NotAllowed):
        record_answer(by=emmy, version=version, talk=other, **values)


# --- what is due, and looking back ------------------------------------------------------------------------------------


def test_coach_sees_what_is_due_first(member, emmy, noor):
    plan = drawn_up(emmy, noor, "outlook")
    IndividualPlan.objects.filter(pk=plan.pk).update(counts_from=clock.today() - dt.timedelta(weeks=20))
    rows = individual_rows(member("sanne"), terms_of(emmy.school))
    late = next(row for row in rows if row["pk"] == plan.pk)
    assert [due["is_late"] for due in late["due"]] == [True]
    assert [row["sort"] for row in rows] == sorted(row["sort"] for row in rows)


def test_list_of_plans_takes_as_many_statements_for_more_plans(
    member, emmy, noor, pupils_5b, django_assert_num_queries
):
    sanne, terms = member("sanne"), terms_of(emmy.school)
    with django_assert_num_queries(2):
        before = len(individual_rows(sanne, terms))
    drawn_up(emmy, noor)
    drawn_up(emmy, pupils_5b[0])
    with django_assert_num_queries(2):
        assert len(individual_rows(sanne, terms)) == before + 2


def test_draft_is_thrown_away_only_while_parents_have_not_seen_it(emmy, plan, pupils_5b):
    put_before_parents(emmy, plan)
    with pytest.raises(NotAllowed):
        discard_individual(by=emmy, plan=plan)
    other = drawn_up(emmy, pupils_5b[0])
    discard_individual(by=emmy, plan=other)
    assert not IndividualPlan.objects.filter(pk=other.pk).exists()


def test_answer_by_a_link_is_read_once(emmy):
    answer = PlanAnswer.objects.select_related("version__plan__pupil").get(way="link")  # of the demo school
    mark_read(by=emmy, answer=answer)
    mark_read(by=emmy, answer=answer)
    assert answer.seen_by == emmy.user
    assert AuditEvent.objects.filter(verb="individualplan.answer_read", object_id=answer.pk).count() == 1


def test_late_answer_on_an_ended_plan_is_told(emmy, plan):
    said(put_before_parents(emmy, plan))  # as by a link: nobody at school has read it
    IndividualPlan.objects.filter(pk=plan.pk).update(status="ended")
    (row,) = (row for row in individual_rows(emmy, terms_of(emmy.school)) if row["pk"] == plan.pk)
    assert [due["text"] for due in row["due"]] == ["1 antwoord te lezen"]


def test_draft_that_did_not_change_goes_back_with_its_answers(emmy, plan):
    version = put_before_parents(emmy, plan)
    said(version)
    step_individual(by=emmy, plan=plan, was="with_parents", status="draft")
    assert make_version(by=emmy, plan=plan, why="") == version
    plan.refresh_from_db()
    assert (plan.status, version.answers.count(), plan.versions.count()) == ("with_parents", 1, 1)


def test_plan_tells_strengths_before_hindrances(emmy, plan):
    keys = [section.key for section in sections(content_of(plan, terms_of(emmy.school)))]
    assert keys.index("helps") < keys.index("hinders") < keys.index("goals") < keys.index("supports")
