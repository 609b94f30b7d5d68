"""`gezien worker`: do in the background what pages do not wait for. `gezien serve` starts one by itself."""

from django.core.management.base import BaseCommand

from gezien.common import worker


class Command(BaseCommand):
    """Needed only with GEZIEN_WORKER=separate (docs/install/settings.md)."""

    help = "Do work in the background: large imports and what is planned. `gezien serve` does this by itself."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--with-parent", action="store_true", help="stop when the starting process is gone")

    def handle(self, *args, with_parent: bool, **options):
        worker.run(with_parent=with_parent)
