"""The cells of the group overview as short markup: they repeat some three hundred times a page.

Texts people wrote are escaped here; everything else comes from `gezien.common.markup`. Words and addresses that are the
same for every row are looked up once (`Frame`).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from html import escape
from typing import Self

from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common.markup import growth, level_badge, seen_dot, sparkline_svg
from gezien.needs.models import EducationalNeed
from gezien.needs.queries.agreed import Line
from gezien.needs.queries.explained import by_rule, css_of, label_of, signs_of
from gezien.needs.queries.pupils import Known, Need
from gezien.needs.seen import seen_state
from gezien.needs.signals import Scale, Signal, day_text, figure_of, moment_of, number, weeks_since
from gezien.notes.models import Factor
from gezien.results.queries import Score
from gezien.results.queries.questionnaires import DomainScore

MINUS = "\N{MINUS SIGN}"
NEUTRAL, OF = 3, 5
STIMULATING, HINDERING = Factor.Direction.STIMULATING, Factor.Direction.HINDERING


def _safe(markup: str) -> SafeString:
    """Markup put together here: every text in it was escaped where it came in."""
    return mark_safe(markup)  # noqa: S308 - see above


def joined(*markup: str) -> SafeString:
    """The cells of a row, one after the other."""
    return _safe("".join(markup))


@dataclass(frozen=True)
class Column:
    """A subject with the one scale the overview shows for this group, and the moment most newest results are of."""

    line: Line
    scale: Scale
    moment: str
    taken_by: float = 1.0  # share of the group with a result of that moment
    others: tuple[Scale, ...] = ()  # the subject's other scales with results in this group

    @property
    def draws(self) -> bool:
        """Trends are drawn for learning; attitude and behaviour show their level and step."""
        return self.line.has_plans

    @cached_property
    def open_tag(self) -> str:
        """What each of its cells begins with."""
        return f'<td class="{"r" if self.draws else "r b"}" data-label="{escape(self.line.short)}">'


@dataclass(frozen=True)
class Frame:
    """What is the same for every row: addresses with a place for the pupil's key, and words as markup.

    An address is empty where there is no such page, or the reader may not write there.
    """

    pupil: str
    need: str
    factors: str
    place: str
    signals: str
    note: str
    talk: str
    labels: dict[str, str]
    add: str
    ask: str
    basic: str
    ways: dict[str, str]

    @classmethod
    def of(cls, slug: str, *, can_edit: bool, query: str, group: int) -> Self:
        """The frame of one page of a school; `query` is kept in its addresses, in those of places `group` too."""
        after = "&amp;" if query else "?"
        ways = {"observation": _("observed %s"), "pupil_talk": _("pupil talk %s"), "parent_talk": _("parent talk %s")}
        labels = {
            "plus": _("Stimulating"),
            "min": _("Hindering"),
            "need": _("Need"),
            "cluster": _("Cluster"),
        }
        return cls(
            pupil=pattern("workspace:pupil", slug),
            need=pattern("needs:need", slug, subject=0) + query if can_edit else "",
            factors=pattern("notes:factors", slug) if can_edit else "",
            place=f"{pattern('needs:placing', slug, subject=0)}{query}{after}group={group}" if can_edit else "",
            signals=reverse("needs:signals", args=[slug, group, 0]).replace("/0/", "/{}/") + query,
            note=_add_note(slug) if can_edit else "",
            talk=pattern("notes:talk-start", slug) if can_edit else "",
            labels={key: f' data-label="{escape(text)}"' for key, text in labels.items()},
            add=f'<span class="add">{escape(_("factor"))}</span>',
            ask=f'<span class="ask">{escape(_("need still to be named"))}</span>',
            basic=f'<span class="quiet">{escape(_("basic offer"))}</span>',
            ways=ways,
        )


def pattern(name: str, slug: str, **kwargs: int) -> str:
    """The address of a page of one pupil, with "{}" where the keys go; empty when the page does not exist."""
    args = [slug, 0, *kwargs.values()]
    try:
        return reverse(name, args=args).replace("/0/", "/{}/")
    except NoReverseMatch:
        return ""


def _add_note(slug: str) -> str:
    """The address at which a note about one pupil is written; empty without such a page."""
    try:
        return reverse("notes:add", args=[slug]) + "?pupil={}"
    except NoReverseMatch:
        return ""


# --- the first column -------------------------------------------------------------------------------------------------


def head(known: Known, frame: Frame, today: dt.date, weeks: int, *, year: str) -> SafeString:
    """Seen dot, name leading to the pupil's page, and (in a combination class) the pupil's year group in words."""
    name = escape(known.name)
    if frame.pupil:
        name = f'<a href="{frame.pupil.format(known.pk)}">{name}</a>'
    if year:
        name = f'{name} <span class="quiet">{escape(year)}</span>'
    return _safe(f'<span class="marks">{seen(known, frame, today, weeks)}<span>{name}</span></span>')


def seen(known: Known, frame: Frame, today: dt.date, weeks: int) -> str:
    """The dot before the name, each way of seeing in words."""
    last = max((day for day in known.seen.values() if day), default=None)
    state = seen_state(last, known.known_since, today, weeks)
    days = ((text, known.seen[kind]) for kind, text in frame.ways.items())
    return seen_dot(state, " · ".join(text % (day_text(day, "j b") if day else "\N{EN DASH}") for text, day in days))


# --- results ----------------------------------------------------------------------------------------------------------


def result(column: Column, known: Known) -> str:
    """One cell: level, growth since the moment before, trend; the moment when it is not the column's.

    Without a result on the column's test it says which other test there is one of: two tests are never mixed.
    """
    scores = known.scores.get(column.scale.instrument_id, ())
    if not scores:
        return f"{column.open_tag}{_elsewhere(column, known)}</td>"
    newest = scores[0]
    parts = [badge(column.scale, newest)]
    if len(scores) > 1 and (step := step_since(column.scale, newest, scores[1])):
        parts.append(step)
    if newest.moment != column.moment:
        parts.append(f'<i class="e">{escape(moment_of(newest))}</i>')
    if column.draws and len(scores) > 1:
        parts.append(trend(column.scale, scores))
    return f"{column.open_tag}{' '.join(parts)}</td>"


def _elsewhere(column: Column, known: Known) -> str:
    """A mark for who has a result on another test of the subject only, with that result in its title."""
    for scale in column.others:
        if scores := known.scores.get(scale.instrument_id):
            told = f"{scale.name}: {scores[0].level or figure_of(scale, scores[0])}, {moment_of(scores[0])}"
            return f'<i class="e" title="{escape(told)}">{escape(_("other test"))}</i>'
    return ""


def moment_cell(scale: Scale, label: str, scores: Sequence[Score], place: int | None, *, is_last: bool) -> str:
    """One moment of one test: level, figure, growth since the pupil's moment before; the trend with the last one."""
    if place is None:
        return f'<td class="r" data-label="{escape(label)}"></td>'
    score, parts = scores[place], [badge(scale, scores[place])]
    if score.level and (figure := figure_of(scale, score)) != score.level:
        parts.append(f'<span class="fig">{escape(figure)}</span>')
    if place + 1 < len(scores) and (step := step_since(scale, score, scores[place + 1])):
        parts.append(step)
    if is_last and len(scores) > 1:
        parts.append(trend(scale, scores))
    return f'<td class="r" data-label="{escape(label)}">{" ".join(parts)}</td>'


def badge(scale: Scale, score: Score) -> str:
    """The level in its colour; neutral when it says nothing about peers or is not in the instrument's list."""
    place = scale.places.get(score.level) if scale.among_peers else None
    if place is not None:
        return level_badge(score.level, place + 1, len(scale.levels))
    return level_badge(score.level or figure_of(scale, score), NEUTRAL, OF)


def step_since(scale: Scale, newest: Score, before: Score) -> str:
    """Growth on the same instrument: difference of the figure, else steps between levels.

    Empty when unknown, and for attitude and behaviour when nothing changed: staying the same is no news there.
    """
    if newest.figure is not None and before.figure is not None:
        return _step(newest.figure - before.figure, "%(steps)s", scale)
    here, there = scale.places.get(newest.level), scale.places.get(before.level)
    if here is None or there is None:
        return ""
    change = Decimal(there - here)
    steps = abs(there - here)
    title = ngettext("%(n)s level higher than before", "%(n)s levels higher than before", steps)
    if change < 0:
        title = ngettext("%(n)s level lower than before", "%(n)s levels lower than before", steps)
    return _step(change, _("%(steps)s\N{NO-BREAK SPACE}st"), scale, title % {"n": steps})


def _step(change: Decimal, text: str, scale: Scale, title: str = "") -> str:
    if not change:
        return growth("0", "even") if scale.is_learning else ""
    steps = f"{'+' if change > 0 else MINUS}{number(abs(change))}"
    return growth(text % {"steps": steps}, "up" if change > 0 else "down", title)


def trend(scale: Scale, scores: Sequence[Score]) -> str:
    """The trend of one pupil on one scale, oldest first; nothing when fewer than two moments can be drawn."""
    drawn = [(value, score) for score in reversed(scores) if (value := height(scale, score)) is not None]
    if len(drawn) < 2:
        return ""
    first, last = drawn[0][1], drawn[-1][1]
    figures = ", ".join(figure_of(scale, score) for _value, score in drawn)
    label = f"{moment_of(first)}\N{EN DASH}{moment_of(last)}: {figures}"
    return sparkline_svg([value for value, _score in drawn], label)


def height(scale: Scale, score: Score) -> float | None:
    """Where a result lies in its trend: the figure, else the place of the level."""
    if score.figure is not None:
        return float(score.figure)
    place = scale.places.get(score.level)
    return None if place is None else float(-place)


# --- factors, needs, cluster, signals ---------------------------------------------------------------------------------


def factors(found: Sequence[tuple], direction: str, frame: Frame, pupil: int) -> str:
    """The cell with the factors of one direction as chips, leading to where they are kept; strengths are `plus`."""
    css = "plus" if direction == STIMULATING else "min"
    chips = " ".join(
        _chip(css, text, is_old) for _pk, way, _domain, text, _version, is_old in found if way == direction
    )
    if frame.factors:
        chips = f'<a href="{frame.factors.format(pupil)}" data-edit>{chips or frame.add}</a>'
    return f'<td class="f"{frame.labels[css]}>{chips}</td>'


def _chip(css: str, text: str, is_old: bool) -> str:
    """A factor; one nobody looked at for long in outline, and in words for who does not see that."""
    if not is_old:
        return f'<span class="{css}">{escape(text)}</span>'
    ask = escape(_("long not looked at: does it still hold?"))
    return f'<span class="{css} is-old" title="{ask}">{escape(text)}<span class="hush"> ({ask})</span></span>'


def texts_of(found: Sequence[tuple], direction: str) -> list[str]:
    """The words of the factors of one direction."""
    return [text for _pk, way, _domain, text, *_rest in found if way == direction]


def needs(known: Known, found: Sequence[Need], frame: Frame, subject: int | None, *, asks: bool) -> str:
    """The cell with these needs of the period; without one, what the pupil gets or what still has to be named."""
    several = len(found) > 1
    inside = "".join(_need(need, frame, known.pk, several or need.subject_id != subject) for need in found)
    if not found or (asks and all(need.outcome for need in found)):
        told = frame.ask if asks else frame.basic
        if frame.need and subject is not None:
            told = f'<a href="{frame.need.format(known.pk, subject)}" data-edit>{told}</a>'
        inside += told
    return f'<td class="n"{frame.labels["need"]}>{inside}</td>'


def _need(need: Need, frame: Frame, pupil: int, names_subject: bool) -> str:
    """Goal, then grey what the pupil needs; the subject before it where it is not plain. How it ended, when it did."""
    subject = f"<b>{escape(need.short)}</b> " if names_subject else ""
    support = f' <span class="quiet">{escape(need.support)}</span>' if need.support else ""
    if need.outcome:
        support = f' <span class="quiet">({escape(str(EducationalNeed.Outcome(need.outcome).label))})</span>'
    inside = f"{subject}{escape(need.goal)}{support}"
    if not frame.need:
        return f"<p>{inside}</p>"
    return f'<a href="{address_of(frame.need, pupil, need)}" data-edit>{inside}</a>'


def address_of(pattern: str, pupil: int, need: Need) -> str:
    """Where a need is written; the first of a subject needs no number."""
    address = pattern.format(pupil, need.subject_id)
    return address if need.number == 1 else f"{address}{'&amp;' if '?' in address else '?'}nr={need.number}"


def plain_need(need: Need) -> str:
    """A need in one line of plain text."""
    end = f"({EducationalNeed.Outcome(need.outcome).label})" if need.outcome else ""
    return " ".join(filter(None, (f"{need.short}:", need.goal, need.support, end)))


def cluster(known: Known, frame: Frame, subject: int) -> str:
    """The cell with the name of the pupil's cluster, leading to where it is chosen."""
    name = escape(known.cluster[2]) if known.cluster else ""
    if frame.place:
        inside = name or f'<span class="quiet">{escape(_("not placed yet"))}</span>'
        name = f'<a href="{frame.place.format(known.pk, subject)}" data-edit>{inside}</a>'
    return f'<td class="c"{frame.labels["cluster"]}>{name}</td>'


def marks(found: Sequence[Signal], known: Known, frame: Frame) -> SafeString:
    """A mark for each rule that holds, leading to figure, threshold, since when and source (signals.js)."""
    address = frame.signals.format(known.pk)
    return _safe(" ".join(_mark(same, address) for same in by_rule(found)))


def _mark(same: Sequence[Signal], address: str) -> str:
    """The words of a signal, with signs for what is done about it and how it goes on; those in words in the title."""
    signs, told = signs_of(same)
    if not signs:
        return f'<a class="{css_of(same)}" href="{address}">{escape(label_of(same))}</a>'
    return f'<a class="{css_of(same)}" href="{address}" title="{escape(told)}">{escape(label_of(same))} {signs}</a>'


# --- seen -------------------------------------------------------------------------------------------------------------


def last_day(day: dt.date | None, today: dt.date, *, is_late: bool, label: str, link: str) -> str:
    """A day on which the pupil was seen in one way, with how long ago; what is late is said in words and colour.

    `link` leads to writing a new note of this kind.
    """
    if day is None:
        told = f'<span class="{"ask" if is_late else "quiet"}">{escape(_("not yet"))}</span>'
    else:
        ago = weeks_since(day, today)
        weeks = ngettext("%(n)s week ago", "%(n)s weeks ago", ago) % {"n": ago} if ago else _("this week")
        told = f'{escape(day_text(day, "j b Y"))} <span class="{"ask" if is_late else "quiet"}">{escape(weeks)}</span>'
    if link:
        told = f'<a href="{link}">{told}</a>'
    return f'<td class="w" data-label="{escape(label)}">{told}</td>'


def mean_cell(score: DomainScore | None, label: str) -> str:
    """A mean of a questionnaire (1 to 5, 5 is favourable) with its change since the round before."""
    if score is None:
        return f'<td class="r b" data-label="{escape(label)}"></td>'
    step = ""
    if score.change is not None and (change := round(score.change, 1)):
        step = " " + growth(
            f"{'+' if change > 0 else MINUS}{number(abs(Decimal(str(change))))}", "up" if change > 0 else "down"
        )
    shown = number_format(score.mean, decimal_pos=1)
    return f'<td class="r" data-label="{escape(label)}">{level_badge(shown, rank_of(score.mean))}{step}</td>'


def rank_of(mean: float) -> int:
    """The colour of a mean: 5 is the strongest."""
    return min(max(6 - round(mean), 1), OF)
