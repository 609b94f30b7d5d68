"""The door and the room: what everybody who takes part sees and does, on a phone or a laptop."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import posted_number
from gezien.common.live import ticket_response
from gezien.schoolreviews import tries
from gezien.schoolreviews.actions import scale, seats, session
from gezien.schoolreviews.models import RoundGroup
from gezien.schoolreviews.queries.room import room_of
from gezien.schoolreviews.room import hold, in_review, is_to_begin, keep, member_at, open_review_of, seat_of, with_seat
from gezien.schoolreviews.telling import topic_of
from gezien.schoolreviews.tokens import new_secret, typed_codes
from gezien.schools.rules import NotAllowed

CHOICES = [str(number) for number in range(11)]


class PassForm(forms.Form):
    """A pass and a name, of somebody without an account."""

    given = forms.CharField(
        label=gettext_lazy("Code on your pass"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=60, widget=forms.TextInput())
    secret = forms.CharField(required=False, max_length=64, initial=new_secret, widget=forms.HiddenInput())


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the big screen."""
    codes = typed_codes(request.GET.get("code", ""))
    for code in codes:
        if open_review_of(code) or is_to_begin(code):
            return redirect("joining:door", code=code)
    return render(request, "schoolreviews/find.html", {"code": codes[0] if codes else ""})


@in_review
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Take a seat: one tap for a colleague who is signed in, a pass for who has no account."""
    review = request.review
    if request.method != "POST":
        if seat_of(request, review):
            return redirect("joining:room", code=review.code)
        return _door(request, PassForm())
    member = member_at(request, review)
    if "given" not in request.POST:
        if member is None:
            return _door(request, PassForm(), status=403)
        seats.take_seat(by=member, review=review)
        return redirect("joining:room", code=review.code)
    return _door_by_pass(request, PassForm(request.POST))


def _door_by_pass(request: HttpRequest, form: PassForm) -> HttpResponse:
    """Take a seat by a pass; when many were wrong just now, none is looked at for a minute."""
    review = request.review
    if tries.are_spent(review):
        form.add_error(None, _("Too many wrong codes. Wait a minute and try again."))
        return _door(request, form, status=429)
    taken = seats.take_pass(review=review, **form.cleaned_data) if form.is_valid() else None
    if taken is None:
        if form.is_valid():
            tries.count_wrong(review)
            form.add_error("given", _("This is not a pass of this meeting, or somebody took it already."))
        return _door(request, form, status=422)
    reply = redirect("joining:room", code=review.code)
    hold(request, reply, *taken)
    return reply


def _door(request: HttpRequest, form: PassForm, status: int = 200) -> HttpResponse:
    context = {"review": request.review, "form": form, "colleague": member_at(request, request.review)}
    return render(request, "schoolreviews/door.html", context, status=status)


@with_seat
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """What is going on, and what one can do now; a script asks for the middle alone."""
    context = room_of(request.review, request.seat, proofs=request.COOKIES)
    context["topic"] = topic_of(request.review)
    part = "main" if request.headers.get("X-Part") == "main" else ""
    return render(request, f"schoolreviews/room.html{f'#{part}' if part else ''}", context)


@with_seat
@require_safe
def ticket(request: HttpRequest) -> HttpResponse:
    """A new ticket for the stream; an account that no longer works here gets none."""
    seat = request.seat
    if seat.user_id and member_at(request, request.review) is None:
        raise Http404
    return ticket_response(request, topic_of(request.review), person=f"s{seat.pk}", name=seat.name)


@with_seat
@require_POST
def vote(request: HttpRequest) -> HttpResponse:
    """Choose a number, or another one as long as nothing is revealed."""
    review, value = request.review, request.POST.get("value", "")
    asked = posted_number(request, "round")
    if value not in CHOICES:
        return _reply(request, {"error": _("This question is not open.")}, status=422)
    name = f"gezien_vote_{asked}"
    try:
        round_, proof = scale.choose(
            review=review, seat=request.seat, asked=asked, value=int(value), proof=request.COOKIES.get(name, "")
        )
    except scale.NotOpen:
        return _reply(request, {"error": _("This question is not open.")}, status=422)
    except scale.AlreadyChosen:
        return _reply(request, {"counted": True, "note": _("Your choice was counted already.")})
    facts = {"counted": True, "value": int(value)}
    if round_.revealed_at is not None:
        facts["note"] = _("Your choice came after the picture: it is shown as soon as five people came later.")
    reply = _reply(request, facts)
    keep(request, reply, name, proof)
    return reply


@with_seat
@require_POST
def ready(request: HttpRequest) -> HttpResponse:
    """ "We are ready", or not after all."""
    round_ = posted_number(request, "round") if "round" in request.POST else None
    session.tell_we_are_ready(seat=request.seat, is_ready=request.POST.get("ready") == "1", round_=round_)
    return _reply(request, {})


@with_seat
@require_POST
def group(request: HttpRequest) -> HttpResponse:
    """Go along with another group."""
    found = get_object_or_404(RoundGroup.objects.filter(review=request.review), pk=posted_number(request, "group"))
    seats.move_seat(seat=request.seat, group=found)
    return redirect("joining:room", code=request.review.code)


def _reply(request: HttpRequest, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    """JSON for the script; without one, back to the room."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(facts, status=status)
    if status >= 400:
        raise NotAllowed(facts.get("error", ""))
    return redirect("joining:room", code=request.review.code)
