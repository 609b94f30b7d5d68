"""Who teaches which group by hand: a substitute gets a group for days, and it ends by itself."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.pupils.actions import assign_group, end_teaching
from gezien.pupils.models import Teaching
from gezien.pupils.rules import visible_groups, visible_pupils
from gezien.schools.models import Membership, StaffMember, User
from gezien.schools.rules import NotAllowed, member_of

DAYS = {"starts_on": dt.date(2027, 2, 4), "ends_on": dt.date(2027, 2, 5)}


@pytest.fixture
def substitute(zwaluw) -> StaffMember:
    """A substitute with an account and the role of teacher."""
    user = User.objects.create(username="invaller", first_name="In", last_name="Valler")
    Membership.objects.create(school=zwaluw, user=user, role="teacher", starts_on="2027-02-01")
    return StaffMember.objects.create(school=zwaluw, call_name="In", family_name="Valler", user=user)


def test_a_substitute_sees_the_group_on_the_given_days_alone(substitute, member, zwaluw, group_6, settings):
    assign_group(by=member("petra"), person=substitute, group=group_6, **DAYS)
    seen = []
    for settings.TODAY in ("2027-02-03", "2027-02-04", "2027-02-05", "2027-02-06"):
        seen.append([group.name for group in visible_groups(member_of(substitute.user, zwaluw.slug))])
    assert seen == [[], ["6"], ["6"], []]


def test_ending_closes_the_group_the_next_day(substitute, member, zwaluw, group_6, settings):
    teaching = assign_group(by=member("petra"), person=substitute, group=group_6, **DAYS)
    end_teaching(by=member("karim"), teaching=teaching, ends_on=DAYS["starts_on"])
    settings.TODAY = "2027-02-05"
    assert not visible_pupils(member_of(substitute.user, zwaluw.slug)).exists()


def test_ending_before_it_began_takes_it_away(substitute, member, group_6):
    teaching = assign_group(by=member("petra"), person=substitute, group=group_6, **DAYS)
    end_teaching(by=member("petra"), teaching=teaching, ends_on=dt.date(2027, 2, 3))
    assert not Teaching.objects.filter(pk=teaching.pk).exists()


def test_nobody_gives_themselves_a_group(member, group_6):
    own = StaffMember.objects.get(user__username="directie")
    with pytest.raises(NotAllowed):
        assign_group(by=member("karim"), person=own, group=group_6, **DAYS)


@pytest.mark.parametrize("name", ["emmy", "sanne", "marleen"])
def test_only_head_and_administrator_give_groups(substitute, member, group_6, name):
    with pytest.raises(NotAllowed):
        assign_group(by=member(name), person=substitute, group=group_6, **DAYS)


def test_a_group_is_given_on_the_persons_page(substitute, sign_in, zwaluw, group_6):
    answer = {"teaching-group": group_6.pk, "teaching-starts_on": "2027-02-04", "teaching-ends_on": "2027-02-18"}
    url = reverse("teaching:give", args=[zwaluw.slug, substitute.pk])
    page = sign_in("petra").post(url, answer, follow=True).content.decode()
    assert ("In Valler geeft les aan 6." in page, "4 feb 2027 t/m 18 feb 2027" in page) == (True, True)


def test_a_group_without_an_end_is_not_given(substitute, sign_in, zwaluw, group_6):
    url = reverse("teaching:give", args=[zwaluw.slug, substitute.pk])
    response = sign_in("petra").post(url, {"teaching-group": group_6.pk, "teaching-starts_on": "2027-02-04"})
    assert (response.status_code, Teaching.objects.filter(staff_member=substitute).exists()) == (422, False)


def test_a_group_of_another_school_cannot_be_chosen(substitute, sign_in, zwaluw):
    other = Teaching._base_manager.exclude(school=zwaluw).first().group
    answer = {"teaching-group": other.pk, "teaching-starts_on": "2027-02-04", "teaching-ends_on": "2027-02-18"}
    url = reverse("teaching:give", args=[zwaluw.slug, substitute.pk])
    assert sign_in("petra").post(url, answer).status_code == 422
