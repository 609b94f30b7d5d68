"""Results added by bare SQL are what the model would have stored."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.results.actions import NewResult, deliver_results
from gezien.results.models import Instrument, Result
from gezien.schools.rules import CommandLine

FIGURES = st.none() | st.decimals(-1000, 99999, places=2) | st.integers(0, 300).map(Decimal)
PAIRS = st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=2)


@given(
    figure=FIGURES,
    level=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    scores=PAIRS.filter(lambda found: "\0" not in str(found) and "\\x" not in repr(found)),
    day=st.dates(dt.date(1990, 1, 1), dt.date(2027, 1, 1)),
    line=st.none() | st.integers(1, 2_000_000),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_added_result_reads_back_as_it_was_given(zwaluw, pupils_5b, figure, level, scores, day, line):
    test = Instrument.objects.get(code="methode-rekenen")
    new = NewResult(pupils_5b[0].pk, test.pk, "proef", day, figure, level, scores, [{"type": "DLE"}], line)
    with transaction.atomic():
        delivery, _tally = deliver_results(by=CommandLine(zwaluw), school=zwaluw, source="x", results=[new])
        kept = Result.objects.get(delivery=delivery)
        transaction.set_rollback(True)
    assert (kept.figure, kept.level, kept.scores, kept.references) == (figure, level, scores, [{"type": "DLE"}])
    assert (kept.taken_on, kept.source_line, kept.version, kept.school_id) == (day, line, 1, zwaluw.pk)
    assert kept.created_at.tzinfo is not None


@pytest.mark.parametrize("count", [1, 3])
def test_adding_takes_as_many_statements_for_more_results(zwaluw, pupils_5b, count, django_assert_num_queries):
    test = Instrument.objects.get(code="methode-rekenen")
    news = [NewResult(pupil.pk, test.pk, "proef", dt.date(2027, 1, 8), Decimal(7)) for pupil in pupils_5b[:count]]
    with django_assert_num_queries(10):
        deliver_results(by=CommandLine(zwaluw), school=zwaluw, source="x", results=news)
