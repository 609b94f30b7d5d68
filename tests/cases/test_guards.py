"""Discreet guards for who leads the conversation."""

import pytest

from gezien.cases.models import CasePart
from gezien.cases.queries.guards import MUCH_BACKGROUND, guards, guards_of
from tests.factories.guests import make_case

pytestmark = pytest.mark.requirement("F4")
COACH, TEACHER = 1, 2


def parts(**texts: tuple[str, int]) -> dict[str, CasePart]:
    return {key: CasePart(key=key, text=text, author_id=author) for key, (text, author) in texts.items()}


def keys(*, owners=(), **texts) -> list[str]:
    return [guard.key for guard in guards(parts(**texts), list(owners), COACH) if guard]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({}, []),
        ({"concern": ("woord " * MUCH_BACKGROUND, TEACHER)}, ["background"]),
        ({"concern": ("woord " * MUCH_BACKGROUND, TEACHER), "goal": ("Begint zelf.", TEACHER)}, []),
        ({"question": ("Hoe kan ik?", COACH)}, ["question"]),
        ({"ideas": ("Kaartje.", TEACHER)}, ["question", "approach"]),
        (
            {"question": ("Hoe?", TEACHER), "approach": ("Kijkt af.", TEACHER), "measures": ("Kaartje.", COACH)},
            ["advice"],
        ),
        ({"involve": ("Logopedie.", TEACHER)}, ["school"]),
        ({"involve": ("Logopedie.", TEACHER), "question": ("Hoe?", TEACHER)}, ["school"]),
    ],
)
def test_guard_tells_what_is_seen_in_who_wrote_what(texts, expected):
    assert keys(**texts) == expected


@pytest.mark.parametrize(
    ("owners", "told"), [([COACH, COACH], True), ([COACH, COACH, TEACHER, TEACHER], False), ([COACH], False)]
)
def test_taking_over_is_told_when_most_agreements_are_the_coachs(owners, told):
    assert (keys(owners=owners) == ["over"]) is told


def test_only_who_leads_reviews_sees_them(member, pupils_5b):
    case = make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)
    CasePart.objects.filter(case=case, key="ideas").update(author=member("sanne").user)

    assert "advice" in {guard.key for guard in guards_of(member("sanne"), case)}
    assert [guards_of(member(name), case) for name in ("emmy", "karim")] == [[], []]
