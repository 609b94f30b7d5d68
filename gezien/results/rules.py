"""Who sees results: whoever sees the pupil."""

from django.db.models import QuerySet

from gezien.pupils.rules import visible_pupils
from gezien.results.models import Result
from gezien.schools.rules import Member


def visible_results(member: Member) -> QuerySet[Result]:
    """The results of the pupils the member sees; a result is part of the pupil's file."""
    return Result.objects.filter(school=member.school, pupil__in=visible_pupils(member))
