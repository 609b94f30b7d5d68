"""What a parent without an account sees of a link: the code, the plan, and room for an answer. Nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_scopes import scope, scopes_disabled

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.sharing import LONGEST_TOKEN, MOST_TRIES, hashed, private_page, remember
from gezien.plans.actions.share import BOUND_FOR, answer_by_link, open_link, reader
from gezien.plans.models import ShareLink
from gezien.plans.queries.individual_content import sections
from gezien.plans.queries.individual_page import answer_row
from gezien.plans.queries.individual_settings import language_of
from gezien.plans.queries.share import State, state_of_link
from gezien.plans.share_forms import CodeForm, LinkAnswerForm
from gezien.schools.rules import NotAllowed


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code, or show the plan in the browser that gave it."""
    link = _link(token)
    if link is None:
        return _closed(request, None, status=404)
    with scope(school=link.school), translation.override(language_of(link.school)):
        if request.method == "POST":
            return _opened(request, link, token)
        state = state_of_link(link, request.COOKIES.get(cookie_of(link), ""))
        if state == State.CLOSED:
            return private_page(request, "plans/shared_code.html", {"form": CodeForm(), "link": link})
        return _plan(request, link) if state == State.OPEN else _closed(request, state, link=link)


def _opened(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    form = CodeForm(request.POST)
    if state_of_link(link, "") != State.CLOSED:
        return redirect("shared:plan", token=token)
    browser = open_link(link=link, code=form.cleaned_data["code"]) if form.is_valid() else None
    if browser is None:
        link.refresh_from_db()
        if state_of_link(link, "") == State.LOCKED:
            return _closed(request, State.LOCKED, link=link)
        left = MOST_TRIES - link.failed
        if form.is_valid():
            form.add_error("code", _("This code is not right. You can try %(left)d more times.") % {"left": left})
        return private_page(request, "plans/shared_code.html", {"form": form, "link": link}, status=422)
    reply = redirect("shared:plan", token=token)
    remember(reply, request, name=cookie_of(link), browser=browser, path="/shared/", lasts=BOUND_FOR)
    return reply


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what the parent says. When the link closed meanwhile, the words stay on the page to copy.

    Who opens this address again later (a page kept on a phone) gets the plan's own page.
    """
    if request.method != "POST":
        return redirect("shared:plan", token=token)
    link = _link(token)
    if link is None:
        return _closed(request, None, status=404)
    with scope(school=link.school), translation.override(language_of(link.school)):
        form = LinkAnswerForm(request.POST)
        browser = request.COOKIES.get(cookie_of(link), "")
        state = state_of_link(link, browser)
        if state != State.OPEN:
            return _closed(request, state, link=link, words=request.POST.get("remark", ""), status=409)
        if not form.is_valid():
            return _plan(request, link, form, status=422)
        try:
            answer_by_link(link=link, browser=browser, **form.cleaned_data)
        except NotAllowed:
            form.add_error(None, _("You have answered many times. Please call the school."))
            return _plan(request, link, form, status=422)
        return redirect("shared:plan", token=token)


def _plan(request: HttpRequest, link: ShareLink, form: LinkAnswerForm | None = None, status: int = 200) -> HttpResponse:
    version = link.version
    record(reader(link), "sharelink.read", link, pupil=version.plan.pupil, reason=link.purpose)
    answers = [answer_row(one) for one in link.answers.all()]
    context = {
        "link": link,
        "pupil": version.plan.pupil,
        "name": version.content["name"],
        "number": version.number,
        "day": date_format(version.made_on, "j F Y"),
        "sections": sections(version.content),
        "answers": answers,
        "is_newer": version.plan.versions.filter(number__gt=version.number).exists(),
        "form": form or LinkAnswerForm(initial={"name": link.recipient}),
        "open_until": date_format(clock.in_school_time(link.bound_until), "H:i") if link.bound_until else "",
    }
    return private_page(request, "plans/shared.html", context, status=status)


def _closed(
    request: HttpRequest, state: State | None, *, link: ShareLink | None = None, words: str = "", status: int = 200
) -> HttpResponse:
    """Why nothing opens, kindly; what was typed can still be copied."""
    told = {
        None: (
            _("This link does not exist"),
            _("Look whether the whole address was copied, or ask the school for a new link."),
        ),
        State.USED: (
            _("This link was used before"),
            _("A link opens once, on one phone or computer. Ask the school for a new one."),
        ),
        State.EXPIRED: (
            _("This link is no longer valid"),
            _("The date of this link has passed. Ask the school for a new one."),
        ),
        State.REVOKED: (_("This link was ended"), _("The school has ended this link. Ask the school for a new one.")),
        State.LOCKED: (
            _("This link is closed"),
            _("The code was wrong too often. Ask the school for a new link and code."),
        ),
    }
    title, text = told[state]
    return private_page(
        request, "common/shared_closed.html", {"title": title, "text": text, "link": link, "words": words}, status
    )


@scopes_disabled()
def _link(token: str) -> ShareLink | None:
    """The link of this address, in whichever school; found by what the address hashes to."""
    if len(token) > LONGEST_TOKEN:
        return None
    found = ShareLink.objects.filter(token_hash=hashed(token))
    return found.select_related("school", "version__plan__pupil").first()


def cookie_of(link: ShareLink) -> str:
    """The name of the cookie by which a browser keeps a link open."""
    return f"gezien_shared_{link.pk}"
