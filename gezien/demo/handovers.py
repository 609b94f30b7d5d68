"""Last summer's handover of 4b: given by its teacher, read by Emmy, with a question answered and one still open."""

import datetime as dt

from django.utils import timezone

from gezien.demo import cast
from gezien.demo.world import World
from gezien.plans.models import Handover, HandoverLine, HandoverQuestion, HandoverReceiver
from gezien.plans.queries.handover import first_words, known_of
from gezien.pupils.models import Enrolment
from gezien.schools.models import StaffMember, User

FROM, TO = (2025, "4b"), "5b"
GIVEN_AT, READ_AT = dt.datetime(2026, 7, 1, 15, 30), dt.datetime(2026, 8, 20, 9, 15)
GENERAL = (
    "Een groep die graag samenwerkt en elkaar helpt. Een vast begin van de dag met het rooster op het bord geeft rust. "
    "Met de groep is afgesproken: eerst zelf proberen, dan je maatje, dan de juf."
)
QUESTIONS = (
    ("Werkte het vaste maatje ook bij rekenen?", "Ja, vooral bij automatiseren; wissel wel elke periode."),
    ("Welke plek in de klas hielp?", ""),
)


def add_handovers(world: World) -> None:
    """One handover, of the year before this one."""
    if world.school.name != cast.SCHOOL:
        return
    group = world.groups[FROM]
    giver = world.writer(*FROM)
    handover = Handover.objects.create(
        school=world.school,
        group=group,
        general=GENERAL,
        begun_by=giver,
        handed_by=giver,
        handed_at=timezone.make_aware(GIVEN_AT),
    )
    lines = HandoverLine.objects.bulk_create(
        HandoverLine(school=world.school, handover=handover, pupil_id=pk, text=first_words(known), known=known)
        for pk, known in known_of(group).items()
    )
    emmy = StaffMember.objects.get(school=world.school, user__username="leerkracht")
    HandoverReceiver.objects.create(
        school=world.school, handover=handover, staff_member=emmy, read_at=timezone.make_aware(READ_AT)
    )
    here = set(Enrolment.objects.filter(group=world.groups[2026, TO]).values_list("pupil_id", flat=True))
    asked = [line for line in lines if line.pupil_id in here and line.text]
    for line, (text, answer) in zip(asked, QUESTIONS, strict=False):
        _ask(handover, line, text, answer, emmy.user)


def _ask(handover: Handover, line: HandoverLine, text: str, answer: str, by: User | None) -> None:
    HandoverQuestion.objects.create(
        school_id=handover.school_id,
        handover=handover,
        pupil_id=line.pupil_id,
        text=text,
        asked_by=by,
        asked_at=timezone.make_aware(READ_AT),
        answer=answer,
        answered_by=handover.handed_by if answer else None,
        answered_at=timezone.make_aware(READ_AT + dt.timedelta(days=1)) if answer else None,
    )
