"""The school's example sentences for needs: read, added to, changed and taken out of use by who keeps agreements."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.needs.actions.bank import reinstate_sentence, retire_sentence
from gezien.needs.bank_form import SentenceForm
from gezien.needs.models import BankSentence, SupportKind
from gezien.needs.rules import visible_bank
from gezien.needs.sentences import STEMS
from gezien.schools.models import Subject
from gezien.schools.rules import require_agreed


def bank(request: HttpRequest) -> HttpResponse:
    """GET: the sentences of one kind (?kind=). POST: add one."""
    require_agreed(request.member)
    kind = _kind(request)
    if request.method != "POST":
        return _show(request, kind)
    form = SentenceForm(request.POST, by=request.member)
    saved = form.try_save()
    if saved is None:
        return _show(request, kind, new=form, status=422)
    messages.success(request, _("The sentence is added."))
    return _back(request, saved.kind)


def sentence(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: a sentence with its form. POST: change it."""
    found = _found(request, pk)
    form = SentenceForm(request.POST or None, by=request.member, sentence=found)
    if request.method == "POST" and (saved := form.try_save()):
        messages.success(request, _("The sentence is changed. Needs keep the words they have."))
        return _back(request, saved.kind)
    status = 200 if request.method != "POST" else 409 if form.conflict else 422
    return render(request, "needs/bank_sentence.html", {"form": form, "sentence": found}, status=status)


@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of use, or (`again`) back in use."""
    found = _found(request, pk)
    action = reinstate_sentence if "again" in request.POST else retire_sentence
    action(by=request.member, sentence=found)
    return _back(request, found.kind)


def _found(request: HttpRequest, pk: int) -> BankSentence:
    found = get_object_or_404(visible_bank(request.member), pk=pk)
    require_agreed(request.member)
    return found


def _kind(request: HttpRequest) -> SupportKind:
    asked = request.GET.get("kind", "")
    return SupportKind(asked) if asked in SupportKind.values else SupportKind.INSTRUCTION


def _back(request: HttpRequest, kind: str) -> HttpResponse:
    return redirect(f"{reverse('needs:bank', args=[request.member.school.slug])}?kind={kind}")


def _show(
    request: HttpRequest, kind: SupportKind, *, new: SentenceForm | None = None, status: int = 200
) -> HttpResponse:
    rows = list(visible_bank(request.member).filter(kind=kind))
    sections = [{"title": title, "rows": _of(rows, domain)} for domain, title in _domains()]
    context: dict[str, Any] = {
        "kinds": [{"key": one.value, "label": one.label, "is_current": one == kind} for one in SupportKind],
        "kind": kind,
        "stem": STEMS[kind],
        "sections": [section for section in sections if section["rows"]],
        "retired": [row for row in rows if row.retired_on],
        "new": new or SentenceForm(by=request.member, kind=kind),
    }
    return render(request, "needs/bank.html", context, status=status)


def _of(rows: list[BankSentence], domain: str) -> list[BankSentence]:
    return [row for row in rows if row.domain == domain and not row.retired_on]


def _domains() -> list[tuple[str, Any]]:
    return [("", _("For everything")), *Subject.Domain.choices]
