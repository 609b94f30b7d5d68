"""Who looks along in a case: the parents' consent, the invitation, ending it, and what was written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.cases.actions import guests as actions
from gezien.cases.guest_forms import ConsentForm, InviteForm
from gezien.cases.models import Case
from gezien.cases.queries import guests as queries
from gezien.cases.rules import editable_cases, visible_cases, why_case_visible
from gezien.cases.rules_guests import (
    endable_guests,
    may_invite,
    require_inviting,
    visible_consents,
    visible_contributions,
    visible_guests,
)
from gezien.cases.views.refused import gives_words_back
from gezien.schools.rules import NotAllowed


@require_safe
def guest_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Who looks along in this case, on whose consent, and what they wrote."""
    return _page(request, _case(request, pk))


def _page(request: HttpRequest, case: Case, made: actions.Invitation | None = None) -> HttpResponse:
    member = request.member
    record(member, "case.read", case, pupil=case.pupil, reason=why_case_visible(member, case) or "", screen="guests")
    context = {
        "case": case,
        "consents": [queries.consent_row(one) for one in queries.consents_of(case)],
        "guests": [queries.guest_row(one) for one in queries.guests_of(member, case)],
        "contributions": queries.contribution_rows(member, case),
        "may_invite": may_invite(member, case),
        "can_edit": editable_cases(member).filter(pk=case.pk).exists(),
        "made": {"name": made.guest.name, "email": made.guest.email, "code": made.code} if made else None,
    }
    reply = render(request, "cases/guests.html", context)
    if made:
        reply.headers["Cache-Control"] = "private, no-store"
    return reply


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(ConsentForm)
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that parents agreed."""
    case = _case(request, pk)
    require_inviting(request.member, case)
    form = ConsentForm(request.POST or None, by=request.member, case=case)
    if request.method == "POST" and form.is_valid():
        found = form.save()
        messages.success(request, _("The consent is recorded. Now you can invite."))
        return redirect("cases:invite", school=case.school.slug, pk=found.pk)
    return render(request, "cases/consent.html", {"form": form, "case": case}, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The parents took their consent back: whoever looked along on it is out at once."""
    found = get_object_or_404(visible_consents(request.member).select_related("case__pupil"), pk=pk)
    actions.withdraw_consent(by=request.member, consent=found)
    messages.success(request, _("The consent is taken back; nobody looks along on it any more."))
    return _back(found.case)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(InviteForm)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody, on a consent that stands; the code is shown once."""
    consents = visible_consents(request.member).select_related("case__pupil", "case__school", "partner")
    found = get_object_or_404(consents, pk=pk)
    require_inviting(request.member, found.case)
    if found.withdrawn_on:
        raise NotAllowed("an invitation without consent")
    form = InviteForm(request.POST or None, by=request.member, consent=found)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        return _page(request, found.case, made) if made else _back(found.case)
    context = {"form": form, "case": found.case, "consent": queries.consent_row(found)}
    return render(request, "cases/invite.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an invitation now."""
    guest = get_object_or_404(visible_guests(request.member).select_related("case__pupil", "case__school"), pk=pk)
    if not endable_guests(request.member).filter(pk=pk).exists():
        raise NotAllowed("guest")
    actions.end_guest(by=request.member, guest=guest)
    messages.success(request, _("%(name)s does not look along any more.") % {"name": guest.name})
    return _back(guest.case)


@require_POST
@gives_words_back()
def new_code(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code to tell: for another device, or after too many wrong ones."""
    guest = get_object_or_404(visible_guests(request.member).select_related("case__pupil", "case__school"), pk=pk)
    if request.POST.get("known", queries.code_mark(guest)) != queries.code_mark(guest):
        messages.info(request, _("This code was made before. Make a new one if you did not note it."))
        return _back(guest.case)  # the page was loaded again
    return _page(request, guest.case, actions.renew_code(by=request.member, guest=guest))


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What a guest wrote was read."""
    found = visible_contributions(request.member).select_related("guest__case__pupil", "guest__case__school")
    contribution = get_object_or_404(found, pk=pk)
    actions.mark_read(by=request.member, contribution=contribution)
    return _back(contribution.guest.case)


def _case(request: HttpRequest, pk: int) -> Case:
    return get_object_or_404(visible_cases(request.member).select_related("pupil", "school"), pk=pk)


def _back(case: Case) -> HttpResponse:
    return redirect("cases:guests", school=case.school.slug, pk=case.pk)
