"""The calendar of a year: its moments in order, how far each is planned, and the free days between them."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.meetings.models import Meeting, ReviewMoment
from gezien.meetings.queries.proposal import days_before
from gezien.meetings.queries.readiness import groups_in_order
from gezien.meetings.queries.rhythm import Window, free_days, settings_of, windows
from gezien.meetings.rules import visible_meetings
from gezien.schools.models import SchoolYear
from gezien.schools.rules import Member

KIND = ReviewMoment.Kind


def year_rows(member: Member, year: SchoolYear) -> list[dict[str, Any]]:
    """Moments and free days of a year as a page shows them, in order. A fixed number of statements."""
    moments = windows(list(ReviewMoment.objects.filter(school=member.school)), year)
    meetings = defaultdict(list)
    of_year = visible_meetings(member).filter(starts_at__date__range=(year.starts_on, year.ends_on))
    for one in of_year.filter(cancelled_at=None):
        meetings[one.kind].append(one)
    groups = len(groups_in_order(member, year.pk))
    rows = [_moment_row(window, meetings[window.moment.kind], groups, member) for window in moments]
    rows += [
        _free_row(first, last)
        for first, last in free_days(member.school)
        if first <= year.ends_on and last >= year.starts_on
    ]
    return sorted(rows, key=lambda row: row["first"])


def terms_in_words(member: Member) -> list[str]:
    """What the school agreed on around a review, each in one line."""
    rhythm, due = settings_of(member.school), days_before(member.school)
    return [
        ngettext("The preparation is ready %(days)d day before.", "The preparation is ready %(days)d days before.", due)
        % {"days": due},
        ngettext(
            "Parents are spoken with %(days)d day before a pupil review.",
            "Parents are spoken with %(days)d days before a pupil review.",
            rhythm.talk_days,
        )
        % {"days": rhythm.talk_days},
        ngettext(
            "The report is there within %(days)d day.", "The report is there within %(days)d days.", rhythm.report_days
        )
        % {"days": rhythm.report_days},
    ]


def _moment_row(window: Window, meetings: list[Meeting], groups: int, member: Member) -> dict[str, Any]:
    moment, today = window.moment, clock.today()
    inside = [one for one in meetings if window.first <= timezone.localtime(one.starts_at).date() <= window.last]
    state, words = _state(window, inside, groups, today)
    return {
        "first": window.first,
        "kind": moment.kind,
        "name": str(moment.get_kind_display()),
        "month": date_format(window.first, "F"),
        "days": span_in_words(window.first, window.last),
        "is_optional": moment.is_optional,
        "state": state,
        "words": words,
        "is_now": window.first <= today <= window.last,
        "url": _url(window, member) if window.last >= today and state != "done" else "",
    }


def _state(window: Window, inside: list[Meeting], groups: int, today: dt.date) -> tuple[str, str]:
    """ "done", "late" (the moment is there and not all is planned), "open" or "past"; and in words how far."""
    kind = window.moment.kind
    if kind == KIND.SCHOOL:
        return ("past" if window.last < today else "open"), ""
    if kind == KIND.PUPIL:
        if inside:
            return "done", ", ".join(date_format(timezone.localtime(one.starts_at), "j F") for one in inside)
        return ("past", _("not held")) if window.last < today else ("open", _("not planned yet"))
    planned = len({one.group_id for one in inside})
    held = len({one.group_id for one in inside if one.closed_at})
    if window.last < today:
        return "past", _("%(held)d of %(groups)d groups held") % {"held": held, "groups": groups}
    words = _("%(planned)d of %(groups)d groups planned") % {"planned": planned, "groups": groups}
    if planned >= groups:
        return "done", words
    return ("late" if window.first <= today and not window.moment.is_optional else "open"), words


def _url(window: Window, member: Member) -> str:
    slug = member.school.slug
    if window.moment.kind == KIND.GROUP:
        return f"{reverse('meetings:propose', args=[slug])}?window={window.key}"
    try:
        if window.moment.kind == KIND.SCHOOL:
            return reverse("schoolreviews:list", args=[slug])
        return f"{reverse('meetings:plan', args=[slug])}?kind=pupil"
    except NoReverseMatch:
        return ""


def _free_row(first: dt.date, last: dt.date) -> dict[str, Any]:
    return {"first": first, "kind": "free", "days": span_in_words(first, last), "is_past": last < clock.today()}


def span_in_words(first: dt.date, last: dt.date) -> str:
    """ "1 – 28 februari", "19 december – 3 januari", or one day."""
    if first == last:
        return date_format(first, "j F")
    begin = date_format(first, "j" if first.month == last.month else "j F")
    return f"{begin} – {date_format(last, 'j F')}"
