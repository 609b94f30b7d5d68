"""The guard of texts for parents: turns of phrase that tell of one child or a few, and those that only look it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.schoolreviews.guard import Kind, Known, is_clear, objections
from gezien.schoolreviews.guard_words import AMOUNTS

KNOWN = Known(
    colleagues=frozenset({"meester", "sanne"}), groups={"3": 12, "4": 40, "5": 24, "6": 100, "7": 24, "8": 24}
)
pytestmark = pytest.mark.requirement("S10")


@pytest.mark.parametrize(
    "text",
    [
        "Een jongetje met autisme kreeg begeleiding.",
        "Een leerlinge uit groep 7 heeft dyslexie.",
        "Twee jongetjes uit groep 5 kregen extra hulp.",
        "Een zorgleerling in groep 7 kreeg hulp",
        "Twee pleegkinderen",
        "De NT2-leerling in groep 7",
        "Drie meiden uit groep 8 zakten",
        "Eén achtstegroeper",
        "Een groep-8'er",
        "De dochter van de bakker",
        "Zijn zoontje",
        "De zoon van de juf",
        "Drie groep-8'ers",
        "Vier achtstegroepers",
        "Twee kids",
        "Een kindje",
        "Twee kindertjes",
        "Een meid uit groep 8",
        "De leerlinge",
        "Een brugklasser",
        "Een Syrisch kind",
        "Een dyslect in groep 7",
        "Twee zussen",
        "De kleinste van de klas",
        "Twee zoons van de bakker",
        "Drie NT2-leerlingen",
    ],
)
def test_child_in_the_singular_or_in_another_word_is_refused(text):
    assert {one.kind for one in objections(text, KNOWN)} & {Kind.ONE, Kind.FEW}


@pytest.mark.parametrize(
    "text",
    [
        "92% van groep 8 haalde 1F",
        "22 van de 24 leerlingen van groep 8 haalden het",
        "Op twee na haalden alle leerlingen van groep 8 het niveau",
        "Van groep 8 haalden twee het niet",
        "Vier procent van groep 8",
        "Eentje haalde het niet in groep 8.",
        "In groep 8 haalden er tweeëntwintig het",
        "Van de 24 leerlingen haalden 22 het",
        "Twintig van groep 8 haalden het",
        "Eén op de vierentwintig in groep 8",
        "Een drietal leerlingen",
        "Een half dozijn leerlingen",
        "minder dan tien leerlingen",
        "Alle leerlingen behalve drie haalden het.",
        "Driekwart van groep 7 haalt het doel",
        "In groep 8 haalden 22 leerlingen het",
        "Tweeëntwintig van de vierentwintig haalden het",
        "Nog geen tien kinderen",
        "99 % van groep 8",
        "3,75 % van groep 8",
        "In groep 8 zakten er drie",
        "De leerlingen deden het goed; een drietal haalde het niet",
        "Iedereen in groep 8 haalde het op een paar na",
        "Twee groepjes van vier leerlingen",
        "In groep 8 zakten twee.",
        "Kinderen lezen graag. Hij leest thuis.",
        "De toets ging goed in groep 7. Hij is vaak ziek.",
        "In groep 5 haalde een vijfde deel het niet",
        "Een derde van groep 5 haalde het niet",
        "Een half dozijn kinderen",
        "Op één na haalden alle kinderen het",
        "Een tweetal haalde het niet in groep 8",
        "De kinderen doen mee. De nieuwe jongen is er. Hij past erbij.",
        "Een kwart van de ouders van groep 5",
    ],
)
def test_few_are_refused_however_they_are_counted(text):
    assert objections(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "De methode is nieuw. Hij past bij alle groepen.",
        "Onze school wil dat kinderen graag lezen. Ze doet mee aan een proef.",
        "De bibliotheek helpt ons: zij komt elke week in alle groepen.",
        "Kinderen werken in groepjes van vier.",
        "Een kwart van de lestijd in groep 5 is voor lezen.",
        "Meester en juffen van alle groepen lezen voor.",
        "Groot en klein, alle kinderen doen mee.",
        "In groep 5 is de derde ronde begonnen.",
        "Alle leerlingen van groep 8 haalden het.",
        "100 % van groep 8 haalde het.",
        "De helft van groep 8 leest thuis.",
        "Zonder boeken leest niemand. Drie lukte.",
        "Vier van de vijf groepen lezen elke dag.",
        "20 % van de lestijd in groep 5 gaat naar lezen.",
        "De leerlingen kregen twee boeken mee.",
        "Uw zoon of dochter leest thuis.",
        "De schoolkinderen zingen.",
        "De tweede helft van het jaar werken we aan lezen met groep 5.",
        "In de groepen 3 en 4 lezen de kinderen in tweetallen.",
        "Onze leerlingenraad denkt mee. Hij komt elke maand bij elkaar.",
        "Een derde doel is spelling in alle groepen.",
        "Van alle kinderen leest de helft thuis.",
        "90 % van groep 6 haalt het doel.",
        "Op twee na waren alle lessen buiten.",
        "De kinderen werken in twee groepen en lezen drie boeken.",
    ],
)
def test_what_tells_nothing_about_few_may_be_said(text):
    assert objections(text, KNOWN) == []


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("92% van groep 8 haalde 1F", Kind.REST, 2),
        ("22 van de 24 leerlingen haalden het", Kind.REST, 2),
        ("In groep 8 haalden 23 leerlingen het", Kind.REST, 1),
        ("99 % van groep 8 haalde het", Kind.REST, 1),
        ("Vier procent van groep 8", Kind.FEW, 1),
        ("Van groep 8 haalden twee het niet", Kind.FEW, 2),
        ("Op één na haalden alle kinderen het", Kind.ONE, 1),
        ("De methode kwam in groep 8. Hij leest.", Kind.SOMEBODY, None),
    ],
)
def test_an_objection_tells_how_many_it_is_about(text, kind, about):
    assert (kind, about) in [(one.kind, one.about) for one in objections(text, KNOWN)]


@given(st.integers(1, 99), st.integers(0, 40), st.booleans())
def test_number_out_of_a_number_is_refused_when_either_part_is_below_ten(some, others, in_words):
    words = {number: word for word, number in AMOUNTS.items()}
    told = words[some] if in_words else some
    text = f"{told} van de {some + others} leerlingen haalden het."
    is_enough = some >= 10 and (others == 0 or others >= 10)
    assert is_clear(text, Known()) is is_enough


NEWSLETTER_NO = [
    "De winnaar van de voorleeswedstrijd heeft laten zien wat extra lezen oplevert.",
    "De voorleeskampioen van groep 7 las voor aan de kleuters.",
    "D. uit groep 6 hielp iedereen bij het rekenen.",
    "Met M. gaat het inmiddels beter.",
    "Bij de broertjes in groep 3 en 4 zien we dat thuis lezen helpt.",
    "Wie vorig jaar ziek was in groep 8, heeft de toets later gemaakt.",
    "Eentje wist zelfs alle woorden van het dictee goed te schrijven.",
    "De kinderen uit het asielzoekerscentrum, vier in totaal, maakten geen toets.",
    "Bijna iedereen in groep 3 leest op niveau; de drie anderen krijgen extra hulp.",
    "De enige hoogbegaafde in groep 4 mag in groep 5 meedoen.",
]
NEWSLETTER_YES = [
    "Ook broertjes en zusjes zijn welkom op de leesdag.",
    "De hoogbegaafde leerlingen en de anderstalige nieuwkomers werken met een eigen leerlijn.",
    "Wie thuis wil oefenen, vindt de woordenlijsten op de website.",
    "De leerlingenraad bedacht vijf manieren om het lezen leuker te maken.",
    "Heeft u vragen over uw eigen kind, dan bespreken we die in het oudergesprek.",
    "Zes van de acht groepen haalden de ambitie; 8 op de 10 leerlingen is op niveau.",
    "Er komt een tweede schoolbespreking in juni. Dan kijken we of het gelukt is.",
    "De directeur en de intern begeleider bezoeken dit voorjaar elke klas.",
    "Onderdeel A. Van groep 3 tot groep 8 oefenen we elke dag.",
    "In het zesde leerjaar oefenen we breuken met concreet materiaal.",
]


@pytest.mark.parametrize("text", NEWSLETTER_NO)
def test_sentence_of_a_newsletter_by_which_a_child_is_recognised_is_met(text):
    assert not is_clear(text, KNOWN)


@pytest.mark.parametrize("text", NEWSLETTER_YES)
def test_innocent_sentence_of_a_newsletter_goes_through(text):
    assert objections(text, KNOWN) == []
