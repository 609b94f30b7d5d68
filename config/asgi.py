"""ASGI entry point: one process for the pages (Django, on threads) and, beside them, what is live."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from gezien.common.bridge import Message, Pages, Receive, Send

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = Pages(get_wsgi_application(), threads=settings.THREADS, max_bytes=settings.MAX_REQUEST_BYTES)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Pages go to Django; addresses below /live/ will go to an asynchronous application of their own."""
    if scope["type"] == "http":
        await pages(scope, receive, send)
    elif scope["type"] == "lifespan":
        await lifespan(receive, send)
    else:
        raise ValueError(f"Gezien speaks no {scope['type']}")


async def lifespan(receive: Receive, send: Send) -> None:
    """Starting needs nothing; stopping waits for the pages that are being made."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            pages.close()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
