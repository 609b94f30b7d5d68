"""The guard of texts for parents: names of pupils, one pupil, few pupils, small groups; and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.schoolreviews.guard import Kind, Known, Objection, is_clear, objections
from gezien.schoolreviews.guard_words import NUMBERS

KNOWN = Known(
    call_names=frozenset({"daan", "emma", "anne-fleur", "zoe", "roos", "jan willem"}),
    family_names=frozenset({"de jong", "jong", "bakker"}),
    groups={"5": 24, "8": 9, "5b": 24, "1/2a": 7},
)


# The groups of a small school: 4 is too small to write about, and so is half of 3.
SMALL = Known(call_names=frozenset({"noor", "tom", "ster"}), groups={"3": 12, "4": 8, "7": 24})


def kinds(text):
    return [one.kind for one in objections(text, KNOWN)]


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    "text",
    [
        "Daan leest nu beter.",
        "Het gaat goed met daan.",
        "We zijn trots op Emma's werkstuk.",
        "Emmas werkstuk is af.",
        "Zoë rekent graag.",
        "Zoe rekent graag.",
        "Anne-Fleur is terug.",
        "Ook Jan Willem doet mee.",
        "Familie Bakker hielp mee.",
        "Roos leest elke dag.",
        "Da\u200ban leest.",
        "DAAN LEEST",
    ],
)
def test_a_name_of_a_pupil_is_refused_however_it_is_written(text):
    assert Kind.NAME in kinds(text)


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    "text",
    [
        "Eén leerling haalde de toets niet.",
        "Een van de leerlingen was ziek.",
        "Deze leerling krijgt hulp.",
        "Drie kinderen lezen nog niet.",
        "In groep 5 haalden 4 leerlingen het doel niet.",
        "3 van de 24 haalden het niet.",
        "Twee uit groep 5 kregen extra hulp.",
        "Enkele kinderen krijgen les in een groepje.",
        "Een paar leerlingen gingen vooruit.",
        "Groep 8 maakte de toets goed.",
        "In groep 5 haalt 12 % het doel niet.",
        "9 jongens deden mee.",
    ],
)
def test_one_or_few_are_refused(text):
    assert kinds(text)


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    "text",
    [
        "Alle leerlingen krijgen elke dag tijd om te lezen.",
        "Elk kind kiest zelf een boek.",
        "80 % van de leerlingen haalt ons doel.",
        "In groep 5 haalt 58 % het doel.",
        "Acht op de tien leerlingen haalt het.",
        "24 leerlingen deden mee aan de proef.",
        "We oefenen vier keer per week, in drie lessen van 20 minuten.",
        "In mei zien we de uitkomst; de roos bloeit dan.",
        "Het is een jong team met een bakker in de buurt.",
        "De kinderen leren samenwerken.",
        "Dit helpt kind en ouder.",
    ],
)
def test_what_is_about_all_may_be_said(text):
    assert objections(text, KNOWN) == []


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Het meisje met de rolstoel krijgt hulp", Kind.ONE),
        ("De jongen die in groep 7 kwam", Kind.ONE),
        ("Het kind met dyslexie", Kind.ONE),
        ("De leerling met een OPP", Kind.ONE),
        ("de kleuter die net kwam", Kind.ONE),
        ("Leerling N.J.", Kind.ONE),
        ("Leerling N. leest", Kind.ONE),
        ("Onze enige nieuwkomer", Kind.ONE),
        ("De tweeling", Kind.ONE),
        ("Haar broertje", Kind.ONE),
        ("Eén van hen", Kind.ONE),
        ("Groep vier", Kind.SMALL_GROUP),
        ("groep-4", Kind.SMALL_GROUP),
        ("Groepen 3 en 4", Kind.SMALL_GROUP),
        ("Groep 3, 4 en 7", Kind.SMALL_GROUP),
        ("het 4e leerjaar", Kind.SMALL_GROUP),
        ("het vierde leerjaar", Kind.SMALL_GROUP),
        ("De helft van groep 3", Kind.FEW),
        ("Een kwart van groep 3", Kind.FEW),
        ("Twee derde van groep 3", Kind.FEW),
        ("Een op de tien kinderen in groep 3", Kind.FEW),
        ("De helft van groep 3, net als in groep 7", Kind.FEW),
        ("Drie van hen", Kind.FEW),
        ("In groep 7 bleven er 2 zitten", Kind.FEW),
        ("In groep 7 haalden drie het niet en 2 bleven zitten", Kind.FEW),
        ("Een handjevol kinderen", Kind.FEW),
        ("Enkelen van hen", Kind.FEW),
        ("Noortje", Kind.NAME),
        ("Met noortjes werk", Kind.NAME),
        ("Tommie", Kind.NAME),
    ],
)
def test_one_or_few_are_refused_in_other_words_too(text, kind):
    assert kind in [one.kind for one in objections(text, SMALL)]


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    "text",
    [
        "Het kind staat bij ons centraal.",
        "De leerling leert van de leraar.",
        "Jongens en meisjes doen samen mee.",
        "Broertjes en zusjes zijn welkom.",
        "Groep 3 en groep 7 lezen elke dag.",
        "De groepen 3 t/m 8 lezen elke dag, de groepen 3 tot en met 7 in duo's.",
        "De helft van groep 7 haalt het doel; in het zevende leerjaar lezen ze meer.",
        "De helft van groep 7 leest al boven het doel.",
        "Vijf op de tien kinderen in groep 7 haalt het doel.",
        "Een op de vijf kinderen leest thuis elke dag.",
        "De helft van de kinderen is lid van de bibliotheek.",
        "Dit jaar zijn er drie lessen per week, en er komen er nog twee keer bij.",
        "Er is een nieuw rooster voor de hele school.",
        "Sommigen van ons volgen een cursus.",
        "Een sterretje bij een woord is een opdracht.",
        "Zijn er vragen? Dan horen we ze graag.",
        "Aan het eind van het derde blok kijken we weer.",
    ],
)
def test_plain_sentences_stay_allowed(text):
    assert objections(text, SMALL) == []


@pytest.mark.requirement("S10")
def test_an_objection_says_what_and_where():
    text = "Het gaat goed.\nIn de pauze hielp Daan mee."
    assert objections(text, KNOWN) == [Objection(2, 18, "Daan", Kind.NAME)]


def test_a_share_of_a_group_is_counted_in_children():
    assert objections("In groep 5 haalt 12 % het doel niet.", KNOWN)[0].about == 3


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(sorted(KNOWN.call_names)))
def test_a_name_between_any_words_is_met(before, after, name):
    text = f"{before} \n{name.title()}\n {after}"
    assert any(one.kind == Kind.NAME and one.quote.casefold() == name for one in objections(text, KNOWN))


@given(st.integers(1, 30), st.sampled_from(["leerlingen", "kinderen", "jongens"]))
def test_a_number_of_children_is_refused_exactly_below_ten(number, word):
    assert is_clear(f"Er waren {number} {word}.", KNOWN) is (number >= 10)


TEAM = Known(call_names=KNOWN.call_names, groups={"3": 12, "7": 24, "8": 40}, colleagues=frozenset({"sanne", "tom"}))
BARE = ["{} lukte het niet.", "Bij {} ging het mis.", "Dat waren er {}.", "{} nog niet.", "Alleen {} wel."]
CHILDREN = ["In groep 7 oefenden we veel.", "De leerlingen lazen elke dag.", "Alle kinderen maakten de toets."]


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In groep 7 kwam er in de herfst iemand bij. We zoeken nog naar de goede hulp.", Kind.SOMEBODY),
        ("In groep 7 was het even zoeken. Hij sprak nog geen Nederlands.", Kind.SOMEBODY),
        ("Het doel lag hoog. Eén had het al gehaald. De andere kinderen volgden.", Kind.ONE),
        ("De toets ging goed in groep 7. Drie lukte het nog niet.", Kind.FEW),
        ("Groep 3 maakte de toets. De helft haalde het doel.", Kind.FEW),
        ("Groep 3 maakte de toets. Die was lang. 25 % haalde het doel niet.", Kind.FEW),
        ("Een kwart had moeite met lezen. Dat was in groep 3.", Kind.FEW),
        ("We zagen verschillen tussen klassen. Bij Sanne ging het beter.", Kind.COLLEAGUE),
        ("Er waren drie\nkinderen.", Kind.FEW),
        ("Er was een\nleerling.", Kind.ONE),
        ("Haar moeder belde ons.", Kind.ONE),
    ],
)
def test_child_that_is_hinted_at_over_sentences_or_lines_is_met(text, kind):
    assert kind in [one.kind for one in objections(text, TEAM)]


@pytest.mark.requirement("S10")
@pytest.mark.parametrize(
    "text",
    [
        "Groep 8 maakte de toets. De helft haalde het doel.",
        "Groep 3 kreeg nieuwe boeken. De helft van alle leerlingen in de school leest thuis.",
        "Elk kind kiest een boek. Hij of zij leest het thuis.",
        "De kinderen lezen elke dag. We doen dat in drie stappen. Stap twee: samen lezen.",
        "Onze leerlingen geven de school een 8.",
        "De kinderen lezen graag.\n\nVragen? Stel ze gerust aan Sanne.",
        "In de groepen 3 en 4 lezen ze elke dag. Dat doen ze ook in de groepen 5 t/m 8.",
        "De kinderen beginnen om 8.30 uur.",
    ],
)
def test_neighbours_that_tell_nothing_about_few_stay_allowed(text):
    assert objections(text, TEAM) == []


@given(st.sampled_from(BARE), st.sampled_from(CHILDREN), st.integers(2, 9), st.booleans(), st.booleans())
def test_bare_small_number_beside_children_is_met_before_or_after(bare, children, number, in_words, is_first):
    word = NUMBERS[number + 1] if in_words else str(number)
    sentences = [bare.format(word), children]
    text = " ".join(sentences if is_first else reversed(sentences))
    assert any(one.kind == Kind.FEW for one in objections(text, TEAM))


@given(st.integers(10, 120), st.integers(1, 100), st.sampled_from([" ", " Die was lang. ", "\n"]))
def test_share_after_a_sentence_about_a_group_is_counted_in_its_children(size, share, between):
    text = f"Groep 3 maakte de toets.{between}{share} % haalde het doel."
    told = round(size * share / 100)
    is_rest_enough = share == 100 or size - told >= 10  # who did not is told by the way
    assert is_clear(text, Known(groups={"3": size})) is (told >= 10 and is_rest_enough)


REFUSED = [
    "Deze leerling krijgt hulp.", "Drie kinderen lezen nog niet.", "3 van de 24 haalden het niet.",
    "Enkele kinderen krijgen les in een groepje.", "Jan Willem leest.", "De tweeling is terug.",
]  # fmt: skip


@given(st.sampled_from(REFUSED), st.integers(0, 5), st.sampled_from(["\n", " \n", "\n  "]))
def test_line_broken_anywhere_hides_nothing(text, place, end):
    words = text.split(" ")
    place = min(place + 1, len(words) - 1)
    broken = " ".join(words[:place]) + end + " ".join(words[place:])
    assert (is_clear(text, KNOWN), is_clear(broken, KNOWN)) == (False, False)


@given(st.text(max_size=300))
def test_any_text_is_judged_and_each_objection_stands_in_its_line(text):
    lines = text.splitlines()
    for one in objections(text, TEAM):
        assert 1 <= one.line <= len(lines)
