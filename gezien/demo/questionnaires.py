"""Two rounds of questionnaires for every group, last spring and this autumn, and the round of this period just opened."""

import datetime as dt

from gezien.demo.days import LAST_DAY
from gezien.demo.world import Child, World
from gezien.results.models import (
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireDomain,
    QuestionnaireItem,
    QuestionnaireRound,
)
from gezien.results.queries.questionnaire_rounds import asked_items

# school year, period, the day the round was opened, the day it was closed
ROUNDS = [
    (2025, 2, dt.date(2026, 5, 18), dt.date(2026, 6, 5)),
    (2026, 1, dt.date(2026, 11, 9), dt.date(2026, 11, 27)),
    (2026, 2, LAST_DAY, None),
]
DUE_ON = dt.date(2027, 2, 26)
NOT_SEEN = 0.03
STEPS = {"A": 4.2, "B": 3.8, "C": 3.3, "D": 2.7, "E": 2.2}


def add_questionnaire_rounds(world: World) -> None:
    """A round for each group that has pupils of the questionnaire's year groups; the last one is still to be filled."""
    lists = Questionnaire.objects.filter(school=world.school, is_active=True).order_by("pk")
    answers: list[QuestionnaireAnswer] = []
    for questionnaire in lists:
        items = list(QuestionnaireItem.objects.filter(domain__questionnaire=questionnaire).select_related("domain"))
        for first, number, opened_on, closed_on in ROUNDS:
            rounds = _open(world, questionnaire, (first, number), opened_on, closed_on)
            if closed_on:
                answers += _answers(world, questionnaire, rounds, items, (first, closed_on))
    QuestionnaireAnswer.objects.bulk_create(answers, batch_size=2000)


def _open(
    world: World, questionnaire: Questionnaire, at: tuple[int, int], opened_on: dt.date, closed_on: dt.date | None
) -> dict[str, QuestionnaireRound]:
    """The rounds of one moment, by the name of the group."""
    first, _number = at
    names = sorted({child.groups[first] for child in world.children if _is_asked(child, questionnaire, first)})
    rounds = QuestionnaireRound.objects.bulk_create(
        QuestionnaireRound(
            school=world.school,
            questionnaire=questionnaire,
            group=world.groups[first, name],
            period=world.periods[at],
            items=asked_items(questionnaire),
            opened_on=opened_on,
            due_on=closed_on or DUE_ON,
            opened_by=world.coach,
            closed_on=closed_on,
            closed_by=world.writer(first, name) if closed_on else None,
        )
        for name in names
    )
    return dict(zip(names, rounds, strict=True))


def _is_asked(child: Child, questionnaire: Questionnaire, first: int) -> bool:
    grade = child.grade - (2026 - first)
    has_left = child.pupil.left_on is not None and child.pupil.left_on < dt.date(first + 1, 2, 1)
    return first in child.groups and str(grade) in questionnaire.year_groups and not has_left


def _answers(
    world: World,
    questionnaire: Questionnaire,
    rounds: dict[str, QuestionnaireRound],
    items: list[QuestionnaireItem],
    at: tuple[int, dt.date],
) -> list[QuestionnaireAnswer]:
    """A child's own picture per domain, with the item's and the day's luck; what is hard is answered the other way."""
    first, day = at
    found = []
    for child in world.children:
        if not _is_asked(child, questionnaire, first) or child.came_on > day:
            continue
        chance = child.chance(f"questionnaire {first}")
        shown = {item.domain_id: _shown(child, item.domain, first) for item in items}
        writer = world.writer(first, child.groups[first], chance.randrange(4))
        for item in items:
            value = min(max(round(shown[item.domain_id] + chance.gauss(0, 0.42)), 1), 5)
            found.append(
                QuestionnaireAnswer(
                    school=world.school,
                    round=rounds[child.groups[first]],
                    pupil=child.pupil,
                    item=item,
                    value=None if chance.random() < NOT_SEEN else 6 - value if item.is_negative else value,
                    answered_by=writer,
                )
            )
    return found


def _shown(child: Child, domain: QuestionnaireDomain, first: int) -> float:
    """Where the child stands on this domain, in steps: as the lists of that year say, and its own side of it."""
    code = "sociaal-emotioneel" if domain.area == "social" else "werkhouding"
    letters = [level for _moment, day, _figure, level, _z in child.course.get(code, []) if day.year <= first]
    step = STEPS.get(letters[-1], 3.4) if letters else 3.4
    own = child.chance(f"questionnaire {domain.name}").gauss(0, 0.5)
    return step + own + (0.1 if first == 2026 else 0)
