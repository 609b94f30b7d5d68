"""The addresses of the Edu-V Results API: a token for a supplier, and results in.

No session and no school in the address: the token says which school it is for. A stranger gets 401 and nothing else.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gezien.imports.exchange import limits, oauth
from gezien.imports.exchange.contents import OtherSchool
from gezien.imports.exchange.receive import Busy, Overfull, Receipt, Rejected, receive
from gezien.imports.formats.eduv.reader import MAX_BYTES
from gezien.imports.problems import ImportProblem

TOKEN_BYTES = 8192


@csrf_exempt
@login_not_required
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """A token for a client that shows its secret (RFC 6749, section 4.4)."""
    body = request.read(TOKEN_BYTES).decode("latin-1")
    headers = {
        name: value for name in ("Authorization", "Content-Type") if (value := request.headers.get(name)) is not None
    }
    address = request.META.get("REMOTE_ADDR", "")
    if seconds := limits.reached("eduv-mistake", address, limits.MISTAKES):
        return _too_often(seconds)
    found, content, status = oauth.SERVER.create_token_response(oauth.ADDRESS, "POST", body, headers)
    if status == 401:
        limits.exceeded("eduv-mistake", address, limits.MISTAKES)
    return HttpResponse(content, status=status, headers={"Content-Type": "application/json", **found})


@csrf_exempt
@login_not_required
@require_POST
def results(request: HttpRequest) -> HttpResponse:
    """Take in the results of one test: 201 when all is stored, 202 when some wait for a person at the school."""
    try:
        return _taken_in(_received(request))
    except Refused as refused:
        return refused.response
    except Busy:
        text = _("The school is taking in something else; send this again later.")
        return _status(503, text, {"Retry-After": str(limits.LATER)})


class Refused(Exception):
    """The answer to a request that stores nothing."""

    def __init__(self, response: HttpResponse):
        super().__init__(response.status_code)
        self.response = response


def _received(request: HttpRequest) -> Receipt:
    """What became of the message. Raises `Refused`."""
    by = oauth.holder_of(request.headers.get("Authorization", ""))
    if by is None:
        raise Refused(_status(401, _("A valid token is needed."), {"WWW-Authenticate": 'Bearer realm="Gezien"'}))
    if seconds := limits.exceeded("eduv", str(by.connection.pk), limits.MESSAGES):
        raise Refused(_too_often(seconds))
    content = request.read(MAX_BYTES + 1)
    if request.content_type != "application/json" or len(content) > MAX_BYTES:
        raise Refused(_status(400, _("Send JSON, at most %(limit)d MB.") % {"limit": MAX_BYTES // 1024 // 1024}))
    try:
        return receive(by=by, content=content, name=by.connection.name)
    except Rejected as rejected:
        faults = [_one(one.item, 400, f"{one.column} {one.reason}") for one in rejected.faults]
        raise Refused(JsonResponse(faults, status=400, safe=False)) from None
    except OtherSchool:
        raise Refused(_status(403, _("This token is not for the school in the message."))) from None
    except Overfull:
        text = _("Too many messages wait for the school; ask the school to look at them.")
        raise Refused(_status(403, text)) from None
    except ImportProblem as problem:
        raise Refused(_status(400, str(problem))) from None


def _taken_in(receipt: Receipt) -> HttpResponse:
    """Which results wait; not why, because that would tell about other pupils."""
    waiting = [_one(item, 202, _("Waits for the school to say who or what this is.")) for item in receipt.waiting]
    return JsonResponse(waiting, status=202 if waiting or not receipt.stored else 201, safe=False)


def _one(item: str, status: int, message: str) -> dict[str, str | int]:
    return {**({"id": item} if item else {}), "status": status, "statusMessage": message}


def _status(status: int, message: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return JsonResponse([_one("", status, message)], status=status, safe=False, headers=headers)


def _too_often(seconds: int) -> HttpResponse:
    return _status(429, _("Too many messages; try again later."), {"Retry-After": str(seconds)})
