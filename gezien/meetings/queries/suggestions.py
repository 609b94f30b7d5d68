"""Whom to put on the agenda of a review, and why: registered, a signal nobody works on, or not seen for long.

A suggestion, never a decision: whoever leads the review chooses. A pupil who stands in several of these lists stands
here once, with all reasons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.cases.models import Ground
from gezien.cases.rules import visible_cases
from gezien.common import clock
from gezien.meetings.queries.seen import SeenPupil, seen_pupils
from gezien.needs.models import SignalRule
from gezien.needs.queries.attention import Choice, attention_rows
from gezien.needs.queries.rule_terms import terms_of
from gezien.pupils.models import Group
from gezien.schools.rules import Member

REGISTERED, SIGNAL, UNSEEN = "registered", "signal", "unseen"
ORDER = {REGISTERED: 0, SIGNAL: 1, UNSEEN: 2}


@dataclass(slots=True)
class Suggestion:
    """A pupil for the agenda. `reasons`: [(kind, words)], what presses most first; `case`: the key of the registration
    that waits, when there is one; `presses`: whether a signal is urgent.
    """

    pk: int
    name: str
    group: int
    group_name: str
    reasons: list[tuple[str, str]] = field(default_factory=list)
    case: int | None = None
    presses: bool = False

    @property
    def kind(self) -> str:
        """The first of its reasons."""
        return self.reasons[0][0]

    @property
    def words(self) -> str:
        """All reasons in one line."""
        return " · ".join(words for _kind, words in self.reasons)


def suggestions(member: Member, group: Group | None = None) -> list[Suggestion]:
    """Pupils to talk about, of a visible group or of all visible groups: registered ones first, then who has a signal
    that nobody gives attention, then who was not seen for long.

    A fixed number of statements, however many pupils.
    """
    pupils = {one.pk: one for one in seen_pupils(member, group)}
    found: dict[int, Suggestion] = {}
    for pk, case, words in _registered(member, pupils):
        _of(found, pupils[pk]).case = case
        found[pk].reasons.append((REGISTERED, words))
    for row in attention_rows(member, Choice(group=group.pk if group else None), terms_of(member.school)):
        if row["pk"] in pupils and not row["attention"] and (told := _told(row["signals"])):
            one = _of(found, pupils[row["pk"]])
            one.reasons.append((SIGNAL, told))
            one.presses = any(signal["presses"] for signal in row["signals"])
    for pupil in pupils.values():
        if pupil.state == "open":
            _of(found, pupil).reasons.append((UNSEEN, unseen_in_words(pupil)))
    return sorted(found.values(), key=lambda one: (ORDER[one.kind], not one.presses, -len(one.reasons), one.name))


def unseen_in_words(pupil: SeenPupil) -> str:
    """Since when nobody saw the pupil."""
    if pupil.last is None:
        return _("nothing noted yet about this pupil")
    return _("not seen or spoken with since %(day)s") % {"day": date_format(pupil.last, "j F")}


def _registered(member: Member, pupils: dict[int, SeenPupil]) -> Iterator[tuple[int, int, str]]:
    """Pupils registered for the pupil review who wait, and those of whom the effect is asked: pupil, case, words."""
    today = clock.today()
    waits = Q(discussed_at=None) | Q(effect_on__lte=today)
    cases = visible_cases(member).filter(waits, closed_on=None, pupil__in=pupils).order_by("registered_on", "pk")
    for pk, pupil, day, grounds, effect_on in cases.values_list(
        "pk", "pupil_id", "registered_on", "grounds", "effect_on"
    ):
        if effect_on and effect_on <= today:
            yield pupil, pk, _("did it help? asked from %(day)s") % {"day": date_format(effect_on, "j F")}
        else:
            why = ", ".join(str(Ground(one).label) for one in grounds if one in Ground.values)
            told = _("registered on %(day)s") % {"day": date_format(day, "j F")}
            yield pupil, pk, f"{told}: {why}" if why else told


def _told(signals: Iterable[dict[str, Any]]) -> str:
    """What the signals say; that a pupil waits to be seen is told by the days themselves."""
    return ", ".join(dict.fromkeys(one["label"] for one in signals if one["measure"] != SignalRule.Measure.NOT_SEEN))


def _of(found: dict[int, Suggestion], pupil: SeenPupil) -> Suggestion:
    if pupil.pk not in found:
        found[pupil.pk] = Suggestion(pupil.pk, pupil.name, pupil.group, pupil.group_name)
    return found[pupil.pk]
