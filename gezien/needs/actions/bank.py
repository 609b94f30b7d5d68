"""Writes of the school's example sentences for needs."""

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.needs.models import BankSentence
from gezien.schools.rules import Member, require_agreed


class SentenceTaken(Exception):
    """The school has this sentence already."""


@transaction.atomic
def add_sentence(*, by: Member, kind: str, domain: str, text: str) -> BankSentence:
    """Offer a sentence from now on."""
    require_agreed(by)
    _require_new(by, kind, domain, text)
    last = BankSentence.objects.filter(school=by.school, kind=kind).order_by("-position").first()
    place = last.position + 1 if last else 0
    sentence = BankSentence.objects.create(school=by.school, kind=kind, domain=domain, text=text, position=place)
    record(by, "bank_sentence.added", sentence)
    return sentence


@transaction.atomic
def change_sentence(
    *, by: Member, sentence: BankSentence, kind: str, domain: str, text: str, expected: int
) -> BankSentence:
    """Say it otherwise; needs that took it over keep their own words."""
    require_agreed(by)
    _require_new(by, kind, domain, text, but=sentence.pk)
    sentence.kind, sentence.domain, sentence.text = kind, domain, text
    sentence.save_if_unchanged(expected=expected, fields=["kind", "domain", "text"])
    record(by, "bank_sentence.changed", sentence)
    return sentence


@transaction.atomic
def retire_sentence(*, by: Member, sentence: BankSentence) -> None:
    """No longer offer it."""
    _set_retired(by, sentence, retired=True)


@transaction.atomic
def reinstate_sentence(*, by: Member, sentence: BankSentence) -> None:
    """Offer it again."""
    _set_retired(by, sentence, retired=False)


def _set_retired(by: Member, sentence: BankSentence, *, retired: bool) -> None:
    require_agreed(by)
    if (sentence.retired_on is not None) == retired:
        return
    sentence.retired_on = clock.today() if retired else None
    sentence.save_if_unchanged(expected=sentence.version, fields=["retired_on"])
    record(by, "bank_sentence.retired" if retired else "bank_sentence.reinstated", sentence)


def _require_new(by: Member, kind: str, domain: str, text: str, but: int | None = None) -> None:
    same = BankSentence.objects.filter(school=by.school, kind=kind, domain=domain, text=text)
    if any(one.pk != but for one in same):
        raise SentenceTaken
