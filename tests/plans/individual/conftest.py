"""Emmy draws up a plan for Noor."""

import pytest

from gezien.plans.models import IndividualPlan
from gezien.pupils.models import Pupil
from tests.plans.individual import drawn_up


@pytest.fixture
def noor(pupils_5b) -> Pupil:
    """A pupil of 5b with a need for technical reading and no plan of its own."""
    return next(pupil for pupil in pupils_5b if pupil.call_name == "Noor")


@pytest.fixture
def emmy(member):
    """A teacher of 5b."""
    return member("emmy")


@pytest.fixture
def plan(emmy, noor) -> IndividualPlan:
    """With one goal and one line of the agreed part."""
    return drawn_up(emmy, noor)
