"""The sitting of the pupil review in January, held and with an approved report: about Noor, and about a pupil of group
7 whose question has been answered since.

Not by actions, which write on the day they run: its records carry the days of the story. The report is made as ever, of
what the log would have held.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.cases.models import Case, CaseAgreement, CaseEffect, CaseNeed, CasePart, Ground
from gezien.demo import case_texts as texts
from gezien.demo.cases import make_case, make_effects
from gezien.demo.cast import SCHOOL
from gezien.demo.review_texts import SITTING
from gezien.demo.world import Child, World
from gezien.meetings.models import AgendaItem, Meeting, MeetingAgreement, Participant, Report
from gezien.meetings.queries.report import content_of
from gezien.meetings.queries.report_log import Keys, Written, by_object
from gezien.needs.models import EducationalNeed
from gezien.notes.models import Note
from gezien.schools.models import User

DAY = dt.date(2027, 1, 14)
SPOKEN = 15 * 60  # seconds about each pupil
WRITTEN = ("approach", "goal", "ideas", "measures")  # the words of a case that were written at the table


@dataclass(frozen=True)
class AsToldThen(Written):
    """The log as it would have been: nothing was written over since."""

    said: list[AuditEvent] = field(default_factory=list)

    @cached_property
    def log(self) -> list[AuditEvent]:
        """What was written at the table."""
        return self.said

    def overwritten(self, *_verbs: str, keys: Keys = by_object) -> set[Any]:
        """Nothing."""
        return set()


def add_held_sitting(world: World) -> None:
    """In De Zwaluw; nothing in the other schools."""
    if world.school.name != SCHOOL or world.coach is None:
        return
    noor = Case.objects.select_related("pupil").get(school=world.school, pupil__call_name="Noor")
    other = _answered(world, world.coach)
    meeting = _meeting(world, world.coach)
    items = _agenda(world, meeting, noor, other)
    agreements = [(noor, row.agreement) for row in noor.agreements.select_related("agreement").order_by("pk")]
    agreements += [(other, one) for one in _agreements(world, other)]
    for case, agreement in agreements:
        MeetingAgreement.objects.create(
            school=world.school, meeting=meeting, agreement=agreement, agenda_item=items[case.pk]
        )
    Agreement.objects.filter(pk__in=[one.pk for _case, one in agreements]).update(created_at=meeting.closed_at)
    _report(world, meeting, [noor, other])


def _answered(world: World, coach: User) -> Case:
    """The case of a pupil of group 7 with a need for working independently; closed by now."""
    need = _need(world, world.in_group("7"))
    child = next(one for one in world.in_group("7") if one.pupil.pk == need.pupil_id)
    teacher = world.writer(2026, "7")
    case = make_case(
        world,
        child,
        texts.ANSWERED,
        subject="werkhouding",
        grounds=[Ground.LITTLE_PROFIT],
        registered_on=dt.date(2026, 12, 10),
        registered_by=teacher,
        teacher=teacher,
        coach=coach,
        discussed_at=_at(DAY),
        closed_on=dt.date(2027, 1, 29),
        closed_by=coach,
        closing_note=texts.ANSWERED_NOTE,
    )
    CaseNeed.objects.create(school=world.school, case=case, need=need)
    make_effects(world, case, texts.ANSWERED_EFFECTS, teacher)
    Note.objects.bulk_create(
        Note(
            school=world.school,
            pupil=child.pupil,
            kind=Note.Kind.PARENT_TALK,
            text=words.format(name=child.pupil.call_name),
            happened_on=day,
            author=teacher,
        )
        for day, words in texts.ANSWERED_TALKS
    )
    return case


def _need(world: World, children: list[Child]) -> EducationalNeed:
    """A need of this period for working independently."""
    about = {"subject": world.subjects["werkhouding"], "period": world.periods[2026, 2]}
    return EducationalNeed.objects.filter(pupil__in=[one.pupil for one in children], **about).order_by("pupil", "pk")[0]


def _meeting(world: World, coach: User) -> Meeting:
    meeting = Meeting.objects.create(
        school=world.school,
        kind=Meeting.Kind.PUPIL,
        period=world.periods[2026, 1],
        starts_at=_at(DAY),
        place="Lokaal IB",
        chair=coach,
        opened_at=_at(DAY, 31),
        closed_at=_at(DAY, 71),
        closed_by=coach,
    )
    people = {coach, *world.teachers[2026, "5b"], *world.teachers[2026, "7"]}
    Participant.objects.bulk_create(
        Participant(school=world.school, meeting=meeting, user=user, joined_at=meeting.opened_at)
        for user in sorted(people, key=lambda user: user.pk)
    )
    return meeting


def _agenda(world: World, meeting: Meeting, noor: Case, other: Case) -> dict[int | None, AgendaItem]:
    """The points with their minutes, by case."""
    matter, said = AgendaItem.Matter, texts.HELD_MINUTES
    first, last = SITTING
    points = [
        AgendaItem(matter=matter.AGREEMENTS, title=first, minutes=said["agreements"], seconds_spent=120),
        AgendaItem(matter=matter.CASE, title="Leerling", case=noor, minutes=said["Noor"], seconds_spent=SPOKEN),
        AgendaItem(matter=matter.CASE, title="Leerling", case=other, minutes=said["other"], seconds_spent=SPOKEN),
        AgendaItem(matter=matter.NEW_AGREEMENTS, title=last, minutes=said["new_agreements"], seconds_spent=240),
    ]
    for position, point in enumerate(points):
        point.school, point.meeting, point.position = world.school, meeting, position
        point.minutes_planned = 15 if point.case else 0
        point.discussed_at = _at(DAY, 33 + 12 * position)
    return {point.case_id: point for point in AgendaItem.objects.bulk_create(points)}


def _agreements(world: World, case: Case) -> list[Agreement]:
    """One done, of which its owner is asked whether it helped; one still to do."""
    assert case.teacher is not None  # noqa: S101 - whose question it is
    made = []
    for what, due_on, sign, outcome, note in texts.ANSWERED_AGREED:
        agreement = Agreement.objects.create(
            school=world.school,
            what=what,
            sign_of_success=sign,
            owner=case.teacher,
            due_on=due_on,
            pupil=case.pupil,
            made_by=world.coach,
            outcome=outcome,
            closing_note=note,
            closed_by=case.teacher if outcome else None,
            closed_at=_at(due_on) if outcome else None,
        )
        CaseAgreement.objects.create(school=world.school, case=case, agreement=agreement)
        made.append(agreement)
    return made


def _report(world: World, meeting: Meeting, cases: list[Case]) -> None:
    told = AsToldThen(meeting, said=[event for case in cases for event in _said(case)])
    content, closed_at = content_of(meeting, told), meeting.closed_at
    assert closed_at is not None  # noqa: S101 - it was held
    content["agreements"] = [{**one, "outcome": "", "note": ""} for one in content["agreements"]]  # as on that day
    Report.objects.create(
        school=world.school,
        meeting=meeting,
        content=content,
        made_at=closed_at,
        approved_at=closed_at + dt.timedelta(days=1),
        approved_by=world.coach,
    )


def _said(case: Case) -> list[AuditEvent]:
    """Words, how it went at the start, and the need that was set: as the log would tell."""
    parts = CasePart.objects.filter(case=case, key__in=WRITTEN).exclude(text="").order_by("pk")
    effects = CaseEffect.objects.filter(case=case, asked_on=DAY)
    needs = CaseNeed.objects.filter(case=case).select_related("need").order_by("pk")
    return [
        *(_event(case, "case.written", case, part=part.key) for part in parts),
        *(_event(case, "case.evaluated", case, effect=effect.pk) for effect in effects),
        *(_event(case, "need.saved", row.need) for row in needs),
    ]


def _event(case: Case, verb: str, target: Model, **details: Any) -> AuditEvent:
    return AuditEvent(
        actor_id=case.teacher_id,
        school_id=case.school_id,
        verb=verb,
        object_type=target._meta.label_lower,
        object_id=target.pk,
        pupil_id=case.pupil_id,
        details=details,
    )


def _at(day: dt.date, minute: int = 30) -> dt.datetime:
    """So many minutes after three."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(15))) + dt.timedelta(minutes=minute)
