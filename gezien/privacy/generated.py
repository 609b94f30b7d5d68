"""The pages of docs/ that are written from the code: what each role may do, and what is kept about whom."""

from django.utils import translation

from gezien.common.personal_data import Kept
from gezien.privacy.declared import declared
from gezien.schools.roles import MEANING, ROLES, Role

MADE_BY = "<!-- Written by `make docs`; change the code and run it again. -->\n"
PERMISSIONS = """
# Roles and what they may do

A person holds one or more roles in one school, from a day until a day. What lies outside a role does not exist for that
person: its address answers 404. Beyond a role only an `AccessGrant` lets somebody in: one person, one pupil, a reason
and an end. A board officer holds no role in a school and sees figures alone, never a pupil.
"""
PRIVACY = """
# What Gezien keeps, why and how long

Gezien has no place for a national number, for origin, for religion or for a diagnosis, on purpose. Every record belongs
to one school, and every reading of a pupil's file is logged with the reason why it was allowed. Parents may ask to read
everything about their child; the table tells what an export for a person holds. Fields in bold are sensitive.

The terms are what Gezien declares. Erasing by itself when a term ends, and the export, are not built yet.
"""
HEAD = "| record | about | why | kept | when erased | in an export | fields |\n|---|---|---|---|---|---|---|"


@translation.override("en")
def permissions_page() -> str:
    """docs/permissions.md, from gezien/schools/roles.py."""
    names = [Role(role).name.lower() for role in ROLES]
    lines = [f"- **{name}**: {description.summary}" for name, description in zip(names, ROLES.values(), strict=True)]
    lines += ["", "| may | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for permission, meaning in MEANING.items():
        marks = ["yes" if permission in description.permissions else "" for description in ROLES.values()]
        lines.append(f"| {meaning} (`{permission}`) | " + " | ".join(marks) + " |")
    return f"{MADE_BY}{PERMISSIONS}\n" + "\n".join(lines) + "\n"


@translation.override("en")
def privacy_page() -> str:
    """docs/privacy.md, from every app's personal_data.py."""
    by_app: dict[str, list[str]] = {}
    for model, kept in declared().items():
        by_app.setdefault(model._meta.app_label, []).append(_row(model.__name__, kept))
    tables = [f"\n## {app}\n\n{HEAD}\n" + "\n".join(rows) + "\n" for app, rows in by_app.items()]
    return MADE_BY + PRIVACY + "".join(tables)


def _row(name: str, kept: Kept) -> str:
    fields = ", ".join([*kept.ordinary, *(f"**{field}**" for field in kept.sensitive)])
    cells = [name, kept.about, kept.why, kept.term, kept.erase, "yes" if kept.exported else "", fields]
    return "| " + " | ".join(cells) + " |"


PAGES = {"permissions.md": permissions_page, "privacy.md": privacy_page}
