"""The label that a message's own score scale gives a score.

An entry "4-6" holds for 4 up to and including 6; an entry "4" holds from 4 until the next one begins.
"""

import re
from decimal import Decimal

RANGE = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?)(?:\s*-\s*(-?\d{1,9}(?:\.\d{1,6})?))?")


def term_of(score: dict, scales: dict[str, list[dict]]) -> str:
    """The label of a score by the first of its scales that has one; "" when none has."""
    value = Decimal(score["scoreValue"].strip().replace(",", "."))
    labels = (_label(value, scales.get(one, [])) for one in score.get("scoreScaleIds", []))
    return next(filter(None, labels), "")


def _label(value: Decimal, entries: list[dict]) -> str:
    best: tuple[Decimal, str] | None = None
    for entry in entries:
        if not (found := RANGE.fullmatch(entry["LHS"].strip().replace(",", "."))):
            continue
        low, high = Decimal(found[1]), found[2]
        if low <= value and (high is None or value <= Decimal(high)) and (best is None or low >= best[0]):
            best = (low, entry["RHS"])
    return best[1] if best else ""
