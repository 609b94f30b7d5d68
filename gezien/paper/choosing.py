"""Which documents are chosen to be made at once: the lists to narrow by, and what is left."""

from collections.abc import Mapping
from typing import Any

from gezien.paper.kinds import Choice, Kind
from gezien.schools.rules import Member


def choosing(kind: Kind, member: Member, asked: Mapping[str, str]) -> dict[str, Any]:
    """`filters`: code, label, options and the value of each; `rows`: what is left.

    Nothing asked: what is of this period, when there is some already.
    """
    found = kind.choices(member) if kind.choices else []
    values = {code: asked.get(code, "") for code in kind.facets}
    if not any(code in asked for code in kind.facets):
        first = next(iter(kind.facets))
        now = [one.facets[first] for one in found if one.is_now]
        values[first] = now[0] if len(now) > 1 else ""  # a period that has just begun has little to print
    filters = [
        {"code": code, "label": str(label), "value": values[code], "options": _options(found, code)}
        for code, label in kind.facets.items()
    ]
    rows = [one for one in found if all(not value or one.facets[code] == value for code, value in values.items())]
    return {"filters": filters, "rows": [_row(kind, one) for one in rows], "total": len(found)}


def _options(found: list[Choice], code: str) -> list[str]:
    """Each value once, in the order in which the choices come."""
    return list(dict.fromkeys(one.facets[code] for one in found))


def _row(kind: Kind, choice: Choice) -> dict[str, Any]:
    shown = [choice.facets[code] for code in kind.facets if code not in ("group", "subject")]
    return {"pk": choice.pk, "name": choice.name, "meta": " · ".join(shown)}
