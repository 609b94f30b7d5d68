"""Messages of the Results API: judged as the official description judges them, and read into results."""

import copy
import json
import os
from pathlib import Path

import pytest
import yaml
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gezien.imports.exchange.contents import Malformed, Sent
from gezien.imports.formats.eduv.message import MESSAGE
from gezien.imports.formats.eduv.reader import loaded, message_of
from gezien.imports.formats.eduv.shapes import faults
from gezien.imports.problems import ImportProblem
from tests.factories.eduv import message, student

OFFICIAL = (
    Path(os.environ.get("GEZIEN_STANDARDS", django_settings.BASE_DIR.parent / "shared" / "standards"))
    / "edu-v/results-api.yaml"
)
official = pytest.mark.skipif(not OFFICIAL.is_file(), reason=f"no official description at {OFFICIAL}")
WHOLE = message(
    student("s1", "LL1", skill="90", IV="III", DLE="40"),
    student("s2", eck_id="https://id/2", skill="71.5"),
    employees=[{"userMasterIdentifier": "x", "userIds": [{"userId": "LK1", "userIdType": "ASI"}]}],
    scoreScaleDefinitions=[{"id": "n", "name": "Norm", "scoreScaleEntries": [{"LHS": "0", "RHS": "laag"}]}],
)


@pytest.fixture(scope="session")
def contract() -> Draft202012Validator:
    """The official description of a message."""
    described = yaml.safe_load(OFFICIAL.read_text())
    return Draft202012Validator(
        {"$ref": "#/components/schemas/AssessmentScoresAndResults", "components": described["components"]}
    )


def places(value, path=()):
    """Every place of a message that can be taken away or spoiled."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from places(inner, (*path, key))


def spoiled(place: tuple, how) -> dict:
    """The whole message with one place changed; `how` None takes it away."""
    changed = copy.deepcopy(WHOLE)
    holder = changed
    for key in place[:-1]:
        holder = holder[key]
    if how is None:
        del holder[place[-1]]
    else:
        holder[place[-1]] = how
    return changed


@official
@pytest.mark.requirement("H1")
def test_a_message_is_judged_as_the_official_description_judges_it(contract):
    assert list(faults(WHOLE, MESSAGE)) == []
    assert contract.is_valid(WHOLE)
    differing = [
        (place, how)
        for place in places(WHOLE)
        for how in (None, 7, True, [], {}, "onbekend")
        if not (how == "onbekend" and "ate" in str(place[-1]))  # moments are checked more strictly, see below
        if "timestamp" not in place
        if contract.is_valid(changed := spoiled(place, how)) != (not list(faults(changed, MESSAGE)))
    ]
    assert differing == []


@pytest.mark.parametrize("moment", ["gisteren", "2027-01-20", "2027-01-20T09:00:00", "2027-13-20T09:00:00Z", ""])
def test_a_moment_needs_a_day_a_time_and_a_zone(moment):
    assert [fault.place for fault in faults(spoiled(("timestamp",), moment), MESSAGE)] == ["timestamp"]


@pytest.mark.requirement("H1")
def test_scores_and_results_of_a_pupil_become_one_result():
    one, other = message_of(WHOLE).results
    assert (one.key, one.pupil.key, one.test.code, one.taken_on.isoformat()) == (
        "s1",
        "LL1",
        "lvs-rekenen",
        "2027-01-20",
    )
    assert (one.scores, [(one["type"], one["value"]) for one in one.references]) == (
        {"SkillScore": "90"},
        [("IV", "III"), ("DLE", "40")],
    )
    assert (other.pupil.eck_id, other.pupil.key) == ("https://id/2", "")


def test_parts_are_results_of_their_own_and_a_scale_gives_a_score_its_label():
    pupil = student("s1", "LL1", skill="90")
    pupil["scores"] += [
        {
            "scoreValue": "6",
            "scoreType": "ScorePoints",
            "assessmentId": "x",
            "assessmentPartId": "d1",
            "scoreScaleIds": ["n"],
        }
    ]
    entries = [{"LHS": "0 - 5", "RHS": "laag"}, {"LHS": "5.1-10", "RHS": "hoog"}]
    whole, part = message_of(
        message(pupil, scoreScaleDefinitions=[{"id": "n", "name": "Norm", "scoreScaleEntries": entries}])
    ).results
    assert (whole.part, part.part, part.test.part, part.term, part.plain) == ("lvs-rekenen", "x/d1", "d1", "hoog", "6")


def test_what_is_in_progress_or_missing_brings_no_result_and_a_cancellation_says_so():
    absent = {**student("s2", "LL2", skill="0"), "missing": True}
    found = list(message_of(message(student("s1", "LL1", skill="9", status="InProgress"), absent)).results)
    [cancelled] = message_of(message(student("s3", "LL3", status="Canceled"))).results
    assert (found, cancelled.is_cancelled, cancelled.key) == ([], True, "s3")


@pytest.mark.parametrize(
    ("pupil", "column"),
    [
        ({**student("s1", "LL1"), "student": {}}, "student"),
        ({**student("s1", "LL1"), "dateCreated": "toen"}, "dateCreated"),
        (student("s1", "LL1", skill="veel"), "SkillScore"),
        (student("", "LL1"), "id"),
        (student("s1", "LL1", Geheim="9"), "results.0.resultType"),
    ],
)
def test_what_is_wrong_with_one_pupil_is_said_of_that_pupil(pupil, column):
    found, good = message_of(message(pupil, student("s2", "LL2", skill="80"))).results
    assert (type(found), found.column, type(good)) == (Malformed, column, Sent)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe{}", b"[" * 100_000, b'{"id": NaN}', b"9" * 5000, b'{"id": 1}']
    + [json.dumps(message(student(odd, "LL1", skill="9"))).encode() for odd in ("s\0", "s\ud800")]
    + [json.dumps(message(at=at)).encode() for at in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00")],
)
def test_what_is_no_message_is_refused(content):
    with pytest.raises(ImportProblem):
        message_of(loaded(content))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_message_is_read_or_refused_and_never_breaks(data):
    place = data.draw(st.sampled_from(list(places(WHOLE))))
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
        max_leaves=4,
    )
    content = json.dumps(spoiled(place, data.draw(anything.filter(lambda value: value is not None)))).encode()
    try:
        found = list(message_of(loaded(content)).results)
    except ImportProblem:
        return
    assert all(isinstance(one, Sent | Malformed) for one in found)
