"""`gezien export-edexml FILE`: the school's roster of a year as EDEXML 2.1, as the page gives it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from gezien.imports.formats.edexml.export import export_roster
from gezien.imports.problems import ImportProblem
from gezien.schools.models import School, SchoolYear
from gezien.schools.queries import current_year
from gezien.schools.rules import CommandLine


class Command(BaseCommand):
    """The file is written whole or not at all, readable to its owner alone."""

    help = "Export the roster (EDEXML 2.1): groups, pupils and staff of one school and school year."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--school", help="slug of the school; needed when there are several")
        parser.add_argument("--year", help='name of the school year, "2026-2027" (default: the present one)')

    def handle(self, *args, file: Path, school: str | None, year: str | None, **options):
        owner = _school(school)
        with translation.override("nl"), scope(school=owner):
            try:
                content = export_roster(by=CommandLine(owner), year=_year(owner, year))
            except ImportProblem as problem:
                raise CommandError(str(problem)) from problem
            file.touch(mode=0o600)
            file.write_bytes(content)
            self.stdout.write(_("Written: %(file)s") % {"file": file})


@scopes_disabled()
def _school(slug: str | None) -> School:
    found = list(School.objects.filter(slug=slug) if slug else School.objects.all())
    if len(found) == 1:
        return found[0]
    known = ", ".join(School.objects.values_list("slug", flat=True)) or _("none yet")
    raise CommandError(_("Say which school with --school; there are: %(known)s") % {"known": known})


def _year(school: School, name: str | None) -> SchoolYear:
    year = SchoolYear.objects.filter(school=school, name=name).first() if name else current_year(school)
    if year is None:
        known = ", ".join(SchoolYear.objects.filter(school=school).values_list("name", flat=True)) or _("none yet")
        raise CommandError(_("There is no such school year. There are: %(known)s") % {"known": known})
    return year
