"""Tickets: short-lived, signed permission to follow one topic, given by a page that asked the rule."""

import hashlib
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, JsonResponse

SALT, VOICE_SALT = "gezien.live", "gezien.live.voice"
SECONDS = 120  # to connect; a connection that lasts asks for another one by itself
VOICE_SECONDS = 900  # longer than a stream lasts
NONE: Mapping[str, str] = MappingProxyType({})


class Ticket(NamedTuple):
    """Who may follow what, in the browser that got it."""

    topic: str
    person: str
    name: str
    session: str  # of who signed in: a ticket that leaks is of no use in another browser
    asked_at: int = 0  # milliseconds since 1970: what the page shows is of this moment or later
    cookie: str = ""  # by which the browser is known, when not by who signed in
    beside: str = ""  # a topic they do not follow, on which they count as present


def ticket(
    request: HttpRequest,
    topic: str,
    *,
    person: str | None = None,
    name: str | None = None,
    known_by: tuple[str, str] | None = None,
    beside: str = "",
) -> str:
    """A ticket for whoever asks: the account, or somebody without one by `person` and `name`.

    `known_by`: name and value of the cookie by which the browser of somebody without an account is known below /live/.
    `beside`: a topic on which they count as present, without a name, while they follow their own. The caller has asked
    the rule whether they may see what is told on this topic.
    """
    user = request.user
    cookie, value = known_by or ("", request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    given = Ticket(
        topic,
        person if person is not None else person_of(user),
        name if name is not None else str(getattr(user, "name", "")),
        trace(value),
        request.META.get("gezien.began", time.time_ns() // 1_000_000),
        cookie,
        beside,
    )
    return signing.dumps(list(given), salt=SALT, compress=True)


def person_of(user: Any) -> str:
    """How somebody with an account is named on a topic."""
    return f"u{user.pk}"


def ticket_response(request: HttpRequest, topic: str, **who: Any) -> JsonResponse:
    """A new ticket, for a screen whose stream ended; its view has asked the rule again."""
    return JsonResponse({"ticket": ticket(request, topic, **who), "now": time.time_ns() // 1_000_000})


def voice(given: Ticket) -> str:
    """What somebody who follows a topic tells by where they are typing, as long as the stream lasts."""
    return signing.dumps(list(given), salt=VOICE_SALT, compress=True)


def read(text: str, session_cookie: str, others: Mapping[str, str] = NONE) -> Ticket | None:
    """The ticket, or None when it is no ticket, too old, or another browser's (`others`: its cookies by name)."""
    return _read(text, session_cookie, others, SALT, SECONDS)


def read_voice(text: str, session_cookie: str, others: Mapping[str, str] = NONE) -> Ticket | None:
    """Whose voice it is; None as for `read`."""
    return _read(text, session_cookie, others, VOICE_SALT, VOICE_SECONDS)


def _read(text: str, session_cookie: str, others: Mapping[str, str], salt: str, seconds: int) -> Ticket | None:
    try:
        found = Ticket(*signing.loads(text, salt=salt, max_age=seconds))
    except (signing.BadSignature, TypeError):
        return None
    if found.cookie:
        return found if found.session and found.session == trace(others.get(found.cookie, "")) else None
    return found if found.session == trace(session_cookie) else None


def trace(session_cookie: str) -> str:
    """What is kept of a session's key in a ticket: enough to recognise it, nothing to use it with."""
    return hashlib.sha256(f"{SALT}:{session_cookie}".encode()).hexdigest()[:20] if session_cookie else ""
