"""The cells of the group overview as short markup: they repeat some three hundred times a page.

Texts people wrote are escaped here; everything else comes from `gezien.common.markup`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Self

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gezien.common.markup import growth, level_badge, seen_dot, sparkline_svg
from gezien.needs.models import SignalRule
from gezien.needs.queries.agreed import Line
from gezien.needs.queries.pupils import Known, Need
from gezien.needs.signals import Scale, Signal, figure_of, moment_of, number, weeks_since
from gezien.notes.models import Factor
from gezien.results.queries import Score

MINUS = "\N{MINUS SIGN}"
NEUTRAL, OF = 3, 5
SEEN_WEEKS = 6


def _safe(markup: str) -> SafeString:
    """Markup put together here: every text in it was escaped where it came in."""
    return mark_safe(markup)  # noqa: S308 - see above


@dataclass(frozen=True)
class Column:
    """A subject with the one scale the overview shows for this group, and the moment most newest results are of."""

    line: Line
    scale: Scale
    moment: str

    @property
    def draws(self) -> bool:
        """Trends are drawn for learning; attitude and behaviour show their level and step."""
        return self.line.has_plans


# --- results ----------------------------------------------------------------------------------------------------------


def results(columns: Sequence[Column], known: Known) -> SafeString:
    """The result cells of one pupil."""
    return _safe("".join(result(column, known.scores.get(column.scale.instrument_id, ())) for column in columns))


def result(column: Column, scores: Sequence[Score]) -> str:
    """One cell: level, growth since the moment before, trend; the moment when it is not the column's."""
    open_tag = f'<td class="{"r" if column.draws else "r b"}" data-label="{escape(column.line.short)}">'
    if not scores:
        return f"{open_tag}</td>"
    newest = scores[0]
    parts = [badge(column.scale, newest)]
    if len(scores) > 1 and (step := step_since(column.scale, newest, scores[1])):
        parts.append(step)
    if newest.moment != column.moment:
        parts.append(f'<i class="e">{escape(moment_of(newest))}</i>')
    if column.draws and len(scores) > 1:
        parts.append(trend(column.scale, scores))
    return f"{open_tag}{' '.join(parts)}</td>"


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
    return _step(Decimal(there - here), _("%(steps)s\N{NO-BREAK SPACE}st"), scale)


def _step(change: Decimal, text: str, scale: Scale) -> str:
    if not change:
        return growth("0", "even") if scale.is_learning else ""
    steps = f"{'+' if change > 0 else MINUS}{number(abs(change))}"
    return growth(text % {"steps": steps}, "up" if change > 0 else "down")


def trend(scale: Scale, scores: Sequence[Score]) -> str:
    """The trend of one pupil on one scale, oldest first; nothing when fewer than two moments can be drawn."""
    drawn = []
    for score in reversed(scores):
        value = height(scale, score)
        if value is not None:
            drawn.append((value, f"{moment_of(score)} {figure_of(scale, score)}"))
    if len(drawn) < 2:
        return ""
    return sparkline_svg([value for value, _label in drawn], ", ".join(label for _value, label in drawn))


def height(scale: Scale, score: Score) -> float | None:
    """Where a result lies in its trend: the figure, else the place of the level."""
    if score.figure is not None:
        return float(score.figure)
    place = scale.places.get(score.level)
    return None if place is None else float(-place)


# --- seen -------------------------------------------------------------------------------------------------------------


def seen(known: Known, today: dt.date, weeks: int) -> SafeString:
    """The dot before the name: seen within half the agreed weeks, within them, or not; each way of seeing in words."""
    last = max((day for day in known.seen.values() if day), default=None)
    since = None if last is None else weeks_since(last, today)
    state = "open" if since is None or since >= weeks else "half" if since * 2 >= weeks else "full"
    return seen_dot(state, " · ".join(_seen_words(known)))


def _seen_words(known: Known) -> list[str]:
    ways = (
        ("observation", _("observed %(day)s")),
        ("pupil_talk", _("pupil talk %(day)s")),
        ("parent_talk", _("parent talk %(day)s")),
    )
    return [text % {"day": short_day(known.seen[kind])} for kind, text in ways]


def short_day(day: dt.date | None) -> str:
    """ "2 feb", or a dash."""
    return _short_day(day, get_language()) if day else "\N{EN DASH}"


@lru_cache(maxsize=2048)
def _short_day(day: dt.date, language: str) -> str:
    return date_format(day, "j b")


# --- factors, needs, signals ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Links:
    """Addresses with a place for the pupil's key; empty where there is no such page or the reader may not write."""

    pupil: str = ""
    need: str = ""
    factors: str = ""

    @classmethod
    def of(cls, slug: str, *, can_edit: bool, query: str) -> Self:
        """The addresses of one school; `query` is kept in the address of the needs."""
        return cls(
            pupil=pattern("workspace:pupil", slug),
            need=pattern("needs:need", slug, subject=0) + query if can_edit else "",
            factors=pattern("notes:factors", slug) if can_edit else "",
        )


def pattern(name: str, slug: str, **kwargs: int) -> str:
    """The address of a page of one pupil, with "{}" where the keys go; empty when the page does not exist."""
    args = [slug, 0, *kwargs.values()]
    try:
        return reverse(name, args=args).replace("/0/", "/{}/")
    except NoReverseMatch:
        return ""


def name(known: Known, links: Links) -> SafeString:
    """The pupil's name, leading to the pupil's page."""
    text = escape(known.name)
    return _safe(f'<a href="{links.pupil.format(known.pk)}">{text}</a>') if links.pupil else text


def factors(found: Sequence[tuple], direction: str, links: Links, pupil: int) -> SafeString:
    """The factors of one direction as chips, leading to where they are kept; strengths are `plus`."""
    css = "plus" if direction == Factor.Direction.STIMULATING else "min"
    chips = " ".join(
        f'<span class="{css}">{escape(text)}</span>' for _pk, way, _domain, text, *_ in found if way == direction
    )
    if not links.factors:
        return _safe(chips)
    inside = chips or f'<span class="add">{escape(_("factor"))}</span>'
    return _safe(f'<a href="{links.factors.format(pupil)}" data-edit>{inside}</a>')


def needs(known: Known, links: Links, subject: int | None, *, asks: bool) -> SafeString:
    """The needs of the period: goal, then grey what the pupil needs; without one what the pupil gets or waits for."""
    if known.needs:
        several = len(known.needs) > 1
        return _safe(
            "".join(_need(need, links, known.pk, several or need.subject_id != subject) for need in known.needs)
        )
    text = escape(_("need still to be named") if asks else _("basic offer"))
    css = "ask" if asks else "quiet"
    inside = f'<span class="{css}">{text}</span>'
    if not links.need or subject is None:
        return _safe(inside)
    return _safe(f'<a href="{links.need.format(known.pk, subject)}" data-edit>{inside}</a>')


def _need(need: Need, links: Links, pupil: int, names_subject: bool) -> str:
    head = f"<b>{escape(need.short)}</b> " if names_subject else ""
    tail = f' <span class="quiet">{escape(need.support)}</span>' if need.support else ""
    inside = f"{head}{escape(need.goal)}{tail}"
    if not links.need:
        return f"<p>{inside}</p>"
    return f'<a href="{links.need.format(pupil, need.subject_id)}" data-edit>{inside}</a>'


def signals(found: Sequence[Signal]) -> SafeString:
    """One mark for each rule that holds, opening to figure, threshold, since when and source."""
    by_rule: dict[int, list[Signal]] = {}
    for signal in found:
        by_rule.setdefault(signal.rule.pk, []).append(signal)
    return _safe("".join(_mark(same) for same in by_rule.values()))


def _mark(same: Sequence[Signal]) -> str:
    rule = same[0].rule
    label = same[0].label if len(same) == 1 else _together(same)
    up = " sig-up" if rule.direction == SignalRule.Direction.CHALLENGE else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in explanation(same))
    return f'<details class="sg"><summary class="sig{up}">{escape(label)}</summary>{lines}</details>'


def _together(same: Sequence[Signal]) -> str:
    """ "SP, RW V": the subjects in which one rule holds, with the level where they share it."""
    subjects = ", ".join(signal.short for signal in same)
    levels = {signal.level for signal in same}
    return f"{subjects} {levels.pop()}" if len(levels) == 1 and all(levels) else f"{same[0].rule.name}: {subjects}"


def explanation(same: Sequence[Signal]) -> list[str]:
    """The signals of one rule in words: rule, then a line for each with figure, threshold, since and source."""
    several = len(same) > 1
    return [
        _("Rule “%(rule)s”: %(threshold)s") % {"rule": same[0].rule.name, "threshold": same[0].threshold},
        *(
            _("%(figure)s, since %(since)s (%(source)s)")
            % {
                "figure": f"{signal.short} {signal.figure}" if several else signal.figure,
                "since": signal.since,
                "source": signal.source,
            }
            for signal in same
        ),
    ]
