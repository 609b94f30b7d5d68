"""Which pupils and groups one sees, and why: the queryset, the reason and the list of people agree."""

import datetime as dt

import pytest

from gezien.pupils.models import AccessGrant, Enrolment, Group, Pupil, Teaching
from gezien.pupils.queries import people_with_access
from gezien.pupils.rules import (
    editable_groups,
    editable_pupils,
    require_editable,
    taught_group_keys,
    visible_groups,
    visible_pupils,
    why_group_visible,
    why_visible,
)
from gezien.schools.models import User
from gezien.schools.rules import NotAllowed, member_of
from tests.conftest import USERNAMES

STAFF = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")
TODAY = dt.date(2027, 2, 4)


def grant(pupil, starts_on=TODAY, ends_on=TODAY, username="leerkracht2"):
    user = User.objects.get(username=username)
    return AccessGrant.objects.create(
        school=pupil.school, user=user, pupil=pupil, reason="valt in", starts_on=starts_on, ends_on=ends_on
    )


@pytest.mark.parametrize("name", STAFF)
def test_a_pupil_is_visible_exactly_when_there_is_a_reason(name, member, pupils_5b):
    grant(pupils_5b[0])
    reader = member(name)
    visible = set(visible_pupils(reader))

    assert {pupil for pupil in Pupil.objects.all() if why_visible(reader, pupil) is not None} == visible


@pytest.mark.parametrize("name", STAFF)
def test_a_group_is_visible_exactly_when_there_is_a_reason(name, member, zwaluw):
    reader = member(name)
    visible = set(visible_groups(reader))

    assert {group for group in Group.objects.all() if why_group_visible(reader, group) is not None} == visible


def test_teachers_see_and_write_their_own_groups_alone(member, group_5b, group_6):
    sees = {name: {group.name for group in visible_groups(member(name))} for name in ("emmy", "tom", "fleur")}

    assert sees == {"emmy": {"5b"}, "tom": {"5b"}, "fleur": {"6"}}
    assert [group.name for group in editable_groups(member("emmy"))] == ["5b"]


def test_a_pupil_who_changed_groups_is_the_new_teachers(member, pupils_5b, group_6):
    noor = pupils_5b[0]
    Enrolment.objects.filter(pupil=noor).update(ends_on=TODAY - dt.timedelta(days=1))
    Enrolment.objects.create(school=noor.school, pupil=noor, group=group_6, starts_on=TODAY)

    assert why_visible(member("emmy"), noor) is None
    assert why_visible(member("fleur"), noor) == "geeft les aan 6"


@pytest.mark.parametrize(("starts", "ends", "sees"), [(-1, 1, True), (0, 0, True), (-9, -1, False), (1, 9, False)])
def test_a_grant_holds_from_its_first_day_to_its_last(starts, ends, sees, member, pupils_5b):
    grant(pupils_5b[0], TODAY + dt.timedelta(days=starts), TODAY + dt.timedelta(days=ends))

    assert visible_pupils(member("fleur")).filter(pk=pupils_5b[0].pk).exists() is sees


def test_a_grant_is_for_reading(member, pupils_5b):
    grant(pupils_5b[0])

    assert not editable_pupils(member("fleur")).filter(pk=pupils_5b[0].pk).exists()
    with pytest.raises(NotAllowed):
        require_editable(member("fleur"), pupils_5b[0])


@pytest.mark.parametrize("name", ["joris", "lies"])
def test_another_schools_coach_is_no_member_here(name, zwaluw):
    assert member_of(User.objects.get(username=USERNAMES[name]), zwaluw.slug) is None


def test_everyone_with_access_is_listed_with_the_reason_they_are_given(member, pupils_5b):
    grant(pupils_5b[0])
    expected = {
        person.user.name: reason
        for name in STAFF
        if (reason := why_visible(person := member(name), pupils_5b[0])) is not None
    }

    found = {access.name: access.reason for access in people_with_access(pupils_5b[0])}

    assert {name: reason for name, reason in found.items() if name in expected} == expected
    assert set(found) - set(expected) == set()


def test_who_left_the_staff_is_no_longer_listed(member, pupils_5b):
    member("tom").user.memberships.update(ends_on=TODAY - dt.timedelta(days=1))

    assert "Tom Smit" not in {access.name for access in people_with_access(pupils_5b[0])}


def test_the_list_takes_as_many_statements_however_many_people(pupils_5b, django_assert_num_queries):
    with django_assert_num_queries(3):
        people_with_access(pupils_5b[0])
    for username in ("leerkracht2", "coordinator"):
        grant(pupils_5b[0], username=username)

    with django_assert_num_queries(3):
        people_with_access(pupils_5b[0])


def test_what_one_teaches_comes_along_with_the_member(member, django_assert_num_queries, group_5b):
    with django_assert_num_queries(2):  # her account, and what she is and teaches here
        emmy = member("emmy")
        assert taught_group_keys(emmy) == {group_5b.pk}
        assert why_group_visible(emmy, group_5b) == "geeft les aan 5b"


def test_what_one_no_longer_teaches_is_not_among_it(member, group_6):
    assert taught_group_keys(member("sanne")) == frozenset()
    Teaching.objects.filter(group=group_6).update(ends_on=TODAY - dt.timedelta(days=1))
    assert taught_group_keys(member("fleur")) == frozenset()


def test_rule_asked_again_is_not_built_again_and_finds_what_came_since(member, pupils_5b):
    fleur = member("fleur")
    assert pupils_5b[0] not in list(visible_pupils(fleur))
    built = dict(fleur.worked_out)

    grant(pupils_5b[0])

    assert pupils_5b[0] in list(visible_pupils(fleur))
    assert all(fleur.worked_out[rule] is queryset for rule, queryset in built.items())
