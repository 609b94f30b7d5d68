"""Class visits: one in 5b that both agreed on, one in group 6 that is planned."""

import datetime as dt

from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.demo import cast
from gezien.demo.world import World
from gezien.plans.models import PlanRow
from gezien.schools.models import Membership, User
from gezien.schools.roles import Role
from gezien.visits.actions import points_of
from gezien.visits.models import ClassVisit, ViewingGuide, VisitAgreement

VISITED, PLANNED = dt.date(2027, 1, 19), dt.date(2027, 2, 9)
STRENGTHS = (
    "Het doel staat op het bord en je komt er drie keer op terug. Bij de instructietafel is het rustig: je doet hardop "
    "denkend voor en laat dan meteen samen doen. De groep weet wat er van haar verwacht wordt."
)
SEEN = {
    1: "Zes leerlingen krijgen een kwartier verlengde instructie. Je laat ze de stappen zelf benoemen; aan het eind doen vijf het zonder hulp.",
    3: "De aanpak uit het plan (voordoen, samen, zelf) zie ik letterlijk terug.",
    4: "Na tien minuten loop je een ronde en noteer je wie vastzit. Die leerlingen schuiven aan.",
    6: "De middengroep werkt door, maar stelt weinig vragen. Bij het nabespreken komen vooral dezelfde vingers.",
}
IDEAS = "Wat zou er gebeuren als je bij het nabespreken eerst tweetallen laat overleggen, zodat ook de stille middengroep aan het woord komt?"
RESPONSE = (
    "Herkenbaar, van die vingers. Ik ga de tweetallen twee weken proberen bij rekenen, en kijk dan wie er iets zegt."
)
FOCUS = "Kijk je mee of de middengroep genoeg aan bod komt?"


def add_visits(world: World) -> None:
    """Fill the demo school's visits."""
    if world.school.name != cast.SCHOOL or world.coach is None:
        return
    guide = ViewingGuide.objects.get(school=world.school)
    _agreed(world, guide, world.coach)
    head = Membership.objects.filter(school=world.school, role=Role.HEAD).select_related("user").earliest("pk").user
    ClassVisit.objects.create(
        school=world.school,
        visitor=head,
        teacher=world.teachers[2026, "6"][0],
        group=world.groups[2026, "6"],
        planned_on=PLANNED,
        starts_at=dt.time(10, 45),
        guide_name=guide.name,
        points=points_of(guide),
        focus="Ik wil graag weten of het verdiepte cluster echt aan het denken wordt gezet.",
    )


def _agreed(world: World, guide: ViewingGuide, coach: User) -> None:
    teacher, group = world.teachers[2026, "5b"][0], world.groups[2026, "5b"]
    points = points_of(guide)
    for number, text in SEEN.items():
        points[number]["seen"] = text
    moment = timezone.make_aware(dt.datetime(2027, 1, 20, 15, 30))
    visit = ClassVisit.objects.create(
        school=world.school,
        visitor=coach,
        teacher=teacher,
        group=group,
        planned_on=VISITED,
        starts_at=dt.time(9, 0),
        focus=FOCUS,
        guide_name=guide.name,
        points=points,
        strengths=STRENGTHS,
        ideas=IDEAS,
        response=RESPONSE,
        state=ClassVisit.State.AGREED,
        shared_at=moment - dt.timedelta(hours=4),
        teacher_agreed_at=moment,
        visitor_agreed_at=moment,
    )
    visit.rows.set(PlanRow.objects.filter(plan__group=group, plan__subject__code="rekenen").order_by("pk")[:1])
    agreement = Agreement.objects.create(
        school=world.school,
        what="Bij het nabespreken van rekenen eerst tweetallen laten overleggen.",
        owner=teacher,
        due_on=dt.date(2027, 2, 12),
        sign_of_success="Ook leerlingen die zelden een vinger opsteken, vertellen wat ze bedachten.",
        made_by=world.coach,
        outcome=Agreement.Outcome.DONE,
        closed_by=teacher,
        closed_at=moment + dt.timedelta(days=8),
        closing_note="Werkt: na twee weken heb ik van iedereen iets gehoord.",
    )
    VisitAgreement.objects.create(school=world.school, visit=visit, agreement=agreement)
