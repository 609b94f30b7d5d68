"""A case of Emmy about a pupil of 5b who had none."""

import pytest

from gezien.cases.actions import register_case
from gezien.cases.models import Case


@pytest.fixture
def pupil(pupils_5b):
    """The first of 5b without a case."""
    taken = set(Case.objects.filter(closed_on=None).values_list("pupil", flat=True))
    return next(one for one in pupils_5b if one.pk not in taken)


@pytest.fixture
def case(member, pupil, arithmetic) -> Case:
    """Registered by Emmy, about arithmetic."""
    return register_case(
        by=member("emmy"),
        pupil=pupil,
        grounds=["little_profit"],
        concern="Stopt bij elke nieuwe som.",
        question="Hoe kan ik helpen zonder voor te zeggen?",
        tried="Meer tijd.",
        subject=arithmetic,
    )
