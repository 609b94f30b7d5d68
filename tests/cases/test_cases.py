"""Registering, writing, closing and opening again."""

import datetime as dt

import pytest

from gezien.audit.models import AuditEvent
from gezien.cases import actions
from gezien.cases.actions.stories import save_story
from gezien.cases.models import Case, CasePart
from gezien.cases.parts import PART, STEPS
from gezien.cases.queries.cases import case_rows, cases_of, parts_of, steps_of
from gezien.cases.rules import editable_cases, visible_cases, why_case_visible, withdrawable_cases
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.meetings.actions.preparations import prepare_case
from gezien.pupils.models import Pupil
from gezien.schools.rules import NotAllowed

PEOPLE = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")


@pytest.mark.requirement("F2", "H40")
def test_registering_keeps_what_the_teacher_brings_and_the_ground(case, member):
    texts = {key: part.text for key, part in parts_of(case).items()}
    assert list(texts) == list(PART)
    assert (texts["concern"], texts["tried"]) == ("Stopt bij elke nieuwe som.", "Meer tijd.")
    assert (case.grounds, case.teacher) == (["little_profit"], member("emmy").user)
    assert AuditEvent.objects.get(verb="case.registered", object_id=case.pk).pupil_id == case.pupil_id


def test_coach_who_registers_leads_and_the_question_is_the_teachers(member, pupil):
    case = actions.register_case(by=member("sanne"), pupil=pupil, grounds=["home"])
    assert case.coach == member("sanne").user
    assert case.teacher.username in ("leerkracht", "duo")


def test_pupil_has_one_open_case(case, member):
    with pytest.raises(actions.AlreadyOpen) as found:
        actions.register_case(by=member("sanne"), pupil=case.pupil, grounds=["home"])
    assert found.value.case == case


@pytest.mark.parametrize("name", ["fleur", "karim"])
def test_who_does_not_write_in_the_file_cannot_register(name, member, pupil):
    with pytest.raises(NotAllowed):
        actions.register_case(by=member(name), pupil=pupil, grounds=["home"])


def test_two_write_in_different_parts_at_once_and_both_stand(case, member):
    parts = parts_of(case)
    actions.save_part(by=member("emmy"), case=case, key="goal", version=parts["goal"].version, text="Rekent tot 100.")
    actions.save_part(by=member("sanne"), case=case, key="ideas", version=parts["ideas"].version, text="Getallenlijn.")
    texts = dict(CasePart.objects.filter(case=case).values_list("key", "text"))
    assert (texts["goal"], texts["ideas"]) == ("Rekent tot 100.", "Getallenlijn.")


def test_two_in_one_part_raises_stale_with_what_is_stored(case, member):
    version = parts_of(case)["goal"].version
    actions.save_part(by=member("emmy"), case=case, key="goal", version=version, text="Rekent tot 100.")
    with pytest.raises(StaleVersion) as found:
        actions.save_part(by=member("tom"), case=case, key="goal", version=version, text="Rekent tot 50.")
    assert found.value.current.text == "Rekent tot 100."


@pytest.mark.requirement("F1")
def test_step_of_a_case_is_the_furthest_with_something_written(case, member):
    assert list(STEPS) == ["before", "understand", "involve", "ideas", "do", "check"]
    assert steps_of([case]) == {case.pk: "before"}
    part = parts_of(case)["measures"]
    actions.save_part(by=member("emmy"), case=case, key="measures", version=part.version, text="Getallenlijn.")
    assert steps_of([case]) == {case.pk: "ideas"}


@pytest.mark.requirement("F1", "E1")
def test_step_of_a_case_counts_what_is_agreed_and_asked_too(case, member, django_assert_num_queries):
    emmy = member("emmy")
    actions.agree(by=emmy, case=case, what="Oefent.", owner=emmy.user, due_on=clock.today())
    assert steps_of([case]) == {case.pk: "do"}
    actions.record_effect(by=emmy, case=case, going={"pupil_goes": 2})
    assert steps_of([case]) == {case.pk: "check"}
    actions.remove_effect(by=emmy, case=case, effect=case.effects.get())
    case = actions.ask_effect_on(by=emmy, case=case, day=clock.today() + dt.timedelta(days=30))
    with django_assert_num_queries(1):
        assert steps_of([case]) == {case.pk: "check"}


def test_closed_case_is_read_and_opened_again(case, member):
    actions.close_case(by=member("emmy"), case=case, note="De getallenlijn hielp.")
    with pytest.raises(NotAllowed):
        actions.save_part(by=member("emmy"), case=case, key="goal", version=1, text="Anders.")
    assert case not in cases_of(member("emmy"))
    assert case in cases_of(member("emmy"), closed=True)
    actions.reopen_case(by=member("sanne"), case=Case.objects.get(pk=case.pk))
    assert case in cases_of(member("emmy"))


def test_closed_case_stays_closed_when_the_pupil_was_registered_again(case, member):
    actions.close_case(by=member("emmy"), case=case)
    newer = actions.register_case(by=member("emmy"), pupil=case.pupil, grounds=["home"])
    with pytest.raises(actions.AlreadyOpen) as found:
        actions.reopen_case(by=member("emmy"), case=case)
    assert found.value.case == newer


def test_registration_of_which_nothing_came_is_taken_back(case, member):
    assert withdrawable_cases(member("tom")).filter(pk=case.pk).exists() is False
    actions.withdraw_case(by=member("emmy"), case=case)
    assert not Case.objects.filter(pupil=case.pupil).exists()


def test_registration_in_which_a_colleague_wrote_is_not_taken_back(case, member):
    part = parts_of(case)["ideas"]
    actions.save_part(by=member("tom"), case=case, key="ideas", version=part.version, text="Getallenlijn.")
    with pytest.raises(NotAllowed):
        actions.withdraw_case(by=member("emmy"), case=case)
    assert Case.objects.filter(pk=case.pk).exists()


def test_registration_somebody_prepares_for_is_not_taken_back(case, member):
    prepare_case(by=member("emmy"), case=case)
    assert not withdrawable_cases(member("emmy")).filter(pk=case.pk).exists()


def test_registration_with_a_story_is_not_taken_back(case, member):
    emmy = member("emmy")
    save_story(by=emmy, case=case, whose=emmy.user.pk, version=1, text="Ik twijfel.", way_forward="")
    assert not withdrawable_cases(emmy).filter(pk=case.pk).exists()


def test_discussed_case_is_closed_rather_than_taken_back(case, member):
    actions.discussed(by=member("sanne"), case=case)
    with pytest.raises(NotAllowed):
        actions.withdraw_case(by=member("emmy"), case=case)


@pytest.mark.parametrize("name", PEOPLE)
def test_rule_and_reason_agree_for_every_case(name, case, member):
    reader = member(name)
    seen = set(visible_cases(reader))
    assert seen == {one for one in Case.objects.select_related("pupil") if why_case_visible(reader, one)}
    assert set(editable_cases(reader)) <= seen


def test_list_costs_the_same_at_two_sizes(case, member, django_assert_num_queries):
    sanne = member("sanne")
    with django_assert_num_queries(2):
        few = case_rows(cases_of(sanne))
    others = Pupil.objects.exclude(pk__in=Case.objects.values("pupil"))[:3]
    Case.objects.bulk_create(Case(school=case.school, pupil=one, registered_on=dt.date(2027, 2, 1)) for one in others)
    with django_assert_num_queries(2):
        assert len(case_rows(cases_of(sanne))) == len(few) + 3
