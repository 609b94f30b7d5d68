"""`gezien requirements`: run the tests that prove requirements, and tell for each row of the register how it stands."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from gezien.common.register import requirements


class Command(BaseCommand):
    """Honest about what is not there: a row without tests says "not yet"."""

    help = "Per requirement: the number of tests, and whether they pass."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--only", metavar="IDS", help="only these: H17,H18")

    def handle(self, *args, only: str | None, **options):
        outcomes = run_marked_tests(only)
        wanted = {name.strip().upper() for name in only.split(",")} if only else set(requirements())
        failed = 0
        for row in requirements().values():
            if row.id in wanted:
                counts = outcomes.get(row.id, {})
                failed += bool(counts.get("failed"))
                self.stdout.write(f"{row.id:<4} {verdict(counts):<24} {row.title}")
        proven = sum(1 for name in wanted if outcomes.get(name, {}).get("passed"))
        self.stdout.write(f"{proven} of {len(wanted)} requirements have tests that pass.")
        if failed:
            raise CommandError(f"{failed} requirements have tests that fail; run pytest --requirement ID to see them.")


def run_marked_tests(only: str | None) -> dict[str, dict[str, int]]:
    """Run them on all cores; per ID how many passed, failed and were skipped."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "requirements.json"
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", f"--requirement-report={report}"]
        command += [f"--requirement={only}"] if only else []
        run = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603
        if not report.exists():
            raise CommandError(f"The tests could not run:\n{run.stdout}\n{run.stderr}")
        found: dict[str, dict[str, int]] = json.loads(report.read_text())
        return found


def verdict(counts: dict[str, int]) -> str:
    """ "3 tests pass", "1 of 3 tests fails", "2 tests, 1 skipped" or "not yet"."""
    total, failed, skipped = sum(counts.values()), counts.get("failed", 0), counts.get("skipped", 0)
    if not total:
        return "not yet"
    if failed:
        return f"{failed} of {total} tests FAIL"
    tests = f"{total} test{'s' * (total > 1)}"
    if skipped:
        return f"{tests}, {skipped} skipped"
    return f"{tests} pass{'es' * (total == 1)}"
