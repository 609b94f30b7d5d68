"""Quick notes: written once, kept while one types, read by the right people."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.actions.notes import add_note, change_note, restrict_note
from gezien.notes.models import Note, NoteDraft
from gezien.notes.queries import last_seen
from gezien.schools.rules import NotAllowed
from tests.factories.notes import make_note

TEAM, RESTRICTED = Note.Visibility


def add_url(pupil):
    return reverse("notes:add", args=[pupil.school.slug])


def typed(pupil, /, **values):
    """What the form sends."""
    return {
        "form": uuid.uuid4(),
        "version": 0,
        "pupil": pupil.pk,
        "kind": "observation",
        "text": "Legt de breuken uit aan Sem.",
        "happened_on": clock.today(),
        "visibility": "team",
        **values,
    }


@pytest.mark.requirement("H3")
def test_an_observation_is_saved_with_its_day_and_author(sign_in, pupils_5b):
    noor = pupils_5b[0]

    response = sign_in("emmy").post(add_url(noor), typed(noor, happened_on="2027-02-02"))

    note = Note.objects.latest("pk")
    assert response.status_code == 302
    assert (note.pupil, note.kind, note.text) == (noor, "observation", "Legt de breuken uit aan Sem.")
    assert (note.happened_on, note.author.name) == (dt.date(2027, 2, 2), "Emmy de Groot")


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("pupil_talk", marks=pytest.mark.requirement("H4", "B2")),
        pytest.param("parent_talk", marks=pytest.mark.requirement("H5", "B2")),
        pytest.param("observation", marks=pytest.mark.requirement("H3", "B2")),
    ],
)
def test_a_note_counts_as_the_pupil_seen_in_its_own_way(kind, member, zwaluw, pupils_5b):
    noor = pupils_5b[0]
    Note.objects.filter(pupil=noor).delete()

    add_note(by=member("emmy"), pupil=noor, kind=kind, text="Wil graag leren klokkijken.")

    assert last_seen(zwaluw, [noor.pk]) == {noor.pk: {kind: clock.today()}}


def test_a_memo_does_not_count_as_seen(member, zwaluw, pupils_5b):
    noor = pupils_5b[0]
    Note.objects.filter(pupil=noor).delete()

    add_note(by=member("emmy"), pupil=noor, kind="memo", text="Nieuw telefoonnummer van oma.")

    assert last_seen(zwaluw, [noor.pk]) == {}


def test_the_same_form_sent_twice_is_one_note(sign_in, pupils_5b):
    noor, emmy = pupils_5b[0], sign_in("emmy")
    data = typed(noor)
    before = Note.objects.count()

    emmy.post(add_url(noor), data)
    emmy.post(add_url(noor), data)

    assert Note.objects.count() == before + 1


def test_a_day_to_come_is_refused_and_the_text_stays(sign_in, pupils_5b):
    tomorrow = clock.today() + dt.timedelta(days=1)

    response = sign_in("emmy").post(add_url(pupils_5b[0]), typed(pupils_5b[0], happened_on=tomorrow))

    assert response.status_code == 422
    assert "Legt de breuken uit aan Sem." in response.content.decode()


def test_the_form_offers_the_own_group_first_and_says_who_reads_along(sign_in, zwaluw, group_5b):
    page = sign_in("emmy").get(reverse("notes:add", args=[zwaluw.slug])).content.decode()

    assert page.count("<optgroup") == 1
    assert f'<optgroup label="{group_5b.name}">' in page
    assert "Ouders mogen altijd vragen het dossier te lezen" in page


def test_after_saving_one_is_back_where_one_was(sign_in, pupils_5b, group_5b):
    noor, emmy = pupils_5b[0], sign_in("emmy")
    came_from = reverse("workspace:pupil", args=[noor.school.slug, noor.pk]) + "?all="

    form = emmy.get(add_url(noor), headers={"Referer": f"http://testserver{came_from}"}).context["form"]
    response = emmy.post(add_url(noor), typed(noor, next=form.initial["next"]))

    assert response.url == came_from


def test_saving_leads_to_no_other_site(sign_in, pupils_5b):
    response = sign_in("emmy").post(add_url(pupils_5b[0]), typed(pupils_5b[0], next="https://elders.example/"))

    assert response.url == reverse("workspace:pupil", args=[pupils_5b[0].school.slug, pupils_5b[0].pk])


@pytest.mark.parametrize("name", ["fleur", "karim", "marleen", "petra"])
def test_who_may_not_write_in_the_file_adds_no_note(name, member, pupils_5b):
    with pytest.raises(NotAllowed):
        add_note(by=member(name), pupil=pupils_5b[0], kind="memo", text="…")


def test_changing_a_note_leaves_its_day(sign_in, pupils_5b, member):
    note = make_note(pupils_5b[0], member("emmy").user, happened_on=dt.date(2027, 1, 12))
    url = reverse("notes:edit", args=[note.school.slug, note.pk])

    sign_in("emmy").post(url, typed(note.pupil, text="Legt het ook aan Noor uit.", note_version=1))

    note.refresh_from_db()
    assert (note.text, note.happened_on, note.version) == ("Legt het ook aan Noor uit.", dt.date(2027, 1, 12), 2)


def test_a_colleague_does_not_change_my_words(member, sign_in, pupils_5b):
    note = make_note(pupils_5b[0], member("emmy").user)

    with pytest.raises(NotAllowed):
        change_note(by=member("sanne"), note=note, expected=1, kind="memo", text="anders", visibility=TEAM)
    assert sign_in("tom").get(reverse("notes:edit", args=[note.school.slug, note.pk])).status_code == 403


def test_a_note_changed_elsewhere_meanwhile_shows_both_texts(member, sign_in, pupils_5b):
    emmy = member("emmy")
    note = make_note(pupils_5b[0], emmy.user)
    change_note(by=emmy, note=note, expected=1, kind="memo", text="Op de telefoon getypt.", visibility=TEAM)

    with pytest.raises(StaleVersion):
        change_note(by=emmy, note=note, expected=1, kind="memo", text="Op de laptop getypt.", visibility=TEAM)
    url = reverse("notes:edit", args=[note.school.slug, note.pk])
    response = sign_in("emmy").post(url, typed(note.pupil, text="Op de laptop getypt.", note_version=1))

    assert response.status_code == 409
    assert "Op de telefoon getypt." in response.content.decode()
    assert "Op de laptop getypt." in response.content.decode()


def test_whoever_reads_and_writes_the_file_may_close_a_note(member, sign_in, pupils_5b):
    note = make_note(pupils_5b[0], member("emmy").user)

    sign_in("tom").post(reverse("notes:restrict", args=[note.school.slug, note.pk]))

    note.refresh_from_db()
    assert note.visibility == RESTRICTED
    assert AuditEvent.objects.filter(verb="note.restricted", object_id=note.pk, actor_name="Tom Smit").count() == 1


def test_the_head_reads_but_does_not_close_a_note(member, pupils_5b):
    with pytest.raises(NotAllowed):
        restrict_note(by=member("karim"), note=make_note(pupils_5b[0], member("emmy").user))


def test_the_log_keeps_who_and_what_kind_but_never_the_words(member, pupils_5b):
    note = add_note(by=member("emmy"), pupil=pupils_5b[0], kind="memo", text="Vader belde over de verhuizing.")

    event = AuditEvent.objects.get(verb="note.added", object_id=note.pk)
    assert event.pupil_id == pupils_5b[0].pk
    assert event.details == {"kind": "memo", "visibility": "team"}


def test_saving_a_note_removes_its_draft(sign_in, pupils_5b):
    noor, emmy = pupils_5b[0], sign_in("emmy")
    data = typed(noor)
    emmy.post(add_url(noor), data, headers={"X-Autosave": "1"})
    assert NoteDraft.objects.count() == 1

    emmy.post(add_url(noor), data)

    assert NoteDraft.objects.count() == 0
