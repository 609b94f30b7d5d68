"""Something else instead of an agreement, and whether what was done helped."""

import datetime as dt

import pytest

from gezien.agreements.actions import (
    change_agreement,
    close_agreement,
    reopen_agreement,
    replace_agreement,
    tell_effect,
)
from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreement_rows, lately_closed, waiting_for, with_names
from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.schools.rules import NotAllowed
from tests.factories.agreements import closed, make_agreement

SOON = clock.today() + dt.timedelta(days=10)
SIGN = {"sign_of_success": "Noor pakt zelf haar boek."}


@pytest.fixture
def old(member, zwaluw, pupils_5b):
    """An open agreement of Emmy about Noor."""
    Agreement.objects.all().delete()
    return make_agreement(zwaluw, member("emmy").user, days=-3, pupil=pupils_5b[0])


def replaced(by, old, **values):
    values = {"what": "Leest om de dag.", "owner": by.user, "due_on": SOON} | values
    return replace_agreement(by=by, agreement=old, version=old.version, why="Elke dag is te veel.", **values)


def test_changed_agreement_is_closed_with_why_and_followed_by_the_new_one(member, old, pupils_5b):
    new = replaced(member("emmy"), old, effect_on=SOON)

    old.refresh_from_db()
    assert (old.outcome, old.closing_note, old.successor) == ("changed", "Elke dag is te veel.", new)
    assert (new.pupil, new.follows, new.outcome, new.effect_on) == (pupils_5b[0], old, "", SOON)
    assert AuditEvent.objects.get(verb="agreement.replaced", object_id=old.pk).pupil_id == pupils_5b[0].pk


def test_row_of_a_changed_agreement_says_what_came_instead(member, old):
    replaced(member("emmy"), old)

    [row] = agreement_rows(member("emmy"), with_names(Agreement.objects.filter(pk=old.pk)))

    assert (row["instead"], row["is_done"], row["can_reopen"]) == ("Leest om de dag.", False, True)


def test_change_is_taken_back_with_the_new_one_while_nobody_worked_on_it(member, old):
    new = replaced(member("emmy"), old)

    reopen_agreement(by=member("emmy"), agreement=old, version=2)

    assert list(Agreement.objects.all()) == [old]
    assert AuditEvent.objects.filter(verb="agreement.removed", object_id=new.pk).exists()


def test_change_stands_once_the_new_one_was_worked_on(member, old):
    emmy = member("emmy")
    new = replaced(emmy, old)
    change_agreement(by=emmy, agreement=new, version=1, what="Leest twee keer.", owner=emmy.user, due_on=SOON)

    with pytest.raises(NotAllowed):
        reopen_agreement(by=emmy, agreement=Agreement.objects.get(pk=old.pk), version=2)


def test_closing_as_changed_without_a_new_one_is_no_choice(member, old):
    with pytest.raises(ValueError, match="followed by another"):
        close_agreement(by=member("emmy"), agreement=old, version=1, outcome="changed")


def test_colleague_of_another_group_replaces_nothing(member, old):
    with pytest.raises(NotAllowed):
        replaced(member("fleur"), old)


@pytest.mark.requirement("E1")
@pytest.mark.parametrize(
    ("days", "look", "sign", "asked"),
    [
        (-1, None, True, True),
        (-1, 4, True, False),
        (-9, 0, True, True),
        (2, None, True, False),
        (-1, None, False, False),
    ],
)
def test_effect_is_asked_from_its_day_on_of_what_names_a_sign(member, zwaluw, days, look, sign, asked):
    Agreement.objects.all().delete()
    effect_on = None if look is None else clock.today() + dt.timedelta(days=look)
    words = SIGN if sign else {}
    one = closed(make_agreement(zwaluw, member("emmy").user, days=days, effect_on=effect_on, **words))

    assert one.asks_effect(clock.today()) is asked
    assert list(waiting_for(member("emmy"))) == ([one] if asked else [])
    assert list(lately_closed(member("emmy"))) == ([] if asked else [one])


@pytest.mark.requirement("B4")
def test_effect_is_told_with_what_was_seen_and_can_be_answered_again(member, zwaluw):
    emmy = member("emmy")
    one = closed(make_agreement(zwaluw, emmy.user, days=-1, **SIGN))

    tell_effect(by=emmy, agreement=one, version=1, helped="partly", words="Na een herinnering.")
    assert not one.asks_effect(clock.today())
    tell_effect(by=emmy, agreement=one, version=2, helped="")

    one.refresh_from_db()
    assert (one.helped, one.helped_at, one.helped_words) == ("", None, "Na een herinnering.")
    assert one.asks_effect(clock.today())


def test_effect_of_what_was_not_done_is_not_asked(member, old):
    with pytest.raises(NotAllowed):
        tell_effect(by=member("emmy"), agreement=old, version=1, helped="yes")


def test_reopened_agreement_loses_its_effect_and_its_reminders(member, zwaluw):
    one = closed(make_agreement(zwaluw, member("emmy").user, days=-1, reminder="late", **SIGN))
    tell_effect(by=member("emmy"), agreement=one, version=1, helped="yes")

    reopen_agreement(by=member("emmy"), agreement=one, version=2)

    one.refresh_from_db()
    assert (one.helped, one.helped_by, one.reminder) == ("", None, "")
