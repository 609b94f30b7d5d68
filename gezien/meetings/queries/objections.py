"""What speaks against a review that is planned by hand, said before anybody is invited; nothing of it forbids.

By the same rules as the proposal of days for all groups.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.due import day_before
from gezien.meetings.models import FormTemplate, Meeting
from gezien.meetings.queries.availability import away, busy, days_off, elsewhere, no_school, slot_of
from gezien.meetings.queries.preparations import form_for, form_for_cases
from gezien.meetings.queries.reviews import when_in_words
from gezien.meetings.queries.rhythm import free_days, settings_of
from gezien.pupils.models import Group
from gezien.schools.models import School
from gezien.schools.rules import Member


def against_review(member: Member, group: Group, *, starts_at: dt.datetime, people: dict[int, str]) -> list[str]:
    """About a group review: day, people, another review of the group to come, and the form's term."""
    day = timezone.localtime(starts_at).date()
    return [
        *_day_and_people(member.school, starts_at, people),
        *_already(group),
        *_form(form_for(group), day),
    ]


def against_sitting(
    member: Member, cases: Iterable[Case], *, starts_at: dt.datetime, people: dict[int, str]
) -> list[str]:
    """About a sitting of the pupil review: day, people with whose question it is, the form's and the talk's terms."""
    day = timezone.localtime(starts_at).date()
    asking = {case.teacher.pk: case.teacher.name for case in cases if case.teacher}
    return [
        *_day_and_people(member.school, starts_at, {**people, **asking}),
        *_form(form_for_cases(member.school), day),
        *_parents(member.school, day),
    ]


def _day_and_people(school: School, starts_at: dt.datetime, people: dict[int, str]) -> list[str]:
    slot = slot_of(starts_at, Meeting.USUAL_LENGTH)
    found = [
        *no_school(slot.day, free_days(school)),
        *elsewhere(slot, people, busy(school, slot.day, slot.day)),
        *away(slot.day, people, days_off(school)),
    ]
    return [f"{capfirst(one)}." for one in found]


def _already(group: Group) -> list[str]:
    today = clock.today()
    open_ones = Meeting.objects.filter(group=group, closed_at=None, cancelled_at=None, starts_at__date__gte=today)
    told = _("%(group)s already has a review to come: %(when)s.")
    return [
        told % {"group": group_in_words(group), "when": when_in_words(one.starts_at, today)}
        for one in open_ones.order_by("starts_at", "pk")
    ]


def _form(form: FormTemplate | None, day: dt.date) -> list[str]:
    if form is None:
        return []
    told = _("The preparation is due %(days)d days before, on %(day)s: that has passed. It becomes %(instead)s.")
    return _term(told, day, form.days_before)


def _parents(school: School, day: dt.date) -> list[str]:
    told = _("Parents are spoken with %(days)d days before, by %(day)s: that has passed. It becomes %(instead)s.")
    return _term(told, day, settings_of(school).talk_days)


def _term(told: str, day: dt.date, days: int) -> list[str]:
    """When the term is over before anything was planned, and which day comes instead."""
    today = clock.today()
    due, instead = day - dt.timedelta(days=days), day_before(day, days, today)
    if due >= today:
        return []
    return [told % {"days": days, "day": date_format(due, "l j F"), "instead": date_format(instead, "l j F")}]
