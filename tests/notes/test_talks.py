"""Talks by a guide: saved while one types, in the file when ready, read by the note's rule."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.actions.notes import restrict_note
from gezien.notes.actions.talks import finish_talk, restore_talk, save_talk, start_talk, stored_answers
from gezien.notes.models import GuideQuestion, Note, Talk, TalkGuide
from gezien.notes.queries import last_seen
from gezien.notes.queries.talks import (
    fair_since,
    guides_for,
    own_scores,
    previous_talk,
    web_axes,
    wishes_for,
    without_talk,
)
from gezien.notes.rules import visible_notes, visible_talks
from gezien.notes.spider import Axis, spider
from gezien.notes.talk_words import sections
from gezien.schools.models import Period
from gezien.schools.rules import NotAllowed
from tests.factories.notes import make_note

PURPOSE = GuideQuestion.Purpose
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def guide(zwaluw):
    """The guide for pupils of years 3 to 8."""
    return TalkGuide.objects.get(name="Kindgesprek groep 3-8")


@pytest.fixture
def noor(pupils_5b):
    """A pupil without notes."""
    Note.objects.filter(pupil=pupils_5b[0]).delete()
    Talk.objects.filter(pupil=pupils_5b[0]).delete()
    return pupils_5b[0]


def question(talk, **wanted):
    return talk.edition.questions.filter(**wanted).order_by("position").first()


def write(by, talk, answers, **values):
    values = {"happened_on": talk.happened_on, "present": "", "visibility": talk.visibility, **values}
    return save_talk(by=by, talk=talk, expected=talk.version, answers=answers, **values)


def scored(by, pupil, guide, *scores, day=None):
    """A talk in the file with these own scores."""
    talk = start_talk(by=by, pupil=pupil, guide=guide)
    asked = talk.edition.questions.filter(answer="score").order_by("position")
    answers = {row.pk: ("", score) for row, score in zip(asked, scores, strict=False)}
    finish_talk(by=by, talk=write(by, talk, answers, happened_on=day or clock.today()))
    return Talk.objects.get(pk=talk.pk)


@pytest.mark.requirement("H4")
def test_a_talk_with_a_pupil_is_written_by_the_guide_and_put_in_the_file(sign_in, zwaluw, noor, guide):
    emmy = sign_in("emmy")
    emmy.post(reverse("notes:talk-start", args=[zwaluw.slug, noor.pk]), {"guide": guide.pk})
    talk = Talk.objects.latest("pk")
    wants, reads = question(talk, purpose="wants"), question(talk, text="Lezen")
    url = reverse("notes:talk", args=[zwaluw.slug, talk.pk])
    data = {"version": 1, "happened_on": "2027-02-03", "present": "Noor en Emmy", "visibility": "team"}

    response = emmy.post(url, {**data, f"q{wants.pk}": "Klokkijken.", f"q{reads.pk}": "7", "finish": 1})

    note = Note.objects.get(pupil=noor)
    assert response.url == reverse("notes:detail", args=[zwaluw.slug, note.pk])
    assert (note.kind, note.happened_on) == ("pupil_talk", dt.date(2027, 2, 3))
    assert note.text == "Wat wil je leren?\nKlokkijken.\n\nEigen cijfers (0–10): Lezen 7\n\nAanwezig: Noor en Emmy"
    assert last_seen(zwaluw, [noor.pk]) == {noor.pk: {"pupil_talk": dt.date(2027, 2, 3)}}


@pytest.mark.requirement("H5")
def test_a_talk_with_parents_has_its_own_guide(member, noor):
    emmy = member("emmy")
    parents = next(guide for guide in guides_for(emmy, noor) if guide.kind == "parent_talk")
    talk = start_talk(by=emmy, pupil=noor, guide=parents)
    expects = question(talk, text="Wat verwachten jullie van school?")

    finish_talk(by=emmy, talk=write(emmy, talk, {expects.pk: ("Dat ze durft te vragen.", None)}))

    assert [part["name"] for part in sections(Talk.objects.get(pk=talk.pk))] == ["Samen"]
    assert Note.objects.get(pupil=noor).kind == "parent_talk"


@pytest.mark.parametrize("name", ["tom", "sanne", "karim"])
def test_until_it_is_in_the_file_nobody_else_sees_a_talk(name, sign_in, member, noor, guide):
    talk = start_talk(by=member("emmy"), pupil=noor, guide=guide)

    assert sign_in(name).get(reverse("notes:talk", args=[noor.school.slug, talk.pk])).status_code == 404
    assert not visible_notes(member(name)).filter(pupil=noor).exists()
    assert last_seen(noor.school, [noor.pk]) == {}


def test_what_one_types_is_saved_at_once(sign_in, member, noor, guide):
    talk = start_talk(by=member("emmy"), pupil=noor, guide=guide)
    proud = question(talk, purpose="proud")
    data = {"version": 1, "happened_on": "2027-02-04", "visibility": "team", f"q{proud.pk}": "Mijn werks"}

    response = sign_in("emmy").post(reverse("notes:talk", args=[noor.school.slug, talk.pk]), data, headers=AUTOSAVE)

    assert response.json()["version"] == 2
    assert stored_answers(talk) == {proud.pk: ("Mijn werks", None)}


def test_typed_in_two_places_the_answers_of_both_are_shown(sign_in, member, noor, guide):
    emmy = member("emmy")
    talk = start_talk(by=emmy, pupil=noor, guide=guide)
    proud = question(talk, purpose="proud")
    write(emmy, talk, {proud.pk: ("op de telefoon", None)})
    data = {"version": 1, "happened_on": "2027-02-04", "visibility": "team", f"q{proud.pk}": "op de laptop"}

    response = sign_in("emmy").post(reverse("notes:talk", args=[noor.school.slug, talk.pk]), data, headers=AUTOSAVE)

    assert response.status_code == 409
    assert response.json()["current"][f"q{proud.pk}"] == "op de telefoon"
    with pytest.raises(StaleVersion):
        save_talk(
            by=emmy,
            talk=Talk.objects.get(pk=talk.pk),
            expected=1,
            answers={},
            happened_on=clock.today(),
            present="",
            visibility="team",
        )


def test_a_talk_in_the_file_is_a_revision_for_each_sitting_and_can_be_put_back(member, noor, guide):
    emmy = member("emmy")
    talk = start_talk(by=emmy, pupil=noor, guide=guide)
    proud = question(talk, purpose="proud").pk
    note = finish_talk(by=emmy, talk=write(emmy, talk, {proud: ("Werkstuk.", None)}))

    for text in ("Werkstuk over", "Werkstuk over vulkanen."):
        talk = write(emmy, Talk.objects.get(pk=talk.pk), {proud: (text, None)})
    assert note.revisions.count() == 2

    first = note.revisions.order_by("pk").first()
    restore_talk(by=emmy, talk=Talk.objects.get(pk=talk.pk), data=first.answers)
    assert stored_answers(talk) == {proud: ("Werkstuk.", None)}
    assert Note.objects.get(pk=note.pk).text == first.text
    assert note.revisions.count() == 3


def test_a_talk_that_was_closed_stays_closed_when_it_is_changed(member, noor, guide):
    emmy = member("emmy")
    talk = scored(emmy, noor, guide, 5)
    restrict_note(by=member("tom"), note=talk.note)

    talk = Talk.objects.get(pk=talk.pk)
    write(emmy, talk, {question(talk, purpose="proud").pk: ("Iets.", None)})

    assert Note.objects.get(pk=talk.note_id).visibility == "restricted"


def test_a_colleague_does_not_change_my_talk(member, noor, guide):
    talk = scored(member("emmy"), noor, guide, 5)

    with pytest.raises(NotAllowed):
        write(member("sanne"), talk, {})


@pytest.mark.requirement("H4")
def test_own_scores_stand_beside_those_of_the_talk_before(member, noor, guide):
    emmy = member("emmy")
    scored(emmy, noor, guide, 4, 5, 6, day=dt.date(2026, 10, 12))
    talk = scored(emmy, noor, guide, 6, 5, 7)

    axes = web_axes(emmy, talk)

    assert axes == [Axis("Lezen", 6, 4), Axis("Rekenen", 5, 5), Axis("Taal en spelling", 7, 6)]
    assert previous_talk(emmy, talk).happened_on == dt.date(2026, 10, 12)


def test_a_closed_talk_is_compared_with_only_by_who_reads_it(member, noor, guide):
    earlier = scored(member("emmy"), noor, guide, 4, 5, 6, day=dt.date(2026, 10, 12))
    restrict_note(by=member("emmy"), note=earlier.note)
    talk = scored(member("emmy"), noor, guide, 6, 5, 7)

    assert previous_talk(member("tom"), talk) is None
    assert previous_talk(member("emmy"), talk) == earlier


def test_wishes_are_those_of_the_last_talk_one_may_read(member, noor, guide, django_assert_num_queries, pupils_5b):
    emmy = member("emmy")
    for day, wish in ((dt.date(2026, 10, 12), "Klokkijken."), (dt.date(2027, 2, 1), "Breuken.")):
        talk = start_talk(by=emmy, pupil=noor, guide=guide)
        answers = {question(talk, purpose="wants").pk: (wish, None), question(talk, purpose="proud").pk: ("Ja.", None)}
        finish_talk(by=emmy, talk=write(emmy, talk, answers, happened_on=day))

    for pupils in ([noor.pk], [pupil.pk for pupil in pupils_5b]):
        with django_assert_num_queries(1):
            wishes = wishes_for(emmy, pupils)
        assert [(wish.purpose, wish.text) for wish in wishes[noor.pk]] == [("wants", "Breuken.")]


def test_who_had_no_talk_since_a_day(member, zwaluw, noor, pupils_5b, django_assert_num_queries):
    make_note(noor, kind="pupil_talk", happened_on=dt.date(2027, 2, 1))
    make_note(noor, kind="parent_talk", happened_on=dt.date(2026, 11, 9))
    ids = [pupil.pk for pupil in pupils_5b]

    with django_assert_num_queries(1):
        lacking = without_talk(zwaluw, ids, since=dt.date(2027, 2, 1))

    assert noor.pk not in lacking["pupil_talk"]
    assert noor.pk in lacking["parent_talk"]


def test_talks_never_put_in_a_file_go_after_the_stated_term(member, noor, guide):
    old = start_talk(by=member("tom"), pupil=noor, guide=guide)
    kept = scored(member("tom"), noor, guide, 5)
    Talk.objects.update(updated_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    start_talk(by=member("emmy"), pupil=noor, guide=guide)

    assert not Talk.objects.filter(pk=old.pk).exists()
    assert Talk.objects.filter(pk=kept.pk).exists()


def test_the_web_needs_three_axes_and_an_alternative():
    axes = [Axis("Lezen", 7, 5), Axis("Rekenen & <meten>", 0, 10), Axis("Samenwerken", 10)]

    drawn = spider(axes, label="Eigen cijfers")

    assert spider(axes[:2], label="Eigen cijfers") == ""
    assert "Rekenen &amp;</tspan>" in drawn
    assert "<meten>" not in drawn
    assert drawn.count("<circle") == 3
    assert drawn.count("<rect") == 2
    with pytest.raises(ValueError, match="alternative"):
        spider(axes, label="")
    with pytest.raises(ValueError, match="between 0 and 10"):
        spider([Axis("Lezen", 11)] * 3, label="x")


@pytest.mark.requirement("B2")
def test_the_page_of_a_group_takes_as_many_statements_for_any_number_of_notes(sign_in, pupils_5b, group_5b):
    url, emmy, counted = reverse("notes:talks", args=[group_5b.school.slug, group_5b.pk]), sign_in("emmy"), []
    emmy.get(url)
    for _each in range(2):
        with CaptureQueriesContext(connection) as statements:
            page = emmy.get(url)
        counted.append(len(statements))
        make_note(pupils_5b[0])

    assert len(page.context["rows"]) == len(pupils_5b)
    assert counted[0] == counted[1] <= 20


def test_everybody_gets_six_weeks_before_they_count_as_not_seen(zwaluw, period):
    before = Period.objects.filter(school=zwaluw, starts_on__lt=period.starts_on).latest("starts_on")

    assert clock.today() - period.starts_on < dt.timedelta(weeks=6)
    assert fair_since(zwaluw) == before.starts_on
    Period.objects.filter(pk=period.pk).update(starts_on=clock.today() - dt.timedelta(weeks=6))
    assert fair_since(zwaluw) == clock.today() - dt.timedelta(weeks=6)


@pytest.mark.parametrize("kind", ["pupil_talk", "parent_talk"])
def test_the_kind_of_talk_asked_for_comes_first(sign_in, pupils_5b, kind):
    url = reverse("notes:talk-start", args=[pupils_5b[0].school.slug, pupils_5b[0].pk])

    page = sign_in("emmy").get(url, {"kind": kind})

    assert page.context["guides"][0].kind == kind
    assert f"&amp;kind={kind}" in page.content.decode()


def test_the_author_takes_a_talk_out_of_the_file_again_and_the_log_keeps_it(sign_in, member, noor, guide):
    talk = scored(member("emmy"), noor, guide, 7, 4, 9)
    emmy, url = sign_in("emmy"), reverse("notes:talk-reopen", args=["zwaluw", talk.pk])
    assert url in emmy.get(reverse("notes:detail", args=["zwaluw", talk.note_id])).content.decode()

    page = emmy.post(url, follow=True).content.decode()

    talk.refresh_from_db()
    assert (talk.note, Note.objects.filter(pupil=noor).exists(), talk.answers.count()) == (None, False, 3)
    assert "alleen jij ziet dit gesprek nu" in page
    assert AuditEvent.objects.filter(verb="talk.reopened", pupil_id=noor.pk, actor_id=member("emmy").user.pk).exists()
    assert talk not in visible_talks(member("tom"))


def test_after_two_weeks_a_talk_stays_in_the_file(sign_in, member, noor, guide):
    talk = scored(member("emmy"), noor, guide, 7, 4, 9)
    Note.objects.filter(pk=talk.note_id).update(created_at=timezone.now() - dt.timedelta(days=15))

    response = sign_in("emmy").post(reverse("notes:talk-reopen", args=["zwaluw", talk.pk]))

    assert (response.status_code, Note.objects.filter(pk=talk.note_id).exists()) == (403, True)


@pytest.mark.requirement("H4")
def test_own_scores_are_of_the_last_talk_one_may_read(member, noor, guide):
    scored(member("emmy"), noor, guide, 5, 5, 5, day=clock.today() - dt.timedelta(days=90))
    last = scored(member("emmy"), noor, guide, 7, 4, 9)
    found = own_scores(member("tom"), noor)
    assert [(axis.score, axis.before) for axis in found.axes] == [(7, 5), (4, 5), (9, 5)]
    assert (found.note_id, found.before_on) == (last.note_id, clock.today() - dt.timedelta(days=90))

    restrict_note(by=member("emmy"), note=last.note)

    assert [axis.score for axis in own_scores(member("tom"), noor).axes] == [5, 5, 5]
