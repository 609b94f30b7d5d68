"""Whether each pupil is seen, how fairly it is shared, and whom that puts on an agenda."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.queries.seen import DISCUSSED, OBSERVED, PARENTS, SPOKEN, SeenPupil, fairness, seen_pupils
from gezien.meetings.queries.suggestions import REGISTERED, SIGNAL, UNSEEN, suggestions
from gezien.needs.models import EducationalNeed, Signal, SignalRule
from gezien.notes.models import Note
from tests.factories.meetings import held, planned
from tests.factories.needs import make_group, pupils_of
from tests.factories.notes import make_note


@pytest.fixture
def small(period):
    """Abel, Bo and Cato, of whom nothing is known."""
    return make_group(period.year, 3)


def ago(weeks: int) -> dt.date:
    return clock.today() - dt.timedelta(weeks=weeks)


def make_case(pupil, **values) -> Case:
    return Case.objects.create(school=pupil.school, pupil=pupil, **{"registered_on": ago(4), **values})


def found(member, group) -> dict[str, SeenPupil]:
    return {one.name.split()[0]: one for one in seen_pupils(member("sanne"), group)}


@pytest.mark.requirement("E6", "B2")
def test_each_way_has_its_own_last_day(member, small):
    abel = pupils_of(small)[0]
    for kind, weeks in ((OBSERVED, 9), (OBSERVED, 3), (SPOKEN, 4), (PARENTS, 5), (Note.Kind.MEMO, 0)):
        make_note(abel, kind=kind, happened_on=ago(weeks))

    one = found(member, small)["Abel"]

    assert (one.days[OBSERVED], one.days[SPOKEN], one.days[PARENTS]) == (ago(3), ago(4), ago(5))
    assert (one.times, one.last, one.state) == ({OBSERVED: 2, SPOKEN: 1, PARENTS: 1}, ago(3), "half")


@pytest.mark.requirement("E6")
def test_held_review_of_the_group_is_discussing_and_a_planned_one_is_not(member, small):
    planned(member("sanne"), small)
    before = found(member, small)["Abel"].days[DISCUSSED]

    held(member("sanne"), small, days=0)

    assert (before, found(member, small)["Abel"].days[DISCUSSED]) == (None, clock.today())


@pytest.mark.requirement("E6", "B2")
def test_day_counts_on_which_the_review_was_held_and_not_the_one_it_was_planned_on(member, small):
    held(member("sanne"), small, days=4)
    early = found(member, small)["Abel"].days[DISCUSSED]

    small.meetings.update(starts_at=clock.now() - dt.timedelta(days=4))

    assert (early, found(member, small)["Abel"].days[DISCUSSED]) == (clock.today(), clock.today())


@pytest.mark.requirement("E6")
def test_pupil_review_is_discussing_and_the_last_of_both_counts(member, small):
    abel, bo, _cato = pupils_of(small)
    held(member("sanne"), small, days=0)
    small.meetings.update(opened_at=clock.now() - dt.timedelta(days=30))
    for pupil, days in ((abel, 3), (bo, 60)):
        make_case(pupil, discussed_at=clock.now() - dt.timedelta(days=days))

    days = {name: one.days[DISCUSSED] for name, one in found(member, small).items()}

    held_on = clock.today() - dt.timedelta(days=30)
    assert days == {"Abel": clock.today() - dt.timedelta(days=3), "Bo": held_on, "Cato": held_on}


def test_pupil_who_came_after_the_review_was_not_discussed_in_it(member, small):
    held(member("sanne"), small, days=0)
    abel = pupils_of(small)[0]
    abel.enrolments.update(starts_on=clock.today() - dt.timedelta(days=5))
    member_of_today = member("sanne")
    small.meetings.update(opened_at=clock.now() - dt.timedelta(days=20))

    days = {one.name: one.days[DISCUSSED] for one in seen_pupils(member_of_today, small)}

    assert [name for name, day in days.items() if day is None] == [abel.name]


@pytest.mark.requirement("B2")
def test_who_has_no_signal_and_no_need_is_the_quiet_middle_also_when_waiting_to_be_seen(
    member, small, period, arithmetic
):
    abel, bo, cato = pupils_of(small)
    rule = {"since": ago(2), "first_seen_on": ago(2), "school": abel.school}
    support = SignalRule.objects.filter(direction="support").earliest("pk")
    unseen = SignalRule.objects.filter(measure="not_seen").earliest("pk")
    Signal.objects.create(pupil=abel, rule=support, **rule)
    Signal.objects.create(pupil=bo, rule=unseen, **rule)
    subject = {"school": cato.school, "subject": arithmetic, "period": period}
    need = EducationalNeed.objects.create(pupil=cato, goal="Leest 20 woorden.", **subject)

    quiet = {name: one.is_quiet for name, one in found(member, small).items()}
    EducationalNeed.objects.filter(pk=need.pk).update(outcome="reached", closed_on=clock.today())

    assert quiet == {"Abel": False, "Bo": True, "Cato": False}
    assert found(member, small)["Cato"].is_quiet


@pytest.mark.requirement("B2")
def test_fairness_tells_over_how_few_pupils_half_of_all_attention_goes(member, small):
    abel, bo, _cato = pupils_of(small)
    for _number in range(5):
        make_note(abel, happened_on=ago(1))
    make_note(bo, kind=SPOKEN, happened_on=ago(1))

    shared = fairness(seen_pupils(member("sanne"), small))

    assert (shared.count, shared.times, shared.half, shared.usual) == (3, 6, 1, 1)
    assert (shared.seen, shared.quiet, shared.quiet_unseen, shared.unseen) == (2, 3, 1, 1)
    assert shared.by_way == {OBSERVED: 1, SPOKEN: 1, PARENTS: 0}


def test_fairness_of_nobody_and_of_nothing_noted(member, small):
    nothing = fairness(seen_pupils(member("sanne"), small))

    assert (fairness([]).half, fairness([]).usual) == (0, 0)
    assert (nothing.half, nothing.times, nothing.unseen) == (0, 0, 3)


def test_who_waits_longest_comes_first(member, small):
    abel, bo, cato = pupils_of(small)
    for pupil, weeks in ((abel, 1), (bo, 12), (cato, 8)):
        make_note(pupil, happened_on=ago(weeks))

    assert list(found(member, small)) == ["Bo", "Cato", "Abel"]


def test_teacher_finds_nobody_of_another_group(member, group_6):
    assert seen_pupils(member("emmy"), group_6) == []
    assert {one.group_name for one in seen_pupils(member("emmy"))} == {"5b"}


@pytest.mark.requirement("E6", "B2")
@pytest.mark.parametrize("pupils", [3, 40])
def test_statements_do_not_grow_with_the_pupils(member, period, django_assert_num_queries, pupils):
    group, coach = make_group(period.year, pupils), member("sanne")

    with django_assert_num_queries(2):
        rows = seen_pupils(coach, group)

    assert len(rows) == pupils


# --- the agenda -------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
def test_agenda_begins_with_signals_nobody_works_on_and_goes_on_with_who_was_not_seen(member, small):
    abel, bo, cato = pupils_of(small)
    rule = SignalRule.objects.filter(measure="lowest_levels").earliest("pk")
    evidence = {"short": "RW", "level": "V", "of": 5, "unit": "level", "test": "Rekenen"}
    evidence["points"] = [["M5", ago(2).isoformat(), None, "V"]]
    when = {"since": ago(2), "first_seen_on": ago(2), "mark": f"M5 {ago(2).isoformat()}"}
    for pupil in (abel, bo):
        Signal.objects.create(school=pupil.school, pupil=pupil, rule=rule, evidence=evidence, **when)
        make_note(pupil, happened_on=ago(3))
    make_note(bo, happened_on=ago(1))  # attention, after the result

    rows = suggestions(member("sanne"), small)

    assert [(one.name, one.kind) for one in rows] == [(abel.name, SIGNAL), (cato.name, UNSEEN)]


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("pupils", [3, 40])
def test_statements_for_the_agenda_do_not_grow_with_the_pupils(member, period, django_assert_max_num_queries, pupils):
    group, coach = make_group(period.year, pupils), member("sanne")

    with django_assert_max_num_queries(10):
        assert len(suggestions(coach, group)) == pupils


@pytest.mark.requirement("E4")
def test_registered_pupil_comes_first_with_the_ground_and_all_other_reasons(member, small):
    cato = pupils_of(small)[2]
    case = make_case(cato, grounds=["little_profit"])

    first = suggestions(member("sanne"), small)[0]

    assert (first.pk, first.case, [kind for kind, _words in first.reasons]) == (cato.pk, case.pk, [REGISTERED, UNSEEN])
    assert "extra" in first.reasons[0][1]


@pytest.mark.requirement("E1", "E4")
def test_discussed_case_comes_back_when_its_effect_is_asked(member, small):
    abel = pupils_of(small)[0]
    case = make_case(abel, discussed_at=clock.now() - dt.timedelta(days=20))
    make_note(abel, happened_on=ago(1))
    before = {one.pk for one in suggestions(member("sanne"), small)}

    Case.objects.filter(pk=case.pk).update(effect_on=clock.today())

    assert abel.pk not in before
    assert suggestions(member("sanne"), small)[0].case == case.pk


@pytest.mark.requirement("E4")
def test_page_of_suggestions_leads_to_the_case_or_to_registering_and_logs_whom_it_showed(member, sign_in, small):
    abel, bo, _cato = pupils_of(small)
    case = make_case(abel)

    page = sign_in("sanne").get(reverse("meetings:suggestions", args=[small.school.slug]), {"group": small.pk})

    told = page.content.decode()
    assert next(row["pk"] for row in page.context["rows"]) == abel.pk
    assert reverse("cases:case", args=[small.school.slug, case.pk]) in told
    assert reverse("cases:register", args=[small.school.slug, bo.pk]) in told
    assert set(AuditEvent.objects.order_by("-pk").values_list("pupil_id", flat=True)[:3]) == {
        pupil.pk for pupil in pupils_of(small)
    }
