"""Quality cards to begin with: the three reviews, in our own words. A school rewrites and settles them."""

from gezien.schools.models import School

GROUP_REVIEW = {
    "title": "Groepsbespreking",
    "domain": "Zicht op ontwikkeling en begeleiding",
    "theme": "Cyclus van handelingsgericht werken",
    "vision": (
        "We kijken samen naar de groep als geheel en vragen wat deze kinderen van ons nodig hebben. De "
        "leerkracht gaat weg met een scherper beeld, een haalbaar plan en de steun die daarbij hoort."
    ),
    "content": (
        "Het groepsoverzicht en de evaluatie van het vorige plan; sfeer, werkklimaat, zelfstandig werken en "
        "samenwerken; de indeling in clusters; het nieuwe plan. Kinderen komen aan bod voor zover de groep "
        "dat vraagt."
    ),
    "agenda": (
        "Drie keer per schooljaar, in september, februari en juni; in april als dat nodig is.\n"
        "1. Wat leverde het vorige plan op?\n"
        "2. De groep: wat valt op, en wat werkt?\n"
        "3. Kinderen van de agenda\n"
        "4. Clusters en het nieuwe plan\n"
        "5. Afspraken"
    ),
    "approach": (
        "De leerkracht vult een week van tevoren de voorbereiding in. De intern begeleider leest die en leidt"
        " het gesprek. We beginnen met wat goed gaat en waarom. Onderwijsbehoeften scherpen we ter plekke "
        "aan."
    ),
    "agreements": (
        "Een uur per groep. Hoogstens drie afspraken, elk met naam, datum en waaraan we zien dat het werkt. "
        "De vorige afspraken komen eerst."
    ),
    "records": "Voorbereiding, verslag en afspraken staan bij de bespreking; behoeften staan in het groepsoverzicht.",
    "parents": "Ouders horen in het volgende gesprek wat het nieuwe plan voor hun kind betekent.",
}
PUPIL_REVIEW = {
    "title": "Leerlingbespreking",
    "domain": "Zicht op ontwikkeling en begeleiding",
    "theme": "Cyclus van handelingsgericht werken",
    "vision": (
        "De vraag van de leerkracht staat centraal: wat heeft dit kind van mij nodig, en wat heb ik daarvoor "
        "nodig? Het kind en de ouders denken mee."
    ),
    "content": "Kinderen bij wie extra aanpak in de groep te weinig oplevert, of over wie we een vraag hebben.",
    "agenda": (
        "Ongeveer vijf keer per schooljaar, na de groepsbesprekingen.\n"
        "1. De vraag van de leerkracht\n"
        "2. Wat weten we, en wat zegt het kind?\n"
        "3. Wat werkt al?\n"
        "4. Doel en aanpak\n"
        "5. Afspraken en wie ouders spreekt"
    ),
    "approach": (
        "Aanmelden met een van de vier gronden. Vooraf spreken we de ouders en, waar het kan, het kind. "
        "Alleen achtergrond die voor de vraag telt, komt op tafel. Achteraf horen ouders en kind wat we "
        "afspraken."
    ),
    "agreements": "Dertig minuten per kind. Deskundigen van buiten sluiten alleen aan met toestemming van ouders.",
    "records": "Alles staat in de casus van het kind; verslagen schrijven we zo dat ouders ze kunnen lezen.",
    "parents": "Ouders weten vooraf dat we hun kind bespreken en waarom, en krijgen de afspraken op papier.",
}
SCHOOL_REVIEW = {
    "title": "Schoolbespreking",
    "domain": "Sturen, kwaliteitszorg en ambitie",
    "theme": "Opbrengsten en aanbod",
    "vision": (
        "Twee keer per jaar bekijkt het hele team hoe ons onderwijs ervoor staat. We verklaren voor we "
        "oplossen, en kijken naar wat wij zelf kunnen beïnvloeden."
    ),
    "content": (
        "Resultaten per vak, per leerjaar en per cohort, naast onze ambities en de onderwijsplannen. Nooit één kind."
    ),
    "agenda": (
        "In februari en juni.\n"
        "1. Opening en schaalvraag\n"
        "2. Terugblik\n"
        "3. Eén vak met het hele team\n"
        "4. Drie vakken in rondes\n"
        "5. Afsluiting\n"
        "6. Uitwerken door de coördinatoren\n"
        "7. Volgen"
    ),
    "approach": (
        "Iedereen leest vooraf de onderwijsplannen. We noteren op kaarten: wat valt op (eerst wat goed gaat),"
        " mogelijke verklaringen, behoeften, en wat wij kunnen doen. Acties komen pas na de analyse."
    ),
    "agreements": "Iedereen doet mee. Beschrijvingen gaan over ons. Iemand let op het proces, iemand schrijft.",
    "records": "Het ingevulde formulier, de actiepunten en de nieuwe versies van de onderwijsplannen.",
    "parents": "Een korte samenvatting in de nieuwsbrief, zonder iets over kinderen of kleine groepen.",
}
CARDS = [GROUP_REVIEW, PUPIL_REVIEW, SCHOOL_REVIEW]
# As Flemish schools say it.
FLEMISH = {"intern begeleider": "zorgcoördinator"}


def starter_cards(country: str) -> list[dict[str, str]]:
    """The cards of the three reviews in the words of this country's schools."""
    words = FLEMISH if country == School.Country.FLANDERS else {}
    return [{part: _said(text, words) for part, text in card.items()} for card in CARDS]


def _said(text: str, words: dict[str, str]) -> str:
    for dutch, flemish in words.items():
        text = text.replace(dutch, flemish)
    return text
