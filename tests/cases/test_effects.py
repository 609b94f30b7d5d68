"""Whether it helps: asked at a day, kept over time, and the glasses through which one looks."""

import datetime as dt

import pytest

from gezien.cases import actions
from gezien.cases.models import Case, CaseEffect
from gezien.cases.queries.attention import registered
from gezien.cases.queries.effects import ASPECTS, asking, effects_over_time
from gezien.cases.queries.known import factors_known
from gezien.common import clock
from gezien.notes.models import Factor
from gezien.schools.rules import NotAllowed


def add_effect(case, by, **going) -> CaseEffect:
    return actions.record_effect(by=by, case=case, going=going)


@pytest.mark.requirement("E1")
def test_effect_is_asked_on_its_day_of_teacher_and_coach(case, member):
    sanne = member("sanne")
    actions.discussed(by=sanne, case=case)
    actions.ask_effect_on(by=sanne, case=case, day=clock.today() + dt.timedelta(days=1))
    assert case not in asking(member("emmy"))
    actions.ask_effect_on(by=sanne, case=case, day=clock.today())
    assert case in asking(member("emmy"))
    assert case in asking(sanne)
    assert case not in asking(member("tom"))


@pytest.mark.requirement("E1")
def test_effect_over_time_has_a_column_for_each_moment(case, member):
    emmy = member("emmy")
    CaseEffect.objects.create(school=case.school, case=case, asked_on=dt.date(2027, 1, 14), pupil_goes=1, words="Eerst")
    later = clock.today() + dt.timedelta(weeks=6)
    actions.record_effect(by=emmy, case=case, going={"pupil_goes": 3, "time_goes": 2}, words="Beter", next_on=later)
    found = effects_over_time(case)
    assert len(found["rows"]) == len(ASPECTS) == 5
    assert [cell["value"] for cell in found["rows"][0]["cells"]] == [1, 3]
    assert [one["text"] for one in found["words"]] == ["Beter", "Eerst"]
    assert case.effect_on == later


def test_effect_of_one_day_is_one_moment_and_can_be_taken_back_that_day(case, member):
    emmy = member("emmy")
    add_effect(case, emmy, pupil_goes=1)
    effect = add_effect(case, emmy, pupil_goes=2)
    assert case.effects.count() == 1
    actions.remove_effect(by=emmy, case=case, effect=effect)
    assert case.effects.count() == 0


@pytest.mark.requirement("E1")
def test_two_who_answer_on_one_day_both_stand(case, member):
    emmy, sanne = member("emmy"), member("sanne")
    add_effect(case, emmy, pupil_goes=1)
    later = add_effect(case, sanne, pupil_goes=3)
    found = effects_over_time(case, emmy)
    assert [cell["value"] for cell in found["rows"][0]["cells"]] == [1, 3]
    assert emmy.user.name in found["days"][0]
    assert found["today"] != later.pk
    with pytest.raises(NotAllowed):
        actions.remove_effect(by=emmy, case=case, effect=later)


def test_effect_of_an_earlier_day_stays(case, member):
    effect = CaseEffect.objects.create(school=case.school, case=case, asked_on=dt.date(2027, 1, 14), pupil_goes=1)
    with pytest.raises(NotAllowed):
        actions.remove_effect(by=member("emmy"), case=case, effect=effect)


def test_registration_waits_for_the_coach_until_it_was_discussed(case, member):
    sanne = member("sanne")
    assert case in asking(sanne)
    assert case not in asking(member("emmy"))
    actions.discussed(by=sanne, case=case)
    assert case not in asking(sanne)


@pytest.mark.requirement("E8")
def test_balance_of_red_and_green_stands_with_the_case(case):
    Factor.objects.filter(pupil=case.pupil).delete()
    example = Factor.objects.first()
    for direction, text in (("stimulating", "telt hardop"), ("hindering", "tempo"), ("hindering", "rust")):
        Factor.objects.create(
            school=case.school,
            pupil=case.pupil,
            direction=direction,
            domain=example.domain,
            source=example.source,
            text=text,
            noted_on=dt.date(2027, 2, 1),
        )
    found = factors_known(case)
    assert found["strengths"] == ["telt hardop"]
    assert found["balance"]["asks_for_green"] is True


def test_pupil_review_is_attention_for_a_signal(case, member):
    pupils = [case.pupil_id]
    assert registered(case.school, pupils)[case.pupil_id][0][0] == clock.today()
    actions.close_case(by=member("emmy"), case=case)
    assert registered(case.school, pupils) == {}


@pytest.mark.requirement("E1")
def test_effect_is_asked_of_the_coaches_when_the_one_who_led_is_gone(case, member):
    sanne, tom = member("sanne"), member("tom")
    actions.discussed(by=sanne, case=case)
    actions.ask_effect_on(by=sanne, case=case, day=clock.today())
    Case.objects.filter(pk=case.pk).update(coach=tom.user, teacher=None)  # Tom leads no more
    assert case in asking(sanne)
