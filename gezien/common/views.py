"""Pages without domain: is the service alive, and the gallery of components."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gezien.common import gallery


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the application answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build and those who judge the look."""
    return render(request, "common/gallery.html", {"sections": gallery.SECTIONS})
