"""Who sees results, and who keeps the school's tests: whoever sees the pupil; whoever keeps what the school agreed."""

from django.db.models import QuerySet

from gezien.pupils.rules import visible_pupils
from gezien.results.models import Instrument, Result, TestWindow
from gezien.schools.roles import Permission
from gezien.schools.rules import Member


def visible_results(member: Member) -> QuerySet[Result]:
    """The results of the pupils the member sees; a result is part of the pupil's file."""
    return Result.objects.filter(school=member.school, pupil__in=visible_pupils(member))


def visible_instruments(member: Member) -> QuerySet[Instrument]:
    """All tests of the school, in use or not, for everyone who works there: there is no pupil in them."""
    return Instrument.objects.filter(school=member.school)


def editable_instruments(member: Member) -> QuerySet[Instrument]:
    """For coach, head and subject coordinators: which tests are taken is something the school agreed."""
    instruments = visible_instruments(member)
    return instruments if member.may(Permission.EDIT_AGREED) else instruments.none()


def visible_windows(member: Member) -> QuerySet[TestWindow]:
    """The whole test calendar, for everyone who works at the school: there is no pupil in it."""
    return TestWindow.objects.filter(school=member.school)


def editable_windows(member: Member) -> QuerySet[TestWindow]:
    """For coach, head and subject coordinators."""
    windows = visible_windows(member)
    return windows if member.may(Permission.EDIT_AGREED) else windows.none()
