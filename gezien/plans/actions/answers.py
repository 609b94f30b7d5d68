"""What parents and pupil say to a version: signed at school, on paper, told in a talk, or through a link."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.notes.actions.attachments import attach
from gezien.notes.actions.notes import add_note
from gezien.notes.models import Note
from gezien.notes.rules import visible_notes
from gezien.plans.actions.individual import require_writable
from gezien.plans.models import IndividualPlan, IndividualPlanVersion, PlanAnswer
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member, NotAllowed

WAY = PlanAnswer.Way
SAME = ("party", "name", "kind", "remark", "way", "answered_on")  # who said what, how and when


@transaction.atomic
def record_answer(
    *,
    by: Member,
    version: IndividualPlanVersion,
    way: str,
    talk: Note | None = None,
    scan: tuple[str, bytes] | None = None,
    form: UUID | None = None,
    answered_on: dt.date | None = None,
    **said: str,
) -> PlanAnswer:
    """Keep an answer given at school: signed on the screen, on paper (`scan`: name and content), or in a `talk`.

    `said` are who (party, name, relation) and what (kind, remark). An answer is to the last version only: a changed
    plan is asked again. The same sent twice is kept once. Raises `Refused` for a file that is not kept.
    """
    plan = version.plan
    require_writable(by, plan)
    if plan.versions.filter(number__gt=version.number).exists() or way == WAY.LINK:
        raise NotAllowed("an answer to an earlier version")
    values = {"way": way, "answered_on": answered_on or clock.today(), **said}
    IndividualPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # of two at once the second waits
    note = _talk_of(by, version, talk) if way == WAY.TALK else None
    last = version.answers.order_by("-pk").first()
    if last and all(getattr(last, name) == values.get(name, "") for name in SAME):
        return last
    if way == WAY.UPLOAD:
        note = _scan_of(by, version, said["name"], scan, form)
    read = {"recorded_by": by.user, "seen_by": by.user, "seen_at": timezone.now()}
    answer = PlanAnswer.objects.create(school=by.school, version=version, note=note, **values, **read)
    details: dict[str, Any] = {"number": version.number, "kind": answer.kind, "way": way}
    record(by, "individualplan.answered", answer, pupil=plan.pupil, plan=plan.pk, **details)
    return answer


def _talk_of(by: Member, version: IndividualPlanVersion, talk: Note | None) -> Note:
    if talk is None or not visible_notes(by).filter(pk=talk.pk, pupil=version.plan.pupil_id).exists():
        raise NotAllowed("a talk about another pupil")
    return talk


def _scan_of(
    by: Member, version: IndividualPlanVersion, name: str, scan: tuple[str, bytes] | None, form: UUID | None
) -> Note:
    """The signed paper as a file with a memo, checked like any other file with a note."""
    if scan is None or form is None:
        raise ValueError("An answer on paper comes with its scan")
    attach(by=by, form=form, name=scan[0], content=scan[1])
    told = _("%(plan)s, version %(number)d: signed on paper by %(name)s.")
    text = told % {"plan": version.content["name"], "number": version.number, "name": name}
    return add_note(by=by, pupil=version.plan.pupil, kind=Note.Kind.MEMO, text=text, form=form)


@transaction.atomic
def mark_read(*, by: Member, answer: PlanAnswer) -> PlanAnswer:
    """Somebody who works with the pupil has read what came by a link; doing so twice changes nothing."""
    require_editable(by, answer.version.plan.pupil)
    if answer.seen_at is None:
        answer.seen_by, answer.seen_at = by.user, timezone.now()
        answer.save(update_fields=["seen_by", "seen_at"])
        record(by, "individualplan.answer_read", answer, pupil=answer.version.plan.pupil)
    return answer
