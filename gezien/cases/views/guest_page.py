"""What somebody from outside sees: the code, what was shared of one case, and room for their words. Nothing else."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_scopes import scope, scopes_disabled

from gezien.agreements.mail import language_of
from gezien.audit.log import record
from gezien.cases.actions import guest_visit as actions
from gezien.cases.guest_forms import ContributionForm
from gezien.cases.live import guest_topic, table_of, ticket_of
from gezien.cases.models import Guest, GuestContribution
from gezien.cases.queries.guest_state import State, state_of_guest, words_left
from gezien.cases.queries.guests import shared_names, shared_with
from gezien.common import clock, live
from gezien.common.forms import autosave_reply, wants_json
from gezien.common.sharing import LONGEST_TOKEN, hashed, private_page, remember
from gezien.plans.share_forms import CodeForm
from gezien.schools.rules import NotAllowed


def guest_view(view):
    """The view for who has an address: in the guest's school and language; an unknown address is 404."""

    @login_not_required
    def found(request: HttpRequest, token: str) -> HttpResponse:
        guest = _guest(token)
        if guest is None:
            return _closed(request, None, status=404)
        with scope(school=guest.school), translation.override(language_of(guest.school)):
            return view(request, guest, token, request.COOKIES.get(cookie_of(guest), ""))

    return found


@require_http_methods(["GET", "HEAD", "POST"])
@guest_view
def case(request: HttpRequest, guest: Guest, token: str, browser: str) -> HttpResponse:
    """Ask for the code that opens it now, or show what was shared."""
    state = state_of_guest(guest, browser)
    if state in (State.NEW, State.KNOWN):
        return (
            _try(request, guest, token, browser)
            if request.method == "POST"
            else _ask(request, guest, known=state == State.KNOWN)
        )
    if request.method == "POST":
        return redirect("guest:case", token=token)
    if state == State.OPEN:
        return _case(request, guest, browser)
    return _closed(request, state, guest, words=words_left(guest, browser))


def _try(request: HttpRequest, guest: Guest, token: str, browser: str) -> HttpResponse:
    """Try the code that was typed."""
    form = CodeForm(request.POST)
    state = state_of_guest(guest, browser)
    reply = redirect("guest:case", token=token)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    if state == State.NEW and code and (new := actions.open_with_told_code(guest=guest, code=code)):
        lasts = guest.valid_until - clock.today()
        path = f"/guest/{token}/"
        remember(reply, request, name=cookie_of(guest), browser=new, path=path, lasts=lasts + actions.OPEN_FOR)
        return reply
    if state == State.KNOWN and code and actions.open_with_mailed_code(guest=guest, browser=browser, code=code):
        return reply
    guest.refresh_from_db(fields=["failed"])
    state = state_of_guest(guest, browser)
    if state not in (State.NEW, State.KNOWN):
        return _closed(request, state, guest)
    if code:
        form.add_error("code", _("This code is not right, or it is too old."))
    return _ask(request, guest, known=state == State.KNOWN, form=form, status=422)


def _ask(
    request: HttpRequest, guest: Guest, *, known: bool, form: CodeForm | None = None, told: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form or CodeForm(), "link": guest, "is_known": known, "told": told}
    return private_page(request, "cases/guest_code.html", context, status=status)


@require_POST
@guest_view
def mail(request: HttpRequest, guest: Guest, token: str, browser: str) -> HttpResponse:
    """Mail a code to who used this browser before."""
    if state_of_guest(guest, browser) != State.KNOWN:
        return redirect("guest:case", token=token)
    if not actions.send_code(guest=guest, browser=browser):
        return _ask(
            request, guest, known=True, told=_("Many codes were mailed this hour. Try again later."), status=429
        )
    told = _("A code is on its way to your mailbox. It works for ten minutes.")
    return _ask(request, guest, known=True, told=told)


@require_POST
@guest_view
def words(request: HttpRequest, guest: Guest, token: str, browser: str) -> HttpResponse:
    """Keep the draft while typing; with the button, send it. When it closed meanwhile the words stay, to copy."""
    form = ContributionForm(request.POST, guest=guest, browser=browser)
    state = state_of_guest(guest, browser)
    typed = request.POST.get("text", "")
    if state != State.OPEN:
        status = 403 if wants_json(request) else 409
        return _closed(request, state, guest, words=typed, status=status)
    if wants_json(request):
        return autosave_reply(form, form.try_save())
    if not typed.strip():
        if form.is_valid():
            form.add_error("text", _("Write in a few words what you think."))
        return _case(request, guest, browser, form, status=422)
    try:
        actions.contribute(guest=guest, browser=browser, text=typed.strip())
    except NotAllowed:
        return _closed(request, state_of_guest(guest, browser), guest, words=typed, status=409)
    return redirect("guest:case", token=token)


@require_safe
@guest_view
def shared(request: HttpRequest, guest: Guest, token: str, browser: str) -> HttpResponse:
    """What was shared, alone: what the page asks for when the school wrote in it. Logged once
    each time it was opened: without a stream the page asks every few seconds.
    """
    if state_of_guest(guest, browser) != State.OPEN:
        return HttpResponse(status=403)
    if not actions.has_read(guest):
        _log(guest)
    context = {"link": guest, "table": table_of(guest.case), **shared_with(guest)}
    return private_page(request, "cases/guest.html#shared", context)


@require_safe
@guest_view
def ticket(request: HttpRequest, guest: Guest, token: str, browser: str) -> HttpResponse:
    """A new ticket for the page's stream, as long as the invitation is open in this browser."""
    if state_of_guest(guest, browser) != State.OPEN:
        return HttpResponse(status=403)
    who = ticket_of(guest, browser, table_of(guest.case))
    return _bound(request, live.ticket_response(request, guest_topic(guest), **who), *who["known_by"])


def _bound(request: HttpRequest, reply: HttpResponse, name: str, value: str) -> HttpResponse:
    """The answer with the cookie to which the ticket in it is bound, for the stream alone."""
    remember(reply, request, name=name, browser=value, path="/live/", lasts=actions.OPEN_FOR)
    return reply


@require_POST
@guest_view
def leave(request: HttpRequest, guest: Guest, token: str, browser: str) -> HttpResponse:
    """Close it on this device."""
    actions.leave(guest=guest, browser=browser)
    return redirect("guest:case", token=token)


def _case(
    request: HttpRequest, guest: Guest, browser: str, form: ContributionForm | None = None, status: int = 200
) -> HttpResponse:
    _log(guest)
    draft = GuestContribution.objects.filter(guest=guest, sent_at=None).first()
    table = table_of(guest.case)
    who = ticket_of(guest, browser, table)
    context: dict[str, Any] = {
        "link": guest,
        "pupil": guest.case.pupil.call_name,
        "form": form or ContributionForm(guest=guest, browser=browser, draft=draft),
        "open_until": date_format(clock.in_school_time(guest.open_until), "H:i") if guest.open_until else "",
        "until": date_format(guest.valid_until, "j F Y"),
        "shown": shared_names(guest),
        "topic": guest_topic(guest),
        "who": who,
        "table": table,
        **shared_with(guest),
    }
    reply = private_page(request, "cases/guest.html", context, status=status)
    return _bound(request, reply, *who["known_by"])


def _log(guest: Guest) -> None:
    record(
        actions.outsider(guest),
        "guest.read",
        guest,
        pupil=guest.case.pupil,
        reason=guest.question,
        parts=guest.parts,
        agreements=guest.shows_agreements,
    )


def _closed(
    request: HttpRequest, state: State | None, guest: Guest | None = None, *, words: str = "", status: int = 200
) -> HttpResponse:
    """Why nothing opens, kindly; what was typed can still be copied."""
    told = {
        None: (_("This address does not exist"), _("Look whether the whole address was copied, or ask the school.")),
        State.ELSEWHERE: (
            _("This is open on another device"),
            _("It opens where you gave the code. Ask the school for a new code to use this device."),
        ),
        State.LOCKED: (_("This is closed"), _("The code was wrong too often. Ask the school for a new code.")),
        State.EXPIRED: (
            _("The time for this is over"),
            _("The date has passed. Ask the school when you need more time."),
        ),
        State.ENDED: (_("This was ended"), _("The school has ended it. Thank you for thinking along.")),
        State.NEW: (_("A code is needed"), _("Open the address again and type the code that the school told you.")),
        State.KNOWN: (_("A new code is needed"), _("Open the address again and ask for a code by mail.")),
        State.OPEN: (_("This was not kept"), _("You have written many times. Please call the school.")),
    }
    title, text = told[state]
    context = {"title": title, "text": text, "link": guest, "words": words}
    return private_page(request, "common/shared_closed.html", context, status)


@scopes_disabled()
def _guest(token: str) -> Guest | None:
    """The guest of this address, in whichever school; found by what the address hashes to."""
    if len(token) > LONGEST_TOKEN:
        return None
    found = Guest.objects.filter(token_hash=hashed(token))
    return found.select_related("school", "partner", "consent", "case__pupil").first()


def cookie_of(guest: Guest) -> str:
    """The name of the cookie by which a browser is known."""
    return f"gezien_guest_{guest.pk}"
