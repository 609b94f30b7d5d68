"""Writes of a teacher's own story. The log says that a story was written or deleted, not whose or about which pupil."""

from django.db import transaction
from django.db.models import Q

from gezien.audit.log import record
from gezien.cases.actions.cases import save_part
from gezien.cases.actions.holding import hold
from gezien.cases.models import Case, CasePart, CaseStory
from gezien.cases.models.story import KEPT_FOR
from gezien.cases.rules import CaseClosed
from gezien.cases.rules_guests import may_write_story, visible_stories
from gezien.common import clock
from gezien.schools.rules import Member, NotAllowed

WAY_LANDS_IN = "ideas"  # the part of the case in which a way forward is put


@transaction.atomic
def save_story(*, by: Member, case: Case, whose: int, version: int, text: str, way_forward: str) -> CaseStory:
    """Write the story of teacher `whose`; its day moves two weeks on. The teacher begins it; the coach writes along.

    Raises `StaleVersion`, and `NotAllowed` when `whose` no longer asks the question of this case.
    """
    hold(case)
    if case.is_closed:
        raise CaseClosed(case)
    if not may_write_story(by, case, whose):
        raise NotAllowed("somebody else's story")
    day = clock.today() + KEPT_FOR
    begun = {"school": by.school, "coach_id": case.coach_id, "delete_on": day}
    story, new = CaseStory.objects.get_or_create(case=case, teacher_id=whose, defaults=begun)
    story.text, story.way_forward, story.delete_on = text, way_forward, day
    expected = story.version if new else version
    story.save_if_unchanged(expected=expected, fields=["text", "way_forward", "delete_on"])
    if new:
        record(by, "story.started")
    return story


@transaction.atomic
def let_coach_read(*, by: Member, story: CaseStory) -> CaseStory:
    """Whoever leads the conversation now reads along from here on; the teacher's decision alone."""
    if not visible_stories(by).filter(pk=story.pk, teacher=by.user, case__teacher=by.user).exists():
        raise NotAllowed("somebody else's story")
    story.coach_id = story.case.coach_id
    story.save(update_fields=["coach"])
    record(by, "story.changed")
    return story


@transaction.atomic
def delete_story(*, by: Member, story: CaseStory) -> None:
    """Take it away now; either of the two may."""
    if not visible_stories(by).filter(pk=story.pk).exists():
        raise NotAllowed("story")
    story.delete()
    record(by, "story.removed")


@transaction.atomic
def carry_forward(*, by: Member, story: CaseStory) -> CasePart:
    """Put the way forward, and nothing else of the story, in the case: below what stands there already."""
    if not visible_stories(by).filter(pk=story.pk).exists() or not story.way_forward.strip():
        raise NotAllowed("a way forward")
    part = CasePart.objects.get(school=by.school, case=story.case, key=WAY_LANDS_IN)
    text = "\n\n".join(filter(None, [part.text.strip(), story.way_forward.strip()]))
    return save_part(by=by, case=story.case, key=WAY_LANDS_IN, version=part.version, text=text)


def forget_old_stories() -> int:
    """Delete what is past its day, and what belongs to a closed case; how many. Within no school: a daily task."""
    old = CaseStory.objects.filter(Q(delete_on__lte=clock.today()) | Q(case__closed_on__isnull=False))
    return old.delete()[0]
