"""A mailbox on disk: what the served application mails is kept in its data folder, to be read by a test."""

import email
import os
import re
from email import policy
from pathlib import Path
from typing import Any

from django.core.mail.backends.filebased import EmailBackend

FOLDER = "mail"


class Mailbox(EmailBackend):
    """Write each mail to a file below GEZIEN_DATA."""

    def __init__(self, **kwargs: Any):
        super().__init__(file_path=str(Path(os.environ["GEZIEN_DATA"]) / FOLDER), **kwargs)


def mailed_path(folder: Path, to: str) -> str:
    """The path of the last address that was mailed to `to` by the server with this data folder."""
    files = sorted((folder / FOLDER).iterdir(), key=lambda file: file.stat().st_mtime_ns)
    for file in reversed(files):
        message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
        text = message.get_body(("plain",)).get_content()
        if to in message["To"] and (found := re.search(r"https?://[^/\s]+(/\S+)", text)):
            return found[1]
    raise AssertionError(f"nothing with an address was mailed to {to}")
