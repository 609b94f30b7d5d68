"""The life of a signal: looked at when something came in, taken up, put aside, closed, returned, taken back."""

import datetime as dt
from uuid import uuid4

import pytest

from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.actions import close_need, save_need
from gezien.needs.actions.looking import look_again, look_at, look_at_school, touch
from gezien.needs.actions.signals import CannotDo, close_signal, end_link, put_aside, reopen, take_up, undo_step
from gezien.needs.models import EducationalNeed, Signal, SignalLink, SignalRule, SignalTouch
from gezien.notes.actions.notes import add_note, add_notes, undo_note
from gezien.results.models import Result
from gezien.schools.rules import NotAllowed
from tests.factories.needs import add_results, make_group, pupils_of

State = Signal.State
LOWEST = "lowest"


@pytest.fixture
def pupil(period):
    """A pupil on the lowest level of arithmetic."""
    (one,) = pupils_of(make_group(period.year, 1, teachers=["leerkracht"]))
    add_results(one, "lvs-rekenen", [(60, "V")])
    return one


@pytest.fixture
def signal(zwaluw, pupil) -> Signal:
    """The open signal of that pupil."""
    look_at(zwaluw, [pupil.pk])
    return Signal.objects.get(pupil=pupil, rule__code=LOWEST)


def living(pupil) -> list[tuple]:
    """What is kept of a pupil: everything but keys."""
    rows = Signal.objects.filter(pupil=pupil).exclude(state=State.RESOLVED).order_by("rule", "key")
    return list(rows.values_list("rule__code", "key", "evidence", "mark", "since", "times", "trend", "state"))


@pytest.mark.requirement("H9")
def test_a_signal_is_kept_from_the_first_time_it_is_seen(signal):
    assert (signal.state, signal.first_seen_on, signal.times) == (State.OPEN, clock.today(), 1)
    assert signal.evidence["points"] == [["M5", "2027-01-19", "60.00", "V"]]
    assert [step.kind for step in signal.steps.all()] == ["seen"]


def test_looking_twice_changes_nothing(zwaluw, pupil, signal):
    before = list(Signal.objects.filter(pupil=pupil).values())
    look_at(zwaluw, [pupil.pk])
    look_at_school(zwaluw)
    assert list(Signal.objects.filter(pupil=pupil).values()) == before


@pytest.mark.requirement("H9")
def test_a_better_result_resolves_it_and_keeps_the_history(zwaluw, pupil, signal):
    Result.objects.create(
        school=zwaluw, pupil=pupil, instrument=pupil.results.get().instrument, moment="E5",
        taken_on=dt.date(2027, 2, 3), figure=90, level="III",
    )  # fmt: skip
    look_at(zwaluw, [pupil.pk])
    signal.refresh_from_db()
    assert (signal.state, signal.ending, signal.resolved_on) == (State.RESOLVED, "gone", clock.today())
    assert [step.kind for step in signal.steps.all()] == ["resolved", "seen"]


def test_touches_are_looked_at_once_and_forgotten(zwaluw, pupil):
    look_at_school(zwaluw)
    touch(zwaluw, [pupil.pk, pupil.pk])
    assert SignalTouch.objects.count() == 1
    look_again(zwaluw)
    assert (SignalTouch.objects.count(), look_again(zwaluw)) == (0, 0)


def test_a_note_touches_its_pupil_and_an_import_asks_for_one_look(
    zwaluw, member, pupil, django_capture_on_commit_callbacks
):
    look_at_school(zwaluw)
    with django_capture_on_commit_callbacks() as jobs:
        add_note(
            by=member("emmy"), pupil=pupil, kind="observation", text="Werkt.", happened_on=clock.today(),
            visibility="team",
        )  # fmt: skip
    assert list(SignalTouch.objects.values_list("pupil", flat=True)) == [pupil.pk]
    assert sum("look_at_signals" in repr(job) for job in jobs) == 1


def test_a_note_about_two_touches_both_at_once(zwaluw, member, period, django_capture_on_commit_callbacks):
    two = pupils_of(make_group(period.year, 2, teachers=["leerkracht"]))
    form, teacher = uuid4(), member("emmy")
    with django_capture_on_commit_callbacks() as jobs:
        add_notes(by=teacher, pupils=two, kind="observation", text="Werken samen.", form=form)
    touched = list(SignalTouch.objects.values_list("pupil", flat=True))
    SignalTouch.objects.all().delete()
    undo_note(by=teacher, form=form)
    again = list(SignalTouch.objects.values_list("pupil", flat=True))
    assert touched == again == sorted(one.pk for one in two)
    assert sum("look_at_signals" in repr(job) for job in jobs) == 1


@pytest.mark.requirement("H9", "H13")
def test_naming_the_need_takes_the_signal_up_and_not_reached_brings_it_back(
    zwaluw, member, period, arithmetic, pupil, signal
):
    need = save_need(
        by=member("emmy"), pupil=pupil, subject=arithmetic, period=period, goal="Rekent tot 20.", expected=0
    )
    look_at(zwaluw, [pupil.pk])
    signal.refresh_from_db()
    assert (signal.state, signal.links.get().need) == (State.TAKEN_UP, need)
    close_need(
        by=member("emmy"), need=need, outcome=EducationalNeed.Outcome.NOT_REACHED, note="Te weinig geoefend.",
        expected=need.version,
    )  # fmt: skip
    signal.refresh_from_db()
    assert (signal.state, signal.returns, signal.reason) == (State.OPEN, 1, "Te weinig geoefend.")
    look_at(zwaluw, [pupil.pk])
    signal.refresh_from_db()
    assert signal.state == State.OPEN


def test_a_reached_need_resolves_it_until_something_new_bears_it_out(zwaluw, member, period, arithmetic, pupil, signal):
    by = member("emmy")
    need = save_need(by=by, pupil=pupil, subject=arithmetic, period=period, goal="Rekent tot 20.", expected=0)
    look_at(zwaluw, [pupil.pk])
    close_need(by=by, need=need, outcome=EducationalNeed.Outcome.REACHED, expected=need.version)
    look_at(zwaluw, [pupil.pk])
    assert [row[0] for row in living(pupil) if row[0] == LOWEST] == []
    Result.objects.create(
        school=zwaluw, pupil=pupil, instrument=pupil.results.get().instrument, moment="E5",
        taken_on=dt.date(2027, 2, 3), figure=61, level="V",
    )  # fmt: skip
    look_at(zwaluw, [pupil.pk])
    (again,) = Signal.objects.filter(pupil=pupil, rule__code=LOWEST, state=State.OPEN)
    assert (again.returns, again.times) == (1, 2)


def test_a_plan_of_an_app_above_takes_up_and_brings_back(member, signal):
    by = member("emmy")
    take_up(by=by, signal=signal, expected=signal.version, kind=SignalLink.Kind.PLAN, target=12, text="Plan rekenen")
    assert signal.state == State.TAKEN_UP
    end_link(by=by, kind=SignalLink.Kind.PLAN, target=12, outcome=SignalLink.Outcome.NOT_REACHED, reason="Geen groei.")
    signal.refresh_from_db()
    assert (signal.state, signal.returns, signal.links.get().outcome) == (State.OPEN, 1, "not_reached")


@pytest.mark.requirement("H11")
def test_put_aside_is_silent_until_its_day_and_opens_by_itself(zwaluw, member, pupil, signal, settings):
    until = clock.today() + dt.timedelta(days=7)
    put_aside(by=member("emmy"), signal=signal, reason="Was ziek bij de toets.", until=until, expected=signal.version)
    look_at_school(zwaluw)
    signal.refresh_from_db()
    assert (signal.state, signal.aside_until) == (State.ASIDE, until)
    settings.TODAY = (until + dt.timedelta(days=1)).isoformat()
    look_again(zwaluw)
    signal.refresh_from_db()
    assert (signal.state, signal.aside_until) == (State.OPEN, None)


@pytest.mark.parametrize(("reason", "days"), [("", 7), ("Ziek.", 0), ("Ziek.", -1)])
def test_putting_aside_asks_why_and_a_day_to_come(member, signal, reason, days):
    until = clock.today() + dt.timedelta(days=days)
    with pytest.raises(CannotDo):
        put_aside(by=member("emmy"), signal=signal, reason=reason, until=until, expected=signal.version)


def test_the_last_step_can_be_taken_back(member, signal):
    by = member("emmy")
    close_signal(by=by, signal=signal, reason="Bekend en besproken.", expected=signal.version)
    undo_step(by=by, signal=signal, expected=signal.version)
    assert (signal.state, signal.resolved_on, signal.ending) == (State.OPEN, None, "")
    with pytest.raises(CannotDo):
        undo_step(by=by, signal=signal, expected=signal.version)


def test_two_at_the_same_moment_do_not_overwrite_each_other(member, signal):
    version = signal.version
    close_signal(by=member("emmy"), signal=signal, reason="Bekend.", expected=version)
    with pytest.raises(StaleVersion):
        reopen(by=member("emmy"), signal=Signal.objects.get(pk=signal.pk), expected=version)


def test_who_may_not_write_in_the_file_may_not_change_a_signal(member, signal):
    with pytest.raises(NotAllowed):
        close_signal(by=member("fleur"), signal=signal, reason="Nee.", expected=signal.version)


def test_a_rule_switched_off_ends_its_signals_as_a_change_of_the_rule(zwaluw, pupil, signal):
    SignalRule.objects.filter(code=LOWEST).update(is_active=False)
    look_at_school(zwaluw)
    signal.refresh_from_db()
    assert (signal.state, signal.ending) == (State.RESOLVED, Signal.Ending.RULE)


@pytest.mark.requirement("H9")
def test_looking_at_each_change_gives_what_looking_at_everybody_gives(zwaluw, period):
    group = make_group(period.year, 12, name="Vol")
    look_at_school(zwaluw)
    for number, pupil in enumerate(pupils_of(group)):
        add_results(pupil, "lvs-rekenen", [(60 + number, "V"), (60 + 2 * number, "I" if number % 3 else "V")])
        look_at(zwaluw, [pupil.pk])
    gradually = {pupil.pk: living(pupil) for pupil in pupils_of(group)}
    Signal.objects.filter(pupil__in=gradually).delete()
    look_at_school(zwaluw)
    assert {pupil.pk: living(pupil) for pupil in pupils_of(group)} == gradually
