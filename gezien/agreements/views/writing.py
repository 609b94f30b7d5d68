"""Making and changing an agreement."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gezien.agreements import queries
from gezien.agreements.forms import ChangeAgreementForm, MakeAgreementForm
from gezien.agreements.rules import may_make_agreements
from gezien.agreements.views.found import found_agreement, log_reading, next_page, require_open, words_back
from gezien.common.forms import refresh
from gezien.common.given_back import gives_words_back


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(MakeAgreementForm)
def add(request: HttpRequest) -> HttpResponse:
    """Make an agreement: ?about=group-12, pupil-34 or school, ?next= where to go on."""
    if not may_make_agreements(request.member):
        raise PermissionDenied
    about = request.GET.get("about", "")
    form = MakeAgreementForm(request.POST or None, member=request.member, about=about)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The agreement stands."))
        return redirect(next_page(request))
    refresh(form.fields["about"].widget, request.path, "#who")
    context = {"form": form, "next": next_page(request)}
    if request.headers.get("HX-Request"):
        return render(request, "agreements/add.html#who", context)
    return render(request, "agreements/add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(ChangeAgreementForm)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an open agreement."""
    agreement = found_agreement(request.member, pk)
    form = ChangeAgreementForm(request.POST or None, agreement=agreement, member=request.member)
    if agreement.outcome and (kept := words_back(request, agreement, form)):
        return kept
    require_open(request.member, agreement)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The agreement is changed."))
        return redirect(next_page(request))
    log_reading(request.member, agreement)
    context = {
        "form": form,
        "agreement": agreement,
        "about": queries.about_in_words(agreement),
        "next": next_page(request),
    }
    return render(request, "agreements/edit.html", context, status=409 if form.conflict else 200)
