"""Who sees results, and who keeps the school's tests: whoever sees the pupil; whoever keeps what the school agreed."""

from django.db.models import Q, QuerySet

from gezien.pupils.models import Pupil
from gezien.pupils.rules import (
    editable_groups,
    visible_groups,
    visible_pupils,
    why_group_visible,
    why_visible,
)
from gezien.results.models import (
    Analysis,
    Instrument,
    NormTable,
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireRound,
    Result,
    TestWindow,
)
from gezien.schools.models import School
from gezien.schools.rules import Member, may_keep_agreed

# Figures about fewer pupils than this could tell about one child (boards and whole teams see aggregates only).
FEWEST = 10


def visible_results(member: Member) -> QuerySet[Result]:
    """The results of the pupils the member sees; a result is part of the pupil's file."""
    return Result.objects.filter(school=member.school, pupil__in=visible_pupils(member))


def visible_instruments(member: Member) -> QuerySet[Instrument]:
    """All tests of the school, in use or not, for everyone who works there: there is no pupil in them."""
    return Instrument.objects.filter(school=member.school)


def editable_instruments(member: Member) -> QuerySet[Instrument]:
    """For coach, head and subject coordinators: which tests are taken is something the school agreed."""
    instruments = visible_instruments(member)
    return instruments if may_keep_agreed(member) else instruments.none()


def visible_windows(member: Member) -> QuerySet[TestWindow]:
    """The whole test calendar, for everyone who works at the school: there is no pupil in it."""
    return TestWindow.objects.filter(school=member.school)


def editable_windows(member: Member) -> QuerySet[TestWindow]:
    """For coach, head and subject coordinators."""
    windows = visible_windows(member)
    return windows if may_keep_agreed(member) else windows.none()


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
    return norms if may_keep_agreed(member) else norms.none()


def visible_questionnaires(member: Member) -> QuerySet[Questionnaire]:
    """All questionnaires of the school, for everyone who works there: there is no pupil in them."""
    return Questionnaire.objects.filter(school=member.school)


def editable_questionnaires(member: Member) -> QuerySet[Questionnaire]:
    """For coach, head and subject coordinators: what is asked about children is something the school agreed."""
    found = visible_questionnaires(member)
    return found if may_keep_agreed(member) else found.none()


def visible_rounds(member: Member) -> QuerySet[QuestionnaireRound]:
    """The rounds of the groups the member sees."""
    return QuestionnaireRound.objects.filter(school=member.school, group__in=visible_groups(member))


def editable_rounds(member: Member) -> QuerySet[QuestionnaireRound]:
    """The rounds the member may fill in: of the groups they write for, by teacher and duo partner alike."""
    return QuestionnaireRound.objects.filter(school=member.school, group__in=editable_groups(member))


def visible_answers(member: Member) -> QuerySet[QuestionnaireAnswer]:
    """The answers about the pupils the member sees; like a result, an answer is part of the pupil's file."""
    return QuestionnaireAnswer.objects.filter(school=member.school, pupil__in=visible_pupils(member))


def counted_pupils(schools: QuerySet[School]) -> QuerySet[Pupil]:
    """The pupils figures are about: those who are at these schools now. Never shown, only counted."""
    return Pupil.objects.filter(school__in=schools, left_on=None)
