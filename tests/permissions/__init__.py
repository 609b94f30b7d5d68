"""The permission table: every URL with the answer for each of the cast, one file for each app."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PEOPLE = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra", "hendrik", "joris", "lies", "nobody")
SIGN_IN = 302  # "nobody" is sent to the sign-in page


@dataclass(frozen=True)
class Row:
    """One URL and method. `kwargs(world)` gives the URL's arguments besides the school, `data(world)` what is posted.

    `answers` names the status for everyone who does not get 404; "nobody" gets 302 to the sign-in page, unless
    `answers` says otherwise.
    `world` has the fixtures' objects: school, group_5b, group_6, pupil (of 5b), arithmetic, period.
    """

    url: str
    answers: dict[str, int]
    kwargs: Callable[[Any], dict] = field(default=lambda world: {})
    method: str = "get"
    data: Callable[[Any], dict] = field(default=lambda world: {})

    def expected(self, person: str) -> int:
        """What this person must get."""
        return self.answers.get(person, SIGN_IN if person == "nobody" else 404)


def everyone(*people: str, status: int = 200, **others: int) -> dict[str, int]:
    """The same status for these people; others by name."""
    return {**dict.fromkeys(people, status), **others}


OWN_TEACHERS = ("emmy", "tom")
SEES_5B = (*OWN_TEACHERS, "sanne", "karim")
STAFF = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")  # everyone of De Zwaluw
