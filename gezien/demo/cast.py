"""The people of the demo school De Zwaluw; tests, screenshots and docs speak of the same ones. All are invented.

The demo school lives on Thursday 4 February 2027, in the first week of the second period.
"""

import datetime as dt
from dataclasses import dataclass

from gezien.schools.roles import Role

TODAY = dt.date(2027, 2, 4)
FIRST_YEAR = 2026
PASSWORD = "gezien-demo-2027"

BOARD = "De Vogelvlucht"
SCHOOL = "De Zwaluw"
SCHOOL_NUMBER = "00ZW00"
OTHER_SCHOOL = "De Wielewaal"
OTHER_NUMBER = "00WW00"
FLEMISH_BOARD = "Scholengroep Veldzicht"
FLEMISH_SCHOOL = "De Leeuwerik"
FLEMISH_NUMBER = "099001"

# name, EDEXML year group
GROUPS = [("1-2", "C"), ("3", "3"), ("4", "4"), ("5a", "5"), ("5b", "5"), ("6", "6"), ("7", "7"), ("8", "8")]


@dataclass(frozen=True)
class Person:
    """Someone with an account: what they are, and which groups they teach."""

    username: str
    call_name: str
    family_name: str
    role: str | None
    story: str
    groups: tuple[str, ...] = ()
    school: str = SCHOOL
    is_board_officer: bool = False


PEOPLE = [
    Person("leerkracht", "Emmy", "de Groot", Role.TEACHER, "leerkracht van groep 5b, samen met Tom", ("5b",)),
    Person("duo", "Tom", "Smit", Role.TEACHER, "duopartner in groep 5b", ("5b",)),
    Person("leerkracht2", "Fleur", "Jansen", Role.TEACHER, "leerkracht van groep 6", ("6",)),
    Person("ib", "Sanne", "Visser", Role.COACH, "intern begeleider"),
    Person("directie", "Karim", "Bouzid", Role.HEAD, "directeur"),
    Person("coordinator", "Marleen", "Prins", Role.COORDINATOR, "rekencoördinator"),
    Person("bestuur", "Hendrik", "Vos", None, "bestuurder van De Vogelvlucht", is_board_officer=True),
    Person("beheer", "Petra", "Mulder", Role.ADMINISTRATOR, "applicatiebeheerder"),
    Person("ib.elders", "Joris", "de Wit", Role.COACH, "intern begeleider van een andere school", school=OTHER_SCHOOL),
    Person(
        "zorgco",
        "Lies",
        "Peeters",
        Role.COACH,
        "zorgcoördinator van een Vlaamse school",
        ("3A",),
        school=FLEMISH_SCHOOL,
    ),
]
# Their colleagues have accounts too, with the same password; no test signs in as one of them.
COLLEAGUES = [
    Person("hanneke", "Hanneke", "Bos", Role.TEACHER, "leerkracht van groep 1-2", ("1-2",)),
    Person("iris", "Iris", "Kok", Role.TEACHER, "leerkracht van groep 3", ("3",)),
    Person("ruben", "Ruben", "Meijer", Role.TEACHER, "leerkracht van groep 4", ("4",)),
    Person("anouk", "Anouk", "Dekker", Role.TEACHER, "leerkracht van groep 5a", ("5a",)),
    Person("wim", "Wim", "Schouten", Role.TEACHER, "leerkracht van groep 7", ("7",)),
]
# Teachers without an account yet, by school: the staff list knows them from the roster.
STAFF_WITHOUT_ACCOUNT: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {
    SCHOOL: [("Nadia", "Haddou", ("8",))],
    OTHER_SCHOOL: [("Janneke", "Vonk", ("4/5",)), ("Peter", "Roelofs", ("6",))],
}
