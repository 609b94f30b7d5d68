"""Commands that may be the first thing somebody does on a new machine."""

from django.core.management import call_command
from django.db import connection


def make_tables() -> None:
    """Make the database's tables when there are none yet; bringing older ones up to date is for `gezien serve`."""
    if "django_migrations" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
