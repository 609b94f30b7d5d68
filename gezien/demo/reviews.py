"""Group reviews: September's are closed, three of February are planned, 5b's is not: the user plans it."""

import datetime as dt
import random
from typing import Any, cast

from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.demo import review_texts as texts
from gezien.demo.cast import SCHOOL
from gezien.demo.world import World
from gezien.meetings.models import (
    AgendaItem,
    Answer,
    Contribution,
    FormTemplate,
    Meeting,
    MeetingAgreement,
    Participant,
    Preparation,
)
from gezien.pupils.models import Group
from gezien.schools.models import User

# group → day in September
SEPTEMBER = {
    "1-2": dt.date(2026, 9, 14),
    "3": dt.date(2026, 9, 15),
    "4": dt.date(2026, 9, 17),
    "5a": dt.date(2026, 9, 21),
    "5b": dt.date(2026, 9, 22),
    "6": dt.date(2026, 9, 24),
    "7": dt.date(2026, 9, 28),
    "8": dt.date(2026, 9, 29),
}
# group → day in February, form due, questions answered, form handed in
FEBRUARY = {
    "3": (dt.date(2027, 2, 8), dt.date(2027, 1, 29), 0, None),
    "6": (dt.date(2027, 2, 11), dt.date(2027, 2, 4), 7, dt.date(2027, 1, 28)),
    "7": (dt.date(2027, 2, 16), dt.date(2027, 2, 9), 3, None),
}


def add_reviews(world: World, users: dict[str, User]) -> None:
    """September's reviews with form, minutes and agreements; February's with forms in three states."""
    if world.school.name != SCHOOL:
        return
    forms = list(FormTemplate.objects.filter(school=world.school, kind="group").order_by("name"))  # 1–2 before 3–8
    september = {group: _meeting(world, group, 1, day, is_closed=True) for group, day in SEPTEMBER.items()}
    february = {group: _meeting(world, group, 2, row[0]) for group, row in FEBRUARY.items()}
    meetings = Meeting.objects.bulk_create([*september.values(), *february.values()])
    Participant.objects.bulk_create(
        Participant(school=world.school, meeting=meeting, user=user)
        for meeting in meetings
        for user in [world.coach, *world.teachers.get((2026, _name(meeting)), [])]
    )
    preparations = Preparation.objects.bulk_create(
        [_in_time(world, meeting, forms, SEPTEMBER[group]) for group, meeting in september.items()]
        + [
            _prepared(world, meeting, forms, due_on=FEBRUARY[group][1], handed_in=FEBRUARY[group][3])
            for group, meeting in february.items()
        ]
    )
    answered = [7] * len(september) + [FEBRUARY[group][2] for group in february]
    answers = Answer.objects.bulk_create(
        answer
        for preparation, count in zip(preparations, answered, strict=True)
        for answer in _asked(world, preparation, count)
    )
    Contribution.objects.bulk_create(
        Contribution(school=world.school, answer=answer, author=answer.author, text=answer.text)
        for answer in answers
        if answer.text
    )
    agenda = AgendaItem.objects.bulk_create(item for meeting in meetings for item in _agenda(world, meeting))
    _add_agreements(world, users, september, agenda)


def _at(day: dt.date, hour: int = 15, minute: int = 30) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def _name(meeting: Meeting) -> str:
    """The name of its group: each review here has one."""
    return cast("Group", meeting.group).name


def _luck(group: str, topic: str) -> random.Random:
    return random.Random(f"review {group} {topic}")


def _meeting(world: World, group: str, period: int, day: dt.date, *, is_closed: bool = False) -> Meeting:
    return Meeting(
        school=world.school,
        group=world.groups[2026, group],
        period=world.periods[2026, period],
        starts_at=_at(day),
        place="Lokaal IB",
        chair=world.coach,
        opened_at=_at(day, 15, 31) if is_closed else None,
        closed_at=_at(day, 16, 27) if is_closed else None,
        closed_by=world.coach if is_closed else None,
    )


def _in_time(world: World, meeting: Meeting, forms: list[FormTemplate], day: dt.date) -> Preparation:
    """A form that was handed in on the day it was due, or a day or two earlier."""
    due_on = day - dt.timedelta(days=7)
    handed_in = due_on - dt.timedelta(days=_luck(_name(meeting), "handed in").randrange(2))
    return _prepared(world, meeting, forms, due_on=due_on, handed_in=handed_in)


def _prepared(
    world: World, meeting: Meeting, forms: list[FormTemplate], *, due_on: dt.date, handed_in: dt.date | None
) -> Preparation:
    """The form of one meeting; its questions are made by `_asked`."""
    group = _name(meeting)
    template = forms[0] if group == "1-2" else forms[1]
    return Preparation(
        school=world.school,
        meeting=meeting,
        template=template,
        form_version=template.versions.first(),
        due_on=due_on,
        submitted_at=_at(handed_in, 16, 45) if handed_in else None,
        submitted_by=world.writer(2026, group) if handed_in else None,
    )


def _asked(world: World, preparation: Preparation, answered: int) -> list[Answer]:
    """The questions of the form; the first `answered` have been filled in."""
    group, period = preparation.about_group.name, preparation.review.period.number
    questions = preparation.template.questions if preparation.template else []
    known = texts.ANSWERS | texts.YOUNGEST_ANSWERS if group == "1-2" else texts.ANSWERS
    return [
        Answer(
            school=world.school,
            preparation=preparation,
            key=question["key"],
            position=position,
            label=question["label"],
            help=question["help"],
            source=question["source"],
            text=_luck(group, f"{period} {question['key']}").choice(known[question["key"]])
            if position < answered
            else "",
            author=world.writer(2026, group) if position < answered else None,
        )
        for position, question in enumerate(questions)
    ]


def _agenda(world: World, meeting: Meeting) -> list[AgendaItem]:
    """The usual five points, with minutes where the review is over."""
    minutes = texts.MINUTES | texts.YOUNGEST_MINUTES if _name(meeting) == "1-2" else texts.MINUTES
    return [
        AgendaItem(
            school=world.school,
            meeting=meeting,
            matter=matter,
            title=title,
            position=position,
            minutes=_luck(_name(meeting), matter).choice(minutes.get(matter, ("",))) if meeting.closed_at else "",
            discussed_at=meeting.opened_at + dt.timedelta(minutes=10 * position + 8) if meeting.opened_at else None,
        )
        for position, (matter, title) in enumerate(texts.AGENDA)
    ]


def _add_agreements(
    world: World, users: dict[str, User], meetings: dict[str, Meeting], agenda: list[AgendaItem]
) -> None:
    """What September's reviews agreed: most done, some open, one of 5b overdue."""
    made = []
    for group, meeting in meetings.items():
        made += [(meeting, row) for row in (_of_5b(world, users) if group == "5b" else _of(world, group))]
    agreements = Agreement.objects.bulk_create(_agreement(world, meeting, row) for meeting, row in made)
    Agreement.objects.filter(pk__in=[one.pk for one in agreements]).update(created_at=made[0][0].closed_at)
    last = {item.meeting_id: item for item in agenda if item.matter == AgendaItem.Matter.NEW_AGREEMENTS}
    MeetingAgreement.objects.bulk_create(
        MeetingAgreement(school=world.school, meeting=meeting, agreement=agreement, agenda_item=last[meeting.pk])
        for (meeting, _row), agreement in zip(made, agreements, strict=True)
    )


def _of(world: World, group: str) -> list[tuple]:
    rows = _luck(group, "agreements").sample(texts.AGREEMENTS, 3) if group != "1-2" else texts.YOUNGEST_AGREEMENTS
    return [(world.writer(2026, group) if who == "teacher" else world.coach, *row, None) for who, *row in rows]


def _of_5b(world: World, users: dict[str, User]) -> list[tuple]:
    pupils = {child.pupil.call_name: child.pupil for child in world.in_group("5b")}
    return [(users[owner], *row, pupils.get(name)) for owner, *row, name in texts.AGREEMENTS_5B]


def _agreement(world: World, meeting: Meeting, row: tuple) -> Agreement:
    owner, what, due, sign, outcome, closing_note, pupil = row
    due_on = dt.date.fromisoformat(due)
    return Agreement(
        school=world.school,
        what=what,
        owner=owner,
        due_on=due_on,
        sign_of_success=sign,
        group=meeting.group,
        pupil=pupil,
        made_by=world.coach,
        outcome=outcome,
        closing_note=closing_note,
        closed_by=owner if outcome else None,
        closed_at=_at(due_on - dt.timedelta(days=1), 16, 5) if outcome else None,
        **(_effect(meeting, owner, due_on, what) if outcome == Agreement.Outcome.DONE and sign else {}),
    )


def _effect(meeting: Meeting, owner: User, due_on: dt.date, what: str) -> dict[str, Any]:
    """Whether it helped, as its owner told a week later; of one agreement of 5b nobody told yet."""
    if what in texts.EFFECT_NOT_TOLD:
        return {}
    helped, words = _luck(_name(meeting), what).choice(texts.EFFECTS)
    told_at = _at(due_on + dt.timedelta(days=7), 15, 40)
    return {"helped": helped, "helped_words": words, "helped_by": owner, "helped_at": told_at}
