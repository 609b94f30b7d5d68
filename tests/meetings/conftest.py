"""What the tests of the room share."""

import pytest

from gezien.agreements.models import Agreement
from gezien.meetings.models import Meeting
from tests.factories.meetings import opened


@pytest.fixture
def live(member, group_5b) -> Meeting:
    """The review of 5b, open now, with nothing agreed before."""
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)
