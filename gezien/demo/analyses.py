"""Invented norms for the demo's tests, and what its teachers read in the figures. School content, so in Dutch."""

import datetime as dt
import math
from decimal import Decimal

from django.utils import timezone

from gezien.demo import cast, scales
from gezien.demo.scales import Scale
from gezien.demo.world import World
from gezien.results.models import Analysis, NormBand, NormTable, ResultSettings

SOURCE = "verzonnen grenzen van de demoschool"
LOWEST = {False: "V", True: "E"}  # the level below all cuts, by whether the scale has letters
WRITTEN_AT = {1: dt.datetime(2026, 10, 8, 16, 20), 2: dt.datetime(2027, 1, 28, 16, 5)}

# (group, subject code, period) → what goes well, what else stands out, explanation, what it asks of our teaching
OF_GROUPS = {
    ("5b", "rekenen", 1): (
        "Bijna iedereen groeide tussen midden en eind groep 4. De sommen tot 100 zitten bij de meesten stevig.",
        "De tafels gaan traag: de helft telt de tafel van 4 nog op.",
        "Automatiseren kwam vorig jaar pas na de meivakantie aan bod, en dan op papier.",
        "Elke dag vijf minuten tafels met een maatje. Na drie weken samen de scores bekijken.",
    ),
    ("5b", "rekenen", 2): (
        "De meeste kinderen gingen vooruit in score. Wie elke dag met een maatje oefende, groeide het meest.",
        "De groei is bij een deel kleiner dan de vorige keer: er staan meer kinderen op IV en V dan in mei.",
        "Sommen over de tien worden zonder materiaal nog geteld. In blok 4 en 5 viel verlengde instructie vaak uit.",
        "De verlengde instructie staat vast op maandag en woensdag. Materiaal blijft langer op tafel, daarna tekenen.",
    ),
    ("5b", "begrijpend-lezen", 1): (
        "De groep leest graag en praat goed over teksten. Verhalen lukken beter dan vorig jaar.",
        "Bij informatieve teksten blijven kinderen steken op de woorden.",
        "Zaakvakteksten lazen we vooral voor; de woorden kwamen pas achteraf.",
        "Vijf woorden vooraf met plaatjes, bij elke weektekst.",
    ),
    ("6", "rekenen", 1): (
        "Meten en tijd gaan beter dan een jaar geleden; daar was in blok 6 tot en met 8 extra tijd voor.",
        "Breuken en verhoudingen blijven achter bij een derde van de groep.",
        "De stap van stroken naar kale sommen ging snel.",
        "Stroken en dubbele getallenlijn blijven tot de kerst in elke les op het bord.",
    ),
    ("6", "rekenen", 2): (
        "De groep laat zien dat stroken helpen: op die opgaven scoort bijna iedereen voldoende.",
        "Weinig kinderen zitten op I en II; de snelle rekenaars groeiden het minst.",
        "Verdieping kwam vooral als extra werk na de les.",
        "Twee keer per week een rijke opgave mét instructie voor de verdiepte groep.",
    ),
    ("4", "spelling", 2): (
        "Klankzuivere woorden gaan bij bijna iedereen goed.",
        "Bij open en gesloten lettergrepen valt de groep terug.",
        "De regel is uitgelegd, het hardop verwoorden bleef weg.",
        "Elke dag drie woorden: hardop verwoorden, schrijven, nakijken met de regel.",
    ),
    ("8", "rekenen", 2): (
        "Sterke groei op verhoudingen en procenten; het samen uitleggen aan een maatje werpt vruchten af.",
        "Bij grafieken worden vragen te snel gelezen.",
        "We oefenden tabellen vooral in het werkboek.",
        "Elke week één grafiek uit het nieuws, eerst samen de vraag ontleden.",
    ),
}
# (call name, family name, subject code, period) → the same four
OF_PUPILS = {
    ("Noor", "Dijk", "rekenen", 2): (
        "Met het rekenrek lost Noor sommen over de tien op, en ze legt haar stappen goed uit.",
        "Zonder materiaal telt ze op haar vingers. De score ging de laatste twee keer niet vooruit.",
        "Het materiaal ging van tafel voordat het beeld er in haar hoofd was.",
        "Eerst materiaal, dan tekenen, dan pas in het hoofd. Na vier weken kijken of de sprong lukt.",
    ),
    ("Bilal", "Aydın", "begrijpend-lezen", 2): (
        "Bilal houdt vol en noemt met plaatjes vooraf de hoofdzaak.",
        "Onbekende woorden halen hem uit de tekst.",
        "Zijn woordenschat groeit, maar de teksten vragen sneller meer.",
        "Woorden vooraf, en een maatje om de tekst mee door te praten.",
    ),
    ("Sem", "Boer", "rekenen", 2): (
        "Sem kent de tafels van 1, 2, 5 en 10 en ziet zijn eigen score stijgen.",
        "De tafels van 4 en 6 telt hij nog op.",
        "Hij oefent graag samen; alleen op papier beklijft het niet.",
        "Dagelijks vijf minuten met Daan, zijn score in een grafiek.",
    ),
}


def add_analyses(world: World) -> None:
    """Norm tables, the switch for DL and DLE, and the analyses of some groups and pupils, in De Zwaluw alone."""
    if world.school.name != cast.SCHOOL:
        return
    ResultSettings.objects.create(school=world.school, uses_dle=True)
    _add_norms(world)
    pupils = {(child.pupil.call_name, child.pupil.family_name): child for child in world.children}
    rows = [
        _analysis(world, group, subject, period, texts, group=world.groups[2026, group])
        for (group, subject, period), texts in OF_GROUPS.items()
    ]
    rows += [
        _analysis(world, child.group, subject, period, texts, pupil=child.pupil)
        for (call_name, family_name, subject, period), texts in OF_PUPILS.items()
        if (child := pupils.get((call_name, family_name)))
    ]
    Analysis.objects.bulk_create(rows)


def _analysis(world: World, taught: str, subject: str, period: int, texts: tuple, **whom) -> Analysis:
    return Analysis(
        school=world.school,
        subject=world.subjects[subject],
        period=world.periods[2026, period],
        written_by=world.writer(2026, taught),
        written_at=timezone.make_aware(WRITTEN_AT[period]),
        **dict(zip(Analysis.TEXTS, texts, strict=True)),
        **whom,
    )


def _add_norms(world: World) -> None:
    """For each of the invented scales the bounds at every moment at which the test is taken."""
    tables = NormTable.objects.bulk_create(
        NormTable(
            school=world.school,
            instrument=world.instruments[scale.code],
            moment=moment,
            source=SOURCE,
            changed_by=world.coach,
        )
        for scale in scales.DUTCH
        for moment in scale.moments
        if scale.is_taken(moment)
    )
    by_code = {world.instruments[scale.code].pk: scale for scale in scales.DUTCH}
    NormBand.objects.bulk_create(
        NormBand(school=world.school, table=table, position=place, level=level, lowest=lowest, highest=highest)
        for table in tables
        for place, (level, lowest, highest) in enumerate(_bands(by_code[table.instrument_id], table.moment))
    )


def _bands(scale: Scale, moment: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """Whole figures, highest level first; each level ends one below the next."""
    cuts = scales.LETTER_CUTS if scale.letters else scales.ROMAN_CUTS
    lows = [math.ceil(scale.mean(moment) + cut * scale.spread) for cut, _level in cuts]
    highs = [None, *(Decimal(low - 1) for low in lows)]
    levels = [*(level for _cut, level in cuts), LOWEST[scale.letters]]
    return list(zip(levels, [*map(Decimal, lows), None], highs, strict=True))
