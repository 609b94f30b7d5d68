"""What speaks against a review that is planned or moved by hand, said before anybody hears of it; nothing forbids.

By the same rules as the proposal of days for all groups.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.cases.models import Case
from gezien.cases.queries.talks import parents_spoken
from gezien.cases.rules import visible_cases
from gezien.common import clock
from gezien.meetings.models import FormTemplate, Meeting, Preparation
from gezien.meetings.queries.availability import away, busy, days_off, elsewhere, no_school, slot_of
from gezien.meetings.queries.preparations import days_asked, form_for, form_for_cases
from gezien.meetings.queries.reviews import when_in_words
from gezien.meetings.queries.rhythm import due_for, free_days, settings_of
from gezien.plans.terms import school_day_until
from gezien.pupils.models import Group
from gezien.schools.models import School
from gezien.schools.rules import Member


def against_review(member: Member, group: Group, *, starts_at: dt.datetime, people: dict[int, str]) -> list[str]:
    """About a group review: day, people, another review of the group to come, and the form's term."""
    day = timezone.localtime(starts_at).date()
    return [
        *_day_and_people(member.school, starts_at, people),
        *_already(group),
        *_form(member.school, form_for(group), day),
    ]


def against_sitting(
    member: Member, cases: Iterable[Case], *, starts_at: dt.datetime, people: dict[int, str]
) -> list[str]:
    """About a sitting of the pupil review: day, people with whose question it is, the form's and the talk's terms."""
    day = timezone.localtime(starts_at).date()
    asking = {case.teacher.pk: case.teacher.name for case in cases if case.teacher}
    return [
        *_day_and_people(member.school, starts_at, {**people, **asking}),
        *_form(member.school, form_for_cases(member.school), day),
        *_parents(member.school, day),
    ]


def against_change(
    member: Member, meeting: Meeting, *, starts_at: dt.datetime, people: dict[int, str], length: int
) -> list[str]:
    """About a review that moves or gets others: what this change brings, not what it stood with already.

    A term is over sooner only when the review comes earlier.
    """
    school, stands, comes = member.school, slot_of(meeting.starts_at, meeting.length), slot_of(starts_at, length)
    seated = {seat.user_id for seat in meeting.participants.all()}
    joining = {person: name for person, name in people.items() if person not in seated}
    taken = busy(school, comes.day, comes.day, but=meeting.pk)
    found = [
        *(no_school(comes.day, free_days(school)) if comes.day != stands.day else []),
        *elsewhere(comes, people if comes != stands else joining, taken),
        *away(comes.day, people if comes.day != stands.day else joining, days_off(school)),
    ]
    terms = _terms_of(member, meeting, stands.day, comes.day) if comes.day < stands.day else []
    return [*_sentences(found), *terms]


def _sentences(found: Iterable[str]) -> list[str]:
    return [f"{capfirst(one)}." for one in found]


def _day_and_people(school: School, starts_at: dt.datetime, people: dict[int, str]) -> list[str]:
    slot = slot_of(starts_at, Meeting.USUAL_LENGTH)
    found = [
        *no_school(slot.day, free_days(school)),
        *elsewhere(slot, people, busy(school, slot.day, slot.day)),
        *away(slot.day, people, days_off(school)),
    ]
    return _sentences(found)


def _already(group: Group) -> list[str]:
    today = clock.today()
    open_ones = Meeting.objects.filter(group=group, closed_at=None, cancelled_at=None, starts_at__date__gte=today)
    told = _("%(group)s already has a review to come: %(when)s.")
    return [
        told % {"group": group_in_words(group), "when": when_in_words(one.starts_at, today)}
        for one in open_ones.order_by("starts_at", "pk")
    ]


def _form(school: School, form: FormTemplate | None, day: dt.date) -> list[str]:
    if form is None:
        return []
    return _due(school, day, form.days_before)


def _due(school: School, day: dt.date, days: int) -> list[str]:
    told = _("The preparation is due %(days)d days before, on %(day)s: that has passed. It becomes %(instead)s.")
    return _term(told, school, day, days)


def _terms_of(member: Member, meeting: Meeting, was: dt.date, day: dt.date) -> list[str]:
    """Of the preparations that are not handed in, and of the talks with parents that were not held."""
    forms = Preparation.objects.filter(Q(meeting=meeting) | Q(discussed_in=meeting), submitted_at=None)
    ahead = {days_asked(one, was) for one in forms.select_related("template")}
    cases = visible_cases(member).filter(agenda_items__meeting=meeting, closed_on=None)
    waits = any(not parents_spoken(case) for case in cases)
    return [
        *(one for days in sorted(ahead) for one in _due(member.school, day, days)),
        *(_parents(member.school, day) if waits else []),
    ]


def _parents(school: School, day: dt.date) -> list[str]:
    told = _("Parents are spoken with %(days)d days before, by %(day)s: that has passed. It becomes %(instead)s.")
    return _term(told, school, day, settings_of(school).talk_days)


def _term(told: str, school: School, day: dt.date, days: int) -> list[str]:
    """When the term is over before anything was planned, and which day comes instead."""
    due, instead = school_day_until(day - dt.timedelta(days=days), free_days(school)), due_for(school, day, days)
    if due >= clock.today():
        return []
    return [told % {"days": days, "day": date_format(due, "l j F"), "instead": date_format(instead, "l j F")}]
