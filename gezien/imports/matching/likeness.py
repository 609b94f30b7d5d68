"""How alike two names are, however they are written."""

from functools import lru_cache

from gezien.imports.matching.marks import fold


def spellings(call_name: str, prefix: str, family_name: str) -> set[str]:
    """The orders in which files write a name: "Noor van Dijk", "Dijk, Noor van", "van Dijk, Noor"."""
    orders = [
        (call_name, prefix, family_name),
        (call_name, family_name),
        (family_name, call_name, prefix),
        (prefix, family_name, call_name),
        (family_name, prefix, call_name),
    ]
    return {fold("".join(order)) for order in orders}


def alike(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words, in any order): the share of pairs of letters they share."""
    left, right = pairs(one), pairs(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


@lru_cache(maxsize=4096)
def pairs(name: str) -> frozenset[str]:
    """Every two letters that follow each other within a word, with the word's beginning and end."""
    words = filter(None, (fold(word) for word in name.replace("-", " ").split()))
    return frozenset(pair for word in words for pair in map("".join, zip(f"^{word}", f"{word}$", strict=True)))
