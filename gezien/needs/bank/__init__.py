"""The shipped sentences of what a pupil may need: a school's own from the first day, to change, add to and retire."""

from collections.abc import Iterator

from gezien.needs.bank import learning, together
from gezien.needs.models import BankSentence
from gezien.needs.sentences import STEMS
from gezien.schools.models import School

PARTS = (learning.SENTENCES, together.SENTENCES)


def shipped(country: str) -> Iterator[tuple[str, str, str]]:
    """(kind, domain, text) as this country says it; domain empty for any."""
    for part in PARTS:
        for kind, by_domain in part.items():
            for domain, endings in by_domain.items():
                for ending in endings:
                    words = ending if isinstance(ending, str) else ending[country == School.Country.FLANDERS]
                    yield kind, domain, f"{STEMS[kind]} {words}"


def add_bank(school: School) -> None:
    """The shipped sentences, for a new school."""
    BankSentence.objects.bulk_create(
        BankSentence(school=school, kind=kind, domain=domain, text=text, position=position, is_shipped=True)
        for position, (kind, domain, text) in enumerate(shipped(school.country))
    )
