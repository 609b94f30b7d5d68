"""Samples of real administrations, spoiled: each comes in whole, with what is refused said, or not at all."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.imports.formats.edexml.reader import read
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.plan import plan_roster
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolYear
from gezien.schools.rules import CommandLine
from tests.factories.damage import damaged, spoiled_xml
from tests.factories.edexml import write

OWN = sorted((django_settings.BASE_DIR / "samples" / "edexml").glob("*.xml"))
STANDARDS = (
    Path(os.environ.get("GEZIEN_STANDARDS", django_settings.BASE_DIR.parent / "shared" / "standards")) / "edexml"
)
OFFICIAL = sorted(STANDARDS.glob("2.*/*Voorbeeld*.xml"))
MANY = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def comes_in_whole_or_not_at_all(school, path: Path) -> bool:
    """Whether applying the file leaves nothing to do, or was refused and left nothing behind."""
    with transaction.atomic():
        try:
            roster = read(path)
            with transaction.atomic():
                seen = plan_roster(school, roster)
                apply_roster(by=CommandLine(school), school=school, roster=roster, expected=seen.fingerprint)
            whole = plan_roster(school, roster).nothing_changes
        except ImportProblem as problem:
            whole = bool(problem.message) and not Pupil.objects.exists() and not SchoolYear.objects.exists()
        transaction.set_rollback(True)
    return whole


@MANY
@given(data=st.data())
def test_a_spoiled_own_sample_comes_in_whole_or_not_at_all(school, tmp_path, data):
    content = data.draw(st.sampled_from(OWN)).read_bytes()
    spoiled = data.draw(spoiled_xml(content) | damaged(content))
    assert comes_in_whole_or_not_at_all(school, write(tmp_path, spoiled))


@pytest.mark.skipif(not OFFICIAL, reason=f"no official samples in {STANDARDS}")
@MANY
@given(data=st.data())
def test_a_spoiled_official_sample_comes_in_whole_or_not_at_all(school, tmp_path, data):
    content = data.draw(st.sampled_from(OFFICIAL)).read_bytes()
    spoiled = data.draw(spoiled_xml(content) | damaged(content))
    assert comes_in_whole_or_not_at_all(school, write(tmp_path, spoiled))
