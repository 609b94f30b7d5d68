"""Signal minus attention: which signals nobody works on yet, and what attention those pupils got since.

Only of pupils whom the member sees. Attention known here is a need that was named or sharpened, and what was seen and
said; apps above add plans and reviews to `Waiting.attention`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from gezien.common import clock
from gezien.needs.models import EducationalNeed
from gezien.needs.queries.agreed import subject_lines
from gezien.needs.queries.pupils import Known, known_pupils
from gezien.needs.queries.signals import agreed_for, every_signal, is_open
from gezien.needs.signals import Found
from gezien.needs.signals.words import trend_text
from gezien.notes.models import Note
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.rules import visible_pupils
from gezien.schools.queries import current_period
from gezien.schools.rules import Member

NEED = "need"  # beside the kinds of notes


@dataclass
class Waiting:
    """A signal that is open, with the attention the pupil got since the fact it rests on.

    `attention` holds (what, day): "need", or a kind of note; `day` is the day of that fact.
    """

    pupil_id: int
    name: str
    group: str
    group_id: int
    found: Found
    day: dt.date
    attention: list[tuple[str, dt.date]] = field(default_factory=list)

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return self.found.rule.name

    @property
    def severity(self) -> int:
        """How much it presses."""
        return self.found.rule.severity

    @property
    def trend(self) -> str:
        """New, repeats, or goes forward, in words."""
        return trend_text(self.found)

    @property
    def returned(self) -> int:
        """How often it came back."""
        return self.found.life.returns if self.found.life else 0


def waiting_signals(member: Member, *, also_attended: bool = False) -> list[Waiting]:
    """The open signals of the pupils whom the member sees: those without attention since, or all, the most pressing
    first; what came back before what is new, then the oldest. At most nine statements however many pupils.
    """
    school, today, period = member.school, clock.today(), current_period(member.school)
    if period is None:
        return []
    lines = subject_lines(school)
    enrolments = Enrolment.objects.filter(group__year=period.year_id, pupil__in=visible_pupils(member))
    pupils = known_pupils(school, enrolments, period=period, day=today, lines=lines)
    signals = every_signal(school, pupils, lines, agreed_for(school, pupils, today))
    groups = dict(Group.objects.filter(school=school, year=period.year_id).values_list("pk", "name"))
    rows = [_waiting(known, one, groups, today) for known in pupils for one in signals[known.pk] if is_open(one)]
    _add_attention(rows)
    kept = rows if also_attended else [row for row in rows if not row.attention]
    return sorted(kept, key=lambda row: (-row.severity, -row.returned, row.day, row.group, row.name, row.rule))


def _waiting(known: Known, found: Found, groups: dict[int, str], today: dt.date) -> Waiting:
    group = min(known.groups)
    try:
        day = dt.date.fromisoformat(found.mark[:10])
    except ValueError:  # never seen: since it holds
        day = found.since_on
    return Waiting(known.pk, known.name, groups.get(group, ""), group, found, min(day, today))


def _add_attention(rows: Iterable[Waiting]) -> None:
    """What was done for each pupil since: two statements."""
    waiting = list(rows)
    keys = {row.pupil_id for row in waiting}
    if not keys:
        return
    since = min(row.day for row in waiting)
    needs, notes = _needs(keys, since), _notes(keys, since)
    for row in waiting:
        named = [(NEED, day) for subject, day in needs[row.pupil_id] if subject == row.found.subject_id]
        seen = notes[row.pupil_id]
        row.attention = sorted(((what, day) for what, day in named + seen if day > row.day), key=lambda one: one[1])


def _needs(pupils: Collection[int], since: dt.date) -> dict[int, list[tuple[int, dt.date]]]:
    """By pupil the subjects of needs that were written since, with the day."""
    found: dict[int, list[tuple[int, dt.date]]] = defaultdict(list)
    rows = EducationalNeed.objects.filter(pupil__in=pupils, outcome="", updated_at__date__gt=since).order_by()
    for pupil, subject, at in rows.values_list("pupil_id", "subject_id", "updated_at"):
        found[pupil].append((subject, clock.in_school_time(at).date()))
    return found


def _notes(pupils: Collection[int], since: dt.date) -> dict[int, list[tuple[str, dt.date]]]:
    """By pupil what was observed and said since: that it was is no secret, what it says may be."""
    found: dict[int, list[tuple[str, dt.date]]] = defaultdict(list)
    rows = Note.objects.filter(pupil__in=pupils, happened_on__gt=since).exclude(kind=Note.Kind.MEMO).order_by()
    for pupil, kind, day in rows.values_list("pupil_id", "kind", "happened_on"):
        found[pupil].append((kind, day))
    return found
