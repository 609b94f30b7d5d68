"""What the pages of agreements share: the one asked for, that it was read, and where one goes on."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.agreements.queries import with_names
from gezien.agreements.rules import editable_agreements, visible_agreements, why_agreement_visible
from gezien.audit.log import record_reading
from gezien.common import going_back
from gezien.common.given_back import not_kept, typed_words
from gezien.schools.rules import Member


def found_agreement(member: Member, pk: int) -> Agreement:
    """The agreement, when the member sees it; else 404."""
    return get_object_or_404(with_names(visible_agreements(member)), pk=pk)


def log_reading(member: Member, agreement: Agreement) -> None:
    """An agreement about a pupil is part of the pupil's file."""
    if agreement.pupil:
        reason = why_agreement_visible(member, agreement) or ""
        record_reading(member, [agreement.pupil], reason=reason, screen="agreement")


def require_open(member: Member, agreement: Agreement) -> None:
    """Raise `PermissionDenied` unless the member may change this agreement and it is open."""
    if agreement.outcome or not editable_agreements(member).filter(pk=agreement.pk).exists():
        raise PermissionDenied


def words_back(request: HttpRequest, agreement: Agreement, form: forms.Form) -> HttpResponse | None:
    """What was sent, given back, when a colleague settled the agreement, or opened it again, while one was writing."""
    if request.method != "POST" or not editable_agreements(request.member).filter(pk=agreement.pk).exists():
        return None
    if agreement.outcome:
        told = _("A colleague settled this agreement meanwhile, so nothing was saved.")
    else:
        told = _("A colleague opened this agreement again meanwhile, so nothing was saved.")
    typed = typed_words(request.POST, form.fields)
    return not_kept(request, told=told, typed=typed, back=next_page(request), way=_("To the agreements"))


def next_page(request: HttpRequest) -> str:
    """Where one came from, when that is a page of ours; else the list."""
    return going_back.next_page(request) or reverse("agreements:list", args=[request.member.school.slug])
