"""Pages without domain: is the service alive, how it looks, and the gallery of components."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from gezien.common import gallery
from gezien.common.context import NO_KEYS, THEMES
from gezien.common.going_back import own_page

YEAR = 365 * 24 * 60 * 60


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the application answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep in a cookie the display ("light", "dark", "" follows the system), the language, or whether single keys do
    something ("off": they do not), and go back.
    """
    back = own_page(request, request.headers.get("Referer")) or "/"
    response = HttpResponseRedirect(back)
    options = {
        "max_age": YEAR,
        "samesite": "Lax",
        "secure": settings.SESSION_COOKIE_SECURE,
    }
    if request.POST.get("theme", "") in THEMES:
        response.set_cookie(settings.THEME_COOKIE_NAME, request.POST["theme"], **options)
    elif "theme" in request.POST:
        response.delete_cookie(settings.THEME_COOKIE_NAME)
    if request.POST.get("keys") == NO_KEYS:
        response.set_cookie(settings.KEYS_COOKIE_NAME, NO_KEYS, **options)
    elif "keys" in request.POST:
        response.delete_cookie(settings.KEYS_COOKIE_NAME)
    if request.POST.get("language") in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.POST["language"], **options)
    return response


def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build and those who judge the look."""
    return render(request, "common/gallery.html", gallery.context())
