"""`gezien create-school NAME`: a school with its starter set and its first administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django_scopes import scope, scopes_disabled

from gezien.common.management.fresh import make_tables
from gezien.schools.actions import appoint_administrator, create_school
from gezien.schools.models import School


class Command(BaseCommand):
    """Prints the address and, once, the administrator's password."""

    help = "Make a school with its first administrator, whose one-time password is printed."

    def add_arguments(self, parser):
        parser.add_argument("name", help='as it is written on the wall: "De Zwaluw"')
        parser.add_argument(
            "--board", default="", help="name of the board; made when it is new (default: the school's)"
        )
        parser.add_argument("--country", choices=School.Country.values, default=School.Country.NETHERLANDS.value)
        parser.add_argument("--number", default="", help="BRIN with location (12AB00), or the Flemish number")
        parser.add_argument("--admin", required=True, metavar="USERNAME", help="the first administrator")
        parser.add_argument("--email", default="", help="the administrator's address")

    @scopes_disabled()
    @translation.override("en")
    def handle(self, *args, name: str, board: str, country: str, number: str, admin: str, email: str, **options):
        make_tables()
        if number and School.objects.filter(official_number__iexact=number).exists():
            raise CommandError(f"There is a school with number {number} already; nothing has changed.")
        try:
            with transaction.atomic():
                school = create_school(
                    board_name=board or name, name=name, country=country, official_number=number.upper()
                )
                with scope(school=school):
                    user, password = appoint_administrator(school=school, username=admin, email=email)
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing has changed.") from error
        self.stdout.write(f"Made {school.name} of {school.board.name}: /s/{school.slug}/")
        self.stdout.write(f"Administrator {user.username}, one-time password: {password}")
