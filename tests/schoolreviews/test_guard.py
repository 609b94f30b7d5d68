"""The guard of texts for parents: names of pupils, one pupil, few pupils, small groups; and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.schoolreviews.guard import Kind, Known, Objection, is_clear, objections

KNOWN = Known(
    call_names=frozenset({"daan", "emma", "anne-fleur", "zoe", "roos", "jan willem"}),
    family_names=frozenset({"de jong", "jong", "bakker"}),
    groups={"5": 24, "8": 9, "5b": 24, "1/2a": 7},
)


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
        "In groep 5 haalt 79 % het doel.",
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
