"""The address where suppliers bring results by UWLR: SOAP in, SOAP out; its description for whoever asks.

No session and no school in the address: the key in the message says which school it is for. Every answer to a stranger
is the same.
"""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gezien.imports.exchange import limits
from gezien.imports.exchange.connections import Supplier, recognise
from gezien.imports.exchange.receive import Busy, Overfull, Rejected, receive
from gezien.imports.formats import uwlr
from gezien.imports.formats.uwlr import soap
from gezien.imports.models import Connection
from gezien.imports.problems import ImportProblem

MAX_BYTES = 10 * 1024 * 1024
TOLD = 20
DESCRIPTION = Path(uwlr.__path__[0]) / "description"
SCHEMAS = {"results": "results.xsd", "authorisation": "authorisation.xsd"}


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest) -> HttpResponse:
    """Take in a message; GET gives the WSDL and its schemas."""
    if request.method != "POST":
        return _description(request)
    try:
        _bring(request)
    except TooOften as too_often:
        return _xml(soap.told(too_often.fault), 429, {"Retry-After": str(too_often.seconds)})
    except Busy:
        fault = soap.Fault(soap.SERVER, _("The school is taking in something else; send this again later."))
        return _xml(soap.told(fault), 503, {"Retry-After": str(limits.LATER)})
    except soap.Fault as fault:
        return _xml(soap.told(fault), 500)
    return _xml(soap.confirmation())


class TooOften(Exception):
    """Come back in so many seconds."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds
        self.fault = soap.Fault(soap.SERVER, _("Too many messages; try again later."))


def _bring(request: HttpRequest) -> None:
    content = request.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise soap.Fault(
            soap.CLIENT, _("The message is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024 // 1024}
        )
    opened = soap.opened(content, request.headers.get("SOAPAction", ""))
    by = _supplier(request, opened)
    try:
        receive(by=by, content=opened.message, name=by.connection.name)
    except Rejected as rejected:
        told = [f"{one.item or one.line}: {one.column} {one.reason}" for one in rejected.faults[:TOLD]]
        raise soap.Fault(
            soap.CLIENT, _("Some results are not as the standard wants them; nothing was stored."), told
        ) from None
    except Overfull:
        raise soap.Fault(
            soap.SERVER, _("Too many messages wait for the school; ask the school to look at them.")
        ) from None
    except ImportProblem as problem:
        raise soap.Fault(soap.CLIENT, str(problem)) from None


def _supplier(request: HttpRequest, opened: soap.Request) -> Supplier:
    """Who brings it. Raises `Fault`, or `TooOften`."""
    who = f"{request.META.get('REMOTE_ADDR', '')}:{opened.client_id[:64]}"
    if seconds := limits.reached("uwlr-mistake", who, limits.MISTAKES):
        raise TooOften(seconds)
    by = recognise(Connection.Kind.UWLR, opened.client_id, opened.secret)
    if by is None:
        limits.exceeded("uwlr-mistake", who, limits.MISTAKES)
        raise soap.Fault(soap.CLIENT, _("“autorisatiesleutel” and “klantcode” are not of a supplier known here."))
    if seconds := limits.exceeded("uwlr", str(by.connection.pk), limits.MESSAGES):
        raise TooOften(seconds)
    return by


def _description(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(request.path)
    if asked := request.GET.get("xsd"):
        if asked not in SCHEMAS:
            raise Http404
        return _xml((DESCRIPTION / SCHEMAS[asked]).read_bytes())
    return _xml((DESCRIPTION / "service.wsdl").read_text().replace("{address}", address).encode())


def _xml(content: bytes, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(content, status=status, headers=headers, content_type="text/xml; charset=utf-8")
