"""Another chair for a review whose chair is away: the head says who leads."""

import pytest

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.meetings.actions.chair import appoint_chair, go_to
from gezien.meetings.actions.report import approve_report
from gezien.meetings.actions.reviews import cancel_review, change_review, close_review, open_review
from gezien.meetings.models import Meeting
from gezien.meetings.rules import appointable_meetings, leadable_meetings
from gezien.schools.rules import NotAllowed
from tests.factories.meetings import address, at, held, item_of, opened, planned

pytestmark = pytest.mark.requirement("H34")


@pytest.fixture
def review(member, group_5b) -> Meeting:
    """Of 5b, planned and led by Sanne, with Emmy and Tom."""
    Meeting.objects.all().delete()
    return planned(member("sanne"), group_5b, days=0)


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("group", "school", "chair").get(pk=meeting.pk)


def test_head_takes_the_chair_and_leads_the_review_to_its_report(review, member, sign_in):
    karim = sign_in("karim")
    assert karim.post(address("opening", review)).status_code == 403

    karim.post(address("appointment", review), {"to": member("karim").user.pk})

    assert karim.post(address("opening", review)).status_code == 302
    go_to(by=member("karim"), meeting=again(review), item=item_of(review, "plan"))
    close_review(by=member("karim"), meeting=again(review))
    approve_report(by=member("karim"), meeting=again(review))
    assert Meeting.objects.get(pk=review.pk).report.approved_by == member("karim").user


def test_head_in_the_chair_moves_the_review(review, member):
    appoint_chair(by=member("karim"), meeting=review, to=member("karim").user)

    change_review(
        by=member("karim"),
        meeting=again(review),
        version=2,
        starts_at=at(7),
        place="",
        chair=member("karim").user,
        participants=[member("emmy").user],
    )

    assert again(review).starts_at == at(7)


def test_old_chair_and_everybody_at_the_table_hear_who_leads(
    review, member, mailoutbox, django_capture_on_commit_callbacks, pupils_5b
):
    with django_capture_on_commit_callbacks(execute=True):
        appoint_chair(by=member("karim"), meeting=review, to=member("karim").user)

    assert {mail.to[0] for mail in mailoutbox} == {member(name).user.email for name in ("sanne", "emmy", "tom")}
    assert {mail.subject.split(":")[0] for mail in mailoutbox} == {"Gewijzigd"}
    assert all(member("karim").user.name in mail.body for mail in mailoutbox)


def test_who_is_put_in_the_chair_by_the_head_is_invited(
    review, member, mailoutbox, django_capture_on_commit_callbacks, another_coach
):
    with django_capture_on_commit_callbacks(execute=True):
        appoint_chair(by=member("karim"), meeting=review, to=another_coach)

    [mail] = [mail for mail in mailoutbox if mail.to == [another_coach.email]]
    assert not mail.subject.startswith("Gewijzigd")
    assert review.participants.filter(user=another_coach, invited=True).exists()
    assert review.participants.filter(user=member("sanne").user).exists()


@pytest.fixture
def another_coach(member, zwaluw):
    """Marleen, who coordinates a subject, is a coach as well from today."""
    marleen = member("marleen").user
    marleen.memberships.create(school=zwaluw, role="coach", starts_on="2020-08-01")
    return marleen


def test_chair_given_is_logged_and_what_the_old_one_had_open_is_no_longer_saved(review, member):
    appoint_chair(by=member("karim"), meeting=review, to=member("karim").user)

    assert AuditEvent.objects.get(verb="review.chair_given").actor_id == member("karim").user.pk
    with pytest.raises(StaleVersion):
        change_review(
            by=member("sanne"),
            meeting=again(review),
            version=1,
            starts_at=at(7),
            place="",
            chair=member("sanne").user,
            participants=[],
        )


def test_head_takes_the_chair_of_a_review_that_is_open(review, member):
    open_review(by=member("sanne"), meeting=review)

    appoint_chair(by=member("karim"), meeting=review, to=member("karim").user)

    go_to(by=member("karim"), meeting=again(review), item=item_of(review, "plan"))
    with pytest.raises(NotAllowed):
        go_to(by=member("sanne"), meeting=again(review), item=item_of(review, "plan"))


def test_only_the_head_appoints_and_only_who_may_lead_is_appointed(review, member):
    for by, to in (("emmy", "emmy"), ("sanne", "karim"), ("fleur", "karim"), ("karim", "emmy")):
        with pytest.raises(NotAllowed):
            appoint_chair(by=member(by), meeting=again(review), to=member(to).user)
    assert again(review).chair == member("sanne").user
    assert review not in leadable_meetings(member("karim"))


def test_what_is_over_or_called_off_gets_no_other_chair(review, member, group_5b):
    over = held(member("sanne"), group_5b, days=0)
    cancel_review(by=member("sanne"), meeting=review, version=1)

    assert not appointable_meetings(member("karim")).filter(pk__in=[over.pk, review.pk]).exists()


@pytest.mark.parametrize("is_open", [False, True])
def test_page_offers_the_head_alone_to_let_somebody_else_lead(member, group_5b, sign_in, is_open):
    review = (opened if is_open else planned)(member("sanne"), group_5b)
    where = address("appointment", review)

    shown = {name: where in sign_in(name).get(address("room", review)).content.decode() for name in ("karim", "emmy")}
    chairs = sign_in("karim").get(address("room", review)).context["chairs"]

    assert shown == {"karim": True, "emmy": False}
    assert chairs == [member("karim").user]
