"""Nothing typed is lost: drafts of notes."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.audit.models import AuditEvent
from gezien.notes.actions.drafts import save_draft
from gezien.notes.models import Note, NoteDraft
from tests.factories.notes import make_note
from tests.notes.test_notes import add_url, typed

AUTOSAVE = {"X-Autosave": "1"}


def make_draft(by, pupil=None, **values):
    values = {"kind": "observation", "text": "Rekende", "visibility": "team", **values}
    return save_draft(by=by, form=uuid.uuid4(), expected=0, pupils=[pupil] if pupil else [], **values)


def test_half_a_form_is_kept_while_one_types(sign_in, pupils_5b):
    data = typed(pupils_5b[0], pupils=[], text="Vandaag zag ik", happened_on="")

    response = sign_in("emmy").post(add_url(pupils_5b[0]), data, headers=AUTOSAVE)

    draft = NoteDraft.objects.get()
    assert response.json()["version"] == 1
    assert (draft.text, list(draft.pupils.all()), draft.happened_on) == ("Vandaag zag ik", [], None)


def test_a_reload_goes_on_where_one_was(sign_in, member, pupils_5b):
    draft = make_draft(member("emmy"), pupils_5b[0], text="Noor vroeg vandaag zelf")

    page = sign_in("emmy").get(add_url(pupils_5b[0]), {"draft": draft.form})

    assert "Noor vroeg vandaag zelf" in page.content.decode()
    assert page.context["form"].pupils == [pupils_5b[0]]


def test_an_unfinished_note_waits_on_the_next_visit(sign_in, member, pupils_5b):
    draft = make_draft(member("emmy"), text="Noor vroeg vandaag zelf")

    page = sign_in("emmy").get(add_url(pupils_5b[0])).content.decode()

    assert f"?draft={draft.form}" in page


@pytest.mark.parametrize("name", ["tom", "sanne"])
def test_nobody_else_sees_a_draft(name, sign_in, member, pupils_5b):
    draft = make_draft(member("emmy"), pupils_5b[0], text="Noor vroeg vandaag zelf")

    page = sign_in(name).get(add_url(pupils_5b[0]), {"draft": draft.form})

    assert "Noor vroeg vandaag zelf" not in page.content.decode()


def test_two_tabs_are_two_drafts(sign_in, pupils_5b):
    emmy = sign_in("emmy")
    emmy.post(add_url(pupils_5b[0]), typed(pupils_5b[0], text="eerste tabblad"), headers=AUTOSAVE)
    emmy.post(add_url(pupils_5b[0]), typed(pupils_5b[0], text="tweede tabblad"), headers=AUTOSAVE)

    assert set(NoteDraft.objects.values_list("text", flat=True)) == {"eerste tabblad", "tweede tabblad"}


def test_one_draft_typed_in_twice_asks_which_text_stays(sign_in, member, pupils_5b):
    draft = make_draft(member("emmy"), pupils_5b[0], text="op de laptop")
    on_phone = typed(pupils_5b[0], form=draft.form, version=1, text="op de telefoon")
    emmy = sign_in("emmy")
    emmy.post(add_url(pupils_5b[0]), on_phone, headers=AUTOSAVE)

    response = emmy.post(add_url(pupils_5b[0]), {**on_phone, "text": "verder op de laptop"}, headers=AUTOSAVE)

    assert response.status_code == 409
    assert response.json()["current"] == {"version": "2", "text": "op de telefoon"}


def test_a_reply_that_never_arrived_does_not_stop_the_next_save(sign_in, pupils_5b):
    data, emmy = typed(pupils_5b[0]), sign_in("emmy")
    emmy.post(add_url(pupils_5b[0]), data, headers=AUTOSAVE)

    response = emmy.post(add_url(pupils_5b[0]), {**data, "text": "Verder getypt."}, headers=AUTOSAVE)

    assert response.status_code == 200
    assert NoteDraft.objects.get().text == "Verder getypt."


def test_a_late_autosave_does_not_bring_a_saved_note_back_as_draft(sign_in, pupils_5b):
    data, emmy = typed(pupils_5b[0]), sign_in("emmy")
    emmy.post(add_url(pupils_5b[0]), data)

    response = emmy.post(add_url(pupils_5b[0]), data, headers=AUTOSAVE)

    assert response.status_code == 200
    assert not NoteDraft.objects.exists()


def test_a_correction_is_kept_apart_until_it_is_saved(sign_in, member, pupils_5b):
    note = make_note(pupils_5b[0], member("emmy").user, text="Zoals het was.")
    url = reverse("notes:edit", args=[note.school.slug, note.pk])
    data = typed(note.pupil, text="Zoals het wordt.", note_version=1)
    emmy = sign_in("emmy")

    emmy.post(url, data, headers=AUTOSAVE)
    assert Note.objects.get(pk=note.pk).text == "Zoals het was."

    emmy.post(url, data)
    assert Note.objects.get(pk=note.pk).text == "Zoals het wordt."
    assert not NoteDraft.objects.exists()


def test_drafts_nobody_touched_for_the_stated_term_go(member, pupils_5b):
    old = make_draft(member("tom"), pupils_5b[0])
    passed = timezone.now() - dt.timedelta(days=NoteDraft.KEPT_DAYS, minutes=1)
    NoteDraft.objects.filter(pk=old.pk).update(updated_at=passed)

    new = make_draft(member("emmy"), pupils_5b[0])

    assert list(NoteDraft.objects.all()) == [new]


def test_a_draft_of_a_pupil_one_no_longer_teaches_is_not_shown(sign_in, member, pupils_5b, group_5b):
    draft = make_draft(member("emmy"), pupils_5b[0], text="Noor vroeg vandaag zelf")
    group_5b.teaching.filter(staff_member__user=member("emmy").user).delete()

    page = sign_in("emmy").get(add_url(pupils_5b[0]), {"draft": draft.form})

    assert "Noor vroeg vandaag zelf" not in page.content.decode()


def test_throwing_a_draft_away_is_only_for_its_author(sign_in, member, pupils_5b):
    draft = make_draft(member("emmy"), pupils_5b[0])
    url = reverse("notes:draft-discard", args=[pupils_5b[0].school.slug, draft.form])

    assert sign_in("tom").post(url).status_code == 404
    assert sign_in("emmy").post(url).status_code == 302
    assert not NoteDraft.objects.exists()


def test_drafts_leave_no_trace_in_the_log(member, pupils_5b):
    before = AuditEvent.objects.count()

    make_draft(member("emmy"), pupils_5b[0])

    assert AuditEvent.objects.count() == before
