"""Mail that leaves only when the change it speaks of is really kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

SILENT: ContextVar[bool] = ContextVar("silent", default=False)


@contextmanager
def silence() -> Iterator[None]:
    """Nothing is mailed in here: what a made-up past would have told, nobody is to hear."""
    token = SILENT.set(True)
    try:
        yield
    finally:
        SILENT.reset(token)


def absolute(url_name: str, *args: Any) -> str:
    """The full address of a page, for a link in a mail."""
    return settings.BASE_URL.rstrip("/") + reverse(url_name, args=args)


@dataclass(frozen=True)
class Invitation:
    """An iCalendar message that goes with a mail: calendars offer to put it in, move it, or take it out (RFC 6047)."""

    content: bytes
    method: str  # "REQUEST" or "CANCEL"


def mail_after_commit(to: str, *, template: str, context: dict[str, Any], invitation: Invitation | None = None) -> None:
    """Send one plain mail once the transaction is committed; without an address nothing happens.

    The first line of the template is the subject. It is rendered now, in the language that is active now. A mail
    server that fails is logged and stops nothing: the same news stands on the receiver's home page.
    """
    if not to or SILENT.get():
        return
    subject, _line, body = render_to_string(template, context).strip().partition("\n")
    message = EmailMultiAlternatives(subject.strip(), body.strip() + "\n", None, [to])
    if invitation is not None:
        kind = f"text/calendar; method={invitation.method}"
        message.attach_alternative(invitation.content.decode(), kind)  # Outlook and Google read this one
        message.attach("invite.ics", invitation.content, "application/ics")  # others open this
    transaction.on_commit(message.send, robust=True)
