"""A rule reads as a sentence, whatever its kind, and its blanks are the same sentence."""

from decimal import Decimal

import pytest

from gezien.needs import rule_sentences
from gezien.needs.models import SignalRule
from gezien.needs.rule_kinds import FAMILIES, new_rule
from gezien.needs.rule_sentences import Terms, blanks, sentence, years_in_words
from gezien.schools.models import School

M = SignalRule.Measure
TERMS = Terms(
    country="NL",
    subjects={1: "Spelling"},
    tests={7: rule_sentences.Test("LVS Spelling", 1, ("I", "II", "III", "IV", "V"))},
    domains={3: ("Welbevinden", "Taakgerichtheid")},
)


@pytest.mark.requirement("H11")
@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {
                "measure": M.LEVEL_AT_MOST,
                "level": "V",
                "times": 2,
                "subject_id": 1,
                "year_groups": ["3", "4", "5", "6", "7", "8"],
            },
            "Signaleer leerlingen van groep 3 t/m 8 die bij Spelling twee keer achter elkaar niveau V of lager halen.",
        ),
        (
            {"measure": M.DROPPED, "amount": Decimal("7.50"), "instrument_id": 7},
            (
                "Signaleer leerlingen van alle groepen die bij een van de vakken sinds het vorige meetmoment 7,5 of "
                "meer dalen, gemeten met LVS Spelling."
            ),
        ),
        (
            {"measure": M.NOT_SEEN, "threshold": 1, "year_groups": ["1", "4"]},
            "Signaleer leerlingen van groep 1, groep 4 die al 1 week door niemand zijn geobserveerd of gesproken.",
        ),
        (
            {"measure": M.SCORE_BELOW, "amount": Decimal(3), "questionnaire_domain_id": 3},
            (
                "Signaleer leerlingen van alle groepen die in een vragenlijst op Taakgerichtheid – Welbevinden "
                "gemiddeld lager scoren dan 3."
            ),
        ),
    ],
    ids=["level", "drop", "seen", "questionnaire"],
)
def test_rule_reads_as_one_would_say_it(values, words):
    assert sentence(SignalRule(**values), TERMS) == words


@pytest.mark.parametrize("measure", M.values)
def test_every_kind_has_a_sentence_with_a_blank_for_each_of_its_figures(measure):
    rule = SignalRule(measure=measure)
    names = [name for kind, name in blanks(measure) if kind == "blank"]
    said = {"questionnaire_domain": "domain", "subject": "where", "area": "domain" if "domain" in names else "where"}
    assert len(names) == len(set(names))
    assert {said.get(name, name) for name in rule.uses} | {"years"} == set(names)
    assert "{" not in sentence(new_rule(School(), measure, ("A", "B")), TERMS)


def test_every_kind_stands_once_in_the_list_to_begin_with():
    listed = [measure for _title, measures in FAMILIES for measure in measures]
    assert sorted(listed) == sorted(M)


def test_flemish_years_have_their_own_names():
    assert years_in_words(["3", "4"], "BE") == "leerjaar 1 t/m 2"
