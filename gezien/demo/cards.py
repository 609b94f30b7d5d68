"""De Zwaluw keeps quality cards, reads its education plan, and typed over the outcomes of the final test."""

import datetime as dt
from decimal import Decimal

from gezien.common import clock
from gezien.demo import cast
from gezien.quality.actions.cards import (
    comment_on_card,
    hold_evaluation,
    plan_evaluation,
    settle_card,
)
from gezien.quality.actions.final_test import save_inspection_values, save_outcome
from gezien.quality.actions.readings import say_read
from gezien.quality.card_starter import GROUP_REVIEW, SCHOOL_REVIEW
from gezien.quality.models import Ambition, EducationPlanVersion, QualityCard
from gezien.schools.models import School, Subject, User
from gezien.schools.rules import member_of

READERS = ("leerkracht2", "coordinator", "ib")
# School year, subject: pupils, of whom 1F, of whom 1S or 2F.
OUTCOMES = {
    (2023, "begrijpend-lezen"): (24, 24, 16),
    (2023, "rekenen"): (24, 23, 11),
    (2024, "begrijpend-lezen"): (27, 26, 19),
    (2024, "rekenen"): (27, 26, 15),
    (2025, "begrijpend-lezen"): (26, 26, 18),
    (2025, "rekenen"): (26, 25, 15),
}


def add_cards(school: School, users: dict[str, User]) -> None:
    """Two cards settled, one in writing; who read the plan; ambitions for who can do more; the final test."""
    if school.name != cast.SCHOOL:
        return
    coach, teacher = (member_of(users[name], school.slug) for name in ("ib", "leerkracht"))
    if coach is None or teacher is None:
        return
    card = QualityCard.objects.get(title=GROUP_REVIEW["title"])
    QualityCard.objects.filter(pk=card.pk).update(owner=coach.user)
    settle_card(by=coach, card=card, why="Besproken in de teamvergadering")
    moment = plan_evaluation(by=coach, card=card, due_on=clock.today() - dt.timedelta(days=30))
    hold_evaluation(
        by=coach, evaluation=moment, found="Een uur per groep is genoeg. De vorige afspraken komen nog te laat."
    )
    plan_evaluation(by=coach, card=card, due_on=clock.today() + dt.timedelta(days=18))
    comment_on_card(by=teacher, card=card, text="Kunnen we de voorbereiding tien dagen van tevoren krijgen?")
    settle_card(
        by=coach, card=QualityCard.objects.get(title=SCHOOL_REVIEW["title"]), why="Voor de bespreking van februari"
    )
    for version in EducationPlanVersion.objects.filter(plan__subject__code="spelling"):
        for name in READERS:
            if reader := member_of(users[name], school.slug):
                say_read(by=reader, version=version)
    Ambition.objects.filter(subject__code__in=["rekenen", "spelling"]).update(top_share=20, top_level="I")
    save_inspection_values(
        by=coach,
        version=1,
        weighting=Decimal("29.80"),
        basic=Decimal("85.0"),
        target=Decimal("58.4"),
        source="Voorbeeld, voor deze oefenschool bedacht",
    )
    subjects = {one.code: one for one in Subject.objects.filter(school=school)}
    for (first, code), (pupils, basic, target) in OUTCOMES.items():
        save_outcome(by=coach, first=first, subject=subjects[code], pupils=pupils, basic=basic, target=target)
