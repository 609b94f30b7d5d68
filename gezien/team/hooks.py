"""Where team needs come from: apps above this one add themselves when they start (docs/architecture.md)."""

from collections.abc import Callable, Collection

from gezien.schools.rules import Member

# By kind (`TeamNeed.Origin`): of these keys the ones that the member may open, with words and address.
origins: dict[str, Callable[[Member, Collection[int]], dict[int, tuple[str, str]]]] = {}
