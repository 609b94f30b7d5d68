import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gezien.needs.coach import Level, look_at

TODAY = dt.date(2027, 1, 10)
# Text of the kind the coach reads, and text nobody would type.
TYPED = """leest telt begrijpt ADHD tijdens de les met 8 van de 10 10% eind maart 12-03-2027 en ; . , om te niet één É ﬁ
2x v/d t/m zw \u0301"""
WORDS = TYPED.split()
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))


def look(text, **more):
    return look_at(text, today=TODAY, **more)


@pytest.mark.requirement("E7", "H14")
def test_a_complete_goal_leaves_nothing_to_ask():
    advice = look("Sem leest eind maart bij het hardop lezen AVI-M4 met hooguit 3 fouten.")

    assert advice.is_complete
    assert (advice.questions, advice.scaffold) == ((), ())
    assert advice.behaviour.words == ("leest",)
    assert advice.measure.words == ("AVI-M4", "hooguit 3 fouten")
    assert advice.context.words == ("bij het hardop lezen",)
    assert advice.term.words == ("eind maart",)


@pytest.mark.requirement("E7")
def test_what_is_missing_is_named_with_why_and_a_question():
    advice = look("Rekent sommen tot 100 uit.")

    assert [part.name for part in advice.missing] == ["measure", "context", "term"]
    assert all(str(part.why) and str(part.ask) for part in advice.missing)
    assert [str(one) for one in advice.questions] == [str(part.ask) for part in advice.missing]


@pytest.mark.requirement("E7")
def test_a_word_for_what_happens_inside_is_pointed_at():
    advice = look("Eind juni begrijpt Noor de breuken.")

    assert advice.behaviour.found is False
    assert advice.behaviour.words == ("begrijpt",)
    assert "begrijpt" in str(advice.behaviour.note)


def test_a_goal_of_what_does_not_happen_asks_for_what_does():
    stopped, complaint = look("Roept niet door de klas."), look("Luistert niet.")

    assert (stopped.behaviour.found, complaint.behaviour.found) == (True, False)
    assert str(stopped.behaviour.note) == str(complaint.behaviour.note) != ""


@pytest.mark.requirement("F5", "E5")
def test_a_complaint_becomes_questions_and_asks_what_goes_well():
    advice = look("Heeft moeite met technisch lezen.")

    assert advice.is_vague
    assert advice.problems == ("Heeft moeite",)
    assert len(advice.questions) == 4
    assert any("goed" in str(one) or "well" in str(one) for one in advice.questions)


@pytest.mark.requirement("F5")
def test_a_label_is_not_a_goal():
    advice = look("ADHD, snel afgeleid")

    assert advice.labels == ("ADHD",)
    assert "ADHD" in str(advice.questions[0])


@pytest.mark.requirement("E7")
def test_the_scaffold_keeps_the_words_and_leaves_blanks_without_numbers():
    advice = look("Leest vlotter.")

    assert str(advice.scaffold[0].text) == "Leest vlotter"
    assert [piece.blank for piece in advice.scaffold] == [False, True, True, True]
    assert not any(letter.isdigit() for piece in advice.scaffold for letter in str(piece.text))


def test_two_goals_are_seen_as_two():
    advice = look("Leest AVI-E5 en schrijft in een dictee 80% van de woorden goed.")

    assert advice.single.found is False
    assert advice.single.words == ("schrijft",)


def test_shorthand_and_slips_are_read():
    advice = look("over 6 wkn: shrijft bij zw 8 vd 10 woorden goed")

    assert [part.found for part in advice] == [True, True, True, True, None, True]
    assert advice.term.words == ("over 6 wkn",)


def test_a_day_of_the_past_is_noticed():
    assert str(look("Leest op 12-12-2026 twee bladzijden.").term.note)
    assert not str(look("Leest op 12-03-2027 twee bladzijden.").term.note)
    assert look("Leest op 12-03-2027 twee bladzijden.").until == dt.date(2027, 3, 12)


@pytest.mark.requirement("H14")
@pytest.mark.parametrize(
    ("level", "goal", "found"),
    [
        ("AVI-M4", "Leest een tekst op AVI-E4.", True),
        ("AVI-E4", "Leest een tekst op AVI-E4.", False),
        ("AVI-E4", "Leest een tekst op AVI-M4.", False),
        ("III", "Haalt niveau II op rekenen.", True),
        ("II", "Gaat van II naar III.", False),
        ("D", "Zone C op de toets.", True),
        ("60 %", "Maakt 8 van de 10 sommen goed.", True),
        ("90 %", "Maakt 8 van de 10 sommen goed.", False),
        ("1F", "Haalt 1S.", True),
        ("AVI-M4", "Maakt 8 van de 10 sommen goed.", None),
        ("M5", "Maakt bij M6 acht van de tien sommen.", None),  # a test moment is no level
    ],
)
def test_challenge_compares_on_the_same_scale_only(level, goal, found):
    assert look(goal, level=Level((level,))).challenge.found is found


def test_a_big_step_is_questioned_and_no_level_is_no_judgement():
    assert str(look("Leest AVI-E5.", level=Level(("AVI-M3",))).challenge.note)
    assert look("Leest AVI-E5.").challenge.found is None


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_gets_advice_with_its_words_inside_the_text(text):
    advice = look(text, level=Level(("AVI-M4", "III")))

    for part in advice:
        for (start, end), words in zip(part.spans, part.words, strict=True):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == words


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), st.data())
@settings(max_examples=30, deadline=None)
def test_more_space_between_words_changes_nothing(words, data):
    spaces = data.draw(
        st.lists(st.sampled_from([" ", "  ", "\n", " \t", "\u00a0 "]), min_size=len(words), max_size=len(words))
    )

    plain, wide = look(" ".join(words)), look(" " + "".join(a + b for a, b in zip(words, spaces, strict=True)))

    assert [part.found for part in plain] == [part.found for part in wide]
    assert (plain.is_vague, len(plain.questions)) == (wide.is_vague, len(wide.questions))


def test_the_longest_text_is_read_in_time():
    text = "Leest tijdens de les 8 van de 10 woorden goed en "
    assert look(text * 100).measure.found


def test_a_level_is_said_in_words_or_read_from_the_sentence():
    assert look("Leest 60 woorden per minuut.", level="40 woorden per minuut").challenge.found is True
    assert look("Leest nu AVI-M4 en in juni AVI-E4.").challenge.found is True
    assert look("Leest AVI-E4.", level="").challenge.found is None


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_no_number_is_ever_invented(text):
    advice = look(text)

    offered = [str(piece.text) for piece in advice.scaffold if piece.blank]
    own = [str(piece.text) for piece in advice.scaffold if not piece.blank]
    asked = [str(question) for question in advice.questions]
    assert not any(letter.isdigit() for one in offered for letter in one)
    assert all(piece in text for piece in own)
    assert {letter for one in asked for letter in one if letter.isdigit()} <= set(text)


@given(st.text(alphabet="aeinrst zk.,;0123456789%/-E\u0301\n", min_size=500, max_size=2500))
@settings(max_examples=5, deadline=None)
def test_long_texts_get_advice_too(text):
    assert look(text).behaviour.found in {True, False}


def test_a_pupil_who_speaks_and_a_passive_are_read():
    assert look("Ik lees in mei vijf boeken.").behaviour.words == ("lees",)
    assert look("De sommen worden door Sem opgelost.").behaviour.found is True
    assert look("De ouders worden betrokken.").behaviour.found is False
