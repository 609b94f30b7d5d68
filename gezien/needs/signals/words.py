"""A signal in the reader's words: label, figure, threshold, since when, source. Made when read, from its data."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gezien.needs.models import Signal, SignalRule
from gezien.results.models import Instrument
from gezien.results.queries import Score

if TYPE_CHECKING:
    from gezien.needs.signals.facts import Found, Rule, Scale

MEASURE = SignalRule.Measure
WEEKS = (MEASURE.NOT_SEEN, MEASURE.NO_PUPIL_TALK, MEASURE.NO_PARENT_TALK)
SCORES = (MEASURE.SCORE_BELOW, MEASURE.SCORE_ABOVE, MEASURE.SCORE_FELL)
CHANGES = (MEASURE.NOT_GROWN, MEASURE.GREW_LESS, MEASURE.DROPPED)


# --- a few words ------------------------------------------------------------------------------------------------------


def label(found: "Found") -> str:
    """ "RW V, 2 times in a row", "not seen for 7 weeks"."""
    return _LABELS.get(found.rule.measure, _result_label)(found)


def _result_label(found: "Found") -> str:
    """The test, and the level where there is one."""
    if found.rule.measure == MEASURE.NOT_GROWN:
        text = ngettext(
            "%(subject)s once without growth", "%(subject)s %(n)s times without growth", found.data["times"]
        )
        return text % {"subject": found.short, "n": found.data["times"]}
    if found.rule.measure in (MEASURE.GREW_LESS, MEASURE.DROPPED):
        return f"{found.short} {_change(found)}"
    level = found.level or _point_figure(found, found.data["points"][0])
    text = f"{found.short} {level}"
    if found.times > 1:
        text += _(", %(n)s times in a row") % {"n": found.times}
    return text


def _weeks_label(found: "Found") -> str:
    weeks = found.data["weeks"]
    return {
        MEASURE.NOT_SEEN: ngettext("not seen for %(n)s week", "not seen for %(n)s weeks", weeks),
        MEASURE.NO_PUPIL_TALK: ngettext("%(n)s week without a pupil talk", "%(n)s weeks without a pupil talk", weeks),
        MEASURE.NO_PARENT_TALK: ngettext(
            "%(n)s week without a parent talk", "%(n)s weeks without a parent talk", weeks
        ),
    }[MEASURE(found.rule.measure)] % {"n": weeks}


def _no_result_label(found: "Found") -> str:
    return _("%(subject)s not tested for %(n)s weeks") % {"subject": found.short, "n": found.data["weeks"]}


def _counted_label(found: "Found") -> str:
    return _counted(found.data["kind"], found.data["count"])


def _score_label(found: "Found") -> str:
    return f"{found.data['domain']} {_mean(found.data['mean'])}"


_LABELS: dict[str, Callable[["Found"], str]] = {
    **dict.fromkeys(WEEKS, _weeks_label),
    **dict.fromkeys(SCORES, _score_label),
    MEASURE.NO_RESULT: _no_result_label,
    MEASURE.COUNTED: _counted_label,
}


# --- what was measured ------------------------------------------------------------------------------------------------


def figure(found: "Found") -> str:
    """ "V at M5", "41 → 41 → 40", "last on 2 Feb", "2.3 of 5"."""
    data, measure = found.data, found.rule.measure
    if measure in WEEKS or measure == MEASURE.NO_RESULT:
        if data["last"]:
            return _("last on %(day)s") % {"day": _iso(data["last"])}
        return _("not yet since %(day)s") % {"day": _iso(data["known_since"])}
    if measure == MEASURE.COUNTED:
        return _("%(counted)s, the last on %(day)s") % {
            "counted": _counted(data["kind"], data["count"]),
            "day": _iso(data["newest"]),
        }
    if measure in SCORES:
        text = _("%(mean)s of 5") % {"mean": _mean(data["mean"])}
        return f"{text} ({_('before')} {_mean(data['before'])})" if data["before"] is not None else text
    if measure in CHANGES:
        return " → ".join(_point_figure(found, point) for point in reversed(data["points"]))
    return _at_moment(found)


def _at_moment(found: "Found") -> str:
    """The newest result, with its level and figure where the rule reads both."""
    point = found.data["points"][0]
    shown = found.level or _point_figure(found, point)
    if found.rule.measure in (MEASURE.BELOW_NORM, MEASURE.ABOVE_NORM, MEASURE.LOWEST_SHARE, MEASURE.HIGHEST_SHARE):
        shown = _point_figure(found, point)
    return _("%(level)s at %(moment)s") % {"level": shown, "moment": _moment(point)}


# --- from when the rule holds -----------------------------------------------------------------------------------------


def threshold(found: "Found") -> str:
    """What the rule asks: "the lowest 1 of 5 levels", "6 weeks"."""
    rule, data = found.rule, found.data
    text = _THRESHOLDS[MEASURE(rule.measure)](rule) % {
        "n": rule.threshold,
        "count": rule.threshold,
        "of": data.get("of", 0),
        "level": rule.level,
        "bound": number(Decimal(data["bound"])) if data.get("bound") else "",
        "amount": "" if rule.amount is None else number(rule.amount),
        "weeks": rule.weeks,
        "counted": _counted(rule.kind, rule.threshold) if rule.kind else "",
    }
    if rule.times > 1 and "points" in data and rule.measure not in CHANGES:
        text += _(", %(n)s times in a row") % {"n": rule.times}
    return text


def _weeks_text(rule: "Rule") -> str:
    return ngettext("%(n)s week", "%(n)s weeks", rule.threshold)


_THRESHOLDS: dict[SignalRule.Measure, Callable[["Rule"], str]] = {
    MEASURE.LOWEST_LEVELS: lambda _rule: _("the lowest %(count)s of %(of)s levels"),
    MEASURE.HIGHEST_LEVELS: lambda _rule: _("the highest %(count)s of %(of)s levels"),
    MEASURE.LEVEL_AT_MOST: lambda _rule: _("%(level)s or lower"),
    MEASURE.LEVEL_AT_LEAST: lambda _rule: _("%(level)s or higher"),
    MEASURE.BELOW_NORM: lambda _rule: _("below %(bound)s, the school's norm of %(level)s"),
    MEASURE.ABOVE_NORM: lambda _rule: _("%(bound)s or more, the school's norm of %(level)s"),
    MEASURE.NOT_GROWN: lambda rule: ngettext("%(n)s moment", "%(n)s moments in a row", rule.threshold),
    MEASURE.GREW_LESS: lambda rule: ngettext(
        "less than %(amount)s growth since the moment before",
        "less than %(amount)s growth over %(n)s moments",
        rule.threshold,
    ),
    MEASURE.DROPPED: lambda rule: ngettext(
        "%(amount)s or more lower than the moment before",
        "%(amount)s or more lower than %(n)s moments ago",
        rule.threshold,
    ),
    MEASURE.LOWEST_SHARE: lambda _rule: _("among the lowest %(n)s%% of %(of)s pupils of the same year"),
    MEASURE.HIGHEST_SHARE: lambda _rule: _("among the highest %(n)s%% of %(of)s pupils of the same year"),
    MEASURE.COUNTED: lambda rule: ngettext(
        "%(counted)s or more in %(weeks)s week", "%(counted)s or more in %(weeks)s weeks", rule.weeks
    ),
    MEASURE.SCORE_BELOW: lambda _rule: _("below %(amount)s"),
    MEASURE.SCORE_ABOVE: lambda _rule: _("%(amount)s or higher"),
    MEASURE.SCORE_FELL: lambda _rule: _("%(amount)s or more lower than the round before"),
    MEASURE.NOT_SEEN: _weeks_text,
    MEASURE.NO_PUPIL_TALK: _weeks_text,
    MEASURE.NO_PARENT_TALK: _weeks_text,
    MEASURE.NO_RESULT: _weeks_text,
}


# --- since when, from where -------------------------------------------------------------------------------------------


def since(found: "Found") -> str:
    """The moment from which it holds ("E4"), or the day."""
    return _moment(found.data["first"]) if "first" in found.data else day_text(found.since_on)


def source(found: "Found") -> str:
    """Where the figure comes from: the test and its day, notes, the questionnaire."""
    data, measure = found.data, found.rule.measure
    if measure == MEASURE.NOT_SEEN:
        return _("observations and talks")
    if measure == MEASURE.NO_PUPIL_TALK:
        return _("talks with the pupil")
    if measure == MEASURE.NO_PARENT_TALK:
        return _("talks with the parents")
    if measure == MEASURE.COUNTED:
        return _("the pupil's file")
    if measure in SCORES:
        return _("questionnaire of %(day)s, %(n)s of %(of)s statements") % {
            "day": _iso(data["day"]),
            "n": data["answered"],
            "of": data["asked"],
        }
    day = data["last"] if measure == MEASURE.NO_RESULT else data["points"][0][1]
    return f"{data['test']}, {_iso(day)}"


def trend_text(found: "Found") -> str:
    """How it goes on: new, repeats (how often), improves."""
    if found.trend == Signal.Trend.REPEATS and found.times > 1:
        return ngettext("repeats: %(n)s moment in a row", "repeats: %(n)s moments in a row", found.times) % {
            "n": found.times
        }
    if found.trend == Signal.Trend.IMPROVES:
        return _("repeats, but goes forward")
    return str(Signal.Trend(found.trend).label)


# --- parts ------------------------------------------------------------------------------------------------------------


def _counted(kind: str, n: int) -> str:
    """ "3 observations"."""
    texts = {
        SignalRule.Kind.OBSERVATION: ngettext("%(n)s observation", "%(n)s observations", n),
        SignalRule.Kind.PUPIL_TALK: ngettext("%(n)s talk with the pupil", "%(n)s talks with the pupil", n),
        SignalRule.Kind.PARENT_TALK: ngettext("%(n)s talk with the parents", "%(n)s talks with the parents", n),
        SignalRule.Kind.HINDERING: ngettext("%(n)s hindering factor", "%(n)s hindering factors", n),
        SignalRule.Kind.STIMULATING: ngettext("%(n)s stimulating factor", "%(n)s stimulating factors", n),
    }
    return texts[SignalRule.Kind(kind)] % {"n": n}


def _change(found: "Found") -> str:
    """ "−4", "+1": the change the rule looks at, in figures or steps of a level."""
    newest, oldest = found.data["points"][0], found.data["points"][-1]
    if newest[2] is None or oldest[2] is None:
        return f"{oldest[3]} → {newest[3]}"
    change = Decimal(newest[2]) - Decimal(oldest[2])
    return ("+" if change >= 0 else "\N{MINUS SIGN}") + number(abs(change))


def _point_figure(found: "Found", point: list) -> str:
    """The figure of a result as read on screen, else its level."""
    _moment_name, _day, shown, level = point
    if shown is None or found.data["unit"] == Instrument.Figure.LEVEL:
        return str(level)
    return number(Decimal(shown)) + (" %" if found.data["unit"] == Instrument.Figure.PERCENTAGE else "")


def _moment(point: list) -> str:
    """ "M5", or the day for a test of the method."""
    return str(point[0] or _iso(point[1]))


def _mean(mean: float) -> str:
    return str(number_format(mean, decimal_pos=1))


def _iso(day: str) -> str:
    return day_text(dt.date.fromisoformat(day))


def day_text(day: dt.date, form: str = "j b Y") -> str:
    """A day in the reader's language: "2 feb 2027"; the same days come back on every row."""
    return _day_text(day, form, get_language() or "")


@lru_cache(maxsize=4096)
def _day_text(day: dt.date, form: str, language: str) -> str:
    return date_format(day, form)


def moment_of(score: Score) -> str:
    """ "M5", or the day for a test of the method."""
    return score.moment or day_text(score.taken_on)


def figure_of(scale: "Scale", score: Score) -> str:
    """The figure as read on screen, else the level."""
    if score.figure is None or scale.figure == Instrument.Figure.LEVEL:
        return score.level
    unit = " %" if scale.figure == Instrument.Figure.PERCENTAGE else ""
    return number(score.figure) + unit


def number(figure: Decimal) -> str:
    """A figure without needless zeros: 41, 7,5."""
    whole = int(figure)
    return str(whole) if figure == whole else str(number_format(figure.normalize()))


def weeks_since(day: dt.date, today: dt.date) -> int:
    """Whole weeks from a day until today; 0 for a day to come."""
    return max((today - day).days, 0) // 7
