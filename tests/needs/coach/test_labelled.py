import pytest

from tests.needs.coach.labelled import LETTERS, challenge_scores, challenges, scores, sentences

FLOOR = 0.90
FEW = {"several": 0.85}  # thirty of the validation set: each one is worth three hundredths


def test_the_sets_are_large_varied_and_apart():
    train, validation = sentences("train"), sentences("validation")

    assert (len(train) + len(validation) >= 300, len(validation) >= 150) == (True, True)
    assert {one.text for one in train} & {one.text for one in validation} == set()
    for one in (train, validation):
        assert {"reading", "arithmetic", "spelling", "writing", "behaviour", "work", "kindergarten"} <= {
            s.subject for s in one
        }
        assert sum(s.country == "BE" for s in one) >= 20


@pytest.mark.requirement("E7", "F5", "H14")
@pytest.mark.parametrize("name", ["train", "validation", "batch-8"])
def test_each_part_is_found_well_enough(name):
    found = dict(scores(sentences(name)))

    assert set(found) == {*LETTERS.values(), "several"}
    assert {part: round(score.f1, 3) for part, score in found.items() if score.f1 < FEW.get(part, FLOOR)} == {}


@pytest.mark.requirement("H14")
@pytest.mark.parametrize("name", ["train", "validation"])
def test_a_step_from_the_level_of_now_is_judged_well_enough(name):
    labelled = challenges(name)
    found = dict(challenge_scores(labelled))

    assert len(labelled) >= 20
    assert {verdict for verdict, _level, _text in labelled} == set(found)
    assert {verdict: round(score.f1, 3) for verdict, score in found.items() if score.f1 < FLOOR} == {}
