"""Pages of the school's tests."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.results.actions.instruments import ScaleInUse, complete_catalogue, remove_instrument
from gezien.results.forms.instruments import ChangeInstrumentForm, NewInstrumentForm
from gezien.results.forms.norms import ResultSettingsForm
from gezien.results.models import Instrument
from gezien.results.queries.dle import result_settings
from gezien.results.queries.instruments import tests_by_subject
from gezien.results.rules import editable_instruments, visible_instruments
from gezien.results.starter import missing_instruments
from gezien.schools.rules import Member, may_keep_agreed, require_agreed, require_among


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """The school's tests by subject, each with its own scale; below, the ones not in use."""
    can_edit = may_keep_agreed(request.member)
    context = {
        "subjects": tests_by_subject(request.member),
        "can_edit": can_edit,
        "missing": len(missing_instruments(request.member.school)) if can_edit else 0,
    }
    if can_edit:
        context["settings"] = ResultSettingsForm(member=request.member, settings=result_settings(request.member.school))
    return render(request, "results/instruments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one test; with what is wrong, or changed meanwhile, the page comes back as it was filled."""
    found = _editable(request.member, pk)
    form = ChangeInstrumentForm(request.POST or None, member=request.member, instrument=found)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("%(test)s is saved.") % {"test": form.cleaned_data["name"]})
        return redirect("results:instruments", school=request.member.school.slug)
    context = {"form": form, "instrument": found}
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "results/instrument.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_instrument(request: HttpRequest) -> HttpResponse:
    """A test the school made or chose itself."""
    require_agreed(request.member)
    form = NewInstrumentForm(request.POST or None, member=request.member, initial={"is_active": True})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("%(test)s is saved.") % {"test": form.cleaned_data["name"]})
        return redirect("results:instruments", school=request.member.school.slug)
    return render(request, "results/instrument.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def catalogue(request: HttpRequest) -> HttpResponse:
    """Take over the tests that came into the catalogue later; they stand ready, not in use."""
    added = complete_catalogue(by=request.member)
    words = ngettext("%(count)d test added, not in use yet.", "%(count)d tests added, not in use yet.", len(added))
    messages.success(request, words % {"count": len(added)})
    return redirect(f"{reverse('results:instruments', args=[request.member.school.slug])}#more")


@require_POST
def instrument_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a test without results, unless somebody else has just changed it."""
    found = _editable(request.member, pk)
    version = posted_number(request, "version")
    try:
        remove_instrument(by=request.member, instrument=found, version=version)
        messages.success(request, _("%(test)s is removed.") % {"test": found.name})
    except ScaleInUse as reason:
        messages.error(request, str(reason))
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this test meanwhile; here it is as it is now."))
    return redirect("results:instruments", school=request.member.school.slug)


def _editable(member: Member, pk: int) -> Instrument:
    """The test to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(visible_instruments(member).select_related("subject"), pk=pk)
    require_among(editable_instruments(member), found)
    return found
