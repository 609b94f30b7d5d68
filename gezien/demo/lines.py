"""The starter set of learning lines, taken in as a school does it."""

from gezien.demo.world import World
from gezien.quality.actions.goal_files import keep_rows, take_in
from gezien.quality.queries.goal_files import plan_of, shipped_rows
from gezien.schools.rules import CommandLine

SOURCE = "Startset van Gezien"


def add_lines(world: World) -> None:
    """Lines and goals for arithmetic and reading, spread over the year."""
    by, rows = CommandLine(world.school), shipped_rows(world.school)
    found = keep_rows(by=by, rows=rows, source=SOURCE)
    take_in(by=by, found=found, seen=plan_of(world.school, rows).fingerprint())
