"""A new school without anybody, and what it takes to read, judge and apply a roster for it."""

import pytest
from django_scopes import scope, scopes_disabled

from gezien.imports.formats.edexml.reader import read
from gezien.imports.roster.apply import apply_roster
from gezien.imports.roster.plan import plan_roster
from gezien.schools.actions import create_school
from gezien.schools.models import School
from gezien.schools.rules import CommandLine
from tests.factories.edexml import NUMBER, write


@pytest.fixture
def school() -> School:
    """A school of its own, in scope, with nobody in it yet."""
    with scopes_disabled():
        made = create_school(board_name="Proefbestuur", name="De Proef", official_number=f"{NUMBER}00")
    with scope(school=made):
        yield made


@pytest.fixture
def roster(tmp_path):
    """`roster(xml)` is what the reader makes of a file with these contents."""
    return lambda content: read(write(tmp_path, content))


@pytest.fixture
def plan(school, roster):
    """`plan(xml)` is the dry run."""
    return lambda content, on=None: plan_roster(school, roster(content), on)


@pytest.fixture
def apply(school, roster):
    """`apply(xml)` applies the file."""
    return lambda content, on=None: apply_roster(by=CommandLine(school), school=school, roster=roster(content), on=on)
