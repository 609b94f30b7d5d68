"""`gezien import-edexml FILE`: the roster from the command line, with the same preview as the page.

The school is found by its official number (BRIN with location, or the Flemish institution number). When no school has
that number a new one is made, and said so. Exit code 1 and a message when the file is wrong; nothing is then changed.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from gezien.common.management.fresh import make_tables
from gezien.imports.formats.edexml.reader import read
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.contents import Roster, RosterSchool
from gezien.imports.roster.plan import RosterPlan, plan_roster, same_number
from gezien.imports.roster.summary import KINDS, in_words, summary_of
from gezien.imports.roster.verdicts import Verdict
from gezien.schools.actions import create_school
from gezien.schools.models import School
from gezien.schools.rules import CommandLine

LISTED = 20  # names shown for each verdict
# What would mix two schools, or comes from half a file, asks for --confirm; the rest is said and done.
STOPPING = {"other-school", "many-missing"}


class Command(BaseCommand):
    """Nothing is written before the whole file has been read and judged."""

    help = "Import a roster (EDEXML 1.03, 2.0 or 2.1): groups, pupils and staff of one school and school year."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, change nothing")
        parser.add_argument("--school", help="slug of the school, when it cannot be found by its number")
        parser.add_argument("--name", default="", help="name for a new school (default: its number)")
        parser.add_argument("--board", default="", help="name of a new school's board (default: the school's name)")
        parser.add_argument("--confirm", action="store_true", help="go on although there is a warning")

    @scopes_disabled()
    def handle(self, *args, file: Path, dry_run: bool, school: str | None, confirm: bool, **options):
        with translation.override("nl"):
            try:
                roster = read(_existing(file))
                make_tables()
                with transaction.atomic():
                    owner = _named(school) if school else self._school_of(roster.school, options)
                    with scope(school=owner):
                        self._import(owner, roster, dry_run, confirm)
                    transaction.set_rollback(dry_run)
            except ImportProblem as problem:
                raise CommandError(f"{file}: {problem}") from problem
            if dry_run:
                self.stdout.write(_("This was a dry run; nothing has changed."))

    def _import(self, school: School, roster: Roster, dry_run: bool, confirm: bool) -> None:
        plan = plan_roster(school, roster)
        self._show(school, plan)
        stopping = [caution for caution in plan.cautions if caution.code in STOPPING]
        if stopping and not confirm and not dry_run:
            raise CommandError(_("Nothing has changed. Is this right? Then run the command again with --confirm."))
        if plan.nothing_changes:
            self.stdout.write(_("Nothing changes."))
        elif not dry_run:
            apply_roster(by=CommandLine(school), school=school, roster=roster, expected=plan.fingerprint)
            self.stdout.write(self.style.SUCCESS(_("Applied.")))

    def _show(self, school: School, plan: RosterPlan) -> None:
        """The preview in plain text: totals, then names, then what to think about."""
        self.stdout.write(f"{school.name} ({school.official_number or '–'}) · {in_words(summary_of(plan))}")
        for what, title in KINDS:
            counts = plan.counts[what]
            told = [f"{counts[verdict]} {verdict.label}" for verdict in Verdict if counts[verdict]]
            self.stdout.write(f"  {title}: {', '.join(told) or '0'}")
        for verdict in Verdict:
            self._show_rows([row for row in plan.rows if row.verdict == verdict], verdict)
        for notice in plan.notices:
            self.stdout.write(f"  · {notice.text}")
        for caution in plan.cautions:
            self.stderr.write(self.style.WARNING(f"! {caution.text}"))

    def _show_rows(self, rows: list, verdict: Verdict) -> None:
        for row in rows[:LISTED]:
            line = f" ({_('line')} {row.line})" if row.line and verdict == Verdict.REFUSED else ""
            parts = [part for part in (row.name, row.group, row.detail) if part]
            self.stdout.write(f"    {verdict.label}: {' · '.join(parts)}{line}")
        if len(rows) > LISTED:
            self.stdout.write("    " + _("And %(number)s more.") % {"number": len(rows) - LISTED})

    def _school_of(self, file: RosterSchool, options: dict) -> School:
        """The school with this number, or a new one."""
        if not file.number:
            raise CommandError(_("The file does not say which school it is from; name the school with --school."))
        for school in School.objects.all():
            if same_number(school.official_number, file.number):
                return school
        name = options["name"] or _("School %(number)s") % {"number": file.number}
        made = create_school(
            board_name=options["board"] or name, name=name, official_number=file.number, country=file.country or "NL"
        )
        told = _("No school has number %(number)s yet: made %(name)s. Give it an administrator with: %(command)s")
        command = f"gezien create-administrator {made.slug} GEBRUIKERSNAAM"
        self.stdout.write(told % {"number": file.number, "name": made.name, "command": command})
        return made


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise CommandError(_("There is no file %(file)s.") % {"file": file})
    return file


def _named(slug: str) -> School:
    try:
        return School.objects.get(slug=slug)
    except School.DoesNotExist:
        known = ", ".join(School.objects.values_list("slug", flat=True)) or _("none yet")
        raise CommandError(
            _("There is no school %(slug)s. There are: %(known)s.") % {"slug": slug, "known": known}
        ) from None
