"""What a file says about who, and which test, a row is about; and the sign by which a choice is remembered."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from gezien.pupils import queries

SIGN_LENGTH = 300
LABEL_LENGTH = 200


def fold(text: str) -> str:
    """Lower case letters and digits only, without accents: how headings and names are compared."""
    return "".join(character for character in queries.fold(text) if character.isalnum())


@dataclass(frozen=True, slots=True)
class PupilMark:
    """Everything a row says about its pupil. `key` is the number of the system that made the file."""

    key: str = ""
    eck_id: str = ""
    name: str = ""
    birth_date: dt.date | None = None

    @property
    def belongs_to_source(self) -> bool:
        """A number means something in one system's files only; a name and an ECK iD are the same everywhere."""
        return bool(self.key)

    @property
    def sign(self) -> str:
        """What is remembered. With a number its name too: the same number under another name is asked again."""
        if self.key:
            return shortened(f"key:{self.key}:{fold(self.name)}")
        if self.eck_id:
            return shortened(f"eck:{self.eck_id}")
        return shortened(f"name:{fold(self.name)}:{self.birth_date or ''}")

    def place(self, source: str) -> tuple[str, str]:
        """Where a choice about it is kept: the source it holds for, and its sign."""
        return (source[:80] if self.belongs_to_source else "", self.sign)

    @property
    def label(self) -> str:
        """The mark for people."""
        day = self.birth_date.strftime("%d-%m-%Y") if self.birth_date else ""
        return " · ".join(filter(None, (self.name, day, self.key or self.eck_id)))[:LABEL_LENGTH]


@dataclass(frozen=True, slots=True)
class TestMark:
    """The test of a row: its code, the part of the test that has a score of its own, and its name when there is one."""

    __test__ = False  # pytest: a mark of a test, not a test

    code: str
    part: str = ""
    name: str = ""

    @property
    def sign(self) -> str:
        """What is remembered: code and part."""
        return shortened("/".join(filter(None, (fold(self.code), fold(self.part)))))

    @property
    def label(self) -> str:
        """The mark for people."""
        name = self.name if self.name and self.name != self.code else ""
        return " · ".join(filter(None, (name, self.code, self.part)))[:LABEL_LENGTH]


def shortened(sign: str) -> str:
    """A sign that fits its column and is still its own."""
    if len(sign) <= SIGN_LENGTH:
        return sign
    return sign[:200] + hashlib.sha256(sign.encode()).hexdigest()
