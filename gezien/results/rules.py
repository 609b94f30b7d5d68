"""Who sees results, and who keeps the school's tests: whoever sees the pupil; whoever keeps what the school agreed."""

from django.db.models import Q, QuerySet

from gezien.pupils.rules import visible_groups, visible_pupils, why_group_visible, why_visible
from gezien.results.models import Analysis, Instrument, NormTable, Result, TestWindow
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


def visible_analyses(member: Member) -> QuerySet[Analysis]:
    """By the rule of the figures they are about: those of the groups and of the pupils the member sees."""
    whose = Q(group__in=visible_groups(member)) | Q(pupil__in=visible_pupils(member))
    return Analysis.objects.filter(whose, school=member.school)


def why_analysis_visible(member: Member, analysis: Analysis) -> str | None:
    """The reason is that of the group or the pupil; None when the member does not see it."""
    if analysis.group is not None:
        return why_group_visible(member, analysis.group)
    return why_visible(member, analysis.pupil) if analysis.pupil is not None else None


def visible_norms(member: Member) -> QuerySet[NormTable]:
    """All norm tables of the school in force, for everyone who works there: there is no pupil in them."""
    return NormTable.objects.filter(school=member.school, removed_at=None)


def editable_norms(member: Member) -> QuerySet[NormTable]:
    """For coach, head and subject coordinators; also the removed ones, which they may bring back."""
    norms = NormTable.objects.filter(school=member.school)
    return norms if member.may(Permission.EDIT_AGREED) else norms.none()
