"""The main navigation: a table of what stands in it, shown to whom the page would open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.schools.roles import Permission, Role
from gezien.schools.rules import Member


@dataclass(frozen=True)
class Section:
    """One entry: its page, and the permissions of which one is enough (none: everybody).

    `below`: it is marked as current on every page below that one, when it is not the page itself; `also`: and on those
    below that one.
    """

    label: Promise
    icon: str
    url_name: str
    needs_one_of: frozenset[Permission] = frozenset()
    below: str = ""
    also: str = ""


FILES = frozenset({Permission.OWN_GROUPS, Permission.ALL_GROUPS})
# The last months of a school year, in the Netherlands and in Flanders; all year the page is found from the plans.
HANDOVER_MONTHS = (5, 6, 7, 8)
SECTIONS = (
    Section(_("Today"), "house", "workspace:home"),
    Section(_("Groups"), "users", "needs:groups", FILES),
    Section(_("Seen"), "eye", "workspace:seen", FILES),
    Section(_("Reviews"), "messages-square", "meetings:list", FILES, also="cases:list"),
    Section(_("Agreements"), "list-checks", "agreements:list", FILES),
    Section(_("Tests"), "calendar", "results:calendar", FILES, below="results:instruments"),
    Section(
        _("School picture"),
        "chart-column",
        "dashboards:school",
        frozenset({Permission.SCHOOL_FIGURES}),
    ),
    Section(
        _("Agreed"),
        "book-open-check",
        "quality:home",
        frozenset({Permission.SCHOOL_FIGURES, Permission.EDIT_AGREED}),
    ),
    Section(_("Imports"), "upload", "imports:list", frozenset({Permission.IMPORT})),
    Section(_("Staff"), "settings", "staff:list", frozenset({Permission.MANAGE_STAFF})),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the head of a page shows this member; it asks the database nothing.

    `nav`: the sections they may open and that exist, each with label, url, icon and is_current. `may_search`,
    `may_write` and `may_read_log`: whether search box, note button and log stand there. `role_names`: their roles in
    words. `show_handover`: whether a group's pages lead to handing it over, in the last months of a year.
    `sees_all_groups`: whether school pages lead to what coach and head see.
    """
    member = getattr(request, "member", None)
    if member is None:
        return {"nav": []}
    return {
        "nav": [entry for section in SECTIONS if (entry := _entry(section, member, request.path))],
        "may_search": bool(FILES & member.permissions),
        "may_write": member.may(Permission.EDIT_FILES),
        "may_read_log": member.may(Permission.READ_LOG),
        "sees_all_groups": member.may(Permission.ALL_GROUPS),
        "show_handover": clock.today().month in HANDOVER_MONTHS,
        "role_names": ", ".join(str(role.label) for role in Role if role in member.roles),
    }


def _entry(section: Section, member: Member, path: str) -> dict | None:
    """The section for this member, or None when they may not open it or the page does not exist."""
    if section.needs_one_of and not section.needs_one_of & member.permissions:
        return None
    try:
        url = reverse(section.url_name, args=[member.school.slug])
    except NoReverseMatch:
        return None
    is_home = section.url_name == "workspace:home"
    names = (section.below or section.url_name, *([section.also] if section.also else []))
    roots = tuple(reverse(name, args=[member.school.slug]) for name in names)
    return {
        "label": section.label,
        "icon": section.icon,
        "url": url,
        "is_current": path == url if is_home else path.startswith(roots),
    }
