"""Names that are ordinary words too: refused where they stand as a name, in texts for parents and on cards."""

import pytest

from gezien.schoolreviews.guard import Kind, Known, names_in, objections

KNOWN = Known(
    call_names=frozenset(
        {"dan", "ben", "wil", "door", "job", "roos", "sam", "daan", "noor", "jet", "max", "mark", "bas"}
    ),
    family_names=frozenset({"jansen", "yilmaz", "groot", "de groot", "visser", "bakker", "de jong", "jong"}),
)
pytestmark = pytest.mark.requirement("S4", "S10")


@pytest.mark.parametrize(
    "text",
    [
        "Dan leest onder niveau.",
        "We zien dat Dan beter leest.",
        "Roos leest elke dag.",
        "Sam heeft ADHD",
        "Jansen leest onder niveau",
        "Yilmaz stoort de les",
        "Roos leest onder niveau",
        "Ook Ben doet mee",
        "ben jansen leest",
        "Wil de Groot doet mee",
        "Roos",
        "Roos en Daan",
        "Job: extra hulp",
        "roos leest onder niveau",
        "sam heeft adhd",
        "Bakker leest onder niveau",
        "De moeder van Groot belde",
        "jansen leest onder niveau",
        "Roos, groep 5",
        "Goed gesprek. Roos kan meer.",
        "Rekenen: Roos kan meer",
        "- Ben heeft hulp",
        "Met noortjes werk",
        "ROOS LEEST SLECHT",
        "Juf Roos",
        "roos jansen",
        "Dan heeft een achterstand",
        "Job is ziek",
        "Daans werk",
        "daans werk",
        "Mark's schrift",
        "Roos haar werk",
        "De Groot stoort",
        "Wil leest slecht",
        "Max en Noor",
    ],
)
def test_name_is_met_in_a_text_and_on_a_card(text):
    assert Kind.NAME in [one.kind for one in objections(text, KNOWN)]
    assert names_in(text, KNOWN)


def test_name_after_a_line_that_was_broken_off_is_met_in_a_text_for_parents():
    assert [one.quote for one in objections("We zien dat\nRoos goed leest", KNOWN)] == ["Roos"]


@pytest.mark.parametrize(
    "text",
    [
        "We lezen beter dan vorig jaar.",
        "Dan lezen we elke dag.",
        "Ik ben trots.",
        "Ben je erbij? Kom kijken.",
        "Wil je meedoen?",
        "We groeien door goede lessen.",
        "Door elke dag te lezen groeien we.",
        "Een leuke job.",
        "Muziek en dans voor iedereen.",
        "Dans en muziek",
        "Dan is het tijd voor lezen.",
        "Dan leest iedereen.",
        "Groot verschil tussen de groepen",
        "Groot is het verschil",
        "Groot en klein doen mee",
        "DE LESSEN GAAN BETER DAN VORIG JAAR",
        "Onze school wil meer lezen.",
        "Rekenen: Groot verschil",
        "max 30 kinderen",
        "Een roos in de tuin",
        "Dan krijgt elke groep boeken.",
        "Jong geleerd is oud gedaan",
        "Dan gaat groep 5 naar buiten",
        "de markt",
        "Bakker en visser: beroepen",
        "Door de week lezen we",
        "een jong team",
        "de bakker leest voor",
        "Dan\xa0lezen we",
    ],
)
def test_word_that_is_a_name_too_may_be_used_as_a_word(text):
    assert names_in(text, KNOWN) == []
    assert objections(text, KNOWN) == []


@pytest.mark.parametrize(("text", "is_word"), [("Roos leest.", True), ("Daan leest.", False), ("Ook Dan.", True)])
def test_objection_tells_whether_the_name_is_a_word_too(text, is_word):
    assert [one.is_word for one in names_in(text, KNOWN)] == [is_word]
