"""Whatever a roster holds: applied, it changes nothing the second time, and nobody is in two base groups on one day."""

import datetime as dt

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.contents import Roster, RosterGroup, RosterPupil, RosterSchool, RosterTeacher
from gezien.imports.roster.plan import plan_roster
from gezien.pupils.models import Enrolment
from gezien.schools.rules import CommandLine

ON = dt.date(2027, 2, 4)
GROUPS = [
    RosterGroup(1, "a", "4a", "4"),
    RosterGroup(2, "b", "4b", "4"),
    RosterGroup(3, "#c", "5/6", "C"),
    RosterGroup(4, "p", "Plus", is_composite=True),
    RosterGroup(5, "q", "Zwemmen", is_composite=True),
]
DAYS = st.none() | st.dates(dt.date(2024, 6, 1), dt.date(2028, 12, 31))
KEYS = st.sampled_from(["", "", "k1", "k2", "k3", "k4"])
PUPILS = st.builds(
    RosterPupil,
    line=st.integers(1, 999),
    key=KEYS,
    eck_id=st.sampled_from([None, None, "e1", "e2", "e3"]),
    call_name=st.sampled_from(["Noor", "Sem", "noor"]),
    family_name=st.sampled_from([None, "", "Vos"]),
    prefix=st.sampled_from([None, "", "de"]),
    birth_date=st.sampled_from([None, dt.date(2017, 5, 4), dt.date(2018, 1, 1)]),
    gender=st.sampled_from([None, 0, 1, 2, 9]),
    year_group=st.sampled_from([None, "4", "5", "S"]),
    group=st.sampled_from([None, "a", "b", "#c", "zoek"]),
    composite_groups=st.lists(st.sampled_from(["p", "q"]), unique=True, max_size=2).map(tuple),
    admitted_on=DAYS,
    left_on=DAYS,
    is_historical=st.booleans(),
)
TEACHERS = st.builds(
    RosterTeacher,
    line=st.integers(1, 999),
    key=KEYS,
    call_name=st.sampled_from(["Iris", "Wim"]),
    family_name=st.sampled_from(["Kok", None]),
    roles=st.lists(st.sampled_from(["LRK", "IB", "manusje van alles"]), unique=True).map(tuple),
    groups=st.lists(st.sampled_from([("a", False), ("#c", False), ("p", True)]), unique=True).map(tuple),
)
ROSTERS = st.builds(
    Roster,
    school=st.builds(RosterSchool, first_year=st.sampled_from([2025, 2026, 2026, 2027]), number=st.just("00TS00")),
    pupils=st.lists(PUPILS, min_size=1, max_size=8),
    groups=st.sampled_from([GROUPS, GROUPS[:3]]),
    teachers=st.lists(TEACHERS, max_size=4),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rosters=st.lists(ROSTERS, min_size=1, max_size=3), days=st.lists(st.integers(0, 400), min_size=3, max_size=3))
def test_a_roster_applied_changes_nothing_the_second_time(school, rosters, days):
    with transaction.atomic():
        for roster, later in zip(rosters, sorted(days), strict=False):
            on = ON + dt.timedelta(days=later)
            seen = plan_roster(school, roster, on)
            done = apply_roster(by=CommandLine(school), school=school, roster=roster, on=on, expected=seen.fingerprint)
            assert (done.rows, done.counts) == (seen.rows, seen.counts)
            assert plan_roster(school, roster, on).nothing_changes
            assert pupils_in_two_base_groups(on) == []
        transaction.set_rollback(True)


def pupils_in_two_base_groups(on: dt.date) -> list[int]:
    """Pupils who are in more than one base group on this day."""
    rows = Enrolment.objects.filter(group__is_composite=False, starts_on__lte=on).exclude(ends_on__lt=on)
    pupils = list(rows.values_list("pupil", flat=True))
    return [pupil for pupil in set(pupils) if pupils.count(pupil) > 1]
