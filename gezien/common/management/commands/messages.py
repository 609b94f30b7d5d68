"""`gezien messages compile|update|check [app…]`: see gezien/common/messages.py."""

import sys

from django.core.management.base import BaseCommand

from gezien.common import messages


class Command(BaseCommand):
    """The same tool as `python -m gezien.common.messages`, as a command."""

    help = "Compile, update or check the catalogues of screen texts."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("arguments", nargs="+", help="compile, update or check; then app names")

    def handle(self, *args, **options):
        sys.exit(messages.main(options["arguments"]))
