"""OAuth 2.0 for suppliers: client credentials for a token of an hour. The protocol is oauthlib's, the clients ours.

A token is signed and not kept: it names a connection and dies with it.
"""

import base64
import binascii
from typing import Any
from urllib.parse import unquote_plus

from django.core import signing
from oauthlib.oauth2 import BackendApplicationServer, RequestValidator

from gezien.imports.exchange.connections import Supplier, recognise, still_there
from gezien.imports.models import Connection

SCOPE = "eduv.result"
LASTS = 60 * 60
SALT = "gezien.imports.eduv"
# oauthlib refuses addresses without TLS. Whether this installation has it is the setting GEZIEN_HTTPS; behind a proxy
# the last yards are plain, so the address itself says nothing.
ADDRESS = "https://gezien.invalid/"


class Clients(RequestValidator):
    """What oauthlib asks about clients and tokens."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """By HTTP Basic or in the form, never both ways at once; sets who it is."""
        client_id, secret = credentials(request.headers, dict(request.decoded_body or []))
        supplier = recognise(Connection.Kind.EDUV, client_id, secret) if client_id and secret else None
        if supplier is None:
            return False
        request.client, request.client_id, request.supplier = supplier.connection, client_id, supplier
        return True

    def validate_grant_type(self, client_id, grant_type, client, request, *args, **kwargs) -> bool:
        """Only client credentials."""
        return bool(grant_type == "client_credentials")

    def get_default_scopes(self, client_id, request, *args, **kwargs) -> list[str]:
        """The one there is."""
        return [SCOPE]

    def validate_scopes(self, client_id, scopes, client, request, *args, **kwargs) -> bool:
        """No other than the one there is."""
        return list(scopes) == [SCOPE]

    def save_bearer_token(self, token, request, *args, **kwargs) -> None:
        """A token is not kept."""


def credentials(headers: Any, fields: dict[str, str]) -> tuple[str, str]:
    """Client and secret as they were sent; empty when they were not, or both ways."""
    kind, _space, given = headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return fields.get("client_id", ""), fields.get("client_secret", "")
    if fields.get("client_secret"):
        return "", ""
    try:
        client_id, _colon, secret = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(client_id), unquote_plus(secret)


def _token(request: Any) -> str:
    connection = request.client
    return signing.dumps({"c": connection.pk, "h": connection.secret_hash[:16]}, salt=SALT)


SERVER = BackendApplicationServer(Clients(), token_generator=_token, token_expires_in=LASTS)


def holder_of(authorization: str) -> Supplier | None:
    """Whose token the header holds; None when it is none, too old, or its connection was ended."""
    kind, _space, token = authorization.partition(" ")
    if kind.lower() != "bearer" or len(token) > 1000:
        return None
    try:
        said = signing.loads(token.strip(), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return still_there(said["c"], said["h"])
