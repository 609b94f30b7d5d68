"""What is put down in a review besides minutes and agreements: themes, what is taken away, judgements, attention."""

from typing import Any

from django.db import models, transaction

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.meetings.actions.room import require_live
from gezien.meetings.actions.stage import in_words_of
from gezien.meetings.live import tell, tell_field, who
from gezien.meetings.models import AttentionPoint, Judgement, Meeting, Remark
from gezien.meetings.points import POINTS
from gezien.meetings.queries.recorded import pupils_at_hand
from gezien.plans.models import GroupPlan
from gezien.pupils.models import Pupil
from gezien.pupils.rules import visible_groups
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def save_remark(*, by: Member, meeting: Meeting, part: str, key: str, version: int, text: str) -> Remark:
    """Write what the review says on a theme, or what the teacher takes away. `version` 0: nothing was there yet."""
    require_live(by, meeting)
    point = POINTS.get((part, key))
    if point is None or meeting.group_id is None:
        raise NotAllowed("a point that reviews do not have")
    where = {"meeting": meeting, "part": part, "key": key}
    remark = _put(Remark, by, where, version, {"text": text, "label": in_words_of(by.school, point.label)})
    record(by, "remark.saved", remark, group=meeting.group, point=key)
    tell_field(meeting, f"remark-{key}", remark, text=remark.text)
    return remark


@transaction.atomic
def save_judgement(
    *,
    by: Member,
    meeting: Meeting,
    plan: GroupPlan,
    of: str,
    version: int,
    carried_out: str,
    feasible: str,
    words: str,
) -> Judgement:
    """Say of the clusters or the plan of one subject whether they were carried out and whether they can be."""
    require_live(by, meeting)
    _require_file(by, meeting)
    if plan.group_id != meeting.group_id:
        raise NotAllowed("the plan of another group")
    values = {"carried_out": carried_out, "feasible": feasible, "words": words}
    judgement = _put(Judgement, by, {"meeting": meeting, "plan": plan, "of": Judgement.Of(of)}, version, values)
    record(by, "judgement.saved", judgement, group=meeting.group, plan=plan.pk)
    _tell_judgement(meeting, judgement)
    return judgement


@transaction.atomic
def add_attention(*, by: Member, meeting: Meeting, text: str, pupil: Pupil | None = None) -> AttentionPoint:
    """Put down what asks for attention, of one of the group's pupils or of the whole group."""
    require_live(by, meeting)
    _require_file(by, meeting)
    if pupil and not pupils_at_hand(by, meeting).filter(pk=pupil.pk).exists():
        raise NotAllowed("a pupil whom this review is not about")
    point = AttentionPoint.objects.create(school=by.school, meeting=meeting, pupil=pupil, text=text, author=by.user)
    record(by, "attention.added", point, pupil=pupil, group=meeting.group)
    _tell(meeting)
    return point


@transaction.atomic
def change_attention(*, by: Member, point: AttentionPoint, version: int, text: str) -> AttentionPoint:
    """Put a point of attention in other words."""
    require_live(by, point.meeting)
    _require_file(by, point.meeting)
    point.text, point.author = text, by.user
    point.save_if_unchanged(expected=version, fields=["text", "author"])
    record(by, "attention.changed", point, pupil=point.pupil, group=point.meeting.group)
    _tell(point.meeting)
    return point


@transaction.atomic
def remove_attention(*, by: Member, point: AttentionPoint) -> None:
    """Take a point of attention away; the page offers to put it back."""
    require_live(by, point.meeting)
    _require_file(by, point.meeting)
    record(by, "attention.removed", point, pupil=point.pupil, group=point.meeting.group)
    point.delete()
    _tell(point.meeting)


def _tell_judgement(meeting: Meeting, judgement: Judgement) -> None:
    """The plan is the group's file: who is at the table without seeing that hears only that something changed."""
    form = f"judgement-{judgement.plan_id}-{judgement.of}"
    wrote = who(judgement.author_id)
    tell(meeting, "matter", key=form, what="plan", form=form, version=judgement.version, person=wrote)


def _tell(meeting: Meeting) -> None:
    """Pupils' names stand with the points: each screen fetches them by its own rights."""
    tell(meeting, "changed", key="panels", what="attention")


def _require_file(by: Member, meeting: Meeting) -> None:
    """Pupils and plans belong to the group's file: a guest at the table does not write about them."""
    if not visible_groups(by).filter(pk=meeting.group_id or 0).exists():
        raise NotAllowed("the file of this group")


def _put[M: models.Model](model: type[M], by: Member, where: dict[str, Any], version: int, values: dict[str, Any]) -> M:
    """Make the record, or save it when it still has this version; of two who begin at once the second is told."""
    values = {**values, "author": by.user}
    found, is_new = model._default_manager.get_or_create(**where, defaults={"school": by.school, **values})
    if is_new:
        return found
    if version == 0:
        raise StaleVersion(found)
    for name, value in values.items():
        setattr(found, name, value)
    found.save_if_unchanged(expected=version, fields=list(values))  # type: ignore[attr-defined]
    return found
