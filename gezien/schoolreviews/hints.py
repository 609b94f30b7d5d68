"""A hint beside a card as it was typed: about our teaching rather than the children, and understanding before acting.

It is only a hint: the card lies on the board as it was written. The words are Dutch, as what is typed is.
"""

import re
from enum import StrEnum

CHILD = re.compile(
    r"\b(?:leerlingen|kinderen|zij|ze|de groep|jongens|meisjes)\s+(?:\w+\s+){0,2}?"
    r"(?:kunnen|willen|snappen|begrijpen|missen|zijn|hebben|scoren|doen|letten|vallen)\b"
    r"(?:\W+\w+){0,3}?\W+(?:niet|geen|te|slecht|zwak|onvoldoende|weinig|laag|lui|druk)\b",
    re.IGNORECASE,
)
ONE = re.compile(
    r"\b(?:één leerling|een leerling uit|deze leerling|een jongen|een meisje|hij|zijn moeder|haar moeder)\b",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"\b(?:we|wij)\s+(?:gaan|moeten|zullen)\b|\b(?:inplannen|aanschaffen|invoeren|afspreken|actiepunt)\b"
    r"|\bvanaf (?:nu|volgend|maandag|januari|september)",
    re.IGNORECASE,
)


class Hint(StrEnum):
    """What is worth a second look."""

    ONE = "one"
    CHILD = "child"
    ACTION = "action"


def hint_of(text: str, *, is_analysis: bool = True) -> Hint | None:
    """The first hint for this text; None when there is nothing to say."""
    if ONE.search(text):
        return Hint.ONE
    if CHILD.search(text):
        return Hint.CHILD
    return Hint.ACTION if is_analysis and ACTION.search(text) else None
