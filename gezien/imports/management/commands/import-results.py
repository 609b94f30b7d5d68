"""`gezien import-results FILE --profile NAME`: results from a CSV or XLSX file by a mapping made before."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django_scopes import scope, scopes_disabled

from gezien.imports.formats.results.actions import deliver_reading, find_profile
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.reading import (
    Preview,
    Reading,
    preview,
    read_results,
)
from gezien.imports.formats.results.table import read_table
from gezien.imports.models import MappingProfile
from gezien.imports.problems import ImportProblem
from gezien.schools.models import School
from gezien.schools.rules import CommandLine


class Command(BaseCommand):
    """Shows the same preview as the screen; with --dry-run that is all."""

    help = "Import results from a CSV or XLSX file with a saved mapping."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--profile",
            required=True,
            help="name of the mapping, as the screen calls it",
        )
        parser.add_argument(
            "--school",
            help="slug of the school; needed when several have a profile of this name",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="show what would happen, store nothing",
        )
        parser.add_argument(
            "--skip-refused",
            action="store_true",
            help="store the good rows although others are wrong",
        )

    def handle(
        self,
        *args,
        file: Path,
        profile: str,
        school: str | None,
        dry_run: bool,
        skip_refused: bool,
        **options,
    ):
        if not file.is_file():
            raise CommandError(f"There is no file {file}")
        owner = school_of_profile(profile, school)
        with translation.override("nl"), scope(school=owner):
            try:
                self._run(file, profile, owner, dry_run=dry_run, skip_refused=skip_refused)
            except ImportProblem as problem:
                raise CommandError(where(problem)) from problem

    def _run(
        self,
        file: Path,
        profile: str,
        school: School,
        *,
        dry_run: bool,
        skip_refused: bool,
    ) -> None:
        chosen = find_profile(MappingProfile.objects.filter(school=school, kind="results"), profile)
        mapping = Mapping(chosen.columns, chosen.constants)
        table = read_table(file, file.name)
        reading = read_results(school, table, mapping, profile)
        self._print(preview(school, reading), reading)
        if not dry_run:
            self._deliver(school, file, read_results(school, table, mapping, profile), skip_refused)

    def _deliver(self, school: School, file: Path, reading: Reading, skip_refused: bool) -> None:
        delivery, tally = deliver_reading(
            by=CommandLine(school),
            school=school,
            source=file.name,
            reading=reading,
            without_refused=skip_refused,
        )
        if delivery is None:
            self.stdout.write("Er verandert niets.")
        else:
            self.stdout.write(f"Opgeslagen: {tally.added} nieuw, {tally.changed} gewijzigd.")

    def _print(self, outcome: Preview, reading: Reading) -> None:
        counts = outcome.counts
        self.stdout.write(
            f"{reading.rows} rijen: {counts.added} nieuw, {counts.changed} gewijzigd, "
            f"{counts.same} ongewijzigd, {reading.refused_rows} geweigerd"
        )
        for refusal in reading.refused[:50]:
            self.stdout.write(f"  regel {refusal.line}, kolom {refusal.column or '?'}: {refusal.reason}")
        if reading.refused_rows > 50:
            self.stdout.write(f"  … en nog {reading.refused_rows - 50}")


@scopes_disabled()
def school_of_profile(profile: str, slug: str | None) -> School:
    """The named school, or the only one with a profile of this name."""
    schools = School.objects.filter(slug=slug) if slug else School.objects.all()
    holders = (
        schools
        if slug
        else schools.filter(pk__in=MappingProfile.objects.filter(name=profile, kind="results").values("school"))
    )
    found = list(holders)
    if len(found) == 1:
        return found[0]
    known = ", ".join(School.objects.values_list("slug", flat=True)) or "none yet"
    if not found and not slug and School.objects.count() == 1:
        return School.objects.get()
    raise CommandError(f"Say which school with --school; there are: {known}")


def where(problem: ImportProblem) -> str:
    """The message with its place."""
    place = [f"regel {problem.line}"] if problem.line else []
    place += [f"kolom {problem.column}"] if problem.column else []
    return f"{', '.join(place)}: {problem.message}" if place else problem.message
