"""On its day the effect of a case is asked: by mail once, and in the list of agreements until it was said."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.cases.actions import ask_effect_on, change_case, record_effect
from gezien.cases.models import Case
from gezien.cases.reminders import remind_of_effects
from gezien.cases.tasks import ask_whether_it_helps
from gezien.common import clock
from gezien.schools.models import User

pytestmark = pytest.mark.requirement("E1")
MONDAY = dt.date(2027, 3, 22)


@pytest.fixture
def asked(case, member):
    """Emmy's case, led by Sanne, whose effect is asked on Monday; nothing else waits in the school."""
    Case.objects.exclude(pk=case.pk).update(effect_on=None)
    who = {"teacher": member("emmy").user, "coach": member("sanne").user}
    change_case(by=member("sanne"), case=case, version=1, grounds=case.grounds, subject=case.subject, **who)
    return ask_effect_on(by=member("emmy"), case=case, day=MONDAY)


@pytest.fixture
def sent(mailoutbox, django_capture_on_commit_callbacks, settings):
    """`sent(day)` does the work of that day and gives its mails."""

    def send(day: dt.date) -> list:
        del mailoutbox[:]
        settings.TODAY = day.isoformat()
        with django_capture_on_commit_callbacks(execute=True):
            ask_whether_it_helps.call()
        return list(mailoutbox)

    return send


def test_teacher_and_coach_hear_on_the_day_and_once(asked, sent, member):
    people = {member(name).user.email for name in ("emmy", "sanne")}
    assert sent(MONDAY - dt.timedelta(days=3)) == []
    mails = sent(MONDAY)
    assert {mail.to[0] for mail in mails} == people
    assert all(asked.pupil.family_name not in mail.subject + mail.body for mail in mails)
    assert all("show=due" in mail.body for mail in mails)
    assert sent(MONDAY) == sent(MONDAY + dt.timedelta(days=1)) == []


def test_another_day_is_told_anew_and_what_was_said_is_not(asked, sent, member):
    assert len(sent(MONDAY)) == 2
    record_effect(by=member("emmy"), case=asked, going={"pupil_goes": 2}, next_on=MONDAY + dt.timedelta(days=14))
    assert sent(MONDAY + dt.timedelta(days=13)) == []
    assert len(sent(MONDAY + dt.timedelta(days=14))) == 2


def test_weekend_is_quiet_and_monday_makes_up_for_it(asked, sent, member):
    ask_effect_on(by=member("emmy"), case=asked, day=MONDAY - dt.timedelta(days=2))
    assert sent(MONDAY - dt.timedelta(days=2)) == []
    assert len(sent(MONDAY)) == 2


def test_who_may_not_write_in_the_case_any_more_hears_nothing(asked, sent, member):
    Case.objects.filter(pk=asked.pk).update(teacher=member("fleur").user)
    assert [mail.to for mail in sent(MONDAY)] == [[member("sanne").user.email]]


def test_without_somebody_who_leads_the_coaches_hear(asked, sent, member):
    Case.objects.filter(pk=asked.pk).update(coach=None)
    assert {mail.to[0] for mail in sent(MONDAY)} == {member(name).user.email for name in ("emmy", "sanne")}


def test_who_nobody_could_be_asked_about_is_asked_about_when_somebody_can(asked, sent):
    User.objects.update(is_active=False)
    assert sent(MONDAY) == []
    User.objects.update(is_active=True)
    assert len(sent(MONDAY + dt.timedelta(days=1))) == 2


def test_effect_stands_in_the_list_of_agreements_until_it_was_said(asked, sign_in, member, zwaluw):
    url, place = reverse("agreements:list", args=[zwaluw.slug]), f"/cases/{asked.pk}/#check"
    ask_effect_on(by=member("emmy"), case=asked, day=clock.today())
    assert place in sign_in("emmy").get(url).content.decode()
    assert place in sign_in("emmy").get(reverse("workspace:home", args=[zwaluw.slug])).content.decode()
    assert place not in sign_in("fleur").get(url).content.decode()
    record_effect(by=member("emmy"), case=asked, going={"pupil_goes": 2})
    assert place not in sign_in("emmy").get(url).content.decode()


def test_first_run_in_a_school_tells_of_what_is_recent_in_one_mail_each(sent, member, pupils_5b):
    Case.objects.all().delete()
    who = {"teacher": member("emmy").user, "coach": member("sanne").user, "registered_on": MONDAY}
    days = [MONDAY - dt.timedelta(days=ago) for ago in (0, 7, 60, 61, 300)]
    for pupil, day in zip(pupils_5b, days, strict=False):
        Case.objects.create(school=pupil.school, pupil=pupil, effect_on=day, **who)

    mails = sent(MONDAY)

    assert {mail.to[0] for mail in mails} == {member(name).user.email for name in ("emmy", "sanne")}
    assert len(mails) == 2
    assert all("3 leerlingbesprekingen" in mail.subject for mail in mails)
    assert sent(MONDAY + dt.timedelta(days=1)) == []


def test_number_of_statements_does_not_grow_with_the_cases(
    sent, member, pupils_5b, zwaluw, settings, django_assert_num_queries
):
    settings.TODAY = MONDAY.isoformat()
    Case.objects.all().delete()
    who = {"teacher": member("emmy").user, "coach": member("sanne").user, "registered_on": MONDAY}
    for few in (pupils_5b[:1], pupils_5b[1:6]):
        for pupil in few:
            Case.objects.create(school=pupil.school, pupil=pupil, effect_on=MONDAY, **who)
        with django_assert_num_queries(9):
            assert remind_of_effects(zwaluw) == 2
