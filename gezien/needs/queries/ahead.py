"""Looking ahead: the crucial goals of a period × the pupils of a group, each with where they stand and why."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.needs.ahead import InSubject, Kind, Outlook, Reason, Standing, Step, outlook
from gezien.needs.queries.agreed import Line, subject_lines
from gezien.needs.queries.groups import choose_period
from gezien.needs.queries.pupils import Known, day_of, known_pupils
from gezien.needs.queries.signals import signals_by_pupil
from gezien.needs.rules import may_edit_overview, visible_enrolments
from gezien.needs.signals import Found, moment_of
from gezien.pupils.models import Group
from gezien.pupils.words import year_group_name
from gezien.quality.models import LearningGoal
from gezien.quality.queries.lines import goals_in_use, periods_a_year, planned
from gezien.results.models import Mastery
from gezien.results.queries.mastery import Cell, Mark, marks_of
from gezien.schools.models import Period
from gezien.schools.rules import Member

# A result older than this says nothing about today.
STALE = dt.timedelta(days=400)
SHOWN_OFTEN = 2  # from so many goals a pupil stands in the summary
NOW, NEXT = "now", "next"


@dataclass(frozen=True)
class Term:
    """This period, or the one after it: `shift` is 1 when that lies in the next school year."""

    key: str
    number: int
    shift: int
    period: Period | None


@dataclass
class Ahead:
    """What comes up for a group, formatted: a template only places it."""

    terms: list[Term]
    term: Term | None
    has_goals: bool  # the school has learning lines
    pupils: int = 0
    subjects: list[dict[str, Any]] = field(default_factory=list)
    often: list[dict[str, Any]] = field(default_factory=list)
    leaving: list[str] = field(default_factory=list)  # who has no year group of this school then


def terms_of(periods: Sequence[Period]) -> list[Term]:
    """This period of the group's school year and the one after it; after the last the first of the next year."""
    now = choose_period(periods)
    if now is None:
        return []
    own = [period for period in periods if period.year_id == now.year_id]
    following = [period for period in periods if period.starts_on > now.starts_on]
    coming = min(following, key=lambda period: period.starts_on, default=None)
    is_last = now.number == max(period.number for period in own)
    after = Term(NEXT, 1 if is_last else now.number + 1, int(is_last), coming)
    return [Term(NOW, now.number, 0, now), after]


def periods_ahead(group: Group) -> list[Period]:
    """The periods of the group's school year and of those after it, in order."""
    since = group.year.starts_on
    return list(Period.objects.filter(school=group.school_id, starts_on__gte=since).order_by("starts_on", "pk"))


def usual_term(terms: Sequence[Term]) -> str:
    """Looking ahead begins with this period, and in its last third with the next."""
    period = terms[0].period if terms else None
    if period is None:
        return NOW
    past = (clock.today() - period.starts_on).days
    return NEXT if 3 * past > 2 * (period.ends_on - period.starts_on).days else NOW


def look_ahead(member: Member, group: Group, *, term: str = "", subject: str = "") -> Ahead:
    """The crucial goals of a period for each pupil's own year group; the same number of statements for any group."""
    terms = terms_of(periods_ahead(group))
    wanted = next((one for one in terms if one.key == (term or usual_term(terms))), None)
    goals = goals_in_use(member.school)
    found = Ahead(terms, wanted, bool(goals))
    period = terms[0].period if terms else None
    if wanted is None or period is None or not goals:
        return found
    lines = subject_lines(member.school)
    day = day_of(period, clock.today())
    pupils = known_pupils(
        member.school,
        visible_enrolments(member, group),
        period=wanted.period or period,
        day=day,
        lines=lines,
    )
    due = planned(goals, periods_a_year(member.school))
    coming = [goal for goal in goals if goal.is_crucial and due.get(goal.pk) == wanted.number]
    marks = marks_of(member.school, [known.pk for known in pupils], until=day)
    tests = _tests(pupils, lines, signals_by_pupil(member.school, pupils, lines, day), day)
    asked = _Asked(member, group, wanted, goals, marks=marks, tests=tests)
    found.pupils = len(pupils)
    found.leaving = [known.name for known in pupils if not asked.has_year(known)]
    for key, of_subject in _by_subject(coming).items():
        if section := asked.section(of_subject, pupils):
            found.subjects.append(section | {"is_shown": subject in ("", str(key))})
    shown = [section for section in found.subjects if section["is_shown"]]
    found.often = _often(shown)
    return found


def _by_subject(goals: Sequence[LearningGoal]) -> dict[int, list[LearningGoal]]:
    found: dict[int, list[LearningGoal]] = defaultdict(list)
    for goal in goals:
        found[goal.line.subject_id].append(goal)
    return found


def _tests(
    pupils: Sequence[Known], lines: Sequence[Line], signals: Mapping[int, Sequence[Found]], day: dt.date
) -> dict[Cell, InSubject]:
    """What tests say by (pupil, subject): signals by the school's own rules, and the newest level."""
    found = {}
    for known in pupils:
        for line in lines:
            own = [signal for signal in signals.get(known.pk, ()) if signal.subject_id == line.pk]
            level, is_lowest = _level(known, line, day)
            found[known.pk, line.pk] = InSubject(
                support=tuple(signal.label for signal in own if signal.direction == "support"),
                challenge=tuple(signal.label for signal in own if signal.direction == "challenge"),
                level=level,
                is_lowest=is_lowest,
            )
    return found


def _level(known: Known, line: Line, day: dt.date) -> tuple[str, bool]:
    """The newest level or figure of the subject's first test with one: "III (M5)"; and whether it is the lowest."""
    for scale in line.scales:
        scores = known.scores.get(scale.instrument_id)
        if scores and scores[0].level and scores[0].taken_on >= day - STALE:
            is_lowest = scale.among_peers and len(scale.levels) > 2 and scores[0].level == scale.levels[-1]
            return f"{scores[0].level} ({moment_of(scores[0])})", is_lowest
    return "", False


class _Asked:
    """Builds the rows of a page; holds what is the same for every pupil."""

    def __init__(
        self,
        member: Member,
        group: Group,
        term: Term,
        goals: Sequence[LearningGoal],
        *,
        marks: dict[Cell, Mark],
        tests: dict[Cell, InSubject],
    ):
        self.group, self.term, self.tests, self.marks = group, term, tests, marks
        self.slug, self.country = member.school.slug, member.school.country
        self.can_edit = may_edit_overview(member)
        self.goals = {goal.pk: goal for goal in goals}
        self.lines: dict[int, list[LearningGoal]] = defaultdict(list)
        for goal in goals:
            self.lines[goal.line_id].append(goal)
        self.states: dict[int, dict[int, str]] = defaultdict(dict)
        for (pupil, noted), mark in marks.items():
            self.states[pupil][noted] = mark.state
        self.years = {goal.year_group for goal in goals}

    def year_of(self, known: Known) -> str:
        """The pupil's year group in that period."""
        return str(int(known.year_group) + self.term.shift) if known.year_group.isdigit() else known.year_group

    def has_year(self, known: Known) -> bool:
        """Whether the school has goals for the pupil's year group in that period."""
        return self.year_of(known) in self.years

    def section(self, goals: Sequence[LearningGoal], pupils: Sequence[Known]) -> dict[str, Any] | None:
        """A subject with its goals, those about somebody in the group."""
        cards = [card for goal in goals if (card := self._card(goal, pupils))]
        subject = goals[0].line.subject
        return {"pk": subject.pk, "name": subject.name, "goals": cards} if cards else None

    def _card(self, goal: LearningGoal, pupils: Sequence[Known]) -> dict[str, Any] | None:
        own = [known for known in pupils if self.year_of(known) == goal.year_group]
        if not own:
            return None
        line = self.lines[goal.line_id]
        place = next(number for number, one in enumerate(line) if one.pk == goal.pk)
        earlier = [Step(one.pk, one.is_crucial) for one in reversed(line[:place])]
        step, is_running = Step(goal.pk, goal.is_crucial), self.term.key == NOW
        rows = []
        for known in own:
            tests = self.tests[known.pk, goal.line.subject_id]
            seen = outlook(step, earlier, self.states[known.pk], tests, is_running=is_running)
            rows.append((known, seen))
        by = {
            standing: sorted(
                (row for row in rows if row[1].standing == standing), key=lambda row: (-row[1].weight, row[0].name)
            )
            for standing in Standing
        }
        return {
            "pk": goal.pk,
            "text": goal.text,
            "line": goal.line.name,
            "year": year_group_name(goal.year_group, self.country),
            "pupils": len(own),
            "more": [self._row(goal, known, seen) for known, seen in by[Standing.MORE]],
            "extra": [self._row(goal, known, seen) for known, seen in by[Standing.EXTRA]],
            "ready": [self._row(goal, known, seen) for known, seen in by[Standing.READY]],
            "unknown": [known.name for known, _seen in by[Standing.UNKNOWN]],
            "sheet": self._sheet(goal),
        }

    def _row(self, goal: LearningGoal, known: Known, seen: Outlook) -> dict[str, Any]:
        subject = goal.line.subject_id
        return {
            "pk": known.pk,
            "name": known.name,
            "why": [self._words(known, reason) for reason in seen.reasons],
            "has_need": any(need.subject_id == subject for need in known.needs),
            "need_url": self._need_url(goal, known) if self.can_edit else "",
            "cell": f"{known.pk}-{goal.pk}",
        }

    def _need_url(self, goal: LearningGoal, known: Known) -> str:
        url = reverse("needs:need", args=[self.slug, known.pk, goal.line.subject_id])
        period = f"&period={self.term.period.pk}" if self.term.period else ""
        return f"{url}?goal={goal.pk}&group={self.group.pk}{period}"

    def _sheet(self, goal: LearningGoal) -> str:
        """Where the goals before this one are noted: its own year group, the whole year."""
        url = reverse("results:mastery", args=[self.slug, self.group.pk])
        return f"{url}?subject={goal.line.subject_id}&year={goal.year_group}&period=all" if self.can_edit else ""

    def _words(self, known: Known, reason: Reason) -> str:
        """A reason as a sentence a colleague would say."""
        if reason.goal is None:
            text = _("Last test: %(text)s.") if reason.kind == Kind.LEVEL else _("Signal: %(text)s.")
            return text % {"text": reason.text}
        mark = self.marks[known.pk, reason.goal]
        words = {"goal": self.goals[reason.goal].text.rstrip("."), "day": date_format(mark.shown_on, "j b Y")}
        return _sentence(reason) % words


def _sentence(reason: Reason) -> str:
    """What was noted about the goal itself, or about one before it."""
    about_itself = {
        Mastery.State.MASTERED: _("Masters it already (%(day)s)."),
        Mastery.State.PARTLY: _("Is partly there (%(day)s)."),
        Mastery.State.NOT_YET: _("Tried, and not there yet (%(day)s)."),
    }
    about_earlier = {
        Mastery.State.MASTERED: _("Masters what comes before: “%(goal)s” (%(day)s)."),
        Mastery.State.PARTLY: _("“%(goal)s” is only partly there (%(day)s)."),
        Mastery.State.NOT_YET: _("“%(goal)s” is not there yet (%(day)s)."),
    }
    return (about_earlier if reason.kind == Kind.EARLIER else about_itself)[Mastery.State(reason.state)]


def _often(subjects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who is likely to need extra at several goals, most first: together a small group."""
    names: dict[int, str] = {}
    count: Counter[int] = Counter()
    for section in subjects:
        for goal in section["goals"]:
            for row in goal["extra"]:
                names[row["pk"]] = row["name"]
                count[row["pk"]] += 1
    several = [(names[pk], pk, times) for pk, times in count.items() if times >= SHOWN_OFTEN]
    return [
        {"pk": pk, "name": name, "count": times} for name, pk, times in sorted(several, key=lambda x: (-x[2], x[0]))
    ]
