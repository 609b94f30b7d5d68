"""The goal coach: reads a goal while one types, says what is there, what is missing and why, and asks.

It is a set of plain rules over a Dutch lemmatiser, so that every remark can be explained by the words it rests on. It
keeps nothing, decides nothing and stops nobody. What each part means stands in docs/decisions and docs/user/goal-coach.md.

One sentence, anywhere Django is set up (`DJANGO_SETTINGS_MODULE=config.settings`; no database is asked):

    from gezien.needs.coach import look_at
    advice = look_at("Sem leest in mei een tekst op AVI-E4.", level="AVI-M4")

Each part (`advice.behaviour`, `measure`, `context`, `term`, `challenge`, `single`) has `found`: True when it is there, False
when it is missing, and `words`, what that rests on. `single.found` is False when there are several goals.
`challenge.found` is True when the goal is further than the level of now, False when not, None when that cannot be told (no
level, or not on the same scale); a step that is large has a `note`. `level` is written as schools do ("AVI-M4", "III", "60 %",
"40 woorden per minuut"), or a `Level` of several; a level told in the sentence itself ("nu AVI-M4") counts too.
`advice.is_vague` tells a complaint, a label, or a sentence with neither behaviour nor measure; `labels` and `problems` are
the words, `questions` what to ask instead, `scaffold` the sentence with blanks, `missing` the parts with found False.
"""

from gezien.needs.coach.advice import Advice, Part, Piece
from gezien.needs.coach.challenge import Level
from gezien.needs.coach.look import look_at

__all__ = ["Advice", "Level", "Part", "Piece", "look_at"]
