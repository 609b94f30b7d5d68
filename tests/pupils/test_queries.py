"""Finding pupils and groups by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gezien.pupils.models import Pupil
from gezien.pupils.queries import find_groups, find_pupils, fold, listed_pupils, matches
from gezien.pupils.rules import visible_pupils


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("noor", "Noor van Dijk", True),
        ("noor d", "Noor van Dijk", True),
        ("DIJK noor", "Noor van Dijk", True),
        ("oor", "Noor van Dijk", False),
        ("aydin", "Bilal Aydın", True),
        ("ozturk", "Melisa Öztürk", True),
        ("Öztürk", "Melisa Ozturk", True),
        ("zoe", "Zoë Peters", True),
        ("amrani", "Fatima El-Amrani", True),
        ("d'haese", "Lotte D’Haese", True),
        ("soren", "Søren Holm", True),
        ("noor noor bos", "Noor van Dijk", False),
    ],
)
def test_each_word_typed_begins_a_word_of_the_name(typed, name, found):
    assert matches(fold(typed), fold(name)) is found


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_pupil_is_found_with_the_group_of_today(member, pupils_5b):
    noor = pupils_5b[0]

    found = find_pupils(member("emmy"), noor.name)

    assert (noor.pk, noor.name, "5b") in [(one.pk, one.name, one.group) for one in found]


def test_only_visible_pupils_are_found(member, pupils_5b):
    emmys = {one.pk for letter in "abcdefghijklmnopqrstuvwxyz" for one in find_pupils(member("emmy"), letter)}

    assert emmys == set(visible_pupils(member("emmy")).values_list("pk", flat=True))
    assert find_pupils(member("petra"), pupils_5b[0].name) == []


@pytest.mark.parametrize("text", ["5b", "groep 5b", "Groep 5B"])
def test_a_group_is_found_by_its_name(text, member):
    assert [group.name for group in find_groups(member("sanne"), text)] == ["5b"]


@pytest.mark.parametrize("text", ["", "  ", "groep"])
def test_nothing_typed_finds_nothing(text, member):
    assert find_pupils(member("sanne"), text.replace("groep", "")) == []
    assert find_groups(member("sanne"), text) == []


def test_the_list_takes_two_statements_whatever_its_length(zwaluw, django_assert_num_queries):
    for size in (3, 60):
        pupils = Pupil.objects.filter(pk__in=list(Pupil.objects.values_list("pk", flat=True)[:size]))
        with django_assert_num_queries(2):
            assert len(listed_pupils(pupils)) == size
