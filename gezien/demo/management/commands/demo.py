"""`gezien demo`: set up the demo school when it is not there yet, print the accounts, serve."""

import datetime as dt
import json
import os
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django_scopes import scopes_disabled

from gezien.common.mail import silence
from gezien.demo import cast
from gezien.demo.build import build
from gezien.demo.signals import settle_signals
from gezien.schools.models import School


class Command(BaseCommand):
    """Never touches data that are not the demo's, and never rebuilds what is there."""

    help = "Set up the fictional school De Zwaluw (once), print its accounts and serve it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--no-serve", "--prepare", action="store_true", help="set up only")

    @scopes_disabled()
    def handle(self, *args, port: int, host: str, no_serve: bool, **options):
        marker = settings.DATA_DIR / "demo.json"
        is_there = demo_is_there(marker)
        if no_serve or not is_there:
            call_command("migrate", verbosity=0)  # serving does so itself
        if not is_there:
            set_up(marker)
        self._print_accounts()
        if not no_serve:
            link_to(port)
            call_command("serve", host=host, port=port)

    def _print_accounts(self):
        self.stdout.write(f"Demo school {cast.SCHOOL}. Password of every account: {cast.PASSWORD}")
        for person in cast.PEOPLE:
            self.stdout.write(f"  {person.username:<12} {person.call_name} {person.family_name}, {person.story}")


def link_to(port: int) -> None:
    """Let the addresses in mail and calendars open this demo, also those the worker beside it writes, unless
    GEZIEN_URL says where it is.
    """
    settings.BASE_URL = os.environ.setdefault("GEZIEN_URL", f"http://127.0.0.1:{port}")


def demo_is_there(marker: Path) -> bool:
    """Whether the database holds the demo school; False when it holds no school at all.

    Raises CommandError, before anything is written, when it holds a school that is not the demo's.
    """
    if School._meta.db_table not in connection.introspection.table_names():
        return False
    names = set(School.objects.values_list("name", flat=True))
    if not names:
        return False
    if marker.exists() and cast.SCHOOL in names:
        return True
    raise CommandError(
        f"{settings.DATA_DIR} holds a school that is not the demo's; nothing was changed. "
        "Choose another folder: make demo DATA=.demo"
    )


def set_up(marker: Path) -> None:
    """Build the schools and leave the marker that the settings read: all of it or nothing."""
    offset = whole_weeks_until(cast.TODAY)
    left = marked(offset)
    settings.DEMO, settings.CLOCK_OFFSET_DAYS = True, offset
    settings.DEMO_ACCOUNTS, settings.DEMO_PASSWORD = left["accounts"], left["password"]
    with silence(), transaction.atomic():
        build()
        settle_signals()
        marker.write_text(json.dumps(left, indent=1))


def marked(offset: int) -> dict:
    """What the settings read of the demo: its clock, and the accounts the sign-in page offers."""
    accounts = [
        {"username": one.username, "name": f"{one.call_name} {one.family_name}", "story": one.story}
        for one in cast.PEOPLE
    ]
    return {"clock_offset_days": offset, "password": cast.PASSWORD, "accounts": accounts}


def whole_weeks_until(day: dt.date, today: dt.date | None = None) -> int:
    """Days to add so that today falls in the week of `day` with its own day of the week kept."""
    today = today or dt.date.today()
    return (_monday(day) - _monday(today)).days


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
