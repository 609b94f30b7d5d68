"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\s]+")
SAME, ADDED, REMOVED = "same", "added", "removed"


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces of text in reading order, each "same", "added" or "removed".

    All that is not "added" together is `before`; all that is not "removed" together is `after`.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((SAME, "".join(old[a:b])))
            continue
        if a < b:
            pieces.append((REMOVED, "".join(old[a:b])))
        if c < d:
            pieces.append((ADDED, "".join(new[c:d])))
    return pieces
