"""Uploaded files: below MEDIA_ROOT under a random name, readable to the application alone, and only while needed.

They hold what Gezien refuses to read (see formats/edexml/fields.py), so a file is removed as soon as its run is
applied, discarded or replaced.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gezien.imports.problems import ImportProblem

FOLDER = "imports"


def store(chunks: Iterable[bytes]) -> tuple[str, str]:
    """Write a file; returns its random name (kept in `ImportRun.stored_as`) and the SHA-256 of its contents."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_urlsafe(32)
    digest = hashlib.sha256()
    with os.fdopen(os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    return name, digest.hexdigest()


def folder() -> Path:
    """Where stored files lie."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def path_of(name: str) -> Path:
    """Where a stored file lies."""
    return folder() / Path(name).name


def existing(name: str) -> Path:
    """A stored file that is to be read. Raises `ImportProblem` when it is gone, after restoring a backup for one."""
    path = path_of(name)
    if not path.is_file():
        raise ImportProblem(_("The file is no longer on the server. Throw this import away and choose the file again."))
    return path


def remove(name: str) -> None:
    """Take a stored file away; that it is gone already is fine."""
    if name:
        path_of(name).unlink(missing_ok=True)
