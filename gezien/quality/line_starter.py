"""A neutral set of learning lines to begin with, in words of our own: arithmetic, decoding and comprehension.

A school takes it over as a whole, sees first what that would add, and changes it to what it agreed. The codes of the
year groups are those of EDEXML: a Flemish third year of the *kleuterschool* is "2", a first *leerjaar* "3".
"""

from collections.abc import Iterator
from typing import NamedTuple

from gezien.schools.models import School

ARITHMETIC, DECODING, READING = "rekenen", "technisch-lezen", "begrijpend-lezen"


class Line(NamedTuple):
    """A line of the set: each goal is (year group, text, crucial)."""

    subject: str
    code: str
    name: str
    goals: tuple[tuple[str, str, bool], ...]


NUMBERS = (
    ("1", "Ziet zonder te tellen of er één, twee of drie dingen liggen.", False),
    ("1", "Telt tien voorwerpen één voor één en zegt hoeveel het er zijn.", True),
    ("2", "Telt heen tot 20 en terug vanaf 10.", True),
    ("2", "Legt twee hoeveelheden naast elkaar en zegt welke meer is, of dat het er evenveel zijn.", False),
    ("3", "Leest, schrijft en ordent de getallen tot 20.", True),
    ("3", "Zet getallen tot 100 op een getallenlijn waarop de tientallen staan.", False),
    ("4", "Telt met sprongen van 2, 5 en 10 heen en terug tot 100.", False),
    ("4", "Splitst elk getal tot 100 in tientallen en eenheden.", True),
    ("5", "Weet van elk cijfer in een getal tot 1000 hoeveel het waard is.", True),
    ("5", "Schat met ronde getallen of een uitkomst kan kloppen.", False),
    ("6", "Leest, schrijft en ordent getallen tot 100.000.", False),
    ("6", "Rondt getallen af op tientallen, honderdtallen en duizendtallen.", False),
    ("7", "Zet kommagetallen met één en twee cijfers achter de komma op volgorde.", True),
    ("8", "Rekent met grote getallen uit het nieuws: duizend, miljoen, miljard.", False),
)
ADDING = (
    ("2", "Maakt met blokjes één of twee meer of minder en vertelt wat er verandert.", False),
    ("3", "Kent de splitsingen van alle getallen tot en met 10 uit het hoofd.", True),
    ("3", "Telt op en trekt af tot 10 zonder te tellen.", True),
    ("3", "Rekent over de tien door eerst aan te vullen tot 10.", False),
    ("4", "Telt op en trekt af tot 20 uit het hoofd.", True),
    ("4", "Telt tientallen en eenheden op bij een getal tot 100 en laat de stappen zien.", False),
    ("5", "Telt op en trekt af tot 100 uit het hoofd en kiest een handige stap.", True),
    ("5", "Telt ronde getallen tot 1000 op en trekt ze af.", False),
    ("6", "Telt getallen tot 1000 onder elkaar op en trekt ze onder elkaar af.", True),
    ("7", "Telt kommagetallen op en trekt ze af, ook in geldbedragen.", False),
    ("8", "Kiest bij een som zelf tussen hoofd, papier en rekenmachine, en schat vooraf de uitkomst.", False),
)
MULTIPLYING = (
    ("4", "Zegt bij gelijke groepjes welke keersom erbij hoort.", False),
    ("4", "Kent de tafels van 1, 2, 5 en 10 uit het hoofd.", True),
    ("5", "Maakt bij elke tafelsom de deelsom die erbij hoort.", False),
    ("5", "Kent de tafels van 3, 4, 6, 7, 8 en 9 uit het hoofd.", True),
    ("6", "Vermenigvuldigt een getal onder de 10 met een getal tot 1000.", False),
    ("6", "Deelt een getal tot 1000 door een getal onder de 10 en zegt wat er overblijft.", True),
    ("7", "Vermenigvuldigt twee getallen van twee cijfers op papier.", True),
    ("8", "Deelt op papier door een getal van twee cijfers en schrijft de rest als kommagetal.", False),
)
FRACTIONS = (
    ("4", "Verdeelt een vorm of reep in halven en vierden en noemt de delen.", False),
    ("5", "Noemt een deel van een geheel als breuk met teller en noemer.", False),
    ("6", "Rekent een recept of prijs om met een verhoudingstabel.", False),
    ("6", "Zet eenvoudige breuken op volgorde en vindt breuken die evenveel zijn.", True),
    ("7", "Telt breuken met dezelfde noemer op en trekt ze af.", False),
    ("7", "Rekent 50, 25, 10 en 1 procent van een bedrag of hoeveelheid uit.", True),
    ("8", "Zet een breuk, een kommagetal en een percentage in elkaar om.", True),
    ("8", "Rekent met de schaal van een kaart of plattegrond.", False),
)
MEASURING = (
    ("1", "Zet drie voorwerpen op volgorde van kort naar lang.", False),
    ("2", "Zegt de dagen van de week op volgorde en weet welke dag het gisteren was.", False),
    ("3", "Meet een lengte met een liniaal in hele centimeters.", False),
    ("3", "Leest hele en halve uren op een klok met wijzers.", True),
    ("4", "Leest kwartieren op een klok met wijzers en op een digitale klok.", False),
    ("4", "Betaalt een bedrag tot 20 euro en telt het wisselgeld na.", False),
    ("5", "Rekent om tussen meter, centimeter en millimeter.", False),
    ("5", "Leest de klok tot op de minuut en rekent uit hoe lang iets duurt.", True),
    ("6", "Berekent de omtrek en de oppervlakte van een rechthoek.", True),
    ("7", "Rekent gewichten en inhouden om: gram en kilo, milliliter en liter.", False),
    ("8", "Berekent de inhoud van een doos uit lengte, breedte en hoogte.", False),
    ("8", "Rekent met afstand, tijd en snelheid in een tabel.", False),
)
SOUNDS = (
    ("1", "Klapt een woord in lettergrepen en zegt hoeveel het er zijn.", False),
    ("1", "Hoort of twee woorden op elkaar rijmen.", True),
    ("2", "Zegt met welke klank een woord begint.", False),
    ("2", "Plakt losse klanken aan elkaar tot een woord: k-a-t is kat.", True),
    ("2", "Benoemt vijftien letters, ook in een andere volgorde.", True),
    ("3", "Noemt alle letters en tweetekenklanken zonder na te denken.", True),
)
FLUENCY = (
    ("3", "Leest nieuwe woorden van drie klanken zonder te hakken.", True),
    ("3", "Leest woorden met twee medeklinkers vooraan of achteraan.", False),
    ("3", "Leest een korte tekst hardop en verbetert zelf wat niet klopt.", False),
    ("4", "Leest een zin hardop in groepjes van woorden.", False),
    ("4", "Leest woorden van twee lettergrepen vlot, zoals bomen en bommen.", True),
    ("5", "Leest woorden van drie en meer lettergrepen vlot.", True),
    ("5", "Leest een tekst van de eigen leeftijd hardop met toon en rust.", False),
    ("6", "Leest woorden uit andere talen, zoals chauffeur en computer.", False),
    ("6", "Leest een onbekende tekst zo vlot dat de inhoud blijft hangen.", True),
    ("7", "Past het leestempo aan: zoeken, vlug doorkijken of precies lezen.", False),
    ("8", "Draagt een zelfgekozen tekst voor en houdt de luisteraars erbij.", False),
)
MEANING = (
    ("1", "Vertelt na het voorlezen wie er in het verhaal voorkomt en wat er gebeurt.", False),
    ("2", "Voorspelt met titel en plaat hoe een verhaal verder gaat.", False),
    ("2", "Legt platen van een verhaal op volgorde en vertelt het na.", True),
    ("3", "Vindt in een korte tekst het antwoord dat er letterlijk staat.", True),
    ("4", "Zegt naar wie of wat woorden als hij, zij en dat verwijzen.", True),
    ("4", "Zegt in één zin waar een alinea over gaat.", False),
    ("5", "Stelt vooraf en onderweg zelf vragen aan een tekst.", False),
    ("5", "Noemt van een alinea de hoofdzaak en twee bijzaken.", True),
    ("6", "Vat een tekst van één bladzijde samen in drie zinnen.", False),
    ("6", "Trekt een conclusie die er niet staat, en wijst aan waar die uit blijkt.", True),
    ("7", "Herkent aan signaalwoorden oorzaak, gevolg en tegenstelling.", True),
    ("7", "Vergelijkt wat twee teksten over hetzelfde zeggen.", False),
    ("8", "Zet een lange weettekst om in een schema met kopjes.", False),
    ("8", "Scheidt feit van mening en zegt hoe betrouwbaar een bron is.", True),
)
WORDS = (
    ("1", "Gebruikt woorden voor plaats en tijd: achter, tussen, straks, gisteren.", False),
    ("2", "Legt een nieuw woord uit het thema in eigen woorden uit.", True),
    ("3", "Zet woorden bij elkaar onder één naam: koe, schaap en geit zijn dieren.", False),
    ("4", "Noemt van een bekend woord het tegengestelde en een woord dat hetzelfde betekent.", False),
    ("5", "Leidt de betekenis van een onbekend woord af uit de zinnen eromheen.", True),
    ("6", "Legt veelgebruikte uitdrukkingen uit, zoals: de knoop doorhakken.", False),
    ("7", "Haalt uit voor- en achtervoegsels wat een woord betekent.", False),
    ("8", "Gebruikt schoolwoorden zoals kenmerk, oorzaak en vergelijken zelf in een uitleg.", False),
)
LINES = (
    Line(ARITHMETIC, "RG", "Getallen", NUMBERS),
    Line(ARITHMETIC, "RO", "Optellen en aftrekken", ADDING),
    Line(ARITHMETIC, "RV", "Vermenigvuldigen en delen", MULTIPLYING),
    Line(ARITHMETIC, "RB", "Breuken, verhoudingen en procenten", FRACTIONS),
    Line(ARITHMETIC, "RM", "Meten, tijd en geld", MEASURING),
    Line(DECODING, "TK", "Klanken en letters", SOUNDS),
    Line(DECODING, "TV", "Vlot lezen", FLUENCY),
    Line(READING, "BT", "Begrijpen wat er staat", MEANING),
    Line(READING, "BW", "Woordenschat", WORDS),
)
# As Flemish schools say it.
FLEMISH = {
    "Klapt een woord in lettergrepen en zegt hoeveel het er zijn.": "Klapt een woord in klankgroepen en zegt hoeveel het er zijn.",  # noqa: E501
    "Meet een lengte met een liniaal in hele centimeters.": "Meet een lengte met een lat in hele centimeters.",
    "Zegt bij gelijke groepjes welke keersom erbij hoort.": "Zegt bij gelijke groepjes welke maaloefening erbij hoort.",
    "Kent de tafels van 1, 2, 5 en 10 uit het hoofd.": "Kent de maaltafels van 1, 2, 5 en 10 uit het hoofd.",
    "Kent de tafels van 3, 4, 6, 7, 8 en 9 uit het hoofd.": "Kent de maaltafels van 3, 4, 6, 7, 8 en 9 uit het hoofd.",
    "Maakt bij elke tafelsom de deelsom die erbij hoort.": "Geeft bij elke maaltafel de deeltafel die erbij hoort.",
    "Kiest bij een som zelf tussen hoofd, papier en rekenmachine, en schat vooraf de uitkomst.": "Kiest bij een oefening zelf tussen hoofd, papier en zakrekenmachine, en schat vooraf de uitkomst.",  # noqa: E501
    "Telt getallen tot 1000 onder elkaar op en trekt ze onder elkaar af.": "Telt getallen tot 1000 cijferend op en trekt ze cijferend af.",  # noqa: E501
}


def shipped_goals(country: str) -> Iterator[tuple[str, str, str, str, str, bool]]:
    """(subject, line, code, year group, text, crucial) of the whole set, as the schools of this country say it."""
    words = FLEMISH if country == School.Country.FLANDERS else {}
    for line in LINES:
        numbers: dict[str, int] = {}
        for year_group, text, is_crucial in line.goals:
            numbers[year_group] = numbers.get(year_group, 0) + 1
            code = f"{line.code}-{year_group}-{numbers[year_group]}"
            yield line.subject, line.name, code, year_group, words.get(text, text), is_crucial
