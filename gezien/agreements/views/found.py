"""What the pages of agreements share: the one asked for, that it was read, and where one goes on."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.agreements.queries import with_names
from gezien.agreements.rules import visible_agreements, why_agreement_visible
from gezien.audit.log import record_reading
from gezien.common import going_back
from gezien.schools.rules import Member


def found_agreement(member: Member, pk: int) -> Agreement:
    """The agreement, when the member sees it; else 404."""
    return get_object_or_404(with_names(visible_agreements(member)), pk=pk)


def log_reading(member: Member, agreement: Agreement) -> None:
    """An agreement about a pupil is part of the pupil's file."""
    if agreement.pupil:
        reason = why_agreement_visible(member, agreement) or ""
        record_reading(member, [agreement.pupil], reason=reason, screen="agreement")


def next_page(request: HttpRequest) -> str:
    """Where one came from, when that is a page of ours; else the list."""
    return going_back.next_page(request) or reverse("agreements:list", args=[request.member.school.slug])
