"""What a roster does to the staff list and to who teaches which group; and what it never does: give rights."""

import datetime as dt

from gezien.imports.roster.plan import STAFF
from gezien.imports.roster.verdicts import Verdict
from gezien.pupils.models import Group, Teaching
from gezien.pupils.rules import visible_groups
from gezien.schools.models import Membership, StaffMember, User
from gezien.schools.roles import Role
from gezien.schools.rules import member_of
from tests.factories.edexml import edexml, pupil, teacher

YEAR = (dt.date(2026, 8, 1), dt.date(2027, 7, 31))
TODAY = dt.date(2027, 2, 4)


def roster_of(*teachers: str) -> str:
    return edexml(pupil("1"), teachers="".join(teachers))


def taught() -> list[tuple]:
    """Who teaches what: name, group, first day, last day."""
    rows = Teaching.objects.order_by("staff_member__key", "group__name", "starts_on")
    return list(rows.values_list("staff_member__key", "group__name", "starts_on", "ends_on"))


def test_the_first_roster_tells_who_taught_all_year(apply):
    apply(roster_of(teacher("k", "Kok", "5b", "6")))
    assert taught() == [("k", "5b", *YEAR), ("k", "6", *YEAR)]


def test_a_later_roster_lets_somebody_teach_from_now_on(apply):
    apply(roster_of(teacher("k", "Kok", "5b")))
    apply(roster_of(teacher("k", "Kok", "5b"), teacher("m", "Mol", "5b")))
    assert taught() == [("k", "5b", *YEAR), ("m", "5b", TODAY, YEAR[1])]


def test_a_group_the_file_no_longer_names_ends_yesterday(apply):
    apply(roster_of(teacher("k", "Kok", "5b", "6")))
    plan = apply(roster_of(teacher("k", "Kok", "6")))
    assert taught() == [("k", "5b", YEAR[0], dt.date(2027, 2, 3)), ("k", "6", *YEAR)]
    assert [row.detail for row in plan.rows] == ["geeft geen les meer aan 5b"]


def test_what_was_given_by_hand_is_left_alone(apply, school):
    apply(roster_of(teacher("k", "Kok", "6")))
    by_hand = {"starts_on": TODAY, "ends_on": dt.date(2027, 2, 18)}
    kok, group = StaffMember.objects.get(), Group.objects.get(name="5b")
    Teaching.objects.create(school=school, staff_member=kok, group=group, **by_hand)
    assert apply(roster_of(teacher("k", "Kok", "6"))).nothing_changes
    assert taught()[0] == ("k", "5b", TODAY, dt.date(2027, 2, 18))


def test_staff_the_file_does_not_name_are_flagged_and_stay(apply):
    apply(roster_of(teacher("k", "Kok", "5b"), teacher("m", "Mol")))
    plan = apply(roster_of(teacher("m", "Mol")))
    assert [(row.name, row.verdict) for row in plan.rows if row.what == STAFF] == [("Iris Kok", Verdict.MISSING)]
    assert taught() == [("k", "5b", *YEAR)]


def test_a_file_without_staff_says_nothing_about_them(apply):
    apply(roster_of(teacher("k", "Kok", "5b")))
    assert apply(edexml(pupil("1"))).rows == []


def test_roles_are_a_proposal_and_give_nothing(apply, school):
    accounts = User.objects.count()
    apply(roster_of(teacher("k", "Kok", "5b", rol="IB")))
    assert StaffMember.objects.get().proposed_roles == "IB"
    assert (Membership.objects.filter(school=school).count(), User.objects.count()) == (0, accounts)


def test_a_group_opens_only_with_a_role_that_somebody_gave(apply, school):
    apply(roster_of(teacher("k", "Kok", "5b")))
    user = User.objects.create(username="kok")
    StaffMember.objects.update(user=user)
    assert member_of(user, school.slug) is None
    Membership.objects.create(school=school, user=user, role=Role.TEACHER, starts_on=TODAY)
    assert [group.name for group in visible_groups(member_of(user, school.slug))] == ["5b"]


def test_a_group_that_ended_in_the_file_closes_for_its_teacher(apply, school):
    apply(roster_of(teacher("k", "Kok", "5b", "6")))
    user = User.objects.create(username="kok")
    StaffMember.objects.update(user=user)
    Membership.objects.create(school=school, user=user, role=Role.TEACHER, starts_on=TODAY)
    apply(roster_of(teacher("k", "Kok", "6")))
    assert [group.name for group in visible_groups(member_of(user, school.slug))] == ["6"]


def test_staff_with_dummy_keys_are_found_by_name(apply):
    apply(roster_of(teacher("#1", "Kok", "5b")))
    assert apply(roster_of(teacher("#9", "Kok", "5b"))).nothing_changes


def test_a_change_of_name_and_role_is_told(apply):
    apply(roster_of(teacher("k", "Kok")))
    [row] = apply(roster_of(teacher("k", "Bakker", rol="RT"))).rows
    assert row.detail == "achternaam: Kok → Bakker · rol in het bestand: LRK → RT"


def test_a_description_too_long_for_the_list_is_left_out(apply):
    long = "".join(f"<rolomschrijving>{letter * 60}</rolomschrijving>" for letter in "ab")
    apply(roster_of(teacher("k", "Kok").replace("<groepen>", f"{long}<groepen>")))
    assert StaffMember.objects.get().proposed_roles == f"LRK, {'a' * 60}"


def test_a_group_the_file_does_not_have_refuses_the_teacher(plan):
    [row] = [row for row in plan(roster_of(teacher("k", "Kok", "zoek"))).rows if row.what == STAFF]
    assert row.verdict == Verdict.REFUSED
