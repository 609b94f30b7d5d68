"""How the report on paper says what was judged."""

from gezien.meetings.documents.report import _judged


def test_what_was_not_judged_is_left_out_on_paper():
    one = {"subject": "Rekenen", "of": "plan", "carried_out": "deels", "feasible": "–", "words": "Te vol."}

    assert _judged(one) == ("Rekenen · plan", "uitgevoerd: deels\nTe vol.")
