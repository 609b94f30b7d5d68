"""The levels an ambition may name: where a pupil stands among pupils of the same moment, strongest first.

Levels that rise with the years (AVI) are no measure for every year group at once, so no ambition is set in them.
"""

LEVELS = (
    ("I \N{EN DASH} V", ("I", "II", "III", "IV", "V")),
    ("A \N{EN DASH} E", ("A", "B", "C", "D", "E")),
)


def level_choices(stored: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for a select, by scale; a level that was stored and is in neither scale stays a choice."""
    choices = [(title, [(level, level) for level in levels]) for title, levels in LEVELS]
    known = {level for _title, levels in LEVELS for level in levels}
    return choices if stored in known | {""} else [*choices, (stored, [(stored, stored)])]


def highest_beside(level: str) -> str:
    """The highest level of the scale this one is in; of the first scale when it is in neither."""
    scales = [levels for _title, levels in LEVELS]
    return next((levels[0] for levels in scales if level in levels), scales[0][0])
