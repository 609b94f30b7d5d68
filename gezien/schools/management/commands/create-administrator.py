"""`gezien create-administrator SCHOOL USERNAME`: an administrator for a school that has none who can sign in."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django_scopes import scope, scopes_disabled

from gezien.schools.actions import appoint_administrator
from gezien.schools.models import School


class Command(BaseCommand):
    """Prints, once, the password."""

    help = "Make an account with the role of administrator in a school; its one-time password is printed."

    def add_arguments(self, parser):
        parser.add_argument("school", help="slug, as in the address: /s/<slug>/")
        parser.add_argument("username")
        parser.add_argument("--email", default="")

    @scopes_disabled()
    @translation.override("en")
    def handle(self, *args, school: str, username: str, email: str, **options):
        found = School.objects.filter(slug=school).first()
        if found is None:
            known = ", ".join(School.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no school {school}. There are: {known}.")
        try:
            with scope(school=found):
                user, password = appoint_administrator(school=found, username=username, email=email)
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing has changed.") from error
        self.stdout.write(f"Administrator {user.username} of {found.name}, one-time password: {password}")
