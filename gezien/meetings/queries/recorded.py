"""What the room shows of themes, takeaways, judgements and attention, each with what is known beside it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from gezien.meetings.models import Answer, AttentionPoint, Judgement, Meeting, Remark
from gezien.meetings.points import TAKEAWAYS, THEMES, Point, theme_of
from gezien.meetings.queries.reviews import previous_review
from gezien.needs.queries.attention import group_attention
from gezien.plans.models import GroupPlan
from gezien.pupils.models import Enrolment, Pupil
from gezien.pupils.rules import visible_pupils
from gezien.schools.rules import Member, current

MARKS = (("carried_out", Judgement.Mark), ("feasible", Judgement.Mark))


def themes(meeting: Meeting, answers: Sequence[Answer]) -> dict[str, Any]:
    """The six themes with what was prepared about each; `answers` those about no theme, `unanswered` what to ask."""
    about: dict[str, list[Answer]] = defaultdict(list)
    others = []
    for answer in answers:
        if theme := theme_of(answer.key):
            about[theme].append(answer)
        else:
            others.append(answer)
    rows = _points(meeting, THEMES)
    for row in rows:
        row["prepared"] = [answer for answer in about[row["key"]] if answer.text]
    return {
        "themes": rows,
        "answers": [answer for answer in others if answer.text],
        "unanswered": [answer for answer in answers if not answer.text],
    }


def takeaways(meeting: Meeting) -> list[dict[str, Any]]:
    """The four points to take away, each with what was taken away last time."""
    return _points(meeting, TAKEAWAYS)


def _points(meeting: Meeting, points: Sequence[Point]) -> list[dict[str, Any]]:
    """part, key, label, help, text, version (0: nothing yet), last_time. Two statements."""
    part = points[0].part
    stored = {one.key: one for one in Remark.objects.filter(meeting=meeting, part=part)}
    before = _last_time(meeting, part)
    return [
        {
            "part": point.part,
            "key": point.key,
            "label": stored[point.key].label if point.key in stored else point.label,
            "help": point.help,
            "text": stored[point.key].text if point.key in stored else "",
            "version": stored[point.key].version if point.key in stored else 0,
            "last_time": before.get(point.key, ""),
            "prepared": [],
        }
        for point in points
    ]


def _last_time(meeting: Meeting, part: str) -> dict[str, str]:
    previous = previous_review(meeting)
    if previous is None:
        return {}
    found = Remark.objects.filter(meeting=previous, part=part).exclude(text="")
    return dict(found.values_list("key", "text"))


def taken_away(meeting: Meeting | None) -> list[Remark]:
    """What the teacher took away from a review, in the order of the points."""
    if meeting is None:
        return []
    order = [point.key for point in TAKEAWAYS]
    found = Remark.objects.filter(meeting=meeting, part=Remark.Part.TAKEAWAY).exclude(text="")
    return sorted(found, key=lambda one: order.index(one.key) if one.key in order else len(order))


def judgements(meeting: Meeting, plan: GroupPlan) -> list[dict[str, Any]]:
    """The clusters and the plan of one subject: of, label, marks, words, version (0: nothing yet). One statement."""
    stored = {one.of: one for one in Judgement.objects.filter(meeting=meeting, plan=plan)}
    return [judgement_row(of, stored.get(of)) for of in Judgement.Of]


def judgement_row(of: Judgement.Of, stored: Judgement | None) -> dict[str, Any]:
    """One judgement as a page shows it; `carried_out` and `feasible` as choices, and in words."""
    row: dict[str, Any] = {
        "of": of.value,
        "label": of.label,
        "words": stored.words if stored else "",
        "version": stored.version if stored else 0,
    }
    for name, marks in MARKS:
        chosen = getattr(stored, name) if stored else ""
        row[name] = {
            "words": str(marks(chosen).label) if chosen else "",
            "choices": [
                {"value": value, "label": label, "is_chosen": value == chosen} for value, label in marks.choices
            ],
        }
    return row


def pupils_at_hand(member: Member, meeting: Meeting) -> QuerySet[Pupil]:
    """The pupils a group review is about: those in the group now, as far as the member sees them; by name."""
    enrolled = Enrolment.objects.filter(current(), school=member.school, group=meeting.group_id).values("pupil")
    return visible_pupils(member).filter(pk__in=enrolled).order_by("call_name", "family_name", "pk")


def attention(member: Member, meeting: Meeting) -> dict[str, Any]:
    """Points of attention: `group` (of the whole group), `pupils` (who has signals or a point, the most urgent first).

    A pupil: pk, name, signals (labels), done (what was done since, in words), is_new (nothing was), points.
    """
    points: dict[int | None, list[AttentionPoint]] = defaultdict(list)
    for point in AttentionPoint.objects.filter(meeting=meeting).select_related("pupil"):
        points[point.pupil_id].append(point)
    asking = [
        {
            "pk": row["pk"],
            "name": row["name"],
            "signals": [signal["label"] for signal in row["signals"]],
            "done": row["attention"],
            "is_new": not row["attention"],
            "points": points.pop(row["pk"], []),
        }
        for row in group_attention(member, meeting.group_id or 0)
    ]
    others = [
        {"pk": pk, "name": found[0].pupil.name, "signals": [], "done": [], "is_new": False, "points": found}
        for pk, found in points.items()
        if found[0].pupil
    ]
    return {
        "group": points.get(None, []),
        "pupils": asking + others,
        "everyone": list(pupils_at_hand(member, meeting)),
    }
