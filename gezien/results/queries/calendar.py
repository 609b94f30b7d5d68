"""The test calendar: per test and group what is to come, runs, is done, misses."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.common.numbers import number_of
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.rules import visible_groups, visible_pupils
from gezien.pupils.words import by_year_group
from gezien.quality.queries import year_group_name
from gezien.results.models import Result, TestWindow
from gezien.results.rules import visible_windows
from gezien.schools.models import School, SchoolYear
from gezien.schools.queries import current_year
from gezien.schools.rules import Member, current, may_write_files

COMING, RUNNING, CLOSED = "coming", "running", "closed"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A pupil in a group on the day one looks at."""

    pk: int
    name: str
    year_group: str
    group_id: int


@dataclass
class Calendar:
    """The year's windows in the order of its parts, each with its cells by group; and who misses what."""

    parts: list[dict]
    groups: list[dict]
    missing: list[dict]


def years_to_plan(member: Member) -> list[SchoolYear]:
    """This school year and those to come."""
    return list(SchoolYear.objects.filter(school=member.school, ends_on__gte=clock.today()).order_by("starts_on"))


def year_of_calendar(member: Member, asked: str) -> SchoolYear | None:
    """The year asked for by its key, else this year."""
    if key := number_of(asked):
        return next((year for year in years_to_plan(member) if year.pk == key), None)
    return current_year(member.school)


def calendar(member: Member, year: SchoolYear) -> Calendar:
    """What the member sees of the calendar: every window, the progress of their own groups: four statements."""
    windows = list(
        visible_windows(member)
        .filter(year=year)
        .select_related("instrument__subject")
        .order_by("opens_on", "instrument__subject__position", "-instrument__is_main", "instrument__name", "pk")
    )
    groups = sorted(visible_groups(member).filter(year=year, is_composite=False).order_by("pk"), key=by_year_group)
    pupils = enrolled(groups, visible_pupils(member), day=min(max(clock.today(), year.starts_on), year.ends_on))
    done = taken(member.school, [pupil.pk for pupil in pupils], windows, year)
    progress = _Progress(windows, groups, pupils, done)
    parts = [
        {"name": TestWindow.Part(part).label, "part": part, "rows": [progress.row(member, one) for one in rows]}
        for part in dict.fromkeys(window.part for window in windows)
        if (rows := [window for window in windows if window.part == part])
    ]
    return Calendar(parts, [_head(member, group) for group in groups], progress.missing())


def _head(member: Member, group: Group) -> dict:
    """A group above its column, with the way to entering results for who may."""
    url = reverse("results:entry_choice", args=[member.school.slug, group.pk])
    return {"name": group.name, "url": url if may_write_files(member) else ""}


def enrolled(groups: Collection[Group], among: QuerySet, *, day: dt.date) -> list[Enrolled]:
    """The pupils of these groups on this day, by name."""
    rows = (
        Enrolment.objects.filter(current(day), group__in=groups, pupil__in=among)
        .order_by("pupil__call_name", "pupil__family_name", "pupil_id")
        .values_list(
            "pupil_id", "pupil__call_name", "pupil__prefix", "pupil__family_name", "pupil__year_group", "group_id"
        )
    )
    return [Enrolled(pk, " ".join(filter(None, names)), year, group) for pk, *names, year, group in rows]


def taken(school: School, pupils: Collection[int], windows: Iterable[TestWindow], year: SchoolYear) -> set[tuple]:
    """(pupil, instrument, part) of what was taken in the school year, whatever the day.

    The number behind the letter does not count: a pupil with a path of their own takes M4 in group 5.
    """
    instruments = {window.instrument_id for window in windows}
    rows = Result.objects.filter(
        school=school,
        pupil_id__in=pupils,
        instrument_id__in=instruments,
        taken_on__gte=year.starts_on,
        taken_on__lte=year.ends_on,
    ).exclude(moment="")
    found = rows.order_by().values_list("pupil_id", "instrument_id", "moment")
    return {(pupil, instrument, moment[0]) for pupil, instrument, moment in found}


def state_of(window: TestWindow, today: dt.date) -> str:
    """Whether the window is still to open, open, or over."""
    if today < window.opens_on:
        return COMING
    return RUNNING if today <= window.closes_on else CLOSED


class _Progress:
    """Counts who took what; holds what is the same for every row."""

    def __init__(self, windows: list[TestWindow], groups: list[Group], pupils: list[Enrolled], done: set[tuple]):
        self.windows, self.groups, self.done, self.today = windows, groups, done, clock.today()
        self.pupils: dict[int, list[Enrolled]] = defaultdict(list)
        for pupil in pupils:
            self.pupils[pupil.group_id].append(pupil)

    def row(self, member: Member, window: TestWindow) -> dict:
        state = state_of(window, self.today)
        return {
            "pk": window.pk,
            "test": window.instrument.name,
            "subject": window.instrument.subject.name,
            "for": years_in_words(window.year_groups, member.school.country),
            "days": days_in_words(window),
            "state": state,
            "said": said(window, state, self.today),
            "cells": [self._cell(member, window, group, state) for group in self.groups],
        }

    def _cell(self, member: Member, window: TestWindow, group: Group, state: str) -> dict:
        asked = [pupil for pupil in self.pupils[group.pk] if pupil.year_group in window.year_groups]
        count = sum(1 for pupil in asked if (pupil.pk, window.instrument_id, window.part) in self.done)
        if not asked or (state == COMING and not count):
            return {"group": group.name, "state": "", "text": "", "url": ""}
        place = [member.school.slug, group.pk, window.instrument_id, window.part]
        return {
            "group": group.name,
            "state": "done" if count == len(asked) else "late" if state == CLOSED else state,
            "text": _("%(count)s of %(all)s") % {"count": count, "all": len(asked)},
            "url": reverse("results:entry", args=place) if may_write_files(member) else "",
        }

    def missing(self) -> list[dict]:
        """By group the pupils who miss a test whose window has opened, each with those tests."""
        opened = [window for window in self.windows if state_of(window, self.today) != COMING]
        found = []
        for group in self.groups:
            pupils = [
                {"name": pupil.name, "tests": tests}
                for pupil in self.pupils[group.pk]
                if (tests := [self._test(window) for window in opened if self._misses(pupil, window)])
            ]
            if pupils:
                found.append({"group": group.name, "pupils": pupils})
        return found

    def _misses(self, pupil: Enrolled, window: TestWindow) -> bool:
        key = (pupil.pk, window.instrument_id, window.part)
        return pupil.year_group in window.year_groups and key not in self.done

    def _test(self, window: TestWindow) -> dict:
        return {
            "name": f"{window.instrument.name} · {window.get_part_display().lower()}",
            "is_late": state_of(window, self.today) == CLOSED,
        }


def said(window: TestWindow, state: str, today: dt.date) -> str:
    """The state in words: "from 15 January", "11 days left", "closed"."""
    if state == COMING:
        return _("from %(day)s") % {"day": date_format(window.opens_on, "j F")}
    if state == CLOSED:
        return _("window closed")
    left = (window.closes_on - today).days
    return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left} if left else _("last day")


def days_in_words(window: TestWindow) -> str:
    """ "18 January – 12 February"."""
    return f"{date_format(window.opens_on, 'j F')} \N{EN DASH} {date_format(window.closes_on, 'j F')}"


def years_in_words(codes: Collection[str], country: str) -> str:
    """ "group 3–8", "group 3, 5"; in Flanders "year 1–6"."""
    known = sorted({int(code) for code in codes if code.isdigit()})
    if not known:
        return ""
    whole = known == list(range(known[0], known[-1] + 1)) and len(known) > 1
    first = year_group_name(str(known[0]), country)
    if whole:
        return f"{first}\N{EN DASH}{_number(known[-1], country)}"
    return ", ".join([first, *(str(_number(code, country)) for code in known[1:])])


def _number(code: int, country: str) -> int:
    return code - 2 if country == School.Country.FLANDERS else code
