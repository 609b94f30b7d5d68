"""Pages for one person without an account: an address nobody can guess, and a code told another way.

Of address, code and browser only what they hash to is stored. The page says nothing to other sites, is not kept by the
browser and not indexed; the server's own log hides its address (`common/logs.py`). See decisions 27 and 31.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "private, no-store"}
LONGEST_TOKEN = 100
MOST_TRIES = 5


def new_secret() -> str:
    """256 random bits, for an address or a browser."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six digits, to tell on the phone or to type over."""
    return f"{secrets.randbelow(10**6):06d}"


def hashed(secret: str) -> str:
    """What is stored of a long random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hashed_code(code: str) -> str:
    """What is stored of a short code: slow to try."""
    return make_password(code)


def is_code(typed: str, stored: str) -> bool:
    """Whether these are the digits, with or without spaces; an empty store fits nothing."""
    return bool(stored) and check_password("".join(typed.split()), stored)


def is_bound(browser: str, stored: str, until: dt.datetime | None) -> bool:
    """Whether this is the browser that gave the code, and its time is not over."""
    if not browser or not stored or until is None or until < timezone.now():
        return False
    return hmac.compare_digest(stored, hashed(browser))


def private_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that is neither kept nor indexed."""
    reply = render(request, template, context, status=status)
    for name, value in HEADERS.items():
        reply.headers[name] = value
    return reply


def remember(
    reply: HttpResponse, request: HttpRequest, *, name: str, browser: str, path: str, lasts: dt.timedelta
) -> None:
    """Give this browser the cookie by which it is known below `path`; no script can read it."""
    reply.set_cookie(
        name,
        browser,
        max_age=int(lasts.total_seconds()),
        path=path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
