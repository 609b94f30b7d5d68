"""Bringing a database up to date: what stands in its way is said before anything is changed."""

from django.core.management import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def refuse_half_updated(using: str, **_signal) -> None:
    """Raise CommandError when a database has some of the steps that were folded into one, and not all (decision 35).

    Django would leave such an app out in silence, and the pages on it would fail one by one.
    """
    connection = connections[using]
    replacements = MigrationLoader(connection).replacements
    apps = half_updated(replacements, set(MigrationRecorder(connection).applied_migrations()))
    if apps:
        raise CommandError(
            "De database is van een proefversie van vóór 22 november 2026 en nog niet helemaal bijgewerkt "
            f"({', '.join(apps)}). Er is niets veranderd. Maak een kopie, werk haar eerst bij met de versie a031706 en "
            "dan met deze; of begin opnieuw met een lege map (GEZIEN_DATA) of database."
        )


def half_updated(replacements: dict, applied: set[tuple[str, str]]) -> list[str]:
    """The apps of which some, but not all, of the steps that one migration replaces are among the applied ones.

    That migration may bear the name of the first of them: without the others that is a step of before too.
    """
    return sorted(
        migration.app_label
        for key, migration in replacements.items()
        if applied.intersection([key, *migration.replaces]) and not applied.issuperset(migration.replaces)
    )
