"""Handing a group over: begun, written, given, chosen for somebody, read, asked about and answered."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.plans.models import Handover, HandoverChange, HandoverLine, HandoverQuestion, HandoverReceiver
from gezien.plans.queries.handover import first_words, known_of
from gezien.plans.rules import (
    answerable_handovers,
    editable_handovers,
    may_choose_receivers,
    received_lines,
    require_planning,
    visible_handovers,
)
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import StaffMember
from gezien.schools.rules import Member, NotAllowed, require_among

# Saves of one sitting are one earlier text.
SITTING = dt.timedelta(minutes=10)


class CannotHandOver(Exception):
    """This cannot be done with the handover as it is; the message says why, in the reader's language."""


@transaction.atomic
def start_handover(*, by: Member, group: Group) -> Handover:
    """Begin handing over a group: a line for each pupil, filled with what is known; or the existing one."""
    require_planning(by, group)
    handover, is_new = Handover.objects.get_or_create(school=by.school, group=group, defaults={"begun_by": by.user})
    if is_new:
        _add_lines(handover)
        record(by, "handover.started", handover, group=group)
    return handover


def _add_lines(handover: Handover) -> None:
    """A line for each pupil of the group who has none yet."""
    there = set(HandoverLine.objects.filter(handover=handover).values_list("pupil_id", flat=True))
    HandoverLine.objects.bulk_create(
        HandoverLine(school_id=handover.school_id, handover=handover, pupil_id=pk, text=first_words(known))
        for pk, known in known_of(handover.group).items()
        if pk not in there
    )


@transaction.atomic
def complete_handover(*, by: Member, handover: Handover) -> None:
    """Give pupils who came into the group since it was begun a line too."""
    _require_draft(by, handover)
    _add_lines(handover)
    record(by, "handover.saved", handover, group=handover.group, part="pupils")


@transaction.atomic
def save_handover(*, by: Member, handover: Handover, version: int, general: str) -> Handover:
    """Write about the group as a whole. Raises `StaleVersion` when somebody else wrote it meanwhile."""
    _require_draft(by, handover)
    before = Handover.objects.get(pk=handover.pk)
    if general == before.general and version == before.version:
        return before
    handover.general = general
    handover.save_if_unchanged(expected=version, fields=["general"])
    _keep(by, handover, None, version, before.general)
    record(by, "handover.saved", handover, group=handover.group, part="group")
    return handover


@transaction.atomic
def save_line(*, by: Member, line: HandoverLine, version: int, text: str) -> HandoverLine:
    """Write about one pupil. Raises `StaleVersion` when somebody else wrote it meanwhile."""
    _require_draft(by, line.handover)
    before = HandoverLine.objects.get(pk=line.pk)
    if text == before.text and version == before.version:
        return before
    line.text = text
    line.save_if_unchanged(expected=version, fields=["text"])
    _keep(by, line.handover, line, version, before.text)
    record(by, "handover.saved", line, pupil=line.pupil, group=line.handover.group)
    return line


def _keep(by: Member, handover: Handover, line: HandoverLine | None, version: int, before: str) -> None:
    """Keep what it said, once a sitting."""
    since = clock.now() - SITTING
    same = HandoverChange.objects.filter(handover=handover, line=line, changed_by=by.user, changed_at__gte=since)
    if before and not same.exists():
        HandoverChange.objects.create(
            school_id=handover.school_id,
            handover=handover,
            line=line,
            version=version,
            before=before,
            changed_by=by.user,
        )


@transaction.atomic
def hand_over(*, by: Member, handover: Handover) -> Handover:
    """Give it: each line keeps what is known of its pupil today, and the receivers can read it.

    What was written about a pupil who is not in the group today is kept, but not given.
    """
    _require_editable(by, handover)
    if (stored := Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)).is_handed:
        raise StaleVersion(stored)
    known = known_of(handover.group)
    lines = list(HandoverLine.objects.filter(handover=handover, pupil__in=list(known)))
    if not lines:
        raise CannotHandOver(_("There is no pupil in this group to hand over."))
    for line in lines:
        line.known = known[line.pupil_id]
    HandoverLine.objects.bulk_update(lines, ["known"])
    Handover.objects.filter(pk=handover.pk).update(handed_at=clock.now(), handed_by=by.user)
    handover.refresh_from_db()
    record(by, "handover.given", handover, group=handover.group, pupils=len(lines))
    return handover


@transaction.atomic
def take_back(*, by: Member, handover: Handover) -> Handover:
    """Make it a draft again, as long as nobody has read it."""
    _require_editable(by, handover)
    if handover.receivers.filter(read_at__isnull=False).exists() or handover.questions.exists():
        raise CannotHandOver(_("It was read already. Answer a question, or talk with who receives the group."))
    Handover.objects.filter(pk=handover.pk).update(handed_at=None, handed_by=None)
    HandoverLine.objects.filter(handover=handover).update(known={})
    record(by, "handover.undone", handover, group=handover.group)
    handover.refresh_from_db()
    return handover


@transaction.atomic
def choose_receiver(*, by: Member, handover: Handover, staff_member: StaffMember) -> HandoverReceiver:
    """Say who receives the group. Chosen twice is once."""
    _require_choosing(by, handover)
    receiver, _is_new = HandoverReceiver.objects.get_or_create(
        school=by.school,
        handover=handover,
        staff_member=staff_member,
        defaults={"assigned_by": by.user, "assigned_at": clock.now()},
    )
    if receiver.assigned_at is None:
        receiver.assigned_by, receiver.assigned_at = by.user, clock.now()
        receiver.save(update_fields=["assigned_by", "assigned_at"])
    record(by, "handover.assigned", handover, group=handover.group, staff_member=staff_member.pk)
    return receiver


@transaction.atomic
def remove_receiver(*, by: Member, handover: Handover, receiver: HandoverReceiver) -> None:
    """They do not receive it after all; that they read it stays in the log."""
    _require_choosing(by, handover)
    record(by, "handover.unassigned", handover, group=handover.group, staff_member=receiver.staff_member_id)
    receiver.delete()


@transaction.atomic
def mark_read(*, by: Member, handover: Handover) -> HandoverReceiver:
    """The receiver says: read. Said twice is once. Raises `NotAllowed` for who does not receive it."""
    if not received_lines(by).filter(handover=handover).exists():
        raise NotAllowed("a handover to somebody else")
    chosen = HandoverReceiver.objects.filter(handover=handover, staff_member__user=by.user)
    receiver = chosen.order_by("pk").first() or HandoverReceiver(
        school=by.school,
        handover=handover,
        staff_member=StaffMember.objects.filter(school=by.school, user=by.user).order_by("pk")[0],
    )
    if receiver.read_at is None:
        receiver.read_at = clock.now()
        receiver.save()
        record(by, "handover.confirmed", handover, group=handover.group)
    return receiver


@transaction.atomic
def ask(*, by: Member, handover: Handover, pupil: Pupil | None, text: str) -> HandoverQuestion:
    """A question or remark of who receives it, about a pupil handed to them or the group; for the giver."""
    received = received_lines(by).filter(handover=handover)
    is_about_theirs = received.filter(pupil=pupil).exists() if pupil else received.exists()
    if not is_about_theirs and not (handover.is_handed and may_choose_receivers(by)):
        raise NotAllowed("a question about a handover to somebody else")
    question = HandoverQuestion.objects.create(
        school=by.school, handover=handover, pupil=pupil, text=text.strip(), asked_by=by.user
    )
    record(by, "handover.asked", question, pupil=pupil, group=handover.group)
    return question


@transaction.atomic
def answer(*, by: Member, question: HandoverQuestion, version: int, text: str) -> HandoverQuestion:
    """Answer it, or answer it otherwise. Raises `StaleVersion` when somebody else answered meanwhile."""
    if not answerable_handovers(by).filter(pk=question.handover_id).exists():
        raise NotAllowed("a question about somebody else's handover")
    question.answer, question.answered_by, question.answered_at = text.strip(), by.user, clock.now()
    question.save_if_unchanged(expected=version, fields=["answer", "answered_by", "answered_at"])
    record(by, "handover.answered", question, pupil=question.pupil, group=question.handover.group)
    return question


def _require_editable(by: Member, handover: Handover) -> None:
    require_among(editable_handovers(by), handover)


def _require_draft(by: Member, handover: Handover) -> None:
    _require_editable(by, handover)
    if Handover.objects.filter(pk=handover.pk, handed_at__isnull=False).exists():
        raise NotAllowed("a handover that was given")


def _require_choosing(by: Member, handover: Handover) -> None:
    if not may_choose_receivers(by) or not visible_handovers(by).filter(pk=handover.pk).exists():
        raise NotAllowed("who receives a group")
