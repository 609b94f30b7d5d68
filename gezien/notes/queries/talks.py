"""Reads of talks: what a group still lacks, what pupils wish for, and how own scores moved."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import OuterRef, Q, Subquery

from gezien.common import clock
from gezien.notes.models import GuideQuestion, Note, Talk, TalkAnswer, TalkGuide
from gezien.notes.queries import last_seen
from gezien.notes.rules import visible_guides, visible_notes
from gezien.notes.spider import Axis
from gezien.notes.talk_words import scores_of
from gezien.pupils.models import Pupil
from gezien.schools.models import Period, School
from gezien.schools.rules import Member

PURPOSE = GuideQuestion.Purpose
FAIR = dt.timedelta(weeks=6)  # so long everybody gets before somebody counts as not seen


@dataclass(frozen=True, slots=True)
class Wish:
    """What a pupil said in the last talk it wants to learn or needs, in its own words."""

    talk_id: int
    note_id: int
    day: dt.date
    purpose: str  # GuideQuestion.Purpose: "wants" or "needs"
    text: str


def wishes_for(member: Member, pupil_ids: Collection[int]) -> dict[int, list[Wish]]:
    """By pupil what it wants to learn and needs, from its last talk by a guide that the member may read.

    One statement, for a group or for one pupil.
    """
    readable = visible_notes(member).filter(kind=Note.Kind.PUPIL_TALK).order_by().values("pk")
    last = Talk.objects.filter(pupil=OuterRef("talk__pupil"), note__in=readable).order_by("-happened_on", "-pk")
    rows = (
        TalkAnswer.objects.filter(
            talk=Subquery(last.values("pk")[:1]),
            talk__pupil__in=pupil_ids,
            question__purpose__in=(PURPOSE.WANTS, PURPOSE.NEEDS),
            school=member.school,
        )
        .exclude(text="")
        .order_by("talk__pupil_id", "question__position", "pk")
        .values_list("talk__pupil_id", "talk_id", "talk__note_id", "talk__happened_on", "question__purpose", "text")
    )
    wishes: dict[int, list[Wish]] = defaultdict(list)
    for pupil, talk, note, day, purpose, text in rows:
        wishes[pupil].append(Wish(talk, note, day, purpose, text))
    return dict(wishes)


def without_talk(school, pupil_ids: Collection[int], *, since: dt.date) -> dict[str, set[int]]:
    """Who had no talk since this day (the first of the period): pupils by "pupil_talk" and by "parent_talk".

    One statement. A restricted talk counts too: that there was one is no secret.
    """
    seen = last_seen(school, pupil_ids)
    kinds = (Note.Kind.PUPIL_TALK.value, Note.Kind.PARENT_TALK.value)
    return {kind: {pk for pk in pupil_ids if seen.get(pk, {}).get(kind, dt.date.min) < since} for kind in kinds}


def fair_since(school: School) -> dt.date:
    """From which day on everybody should have been seen: the begin of this period, or as long as that is no six weeks
    ago, of the period before it.
    """
    today = clock.today()
    begun = Period.objects.filter(school=school, starts_on__lte=today).order_by("-starts_on")
    days = list(begun.values_list("starts_on", flat=True)[:2])
    if not days:
        return today - FAIR
    return days[0] if today - days[0] >= FAIR or len(days) == 1 else days[1]


def guides_for(member: Member, pupil: Pupil) -> list[TalkGuide]:
    """The guides in use for this pupil's year group; all of them when it has no ordinary year group."""
    guides = visible_guides(member).filter(retired_on=None).order_by("-kind", "from_year", "name", "pk")
    if pupil.year_group.isdecimal() and int(pupil.year_group) <= 8:
        guides = guides.filter(from_year__lte=pupil.year_group, to_year__gte=pupil.year_group)
    return list(guides)


def web_axes(member: Member, talk: Talk) -> list[Axis]:
    """The own scores of a talk beside those of the talk before it, question by question."""
    before = {question.key: score for question, score in _scores_before(member, talk)}
    return [Axis(question.text, score, before.get(question.key)) for question, score in scores_of(talk)]


def previous_talk(member: Member, talk: Talk) -> Talk | None:
    """The last talk of the same kind before this one, with own scores, that the member may read."""
    earlier = Talk.objects.filter(
        Q(happened_on__lt=talk.happened_on) | Q(happened_on=talk.happened_on, pk__lt=talk.pk),
        pupil=talk.pupil_id,
        note__in=visible_notes(member).order_by().values("pk"),
        edition__guide__kind=talk.edition.guide.kind,
        answers__score__isnull=False,
    )
    return earlier.order_by("-happened_on", "-pk").first()


@dataclass(frozen=True, slots=True)
class OwnScores:
    """How a pupil last scored itself, beside the talk before it."""

    note_id: int
    day: dt.date
    before_on: dt.date | None
    axes: list[Axis]


def own_scores(member: Member, pupil: Pupil) -> OwnScores | None:
    """The own scores of the last talk with the pupil that the member may read: one statement; None without any."""
    readable = visible_notes(member).filter(kind=Note.Kind.PUPIL_TALK).order_by().values("pk")
    rows = (
        TalkAnswer.objects.filter(talk__pupil=pupil, talk__note__in=readable, score__isnull=False)
        .order_by("-talk__happened_on", "-talk_id", "question__position", "pk")
        .values_list("talk__note_id", "talk__happened_on", "question__key", "question__text", "score")
    )
    talks = [list(found) for _note, found in groupby(rows, key=itemgetter(0))][:2]
    if not talks:
        return None
    now, before = talks[0], talks[1] if len(talks) > 1 else []
    was = {key: score for _note, _day, key, _text, score in before}
    axes = [Axis(text, score, was.get(key)) for _note, _day, key, text, score in now if score is not None]
    compares = any(axis.before is not None for axis in axes)
    return OwnScores(now[0][0], now[0][1], before[0][1] if compares else None, axes)


def _scores_before(member: Member, talk: Talk) -> list[tuple[GuideQuestion, int]]:
    previous = previous_talk(member, talk)
    return scores_of(previous) if previous else []
