"""How answers become a figure: pure functions, in step with the statements of `queries/questionnaires.py`."""

from collections.abc import Iterable

from gezien.results.models.questionnaires import STEPS


def counted(value: int, *, is_negative: bool) -> int:
    """The answer as it counts: 5 is always the favourable end, so a statement about what is hard is mirrored."""
    return STEPS + 1 - value if is_negative else value


def is_enough(answered: int, asked: int) -> bool:
    """Whether a mean says something: at least half of the statements were answered with a figure."""
    return answered > 0 and answered * 2 >= asked


def mean_of(answers: Iterable[tuple[int | None, bool]], *, asked: int) -> float | None:
    """The mean of (value, is negative); "not seen" does not count, and with less than half answered there is none."""
    values = [counted(value, is_negative=negative) for value, negative in answers if value is not None]
    return sum(values) / len(values) if is_enough(len(values), asked) else None
