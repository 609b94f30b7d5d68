"""What holds for every page: no caching of what is about children, and reading does not write."""

import re
from contextlib import ExitStack
from http import HTTPStatus

from django.conf import settings
from django.db import connections
from django.http import Http404
from django.shortcuts import render

from gezien.common.bridge import TOO_LARGE
from gezien.common.numbers import LARGEST

# What reading may write: the record of the reading itself, and the sign-in session's expiry.
WRITABLE_WHILE_READING = {"audit_auditevent", "django_session"}
WRITE = re.compile(
    r"^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+[\"`]?(\w+)", re.IGNORECASE
)


class WriteWhileReading(Exception):
    """A GET request tried to change domain data."""


def refuse_writes(execute, sql, params, many, context):
    """Database wrapper: let only the tables through that a read may write."""
    found = WRITE.match(sql)
    if found and found.group(1) not in WRITABLE_WHILE_READING:
        raise WriteWhileReading(f"A page that is only read tried to write {found.group(1)}")
    return execute(sql, params, many, context)


class ReadsDoNotWrite:
    """GET, HEAD and OPTIONS never change domain data, and the connection refuses it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(refuse_writes))
            return self.get_response(request)


class PrivatePages:
    """Pages are about children: no browser or proxy keeps them, and no powerful feature of the browser is used."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        return response


class PageOfAButton:
    """The address of a button, opened as a page (from the browser's history): say so, with a way on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class NumbersThatFit:
    """A number in an address that no row could have is an address of nothing: the database cannot look for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Django hands over what the address named, before the page asks for it."""
        if any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
            raise Http404


class RefuseTooLarge:
    """A body over the limit was not read by the server (bridge.py): say so, with the way back, and change nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.META.get(TOO_LARGE):
            limit = settings.MAX_IMPORT_BYTES // (1024 * 1024)
            return render(request, "413.html", {"limit": limit}, status=413)
        return self.get_response(request)
