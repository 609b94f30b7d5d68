"""Who sees and changes which agreements."""

import pytest

from gezien.agreements.models import Agreement
from gezien.agreements.rules import (
    editable_agreements,
    possible_owners,
    require_about,
    visible_agreements,
    why_agreement_visible,
)
from gezien.pupils.models import Enrolment
from gezien.schools.rules import NotAllowed
from tests.factories.agreements import make_agreement

WORKS_HERE = ["emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra"]


@pytest.fixture
def agreements(member, zwaluw, group_5b, group_6, pupils_5b):
    """One of each: about a pupil of 5b, both groups, and the school; the last by the head, for the administrator."""
    Agreement.objects.all().delete()
    tom, fleur, petra = member("tom").user, member("fleur").user, member("petra").user
    return {
        "pupil": make_agreement(zwaluw, tom, pupil=pupils_5b[0]),
        "5b": make_agreement(zwaluw, tom, group=group_5b),
        "6": make_agreement(zwaluw, fleur, group=group_6),
        "school": make_agreement(zwaluw, petra, made_by=member("karim").user),
    }


@pytest.mark.parametrize(
    ("name", "sees", "edits"),
    [
        ("emmy", {"pupil", "5b"}, {"pupil", "5b"}),
        ("fleur", {"6"}, {"6"}),
        ("sanne", {"pupil", "5b", "6", "school"}, {"pupil", "5b", "6", "school"}),
        ("karim", {"pupil", "5b", "6", "school"}, {"5b", "6", "school"}),
        ("petra", {"school"}, {"school"}),
        ("marleen", set(), set()),
    ],
)
def test_each_of_the_cast_sees_and_changes_what_the_table_says(agreements, member, name, sees, edits):
    seen = set(visible_agreements(member(name)))
    changeable = set(editable_agreements(member(name)))

    assert {key for key, agreement in agreements.items() if agreement in seen} == sees
    assert {key for key, agreement in agreements.items() if agreement in changeable} == edits


def test_reason_and_queryset_agree_for_everybody_and_every_agreement(agreements, member):
    for name in WORKS_HERE:
        seen = set(visible_agreements(member(name)))
        for agreement in Agreement.objects.all():
            assert (why_agreement_visible(member(name), agreement) is not None) == (agreement in seen), name


def test_agreement_goes_along_when_the_pupil_changes_groups(agreements, member, group_6, pupils_5b):
    Enrolment.objects.filter(pupil=pupils_5b[0]).update(group=group_6)

    assert agreements["pupil"] in visible_agreements(member("fleur"))
    assert agreements["pupil"] not in visible_agreements(member("emmy"))
    assert agreements["pupil"] in visible_agreements(member("tom"))  # it is still for Tom to do


def test_group_agreements_are_for_its_teachers_coach_and_head(member, group_5b):
    owners = possible_owners(member("sanne"), group=group_5b)

    assert {user.first_name for user in owners} == {"Emmy", "Tom", "Sanne", "Karim"}


def test_school_agreements_are_for_everybody_who_works_there(member):
    names = set(possible_owners(member("emmy")).values_list("username", flat=True))

    assert {"leerkracht", "leerkracht2", "ib", "directie", "coordinator", "beheer"} <= names
    assert {"bestuur", "ib.elders", "zorgco"} & names == set()


@pytest.mark.parametrize("name", ["fleur", "marleen", "petra"])
def test_who_does_not_work_with_a_pupil_agrees_nothing_about_it(member, name, pupils_5b):
    with pytest.raises(NotAllowed):
        require_about(member(name), pupil=pupils_5b[0])
