"""Reads of class visits. What was seen is only ever read by way of `readable_visits`."""

import re
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.plans.words import group_title
from gezien.pupils.models import Enrolment, Pupil
from gezien.schools.rules import Member, current
from gezien.visits.models import ClassVisit
from gezien.visits.rules import visible_visits

State = ClassVisit.State
KEPT_IN_VIEW = 100


def with_people(visits: QuerySet[ClassVisit]) -> QuerySet[ClassVisit]:
    """With everything a line names, and nothing of what was seen."""
    return visits.select_related("group__year", "visitor", "teacher").defer(
        "points", "strengths", "ideas", "response", "focus"
    )


def visit_list(member: Member) -> dict[str, list[dict[str, Any]]]:
    """One's own to make, one's own received, and for coach and head the calendar of the others: one statement."""
    found = with_people(visible_visits(member))[:KEPT_IN_VIEW]
    mine = member.user.pk
    lists: dict[str, list[dict[str, Any]]] = {"making": [], "receiving": [], "others": []}
    for visit in found:
        place = "making" if visit.visitor_id == mine else "receiving" if visit.teacher_id == mine else "others"
        lists[place].append(visit_row(member, visit))
    return lists


def visit_row(member: Member, visit: ClassVisit) -> dict[str, Any]:
    """One line: who, where, when, how it stands."""
    waits_for_me = visit.state == State.SHARED and (
        (visit.teacher_id == member.user.pk and not visit.teacher_agreed_at)
        or (visit.visitor_id == member.user.pk and visit.teacher_agreed_at and not visit.visitor_agreed_at)
    )
    return {
        "pk": visit.pk,
        "group": group_title(visit.group),
        "visitor": visit.visitor.name,
        "teacher": visit.teacher.name,
        "when": when(visit),
        "state": visit.state,
        "state_words": str(visit.get_state_display()),
        "waits_for_me": bool(waits_for_me),
        "is_late": visit.state == State.PLANNED and visit.planned_on < clock.today(),
    }


def same_lesson(visit: ClassVisit) -> QuerySet[ClassVisit]:
    """The other visits this visitor makes in the same lesson: one for each teacher in it."""
    asked = {name: getattr(visit, name) for name in ("school_id", "visitor_id", "group_id", "planned_on", "starts_at")}
    return ClassVisit.objects.filter(**asked).exclude(pk=visit.pk).exclude(state=State.CANCELLED)


def colleagues_in_lesson(member: Member, visit: ClassVisit) -> list[dict[str, Any]]:
    """The other teachers whom the visitor sees in the same lesson, with the visit to each; for the visitor alone."""
    if visit.visitor_id != member.user.pk:
        return []
    return [{"pk": one.pk, "teacher": one.teacher.name} for one in with_people(same_lesson(visit)).order_by("pk")]


def when(visit: ClassVisit) -> str:
    """ "Tuesday 9 February, 10:30"."""
    day = date_format(visit.planned_on, "l j F")
    return f"{day}, {visit.starts_at:%H:%M}" if visit.starts_at else day


def home_visits(member: Member) -> list[dict[str, Any]]:
    """What waits for this member: feedback that is ready, a visit to come or to write. One statement."""
    open_states = [State.PLANNED, State.WRITTEN, State.SHARED]
    found = with_people(visible_visits(member)).filter(state__in=open_states).order_by("planned_on", "pk")
    rows = []
    for visit in found:
        text = _waiting(member, visit)
        if text:
            url = reverse("visits:visit", args=[member.school.slug, visit.pk])
            rows.append({"text": text, "meta": when(visit), "url": url})
    return rows


def _waiting(member: Member, visit: ClassVisit) -> str:
    told = {"group": group_title(visit.group), "visitor": visit.visitor.name, "teacher": visit.teacher.name}
    if visit.teacher_id == member.user.pk:
        if visit.state == State.SHARED and not visit.teacher_agreed_at:
            return _("Feedback of %(visitor)s is ready for you") % told
        return _("%(visitor)s visits your lesson") % told if visit.state == State.PLANNED else ""
    if visit.visitor_id != member.user.pk:
        return ""
    if visit.state == State.PLANNED:
        return _("Visit to %(teacher)s, %(group)s") % told
    if visit.state == State.WRITTEN:
        return _("Share your feedback with %(teacher)s") % told
    return _("%(teacher)s has responded: agree") % told if visit.teacher_agreed_at else ""


def pupils_named(visit: ClassVisit) -> list[str]:
    """Call names of the group's pupils in what was written: feedback is about teaching, not about a child."""
    texts = " ".join([visit.strengths, visit.ideas, *(point["seen"] for point in visit.points)])
    words = set(re.findall(r"\w+", texts))
    inside = Enrolment.objects.filter(current(), school=visit.school_id, group=visit.group_id)
    enrolled = Pupil.objects.filter(school=visit.school_id, pk__in=inside.values("pupil"))
    return sorted(words.intersection(enrolled.values_list("call_name", flat=True)))
