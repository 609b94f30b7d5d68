"""Where the pupils of a cluster stand on a test, and what that says of a goal. Counted from results, never guessed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.plans.models import Goal
from gezien.results.models import Instrument
from gezien.results.queries import Score

SCORE = Goal.ScoreType
Scores = Mapping[tuple[int, int], Sequence[Score]]


@dataclass(frozen=True, slots=True)
class Standing:
    """The pupils' results at the newest moment of a test; `at_or_above` a level, when one was asked for."""

    moment: str
    count: int
    of: int
    middle: Decimal | None
    low: Decimal | None
    high: Decimal | None
    at_or_above: int = 0

    @property
    def share(self) -> Decimal:
        """Of the pupils with a result, in whole per cents."""
        return Decimal(round(100 * self.at_or_above / self.count))

    def value(self, score_type: str) -> Decimal | None:
        """What a goal of this kind is compared with."""
        return self.share if score_type == SCORE.SHARE else self.middle


def standing(pupils: Iterable[int], instrument: Instrument, scores: Scores, level: str = "") -> Standing | None:
    """Where these pupils stand at the newest moment of this test; None when none of them made it."""
    pupils = list(pupils)
    newest = [found[0] for pk in pupils if (found := scores.get((pk, instrument.pk)))]
    if not newest:
        return None
    last = max(newest, key=lambda score: score.taken_on)
    same = [score for score in newest if _same_moment(score, last)]
    figures = [score.figure for score in same if score.figure is not None]
    wanted = instrument.levels[: instrument.levels.index(level) + 1] if level in instrument.levels else []
    return Standing(
        moment=last.moment or date_format(last.taken_on, "F Y"),
        count=len(same),
        of=len(pupils),
        middle=Decimal(median(figures)) if figures else None,
        low=min(figures, default=None),
        high=max(figures, default=None),
        at_or_above=sum(score.level in wanted for score in same),
    )


def growth(pupils: Iterable[int], instrument: Instrument, scores: Scores) -> tuple[Decimal, int] | None:
    """The middle growth between the last two moments, and of how many pupils; None where nobody has both."""
    pairs = [found[:2] for pk in pupils if len(found := scores.get((pk, instrument.pk), ())) > 1]
    last = max((new.taken_on for new, _old in pairs), default=None)
    grown = [
        new.figure - old.figure
        for new, old in pairs
        if last and new.figure is not None and old.figure is not None and last - new.taken_on <= dt.timedelta(days=60)
    ]
    return (Decimal(median(grown)), len(grown)) if grown else None


def _same_moment(score: Score, last: Score) -> bool:
    """Of one moment by its name; tests without named moments within two months."""
    if score.moment or last.moment:
        return score.moment == last.moment
    return last.taken_on - score.taken_on <= dt.timedelta(days=60)


def figure_words(value: Decimal | None) -> str:
    """ "47" or "47,5"; empty without one."""
    if value is None:
        return ""
    rounded = value.quantize(Decimal("0.1"))
    return number_format(rounded, 0 if rounded == rounded.to_integral() else 1)


def standing_words(found: Standing | None, score_type: str) -> str:
    """ "M5: the middle one stands at 47, the lowest at 38, the highest at 55 (6 of 7 pupils)"."""
    if found is None:
        return _("No results of these pupils yet.")
    who = ngettext("%(count)s of %(of)s pupil", "%(count)s of %(of)s pupils", found.of) % {
        "count": found.count,
        "of": found.of,
    }
    if score_type == SCORE.SHARE:
        return _("%(moment)s: %(reached)s of %(count)s pupils with a result, %(share)s %%") % {
            "moment": found.moment,
            "reached": found.at_or_above,
            "count": found.count,
            "share": figure_words(found.share),
        }
    if found.middle is None:
        return _("The results of these pupils have no figure.")
    return _("%(moment)s: middle %(middle)s, lowest %(low)s, highest %(high)s (%(who)s)") % {
        "moment": found.moment,
        "middle": figure_words(found.middle),
        "low": figure_words(found.low),
        "high": figure_words(found.high),
        "who": who,
    }


def signed(value: Decimal) -> str:
    """ "+8", "−3" or "0"."""
    words = figure_words(abs(value))
    return f"+{words}" if value > 0 else f"−{words}" if value < 0 else words


def challenge(goal: Goal, past: tuple[Decimal, int] | None, ambition: tuple[int, str] | None) -> list[str]:
    """What the target asks, beside the growth of the last period and the ambition of the school; no verdict."""
    lines = []
    if goal.score_type == SCORE.FIGURE:
        if goal.target is not None and goal.current is not None:
            lines.append(_("This goal: %(growth)s") % {"growth": signed(goal.target - goal.current)})
        if past:
            lines.append(
                ngettext(
                    "Last period these pupils grew: %(growth)s (middle of %(count)s pupil)",
                    "Last period these pupils grew: %(growth)s (middle of %(count)s pupils)",
                    past[1],
                )
                % {"growth": signed(past[0]), "count": past[1]}
            )
    if ambition:
        lines.append(
            _("Ambition of the school: %(share)s %% at level %(level)s or higher")
            % {"share": ambition[0], "level": ambition[1]}
        )
    return lines


def target_words(goal: Goal, instrument: Instrument | None) -> str:
    """ "LVS Rekenen: 47 → 57", "LVS Rekenen: 80 % at III or higher, now 67 %"; empty without a figure."""
    if instrument is None:
        return ""
    return figure_line(instrument.name, goal.level, figure_words(goal.current), figure_words(goal.target))


def figure_line(test: str, level: str, now: str, then: str) -> str:
    """What a goal counts, in one line; with a level it is a share. Empty without a target."""
    if not then:
        return ""
    if level:
        words = _("%(share)s %% at %(level)s or higher") % {"share": then, "level": level}
        return f"{test}: {words}" + (f" ({_('now %(share)s %%') % {'share': now}})" if now else "")
    return f"{test}: {now} → {then}" if now else f"{test}: {then}"
