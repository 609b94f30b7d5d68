"""`gezien serve`: migrate, then answer requests until stopped."""

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from gezien.common import server


class Command(BaseCommand):
    """One process that serves everything; put a proxy with HTTPS in front of it (docs/install)."""

    help = "Bring the database up to date and serve the application."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, host: str, port: int, **options):
        with server.one_at_a_time():
            call_command("migrate", verbosity=0)
        try:
            server.run(host, port, on_ready=lambda address: print(f"Gezien is ready: {address}", flush=True))
        except server.PortTaken as taken:
            raise CommandError(f"{taken}. Choose another port with --port, or PORT=8001 with make.") from taken
