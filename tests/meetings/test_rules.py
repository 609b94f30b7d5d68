"""Who sees, leads, prepares and writes in a review."""

import pytest

from gezien.meetings.models import Meeting
from gezien.meetings.rules import (
    editable_forms,
    editable_meetings,
    fillable_preparations,
    leadable_meetings,
    plannable_groups,
    visible_meetings,
    visible_preparations,
    why_meeting_visible,
)
from gezien.pupils.models import Teaching
from tests.factories.meetings import planned

WORKS_HERE = ["emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra"]


@pytest.fixture
def review(member, group_5b) -> Meeting:
    """Of 5b, led by Sanne, with Emmy and Tom."""
    return planned(member("sanne"), group_5b)


@pytest.mark.requirement("H34")
@pytest.mark.parametrize(
    ("name", "sees", "leads", "fills", "writes"),
    [
        ("emmy", True, False, True, True),
        ("tom", True, False, True, True),
        ("fleur", False, False, False, False),
        ("sanne", True, True, False, True),
        ("karim", True, False, False, False),
        ("marleen", False, False, False, False),
        ("petra", False, False, False, False),
    ],
)
def test_each_of_the_cast_may_what_the_table_says(review, member, name, sees, leads, fills, writes):
    one = member(name)

    assert visible_meetings(one).filter(pk=review.pk).exists() == sees
    assert visible_preparations(one).filter(meeting=review).exists() == sees
    assert leadable_meetings(one).filter(pk=review.pk).exists() == leads
    assert fillable_preparations(one).filter(meeting=review).exists() == fills
    assert editable_meetings(one).filter(pk=review.pk).exists() == writes


def test_reason_and_queryset_agree_for_everybody_and_every_review(review, member):
    for name in WORKS_HERE:
        seen = set(visible_meetings(member(name)))
        for meeting in Meeting.objects.select_related("group"):
            assert (why_meeting_visible(member(name), meeting) is not None) == (meeting in seen), name


def test_head_who_takes_part_writes_along(member, group_5b):
    review = planned(member("sanne"), group_5b, participants=[member("emmy").user, member("karim").user])

    assert review in editable_meetings(member("karim"))
    assert review not in leadable_meetings(member("karim"))


def test_head_in_the_chair_leads(member, group_5b):
    review = planned(member("sanne"), group_5b, chair=member("karim").user)

    assert review in leadable_meetings(member("karim"))


def test_guest_from_another_group_sees_this_review_only(review, member, group_5b):
    guest = planned(member("sanne"), group_5b, days=20, participants=[member("fleur").user])

    seen = set(visible_meetings(member("fleur")).filter(group=group_5b))

    assert seen == {guest}


def test_who_no_longer_teaches_the_group_prepares_no_more(review, member, group_5b):
    Teaching.objects.filter(group=group_5b, staff_member__user=member("tom").user).update(ends_on="2027-02-03")

    assert not fillable_preparations(member("tom")).filter(meeting=review).exists()


def test_only_who_leads_reviews_plans_them_and_keeps_the_forms(member):
    for name in WORKS_HERE:
        may = name == "sanne"
        assert plannable_groups(member(name)).exists() == may, name
        assert editable_forms(member(name)).exists() == may, name
