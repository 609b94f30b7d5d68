"""Educational needs: for pupils who need extra, what they aim for and what they need to get there."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from gezien.demo.need_words import ENDINGS, SECOND, kind_of
from gezien.demo.world import Child, World
from gezien.needs.models import EducationalNeed, NeedRevision, NeedSentence
from gezien.needs.sentences import Said, tidied, together

# subject → year groups → (goal, support); {by} is the end of the period, written in the goal
NEEDS: dict[str, dict[range, tuple[tuple[str, str], ...]]] = {
    "technisch-lezen": {
        range(3, 5): (
            (
                "Leest {by} een tekst op het niveau van de groep met hooguit 4 fouten.",
                "Elke dag tien minuten samen lezen: voor, koor, door.",
            ),
            (
                "Leest {by} woorden van twee lettergrepen zonder spellen, 24 van de 30.",
                "Woorden in stukjes, eerst voorgedaan; vier keer per week tien minuten.",
            ),
        ),
        range(5, 9): (
            (
                "Leest {by} een halve bladzijde in één minuut, met goede leestekens.",
                "Herhaald lezen met een maatje, tijd en fouten zelf bijhouden.",
            ),
            (
                "Leest {by} dagelijks een kwartier in een boek op eigen niveau.",
                "Hulp bij het kiezen van een boek en elke week een gesprekje erover.",
            ),
        ),
    },
    "begrijpend-lezen": {
        range(3, 6): (
            (
                "Vertelt {by} na een tekst in drie zinnen waar die over gaat, 4 van de 5 keer.",
                "De woorden vooraf, met plaatjes; hardop denken bij de eerste alinea.",
            ),
            (
                "Wijst {by} bij een vraag de zin aan waarin het antwoord staat, 8 van de 10.",
                "Kort en vaak: twee vragen samen, één alleen, direct bespreken.",
            ),
        ),
        range(6, 9): (
            (
                "Noemt {by} per alinea de hoofdzaak, 8 van de 10 keer.",
                "Een schema van drie vakjes en een maatje om de keuze aan uit te leggen.",
            ),
            (
                "Legt {by} uit waar verwijswoorden op slaan, 8 van de 10.",
                "Pijlen tekenen in de tekst, eerst samen aan de instructietafel.",
            ),
        ),
    },
    "spelling": {
        range(3, 6): (
            (
                "Schrijft {by} de woorden van blok 5 goed, 18 van de 20.",
                "Vijf woorden per dag, hardop in klankgroepen; vrijdag terugzien.",
            ),
            (
                "Past {by} de regel van open en gesloten lettergrepen toe, 8 van de 10.",
                "Het regelkaartje op tafel en directe terugkoppeling bij het dictee.",
            ),
        ),
        range(6, 9): (
            (
                "Schrijft {by} werkwoorden in de tegenwoordige tijd goed, 9 van de 10.",
                "Het stappenschema hardop doorlopen, twee keer per week tien minuten.",
            ),
            (
                "Verbetert {by} in eigen tekst de helft van de fouten zelf.",
                "Een leerkracht die aanwijst in welke regel de fout zit, niet welke.",
            ),
        ),
    },
    "rekenen": {
        range(3, 4): (
            (
                "Splitst {by} de getallen tot 10 vlot, 20 in één minuut.",
                "Dagelijks vijf minuten, eerst met materiaal, dan uit het hoofd.",
            ),
            (
                "Rekent {by} sommen over het tiental met het rekenrek uit, 8 van de 10.",
                "Instructie in kleine stappen en het rekenrek op tafel.",
            ),
        ),
        range(4, 6): (
            (
                "Rekent {by} sommen tot 100 op de getallenlijn uit, 8 van de 10 goed.",
                "Eerst tekenen, dan in het hoofd; hardop meedenken aan de instructietafel.",
            ),
            (
                "Kent {by} de tafels van 2, 3, 4, 5 en 10: 20 sommen in één minuut.",
                "Dagelijks vijf minuten met een maatje, eigen score bijhouden.",
            ),
        ),
        range(6, 9): (
            (
                "Vergelijkt en vereenvoudigt {by} breuken met een strook, 8 van de 10.",
                "Tekenen voor rekenen, en tussenstappen op papier.",
            ),
            (
                "Lost {by} verhaaltjessommen met twee stappen op, 6 van de 8.",
                "Een stappenkaart: wat weet ik, wat wil ik weten, wat reken ik eerst?",
            ),
            (
                "Rekent {by} met procenten van mooie getallen, 9 van de 10.",
                "Verhoudingstabel als vaste hulp, drie keer per week tien minuten.",
            ),
        ),
    },
    "werkhouding": {
        range(1, 3): (
            (
                "Werkt {by} tien minuten aan een gekozen werkje, 4 van de 5 keer.",
                "Samen beginnen, na vijf minuten langskomen en benoemen wat lukt.",
            ),
            ("Wisselt {by} van hoek na één aankondiging.", "Vijf minuten vooraf een seintje en een vaste volgorde."),
        ),
        range(3, 9): (
            (
                "Begint {by} binnen 2 minuten aan de taak, 4 van de 5 keer.",
                "De eerste stap samen en na twee minuten een blik of een knik.",
            ),
            (
                "Kijkt {by} elke dag één taak zelf na en verbetert de fouten.",
                "Een vast moment, een nakijkkaart en een leerkracht die één keer meekijkt.",
            ),
            (
                "Werkt {by} twintig minuten zelfstandig door.",
                "De taak in drie stukken, met een timer en een rustige plek.",
            ),
        ),
    },
    "sociaal-emotioneel": {
        range(1, 9): (
            (
                "Vertelt {by} één keer per week iets in de kring.",
                "Eerst in een tweetal oefenen; klasgenoten die uit laten praten.",
            ),
            (
                "Zegt {by} bij onenigheid eerst wat er is, 3 van de 4 keer.",
                "Een vaste zin om mee te beginnen en een volwassene die erbij blijft.",
            ),
        )
    },
}
BY = {1: "eind januari", 2: "eind maart"}
SECOND_SENTENCE = 0.45  # share of the others' needs with a sentence of another kind beside the first
ALREADY_NAMED = 0.3  # share of the needs of the second period that were named before the review


CLOSED = 0.7  # share of the needs of the first period that somebody closed
WRITTEN_AT = {1: dt.datetime(2026, 10, 5, 13, 40, tzinfo=dt.UTC), 2: dt.datetime(2027, 2, 4, 14, 10, tzinfo=dt.UTC)}
CLOSED_ON = dt.date(2027, 1, 28)


def add_needs(world: World) -> None:
    """Stories as told; of the others who is among the lowest, in the first period and partly again in the second.

    What is named again goes on from the need before; most of the others were closed with how they ended.
    """
    rows: list[EducationalNeed] = []
    for child in world.children:
        if child.story:
            for period, subject, goal, support in child.story.needs:
                rows.append(_need(world, child, period, subject, (goal, support)))
        elif child.pupil.left_on is None:
            rows += _needs_of(world, child)
    chance = Random(2026)
    later = {(need.pupil_id, need.subject_id) for need in rows if need.period == world.periods[2026, 2]}
    for need in rows:
        if need.period == world.periods[2026, 1] and (need.pupil_id, need.subject_id) not in later:
            _close(need, chance)
    EducationalNeed.objects.bulk_create(rows)
    _link(world, rows)
    said = {need.pk: _said(need, chance) for need in rows}
    NeedSentence.objects.bulk_create(
        NeedSentence(school=world.school, need=need, kind=one.kind, text=one.text, position=position)
        for need in rows
        for position, one in enumerate(said[need.pk])
    )
    EducationalNeed.objects.bulk_update(rows, ["support", "previous"])
    for number, at in WRITTEN_AT.items():
        EducationalNeed.objects.filter(school=world.school, period=world.periods[2026, number]).update(
            created_at=at, updated_at=at
        )
    NeedRevision.objects.bulk_create(step for need in rows for step in _steps(world, need, said[need.pk]))


def _close(need: EducationalNeed, chance: Random) -> None:
    if chance.random() < CLOSED:
        need.outcome, need.closing_note = chance.choice(ENDINGS)
        need.closed_on, need.closed_by = CLOSED_ON, need.author


def _link(world: World, rows: Sequence[EducationalNeed]) -> None:
    """A need of the second period goes on with the one before in the same subject."""
    first = {(need.pupil_id, need.subject_id): need for need in rows if need.period == world.periods[2026, 1]}
    for need in rows:
        if need.period == world.periods[2026, 2]:
            need.previous = first.get((need.pupil_id, need.subject_id))


def _said(need: EducationalNeed, chance: Random) -> list[Said]:
    """The need's words as sentences by kind; `support` says them together."""
    text = need.support
    said = [Said(kind_of(text), text)]
    if said[0].kind in SECOND and chance.random() < SECOND_SENTENCE:
        said.append(Said(*SECOND[said[0].kind]))
    said = tidied(said)
    need.support = together(said)
    return said


def _steps(world: World, need: EducationalNeed, said: Sequence[Said]) -> list[NeedRevision]:
    """The history: written or taken along, and closed."""
    words = {"school": world.school, "need": need, "goal": need.goal, "sentences": [list(one) for one in said]}
    what = NeedRevision.What
    at = WRITTEN_AT[need.period.number]
    steps = [NeedRevision(what=what.CARRIED if need.previous else what.WRITTEN, author=need.author, at=at, **words)]
    if need.outcome:
        at = dt.datetime.combine(CLOSED_ON, dt.time(14, 20), dt.UTC)
        ending = {"outcome": need.outcome, "note": need.closing_note}
        steps.append(NeedRevision(what=what.CLOSED, author=need.closed_by, at=at, **ending, **words))
    return steps


def _needs_of(world: World, child: Child) -> list[EducationalNeed]:
    chance = child.chance("needs")
    rows = []
    for subject, by_grades in NEEDS.items():
        if not _needs_extra(child, subject, chance):
            continue
        goal, support = chance.choice(next(texts for grades, texts in by_grades.items() if child.grade in grades))
        rows.append(_need(world, child, 1, subject, (goal.format(by=BY[1]), support)))
        if chance.random() < ALREADY_NAMED:
            rows.append(_need(world, child, 2, subject, (goal.format(by=BY[2]), support)))
    return rows[:4]


def _needs_extra(child: Child, subject: str, chance) -> bool:
    """Whoever is among the weakest fifth or so; not every one of them, as in life."""
    if child.grade < 3 and subject not in ("werkhouding", "sociaal-emotioneel"):
        return False
    bound = -0.55 if subject not in ("werkhouding", "sociaal-emotioneel") else -0.75
    return child.talent[subject] < bound and chance.random() < 0.8


def _need(world: World, child: Child, period: int, subject: str, wording: tuple[str, str]) -> EducationalNeed:
    goal, support = wording
    return EducationalNeed(
        school=world.school,
        pupil=child.pupil,
        subject=world.subjects[subject],
        period=world.periods[2026, period],
        goal=goal,
        support=support,
        author=world.writer(2026, child.group),
    )
