"""Which pupils deserve a closer look, and why: pure functions of the school's rules and what is known of a pupil.

Nothing here reads the database, and nothing depends on chance or order: the same facts give the same signals. Levels
are taken as the provider delivered them and ordered by the instrument's own list; a level outside that list, or an
instrument without levels, gives no signal by level. Figures of two instruments are never compared.
"""

from gezien.needs.signals.engine import asks_for_challenge, asks_for_support, needed_facts, signals_of
from gezien.needs.signals.facts import NOWHERE, Facts, Found, Life, Rule, Scale, Surroundings
from gezien.needs.signals.words import day_text, figure_of, moment_of, number, weeks_since

Signal = Found

__all__ = [
    "NOWHERE",
    "Facts",
    "Found",
    "Life",
    "Rule",
    "Scale",
    "Signal",
    "Surroundings",
    "asks_for_challenge",
    "asks_for_support",
    "day_text",
    "figure_of",
    "moment_of",
    "needed_facts",
    "number",
    "signals_of",
    "weeks_since",
]
