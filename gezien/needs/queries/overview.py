"""The group overview: one row a pupil, from a fixed number of statements however many pupils, subjects or years."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.needs.models import SignalRule
from gezien.needs.queries import cells, summary
from gezien.needs.queries.agreed import Line, subject_lines
from gezien.needs.queries.cells import Column, Frame, pattern
from gezien.needs.queries.columns import Basis, Piece, pieces_of
from gezien.needs.queries.explained import explained
from gezien.needs.queries.groups import is_now
from gezien.needs.queries.look import (
    CLUSTER,
    HAS_SIGNAL,
    LEVEL,
    NAME,
    SEEN,
    SIGNAL,
    SIGNALS,
    SOCIAL,
    SUBJECT,
    YEAR,
    Look,
)
from gezien.needs.queries.pupils import MOMENTS, Known, day_of, known_pupils
from gezien.needs.queries.rows import Filter, Row, filters_of, sorted_rows, stands_of, weeks_of
from gezien.needs.queries.shape import Shape, columns_of
from gezien.needs.queries.signals import agreed_for, every_signal, is_shown
from gezien.needs.rules import visible_enrolments
from gezien.needs.seen import SEEN_WEEKS
from gezien.needs.signals import Found, Rule, asks_for_challenge, asks_for_support
from gezien.notes.queries import current_factors
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.words import year_group_name
from gezien.results.queries.questionnaires import latest_for_group
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member

WIDE = 6


@dataclass
class Overview:
    """The overview of one group in one period, formatted: a template only places it.

    `sections`: [{"title", "note", "rows": […]}], rows {"pk", "name", "signals", "head", "cells", "stands"}. `subject`:
    the one whose clusters and needs are in view, {"pk", "name"}, None when the school plans for no subject. `look` is
    what was asked, with what was left open filled in; `usual` what it would be when only the set of columns was asked.
    """

    group: Group
    period: Period
    look: Look
    usual: Look
    can_edit: bool
    subject: dict | None
    subjects: list[dict]
    columns: list[dict]
    sections: list[dict]
    strip: list[dict]
    attention: list[dict]
    count: int
    has_clusters: bool
    has_results: bool
    year_groups: int
    shape: Shape = field(repr=False, default_factory=Shape)
    pieces: Sequence[Piece] = field(repr=False, default=())
    shown: Sequence[tuple[str, Sequence[Row]]] = field(repr=False, default=())
    filters: dict[str, Filter] = field(repr=False, default_factory=dict)
    rows_by_pupil: dict[int, dict] = field(repr=False, default_factory=dict)

    @property
    def view(self) -> str:
        """By cluster, by name or only signals: the three ways of a meeting."""
        return SIGNALS if HAS_SIGNAL in self.look.only else self.look.by

    @property
    def row_query(self) -> str:
        """The part of an address that asks for one row as it stands here."""
        return self.look.query(self.period.pk).removeprefix("?") + "&" + urlencode({"shape": self.shape})

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + 1

    @property
    def is_wide(self) -> bool:
        """Whether the table may be wider than a page, so that it scrolls in a frame of its own."""
        return self.look.columns in (SUBJECT, SOCIAL) or sum(column["css"] == "r" for column in self.columns) > WIDE

    @property
    def has_signals(self) -> bool:
        """Whether a row in view has a signal, whose signs ask for a legend."""
        return any(row["signals"] for section in self.sections for row in section["rows"])

    @property
    def found(self) -> int:
        """How many rows the filters leave."""
        return sum(len(section["rows"]) for section in self.sections)

    @property
    def is_empty(self) -> bool:
        """Whether the view has no row to show."""
        return not self.found


def group_overview(
    group: Group,
    period: Period,
    *,
    subject: Subject | int | None = None,
    view: str = "",
    look: Look | None = None,
    member: Member | None = None,
    can_edit: bool = False,
) -> Overview:
    """The overview of a group as known on the last day of the period, or today: five statements, six for `SOCIAL`.

    `member` limits the rows to pupils whom the reader may see; `can_edit` makes cells lead to their editors. `subject`
    is the one whose clusters are shown: by default the first that is clustered, else the first that is planned for.
    """
    look = (look or Look()).seen_as(view)
    if subject is not None:
        look = replace(look, subject=subject.pk if isinstance(subject, Subject) else subject)
    known = _gather(group, period, look, member)
    look = _settled(look, known.chosen)
    frame = Frame.of(group.school.slug, can_edit=can_edit, query=_at(period), group=group.pk)
    return _put_together(known, period, look, _basis(known, look, frame), can_edit=can_edit)


def overview_rows(
    group: Group,
    period: Period,
    pupils: Collection[int],
    *,
    look: Look,
    shape: Shape,
    member: Member,
    can_edit: bool = False,
) -> list[dict]:
    """The rows of these pupils alone, as they stand in the overview whose `shape` this is; without who is not in it."""
    known = _gather(group, period, look, member, only=pupils, shape=shape)
    look = _settled(look, known.chosen)
    basis = _basis(known, look, Frame.of(group.school.slug, can_edit=can_edit, query=_at(period), group=group.pk))
    return list(_formatted(known, basis, pieces_of(look.columns, basis)).values())


def pupil_signals(
    group: Group, period: Period, pupil: int, *, member: Member, can_edit: bool = False
) -> list[dict] | None:
    """What is behind the signals of one pupil in this overview (`explained`); None for who does not see the pupil."""
    known = _gather(group, period, Look(), member, only=[pupil])
    need = pattern("needs:need", group.school.slug, subject=0) + _at(period) if can_edit else ""
    return next((explained(row.known, [*row.signals, *row.silent], need) for row in known.rows), None)


def _at(period: Period) -> str:
    """What an address says of the period: nothing when it is today's, which every page takes by itself."""
    return "" if is_now(period) else f"?period={period.pk}"


def _basis(known: "_Known", look: Look, frame: Frame) -> Basis:
    """What the columns are made from."""
    return Basis(
        lines=known.lines,
        columns=known.columns,
        shape=known.shape,
        rules=known.rules,
        chosen=known.chosen,
        frame=frame,
        shows_cluster=_shows_cluster(look, known.chosen),
    )


def _put_together(known: "_Known", period: Period, look: Look, basis: Basis, *, can_edit: bool) -> Overview:
    """Filter, divide, sort and format."""
    pieces = pieces_of(look.columns, basis)
    filters = filters_of(known.rules, known.columns)
    look = replace(look, only=tuple(key for key in look.only if key in filters))
    shown = _divided(look, known, _chosen_rows(look, known.rows, pieces, filters))
    rows = _formatted(known, basis, pieces)
    return Overview(
        group=known.group,
        period=period,
        look=look,
        usual=_settled(Look(columns=look.columns), _chosen(known.lines, None)),
        can_edit=can_edit,
        subject={"pk": known.chosen.pk, "name": known.chosen.name} if known.chosen else None,
        subjects=[{"pk": line.pk, "name": line.name} for line in known.lines if line.has_plans],
        columns=[_head(piece, look) for piece in pieces],
        sections=[_section(title, found, rows) for title, found in shown],
        strip=_strip(look, known),
        attention=summary.attention(known.rows, filters, known.rules),
        count=len(known.rows),
        has_clusters=bool(known.chosen and known.chosen.clustering),
        has_results=bool(known.columns),
        year_groups=len({row.known.year_group for row in known.rows}),
        shape=known.shape,
        pieces=pieces,
        shown=shown,
        filters=filters,
        rows_by_pupil=rows,
    )


@dataclass(frozen=True)
class _Known:
    """What the database said, and which signals follow from it."""

    group: Group
    day: dt.date
    lines: list[Line]
    rules: list[Rule]
    chosen: Line | None
    rows: list[Row]
    columns: list[Column]
    shape: Shape


# A trend needs five moments; the page of one subject shows every moment of two school years.
MANY_MOMENTS = 8


def _gather(
    group: Group,
    period: Period,
    look: Look,
    member: Member | None,
    *,
    only: Collection[int] = (),
    shape: Shape | None = None,
) -> _Known:
    """What is known of everybody, or of these pupils only; with `shape` the columns are as it says."""
    day = day_of(period, clock.today())
    lines = subject_lines(group.school, group=group, period=period)
    chosen = _chosen(lines, look.subject)
    enrolments = visible_enrolments(member, group) if member else Enrolment.objects.filter(group=group)
    pupils = known_pupils(
        group.school,
        enrolments.filter(pupil__in=only) if only else enrolments,
        period=period,
        day=day,
        lines=lines,
        clustering=chosen.clustering if chosen else None,
        moments=MANY_MOMENTS if look.columns == SUBJECT else MOMENTS,
    )
    keys = [known.pk for known in pupils]
    factors = current_factors(group.school, keys, on=day)
    social = latest_for_group(group.school, keys, until=day) if look.columns == SOCIAL else {}
    agreed = agreed_for(group.school, pupils, day)
    found = every_signal(group.school, pupils, lines, agreed)

    def row_of(known: Known) -> Row:
        shown: list[Found] = []
        silent: list[Found] = []
        for one in found[known.pk]:
            (shown if is_shown(one) else silent).append(one)
        facts = known.facts(lines, day)
        return Row(known, facts, shown, factors.get(known.pk, ()), social.get(known.pk, ()), silent)

    columns = shape.columns_from(lines) if shape else columns_of(lines, pupils, look.tests)
    shape = shape or Shape.of(look, chosen, columns, pupils, social.values())
    return _Known(group, day, lines, agreed.rules, chosen, list(map(row_of, pupils)), columns, shape)


def _chosen(lines: Sequence[Line], pk: int | None) -> Line | None:
    """The subject asked for, else the first that is clustered, else the first that is planned for."""
    planned = [line for line in lines if line.has_plans]
    asked = [line for line in planned if line.pk == pk]
    clustered = [line for line in planned if line.clustering]
    return next(iter(asked + clustered + planned), None)


def _shows_cluster(look: Look, chosen: Line | None) -> bool:
    """Clusters are about learning, and stand above the rows where those are divided by them."""
    return bool(chosen and chosen.clustering) and look.by != CLUSTER and look.columns not in (SOCIAL, SEEN)


def _settled(look: Look, chosen: Line | None) -> Look:
    """With the subject in view, and divided by cluster where there are clusters and nothing else was asked."""
    usual = CLUSTER if chosen and chosen.clustering and look.columns not in (SOCIAL, SEEN) else NAME
    return replace(look, subject=chosen.pk if chosen else None, by=look.by or usual)


def _head(piece: Piece, look: Look) -> dict[str, Any]:
    """The head of a column; `url` and `other` are filled in where the page has addresses."""
    sorted_by = {piece.key: "ascending", f"-{piece.key}": "descending"}.get(look.sort, "")
    head = {name: getattr(piece, name) for name in ("key", "name", "short", "note", "title", "css")}
    return head | {"sorts": piece.rank is not None, "sorted": sorted_by, "url": "", "other": None}


def _strip(look: Look, known: _Known) -> list[dict]:
    """The cards above: of the subjects in view, or of who was seen."""
    if look.columns == SEEN:
        weeks = weeks_of(known.rules, SignalRule.Measure.NOT_SEEN, SEEN_WEEKS)
        return summary.seen(known.rows, weeks, known.group.year.starts_on)
    columns = known.columns
    if look.columns == SUBJECT:
        columns = [column for column in columns if column.line == known.chosen]
    if look.columns == SOCIAL:
        columns = [column for column in columns if not column.line.has_plans]
    return summary.standing(columns, [row.known for row in known.rows])


# --- which rows, in which order ---------------------------------------------------------------------------------------


def _chosen_rows(look: Look, rows: Sequence[Row], pieces: Sequence[Piece], filters: dict[str, Filter]) -> list[Row]:
    """The rows for which every filter holds, sorted as asked."""
    kept = [row for row in rows if all(filters[key].holds(row) for key in look.only)]
    key = look.sort.removeprefix("-")
    rank = next((piece.rank for piece in pieces if piece.key == key), None) or next(
        (piece.growth_rank for piece in pieces if f"{piece.key}.growth" == key), None
    )
    return sorted_rows(kept, rank, reverse=look.sort.startswith("-"))


def _divided(look: Look, known: _Known, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under the heads the view asks for; heads without rows are left out."""
    parts: dict[tuple, list[Row]] = {}
    part_of = {CLUSTER: _by_cluster, SIGNAL: _by_signal, LEVEL: _by_level(known), YEAR: _by_year(known)}.get(look.by)
    if part_of is None:
        return [("", list(rows))]
    for row in rows:
        parts.setdefault(part_of(row), []).append(row)
    return [(str(part[-1]), found) for part, found in sorted(parts.items(), key=lambda pair: pair[0])]


def _by_cluster(row: Row) -> tuple:
    return row.known.cluster or (1 << 15, 0, _("Not placed yet"))


def _by_signal(row: Row) -> tuple:
    if asks_for_support(row.signals):
        return (0, _("Signal for extra support"))
    if asks_for_challenge(row.signals):
        return (1, _("Ready for more challenge"))
    return (2, _("To be seen or spoken with")) if row.signals else (3, _("No signal"))


def _by_level(known: _Known):
    column = next((one for one in known.columns if one.line == known.chosen), None)

    def part(row: Row) -> tuple:
        scores = row.scores(column) if column else ()
        if column is None or not scores:
            return (1 << 15, _("No result"))
        level = scores[0].level
        subject = column.line.name
        return (column.scale.places.get(level, 1 << 14), f"{subject} {level}" if level else _("Without a level"))

    return part


def _by_year(known: _Known):
    return lambda row: (row.known.year_group, year_group_name(row.known.year_group, known.group.school.country))


def _section(title: str, found: Sequence[Row], rows: dict[int, dict]) -> dict:
    return {
        "title": title,
        "note": ngettext("%(n)s pupil", "%(n)s pupils", len(found)) % {"n": len(found)} if title else "",
        "rows": [rows[row.known.pk] for row in found],
    }


def _formatted(known: _Known, basis: Basis, pieces: Sequence[Piece]) -> dict[int, dict]:
    """The rows by pupil: key and name, the marks of signals alone, head and cells of a table row as markup, and in
    `stands` what decides where the row stands and whether the counts above take it in.
    """
    counted = filters_of(known.rules, ())
    group, weeks = known.group, weeks_of(known.rules, SignalRule.Measure.NOT_SEEN, SEEN_WEEKS)
    is_combination = not group.year_group.isdigit()

    def formatted(row: Row) -> dict:
        one = row.known
        year = year_group_name(one.year_group, group.school.country) if is_combination else ""
        return {
            "pk": one.pk,
            "name": one.name,
            "signals": cells.marks(row.signals, one, basis.frame),
            "head": cells.head(one, basis.frame, known.day, weeks, year=year),
            "cells": cells.joined(*(piece.cell(row) for piece in pieces)),
            "stands": stands_of(row, counted),
        }

    return {row.known.pk: formatted(row) for row in known.rows}
