"""Who changes the school's letterhead and templates, and whose bundles are whose."""

from django.db.models import QuerySet

from gezien.common import clock
from gezien.paper.models import Bundle, OwnTemplate
from gezien.schools.rules import Member, NotAllowed, may_lead_reviews, may_manage_staff, works_with_pupils


def may_change_paper(member: Member) -> bool:
    """Head and administrator, who speak for the school; and the internal coach, who keeps its forms.

    No pupil's data are in a letterhead or a template, and a preview uses a made-up group.
    """
    return may_manage_staff(member) or may_lead_reviews(member)


def require_paper(member: Member) -> None:
    """Raise `NotAllowed` unless the member may change letterhead and templates."""
    if not may_change_paper(member):
        raise NotAllowed("letterhead and templates")


def changeable_templates(member: Member) -> QuerySet[OwnTemplate]:
    """The school's own templates, for whoever may change them."""
    templates = OwnTemplate.objects.filter(school=member.school)
    return templates if may_change_paper(member) else templates.none()


def own_bundles(member: Member) -> QuerySet[Bundle]:
    """What was made for this member and is not over yet. Nobody else's, whatever the role.

    A bundle is a copy of files one may see; somebody else asks for their own, by their own rules.
    """
    return Bundle.objects.filter(school=member.school, made_for=member.user, expires_at__gt=clock.now())


def may_print_many(member: Member) -> bool:
    """Everybody who works with groups or pupils; what they may print is each document's own rule."""
    return works_with_pupils(member)
