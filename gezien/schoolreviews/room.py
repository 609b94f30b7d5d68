"""Who takes part, as a request: the review by its code, open in its school's scope, and the seat of whoever asks.

These pages lie outside s/<school>/: a colleague comes with an account, somebody else with a pass, and both do the same.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django_scopes import scope, scopes_disabled

from gezien.schoolreviews.models import SchoolReview, Seat
from gezien.schoolreviews.tokens import matches
from gezien.schools.models import Membership, School
from gezien.schools.rules import Member, current, member_of

COOKIE, SALT = "gezien_seat", "gezien.schoolreviews.seat"
LASTS = 8 * 60 * 60


def in_review(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The review of the code, in its scope and its school's words: `request.review`; 404 when it is not open.

    Who comes before it is opened waits at the door, from where a script asks by itself whether it is (waiting.js).
    """

    @login_not_required
    @wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        review = open_review_of(code)
        if review is None:
            return _not_open(request, code)
        flemish = review.school.country == School.Country.FLANDERS and translation.get_language() == "nl"
        with scope(school=review.school), translation.override("nl-be" if flemish else translation.get_language()):
            request.review = review  # type: ignore[attr-defined]
            return view(request, **kwargs)

    return wrapped


def _not_open(request: HttpRequest, code: str) -> HttpResponse:
    """The door waits when it is still to begin; others hear that it is over; 404 for a code of nothing."""
    where = request.resolver_match
    if where is not None and where.url_name == "door" and is_to_begin(code):
        reply = render(request, "schoolreviews/waiting.html")
        reply["X-Waiting"] = "1"  # what its script looks for
        return reply
    if was_held(code):
        return render(request, "schoolreviews/over.html", status=404)
    raise Http404


def with_seat(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As `in_review`, for who has a seat: `request.seat`; others are led to the door."""

    @in_review
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        review: SchoolReview = request.review  # type: ignore[attr-defined]
        seat = seat_of(request, review)
        if seat is None:
            return redirect("joining:door", code=review.code)
        request.seat = seat  # type: ignore[attr-defined]
        return view(request, **kwargs)

    return wrapped


@scopes_disabled()
def open_review_of(code: str) -> SchoolReview | None:
    """The review that is going on under this code, in whichever school; one statement."""
    found = SchoolReview.objects.filter(code=code.upper(), closed_at=None, opened_at__isnull=False).order_by()
    return found.select_related("school", "current_step").first()


@scopes_disabled()
def is_to_begin(code: str) -> bool:
    """Whether the review of this code is planned and not opened yet."""
    return SchoolReview.objects.filter(code=code.upper(), opened_at=None, cancelled_at=None).exists()


@scopes_disabled()
def was_held(code: str) -> bool:
    """Whether the review of this code was closed today: whoever still has it open reads that it is over."""
    since = timezone.now() - dt.timedelta(days=1)
    return SchoolReview.objects.filter(code=code.upper(), closed_at__gte=since).exists()


def seat_of(request: HttpRequest, review: SchoolReview) -> Seat | None:
    """The seat of whoever asks: by their account while they work here, else by the pass that this browser took."""
    seats = Seat.objects.filter(review=review, joined_at__isnull=False).order_by().select_related("group")
    seat = None
    if request.user.is_authenticated:
        works_here = Membership.objects.filter(current(), school=review.school_id, user=OuterRef("user"))
        seat = seats.filter(Exists(works_here), user=request.user.pk).first()
    if seat is None:
        key, secret = held(request)
        seat = seats.filter(pk=key, user=None).first() if key else None
        if seat is None or not matches(secret, seat.holder_hash):
            return None
    seat.review = review
    return seat


def member_at(request: HttpRequest, review: SchoolReview) -> Member | None:
    """The colleague who asks; None for somebody of elsewhere or without an account."""
    return member_of(request.user, review.school.slug) if request.user.is_authenticated else None


def held(request: HttpRequest) -> tuple[int, str]:
    """(seat, secret) of the pass this browser took; (0, "") without one."""
    try:
        key, secret = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return 0, ""
    return key, secret


def hold(request: HttpRequest, reply: HttpResponse, seat: Seat, secret: str) -> None:
    """Let this browser keep the seat, for the length of a day's work."""
    value = signing.dumps([seat.pk, secret], salt=SALT)
    keep(request, reply, COOKIE, value)


def keep(request: HttpRequest, reply: HttpResponse, name: str, value: str) -> None:
    """A cookie for the pages of joining alone, that no script reads."""
    reply.set_cookie(
        name, value, max_age=LASTS, path="/join/", secure=request.is_secure(), httponly=True, samesite="Lax"
    )
