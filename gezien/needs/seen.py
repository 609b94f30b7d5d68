"""The dot before a pupil's name: seen lately, a while ago, or not for weeks. One rule for overview and pupil file."""

import datetime as dt

from django.db.models import IntegerField, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from gezien.needs.models import SignalRule
from gezien.needs.signals import weeks_since
from gezien.schools.models import School

SEEN_WEEKS = 6  # as long as the school agreed nothing else


def known_since(enrolled_on: dt.date | None, created_at: dt.datetime) -> dt.date:
    """From when one may ask whether somebody saw the pupil: enrolled, and known in Gezien."""
    known = timezone.localdate(created_at)
    return max(enrolled_on, known) if enrolled_on else known


def seen_state(last: dt.date | None, since: dt.date, today: dt.date, weeks: int) -> str:
    """ "full" within half the agreed weeks, "half" within them, else "open".

    Who was not seen yet is not overdue before the agreed weeks have passed since the pupil is known (`since`).
    """
    ago = weeks_since(last or since, today)
    if ago >= weeks:
        return "open"
    return "half" if ago * 2 >= weeks or last is None else "full"


def agreed_weeks(school: School) -> Coalesce:
    """An annotation: the weeks of the school's own rule for who was not seen, else the usual ones."""
    rules = SignalRule.objects.filter(school=school, is_active=True, measure=SignalRule.Measure.NOT_SEEN)
    return Coalesce(Subquery(rules.values("threshold")[:1]), Value(SEEN_WEEKS), output_field=IntegerField())
