"""A page that follows a topic."""

from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gezien.common.live import ticket

register = Library()


@register.simple_tag(takes_context=True)
def live_channel(context, topic: str, renew_url: str, **who: Any) -> SafeString:
    """What the module `gezien/live` begins with: a ticket, and where to get the next one.

    `who`: of somebody without an account, as for `live.ticket`.
    """
    given = ticket(context["request"], topic, **who)
    return format_html('<div hidden data-live="/live/" data-ticket="{}" data-renew="{}"></div>', given, renew_url)
