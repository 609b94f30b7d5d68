"""Who reads and who keeps what the school agreed."""

from django.db.models import QuerySet

from gezien.common import clock
from gezien.quality.models import Ambition, EducationPlan, GoalImport, LearningGoal, LearningLine, QualityCard
from gezien.schools.models import SchoolYear
from gezien.schools.rules import Member, may_keep_agreed


def visible_ambitions(member: Member) -> QuerySet[Ambition]:
    """All of the school's, for everyone who works there.

    Reason: a teacher's goals are guided by them, and there is no pupil in it.
    """
    return Ambition.objects.filter(school=member.school)


def editable_ambitions(member: Member) -> QuerySet[Ambition]:
    """For coach, head and subject coordinators: they keep what the school agreed."""
    ambitions = visible_ambitions(member)
    return ambitions if may_keep_agreed(member) else ambitions.none()


def visible_years(member: Member) -> QuerySet[SchoolYear]:
    """This school year and those to come, for everyone who works there."""
    return SchoolYear.objects.filter(school=member.school, ends_on__gte=clock.today())


def editable_years(member: Member) -> QuerySet[SchoolYear]:
    """The school years whose periods may be moved; a year that is over stays as it was."""
    years = visible_years(member)
    return years if may_keep_agreed(member) else years.none()


def visible_lines(member: Member) -> QuerySet[LearningLine]:
    """All learning lines of the school, in use or not, for everyone who works there: there is no pupil in them."""
    return LearningLine.objects.filter(school=member.school)


def editable_lines(member: Member) -> QuerySet[LearningLine]:
    """For coach, head and subject coordinators: what is taught when is something the school agreed."""
    lines = visible_lines(member)
    return lines if may_keep_agreed(member) else lines.none()


def visible_goals(member: Member) -> QuerySet[LearningGoal]:
    """All goals on the learning lines, for everyone who works there."""
    return LearningGoal.objects.filter(school=member.school)


def editable_goals(member: Member) -> QuerySet[LearningGoal]:
    """For who keeps what the school agreed."""
    goals = visible_goals(member)
    return goals if may_keep_agreed(member) else goals.none()


def editable_goal_imports(member: Member) -> QuerySet[GoalImport]:
    """The files with goals and what they changed: for who keeps what the school agreed; nobody else needs them."""
    found = GoalImport.objects.filter(school=member.school)
    return found if may_keep_agreed(member) else found.none()


def visible_education_plans(member: Member) -> QuerySet[EducationPlan]:
    """All of the school's, for everyone who works there: what groups work by is no secret, and names no pupil."""
    return EducationPlan.objects.filter(school=member.school)


def editable_education_plans(member: Member) -> QuerySet[EducationPlan]:
    """For who keeps what the school agreed: coach, head and subject coordinators."""
    plans = visible_education_plans(member)
    return plans if may_keep_agreed(member) else plans.none()


def visible_cards(member: Member) -> QuerySet[QualityCard]:
    """All quality cards of the school, for everyone who works there: they hold for all of them, and name no pupil."""
    return QualityCard.objects.filter(school=member.school)


def editable_cards(member: Member) -> QuerySet[QualityCard]:
    """For who keeps what the school agreed: coach, head and subject coordinators."""
    cards = visible_cards(member)
    return cards if may_keep_agreed(member) else cards.none()
