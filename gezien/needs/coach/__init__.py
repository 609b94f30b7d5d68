"""The goal coach: reads a goal while one types, says what is there, what is missing and why, and asks.

It is a set of plain rules over a Dutch lemmatiser, so that every remark can be explained by the words it rests on. It
keeps nothing, decides nothing and stops nobody. What each part means stands in docs/decisions and docs/user/goal-coach.md.
"""

from gezien.needs.coach.advice import Advice, Part, Piece
from gezien.needs.coach.challenge import Level
from gezien.needs.coach.look import look_at

__all__ = ["Advice", "Level", "Part", "Piece", "look_at"]
