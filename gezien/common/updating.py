"""Bringing a database up to date: what stands in its way is said before anything is changed."""

from django.core.management import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader


def refuse_half_updated(using: str, **_signal) -> None:
    """Raise CommandError when a database has some of the steps that were folded into one, and not all (decision 35).

    Django would leave such an app out in silence, and the pages on it would fail one by one.
    """
    loader = MigrationLoader(connections[using])
    apps = half_updated(loader.replacements, set(loader.applied_migrations))
    if apps:
        raise CommandError(
            "De database is van een proefversie van vóór 22 november 2026 en nog niet helemaal bijgewerkt "
            f"({', '.join(apps)}). Er is niets veranderd. "
            "Werk haar eerst bij met de versie a031706, of begin opnieuw: make clean-demo."
        )


def half_updated(replacements: dict, applied: set[tuple[str, str]]) -> list[str]:
    """The apps of which some, but not all, of the steps that one migration replaces are among the applied ones."""
    return sorted(
        migration.app_label
        for migration in replacements.values()
        if (already := applied.intersection(migration.replaces)) and len(already) < len(migration.replaces)
    )
