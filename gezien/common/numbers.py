"""The one way in which a number that somebody sent is read: in a form, in an address, in a list of keys."""

# No key or version is longer: more than fits in the database would be no number to it.
MOST_DIGITS = 18
LARGEST = 10**MOST_DIGITS - 1


def number_of(text: str) -> int:
    """The whole number in a text; 0, which no row has, for none and for one that no row could have."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def numbers_of(text: str) -> list[int]:
    """The whole numbers of a list with commas, without what is none."""
    return [number for one in text.split(",") if (number := number_of(one))]
