"""Where one came from: an address that came along with a form is followed only when it is a page of ours."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_page(request: HttpRequest, url: str | None) -> str:
    """The address when it lies within this site and asks for no lesser connection; else empty, as for a mere word."""
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if url and is_ours and url.startswith(("/", "http://", "https://")) else ""


def next_page(request: HttpRequest) -> str:
    """The page of ours that a form or link names as `next`; empty without one."""
    return own_page(request, request.POST.get("next") or request.GET.get("next"))
