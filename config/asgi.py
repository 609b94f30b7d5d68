"""ASGI entry point: one process for the pages (Django, on threads) and, beside them, what is live."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from gezien.common.bridge import Message, Pages, Receive, Send
from gezien.common.live.channel import Channel
from gezien.common.live.hub import hub

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
live = Channel(hub)
pages = Pages(get_wsgi_application(), threads=settings.THREADS, max_bytes=settings.MAX_REQUEST_BYTES)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Pages go to Django; what is below /live/ is answered without it, for as many screens as there are."""
    if scope["type"] == "http" and scope["path"].startswith("/live/"):
        await live(scope, receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)
    elif scope["type"] == "lifespan":
        await lifespan(receive, send)
    else:
        raise ValueError(f"Gezien speaks no {scope['type']}")


async def lifespan(receive: Receive, send: Send) -> None:
    """Starting opens the hub; stopping waits for the pages that are being made."""
    relay = _relay()
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hub.open(relay)
        else:
            pages.close()
        if relay and message["type"] == "lifespan.startup":
            relay.start(hub.deliver, hub.tell_others)
        elif relay:
            await relay.stop()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _relay():
    """What connects several processes; one alone needs nothing, and does not load it either."""
    if not settings.REDIS:
        return None
    from gezien.common.live.relay import Relay  # noqa: PLC0415

    return Relay(settings.REDIS)
