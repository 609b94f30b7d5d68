"""The group overview: one row a pupil, from a fixed number of statements however many pupils, subjects or years."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.needs.models import SignalRule
from gezien.needs.queries import cells, summary
from gezien.needs.queries.agreed import Line, active_rules, subject_lines
from gezien.needs.queries.cells import Column, Frame
from gezien.needs.queries.pupils import Known, day_of, known_pupils
from gezien.needs.rules import visible_enrolments
from gezien.needs.signals import Rule, Signal, asks_for_support, signals_of
from gezien.notes.queries import current_factors
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.words import year_group_name
from gezien.results.queries import Score
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member

CLUSTER, NAME, SIGNALS = "cluster", "name", "signals"
VIEWS = (CLUSTER, NAME, SIGNALS)
WIDE = 6


@dataclass
class Overview:
    """The overview of one group in one period, formatted: a template only places it.

    `sections`: [{"title", "note", "rows": […]}], rows {"pk", "name", "signals", "head", "cells"}. `subject`: the one
    whose clusters and needs are in view, {"pk", "name"}, None when the school plans for no subject.
    """

    group: Group
    period: Period
    view: str
    can_edit: bool
    subject: dict | None
    subjects: list[dict]
    columns: list[dict]
    sections: list[dict]
    strip: list[dict]
    attention: list[dict]
    count: int
    row_query: str
    has_clusters: bool
    has_results: bool
    rows_by_pupil: dict[int, dict] = field(repr=False, default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + 5 + self.shows_cluster

    @property
    def is_wide(self) -> bool:
        """Whether the table may be wider than a page, so that it scrolls in a frame of its own."""
        return len(self.columns) > WIDE

    @property
    def is_empty(self) -> bool:
        """Whether the view has no row to show."""
        return not any(section["rows"] for section in self.sections)

    @property
    def shows_cluster(self) -> bool:
        """The cluster has a column of its own unless the rows are grouped by it."""
        return self.has_clusters and self.view != CLUSTER


def group_overview(
    group: Group,
    period: Period,
    *,
    subject: Subject | int | None = None,
    view: str = "",
    member: Member | None = None,
    can_edit: bool = False,
) -> Overview:
    """The overview of a group as known on the last day of the period, or today: five statements.

    `member` limits the rows to pupils whom the reader may see; `can_edit` makes cells lead to their editors. `subject`
    is the one whose clusters are shown: by default the first that is clustered, else the first that is planned for.
    """
    basis = _gather(group, period, subject.pk if isinstance(subject, Subject) else subject, member)
    chosen, view = basis.chosen, _view(view, basis.chosen)
    has_clusters = bool(chosen and chosen.clustering)
    rows = _rows(basis, can_edit=can_edit, shows_cluster=has_clusters and view != CLUSTER)
    return Overview(
        group=group,
        period=period,
        view=view,
        can_edit=can_edit,
        subject={"pk": chosen.pk, "name": chosen.name} if chosen else None,
        subjects=[{"pk": line.pk, "name": line.name} for line in basis.lines if line.has_plans],
        columns=[_head(column) for column in basis.columns],
        sections=_sections(view, basis, rows),
        strip=summary.standing(basis.columns, basis.pupils),
        attention=summary.attention(basis.pupils, basis.found, basis.rules),
        count=len(basis.pupils),
        row_query=urlencode({"period": period.pk, "view": view} | ({"subject": chosen.pk} if chosen else {})),
        has_clusters=has_clusters,
        has_results=bool(basis.columns),
        rows_by_pupil=rows,
    )


@dataclass(frozen=True)
class _Basis:
    """What the database said, and which signals follow from it."""

    group: Group
    period: Period
    day: dt.date
    lines: list[Line]
    rules: list[Rule]
    chosen: Line | None
    pupils: list[Known]
    found: dict[int, list[Signal]]
    columns: list[Column]


def _gather(group: Group, period: Period, subject: int | None, member: Member | None) -> _Basis:
    day = day_of(period, clock.today())
    lines = subject_lines(group.school, group=group, period=period)
    rules = active_rules(group.school)
    chosen = _chosen(lines, subject)
    pupils = known_pupils(
        group.school,
        visible_enrolments(member, group) if member else Enrolment.objects.filter(group=group),
        period=period,
        day=day,
        lines=lines,
        clustering=chosen.clustering if chosen else None,
    )
    found = {known.pk: signals_of(rules, known.facts(lines, day)) for known in pupils}
    return _Basis(group, period, day, lines, rules, chosen, pupils, found, columns_of(lines, pupils))


def _chosen(lines: Sequence[Line], pk: int | None) -> Line | None:
    """The subject asked for, else the first that is clustered, else the first that is planned for."""
    planned = [line for line in lines if line.has_plans]
    asked = [line for line in planned if line.pk == pk]
    clustered = [line for line in planned if line.clustering]
    return next(iter(asked + clustered + planned), None)


def _view(asked: str, chosen: Line | None) -> str:
    """What was asked for; by cluster when there are clusters, else by name."""
    if asked in VIEWS:
        return asked
    return CLUSTER if chosen and chosen.clustering else NAME


def columns_of(lines: Sequence[Line], pupils: Sequence[Known]) -> list[Column]:
    """A column for each subject with results in the group, on the first scale in the school's order that has any."""
    columns = []
    for line in lines:
        for scale in line.scales:
            newest = [scores[0] for known in pupils if (scores := known.scores.get(scale.instrument_id))]
            if newest:
                columns.append(Column(line, scale, _usual_moment(newest)))
                break
    return columns


def _usual_moment(scores: Iterable[Score]) -> str:
    return Counter(score.moment for score in scores).most_common(1)[0][0]


def _head(column: Column) -> dict:
    return {
        "short": column.line.short,
        "name": column.line.name,
        "moment": column.moment,
        "title": column.scale.name,
        "draws": column.draws,
    }


def _seen_weeks(rules: Sequence[Rule]) -> int:
    """Within how many weeks every pupil is to be seen: the school's own rule, else six."""
    return next((rule.threshold for rule in rules if rule.measure == SignalRule.Measure.NOT_SEEN), cells.SEEN_WEEKS)


def _rows(basis: _Basis, *, can_edit: bool, shows_cluster: bool) -> dict[int, dict]:
    """The rows by pupil: key and name, the marks of signals alone, and head and cells of a table row as markup."""
    group, subject = basis.group, basis.chosen.pk if basis.chosen else None
    frame = Frame.of(group.school.slug, can_edit=can_edit, query=f"?period={basis.period.pk}")
    factors = current_factors(group.school, list(basis.found), on=basis.day)
    weeks, is_combination = _seen_weeks(basis.rules), not group.year_group.isdigit()

    def year_of(known: Known) -> str:
        return year_group_name(known.year_group, group.school.country)

    def row(known: Known) -> dict:
        found, own = basis.found[known.pk], factors.get(known.pk, ())
        signals = cells.marks(found)
        return {
            "pk": known.pk,
            "name": known.name,
            "signals": signals,
            "head": cells.head(known, frame, basis.day, weeks, year=year_of(known) if is_combination else ""),
            "cells": cells.joined(
                cells.results(basis.columns, known),
                cells.factors(own, cells.STIMULATING, frame, known.pk),
                cells.factors(own, cells.HINDERING, frame, known.pk),
                cells.needs(known, frame, subject, asks=asks_for_support(found)),
                cells.cluster(known, frame) if shows_cluster else "",
                f'<td class="s">{signals}</td>',
            ),
        }

    return {known.pk: row(known) for known in basis.pupils}


NOT_PLACED = (1 << 15, 0, "")


def _sections(view: str, basis: _Basis, rows: dict[int, dict]) -> list[dict]:
    """The rows in order, divided as the view asks."""
    if view == NAME:
        return [{"title": "", "note": "", "rows": list(rows.values())}]
    if view == SIGNALS:
        return [{"title": "", "note": "", "rows": [row for pk, row in rows.items() if basis.found[pk]]}]
    by_cluster: dict[tuple, list[dict]] = {}
    for known in basis.pupils:
        by_cluster.setdefault(known.cluster or NOT_PLACED, []).append(rows[known.pk])
    return [
        {
            "title": _("Not placed yet") if cluster == NOT_PLACED else cluster[2],
            "note": ngettext("%(n)s pupil", "%(n)s pupils", len(placed)) % {"n": len(placed)},
            "rows": placed,
        }
        for cluster, placed in sorted(by_cluster.items())
    ]
