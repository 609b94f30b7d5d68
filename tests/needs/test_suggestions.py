"""Ideas while naming a need: which ones, in which order, to whom, and never with a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.needs.bank import shipped
from gezien.needs.models import BankSentence, EducationalNeed, NeedSentence, SupportKind
from gezien.needs.queries.suggestions import lemmas, names_of, names_somebody, plain_words, suggestions
from gezien.needs.sentences import STEMS
from gezien.pupils.models import Pupil
from gezien.schools.models import Subject

OWN = "een instructie die begint bij de sprong naar het tiental"


@pytest.fixture
def write(zwaluw, arithmetic, period):
    """`write(pupils, text)` gives each of the pupils a need with this sentence; the bank and the demo's are gone."""
    NeedSentence.objects.all().delete()
    BankSentence.objects.all().delete()
    EducationalNeed.objects.all().delete()

    def written(pupils, text=OWN, goal="Rekent sommen tot 100 uit.", kind="instruction"):
        for pupil in pupils:
            number = EducationalNeed.objects.filter(pupil=pupil).count() + 1
            need = EducationalNeed.objects.create(
                school=zwaluw, pupil=pupil, subject=arithmetic, period=period, number=number, goal=goal
            )
            NeedSentence.objects.create(school=zwaluw, need=need, kind=kind, text=text)

    return written


def texts(member, subject, kind="instruction", **more) -> list[str]:
    return [one.text for one in suggestions(member, subject, kind, **more)]


@pytest.mark.requirement("H14")
def test_wording_of_few_pupils_is_offered_only_to_who_sees_one_of_them(write, member, pupils_5b, arithmetic):
    write(pupils_5b[:2])
    assert texts(member("emmy"), arithmetic) == [OWN]
    assert texts(member("fleur"), arithmetic) == []
    write(pupils_5b[2:3])
    assert texts(member("fleur"), arithmetic) == [OWN]


@pytest.mark.parametrize("name", ["Noor", "noor", "Noors", "NOOR"])
def test_wording_with_a_name_is_not_offered_however_it_is_spelled(write, member, pupils_5b, arithmetic, name):
    write(pupils_5b[:3], f"een instructie die {name} maatje meedoet")
    assert texts(member("emmy"), arithmetic) == []


def test_what_was_used_for_a_goal_like_this_one_comes_first(write, member, pupils_5b, arithmetic):
    write(pupils_5b[:4], "een instructie die vaak voorkomt")
    write(pupils_5b[:1], "een instructie die met de klok begint", goal="Leest de klok op het hele uur.")
    assert texts(member("emmy"), arithmetic)[0] == "een instructie die vaak voorkomt"
    assert texts(member("emmy"), arithmetic, goal="Noemt alle uren van de klok")[0].endswith("klok begint")


def test_typed_words_narrow_the_list_and_a_chosen_sentence_is_not_offered_again(write, member, pupils_5b, arithmetic):
    write(pupils_5b[:3], OWN)
    write(pupils_5b[:3], "een instructie die kort is")
    assert texts(member("emmy"), arithmetic, typed="een instructie die spr") == [OWN]
    assert texts(member("emmy"), arithmetic, typed=OWN) == []


def test_retired_sentences_and_those_of_another_domain_are_not_offered(member, zwaluw, arithmetic):
    reading = Subject.objects.get(code="technisch-lezen")
    offered = set(texts(member("sanne"), arithmetic, kind="home", typed="rekenspelletje"))
    assert offered == {"ouders die een paar minuten per dag een rekenspelletje doen"}
    assert texts(member("sanne"), reading, kind="home", typed="rekenspelletje") == []
    BankSentence.objects.filter(text__in=offered).update(retired_on="2027-01-01")
    assert texts(member("sanne"), arithmetic, kind="home", typed="rekenspelletje") == []


@given(
    st.lists(
        st.sampled_from(["een", "rustige", "plek", "naast", "Noor", "bilal", "Aydın's", "Sem", "samen", "Dijk"]),
        min_size=1,
    )
)
def test_no_sentence_with_a_name_passes_and_every_other_does(words):
    names = frozenset({"noor", "bilal", "aydin", "sem", "dijk"})
    text = " ".join(words)
    assert names_somebody(text, names) == bool({"Noor", "bilal", "Aydın's", "Sem", "Dijk"} & set(words))


def test_nothing_offered_names_a_pupil_of_the_school_and_asking_twice_gives_the_same(zwaluw, member, pupils_5b):
    names, sanne = names_of(zwaluw), member("sanne")
    written = {word for name in Pupil.objects.values_list("call_name", flat=True) for word in plain_words(name)}
    assert written <= names
    for subject in Subject.objects.all():
        for kind in SupportKind.values:
            offered = suggestions(sanne, subject, kind, goal="Leest een tekst met weinig fouten.")
            assert len(offered) <= 6
            assert not any(names_somebody(one.text, names) for one in offered if one.is_own)
            assert offered == suggestions(sanne, subject, kind, goal="Leest een tekst met weinig fouten.")


@pytest.mark.requirement("H13", "H15")
def test_shipped_sentences_begin_as_their_kind_does_and_none_stands_twice():
    for country in ("NL", "BE"):
        rows = list(shipped(country))
        assert 120 <= len(rows) <= 200
        assert len({text for _kind, _domain, text in rows}) == len(rows)
        assert all(text.startswith(STEMS[kind] + " ") and not text.endswith(".") for kind, _domain, text in rows)
    assert set(shipped("NL")) != set(shipped("BE"))


def test_looking_for_ideas_asks_as_much_for_one_pupil_as_for_many(
    write, member, pupils_5b, arithmetic, django_assert_num_queries
):
    emmy = member("emmy")
    lemmas("warm")
    write(pupils_5b[:1])
    with django_assert_num_queries(3):
        suggestions(emmy, arithmetic, "instruction")
    write(pupils_5b[1:12])
    with django_assert_num_queries(3):
        suggestions(emmy, arithmetic, "instruction")
