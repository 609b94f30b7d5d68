"""The command `gezien`: what one needs to install, serve and fill the application."""

import os
import sys


def main() -> None:
    """Run a command of Gezien; without arguments list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["gezien", *sys.argv[1:]])


if __name__ == "__main__":
    main()
