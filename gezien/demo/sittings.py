"""A sitting of the pupil review in March about Noor and a pupil of group 6; Noor's teachers prepare it together."""

import datetime as dt

from django.utils import timezone

from gezien.cases.models import Case
from gezien.demo.cast import SCHOOL
from gezien.demo.review_texts import SITTING, SITTING_ANSWERS
from gezien.demo.world import World
from gezien.meetings.models import AgendaItem, Answer, Contribution, FormTemplate, Meeting, Participant, Preparation
from gezien.meetings.queries.reviews import period_of
from gezien.schools.models import Period, School, User

DAY = dt.date(2027, 3, 4)
HOUR = dt.time(15, 30)


def add_sitting(world: World) -> None:
    """Planned, with a form for each pupil; in Noor's, Emmy and Tom both wrote."""
    period = period_of(world.school, DAY)
    if world.school.name != SCHOOL or world.coach is None or period is None:
        return
    cases = list(
        Case.objects.filter(school=world.school, closed_on=None).select_related("pupil", "teacher").order_by("pk")
    )
    meeting = _meeting(world.school, period, world.coach)
    people = {world.coach, *(case.teacher for case in cases if case.teacher)}
    Participant.objects.bulk_create(
        Participant(school=world.school, meeting=meeting, user=user)
        for user in sorted(people, key=lambda user: user.pk)
    )
    _agenda(world, meeting, cases)
    form = FormTemplate.objects.get(school=world.school, kind=FormTemplate.Kind.PUPIL)
    for case in cases:
        _prepare(world, meeting, case, form, SITTING_ANSWERS if case.pupil.call_name == "Noor" else {})


def _meeting(school: School, period: Period, chair: User) -> Meeting:
    return Meeting.objects.create(
        school=school,
        kind=Meeting.Kind.PUPIL,
        period=period,
        starts_at=timezone.make_aware(dt.datetime.combine(DAY, HOUR)),
        place="Lokaal IB",
        chair=chair,
    )


def _agenda(world: World, meeting: Meeting, cases: list[Case]) -> None:
    matter = AgendaItem.Matter
    first, last = SITTING
    points = [
        AgendaItem(matter=matter.AGREEMENTS, title=first),
        *(AgendaItem(matter=matter.CASE, title="Leerling", case=case, minutes_planned=15) for case in cases),
        AgendaItem(matter=matter.NEW_AGREEMENTS, title=last),
    ]
    for position, point in enumerate(points):
        point.school, point.meeting, point.position = world.school, meeting, position
    AgendaItem.objects.bulk_create(points)


def _prepare(
    world: World, meeting: Meeting, case: Case, form: FormTemplate, said: dict[str, tuple[tuple[int, str], ...]]
) -> None:
    """The pupil's form; `said`: by question who of the group's teachers (by number) answered what."""
    preparation = Preparation.objects.create(
        school=world.school,
        case=case,
        discussed_in=meeting,
        template=form,
        form_version=form.versions.first(),
        due_on=DAY - dt.timedelta(days=form.days_before),
    )
    teachers = world.teachers[2026, "5b"]
    answers = Answer.objects.bulk_create(
        Answer(
            school=world.school,
            preparation=preparation,
            position=position,
            text=_together([(teachers[number].name, text) for number, text in said.get(question["key"], ())]),
            author=teachers[said[question["key"]][-1][0]] if question["key"] in said else None,
            **question,
        )
        for position, question in enumerate(form.questions, start=1)
    )
    Contribution.objects.bulk_create(
        Contribution(school=world.school, answer=answer, author=teachers[number], text=text)
        for answer in answers
        for number, text in said.get(answer.key, ())
    )


def _together(said: list[tuple[str, str]]) -> str:
    """As the application puts contributions together: with names as soon as there are several."""
    if len(said) == 1:
        return said[0][1]
    return "\n\n".join(f"{name}: {text}" for name, text in said)
