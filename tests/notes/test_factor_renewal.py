"""Factors age: after the school's term they ask whether they still hold, and each step can be taken back."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.actions.factor_terms import set_renewal
from gezien.notes.actions.factors import (
    add_factor,
    change_factor,
    confirm_factor,
    end_factor,
    reopen_factor,
    undo_factor_step,
)
from gezien.notes.models import Factor, FactorSettings
from gezien.notes.queries.factors import (
    current_factors,
    factors_of,
    factors_of_group,
    is_aged,
    last_step,
    months_before,
    old_by_group,
)
from tests.factories.notes import make_factor

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
LONG_AGO = dt.date(2026, 6, 1)


@pytest.fixture
def noor(pupils_5b):
    """A pupil of Emmy and Tom, without factors."""
    Factor.objects.all().delete()
    return pupils_5b[0]


def old_texts(pupil):
    return [factor.text for factor in factors_of(pupil)[0] if factor.is_old]


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), months=st.integers(0, 36))
def test_months_back_keeps_the_day_or_takes_the_last_of_the_month(day, months):
    earlier = months_before(day, months)

    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day == day.day or (earlier.day < day.day and (earlier + dt.timedelta(days=1)).day == 1)


@pytest.mark.requirement("H7")
def test_a_factor_asks_only_after_the_term_of_the_school(noor, member):
    half_a_year_ago = months_before(clock.today(), 6)
    make_factor(noor, text="vers", noted_on=half_a_year_ago)
    make_factor(noor, text="oud", noted_on=half_a_year_ago - dt.timedelta(days=1))
    assert old_texts(noor) == ["oud"]

    set_renewal(by=member("sanne"), expected=1, months=3)

    assert old_texts(noor) == ["vers", "oud"]


def test_the_overview_knows_of_each_factor_whether_it_is_old(noor):
    make_factor(noor, text="oud", noted_on=LONG_AGO)
    make_factor(noor, text="bevestigd", noted_on=LONG_AGO, confirmed_on=clock.today())

    rows = current_factors(noor.school, [noor.pk])[noor.pk]

    assert [(row[3], row[5]) for row in rows] == [("oud", True), ("bevestigd", False)]


def test_a_school_without_settings_counts_half_a_year(noor):
    FactorSettings.objects.all().delete()
    make_factor(noor, text="oud", noted_on=LONG_AGO)

    assert old_texts(noor) == ["oud"]
    assert not is_aged(clock.today(), FactorSettings.RENEW_AFTER, clock.today())


@pytest.mark.requirement("H7")
def test_confirming_renews_and_can_be_taken_back(noor, member):
    emmy, factor = member("emmy"), make_factor(noor, text="oud", noted_on=LONG_AGO)

    confirm_factor(by=emmy, factor=factor)
    assert old_texts(noor) == []

    undo_factor_step(by=emmy, step=last_step(factor.pk, emmy))
    assert old_texts(noor) == ["oud"]


def test_each_kind_of_step_is_taken_back_to_what_it_was(noor, member):
    emmy, factor = member("emmy"), make_factor(noor, text="tempo", noted_on=LONG_AGO)
    before = Factor.objects.values().get(pk=factor.pk)
    words = {"domain": factor.domain, "source": factor.source, "can_be_influenced": False}
    steps = [
        lambda: change_factor(by=emmy, factor=factor, expected=factor.version, text="tempo bij sommen", **words),
        lambda: end_factor(by=emmy, factor=factor),
        lambda: confirm_factor(by=emmy, factor=factor),
    ]
    for step in steps:
        step()
        factor = undo_factor_step(by=emmy, step=last_step(factor.pk, emmy))

        stored = Factor.objects.values().get(pk=factor.pk)
        assert {name: stored[name] for name in before if name not in ("version", "updated_at")} == {
            name: before[name] for name in before if name not in ("version", "updated_at")
        }


def test_taking_back_what_was_only_just_added_leaves_nothing(noor, member):
    emmy, old = member("emmy"), make_factor(noor)
    words = {"domain": old.domain, "source": old.source}
    factor = add_factor(by=emmy, pupil=noor, direction="stimulating", text="bouwt graag", **words)

    assert undo_factor_step(by=emmy, step=last_step(factor.pk, emmy)) is None
    assert not Factor.objects.filter(text="bouwt graag").exists()


def test_a_step_is_not_taken_back_after_a_colleagues(noor, member):
    emmy, factor = member("emmy"), make_factor(noor, noted_on=LONG_AGO)
    confirm_factor(by=emmy, factor=factor)
    step = last_step(factor.pk, emmy)
    end_factor(by=member("tom"), factor=factor)
    step.factor.refresh_from_db()

    assert last_step(factor.pk, emmy) is None
    with pytest.raises(StaleVersion):
        undo_factor_step(by=emmy, step=step)


def test_what_holds_again_is_fresh(noor, member):
    factor = make_factor(noor, text="oud", noted_on=LONG_AGO, ended_on=dt.date(2026, 10, 1))

    reopen_factor(by=member("emmy"), factor=factor)

    assert old_texts(noor) == []


@pytest.mark.requirement("H7")
def test_the_list_of_a_group_names_what_asks_by_pupil_and_renews_in_one_tap(noor, sign_in, group_5b):
    factor = make_factor(noor, text="oud", noted_on=LONG_AGO)
    make_factor(noor, text="vers")
    emmy, url = sign_in("emmy"), reverse("notes:factors-of-group", args=[noor.school.slug, group_5b.pk])
    page = emmy.get(url).content.decode()
    assert ("oud</span>" in page, "vers</span>" in page, "klopt dit nog" in page) == (True, False, False)

    confirm = reverse("notes:factor-confirm", args=[noor.school.slug, factor.pk])
    row = emmy.post(confirm, {"screen": "group", "group": group_5b.pk}, headers=PART).content.decode()

    assert row.startswith("\n<li") or "<li" in row
    assert "Ongedaan maken" in row
    assert "Alles wat hier staat is kort geleden bekeken." in emmy.get(url).content.decode()


def test_without_htmx_the_list_comes_back_with_the_way_to_undo(noor, sign_in, group_5b):
    factor = make_factor(noor, text="oud", noted_on=LONG_AGO)
    emmy = sign_in("emmy")
    confirm = reverse("notes:factor-confirm", args=[noor.school.slug, factor.pk])

    page = emmy.post(confirm, {"screen": "group", "group": group_5b.pk}, follow=True)
    assert "“oud” klopt nog." in page.content.decode()

    undo = reverse("notes:factor-undo", args=[noor.school.slug, factor.pk])
    emmy.post(undo, {"screen": "group", "group": group_5b.pk})
    assert old_texts(noor) == ["oud"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_a_group_is_one_statement(noor, member, group_5b, count, django_assert_num_queries):
    for number in range(count):
        make_factor(noor, text=f"oud {number}", noted_on=LONG_AGO)

    sanne = member("sanne")

    with django_assert_num_queries(1):
        assert len(factors_of_group(sanne, group_5b)) == count
    with django_assert_num_queries(1):
        assert old_by_group(noor.school, [group_5b.pk]) == {group_5b.pk: count}
