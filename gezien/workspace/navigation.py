"""The main navigation: a table of what stands in it, shown to whom the page would open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.schools.roles import Role
from gezien.schools.rules import (
    Member,
    may_import,
    may_manage_staff,
    may_read_log,
    may_see_figures,
    may_write_files,
    sees_all_groups,
    works_with_pupils,
)
from gezien.workspace.rules import may_open_agreed

Rule = Callable[[Member], bool]


@dataclass(frozen=True)
class Section:
    """One entry: its page, and the rule by which that page opens (none: for everybody).

    `below`: it is marked as current on every page below that one, when it is not the page itself.
    `parts`: pages side by side, as tabs on each of them; the entry leads to the first that somebody may open.
    """

    label: Promise
    icon: str
    url_name: str
    open_to: Rule | None = None
    below: str = ""
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Part:
    """One of the pages of a section, as `Section`."""

    label: Promise
    url_name: str
    open_to: Rule | None = None


# The last months of a school year, in the Netherlands and in Flanders; all year the page is found from the plans.
HANDOVER_MONTHS = (5, 6, 7, 8)
SECTIONS = (
    Section(_("Today"), "house", "workspace:home"),
    Section(
        _("Groups"),
        "users",
        "needs:groups",
        works_with_pupils,
        parts=(
            Part(_("Groups"), "needs:groups", works_with_pupils),
            Part(_("Seen"), "workspace:seen", works_with_pupils),
        ),
    ),
    Section(
        _("Reviews"),
        "messages-square",
        "meetings:list",
        parts=(
            Part(_("Group reviews"), "meetings:list", works_with_pupils),
            Part(_("Pupil review"), "cases:list", works_with_pupils),
            Part(_("School review"), "schoolreviews:list"),
            Part(_("Class visits"), "visits:list", works_with_pupils),
            Part(_("Rhythm of the year"), "meetings:rhythm", works_with_pupils),
        ),
    ),
    Section(_("Agreements"), "list-checks", "agreements:list", works_with_pupils),
    Section(_("Tests"), "calendar", "results:calendar", works_with_pupils, below="results:instruments"),
    Section(
        _("School picture"),
        "chart-column",
        "dashboards:school",
        may_see_figures,
    ),
    Section(
        _("Quality"),
        "book-open-check",
        "quality:home",
        may_open_agreed,
    ),
    Section(_("Imports"), "upload", "imports:list", may_import),
    Section(_("Staff"), "settings", "staff:list", may_manage_staff),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the head of a page shows this member; it asks the database nothing.

    `nav`: the sections they may open and that exist, each with label, url, icon, parts and is_current; `nav_parts`: on
    one of several pages side by side, those pages. `may_search`,
    `may_write` and `may_read_log`: whether search box, note button and log stand there. `role_names`: their roles in
    words. `show_handover`: whether a group's pages lead to handing it over, in the last months of a year.
    `sees_all_groups`: whether school pages lead to what coach and head see.
    """
    member = getattr(request, "member", None)
    if member is None:
        return {"nav": []}
    entries = [entry for section in SECTIONS if (entry := _entry(section, member, request.path))]
    return {
        "nav": entries,
        "nav_parts": next((entry["parts"] for entry in entries if _is_a_part(entry["parts"])), ()),
        "may_search": works_with_pupils(member),
        "may_write": may_write_files(member),
        "may_read_log": may_read_log(member),
        "sees_all_groups": sees_all_groups(member),
        "show_handover": clock.today().month in HANDOVER_MONTHS,
        "role_names": ", ".join(str(role.label) for role in Role if role in member.roles),
    }


def _entry(section: Section, member: Member, path: str) -> dict | None:
    """The section for this member, or None when they may not open it or the page does not exist."""
    if not _may_open(section, member):
        return None
    parts = [_part(part, member, path) for part in section.parts if _may_open(part, member)]
    url = parts[0]["url"] if parts else reverse(section.url_name, args=[member.school.slug])
    is_home = section.url_name == "workspace:home"
    root = reverse(section.below, args=[member.school.slug]) if section.below else url
    is_current = path == url if is_home else path.startswith((root, *(part["url"] for part in parts)))
    return {"label": section.label, "icon": section.icon, "url": url, "is_current": is_current, "parts": parts}


def _part(part: Part, member: Member, path: str) -> dict:
    url = reverse(part.url_name, args=[member.school.slug])
    return {"label": part.label, "url": url, "is_current": path == url}


def _may_open(one: Section | Part, member: Member) -> bool:
    return one.open_to is None or one.open_to(member)


def _is_a_part(parts: list[dict]) -> bool:
    return len(parts) > 1 and any(part["is_current"] for part in parts)
