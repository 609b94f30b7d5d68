"""The register of requirements: `docs/requirements.md`, one table row for each ID."""

import re
from dataclasses import dataclass
from pathlib import Path

REGISTER = Path(__file__).resolve().parent.parent.parent / "docs" / "requirements.md"
ROW = re.compile(r"^\| ([HZSEFB]\d+) \| (.+?) \| (.+?) \|$")
EXPECTED = {"H": 46, "Z": 8, "S": 12, "E": 9, "F": 9, "B": 5}


@dataclass(frozen=True)
class Requirement:
    """One row: stable ID, title in a few words, and the screens that serve it ("not yet" where none does)."""

    id: str
    title: str
    screens: str


def requirements(text: str | None = None) -> dict[str, Requirement]:
    """Every requirement by its ID, in the register's order."""
    lines = (text if text is not None else REGISTER.read_text(encoding="utf-8")).splitlines()
    return {found[1]: Requirement(*found.groups()) for found in map(ROW.match, lines) if found}


def missing_ids(known: set[str]) -> list[str]:
    """The IDs that the register should have and has not."""
    expected = [f"{family}{n}" for family, last in EXPECTED.items() for n in range(1, last + 1)]
    return [name for name in expected if name not in known]
