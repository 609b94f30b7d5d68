"""The tests of one group: what is late, due, still to come and done, with who misses it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common import clock
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_pupils
from gezien.results.models import TestWindow
from gezien.results.queries.calendar import (
    CLOSED,
    COMING,
    Enrolled,
    days_in_words,
    enrolled,
    said,
    state_of,
    taken,
)
from gezien.results.rules import visible_windows
from gezien.schools.rules import Member

LATE, DUE, DONE = "late", "due", "done"
# In the order in which they ask for attention.
PARTS = {
    LATE: gettext_lazy("Late"),
    DUE: gettext_lazy("To be taken now"),
    COMING: gettext_lazy("Coming"),
    DONE: gettext_lazy("Done"),
}


@dataclass
class GroupTests:
    """The windows of a group by what they ask: state, heading and rows; and how many pupils there are."""

    parts: list[dict]
    pupils: int


def group_tests(member: Member, group: Group, *, can_enter: bool) -> GroupTests:
    """Every window that is for a pupil of this group, whatever its state: three statements."""
    year = group.year
    day = min(max(clock.today(), year.starts_on), year.ends_on)
    pupils = enrolled([group], visible_pupils(member), day=day)
    windows = visible_windows(member).filter(year=year).select_related("instrument__subject")
    ordered = list(windows.order_by("opens_on", "instrument__subject__position", "instrument__name", "pk"))
    done = taken(member.school, [pupil.pk for pupil in pupils], ordered, year)
    rows = [row for window in ordered if (row := _row(member, group, window, pupils, done, can_enter=can_enter))]
    parts = [
        {"state": state, "name": name, "rows": found}
        for state, name in PARTS.items()
        if (found := [row for row in rows if row["state"] == state])
    ]
    return GroupTests(parts, len(pupils))


def _row(
    member: Member, group: Group, window: TestWindow, pupils: list[Enrolled], done: set[tuple], *, can_enter: bool
) -> dict | None:
    """One window; None when it is for nobody here: in a combination class each pupil's own year group counts."""
    asked = [pupil for pupil in pupils if pupil.year_group in window.year_groups]
    if not asked:
        return None
    missing = [pupil for pupil in asked if (pupil.pk, window.instrument_id, window.part) not in done]
    today = clock.today()
    state = _state(window, missing, today)
    place = [member.school.slug, group.pk, window.instrument_id, window.part]
    return {
        "state": state,
        "test": window.instrument.name,
        "part": window.get_part_display(),
        "subject": window.instrument.subject.name,
        "days": days_in_words(window),
        "said": "" if state in (DONE, COMING) else said(window, state_of(window, today), today),
        "count": _("%(count)s of %(all)s") % {"count": len(asked) - len(missing), "all": len(asked)},
        "missing": [pupil.name for pupil in missing] if state in (LATE, DUE) and len(missing) < len(asked) else [],
        "nobody": state in (LATE, DUE) and len(missing) == len(asked),
        "url": reverse("results:entry", args=place) if can_enter and state != COMING else "",
    }


def _state(window: TestWindow, missing: list[Enrolled], today) -> str:
    if not missing:
        return DONE
    state = state_of(window, today)
    return COMING if state == COMING else LATE if state == CLOSED else DUE
