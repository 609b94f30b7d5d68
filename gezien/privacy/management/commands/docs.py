"""`gezien docs`: write the generated pages of docs/; `--check` only tells whether they are up to date."""

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from gezien.privacy.generated import PAGES


class Command(BaseCommand):
    """For developers: roles and personal data are declared in code, and read by schools in docs/."""

    help = "Write docs/permissions.md and docs/privacy.md from the code."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is out of date")

    def handle(self, *args, check: bool, **options):
        pages = {settings.BASE_DIR / "docs" / name: make() for name, make in PAGES.items()}
        stale = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
        if check and stale:
            raise CommandError(f"out of date: {', '.join(path.name for path in stale)}; run make docs")
        for path in stale:
            path.write_text(pages[path])
            self.stdout.write(f"written: docs/{path.name}")
