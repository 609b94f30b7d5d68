"""The school's rhythm: its terms, the moments of its year, and planning the reviews of a whole period at once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from gezien.audit.log import record
from gezien.meetings.actions.reviews import plan_review
from gezien.meetings.models import Meeting, ReviewMoment, RhythmSettings
from gezien.meetings.queries.rhythm import settings_of
from gezien.meetings.rules import may_set_rhythm
from gezien.pupils.models import Group
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed

TERMS = ("talk_days", "remind_days", "report_days", "weekdays", "starts_at", "length", "a_day")
MOMENT = ("kind", "month", "from_day", "until_day", "is_optional")


@transaction.atomic
def save_rhythm(*, by: Member, version: int, values: Mapping[str, Any]) -> RhythmSettings:
    """Set the school's terms and hours. `version` 0: it had none yet. Raises `StaleVersion`."""
    rhythm = _own(by)
    for name in TERMS:
        setattr(rhythm, name, values[name])
    rhythm.save_if_unchanged(expected=version or rhythm.version, fields=list(TERMS))
    record(by, "rhythm.changed", rhythm)
    return rhythm


@transaction.atomic
def save_moments(
    *, by: Member, version: int, moments: Sequence[tuple[int | None, Mapping[str, Any]]]
) -> RhythmSettings:
    """Write all moments of the year: pairs of a key (None: a new one) and its values; what is not in it goes.

    Planned reviews stay: a moment is when they are looked for, not where they are kept. Raises `StaleVersion`.
    """
    rhythm = _own(by)
    rhythm.save_if_unchanged(expected=version or rhythm.version, fields=[])
    stored = ReviewMoment.objects.filter(school=by.school).in_bulk()
    for key in stored.keys() - {key for key, _values in moments}:
        stored[key].delete()
    for key, values in moments:
        moment = stored.get(key or 0) or ReviewMoment(school=by.school)
        for name in MOMENT:
            setattr(moment, name, values[name])
        moment.save()
    record(by, "rhythm.changed", rhythm, moments=len(moments))
    return rhythm


@transaction.atomic
def plan_reviews(
    *, by: Member, chosen: Sequence[tuple[Group, dt.datetime]], chair: User, place: str, length: int
) -> list[Meeting]:
    """Plan the reviews of many groups, all or none; each has its agenda, its form and its invitations."""
    meetings = [
        plan_review(by=by, group=group, starts_at=starts_at, place=place, chair=chair, length=length)
        for group, starts_at in chosen
    ]
    record(by, "rhythm.planned", reviews=len(meetings))
    return meetings


def _own(by: Member) -> RhythmSettings:
    if not may_set_rhythm(by):
        raise NotAllowed("set the rhythm")
    rhythm = settings_of(by.school)
    if rhythm._state.adding:
        rhythm.version = 1
        rhythm.save()
    return rhythm
