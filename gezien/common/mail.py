"""Mail that leaves only when the change it speaks of is really kept."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse


def absolute(url_name: str, *args: Any) -> str:
    """The full address of a page, for a link in a mail."""
    return settings.BASE_URL.rstrip("/") + reverse(url_name, args=args)


def mail_after_commit(to: str, *, template: str, context: dict[str, Any]) -> None:
    """Send one plain mail once the transaction is committed; without an address nothing happens.

    The first line of the template is the subject. It is rendered now, in the language that is active now. A mail
    server that fails is logged and stops nothing: the same news stands on the receiver's home page.
    """
    if not to:
        return
    subject, _line, body = render_to_string(template, context).strip().partition("\n")
    transaction.on_commit(lambda: send_mail(subject.strip(), body.strip() + "\n", None, [to]), robust=True)
