"""Who sees which note and factor: the queryset and the reason agree, for everyone and everything."""

import datetime as dt

import pytest

from gezien.notes.models import Factor, Note
from gezien.notes.rules import (
    editable_factors,
    editable_notes,
    restrictable_notes,
    visible_factors,
    visible_notes,
    why_factor_visible,
    why_note_visible,
)
from gezien.pupils.models import AccessGrant, Enrolment, Pupil
from gezien.schools.models import User
from tests.factories.notes import make_factor, make_note

STAFF = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")


@pytest.fixture
def world(zwaluw, pupils_5b, member) -> list[Pupil]:
    """Some pupils of every group, with notes of every visibility by several authors, and a grant for one of 5b."""
    some = list(Pupil.objects.filter(pk__in=Enrolment.objects.values("pupil")).order_by("pk")[::12])
    for pupil in some:
        make_note(pupil)
    for author in ("emmy", "tom", "sanne"):
        for visibility in Note.Visibility:
            make_note(pupils_5b[0], member(author).user, visibility=visibility)
            make_note(pupils_5b[1], member(author).user, visibility=visibility)
    AccessGrant.objects.create(
        school=zwaluw,
        user=User.objects.get(username="leerkracht2"),
        pupil=pupils_5b[1],
        reason="valt in",
        starts_on=dt.date(2027, 2, 1),
        ends_on=dt.date(2027, 2, 5),
    )
    return [*some, *pupils_5b[:2]]


@pytest.mark.parametrize("name", STAFF)
def test_a_note_is_visible_exactly_when_there_is_a_reason(name, world, member):
    reader = member(name)
    visible = set(visible_notes(reader).filter(pupil__in=world))

    notes = Note.objects.filter(pupil__in=world).select_related("pupil")
    with_reason = {note for note in notes if why_note_visible(reader, note) is not None}

    assert with_reason == visible


@pytest.mark.parametrize("name", STAFF)
def test_a_factor_is_visible_exactly_when_there_is_a_reason(name, world, member):
    reader = member(name)
    visible = set(visible_factors(reader).filter(pupil__in=world))

    factors = Factor.objects.filter(pupil__in=world).select_related("pupil")
    with_reason = {one for one in factors if why_factor_visible(reader, one) is not None}

    assert with_reason == visible


@pytest.mark.parametrize("name", STAFF)
def test_what_may_be_changed_or_closed_is_also_seen(name, world, member):
    writer = member(name)
    seen = set(visible_notes(writer))

    assert set(editable_notes(writer)) <= {note for note in seen if note.author_id == writer.user.pk}
    assert set(restrictable_notes(writer)) <= {note for note in seen if note.visibility == Note.Visibility.TEAM}
    assert set(editable_factors(writer)) <= set(visible_factors(writer))


def test_a_restricted_note_is_hidden_from_the_duo_partner(member, pupils_5b):
    note = make_note(pupils_5b[0], member("emmy").user, visibility=Note.Visibility.RESTRICTED)

    readers = {name for name in STAFF if visible_notes(member(name)).filter(pk=note.pk).exists()}

    assert readers == {"emmy", "sanne", "karim"}


def test_the_author_without_the_pupil_no_longer_reads_the_own_note(member, pupils_5b, group_5b):
    note = make_note(pupils_5b[0], member("emmy").user)
    group_5b.teaching.filter(staff_member__user=member("emmy").user).update(ends_on=dt.date(2027, 1, 29))

    assert why_note_visible(member("emmy"), note) is None


@pytest.mark.parametrize("name", ["karim", "marleen", "petra"])
def test_head_coordinator_and_administrator_write_no_file(name, member, pupils_5b):
    factor = make_factor(pupils_5b[0])

    assert not editable_factors(member(name)).filter(pk=factor.pk).exists()
