"""The columns of the group overview, set by set: how each cell looks, sorts, and stands in a spreadsheet."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gezien.needs.models import SignalRule
from gezien.needs.queries import cells
from gezien.needs.queries.agreed import Line
from gezien.needs.queries.cells import HINDERING, STIMULATING, Column, Frame
from gezien.needs.queries.explained import signs_of
from gezien.needs.queries.look import SEEN, SOCIAL, SUBJECT
from gezien.needs.queries.pupils import Need
from gezien.needs.queries.rows import TALK_WEEKS, Row, weeks_of
from gezien.needs.queries.shape import Shape, shown_scales
from gezien.needs.seen import SEEN_WEEKS
from gezien.needs.signals import Rule, Scale, Signal, asks_for_support, moment_of
from gezien.results.queries import Score
from gezien.results.queries.questionnaires import DomainScore
from gezien.schools.models import Subject

MEASURE = SignalRule.Measure
SOCIAL_DOMAINS = (Subject.Domain.WORK_ATTITUDE, Subject.Domain.SOCIAL)
type Plain = str | int | Decimal | float | dt.date | None


@dataclass(frozen=True)
class Piece:
    """One column. `plain` gives what a spreadsheet gets, under `heads`; `rank` what rows are sorted by."""

    key: str
    name: str
    cell: Callable[[Row], str]
    plain: Callable[[Row], Sequence[Plain]]
    heads: Sequence[str]
    short: str = ""
    note: str = ""
    title: str = ""
    css: str = ""
    rank: Callable[[Row], Any] | None = None
    growth_rank: Callable[[Row], Any] | None = None
    column: Column | None = None


@dataclass(frozen=True)
class Basis:
    """What the columns of a set are made from."""

    lines: Sequence[Line]
    columns: Sequence[Column]
    shape: Shape
    rules: Sequence[Rule]
    chosen: Line | None
    frame: Frame
    shows_cluster: bool

    @property
    def subject(self) -> int | None:
        """The key of the chosen subject."""
        return self.chosen.pk if self.chosen else None


def pieces_of(columns: str, basis: Basis) -> list[Piece]:
    """The columns of a set."""
    make = {SUBJECT: _of_subject, SOCIAL: _of_social, SEEN: _of_seen}.get(columns, _of_all)
    return make(basis)


def _of_all(basis: Basis) -> list[Piece]:
    return [
        *(result_piece(column) for column in basis.columns),
        *_texts(basis),
    ]


def _of_subject(basis: Basis) -> list[Piece]:
    """Every moment of every test of the chosen subject, then what is known about it."""
    line = basis.chosen
    if line is None:
        return _of_all(basis)
    pieces = [piece for scale in shown_scales(line, basis.columns) for piece in _moments(scale, basis.shape)]
    return [*pieces, *_texts(basis, domains=(line.domain,), subjects=(line.pk,))]


def _of_social(basis: Basis) -> list[Piece]:
    """Questionnaires, attitude and behaviour, with the factors and needs of those."""
    lines = [line for line in basis.lines if line.domain in SOCIAL_DOMAINS]
    columns = [column for column in basis.columns if column.line in lines]
    return [
        *(_questionnaire(*one, place) for place, one in enumerate(basis.shape.domains)),
        *(result_piece(column) for column in columns),
        *_texts(basis, domains=SOCIAL_DOMAINS, subjects=[line.pk for line in lines]),
    ]


def _of_seen(basis: Basis) -> list[Piece]:
    """When each pupil was last seen in each way, what is known of what helps, and what asks for attention."""
    talk = weeks_of(basis.rules, MEASURE.NO_PUPIL_TALK, TALK_WEEKS)
    seen = weeks_of(basis.rules, MEASURE.NOT_SEEN, SEEN_WEEKS)
    return [
        _seen("observation", _("Observed"), basis, seen),
        _seen("pupil_talk", _("Pupil talk"), basis, talk, only_attention=True),
        _seen("parent_talk", _("Parent talk"), basis, talk, only_attention=True),
        *_texts(basis),
    ]


# --- results ----------------------------------------------------------------------------------------------------------


def result_piece(column: Column) -> Piece:
    """The newest result of a subject on one test."""
    scale, name = column.scale, column.line.name
    note = f"{column.line.short} · {column.moment}" if column.draws and column.moment else column.moment
    return Piece(
        key=f"r{column.line.pk}",
        name=name,
        short="" if column.draws else column.line.short,
        note=note or (column.line.short if column.draws else ""),
        title=scale.name,
        css="r",
        cell=lambda row: cells.result(column, row.known),
        rank=lambda row: standing(scale, row.scores(column)),
        growth_rank=lambda row: grown(scale, row.scores(column)),
        plain=lambda row: plain_result(scale, row.scores(column)),
        heads=(f"{name}: {scale.name}", _("Figure"), _("Moment"), _("Growth")),
        column=column,
    )


def standing(scale: Scale, scores: Sequence[Score]) -> tuple | None:
    """What the newest result is sorted by on its own scale, weakest first: level, then figure."""
    if not scores:
        return None
    place = scale.places.get(scores[0].level)
    return (-len(scale.levels) if place is None else -place, scores[0].figure or Decimal(0))


def grown(scale: Scale, scores: Sequence[Score]) -> Decimal | None:
    """Growth since the moment before, on the same scale; None when it cannot be known."""
    if len(scores) < 2:
        return None
    newest, before = scores[0], scores[1]
    if newest.figure is not None and before.figure is not None:
        return newest.figure - before.figure
    here, there = scale.places.get(newest.level), scale.places.get(before.level)
    return None if here is None or there is None else Decimal(there - here)


def plain_result(scale: Scale, scores: Sequence[Score]) -> Sequence[Plain]:
    """Level, figure, moment and growth."""
    if not scores:
        return ("", None, "", None)
    return (scores[0].level, scores[0].figure, moment_of(scores[0]), grown(scale, scores))


def _moments(scale: Scale, shape: Shape) -> list[Piece]:
    """The last moments of a test in this group, oldest first."""
    labels = shape.moments_of(scale)
    return [
        _moment(scale, label, note="" if place else scale.name, is_last=label == labels[-1])
        for place, label in enumerate(labels)
    ]


def _moment(scale: Scale, label: str, *, note: str, is_last: bool) -> Piece:
    """One moment of a test; `note` names the test where its moments begin."""

    def found(row: Row) -> tuple[Sequence[Score], int | None]:
        scores = row.known.scores.get(scale.instrument_id, ())
        return scores, next((n for n, score in enumerate(scores) if moment_of(score) == label), None)

    def own(row: Row) -> Sequence[Score]:
        scores, place = found(row)
        return () if place is None else scores[place:]

    return Piece(
        key=f"m{scale.instrument_id}.{label}",
        name=label,
        note=note,
        title=scale.name,
        css="r",
        cell=lambda row: cells.moment_cell(scale, label, *found(row), is_last=is_last),
        rank=lambda row: standing(scale, own(row)),
        growth_rank=(lambda row: grown(scale, own(row))) if is_last else None,
        plain=lambda row: _plain_moment(scale, own(row)),
        heads=(f"{scale.name} {label}", _("Figure"), _("Growth")),
    )


def _plain_moment(scale: Scale, scores: Sequence[Score]) -> Sequence[Plain]:
    level, figure, _moment, growth = plain_result(scale, scores)
    return level, figure, growth


def _questionnaire(domain: int, name: str, place: int) -> Piece:
    """The mean of one domain; the first column says how to read all of them."""

    def own(row: Row) -> DomainScore | None:
        return next((score for score in row.social if score.domain_id == domain), None)

    return Piece(
        key=f"q{domain}",
        name=name,
        note="" if place else _("1–5, 5 is best"),
        title=_("1–5, 5 is best"),
        css="r",
        cell=lambda row: cells.mean_cell(own(row), name),
        rank=lambda row: score.mean if (score := own(row)) else None,
        plain=lambda row: (round(score.mean, 1) if (score := own(row)) else None,),
        heads=(name,),
    )


# --- texts ------------------------------------------------------------------------------------------------------------


def _texts(basis: Basis, *, domains: Sequence[str] = (), subjects: Sequence[int] = ()) -> list[Piece]:
    """Factors (strengths first), need, cluster and signal; with `domains` and `subjects` only those about them."""
    pieces = [
        _factor("plus", _("Stimulating"), STIMULATING, basis, domains),
        _factor("min", _("Hindering"), HINDERING, basis, domains),
        _need(basis, subjects),
    ]
    if basis.shows_cluster and basis.chosen:
        pieces.append(_cluster(basis, basis.chosen))
    return [*pieces, _signal(basis, subjects)]


def _factor(key: str, name: str, direction: str, basis: Basis, domains: Sequence[str]) -> Piece:
    def own(row: Row) -> Sequence[tuple]:
        return [factor for factor in row.factors if factor[2] in domains] if domains else row.factors

    return Piece(
        key=key,
        name=name,
        cell=lambda row: cells.factors(own(row), direction, basis.frame, row.known.pk),
        plain=lambda row: ("; ".join(cells.texts_of(own(row), direction)),),
        heads=(name,),
    )


def _need(basis: Basis, subjects: Sequence[int]) -> Piece:
    def own(row: Row) -> Sequence[Need]:
        return [need for need in row.known.named if need.subject_id in subjects] if subjects else row.known.named

    def asks(row: Row) -> bool:
        return asks_for_support(_about(row.signals, subjects))

    subject = subjects[0] if subjects else basis.subject
    return Piece(
        key="need",
        name=_("Educational need"),
        cell=lambda row: cells.needs(row.known, own(row), basis.frame, subject, asks=asks(row)),
        plain=lambda row: ("\n".join(cells.plain_need(need) for need in own(row)),),
        heads=(_("Educational need"),),
    )


def _cluster(basis: Basis, line: Line) -> Piece:
    return Piece(
        key="cluster",
        name=_("Cluster"),
        cell=lambda row: cells.cluster(row.known, basis.frame, line.pk),
        rank=lambda row: row.known.cluster and row.known.cluster[:2],
        plain=lambda row: (row.known.cluster[2] if row.known.cluster else "",),
        heads=(_("Cluster"),),
        note=line.short,
    )


def _signal(basis: Basis, subjects: Sequence[int]) -> Piece:
    def own(row: Row) -> Sequence[Signal]:
        return _about(row.signals, subjects)

    def cell(row: Row) -> str:
        return f'<td class="s">{cells.marks(own(row), row.known, basis.frame)}</td>'

    return Piece(
        key="signal",
        name=_("Signal"),
        cell=cell,
        rank=lambda row: -len(own(row)) or None,
        plain=lambda row: ("; ".join(map(_plain_signal, own(row))),),
        heads=(_("Signal"),),
    )


def _plain_signal(signal: Signal) -> str:
    """ "RW V (taken up)"."""
    told = signs_of([signal])[1]
    return f"{signal.label} ({told})" if told else signal.label


def _about(signals: Sequence[Signal], subjects: Sequence[int]) -> Sequence[Signal]:
    """The signals about these subjects, and those about no subject (not seen, not spoken with)."""
    return [one for one in signals if one.subject_id in (None, *subjects)] if subjects else signals


def _seen(kind: str, name: str, basis: Basis, weeks: int, *, only_attention: bool = False) -> Piece:
    def is_late(row: Row) -> bool:
        return row.weeks_without(kind) >= weeks and (row.asks_attention or not only_attention)

    address = basis.frame.note if kind == "observation" else basis.frame.talk
    more = f"{'&amp;' if '?' in address else '?'}kind={kind}"  # the page that opens knows which kind is meant

    def link(row: Row) -> str:
        return address.format(row.known.pk) + more if address else ""

    return Piece(
        key=kind,
        name=name,
        title=_("For who needs extra attention: within %(weeks)s weeks") % {"weeks": weeks}
        if only_attention
        else _("For everybody: within %(weeks)s weeks") % {"weeks": weeks},
        cell=lambda row: cells.last_day(
            row.known.seen[kind], row.facts.today, is_late=is_late(row), label=name, link=link(row)
        ),
        rank=lambda row: row.known.seen[kind] or dt.date.min,
        plain=lambda row: (row.known.seen[kind],),
        heads=(name,),
    )
