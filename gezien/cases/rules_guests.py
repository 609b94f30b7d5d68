"""Who sees and keeps the directory of partners, calls somebody in, and reads a teacher's own story."""

from django.db.models import F, Q, QuerySet
from django_scopes import scopes_disabled

from gezien.cases.models import Case, CaseConsent, CaseStory, Guest, GuestContribution, Partner, PartnerKind
from gezien.cases.rules import editable_cases, leads_reviews, require_case, visible_cases
from gezien.common import clock
from gezien.schools.rules import Member, NotAllowed, works_with_pupils


def visible_partners(member: Member) -> QuerySet[Partner]:
    """The school's partners and those that other schools of its board share, for everybody who works with pupils."""
    here = Q(school=member.school) | Q(is_shared=True, school__board=member.school.board_id)
    with scopes_disabled():  # across schools on purpose: a partner holds nothing of a pupil
        partners = Partner.objects.filter(here)
    return partners if works_with_pupils(member) else partners.none()


def editable_partners(member: Member) -> QuerySet[Partner]:
    """The school's own partners, for who leads the reviews; another school's stay that school's to change."""
    partners = Partner.objects.filter(school=member.school)
    return partners if leads_reviews(member) else partners.none()


def partner_kinds(member: Member) -> QuerySet[PartnerKind]:
    """The school's words for kinds of partners."""
    return PartnerKind.objects.filter(school=member.school)


def require_directory(member: Member) -> None:
    """Raise `NotAllowed` unless the member keeps the directory: who leads the reviews."""
    if not leads_reviews(member):
        raise NotAllowed("the directory of partners")


def may_invite(member: Member, case: Case) -> bool:
    """Whether the member may record consent and call somebody in: who leads the reviews, in an open case.

    Reason: letting somebody from outside into a file is one decision, taken by the internal coach with the parents.
    """
    if case.is_closed or not leads_reviews(member):
        return False
    return editable_cases(member).filter(pk=case.pk).exists()


def require_inviting(member: Member, case: Case) -> None:
    """Raise `NotAllowed` unless `may_invite`; `CaseClosed` for who might when it were open."""
    if leads_reviews(member):
        require_case(member, case)
    if not may_invite(member, case):
        raise NotAllowed("calling somebody in")


def visible_consents(member: Member) -> QuerySet[CaseConsent]:
    """The consents in cases one may see."""
    return CaseConsent.objects.filter(school=member.school, case__in=_keys(visible_cases(member)))


def visible_guests(member: Member) -> QuerySet[Guest]:
    """The guests of cases one may see: every colleague in the file knows who else looks along."""
    return Guest.objects.filter(school=member.school, case__in=_keys(visible_cases(member)))


def endable_guests(member: Member) -> QuerySet[Guest]:
    """The guests whom the member may send away: of cases in which one writes. Closing a door asks less than opening."""
    return Guest.objects.filter(school=member.school, case__in=_keys(editable_cases(member)))


def visible_contributions(member: Member) -> QuerySet[GuestContribution]:
    """What guests sent in cases one may see; a draft is the guest's alone."""
    return GuestContribution.objects.filter(
        school=member.school, guest__case__in=_keys(visible_cases(member)), sent_at__isnull=False
    )


def visible_stories(member: Member) -> QuerySet[CaseStory]:
    """The stories one told, or was told as the coach of the conversation: nobody else, whatever their role (F3).

    Told to the coach who leads this case of this teacher: once somebody else leads, or asks, it is the teacher's alone
    (who may let the new coach read along). What is past its day or belongs to a closed case is gone, also before the
    daily task has deleted it.
    """
    told = Q(teacher=member.user) | Q(coach=member.user, case__coach=member.user, teacher=F("case__teacher"))
    alive = Q(delete_on__gt=clock.today(), case__closed_on=None)
    return CaseStory.objects.filter(told, alive, school=member.school, case__in=_keys(visible_cases(member)))


def may_tell_story(member: Member, case: Case) -> bool:
    """Whether there is room for a story here: for the teacher whose question it is, and the coach who leads it."""
    return is_of_the_story(member, case) and editable_cases(member).filter(pk=case.pk).exists()


def is_of_the_story(member: Member, case: Case) -> bool:
    """Whether the member is one of the two people of the conversation, in an open case with a question of a teacher."""
    return bool(not case.is_closed and case.teacher_id and member.user.pk in (case.teacher_id, case.coach_id))


def own_stories(member: Member, case: Case) -> QuerySet[CaseStory]:
    """What the member told here, also when another asks the question by now."""
    return visible_stories(member).filter(case=case, teacher=member.user)


def may_write_story(member: Member, case: Case, teacher: int | None) -> bool:
    """Whether the member may write in the story of `teacher` in this case: who asks the question now begins and writes
    it, the coach writes in what is there to read. So nothing of one teacher ever comes into the story of another.
    """
    if teacher is None or teacher != case.teacher_id or not may_tell_story(member, case):
        return False
    return member.user.pk == teacher or visible_stories(member).filter(case=case, teacher=teacher).exists()


def _keys(cases: QuerySet[Case]) -> QuerySet:
    return cases.order_by().values("pk")
