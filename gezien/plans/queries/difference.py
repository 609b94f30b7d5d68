"""What changed between two readings of a plan, word by word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from gezien.plans.queries.contents import GoalContents, PlanContents, RowContents
from gezien.plans.words import LABELS

SAME, REMOVED, ADDED = "same", "removed", "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, went or came."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One text that changed. `of`: ("row", key, field) or ("goal", key, field), for who changed it."""

    label: str
    pieces: tuple[Piece, ...]
    of: tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A cluster, or what holds for everyone, with what changed in it. `note`: that it came or went as a whole."""

    title: str
    changes: tuple[FieldChange, ...]
    note: str = ""


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts in one: what stayed, went and came. Without the last, the old text; without the second, the new."""
    before, after = _tokens(old), _tokens(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[a:b])))
            continue
        if b > a:
            pieces.append(Piece(REMOVED, "".join(before[a:b])))
        if d > c:
            pieces.append(Piece(ADDED, "".join(after[c:d])))
    return tuple(pieces)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def difference(old: PlanContents, new: PlanContents, names: Mapping[int, str]) -> list[Part]:
    """What changed, cluster by cluster; empty when nothing did. `names`: the pupils' by key."""
    parts = []
    if general := _changed(_("For everyone"), old.general, new.general, ("plan", 0, "general")):
        parts.append(Part(_("For everyone"), (general,)))
    before, after = ({row.key: row for row in contents.rows} for contents in (old, new))
    for key in dict.fromkeys([*after, *before]):
        part = _part(before.get(key), after.get(key), names)
        if part.changes or part.note:
            parts.append(part)
    return parts


def count(parts: Sequence[Part]) -> int:
    """How many texts changed; a cluster that came or went counts once."""
    return sum(1 if part.note else len(part.changes) for part in parts)


def _part(old: RowContents | None, new: RowContents | None, names: Mapping[int, str]) -> Part:
    row = new or old
    assert row is not None  # noqa: S101 - a key comes from one of both
    empty = RowContents(row.key, row.cluster)
    changes = tuple(_row_changes(old or empty, new or empty, names))
    note = "" if old and new else _("this cluster came into the plan") if new else _("this cluster left the plan")
    return Part(row.cluster, changes, note)


def _row_changes(old: RowContents, new: RowContents, names: Mapping[int, str]) -> Iterator[FieldChange]:
    def text(name: str, label: str, before: str, after: str) -> Iterator[FieldChange]:
        if change := _changed(label, before, after, ("row", new.key, name)):
            yield change

    yield from text("cluster", _("Cluster"), old.cluster, new.cluster)
    yield from text("pupils", _("Pupils"), _named(old, names), _named(new, names))
    yield from _goal_changes(old, new)
    for name, label in LABELS.items():
        yield from text(name, str(label), getattr(old, name), getattr(new, name))
    yield from text("minutes_a_week", _("Extra time"), old.time, new.time)


def _named(row: RowContents, names: Mapping[int, str]) -> str:
    return ", ".join(names.get(pk, _("a pupil who left")) for pk in row.pupils)


def _goal_changes(old: RowContents, new: RowContents) -> Iterator[FieldChange]:
    before, after = ({goal.key: goal for goal in row.goals} for row in (old, new))
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key, GoalContents(key)), after.get(key, GoalContents(key))
        for name, label in (("text", _("Goal")), ("measure", _("How one will see it")), ("figure", _("Figure"))):
            if change := _changed(label, getattr(one, name), getattr(other, name), ("goal", key, name)):
                yield change


def _changed(label: str, old: str, new: str, of: tuple[str, int, str]) -> FieldChange | None:
    return FieldChange(label, words(old, new), of) if old != new else None
