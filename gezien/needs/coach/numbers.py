"""Numbers as they are written in Dutch, as a pattern and as a value."""

import re
from functools import lru_cache

_ONES = ("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
         "achttien negentien").split()  # fmt: skip
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_WORDS = {word: number for number, word in enumerate(_ONES)}
_WORDS |= {"één": 1, "honderd": 100, "duizend": 1000, "tweehonderd": 200, "anderhalf": 1, "anderhalve": 1}
for _at, _ten in enumerate(_TENS, start=2):
    _WORDS[_ten] = _at * 10
    for _one in range(1, 10):
        _WORDS[f"{_ONES[_one]}{'ën' if _ONES[_one].endswith('e') else 'en'}{_ten}"] = _at * 10 + _one

_LONG = "|".join(sorted((word for word in _WORDS if word != "een"), key=len, reverse=True))
# "een" is an article far more often than a number; patterns that want it name it.
NUMBER = rf"(?:(?<!\d)\d+(?:[.,]\d+)?|(?<!\w)(?=[nedtvzahé])(?:{_LONG})(?!\w))"


@lru_cache(maxsize=4096)
def value(written: str) -> float | None:
    """What a number says, or None."""
    if written in _WORDS:
        return float(_WORDS[written])
    return float(written.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", written) else None
