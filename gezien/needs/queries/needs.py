"""Reads of needs: what a pupil's editor shows beside one need, its chain through the periods, and its history."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gezien.common.numbers import number_of
from gezien.needs.models import EducationalNeed, NeedRevision
from gezien.needs.rules import visible_needs
from gezien.needs.sentences import Said, together
from gezien.notes.differences import differences
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member, current


@dataclass(frozen=True)
class Place:
    """Where a need stands: pupil, subject, period and number."""

    pupil: Pupil
    subject: Subject
    period: Period
    number: int = 1

    @property
    def target(self) -> dict[str, Any]:
        """As the models and actions name it."""
        return {"pupil": self.pupil, "subject": self.subject, "period": self.period, "number": self.number}


def needs_at(member: Member, pupil: Pupil, subject: Subject, period: Period) -> list[EducationalNeed]:
    """The needs of a pupil for a subject and period, by number."""
    found = visible_needs(member).filter(pupil=pupil, subject=subject, period=period)
    return list(found.select_related("author", "closed_by", "previous__period", "carried__period").order_by("number"))


def chosen_number(needs: list[EducationalNeed], asked: str) -> int:
    """The number asked for, else of the first open need, else of the last one; 1 without needs."""
    if 0 < (number := number_of(asked)) < 100:
        return number
    open_ones = [need.number for need in needs if not need.is_closed]
    return next(iter(open_ones), needs[-1].number if needs else 1)


def to_go_on_with(member: Member, place: Place) -> EducationalNeed | None:
    """The pupil's last need for this subject in an earlier period that nobody goes on with yet."""
    earlier = visible_needs(member).filter(
        pupil=place.pupil, subject=place.subject, period__starts_on__lt=place.period.starts_on, carried=None
    )
    return earlier.select_related("period").order_by("-period__starts_on", "number").first()


def subjects_with_needs(member: Member, pupil: Pupil, period: Period) -> QuerySet[Subject]:
    """The school's subjects, with whether this pupil has a need there in this period."""
    needs = visible_needs(member).filter(pupil=pupil, period=period, subject=OuterRef("pk"))
    return Subject.objects.filter(school=member.school).annotate(has_need=Exists(needs))


def next_period(period: Period) -> Period | None:
    """The period after this one, also of the next school year."""
    later = Period.objects.filter(school=period.school_id, starts_on__gt=period.starts_on)
    return later.order_by("starts_on").first()


def period_before(period: Period) -> Period | None:
    """The period before this one, also of the school year before."""
    earlier = Period.objects.filter(school=period.school_id, starts_on__lt=period.starts_on)
    return earlier.order_by("-starts_on").first()


# --- going on as a group ----------------------------------------------------------------------------------------------


def needs_to_carry(member: Member, group: Group, to: Period) -> list[EducationalNeed]:
    """The needs of the period before of the pupils who are in the group today, by name: open, closed and carried."""
    before = period_before(to)
    enrolled = Enrolment.objects.filter(current(), school=member.school, group=group)
    needs = visible_needs(member).filter(period=before, pupil__in=enrolled.values("pupil"))
    return list(
        needs.select_related("pupil", "subject", "carried").order_by(
            "pupil__call_name", "pupil__family_name", "pupil_id", "subject__position", "number"
        )
    )


# --- history ----------------------------------------------------------------------------------------------------------


def history(member: Member, need: EducationalNeed) -> list[dict[str, Any]]:
    """The steps of a need and of those it came from, the newest first: who, when, what, and the words that changed."""
    chain = _chain(member, need)
    steps = list(
        NeedRevision.objects.filter(need__in=chain).select_related("author", "need__period").order_by("at", "pk")
    )
    if not steps:
        return []
    pairs = pairwise([None, *steps])
    return [_step(before, step) for before, step in pairs if step][::-1]


def _chain(member: Member, need: EducationalNeed) -> list[int]:
    """The keys of this need and of those it goes on with; there are as many as periods in a school career."""
    keys, previous = [need.pk], need.previous_id
    while previous and previous not in keys:
        keys.append(previous)
        previous = visible_needs(member).filter(pk=previous).values_list("previous_id", flat=True).first()
    return keys


def _step(before: NeedRevision | None, step: NeedRevision) -> dict[str, Any]:
    goal, support = (before.goal, _support(before)) if before else ("", "")
    return {
        "what": step.get_what_display(),
        "is_first": before is None,
        "period": step.need.period,
        "who": str(step.author) if step.author else "",
        "at": step.at,
        "outcome": step.get_outcome_display() if step.outcome else "",
        "note": step.note,
        "goal": differences(goal, step.goal) if before else [("same", step.goal)],
        "support": differences(support, _support(step)) if before else [("same", _support(step))],
        "changed": before is None or (goal, support) != (step.goal, _support(step)),
    }


def _support(step: NeedRevision) -> str:
    return together([Said(*one) for one in step.sentences])
