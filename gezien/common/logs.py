"""What the server's own log may hold: no address by which somebody without an account opens a page."""

import copy
import logging
import re

SECRET = re.compile(r"/(shared|guest)/[^/\s]+")
HIDDEN = r"/\1/…"


class HideSharedLinks(logging.Filter):
    """Takes the secret part out of addresses of shared pages, in the message and in what is filled in there.

    Handlers after this one get the record as it was: the one that is written is a copy.
    """

    def filter(self, record: logging.LogRecord) -> bool | logging.LogRecord:
        """The record itself, or a copy without the secret."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # a wrong call of the logger: what is in it is still hidden
            message = f"{record.msg} {record.args}"
        if not SECRET.search(message):
            return True
        told = copy.copy(record)
        told.msg, told.args = SECRET.sub(HIDDEN, message), None
        return told
