"""Everything about a pupil in order: one statement, whatever there is and however much.

Each kind is a query of its own with the same columns and with the rule of its own app; the database puts them together
(UNION ALL), sorts by day and gives one page.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from gezien.agreements.rules import visible_agreements
from gezien.cases.models import CasePart
from gezien.cases.rules import visible_cases
from gezien.common import clock
from gezien.meetings.rules import visible_meetings
from gezien.needs.models import Placement
from gezien.needs.rules import visible_clusterings, visible_needs
from gezien.notes.models import Note
from gezien.notes.rules import visible_factors, visible_notes
from gezien.plans.models import PlanRow
from gezien.plans.queries import first_goal
from gezien.plans.rules import visible_plans
from gezien.pupils.models import Enrolment, Pupil
from gezien.results.rules import visible_analyses, visible_answers, visible_results
from gezien.schools.rules import Member

PAGE = 25
COLUMNS = ("at_kind", "at_day", "at_key", "at_title", "at_text", "at_subject", "at_extra", "at_who")
# What happened, beside what stands elsewhere at a glance (needs, results, factors).
LATELY = frozenset({"talk", "note", "analysis", "questionnaire", "review", "case", "agreement"})
TALKS = (Note.Kind.PUPIL_TALK, Note.Kind.PARENT_TALK)


@dataclass(frozen=True)
class Asked:
    """What the reader wants to see: some kinds (none: all), the days of a school year, a subject, from which row on.

    `most` None gives everything, for print.
    """

    kinds: frozenset[str] = frozenset()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    subject: int | None = None
    skip: int = 0
    most: int | None = PAGE


class Moment(NamedTuple):
    """One row as the database gives it."""

    kind: str
    day: dt.date
    key: int
    title: str
    text: str
    subject: int | None
    extra: str
    who: str


def moments(pupil: Pupil, member: Member, asked: Asked) -> tuple[list[Moment], bool]:
    """One page of rows, newest first, and whether there are more: one statement."""
    chosen = [
        part
        for part in PARTS
        if (not asked.kinds or part.kind in asked.kinds) and (asked.subject is None or part.has_subject)
    ]
    if not chosen:
        return [], False
    first, *others = (_limited(part.query(pupil, member), asked) for part in chosen)
    rows = first.union(*others, all=True) if others else first
    found = rows.order_by("-at_day", "at_kind", "-at_key")[asked.skip :]
    read = [Moment._make(row) for row in (found if asked.most is None else found[: asked.most + 1])]
    return read[: asked.most], asked.most is not None and len(read) > asked.most


def _limited(rows: QuerySet, asked: Asked) -> QuerySet:
    """The rows within the days and the subject asked for, nothing of days to come."""
    limits = Q(at_day__lte=min(asked.ends_on or clock.today(), clock.today()))
    if asked.starts_on:
        limits &= Q(at_day__gte=asked.starts_on)
    if asked.subject is not None:
        limits &= Q(at_subject=asked.subject)
    return rows.filter(limits).order_by().values_list(*COLUMNS)


def _as(rows: QuerySet, kind: str, day: Any, *, key: str = "pk", subject: str = "", **texts: Any) -> QuerySet:
    """The rows with the columns every kind has, each of one type on every database; what a kind lacks is empty."""
    given = {f"at_{name}": _text(texts.get(name, Value(""))) for name in ("title", "text", "extra", "who")}
    of_subject = Cast(F(subject) if subject else Value(None, output_field=BigIntegerField()), BigIntegerField())
    return rows.annotate(
        at_kind=_text(Value(kind)),
        at_day=Cast(day, DateField()),
        at_key=Cast(F(key), BigIntegerField()),
        at_subject=of_subject,
        **given,
    )


def _text(value: Any) -> Coalesce:
    return Coalesce(Cast(value, TextField()), Value("", output_field=TextField()))


def _name(user: str) -> Concat:
    return Concat(F(f"{user}__first_name"), Value(" "), F(f"{user}__last_name"), output_field=TextField())


# --- the parts --------------------------------------------------------------------------------------------------------


def _notes(pupil: Pupil, member: Member, *, talks: bool) -> QuerySet:
    rows = visible_notes(member).filter(pupil=pupil)
    rows = rows.filter(kind__in=TALKS) if talks else rows.exclude(kind__in=TALKS)
    reader = Concat(F("visibility"), Value(" "), Cast("author_id", TextField()), output_field=TextField())
    kind = "talk" if talks else "note"
    return _as(rows, kind, F("happened_on"), title=F("kind"), text=F("text"), extra=reader, who=_name("author"))


def _results(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_results(member).filter(pupil=pupil)
    moment = Concat(F("moment"), Value("|"), F("instrument__figure"), output_field=TextField())
    figures: dict[str, Any] = {"title": F("instrument__name"), "text": F("level"), "extra": moment, "who": F("figure")}
    return _as(rows, "result", F("taken_on"), subject="instrument__subject_id", **figures)


def _factors(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_factors(member).filter(pupil=pupil)
    about: dict[str, Any] = {"title": F("direction"), "text": F("text"), "extra": F("domain__name")}
    return _as(rows, "factor", F("noted_on"), **about, who=_name("author"))


def _ended_factors(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_factors(member).filter(pupil=pupil, ended_on__isnull=False)
    return _as(rows, "factor_end", F("ended_on"), title=F("direction"), text=F("text"), extra=F("domain__name"))


def _needs(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_needs(member).filter(pupil=pupil)
    words: dict[str, Any] = {"title": F("subject__name"), "text": F("goal"), "extra": F("support")}
    return _as(rows, "need", F("period__starts_on"), subject="subject_id", **words, who=_name("author"))


def _placements(pupil: Pupil, member: Member) -> QuerySet:
    rows = Placement.objects.filter(pupil=pupil, clustering__in=visible_clusterings(member))
    words: dict[str, Any] = {"title": F("clustering__subject__name"), "text": F("cluster__name"), "extra": F("reason")}
    subject = "clustering__subject_id"
    return _as(rows, "cluster", TruncDate("placed_at"), subject=subject, **words, who=_name("placed_by"))


def _plans(pupil: Pupil, member: Member) -> QuerySet:
    rows = PlanRow.objects.filter(cluster__placements__pupil=pupil, plan__in=visible_plans(member))
    words: dict[str, Any] = {"title": F("plan__subject__name"), "text": first_goal(), "extra": F("cluster__name")}
    return _as(rows, "plan", F("plan__period__starts_on"), key="plan_id", subject="plan__subject_id", **words)


def _reviews(pupil: Pupil, member: Member) -> QuerySet:
    held = visible_meetings(member).filter(opened_at__isnull=False, cancelled_at=None)
    held = held.annotate(held_on=TruncDate("opened_at"))
    day = OuterRef("held_on")
    until = Q(ends_on=None) | Q(ends_on__gte=day)
    then = Enrolment.objects.filter(until, pupil=pupil, group=OuterRef("group"), starts_on__lte=day)
    return _as(held.filter(Exists(then)), "review", F("held_on"), title=F("group__name"), who=_name("chair"))


def _cases(pupil: Pupil, member: Member) -> QuerySet:
    asked = CasePart.objects.filter(case=OuterRef("pk"), key="question").values("text")[:1]
    rows = visible_cases(member).filter(pupil=pupil)
    words: dict[str, Any] = {"text": Subquery(asked), "who": _name("registered_by")}
    return _as(rows, "case", F("registered_on"), subject="subject_id", **words)


def _closed_cases(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_cases(member).filter(pupil=pupil, closed_on__isnull=False)
    words: dict[str, Any] = {"text": F("closing_note"), "who": _name("closed_by")}
    return _as(rows, "case_end", F("closed_on"), subject="subject_id", **words)


def _agreements(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_agreements(member).filter(pupil=pupil)
    made = Coalesce("made_in__meeting__opened_at", "created_at", output_field=DateTimeField())
    return _as(rows, "agreement", TruncDate(made), title=F("outcome"), text=F("what"), who=_name("owner"))


def _closed_agreements(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_agreements(member).filter(pupil=pupil, closed_at__isnull=False)
    words: dict[str, Any] = {"title": F("outcome"), "text": F("what"), "extra": F("closing_note")}
    return _as(rows, "agreement_end", TruncDate("closed_at"), **words, who=_name("closed_by"))


def _questionnaires(pupil: Pupil, member: Member) -> QuerySet:
    rows = visible_answers(member).filter(pupil=pupil)
    name = F("round__questionnaire__name")
    return _as(rows, "questionnaire", F("round__opened_on"), key="round_id", title=name).distinct()


def _analyses(pupil: Pupil, member: Member) -> QuerySet:
    rows = (
        visible_analyses(member).filter(pupil=pupil).exclude(going_well="", stands_out="", explanation="", teaching="")
    )
    words: dict[str, Any] = {"title": F("subject__name"), "text": F("going_well"), "extra": F("stands_out")}
    return _as(rows, "analysis", TruncDate("written_at"), subject="subject_id", **words, who=_name("written_by"))


def _moves(pupil: Pupil, member: Member) -> QuerySet:
    rows = Enrolment.objects.filter(school=member.school, pupil=pupil)
    return _as(rows, "move", F("starts_on"), key="group_id", title=F("group__name"), text=F("group__year__name"))


@dataclass(frozen=True)
class Part:
    """A query with the kind it counts under in the filter."""

    kind: str
    query: Callable[[Pupil, Member], QuerySet]
    has_subject: bool = False


PARTS = (
    Part("talk", lambda pupil, member: _notes(pupil, member, talks=True)),
    Part("note", lambda pupil, member: _notes(pupil, member, talks=False)),
    Part("result", _results, has_subject=True),
    Part("analysis", _analyses, has_subject=True),
    Part("questionnaire", _questionnaires),
    Part("factor", _factors),
    Part("factor", _ended_factors),
    Part("need", _needs, has_subject=True),
    Part("cluster", _placements, has_subject=True),
    Part("plan", _plans, has_subject=True),
    Part("review", _reviews),
    Part("case", _cases, has_subject=True),
    Part("case", _closed_cases, has_subject=True),
    Part("agreement", _agreements),
    Part("agreement", _closed_agreements),
    Part("move", _moves),
)
