"""Ambitions and quality cards to begin with; a school sets its own."""

from gezien.quality.card_starter import starter_cards
from gezien.quality.models import Ambition, QualityCard
from gezien.schools.models import School, Subject

SHARES = {"begrijpend-lezen": 80, "spelling": 80, "rekenen": 80, "werkhouding": 85}


def add_ambitions(school: School) -> None:
    """For the main subjects: so many per cent of the pupils at the middle level or above."""
    level = "C" if school.country == School.Country.FLANDERS else "III"
    Ambition.objects.bulk_create(
        Ambition(school=school, subject=subject, share=SHARES[subject.code], level=level if subject.has_plans else "C")
        for subject in Subject.objects.filter(school=school, code__in=SHARES)
    )


def add_starter_cards(school: School) -> None:
    """The cards of the three reviews, to write on: nothing holds before the school settles it."""
    QualityCard.objects.bulk_create(QualityCard(school=school, **card) for card in starter_cards(school.country))
