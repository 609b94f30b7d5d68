"""Quick notes: written once, kept while one types, read by the right people."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.actions.notes import add_note, add_notes, change_note, restrict_note, undo_note
from gezien.notes.models import Note, NoteDraft
from gezien.notes.queries import last_seen
from gezien.notes.readers import readers
from gezien.notes.rules import UNDO_MINUTES, visible_notes
from gezien.pupils.models import Pupil
from gezien.schools.rules import NotAllowed
from tests.factories.notes import make_note

TEAM, RESTRICTED = Note.Visibility
STAFF = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")


def add_url(pupil):
    return reverse("notes:add", args=[pupil.school.slug])


def typed(pupil, /, **values):
    """What the form sends."""
    return {
        "form": uuid.uuid4(),
        "version": 0,
        "pupils": [pupil.pk],
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

    assert page.count('<details class="about-group"') == 1
    assert f'data-group="{group_5b.name}"' in page
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


@pytest.mark.requirement("H3")
def test_a_note_about_several_pupils_stands_in_each_file(sign_in, pupils_5b):
    noor, sem = pupils_5b[:2]

    sign_in("emmy").post(add_url(noor), typed(noor, pupils=[noor.pk, sem.pk]))

    notes = Note.objects.filter(text="Legt de breuken uit aan Sem.").order_by("pk")
    assert [note.pupil for note in notes] == [noor, sem]
    assert len({note.form for note in notes}) == 1


def test_a_note_about_a_group_is_in_no_file_and_counts_nobody_as_seen(sign_in, zwaluw, group_5b, pupils_5b):
    before = last_seen(zwaluw, [pupil.pk for pupil in pupils_5b])

    sign_in("emmy").post(add_url(pupils_5b[0]), typed(pupils_5b[0], pupils=[], group=group_5b.pk))

    note = Note.objects.latest("pk")
    assert (note.pupil, note.group) == (None, group_5b)
    assert last_seen(zwaluw, [pupil.pk for pupil in pupils_5b]) == before


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"pupils": []}, "Kies over wie dit gaat."),
        ({"pupils": [], "kind": "pupil_talk", "group": True}, "niet over een hele groep"),
        ({"group": True}, "niet allebei"),
    ],
)
def test_a_note_is_about_pupils_or_about_a_group(about, said, sign_in, pupils_5b, group_5b):
    data = typed(pupils_5b[0], **{**about, **({"group": group_5b.pk} if "group" in about else {})})

    response = sign_in("emmy").post(add_url(pupils_5b[0]), data)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Legt de breuken uit aan Sem." in response.content.decode()


def test_the_file_of_one_pupil_names_only_those_whose_files_the_reader_sees(sign_in, member, pupils_5b, group_6):
    elsewhere = Pupil.objects.filter(enrolments__group=group_6).order_by("pk").first()
    note, *_others = add_notes(
        by=member("sanne"), pupils=[*pupils_5b[:2], elsewhere], kind="memo", text="…", form=uuid.uuid4()
    )
    url = reverse("notes:detail", args=[note.school.slug, note.pk])

    for_emmy, for_sanne = (sign_in(name).get(url).context["others"] for name in ("emmy", "sanne"))

    assert [other["pk"] for other in for_emmy] == [pupils_5b[1].pk]
    assert {other["pk"] for other in for_sanne} == {pupils_5b[1].pk, elsewhere.pk}


def test_closing_a_note_closes_it_in_every_file(member, pupils_5b, group_6):
    elsewhere = Pupil.objects.filter(enrolments__group=group_6).order_by("pk").first()
    notes = add_notes(by=member("sanne"), pupils=[pupils_5b[0], elsewhere], kind="memo", text="…", form=uuid.uuid4())

    restrict_note(by=member("tom"), note=notes[0])

    assert {note.visibility for note in Note.objects.filter(form=notes[0].form)} == {RESTRICTED}


def test_changing_a_note_changes_it_in_every_file_the_author_still_writes_in(member, pupils_5b):
    emmy, (noor, sem) = member("emmy"), pupils_5b[:2]
    notes = add_notes(by=emmy, pupils=[noor, sem], kind="memo", text="Zoals het was.", form=uuid.uuid4())
    sem.enrolments.update(ends_on=clock.today() - dt.timedelta(days=1))

    change_note(by=emmy, note=notes[0], expected=1, kind="memo", text="Zoals het is.", visibility=TEAM)

    assert [note.text for note in Note.objects.filter(form=notes[0].form).order_by("pk")] == [
        "Zoals het is.",
        "Zoals het was.",
    ]


def test_erasing_one_pupil_leaves_the_note_with_the_others(member, pupils_5b):
    notes = add_notes(by=member("emmy"), pupils=pupils_5b[:2], kind="memo", text="…", form=uuid.uuid4())

    pupils_5b[0].delete()

    assert list(Note.objects.filter(form=notes[0].form)) == [notes[1]]


def test_the_form_names_the_people_who_will_read_it(sign_in, pupils_5b):
    url = reverse("notes:readers", args=[pupils_5b[0].school.slug])

    page = sign_in("emmy").get(url, {"pupils": pupils_5b[0].pk}).content.decode()

    assert "Jij, Tom Smit, Karim Bouzid (directeur) en Sanne Visser (intern begeleider)." in page
    assert "Jij, Karim Bouzid (directeur) en Sanne Visser (intern begeleider)." in page


def test_naming_the_readers_takes_as_many_statements_for_one_pupil_as_for_many(
    member, pupils_5b, django_assert_num_queries
):
    emmy = member("emmy")
    for pupils in (pupils_5b[:1], pupils_5b):
        with django_assert_num_queries(4):
            readers(emmy, pupils)


@pytest.mark.parametrize("name", STAFF)
@pytest.mark.parametrize("visibility", Note.Visibility)
def test_who_is_named_is_who_reads(name, visibility, member, pupils_5b):
    note = make_note(pupils_5b[0], member("emmy").user, visibility=visibility)

    named = readers(member("emmy"), [pupils_5b[0]])[visibility]

    reads = visible_notes(member(name)).filter(pk=note.pk).exists()
    assert reads == (name == "emmy" or member(name).name in named)


def test_what_was_just_kept_becomes_a_draft_again(sign_in, member, pupils_5b):
    notes = add_notes(by=member("emmy"), pupils=pupils_5b[:2], kind="memo", text="Te snel.", form=uuid.uuid4())

    response = sign_in("emmy").post(reverse("notes:undo", args=[notes[0].school.slug, notes[0].form]))

    draft = NoteDraft.objects.get()
    assert response.url.endswith(f"?draft={draft.form}")
    assert (draft.text, set(draft.pupils.all())) == ("Te snel.", set(pupils_5b[:2]))
    assert not Note.objects.filter(form=draft.form).exists()


def test_after_a_while_or_a_change_a_note_is_not_taken_back(member, pupils_5b):
    emmy = member("emmy")
    old, changed = (add_note(by=emmy, pupil=pupils_5b[0], kind="memo", text="…", form=uuid.uuid4()) for _each in "ab")
    Note.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(minutes=UNDO_MINUTES, seconds=1))
    restrict_note(by=member("tom"), note=changed)

    assert undo_note(by=emmy, form=old.form) is None
    assert undo_note(by=emmy, form=changed.form) is None
    assert Note.objects.filter(pk__in=[old.pk, changed.pk]).count() == 2


def test_the_note_after_the_note_is_one_tap_away(sign_in, pupils_5b):
    page = sign_in("emmy").post(add_url(pupils_5b[0]), typed(pupils_5b[0]), follow=True).content.decode()

    assert "Ongedaan maken" in page
    assert "Nog een" in page


@pytest.mark.parametrize(
    ("asked", "chosen"), [("parent_talk", "parent_talk"), ("", "observation"), ("x", "observation")]
)
def test_the_link_that_leads_to_a_note_may_choose_its_kind(sign_in, pupils_5b, asked, chosen):
    page = sign_in("emmy").get(add_url(pupils_5b[0]), {"pupil": pupils_5b[0].pk, "kind": asked})

    assert page.context["form"]["kind"].value() == chosen


def test_note_about_many_pupils_costs_as_many_statements_as_one(member, pupils_5b, django_assert_num_queries):
    emmy = member("emmy")
    for pupils in (pupils_5b[:1], pupils_5b[:12]):
        with django_assert_num_queries(6):
            notes = add_notes(by=emmy, pupils=pupils, kind=Note.Kind.OBSERVATION, text="Bouwt samen.")
        assert len({note.pk for note in notes}) == len(pupils)
