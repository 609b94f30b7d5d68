"""Mail about agreements: when, to whom, and never twice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.agreements import reminders
from gezien.agreements.models import Agreement
from gezien.agreements.reminders import reminder_due, send_reminders
from gezien.agreements.tasks import remind_owners
from gezien.common import clock
from gezien.schools.models import Membership
from tests.factories.agreements import closed, make_agreement

SIGN = {"sign_of_success": "Het staat klaar."}


@pytest.fixture
def emmy(member, zwaluw):
    """Emmy, with no agreements in the school yet."""
    Agreement.objects.all().delete()
    return member("emmy").user


@pytest.fixture
def sent(mailoutbox, django_capture_on_commit_callbacks):
    """`sent()` does the day's work and gives the mails of this time."""

    def send() -> list:
        del mailoutbox[:]
        with django_capture_on_commit_callbacks(execute=True):
            remind_owners.call()
        return list(mailoutbox)

    return send


def test_one_mail_tells_all_that_waits_and_names_nobody(emmy, zwaluw, sent, pupils_5b):
    make_agreement(zwaluw, emmy, days=-2, pupil=pupils_5b[0])
    make_agreement(zwaluw, emmy, days=2)
    closed(make_agreement(zwaluw, emmy, days=-1, **SIGN))
    make_agreement(zwaluw, emmy, days=20)

    [mail] = sent()

    assert (mail.to, mail.subject) == ([emmy.email], "Een afspraak van jou is te laat")
    assert [line[:4] for line in mail.body.splitlines() if line.startswith("- ")] == ["- 1 ", "- 1 ", "- 1 "]
    assert pupils_5b[0].family_name not in mail.body


def test_same_is_never_mailed_twice(emmy, zwaluw, sent):
    make_agreement(zwaluw, emmy, days=-2)

    assert len(sent()) == 1
    assert sent() == []


def test_two_workers_at_once_send_one_mail(emmy, zwaluw, mailoutbox, django_capture_on_commit_callbacks, monkeypatch):
    make_agreement(zwaluw, emmy, days=-2)
    as_seen = list(reminders._candidates(zwaluw, clock.today()))
    monkeypatch.setattr(reminders, "_candidates", lambda school, today: as_seen)

    with django_capture_on_commit_callbacks(execute=True):
        assert [send_reminders(zwaluw), send_reminders(zwaluw)] == [1, 0]

    assert len(mailoutbox) == 1


def test_first_run_in_a_school_tells_of_what_is_recent_in_one_mail(emmy, zwaluw, sent):
    for ago in (1, 30, 60, 61, 300):
        make_agreement(zwaluw, emmy, days=-ago)
        closed(make_agreement(zwaluw, emmy, days=-ago, **SIGN))

    [mail] = sent()

    assert [line[:4] for line in mail.body.splitlines() if line.startswith("- ")] == ["- 3 ", "- 3 "]
    assert sent() == []


def test_number_of_statements_does_not_grow_with_the_agreements(emmy, zwaluw, django_assert_num_queries):
    for number in (1, 5):
        for _one in range(number):
            make_agreement(zwaluw, emmy, days=-2)
            make_agreement(zwaluw, emmy, days=2)
        with django_assert_num_queries(5):
            assert send_reminders(zwaluw) == 1


def test_what_stays_late_is_told_again_after_two_weeks(emmy, zwaluw, sent):
    one = make_agreement(zwaluw, emmy, days=-30, reminder="late", reminded_on=clock.today() - dt.timedelta(days=13))
    assert sent() == []

    Agreement.objects.filter(pk=one.pk).update(reminded_on=clock.today() - dt.timedelta(days=14))

    assert len(sent()) == 1


def test_who_no_longer_works_here_gets_no_mail(emmy, zwaluw, sent):
    make_agreement(zwaluw, emmy, days=-2)
    Membership.objects.filter(user=emmy, school=zwaluw).update(ends_on=clock.today() - dt.timedelta(days=1))

    assert sent() == []


def test_weekends_are_quiet(emmy, zwaluw, sent, settings):
    make_agreement(zwaluw, emmy, days=-2)
    saturday = clock.today() + dt.timedelta(days=(5 - clock.today().weekday()) % 7)
    settings.TODAY = saturday.isoformat()

    assert sent() == []


@given(due=st.integers(-40, 40), told=st.integers(0, 30), outcome=st.sampled_from(["", "done", "not_done"]))
def test_saying_it_silences_it_on_the_same_day(due, told, outcome):
    today = dt.date(2027, 2, 11)
    one = Agreement(due_on=today + dt.timedelta(days=due), outcome=outcome, **SIGN)
    one.reminded_on = today - dt.timedelta(days=told)

    if what := reminder_due(one, today):
        one.reminder, one.reminded_on = what, today

    assert reminder_due(one, today) is None
