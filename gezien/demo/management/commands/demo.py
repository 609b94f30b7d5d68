"""`gezien demo`: set up the demo school when it is not there yet, print the accounts, serve."""

import datetime as dt
import json

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django_scopes import scopes_disabled

from gezien.demo import cast
from gezien.demo.build import build
from gezien.schools.models import School


class Command(BaseCommand):
    """Never touches data that are not the demo's, and never rebuilds what is there."""

    help = "Set up the fictional school De Zwaluw (once), print its accounts and serve it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--no-serve", action="store_true", help="set up only")

    @scopes_disabled()
    def handle(self, *args, port: int, host: str, no_serve: bool, **options):
        call_command("migrate", verbosity=0)
        marker = settings.DATA_DIR / "demo.json"
        if School.objects.exists() and not marker.exists():
            raise CommandError(
                f"{settings.DATA_DIR} holds a school that is not the demo's; nothing was changed. "
                "Choose another folder: make demo DATA=.demo"
            )
        if not marker.exists():
            offset = whole_weeks_until(cast.TODAY)
            settings.CLOCK_OFFSET_DAYS, settings.DEMO = offset, True
            build()
            marker.write_text(json.dumps(marked(offset), indent=1))
        self._print_accounts()
        if not no_serve:
            call_command("serve", host=host, port=port)

    def _print_accounts(self):
        self.stdout.write(f"Demo school {cast.SCHOOL}. Password of every account: {cast.PASSWORD}")
        for person in cast.PEOPLE:
            self.stdout.write(f"  {person.username:<12} {person.call_name} {person.family_name}, {person.story}")


def marked(offset: int) -> dict:
    """What the settings read of the demo: its clock, and the accounts the sign-in page offers."""
    accounts = [
        {"username": one.username, "name": f"{one.call_name} {one.family_name}", "story": one.story}
        for one in cast.PEOPLE
    ]
    return {"clock_offset_days": offset, "password": cast.PASSWORD, "accounts": accounts}


def whole_weeks_until(day: dt.date) -> int:
    """Days to add so that today falls in the week of `day` with its own day of the week kept."""
    today = dt.date.today()
    days = (day - today).days
    return days - days % 7 if days % 7 < 4 else days + 7 - days % 7
