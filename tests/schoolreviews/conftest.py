"""A review that is going on: Sanne in the chair, five colleagues in, one subject together and three in rounds."""

import datetime as dt
from types import SimpleNamespace

import pytest

from gezien.schoolreviews.actions import planning, seats, session
from gezien.schools.models import Subject

WHEN = dt.datetime(2027, 2, 10, 12, 30, tzinfo=dt.UTC)


@pytest.fixture
def live_review(member, arithmetic):
    """The review itself, opened, with its chair as `by`, and the seats by name."""
    sanne = member("sanne")
    others = list(Subject.objects.exclude(pk=arithmetic.pk)[:3])
    review = planning.plan_review(
        by=sanne, title="Nu", starts_at=WHEN, place="", chair=sanne.user, together=arithmetic, parallel=others
    )
    session.open_review(by=sanne, review=review)
    found = {}
    for name in ("sanne", "emmy", "tom", "fleur", "karim", "marleen"):
        found[name] = seats.take_seat(by=member(name), review=review)
        found[name].review = review
    return SimpleNamespace(review=review, by=sanne, seats=found)


def go(live, kind):
    """Take the review to the step of this kind."""
    session.go_to(by=live.by, review=live.review, step=live.review.steps.get(kind=kind))
    return live.review.current_step
