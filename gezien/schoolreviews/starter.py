"""The format a school begins with, in our own words: eight parts of an afternoon, four columns, one question."""

from typing import Any

from gezien.schoolreviews.models import ReviewFormat, ReviewStep
from gezien.schools.models import School

Kind = ReviewStep.Kind
STEPS: list[dict[str, Any]] = [
    {
        "kind": Kind.OPENING,
        "title": "Opening",
        "minutes": 15,
        "guidance": "Doelen en verwachtingen op het scherm. Daarna kiest iedereen een cijfer op de eigen telefoon.",
    },
    {
        "kind": Kind.LOOK_BACK,
        "title": "Terugblik",
        "minutes": 20,
        "guidance": "Begin met de verbeterpunten van de vorige keer: wat is ermee gebeurd? Daarna tops en tips.",
    },
    {
        "kind": Kind.TOGETHER,
        "title": "Eén vakgebied samen",
        "minutes": 40,
        "guidance": "Eerst wat goed gaat en waardoor. Dan wat opvalt en mogelijke verklaringen. Nog geen acties.",
    },
    {
        "kind": Kind.PARALLEL,
        "title": "Vakgebieden in rondes",
        "minutes": 60,
        "guidance": "Elke groep bouwt voort op wat er al ligt: wat mis je, wat herken je, waar hebben we invloed op?",
    },
    {
        "kind": Kind.CLOSING,
        "title": "Afsluiting",
        "minutes": 15,
        "guidance": "Terug naar de doelen en verwachtingen. Iedereen kiest nog één keer een cijfer.",
    },
    {
        "kind": Kind.PROCESSING,
        "title": "Uitwerken",
        "minutes": 0,
        "guidance": "De vakcoördinatoren werken de borden uit tot aanbod en actiepunten.",
    },
    {
        "kind": Kind.MONITORING,
        "title": "Volgen",
        "minutes": 0,
        "guidance": "Elk actiepunt wordt gevolgd tot het klaar is; de volgende bespreking begint ermee.",
    },
]
COLUMNS = [
    {"key": "seen", "title": "Wat valt op?", "hint": "Begin met wat goed gaat, en waardoor."},
    {
        "key": "why",
        "title": "Mogelijke verklaringen",
        "hint": "Wat doet ons onderwijs hier? Werd het plan zo uitgevoerd?",
    },
    {"key": "needs", "title": "Onderwijsbehoeften", "hint": "Wat vragen deze leerlingen van ons?"},
    {"key": "influence", "title": "Waar hebben we invloed op?", "hint": "Wat kunnen wij zelf anders doen?"},
]
LOOK_BACK_COLUMNS = [
    {"key": "tops", "title": "Tops", "hint": "Wat ging goed sinds de vorige keer?"},
    {"key": "tips", "title": "Tips", "hint": "Wat kan beter, in hoe we dit deden?"},
]
LOOK_BACK_TITLE = "Terugblik"
ROUNDS = [20, 15, 15]
RULES = (
    "Iedereen doet mee en is verantwoordelijk.\n"
    "Eerst wat goed gaat, en waardoor.\n"
    "We kijken naar alle leerlingen, niet naar één leerling.\n"
    "We beschrijven wat ons onderwijs doet.\n"
    "Nog geen acties: die komen na de analyse."
)


def format_of(school: School) -> ReviewFormat:
    """The school's own format, or the shipped one (not stored) as long as it has none."""
    return ReviewFormat.objects.filter(school=school).first() or ReviewFormat(
        school=school,
        steps=STEPS,
        rounds=ROUNDS,
        presenting_minutes=10,
        columns=COLUMNS,
        dots=3,
        scale_question="Hoe goed sluit ons onderwijs nu aan bij wat onze leerlingen nodig hebben?",
        anchor_low="nog helemaal niet",
        anchor_high="precies zoals we het willen",
        ground_rules=RULES,
    )
