"""What waits in one's own groups: one line for each kind and group, the most urgent first, never a wall."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.notes.queries.factors import old_by_group
from gezien.plans.queries.handovers import waiting
from gezien.plans.queries.individual import due_in_groups
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_pupils
from gezien.results.models import QuestionnaireRound, TestWindow
from gezien.results.queries.calendar import Enrolled, enrolled, taken
from gezien.results.queries.questionnaire_rounds import progress_of, to_fill
from gezien.results.rules import editable_rounds, visible_windows
from gezien.schools.models import Period
from gezien.schools.rules import Member

SHOWN = 6
SOON, LATE = dt.timedelta(days=7), dt.timedelta(days=21)  # a test closes within a week, or closed within three


def chores(member: Member, groups: Sequence[Group], period: Period | None, untalked: dict[int, int]) -> dict[str, Any]:
    """The lines to show and how many more there are; a fixed number of statements however many groups.

    `untalked`: by group how many pupils miss a talk by the school's own rule.
    """
    if not groups:
        return {"rows": [], "more": 0}
    names = {group.pk: group.name for group in groups}
    windows, rounds = _open_windows(member, period), _open_rounds(member, names)
    pupils = enrolled(groups, visible_pupils(member), day=clock.today()) if windows or rounds else []
    rows = [
        *_tests(member, names, windows, pupils),
        *_questionnaires(member, rounds, pupils),
        *_talks(member, names, untalked),
        *_own_plans(member, names),
        *_factors(member, names),
        *_handovers(member),
    ]
    rows.sort(key=lambda row: row["due"])  # in each row a day: what has none comes last, in the order above
    return {"rows": rows[:SHOWN], "more": max(len(rows) - SHOWN, 0)}


def _open_windows(member: Member, period: Period | None) -> list[TestWindow]:
    """The windows that close this week, or closed lately."""
    if period is None:
        return []
    today = clock.today()
    near = {"opens_on__lte": today, "closes_on__lte": today + SOON, "closes_on__gte": today - LATE}
    windows = visible_windows(member).filter(year=period.year_id, **near)
    return list(windows.select_related("year").order_by("closes_on", "pk"))


def _tests(
    member: Member, names: dict[int, str], windows: Sequence[TestWindow], pupils: Sequence[Enrolled]
) -> list[dict[str, Any]]:
    """Tests that close this week, or closed lately, and that some pupils of the group miss."""
    if not windows:
        return []
    today = clock.today()
    done = taken(member.school, [pupil.pk for pupil in pupils], windows, windows[0].year)
    missing: dict[tuple[int, dt.date], set[int]] = defaultdict(set)
    tests: dict[tuple[int, dt.date], set[int]] = defaultdict(set)
    for window in windows:
        for pupil in pupils:
            if _is_due(pupil, window, done):
                missing[pupil.group_id, window.closes_on].add(pupil.pk)
                tests[pupil.group_id, window.closes_on].add(window.instrument_id)
    return [
        _row(
            member,
            "chart-column",
            _tests_in_words(names[group], len(tests[group, day]), len(found)),
            _closing(day, today),
            ("results:group_tests", group),
            due=day,
            is_late=day < today,
        )
        for (group, day), found in missing.items()
    ]


def _is_due(pupil, window: TestWindow, done: set[tuple]) -> bool:
    return pupil.year_group in window.year_groups and (pupil.pk, window.instrument_id, window.part) not in done


def _tests_in_words(group: str, tests: int, pupils: int) -> str:
    told = ngettext("%(tests)d test of %(group)s", "%(tests)d tests of %(group)s", tests)
    missing = ngettext("%(pupils)d pupil to go", "%(pupils)d pupils to go", pupils)
    return f"{told % {'tests': tests, 'group': group}}: {missing % {'pupils': pupils}}"


def _closing(day: dt.date, today: dt.date) -> str:
    text = _("closed %(day)s") if day < today else _("closes %(day)s")
    return text % {"day": date_format(day, "j F")}


def _open_rounds(member: Member, names: dict[int, str]) -> list[QuestionnaireRound]:
    """The rounds of one's groups that are open."""
    return list(to_fill(editable_rounds(member)).filter(group__in=names))


def _questionnaires(
    member: Member, rounds: Sequence[QuestionnaireRound], pupils: Sequence[Enrolled]
) -> list[dict[str, Any]]:
    """Rounds of one's groups that are not filled in whole."""
    progress = progress_of(member, rounds, today=pupils) if rounds else {}
    return [
        _row(
            member,
            "list-checks",
            _("%(name)s of %(group)s: %(done)d of %(all)d pupils")
            % {"name": one.questionnaire.name, "group": one.group.name, "done": done, "all": asked},
            _("before %(day)s") % {"day": date_format(one.due_on, "j F")} if one.due_on else "",
            ("results:round_answers", one.pk),
            due=one.due_on or dt.date.max,
            is_late=_is_late(one),
        )
        for one in rounds
        for done, asked in [progress[one.pk]]
        if done < asked
    ]


def _is_late(one: QuestionnaireRound) -> bool:
    return one.due_on is not None and one.due_on < clock.today()


def _talks(member: Member, names: dict[int, str], untalked: dict[int, int]) -> list[dict[str, Any]]:
    """Pupils for whom the school's rule asks for a talk."""
    return [
        _row(
            member,
            "message-circle",
            ngettext(
                "Talk with %(number)d pupil of %(group)s",
                "Talk with %(number)d pupils of %(group)s",
                untalked[group],
            )
            % {"number": untalked[group], "group": name},
            _("no talk for long, while there is a need or a signal"),
            ("needs:overview", group),
        )
        for group, name in names.items()
        if untalked.get(group)
    ]


def _factors(member: Member, names: dict[int, str]) -> list[dict[str, Any]]:
    """Factors that ask whether they still hold."""
    old = old_by_group(member.school, list(names))
    return [
        _row(
            member,
            "sprout",
            ngettext(
                "%(number)d factor of %(group)s: does it still hold?",
                "%(number)d factors of %(group)s: do they still hold?",
                old[group],
            )
            % {"number": old[group], "group": name},
            _("not looked at for long"),
            ("notes:factors-of-group", group),
        )
        for group, name in names.items()
        if old.get(group)
    ]


def _own_plans(member: Member, names: dict[int, str]) -> list[dict[str, Any]]:
    """Plans of one pupil that ask something: an answer of the parents to read, or a day that is near."""
    return [
        _row(
            member,
            "file-text",
            _("%(plan)s of %(pupil)s") % {"plan": plan["name"], "pupil": plan["pupil"]},
            plan["due"].text,
            ("plans:individual", plan["pk"]),
            due=plan["due"].day or clock.today(),
            is_late=plan["due"].is_late,
        )
        for plan in due_in_groups(member, list(names))
    ]


def _handovers(member: Member) -> list[dict[str, Any]]:
    """Groups handed over to the member and not read yet; questions about what the member handed over."""
    return [
        _row(
            member,
            "users",
            (_("A question about the handover of %(group)s") if is_asked else _("Handover of %(group)s: to read"))
            % {"group": one.group.name},
            "" if is_asked or one.handed_by is None else _("from %(name)s") % {"name": one.handed_by.name},
            ("plans:handover", one.pk),
        )
        for one, is_asked in waiting(member)
    ]


def _row(
    member: Member,
    icon: str,
    text: str,
    meta: str,
    page: tuple[str, int],
    *,
    due: dt.date = dt.date.max,
    is_late: bool = False,
) -> dict[str, Any]:
    url = reverse(page[0], args=[member.school.slug, page[1]])
    return {"icon": icon, "text": text, "meta": meta, "url": url, "due": due, "is_late": is_late}
