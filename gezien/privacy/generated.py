"""The pages of docs/ that are written from the code: what each role may do, and what is kept about whom."""

from collections.abc import Iterator

from gezien.common.personal_data import Kept
from gezien.privacy.declared import declared
from gezien.schools.roles import MEANING, ROLES, Role

MADE_BY = "<!-- Written by `make docs`; change the code and run it again. -->"


def permissions_page() -> str:
    """docs/permissions.md, from gezien/schools/roles.py."""
    lines = [
        MADE_BY,
        "",
        "# Roles and what they may do",
        "",
        "A person holds one or more roles in one school, from a day until a day. What lies outside a role does not exist",
        "for that person: its address answers 404. Beyond a role only an `AccessGrant` lets somebody in: one person, one",
        "pupil, a reason and an end. A board officer holds no role in a school and sees figures alone, never a pupil.",
        "",
        *(f"- **{Role(role).name.lower()}**: {description.summary}" for role, description in ROLES.items()),
        "",
        "| may | " + " | ".join(Role(role).name.lower() for role in ROLES) + " |",
        "|---|" + "---|" * len(ROLES),
    ]
    for permission, meaning in MEANING.items():
        marks = ["yes" if permission in description.permissions else "" for description in ROLES.values()]
        lines.append(f"| {meaning} (`{permission}`) | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


def privacy_page() -> str:
    """docs/privacy.md, from every app's personal_data.py."""
    lines = [
        MADE_BY,
        "",
        "# What Gezien keeps, why and how long",
        "",
        "Gezien has no place for a national number, for origin, for religion or for a diagnosis, on purpose. Parents may",
        "ask to read everything about their child; what an export for them holds is marked below. Every record belongs to one",
        "school, and every reading of a pupil's file is logged with the reason why it was allowed.",
        "",
        "The terms are what Gezien declares; carrying them out by itself (erasing when a term ends) is not built yet.",
    ]
    by_app: dict[str, list[str]] = {}
    for model, kept in declared().items():
        by_app.setdefault(model._meta.app_label, []).extend(_entry(model.__name__, kept))
    for app, entries in by_app.items():
        lines += ["", f"## {app}", "", "| record | about | why | kept | when erased | in the person's export | fields |"]
        lines += ["|---|---|---|---|---|---|---|", *entries]
    return "\n".join(lines) + "\n"


def _entry(name: str, kept: Kept) -> Iterator[str]:
    fields = ", ".join([*kept.ordinary, *(f"**{field}**" for field in kept.sensitive)])
    exported = "yes" if kept.exported else ""
    yield f"| {name} | {kept.about} | {kept.why} | {kept.term} | {kept.erase} | {exported} | {fields} |"


PAGES = {"permissions.md": permissions_page, "privacy.md": privacy_page}
