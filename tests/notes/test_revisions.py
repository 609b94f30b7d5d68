"""What a note said before stays readable."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.notes.actions.notes import change_note, restore_revision, restrict_note
from gezien.notes.actions.revisions import SITTING, keep_original, keep_revision
from gezien.notes.differences import ADDED, REMOVED, differences
from gezien.notes.models import NoteRevision
from tests.factories.notes import make_note

SENTENCES = st.lists(st.sampled_from(["Noor", "telt", "tot", "tien", "\n", " ", "  ", "."]), max_size=12).map("".join)


def change(by, note, text, **values):
    values = {"kind": note.kind, "visibility": note.visibility, **values}
    return change_note(by=by, note=note, expected=note.version, text=text, **values)


def texts(note):
    return list(note.revisions.order_by("-pk").values_list("text", flat=True))


def test_a_note_never_changed_has_no_revisions(member, pupils_5b):
    assert texts(make_note(pupils_5b[0], member("emmy").user)) == []


def test_each_saved_change_is_a_revision_beside_the_first_text(member, pupils_5b):
    emmy = member("emmy")
    note = make_note(pupils_5b[0], emmy.user, text="Een.")

    change(emmy, change(emmy, note, "Een, twee."), "Drie.")

    assert texts(note) == ["Drie.", "Een, twee.", "Een."]
    assert {revision.made_by for revision in note.revisions.all()} == {emmy.user}


def test_closing_a_note_stands_among_its_revisions_with_who_did_it(member, pupils_5b):
    note = make_note(pupils_5b[0], member("emmy").user)

    restrict_note(by=member("tom"), note=note)

    last, first = note.revisions.order_by("-pk")
    assert (last.made_by.name, last.visibility) == ("Tom Smit", "restricted")
    assert (first.made_by.name, first.visibility) == ("Emmy de Groot", "team")


def test_putting_an_old_text_back_is_a_revision_too(member, pupils_5b):
    emmy = member("emmy")
    note = change(emmy, make_note(pupils_5b[0], emmy.user, text="Goed."), "Fout.")

    restore_revision(by=emmy, note=note, revision=note.revisions.order_by("pk").first())

    note.refresh_from_db()
    assert note.text == "Goed."
    assert texts(note) == ["Goed.", "Fout.", "Goed."]


def test_putting_an_old_text_back_does_not_open_what_was_closed(member, pupils_5b):
    emmy = member("emmy")
    note = restrict_note(by=emmy, note=make_note(pupils_5b[0], emmy.user))

    restored = restore_revision(by=emmy, note=note, revision=note.revisions.order_by("pk").first())

    assert restored.visibility == "restricted"


def test_saves_of_one_sitting_are_one_revision(member, pupils_5b):
    emmy, tom = member("emmy"), member("tom")
    note = make_note(pupils_5b[0], emmy.user, text="a")
    keep_original(note)

    for text in ("ab", "abc", "abcd"):
        note.text = text
        last = keep_revision(by=emmy, note=note, while_typing=True)
    assert texts(note) == ["abcd", "a"]

    NoteRevision.objects.filter(pk=last.pk).update(saved_at=last.saved_at - SITTING - dt.timedelta(seconds=1))
    keep_revision(by=emmy, note=note, while_typing=True)
    keep_revision(by=tom, note=note, while_typing=True)
    assert len(texts(note)) == 4


def test_the_page_shows_who_changed_what(sign_in, member, pupils_5b):
    emmy = member("emmy")
    note = change(emmy, make_note(pupils_5b[0], emmy.user, text="Noor telt tot tien."), "Noor telt tot twintig.")

    page = sign_in("tom").get(reverse("notes:revisions", args=[note.school.slug, note.pk])).content.decode()

    assert "tien.</del>" in page
    assert "twintig.</ins>" in page
    assert "Emmy de Groot" in page


@pytest.mark.parametrize("name", ["tom", "fleur"])
def test_the_revisions_of_a_closed_note_are_closed_too(name, sign_in, member, pupils_5b):
    note = restrict_note(by=member("emmy"), note=make_note(pupils_5b[0], member("emmy").user))

    assert sign_in(name).get(reverse("notes:revisions", args=[note.school.slug, note.pk])).status_code == 404


@given(SENTENCES, SENTENCES)
def test_the_differences_hold_both_texts(before, after):
    pieces = differences(before, after)

    assert "".join(text for how, text in pieces if how != ADDED) == before
    assert "".join(text for how, text in pieces if how != REMOVED) == after
