"""The versions of a plan: the list, one as it was, and what changed between two, with who did."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.plans.models import GoalChange, GroupPlan, PlanRowChange, PlanVersion
from gezien.plans.queries.basis import Basis, gather
from gezien.plans.queries.contents import PlanContents, contents_at, contents_of, from_json
from gezien.plans.queries.difference import Part, count, difference
from gezien.plans.words import short_names
from gezien.pupils.models import Pupil

OCCASION = PlanVersion.Occasion


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list. `changes`: how many texts differ from the one before it; None for the first."""

    number: int
    occasion: str
    why: str
    who: str
    when: str
    is_open: bool
    changes: int | None

    @property
    def before(self) -> int:
        """The number of the version before."""
        return self.number - 1


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a plan, the newest first, and how many texts changed since."""

    lines: tuple[VersionLine, ...]
    since: int


def plan_versions(plan: GroupPlan) -> Versions:
    """Every version, with how much it differs from the one before."""
    now = contents_of(plan, gather(plan.group, plan.subject, plan.period))
    versions = list(PlanVersion.objects.filter(plan=plan).select_related("made_by").order_by("number"))
    lines: list[VersionLine] = []
    before: PlanContents | None = None
    for version in versions:
        here = contents_at(version, now)
        lines.append(_line(version, None if before is None else count(difference(before, here, {}))))
        before = here
    return Versions(tuple(reversed(lines)), count(difference(before, now, {})) if before else 0)


def _line(version: PlanVersion, changes: int | None) -> VersionLine:
    return VersionLine(
        number=version.number,
        occasion=version.get_occasion_display(),
        why=version.why,
        who=version.made_by.name if version.made_by else "",
        when=date_format(version.made_at, "j F Y"),
        is_open=version.sealed_at is None,
        changes=changes,
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """Two readings beside each other: their names, and what changed with who did."""

    old: str
    new: str
    why: str
    parts: tuple[Part, ...]
    who: Mapping[tuple[str, int, str], str]


def compare(plan: GroupPlan, old: PlanVersion, new: PlanVersion | None) -> Compared:
    """From one version to another; without `new` to the plan as it stands."""
    now = contents_of(plan, gather(plan.group, plan.subject, plan.period))
    before, after = contents_at(old, now), contents_at(new, now) if new else now
    parts = tuple(difference(before, after, pupil_names(plan, before, after)))
    until = new.sealed_at if new else None
    return Compared(
        old=version_title(old.number),
        new=version_title(new.number) if new else _("as it stands now"),
        why=new.why if new else "",
        parts=parts,
        who=_who(plan, since=old.sealed_at or old.made_at, until=until),
    )


def pupil_names(plan: GroupPlan, *readings: PlanContents) -> dict[int, str]:
    """Short names of every pupil in these readings who is still kept."""
    keys = set().union(*(one.pupils for one in readings))
    pupils = Pupil.objects.filter(school=plan.school_id, pk__in=keys).order_by("call_name", "family_name", "pk")
    return short_names(list(pupils))


def version_title(number: int) -> str:
    """ "version 2"."""
    return _("version %(number)s") % {"number": number}


def _who(plan: GroupPlan, *, since: Any, until: Any) -> dict[tuple[str, int, str], str]:
    """Who last changed each text in that time, and when: ("row" or "goal", key, field) → "Emmy de Groot, 3 March"."""
    span = {"changed_at__gte": since} | ({"changed_at__lte": until} if until else {})
    rows = PlanRowChange.objects.filter(row__plan=plan, **span).select_related("changed_by").order_by("version", "pk")
    goals = GoalChange.objects.filter(goal__row__plan=plan, **span).select_related("changed_by")
    found = {}
    changes: list[tuple[str, Any, int]] = [("row", one, one.row_id) for one in rows]
    changes += [("goal", one, one.goal_id) for one in goals.order_by("version", "pk")]
    for kind, change, key in changes:
        name = change.changed_by.name if change.changed_by else _("somebody who left")
        line = f"{name}, {date_format(change.changed_at, 'j F')}"
        for field in change.before:
            found[kind, key, FIGURES.get(field, field) if kind == "goal" else TIMES.get(field, field)] = line
    return found


FIGURES = dict.fromkeys(("instrument_id", "score_type", "level", "current", "target"), "figure")
TIMES = {"times_a_week": "minutes_a_week"}


def last_version(plan: GroupPlan, basis: Basis) -> dict[str, Any] | None:
    """The newest version with how many texts changed since, for a plan that comes `with_names`: no statement."""
    found = getattr(plan, "newest_version", None)
    if not found:
        return None
    is_open = found["sealed_at"] is None
    kept = found["contents"]
    then = from_json(json.loads(kept) if isinstance(kept, str) else kept) if not is_open else None
    changes = count(difference(then, contents_of(plan, basis), {})) if then else 0
    return {
        "number": found["number"],
        "occasion": OCCASION(found["occasion"]).label,
        "why": found["why"],
        "is_open": is_open,
        "changes": changes,
    }
