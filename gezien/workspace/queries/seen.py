"""The pictures of who is seen: of one group, and of all groups one sees, ready for the page."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.common.markup import bar_svg, seen_dot
from gezien.meetings.queries.seen import (
    NOTED,
    OBSERVED,
    PARENTS,
    SPOKEN,
    WAYS,
    Fairness,
    SeenPupil,
    by_group,
    fairness,
    seen_pupils,
)
from gezien.needs.seen import agreed_weeks
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups
from gezien.pupils.words import by_year_group
from gezien.schools.models import School
from gezien.schools.rules import Member
from gezien.workspace.queries.pupil_file import ago

UNSEEN, QUIET = "unseen", "quiet"
LONGEST = 15  # pupils who wait longest, on the picture of the school


def group_picture(member: Member, group: Group, only: str = "") -> dict[str, Any]:
    """One row for each pupil, who was not seen longest first: three statements, whatever is written about them.

    `only` is "unseen" or "quiet"; the figures above are of the whole group.
    """
    weeks = weeks_of(member.school)
    pupils = seen_pupils(member, group, weeks=weeks)
    shared, most = fairness(pupils), max((one.total for one in pupils), default=0)
    chosen = [one for one in pupils if _is_chosen(one, only)]
    return {
        "rows": [_pupil_row(one, most, clock.today()) for one in chosen],
        "strip": _strip(shared, weeks),
        "words": fairness_in_words(shared),
        "count": shared.count,
        "filters": [
            {"only": key, "label": label, "number": number, "is_current": key == only}
            for key, label, number in (
                ("", _("Everybody"), shared.count),
                (UNSEEN, _("Not seen for %(weeks)s weeks") % {"weeks": weeks}, shared.unseen),
                (QUIET, _("The quiet middle"), shared.quiet),
            )
        ],
    }


def school_picture(member: Member) -> dict[str, Any]:
    """A row for each group one sees with how attention is shared there, and who waits longest in all of them."""
    weeks = weeks_of(member.school)
    pupils = seen_pupils(member, weeks=weeks)
    order = {group.pk: by_year_group(group) for group in visible_groups(member).order_by()}
    groups = sorted(by_group(pupils).items(), key=lambda pair: order[pair[0][0]])
    waiting = [one for one in pupils if one.state == "open"]
    return {
        "rows": [_group_row(key, name, fairness(found)) for (key, name), found in groups],
        "strip": _strip(fairness(pupils), weeks),
        "longest": [_waiting_row(one, clock.today()) for one in waiting[:LONGEST]],
        "shown": waiting[:LONGEST],
        "more": max(len(waiting) - LONGEST, 0),
        "weeks": weeks,
        "count": len(pupils),
    }


def longest_unseen(member: Member, most: int) -> dict[str, Any]:
    """For a home page: the pupils nobody saw longest, and how many more there are; two statements."""
    waiting = [one for one in seen_pupils(member) if one.state == "open"]
    shown = waiting[:most]
    return {"rows": [_waiting_row(one, clock.today()) for one in shown], "shown": shown, "number": len(waiting)}


def weeks_of(school: School) -> int:
    """Within how many weeks the school agreed to see each pupil."""
    return School.objects.filter(pk=school.pk).values_list(agreed_weeks(school), flat=True).get()


def fairness_in_words(shared: Fairness) -> list[str]:
    """What stands out: over how few pupils half of all attention goes, and whether the quiet middle is seen."""
    told = []
    if shared.times and shared.count > 1:
        told.append(
            ngettext(
                "Half of all that was noted this school year is about %(half)s of the %(count)s pupils.",
                "Half of all that was noted this school year is about %(half)s of the %(count)s pupils.",
                shared.half,
            )
            % {"half": shared.half, "count": shared.count}
        )
    others = shared.count - shared.quiet
    if shared.quiet and others:
        told.append(
            _(
                "Of the %(quiet)s pupils without signal or need %(quiet_unseen)s were not seen lately, "
                "of the %(others)s others %(others_unseen)s."
            )
            % {
                "quiet": shared.quiet,
                "quiet_unseen": shared.quiet_unseen,
                "others": others,
                "others_unseen": shared.others_unseen,
            }
        )
    return told


def _is_chosen(one: SeenPupil, only: str) -> bool:
    return {UNSEEN: one.state == "open", QUIET: one.is_quiet}.get(only, True)


def _strip(shared: Fairness, weeks: int) -> list[dict[str, Any]]:
    """Figures with a bar: seen within the agreed weeks, the quiet middle, spoken with, and the parents."""
    cards = [
        (_("Seen"), _("seen within %(weeks)s weeks") % {"weeks": weeks}, shared.seen, shared.count),
        (
            _("The quiet middle"),
            _("without signal or need, and seen"),
            shared.quiet - shared.quiet_unseen,
            shared.quiet,
        ),
        (_("Spoken with"), _("had a talk this school year"), shared.by_way[SPOKEN], shared.count),
        (_("Parents"), _("whose parents had a talk this school year"), shared.by_way[PARENTS], shared.count),
    ]
    return [_card(title, text, number, of) for title, text, number, of in cards if of]


def _card(title: str, text: str, number: int, of: int) -> dict[str, Any]:
    share = _("%(number)s of %(of)s") % {"number": number, "of": of}
    return {"title": title, "share": share, "text": text, "bar": bar_svg(number / of, f"{share} {text}")}


def _pupil_row(one: SeenPupil, most: int, today: dt.date) -> dict[str, Any]:
    times = ngettext("%(times)s time", "%(times)s times", one.total) % {"times": one.total}
    names = {OBSERVED: _("observed"), SPOKEN: _("spoken with"), PARENTS: _("parents")}
    parts = (f"{names[way]} {one.times[way]}" for way in NOTED if one.times[way])
    return {
        "pk": one.pk,
        "name": one.name,
        "dot": _dot(one, today),
        "is_quiet": one.is_quiet,
        "ways": {way: _when(one.days[way], today) for way in WAYS},
        "times": times,
        "parts": ", ".join(parts),
        "bar": bar_svg(one.total / most if most else 0, times),
    }


def _dot(one: SeenPupil, today: dt.date) -> str:
    words = _("last seen %(when)s") % {"when": ago(one.last, today)} if one.last else _("nothing noted yet")
    return seen_dot(one.state, words)


def _when(day: dt.date | None, today: dt.date) -> dict[str, str]:
    """How long ago, and the day itself for who asks."""
    if day is None:
        return {"ago": _("not yet"), "day": "", "css": "quiet"}
    return {"ago": ago(day, today), "day": date_format(day, "j F Y"), "css": ""}


def _group_row(key: int, name: str, shared: Fairness) -> dict[str, Any]:
    share = _("%(number)s of %(of)s") % {"number": shared.seen, "of": shared.count}
    return {
        "pk": key,
        "name": name,
        "count": shared.count,
        "seen": share,
        "bar": bar_svg(shared.seen / shared.count, share),
        "quiet": _share(shared.quiet_unseen, shared.quiet),
        "others": _share(shared.others_unseen, shared.count - shared.quiet),
        "spoken": _share(shared.by_way[SPOKEN], shared.count),
        "parents": _share(shared.by_way[PARENTS], shared.count),
        "half": _share(shared.half, shared.count) if shared.times else "–",
        "asks": shared.unseen > 0,
    }


def _share(number: int, of: int) -> str:
    return _("%(number)s of %(of)s") % {"number": number, "of": of} if of else "–"


def _waiting_row(one: SeenPupil, today: dt.date) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "name": one.name,
        "group": one.group,
        "group_name": one.group_name,
        "is_quiet": one.is_quiet,
        "dot": _dot(one, today),
        "when": ago(one.last, today) if one.last else _("not yet"),
    }
