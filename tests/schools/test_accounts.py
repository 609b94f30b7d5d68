"""Accounts and roles: who may give them, and what they then do."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.live.hub import hub
from gezien.demo import cast
from gezien.schools import actions
from gezien.schools.models import Board, BoardMembership, Membership, School, StaffMember, User
from gezien.schools.roles import Permission, Role
from gezien.schools.rules import NotAllowed, member_of

TODAY = dt.date(2027, 2, 4)


@pytest.fixture
def staff(zwaluw):
    """`staff("emmy's user name")` is that person on the staff list."""
    return lambda username: StaffMember.objects.select_related("user", "school").get(user__username=username)


@pytest.fixture
def newcomer(zwaluw, member) -> StaffMember:
    """Somebody on the list without an account."""
    return actions.add_person(by=member("petra"), call_name="Jo", prefix="van der", family_name="Meer")


def test_an_account_opens_nothing_until_a_role_is_given(newcomer, member, zwaluw):
    user, _password = actions.create_account(by=member("petra"), person=newcomer, username="jo")
    assert member_of(user, zwaluw.slug) is None
    actions.give_role(by=member("petra"), person=newcomer, role=Role.COACH, starts_on=TODAY)
    assert member_of(user, zwaluw.slug).roles == {"coach"}


def test_a_one_time_password_signs_in_and_must_be_changed(newcomer, member):
    user, password = actions.create_account(by=member("petra"), person=newcomer, username="jo")
    assert (user.check_password(password), user.must_change_password, len(password)) == (True, True, 19)


def test_passwords_are_not_in_the_log(newcomer, member):
    _user, password = actions.create_account(by=member("petra"), person=newcomer, username="jo")
    assert password not in repr(list(AuditEvent.objects.values()))


def test_an_account_has_the_name_of_the_staff_list(newcomer, member):
    user, _password = actions.create_account(by=member("petra"), person=newcomer, username="jo")
    assert (user.name, newcomer.user) == ("Jo van der Meer", user)


@pytest.mark.parametrize("username", ["Leerkracht", "met spatie", "ib"])
def test_a_user_name_must_be_free_and_plain(newcomer, member, username):
    with pytest.raises(ValidationError):
        actions.create_account(by=member("petra"), person=newcomer, username=username)


def test_a_time_boxed_role_ends_by_itself(newcomer, member, zwaluw, settings):
    user, _password = actions.create_account(by=member("petra"), person=newcomer, username="invaller")
    until = {"starts_on": TODAY, "ends_on": dt.date(2027, 2, 5)}
    actions.give_role(by=member("petra"), person=newcomer, role=Role.TEACHER, **until)
    seen = []
    for settings.TODAY in ("2027-02-03", "2027-02-04", "2027-02-05", "2027-02-06"):
        seen.append(member_of(user, zwaluw.slug) is not None)
    assert seen == [False, True, True, False]


def test_the_same_role_twice_in_the_same_time_is_refused(staff, member):
    with pytest.raises(ValidationError):
        actions.give_role(by=member("petra"), person=staff("leerkracht"), role=Role.TEACHER, starts_on=TODAY)


def test_ending_a_role_that_has_not_begun_takes_it_away(staff, member):
    emmy = staff("leerkracht")
    later = actions.give_role(by=member("petra"), person=emmy, role=Role.COACH, starts_on=dt.date(2027, 8, 1))
    actions.end_role(by=member("petra"), person=emmy, membership=later, ends_on=TODAY)
    assert not Membership.objects.filter(pk=later.pk).exists()


@pytest.mark.parametrize(("name", "username"), [("petra", "beheer"), ("karim", "directie")])
def test_nobody_changes_their_own_roles_or_account(staff, member, name, username):
    me, own = member(name), staff(username)
    role = Membership.objects.get(user=own.user)
    tries = [
        lambda: actions.give_role(by=me, person=own, role=Role.COACH, starts_on=TODAY),
        lambda: actions.end_role(by=me, person=own, membership=role, ends_on=TODAY),
        lambda: actions.reset_password(by=me, person=own),
        lambda: actions.block_account(by=me, person=own),
    ]
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()
    assert me.may(Permission.MANAGE_STAFF)


@pytest.mark.parametrize("name", ["emmy", "sanne", "marleen"])
def test_only_head_and_administrator_give_roles(staff, member, name):
    with pytest.raises(NotAllowed):
        actions.give_role(by=member(name), person=staff("duo"), role=Role.COACH, starts_on=TODAY)


def in_another_school(user: User) -> None:
    other = School.objects.get(name=cast.OTHER_SCHOOL)
    Membership._base_manager.create(school=other, user=user, role=Role.TEACHER, starts_on=TODAY)


def for_a_board(user: User) -> None:
    BoardMembership.objects.create(board=Board.objects.first(), user=user, starts_on=TODAY)


def as_superuser(user: User) -> None:
    user.is_superuser = True
    user.save()


@pytest.mark.parametrize("elsewhere", [in_another_school, for_a_board, as_superuser])
def test_an_account_that_counts_elsewhere_is_not_taken_over(staff, member, elsewhere):
    emmy = staff("leerkracht")
    elsewhere(emmy.user)
    for action in (actions.reset_password, actions.block_account):
        with pytest.raises(NotAllowed):
            action(by=member("petra"), person=emmy)


def test_every_change_stands_in_the_log_with_who_made_it(newcomer, member):
    petra = member("petra")
    actions.create_account(by=petra, person=newcomer, username="jo")
    role = actions.give_role(by=petra, person=newcomer, role=Role.HEAD, starts_on=TODAY)
    actions.end_role(by=petra, person=newcomer, membership=role, ends_on=TODAY)
    actions.block_account(by=petra, person=newcomer)
    events = AuditEvent.objects.filter(object_id=newcomer.pk, object_type="schools.staffmember").order_by("pk")
    told = ["staff_member.added", "account.made", "membership.given", "membership.ended", "account.blocked"]
    assert list(events.values_list("verb", "actor_name")) == [(verb, "Petra Mulder") for verb in told]


def test_a_new_password_signs_out_whoever_had_the_old(staff, member, sign_in):
    emmy = sign_in("emmy")
    assert emmy.get("/account/password/").status_code == 200
    actions.reset_password(by=member("petra"), person=staff("leerkracht"))
    assert emmy.get("/account/password/").status_code == 302


def test_blocking_works_at_once(staff, member, sign_in):
    emmy = sign_in("emmy")
    actions.block_account(by=member("karim"), person=staff("leerkracht"))
    assert emmy.get("/account/password/").url.startswith("/account/login/")
    actions.unblock_account(by=member("karim"), person=staff("leerkracht"))
    assert User.objects.get(username="leerkracht").is_active


def test_the_clock_of_the_tests_is_the_day_named_here():
    assert clock.today() == TODAY


@pytest.fixture
def dismissed(monkeypatch):
    """Whose streams were ended."""
    told = []
    monkeypatch.setattr(hub, "send", lambda topic, message: told.append((topic, message["kind"], message["person"])))
    return told


def test_whoever_signs_out_follows_nothing_any_more(sign_in, member, dismissed, django_capture_on_commit_callbacks):
    client = sign_in("emmy")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/logout/")
    assert dismissed == [("", "dismiss", f"u{member('emmy').user.pk}")]


def test_blocking_an_account_ends_what_it_follows(member, staff, dismissed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.block_account(by=member("karim"), person=staff("leerkracht"))
    assert dismissed == [("", "dismiss", f"u{member('emmy').user.pk}")]
