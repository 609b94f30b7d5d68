"""What became of signals in the demo school: some put aside until a day, some closed with the reason."""

import datetime as dt

from django.db.models import Count, QuerySet
from django_scopes import scope

from gezien.common import clock
from gezien.demo import cast
from gezien.needs.actions.looking import look_at_school
from gezien.needs.actions.signals import close_signal, put_aside
from gezien.needs.models import Signal, SignalRule
from gezien.schools.models import School, User
from gezien.schools.rules import Member, member_of

# From the end of the coach's list, so that what presses most stays to be done.
ASIDE = (
    ("Logopediste komt over drie weken terug met haar verslag; dan kijken we opnieuw.", 21),
    ("Was ziek in de toetsweek. Toets wordt in maart overgedaan.", 35),
    ("Nieuw op school: eerst zes weken wennen, afgesproken met de ouders.", 42),
)
CLOSED = (
    "Klopt niet met wat we in de klas zien; het dictee van deze week was foutloos.",
    "Met de ouders besproken: thuis geregeld, op school geen vraag.",
)


def settle_signals() -> None:
    """Look at the signals of De Zwaluw, and do with some of the last ones what a coach does."""
    school = School.objects.get(name=cast.SCHOOL)
    with scope(school=school):
        look_at_school(school)
        coach = member_of(User.objects.get(username="ib"), school.slug)
        found = list(_quiet_ones(school)[: len(ASIDE) + len(CLOSED)])
        if coach is None or len(found) < len(ASIDE) + len(CLOSED):
            return
        _put_aside(coach, found[: len(ASIDE)])
        for signal, reason in zip(found[len(ASIDE) :], CLOSED, strict=True):
            close_signal(by=coach, signal=signal, reason=reason, expected=signal.version)


def _quiet_ones(school: School) -> QuerySet[Signal]:
    """Open signals of pupils who have no other, the least pressing first."""
    found = Signal.objects.filter(school=school, state=Signal.State.OPEN, pupil__left_on=None)
    one_signal = found.order_by().values("pupil").annotate(number=Count("pk")).filter(number=1).values("pupil")
    chosen = found.filter(pupil__in=one_signal).exclude(rule__direction=SignalRule.Direction.CHALLENGE)
    return chosen.select_related("pupil", "rule").order_by("rule__severity", "-since", "-pk")


def _put_aside(coach: Member, signals: list[Signal]) -> None:
    for signal, (reason, days) in zip(signals, ASIDE, strict=True):
        until = clock.today() + dt.timedelta(days=days)
        put_aside(by=coach, signal=signal, reason=reason, until=until, expected=signal.version)
