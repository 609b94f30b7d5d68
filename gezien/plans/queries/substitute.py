"""What a substitute has to know of a group today, and what its teacher can mark for that.

On it: the day, the small groups with first names, what they do and how, the group's own agreements of this day, and of
a pupil only what the teacher marked. Never on it: notes, talks, results, signals, hindering factors, agreements about a
pupil, and of a need what it says about home and classmates.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.rules import visible_agreements
from gezien.needs.models import EducationalNeed, NeedSentence, SupportKind
from gezien.needs.queries.groups import periods_of
from gezien.needs.rules import visible_needs
from gezien.notes.models import Factor
from gezien.notes.rules import visible_factors
from gezien.plans.models import GroupPlan, PlanRow, SubstituteSheet, SubstituteTip
from gezien.plans.queries.week import Week, week_of
from gezien.plans.queries.week_grid import by_whom
from gezien.plans.week.hours import clock_words, minutes_of
from gezien.plans.words import short_names
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import Period
from gezien.schools.rules import Member, current

# What a sentence of a need may be about to stand on the sheet: what the one before the group does.
FIT = (SupportKind.INSTRUCTION, SupportKind.TASKS, SupportKind.TEACHER)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")


def period_on(group: Group, day: dt.date) -> Period | None:
    """The period of the group's year in which a day lies, else the last one begun, else the first."""
    periods = periods_of(group)
    begun = [period for period in periods if period.starts_on <= day]
    return begun[-1] if begun else next(iter(periods), None)


def substitute_sheet(member: Member, group: Group, day: dt.date) -> dict[str, Any]:
    """The sheet of one day, in words. `group` with its school."""
    period = period_on(group, day)
    week = week_of(group, period, with_goals=True) if period else None
    sheet = SubstituteSheet.objects.filter(group=group).first()
    pupils = pupils_of(group)
    hours = week.hours.get(day.isoweekday()) if week else None
    return {
        "day": day,
        "teacher": hours.teacher_name if hours else "",
        "hours": f"{clock_words(hours.start)}–{clock_words(hours.end)}" if hours else _("no school on this day"),
        "breaks": [f"{clock_words(start)}–{clock_words(end)}" for start, end in hours.breaks] if hours else [],
        "slots": _slots(week, day) if week else [],
        "habits": sheet.habits if sheet else "",
        "ask": sheet.ask if sheet else "",
        "agreements": _agreements(member, group, day),
        "tips": _tips(member, pupils),
        "count": len(pupils),
    }


def pupils_of(group: Group) -> list[Pupil]:
    """Who is in the group today, by name."""
    here = Enrolment.objects.filter(current(), group=group).select_related("pupil")
    return [row.pupil for row in here.order_by("pupil__call_name", "pupil__family_name", "pk")]


def _slots(week: Week, day: dt.date) -> list[dict[str, Any]]:
    """The small groups of the day in order of time."""
    rows = {row.pk: row for row in week.rows}
    hours = week.hours.get(day.isoweekday())
    found = []
    for slot in sorted(week.slots, key=lambda one: (one.starts_at, one.pk)):
        if slot.weekday != day.isoweekday():
            continue
        row, start = rows[slot.row_id], minutes_of(slot.starts_at)
        found.append(
            {
                "time": f"{clock_words(start)}–{clock_words(start + slot.minutes)}",
                "subject": row.plan.subject.name,
                "cluster": row.cluster.name,
                "names": [week.names[pupil.pk] for pupil in week.pupils[row.cluster_id]],
                "goal": _first_goal(row),
                "content": row.content,
                "approach": row.approach,
                "room": slot.room,
                "by": by_whom(slot, hours),
                "is_draft": row.plan.status == GroupPlan.Status.DRAFT,
            }
        )
    return found


def _first_goal(row: PlanRow) -> str:
    """What pupils learn: the first goal in words; a figure to be reached is no matter for a day."""
    texts = (goal.text for goal in row.goals.all() if goal.instrument_id is None and goal.text.strip())
    return first_sentence(next(texts, ""))


def first_sentence(text: str) -> str:
    """What pupils learn; the measure and the growth behind it are no matter for a day."""
    return SENTENCE.split(text.strip().split("\n")[0])[0] if text else ""


def _agreements(member: Member, group: Group, day: dt.date) -> list[dict[str, Any]]:
    """Open agreements about the group as a whole that are due by this day."""
    found = visible_agreements(member).filter(group=group, pupil=None, outcome="", due_on__lte=day)
    return [
        {"what": one.what, "who": one.owner.name, "due": date_format(one.due_on, "j F")}
        for one in found.select_related("owner").order_by("due_on", "pk")[:6]
    ]


def _tips(member: Member, pupils: Sequence[Pupil]) -> list[dict[str, Any]]:
    """By pupil what was marked and still holds, in the words that were marked: what was changed since is left out."""
    factors = visible_factors(member).filter(
        pupil__in=pupils, substitute_tip__isnull=False, direction=Factor.Direction.STIMULATING, ended_on=None
    )
    needs = visible_needs(member).filter(pupil__in=pupils, substitute_tip__isnull=False, outcome="")
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"helps": [], "needs": []})
    for factor in factors.select_related("substitute_tip").order_by("pk"):
        if factor.text in factor.substitute_tip.words:
            found[factor.pupil_id]["helps"].append(factor.text)
    marked = {need.pk: need.substitute_tip.words for need in needs.select_related("substitute_tip")}
    for sentence in _sentences(list(marked)):
        if sentence.text in marked[sentence.need_id]:
            found[sentence.need.pupil_id]["needs"].append(sentence.text)
    names = short_names(pupils)
    return [{"name": names[pupil.pk], **found[pupil.pk]} for pupil in pupils if pupil.pk in found]


def _sentences(needs: Sequence[int]) -> list[NeedSentence]:
    found = NeedSentence.objects.filter(need__in=needs, kind__in=FIT).select_related("need")
    return list(found.order_by("need__subject__position", "need", "position", "pk"))


def fit_words(needs: Sequence[int]) -> dict[int, list[str]]:
    """By need, of those that say something for the one before the group, its sentences about that: one statement."""
    texts: dict[int, list[str]] = defaultdict(list)
    for sentence in _sentences(needs):
        texts[sentence.need_id].append(sentence.text)
    return dict(texts)


def markable(member: Member, group: Group) -> list[dict[str, Any]]:
    """By pupil what could be marked: stimulating factors, and needs that say something for the one before the group.

    What says something else than when it was marked is offered again, unmarked, with `is_changed`.
    """
    pupils = pupils_of(group)
    about = Q(factor__pupil__in=pupils) | Q(need__pupil__in=pupils)
    marks = {(tip.factor_id, tip.need_id): tip.words for tip in SubstituteTip.objects.filter(about)}
    factors: dict[int, list[dict]] = defaultdict(list)
    stimulating = visible_factors(member).filter(
        pupil__in=pupils, direction=Factor.Direction.STIMULATING, ended_on=None
    )
    for factor in stimulating.order_by("pk"):
        offered = {"pk": factor.pk, "text": factor.text, **_mark(marks.get((factor.pk, None)), [factor.text])}
        factors[factor.pupil_id].append(offered)
    open_needs: dict[int, EducationalNeed] = {
        need.pk: need for need in visible_needs(member).filter(pupil__in=pupils, outcome="").select_related("subject")
    }
    needs: dict[int, list[dict]] = defaultdict(list)
    for pk, found in fit_words(list(open_needs)).items():
        need = open_needs[pk]
        needs[need.pupil_id].append(
            {
                "pk": pk,
                "subject": need.subject.name,
                "text": " ".join(found),
                **_mark(marks.get((None, pk)), found),
            }
        )
    names = short_names(pupils)
    return [
        {"name": names[pupil.pk], "pk": pupil.pk, "factors": factors[pupil.pk], "needs": needs[pupil.pk]}
        for pupil in pupils
        if factors[pupil.pk] or needs[pupil.pk]
    ]


def _mark(marked: Sequence[str] | None, words: Sequence[str]) -> dict[str, bool]:
    """Whether it is marked as it reads now, or was before somebody wrote in it."""
    is_same = marked is not None and set(words) <= set(marked)
    return {"is_marked": is_same, "is_changed": marked is not None and not is_same}
