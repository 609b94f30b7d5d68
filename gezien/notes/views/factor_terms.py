"""The school's words for factors, and after how long a factor asks whether it still holds."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.notes.actions.factor_terms import reinstate_term, retire_term
from gezien.notes.forms.factor_terms import NewDomainForm, NewSourceForm, RenameForm, RenewalForm
from gezien.notes.models import FactorDomain, FactorSource
from gezien.notes.queries.factor_terms import history, term_rows
from gezien.notes.rules import visible_factor_domains, visible_factor_sources
from gezien.schools.rules import Member, require_agreed

LISTS = {"domains": (FactorDomain, NewDomainForm), "sources": (FactorSource, NewSourceForm)}
VISIBLE = {"domains": visible_factor_domains, "sources": visible_factor_sources}


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Both lists with their forms, the term, and what changed lately."""
    require_agreed(request.member)
    return _show(request)


@require_POST
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """A new word."""
    if kind not in LISTS:
        raise Http404
    require_agreed(request.member)
    form = LISTS[kind][1](request.POST)
    if not form.is_valid():
        return _show(request, status=422, **{f"new_{kind}": form})
    term = form.save(by=request.member)
    messages.success(request, _("“%(name)s” is added.") % {"name": term.name})
    return _back(request)


@require_POST
def rename(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Another word for the same thing; when somebody else renamed it meanwhile, the page says so (409)."""
    term = _term(request.member, kind, pk)
    form = RenameForm(request.POST, by=request.member, term=term)
    if form.try_save() is None:
        return _show(request, renaming=form, status=409 if form.conflict else 422)
    messages.success(request, _("It is called “%(name)s” now, wherever it stands.") % {"name": term.name})
    return _back(request)


@require_POST
def retire(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Out of use, or (`again`) back in use."""
    term = _term(request.member, kind, pk)
    action = reinstate_term if "again" in request.POST else retire_term
    action(by=request.member, term=term)
    return _back(request)


@require_POST
def renewal(request: HttpRequest) -> HttpResponse:
    """After how long a factor asks."""
    require_agreed(request.member)
    form = RenewalForm(request.POST, by=request.member)
    if form.try_save() is None:
        return _show(request, renewal=form, status=409 if form.conflict else 422)
    messages.success(request, _("The term is saved."))
    return _back(request)


def _term(member: Member, kind: str, pk: int) -> FactorDomain | FactorSource:
    if kind not in LISTS:
        raise Http404
    term = get_object_or_404(VISIBLE[kind](member), pk=pk)
    require_agreed(member)
    return term


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("notes:factor-terms", school=request.member.school.slug)


def _show(
    request: HttpRequest, *, status: int = 200, renaming: RenameForm | None = None, **forms: Form
) -> HttpResponse:
    member = request.member
    lists = [
        {
            "kind": kind,
            "form": forms.get(f"new_{kind}") or new(),
            "rows": [
                {
                    **row,
                    "form": renaming
                    if renaming and renaming.term == row["term"]
                    else RenameForm(by=member, term=row["term"]),
                }
                for row in term_rows(model, member.school)
            ],
        }
        for kind, (model, new) in LISTS.items()
    ]
    context = {
        "lists": lists,
        "renewal": forms.get("renewal") or RenewalForm(by=member),
        "renaming": renaming,
        "history": history(member.school),
    }
    return render(request, "notes/factor_terms.html", context, status=status)
