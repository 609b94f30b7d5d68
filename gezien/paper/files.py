"""Where bundles lie: below MEDIA_ROOT under a random name, readable to the application alone, for a day."""

import os
import secrets
from pathlib import Path

from django.conf import settings

FOLDER = "bundles"


def folder() -> Path:
    """Where they lie."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def new_file() -> tuple[str, Path]:
    """A new, empty file: its random name and where it lies."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_urlsafe(32)
    os.close(os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return name, folder() / name


def path_of(name: str) -> Path:
    """Where a stored file lies."""
    return folder() / Path(name).name


def remove(name: str) -> None:
    """Take a file away; that it is gone already is fine."""
    if name:
        path_of(name).unlink(missing_ok=True)
