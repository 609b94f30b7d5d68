"""What the tests of the room share."""

import datetime as dt

import pytest
from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.cases.actions import register_case
from gezien.cases.models import Case, Ground
from gezien.meetings.actions.reviews import open_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import Meeting
from gezien.pupils.models import Pupil
from tests.factories.meetings import at, opened


@pytest.fixture
def live(member, group_5b) -> Meeting:
    """The review of 5b, open now, with nothing agreed before."""
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


@pytest.fixture
def of_5b(member, pupils_5b) -> Case:
    Case.objects.all().delete()
    return register_case(by=member("emmy"), pupil=pupils_5b[0], grounds=[Ground.OUTLOOK])


@pytest.fixture
def of_6(of_5b, member, group_6) -> Case:
    pupil = Pupil.objects.filter(enrolments__group=group_6).order_by("pk").first()
    return register_case(by=member("fleur"), pupil=pupil, grounds=[Ground.LITTLE_PROFIT])


@pytest.fixture
def sitting(member, of_5b, of_6) -> Meeting:
    """Sanne, Emmy and Fleur about a pupil of each, open now."""
    Meeting.objects.all().delete()
    meeting = plan_sitting(by=member("sanne"), starts_at=at(0), cases=[of_5b, of_6])
    return open_review(by=member("sanne"), meeting=meeting)


@pytest.fixture
def later(monkeypatch):
    """`later(delta)`: so much later by the real clock; the school's stands still."""

    def wait(delta: dt.timedelta) -> None:
        now = timezone.now() + delta
        monkeypatch.setattr(timezone, "now", lambda: now)

    return wait
