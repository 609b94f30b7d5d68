"""Who came into an open review without having been asked: told as present, and let in no longer than before."""

import datetime as dt

import pytest

from gezien.common import clock
from gezien.meetings.actions.chair import hand_over, join
from gezien.meetings.actions.reviews import close_review, open_review
from gezien.meetings.actions.room import save_minutes
from gezien.meetings.actions.sittings import add_case, plan_sitting
from gezien.meetings.models import Meeting
from gezien.meetings.queries.calendar import own_meetings
from gezien.meetings.queries.report import report_page
from gezien.meetings.rules import editable_meetings, visible_meetings, visible_preparations, why_meeting_visible
from gezien.pupils.models import Teaching
from tests.factories.meetings import address, at, item_of, opened

pytestmark = pytest.mark.requirement("H34")


@pytest.fixture
def substitute(member, group_5b):
    """`substitute()`: Fleur as she is now; she teaches 5b today."""
    staff = Teaching.objects.filter(staff_member__user=member("fleur").user).first().staff_member
    Teaching.objects.create(
        school=group_5b.school, staff_member=staff, group=group_5b, starts_on=clock.today(), ends_on=clock.today()
    )
    return lambda: member("fleur")


@pytest.fixture
def live(member, group_5b) -> Meeting:
    """Of 5b, with Sanne, Emmy and Tom."""
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


def taught_until_yesterday(group) -> None:
    yesterday = clock.today() - dt.timedelta(days=1)
    Teaching.objects.filter(group=group, starts_on=clock.today()).update(starts_on=yesterday, ends_on=yesterday)


def test_substitute_who_walked_in_reads_nothing_once_the_teaching_is_over(live, substitute, sign_in, group_5b, member):
    assert join(by=substitute(), meeting=live)
    save_minutes(by=substitute(), item=item_of(live, "group"), version=1, minutes="Rustig.")
    close_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))
    assert sign_in("fleur").get(address("room", live)).status_code == 200

    taught_until_yesterday(group_5b)

    one = substitute()
    for seen in (visible_meetings(one), editable_meetings(one), own_meetings(one)):
        assert not seen.filter(pk=live.pk).exists()
    assert not visible_preparations(one).filter(meeting=live).exists()
    assert why_meeting_visible(one, live) is None
    assert sign_in("fleur").get(address("room", live)).status_code == 404


def test_report_still_tells_that_who_walked_in_was_there(live, substitute, group_5b, member):
    join(by=substitute(), meeting=live)
    close_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))
    taught_until_yesterday(group_5b)

    told = report_page(member("sanne"), Meeting.objects.get(pk=live.pk))

    assert [one["came"] for one in told["people"] if one["name"] == member("fleur").user.name] == [True]


def test_open_review_is_written_in_no_longer_by_who_walked_in_when_teaching_is_over(live, substitute, group_5b):
    join(by=substitute(), meeting=live)
    assert live in editable_meetings(substitute())

    taught_until_yesterday(group_5b)

    assert live not in editable_meetings(substitute())


def test_who_was_given_the_lead_leads_until_it_goes_on(live, substitute, group_5b, member):
    join(by=substitute(), meeting=live)
    hand_over(by=member("sanne"), meeting=live, to=member("fleur").user)
    taught_until_yesterday(group_5b)
    assert live in editable_meetings(substitute())

    hand_over(by=member("sanne"), meeting=live, to=member("sanne").user)

    assert live not in visible_meetings(substitute())


def test_who_walked_in_and_then_has_a_pupil_on_the_agenda_is_invited(member, of_6):
    Meeting.objects.all().delete()
    sitting = plan_sitting(by=member("sanne"), starts_at=at(0), cases=[])
    open_review(by=member("sanne"), meeting=sitting)
    sitting.participants.create(school=sitting.school, user=member("fleur").user, invited=False)
    assert sitting not in visible_meetings(member("fleur"))

    add_case(by=member("sanne"), meeting=sitting, case=of_6)

    assert sitting in visible_meetings(member("fleur"))
