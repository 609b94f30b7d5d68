"""Suppliers' ways in: who may deliver by itself, since when, last used; let in and ended by the administrator."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gezien.imports.exchange.connections import revoke_connection
from gezien.imports.exchange.forms import ConnectionForm
from gezien.imports.models import Connection, ImportRun
from gezien.imports.rules import visible_connections, visible_runs
from gezien.schools.rules import Member, may_import


@require_http_methods(["GET", "HEAD", "POST"])
def connections(request: HttpRequest) -> HttpResponse:
    """All of them, and a form for another; its secret is shown on the page that follows, and never again."""
    member = request.member
    if not may_import(member):
        raise Http404
    form = ConnectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        connection, secret = form.save(member)
        context = {"connection": connection, "lines": _handed_over(request, connection, secret)}
        return render(request, "imports/connection_secret.html", context)
    waiting = _waiting(member)
    rows = [_row(one, waiting[one.pk]) for one in visible_connections(member).select_related("made_by")]
    context = {
        "form": form,
        "live": [row for row in rows if not row["ended"]],
        "ended": [row for row in rows if row["ended"]],
    }
    return render(request, "imports/connections.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one, for good."""
    connection = get_object_or_404(visible_connections(request.member), pk=pk)
    revoke_connection(by=request.member, connection=connection)
    text = _("%(name)s can no longer deliver. What came in stays; a new connection makes a new key.")
    messages.success(request, text % {"name": connection.name})
    return redirect("imports:connections", school=request.member.school.slug)


def _handed_over(request: HttpRequest, connection: Connection, secret: str) -> list[dict[str, str]]:
    """What the supplier needs, in the words of its standard."""

    def address(name: str) -> str:
        return request.build_absolute_uri(reverse(f"exchange:{name}"))

    if connection.kind == Connection.Kind.UWLR:
        told = [
            (_("Address (WSDL behind it: ?wsdl)"), address("uwlr")),
            ("autorisatiesleutel", secret),
            ("klantcode", connection.client_id),
            ("klantnaam", connection.school.name[:64]),
        ]
    else:
        told = [
            (_("Address for a token"), address("token")),
            (_("Address for results"), address("eduv")),
            ("client_id", connection.client_id),
            ("client_secret", secret),
            ("scope", "eduv.result"),
        ]
    return [{"name": name, "value": value} for name, value in told]


def _waiting(member: Member) -> Counter[int | None]:
    """How many deliveries of each supplier wait for a person."""
    runs = visible_runs(member).filter(connection__isnull=False, state=ImportRun.State.PREVIEWED)
    return Counter(runs.order_by().values_list("connection", flat=True))


def _row(one: Connection, waiting: int) -> dict[str, Any]:
    by = {"name": one.made_by.name if one.made_by else _("the server"), "day": _day(one.made_at)}
    return {
        "pk": one.pk,
        "name": one.name,
        "kind": one.get_kind_display(),
        "client_id": one.client_id,
        "made": _("%(day)s by %(name)s") % by,
        "used": _moment(one.last_used_at) if one.last_used_at else "",
        "ended": _day(one.revoked_at) if one.revoked_at else "",
        "waiting": waiting,
    }


def _day(moment) -> str:
    return date_format(localtime(moment), "j F Y")


def _moment(moment) -> str:
    return date_format(localtime(moment), "j F Y H:i")
