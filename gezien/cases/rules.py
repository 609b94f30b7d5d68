"""Who sees and writes in a case, and why."""

from collections.abc import Collection
from typing import cast

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from gezien.cases.hooks import case_used
from gezien.cases.models import Case, CasePart, CaseQuestion
from gezien.common import clock
from gezien.pupils.models import Pupil
from gezien.pupils.rules import editable_pupils, require_editable, visible_pupils, why_visible
from gezien.schools.models import Membership, School, User
from gezien.schools.roles import Permission, Role
from gezien.schools.rules import Member, NotAllowed, current, member_of, works_with_pupils


class CaseClosed(NotAllowed):
    """Somebody closed this case (`case`): it is opened again before anybody writes in it."""

    def __init__(self, case: Case):
        super().__init__(_("a closed case is opened again first"))
        self.case = case


def leads_reviews(member: Member) -> bool:
    """Who plans and leads the reviews: the internal coach, who also keeps the directory and the questions."""
    return member.may(Permission.LEAD_REVIEWS)


def visible_cases(member: Member) -> QuerySet[Case]:
    """The cases of pupils whose files one may open: a case is a part of the file.

    So its teachers of now, the internal coach, the head, and who was given access for a while.
    """
    return Case.objects.filter(school=member.school, pupil__in=visible_pupils(member).order_by().values("pk"))


def editable_cases(member: Member) -> QuerySet[Case]:
    """The cases of pupils in whose files one may write: their teachers of now and the internal coach."""
    return Case.objects.filter(school=member.school, pupil__in=editable_pupils(member).order_by().values("pk"))


def why_case_visible(member: Member, case: Case) -> str | None:
    """The reason why this member sees this case: that of the pupil's file; None when they do not."""
    return why_visible(member, case.pupil) if case.school_id == member.school.pk else None


def require_case(member: Member, case: Case, *, closed: bool = False) -> None:
    """Raise `NotAllowed` unless the member may write in this case, `CaseClosed` when it is to be opened again first."""
    if not editable_cases(member).filter(pk=case.pk).exists():
        raise NotAllowed("case")
    if case.is_closed and not closed:
        raise CaseClosed(case)


def require_registering(member: Member, pupil: Pupil) -> None:
    """Raise `NotAllowed` unless the member may register this pupil for the pupil review: who writes in its file."""
    require_editable(member, pupil)


def editable_questions(member: Member) -> QuerySet[CaseQuestion]:
    """The school's questions for the conversation, for whoever leads the reviews."""
    questions = CaseQuestion.objects.filter(school=member.school)
    return questions if leads_reviews(member) else questions.none()


def require_questions(member: Member) -> None:
    """Raise `NotAllowed` unless the member may change the school's questions: who leads the reviews."""
    if not leads_reviews(member):
        raise NotAllowed("the school's questions")


def waiting_cases(member: Member) -> QuerySet[Case]:
    """The open cases that wait for this member: whose effect is to be asked today, as teacher or coach.

    For who leads the reviews also those whose coach is nobody who still leads here, and the registrations nobody talked
    about yet: else nobody would be asked. Of a pupil who left nobody asks anything any more.
    """
    due = Q(effect_on__lte=clock.today())
    wanted = due & (Q(teacher=member.user) | Q(coach=member.user))
    if leads_reviews(member):
        wanted |= (due & ~Q(coach__in=possible_coaches(member.school))) | Q(discussed_at=None)
    return editable_cases(member).filter(wanted, here_still(), closed_on=None)


def here_still() -> Q:
    """Of which cases the pupil did not leave the school."""
    return Q(pupil__left_on=None) | Q(pupil__left_on__gte=clock.today())


def asked_about_effects(school: School, cases: list[Case]) -> dict[Case, list[User]]:
    """By case who is asked whether it helps: its teacher and its coach; when nobody leads it here, every coach.

    Each only while the case is among those that wait for them (`waiting_cases`): statements by person, not by case.
    """
    if not cases:
        return {}
    coaches = {user.pk: user for user in possible_coaches(school)}
    people = {one.teacher.pk: one.teacher for one in cases if one.teacher and one.teacher.is_active} | coaches
    waiting: dict[int, set[int]] = {}
    for user in people.values():
        member = member_of(user, school.slug)
        mine = waiting_cases(member).filter(pk__in=[one.pk for one in cases]) if member else Case.objects.none()
        waiting[user.pk] = set(mine.values_list("pk", flat=True))
    return {one: [people[key] for key in _asked(one, coaches) if one.pk in waiting.get(key, ())] for one in cases}


def _asked(case: Case, coaches: Collection[int]) -> list[int]:
    leads = [case.coach_id] if case.coach_id in coaches else [*coaches]
    return list(dict.fromkeys(key for key in (case.teacher_id, *leads) if key is not None))


def sees_guards(member: Member, case: Case) -> bool:
    """Whether the hints for the conversation (F4) are for this member: who leads reviews, while the case is open."""
    return leads_reviews(member) and not case.is_closed


def withdrawable_cases(member: Member) -> QuerySet[Case]:
    """The open cases of which nothing came yet, for who registered the pupil and for the coach.

    Taking back deletes: so nobody else's words, story, guest or point of a review may hang on it.
    """
    cases = (
        editable_cases(member)
        .filter(
            closed_on=None, discussed_at=None, agreements=None, needs=None, effects=None, companions=None, consents=None
        )
        .filter(stories=None)
    )
    others = CasePart.objects.filter(school=member.school).exclude(text="").exclude(author=F("case__registered_by"))
    cases = cases.exclude(pk__in=others.order_by().values("case"))
    for _receiver, used in case_used.send(Case, school=member.school):
        cases = cases.exclude(pk__in=cast("QuerySet", used))
    return cases if leads_reviews(member) else cases.filter(registered_by=member.user)


def visible_questions(member: Member) -> QuerySet[CaseQuestion]:
    """The school's questions for the conversation, for everybody who works with pupils: they hold no pupil's data."""
    questions = CaseQuestion.objects.filter(school=member.school)
    return questions if works_with_pupils(member) else questions.none()


def possible_coaches(school: School) -> QuerySet[User]:
    """Who may lead the conversation: the internal coaches of the school."""
    memberships = Membership.objects.filter(current(), school=school, role=Role.COACH)
    return User.objects.filter(is_active=True, pk__in=memberships.values("user"))
