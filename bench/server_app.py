"""What the servers are compared with: Gezien's own settings and middleware, and four pages.

    /healthz   one statement
    /rows      28 pupils with 8 results each: 10 statements, formatted in Python, one template
    /upload    reads a body to its end
    /sleep     half a second of waiting for something else

`python -m bench.server_app` fills the database; the servers take `wsgi`, `django_asgi`, `asgiref_asgi`, `a2wsgi_asgi`
or `bridge_asgi` from here.
"""

import functools
import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.server_settings")

import datetime as dt

import django
from django.contrib.auth.decorators import login_not_required
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

wsgi = get_wsgi_application()

from django_scopes import scope, scopes_disabled  # noqa: E402

from gezien.common.views import healthz  # noqa: E402
from gezien.pupils.models import Pupil  # noqa: E402
from gezien.results.models import Instrument, Result  # noqa: E402
from gezien.schools.models import Board, School, Subject  # noqa: E402

PAGE = """<!doctype html><title>rows</title><table>{% for row in rows %}
<tr><th>{{ row.name }}</th>{% for cell in row.cells %}<td class="{{ cell.level }}">{{ cell.text }}</td>{% endfor %}</tr>
{% endfor %}</table>"""


@login_not_required
def rows(request):
    """A small group overview."""
    school = School.objects.get(slug="bench")
    with scope(school=school):
        pupils = list(Pupil.objects.values_list("pk", "call_name", "family_name"))
        columns = []
        for instrument in Instrument.objects.values_list("pk", flat=True):
            found = Result.objects.filter(instrument=instrument).order_by("taken_on", "pk")
            columns.append(
                {pupil: (figure, level) for pupil, figure, level in found.values_list("pupil", "figure", "level")}
            )
    table = [
        {
            "name": f"{call_name} {family_name}",
            "cells": [{"text": str(column[pk][0]), "level": column[pk][1]} for column in columns],
        }
        for pk, call_name, family_name in pupils
    ]
    return HttpResponse(template().render({"rows": table}))


@functools.cache
def template():
    """The page, compiled once."""
    return engines["django"].from_string(PAGE)


@csrf_exempt
@login_not_required
def upload(request):
    """Take a body in, a piece at a time."""
    while request.read(65536):
        pass
    return HttpResponse("read")


@login_not_required
def sleep(request):
    """A page that waits."""
    time.sleep(0.5)
    return HttpResponse("slept")


urlpatterns = [path("healthz", healthz), path("rows", rows), path("upload", upload), path("sleep", sleep)]


@scopes_disabled()
def fill() -> None:
    """One school, 28 pupils, 8 tests."""
    board = Board.objects.create(name="Bench", slug="bench")
    school = School.objects.create(board=board, name="Bench", slug="bench")
    pupils = [Pupil.objects.create(school=school, call_name=f"Kind {n}", family_name="Bank") for n in range(28)]
    for n in range(8):
        subject = Subject.objects.create(school=school, code=f"s{n}", name=f"S{n}", short_name=f"S{n}", domain="other")
        instrument = Instrument.objects.create(school=school, code=f"i{n}", name=f"I{n}", subject=subject)
        Result.objects.bulk_create(
            Result(
                school=school,
                pupil=pupil,
                instrument=instrument,
                taken_on=dt.date(2026, 11, 2),
                figure=100 + n,
                level="II",
            )
            for pupil in pupils
        )


def __getattr__(name: str):
    """The ASGI candidates, each made only when asked for."""
    if name == "django_asgi":
        return get_asgi_application()
    if name == "asgiref_asgi":
        from asgiref.wsgi import WsgiToAsgi

        return WsgiToAsgi(wsgi)
    if name == "a2wsgi_asgi":
        from a2wsgi import WSGIMiddleware

        return WSGIMiddleware(wsgi, workers=4)
    if name == "bridge_asgi":
        from gezien.common.bridge import Pages

        return Pages(wsgi, threads=int(os.environ.get("GEZIEN_THREADS", "4")), max_bytes=51 * 1024 * 1024)
    raise AttributeError(name)


if __name__ == "__main__":
    django.core.management.call_command("migrate", verbosity=0)
    fill()
