"""What speaks against moving a review is said before anybody hears of it, as when it is planned."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import Meeting
from tests.factories.meetings import at, planned

DAYS = 14
SATURDAY = clock.today() + dt.timedelta(days=DAYS + (5 - clock.today().weekday()) % 7)


@pytest.fixture
def review(zwaluw, member, group_5b) -> Meeting:
    """Of 5b, in four weeks at three, the only one there is."""
    Meeting.objects.all().delete()
    return planned(member("sanne"), group_5b, days=2 * DAYS)


@pytest.fixture
def move(sign_in):
    """`move(meeting, day)` presses "save" on the page that changes a review, with all else as it stands."""

    def moved(meeting: Meeting, day: dt.date, hour: int = 15, **values):
        data = {
            "date": day,
            "time": f"{hour}:00",
            "place": meeting.place,
            "length": meeting.length,
            "chair": meeting.chair_id,
            "participants": [seat.user_id for seat in meeting.participants.all()],
            "version": meeting.version,
        }
        return sign_in("sanne").post(reverse("meetings:edit", args=[meeting.school.slug, meeting.pk]), data | values)

    return moved


def stands_on(meeting: Meeting) -> dt.date:
    return timezone.localtime(Meeting.objects.get(pk=meeting.pk).starts_at).date()


@pytest.mark.requirement("Z1")
def test_moving_to_a_day_without_school_is_told_first_and_a_second_press_moves(
    move, review, mailoutbox, django_capture_on_commit_callbacks
):
    was = stands_on(review)
    with django_capture_on_commit_callbacks(execute=True):
        page = move(review, SATURDAY)
    told = (page.context["form"].objections, stands_on(review), len(mailoutbox), "Toch wijzigen" in page.text)

    with django_capture_on_commit_callbacks(execute=True):
        move(review, SATURDAY, anyway=page.context["form"].anyway)

    assert told == (["Die dag is er geen school."], was, 0, True)
    assert stands_on(review) == SATURDAY
    assert mailoutbox


@pytest.mark.requirement("Z1")
def test_whoever_has_another_review_then_is_named_but_the_review_itself_is_no_other(move, review, member, group_6):
    planned(member("sanne"), group_6, days=2 * DAYS, participants=[])
    day = stands_on(review)

    earlier = move(review, day, 9)
    review.refresh_from_db()
    shorter = move(review, day, 9, length=45)
    review.refresh_from_db()
    [told] = objections(move(review, day, 15))

    assert (earlier.status_code, shorter.status_code) == (302, 302)
    assert told.startswith("Sanne")


@pytest.mark.requirement("Z1")
def test_what_it_stood_with_already_is_not_told_again(move, member, group_5b, zwaluw):
    Meeting.objects.all().delete()
    found = planned(member("sanne"), group_5b, days=(SATURDAY - clock.today()).days)

    assert move(found, SATURDAY, place="Lokaal 3").status_code == 302


@pytest.mark.requirement("Z1", "Z5")
def test_term_of_the_form_that_is_over_by_moving_is_told_and_later_is_not(move, review):
    soon = clock.today() + dt.timedelta(days=1)
    told = " ".join(move(review, soon).context["form"].objections)
    review.preparation.submitted_at = clock.now()
    review.preparation.save()

    assert "voorbereiding" in told
    assert "voorbereiding" not in " ".join(objections(move(review, soon)))


@pytest.mark.requirement("Z1", "H44")
def test_sitting_that_comes_sooner_says_so_of_the_talk_with_the_parents(move, zwaluw, member):
    Meeting.objects.all().delete()
    sanne, case = member("sanne"), Case.objects.filter(school=zwaluw, closed_on=None)[0]
    case.pupil.notes.all().delete()
    sitting = plan_sitting(by=sanne, starts_at=at(2 * DAYS), cases=[case])

    assert "ouders" in " ".join(objections(move(sitting, clock.today() + dt.timedelta(days=1))))
    assert objections(move(sitting, stands_on(sitting) + dt.timedelta(days=1))) == []


def objections(page) -> list[str]:
    """What the page says, nothing when it went on."""
    return page.context["form"].objections if page.status_code == 200 else []
