"""The timetable of small groups: placing, moving, taking back, clashes in words, and who may."""

import datetime as dt

import pytest

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.plans.actions import fill_week, forget_hours, move_slot, place_slot, save_hours, take_off, undo_steps
from gezien.plans.models import GroupPlan, PlanRow, SchoolDay, SchoolWeek, Slot
from gezien.plans.queries.hours import hours_of, school_hours
from gezien.plans.queries.week import week_of
from gezien.plans.queries.week_grid import grid
from gezien.pupils.models import Group
from gezien.schools.models import Period, StaffMember
from gezien.schools.rules import NotAllowed

NINE, TEN = dt.time(9), dt.time(10)


@pytest.fixture
def row(plan, intensive) -> PlanRow:
    """Intensief of Emmy's new plan for arithmetic in 5b, three times 20 minutes; the week is still empty."""
    Slot.objects.all().delete()
    PlanRow.objects.filter(plan=plan).update(minutes_a_week=0, times_a_week=0)
    PlanRow.objects.filter(pk=intensive.pk).update(minutes_a_week=60, times_a_week=3)
    return PlanRow.objects.select_related("plan__group", "plan__subject", "cluster").get(pk=intensive.pk)


@pytest.fixture
def put(member, row):
    """`put(weekday, time)` places the row for 20 minutes; other values by name."""

    def placed(weekday: int = 1, starts_at: dt.time = NINE, who: str = "emmy", of: PlanRow = row, **values) -> Slot:
        values = {"minutes": 20, **values}
        return place_slot(by=member(who), row=of, weekday=weekday, starts_at=starts_at, **values)[0]

    return placed


@pytest.fixture
def school_group(group_5b) -> Group:
    """5b with its school."""
    return Group.objects.select_related("school", "year").get(pk=group_5b.pk)


def drawn(group, period) -> dict:
    return grid(week_of(group, period))


def clashes_of(group, period) -> list[str]:
    return [one["why"] for one in drawn(group, period)["warnings"]]


@pytest.mark.requirement("H22")
def test_the_week_tells_what_is_placed_of_what_the_plan_promises(put, school_group, period, row):
    put(1)
    put(2)
    found = next(one for one in drawn(school_group, period)["rows"] if one["pk"] == row.pk)
    assert (found["words"], found["left"], found["state"]) == ("40 van 60 minuten ingeroosterd", 1, "less")
    put(3, minutes=30)
    found = next(one for one in drawn(school_group, period)["rows"] if one["pk"] == row.pk)
    assert (found["state"], found["more"]) == ("more", "10 meer dan gepland")


@pytest.mark.requirement("H26")
def test_filling_places_what_lacks_and_can_be_taken_back_at_once(put, member, school_group, period, row):
    put(1)
    steps = fill_week(by=member("tom"), group=school_group, period=period)
    placed = Slot.objects.filter(row=row).values_list("weekday", "minutes")
    assert sorted(placed) == [(1, 20), (2, 20), (4, 20)]
    assert clashes_of(school_group, period) == []
    undo_steps(by=member("tom"), group=school_group, steps=steps)
    assert Slot.objects.filter(row=row).count() == 1


def test_a_move_is_taken_back_and_a_removed_slot_comes_back(put, member, school_group, row):
    slot = put(1, room="leerplein")
    moved, steps = move_slot(by=member("emmy"), slot=slot, version=1, values={"weekday": 4, "starts_at": TEN})
    undo_steps(by=member("emmy"), group=school_group, steps=steps)
    slot = Slot.objects.select_related("row__plan__group").get(pk=moved.pk)
    assert (slot.weekday, slot.starts_at, slot.room) == (1, NINE, "leerplein")
    steps = take_off(by=member("emmy"), slot=slot, version=slot.version)
    undo_steps(by=member("emmy"), group=school_group, steps=steps)
    assert list(Slot.objects.filter(row=row).values_list("weekday", "room")) == [(1, "leerplein")]
    verbs = AuditEvent.objects.filter(group_id=school_group.pk).values_list("verb", flat=True)
    assert {"slot.planned", "slot.moved", "slot.removed", "week.undone"} <= set(verbs)


def test_nobody_moves_or_takes_back_over_a_colleague(put, member, school_group):
    slot = put(1)
    _moved, steps = move_slot(by=member("emmy"), slot=slot, version=1, values={"weekday": 2})
    with pytest.raises(StaleVersion):
        move_slot(by=member("tom"), slot=slot, version=1, values={"weekday": 3})
    move_slot(by=member("tom"), slot=slot, version=2, values={"weekday": 3})
    with pytest.raises(StaleVersion):
        undo_steps(by=member("emmy"), group=school_group, steps=steps)
    with pytest.raises(StaleVersion):
        take_off(by=member("emmy"), slot=slot, version=2)
    assert Slot.objects.get(pk=slot.pk).weekday == 3


def test_only_who_plans_for_the_group_places(put, zwaluw):
    for name in ("karim", "fleur"):
        with pytest.raises(NotAllowed):
            put(1, who=name)


@pytest.mark.requirement("H22")
@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({}, {"starts_at": dt.time(9, 10)}, "Emmy de Groot is dan ook bij Rekenen · Basis"),
        ({"by_words": "Bea"}, {"by_words": "bea "}, "Bea is dan ook bij Rekenen · Basis"),
        ({"by_words": "Bea", "room": "Gang"}, {"room": "gang"}, "Gang is dan bezet door Rekenen · Basis"),
        ({"weekday": 3, "starts_at": dt.time(13)}, {}, "buiten schooltijd"),
        ({"starts_at": dt.time(12, 10)}, {}, "in de pauze"),
    ],
)
def test_what_cannot_be_is_said_in_words(put, school_group, period, plan, first, second, words):
    basic = PlanRow.objects.select_related("plan__group").get(plan=plan, cluster__name="Basis")
    put(**first)
    put(of=basic, **second)
    assert words in clashes_of(school_group, period)[0]


def test_a_pupil_in_two_clusters_at_once_is_named(put, school_group, period, plan, pupils_5b):
    pupil = pupils_5b[0]
    other = PlanRow.objects.filter(plan__group=school_group, plan__period=period).exclude(plan=plan)
    there = other.filter(cluster__placements__pupil=pupil).select_related("plan__group").first()
    put(by_words="Bea")
    put(of=there, by_words="Cor")
    assert any(pupil.call_name in words for words in clashes_of(school_group, period))


def test_a_colleague_in_another_group_at_that_time_is_told_without_its_subject(put, school_group, group_6, period):
    anouk = StaffMember.objects.get(call_name="Anouk")
    GroupPlan.objects.filter(group=group_6).update(status=GroupPlan.Status.RUNNING)
    there = PlanRow.objects.filter(plan__group=group_6).select_related("plan__group").order_by("pk")[0]
    put(staff_member=anouk)
    put(of=there, who="fleur", staff_member=anouk)
    assert clashes_of(school_group, period) == ["Anouk Dekker is dan ook bij groep 6 (9:00)"]


@pytest.mark.parametrize("why", ["newer", "earlier year"])
def test_a_plan_that_is_over_clashes_no_more(why, put, school_group, group_6, period, zwaluw):
    anouk = StaffMember.objects.get(call_name="Anouk")
    there = PlanRow.objects.filter(plan__group=group_6).select_related("plan__group").order_by("pk")[0]
    GroupPlan.objects.filter(pk=there.plan_id).update(status=GroupPlan.Status.RUNNING)
    put(staff_member=anouk)
    put(of=there, who="fleur", staff_member=anouk)
    assert len(clashes_of(school_group, period)) == 1
    before = Period.objects.filter(starts_on__lt=school_group.year.starts_on).order_by("-starts_on")[0]
    if why == "newer":
        GroupPlan.objects.filter(group=group_6, subject=there.plan.subject, period=period).delete()
        GroupPlan.objects.create(school=zwaluw, group=group_6, subject=there.plan.subject, period=period)
    else:
        GroupPlan.objects.filter(pk=there.plan_id).update(period=before)
    assert clashes_of(school_group, period) == []


def test_more_minutes_than_a_slot_holds_are_filled_as_far_as_it_goes(member, school_group, period, row):
    SchoolDay.objects.update(breaks="")
    PlanRow.objects.filter(pk=row.pk).update(minutes_a_week=300, times_a_week=1)
    fill_week(by=member("tom"), group=school_group, period=period)
    assert [slot.minutes for slot in Slot.objects.filter(row=row)] == [240]


def test_a_duo_partner_on_a_day_of_the_other_is_told(put, school_group, period):
    put(1, staff_member=StaffMember.objects.get(call_name="Tom"))
    assert clashes_of(school_group, period) == ["Tom Smit staat die dag niet voor de groep"]


def test_hours_of_a_group_go_before_those_of_the_school(member, school_group, zwaluw):
    days = [{"weekday": 1, "starts_at": NINE, "ends_at": dt.time(12), "breaks": "", "teacher": None}]
    save_hours(by=member("petra"), group=None, version=0, days=days)
    assert [*school_hours(zwaluw)] == [1]
    assert [*hours_of(school_group)] == [1, 2, 3, 4, 5]
    forget_hours(by=member("emmy"), group=school_group)
    assert [*hours_of(school_group)] == [1]
    with pytest.raises(StaleVersion):
        save_hours(by=member("petra"), group=None, version=0, days=days)
    with pytest.raises(NotAllowed):
        save_hours(by=member("emmy"), group=None, version=1, days=days)
    assert SchoolWeek.objects.get(group=None).version == 1


def test_a_week_takes_as_many_statements_with_one_slot_as_with_many(
    put, school_group, period, django_assert_num_queries
):
    put(1)
    for _more in range(2):
        with django_assert_num_queries(7):
            drawn(school_group, period)
        for day in (2, 3, 4):
            put(day)
