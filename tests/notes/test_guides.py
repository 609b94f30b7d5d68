"""The school's guides for talks: edited on screen, and talks that were held stay as they were."""

import pytest
from django.urls import reverse

from gezien.common.models import StaleVersion
from gezien.notes.actions.guides import (
    add_guide,
    add_question,
    change_question,
    latest_edition,
    move_question,
    remove_question,
    retire_guide,
)
from gezien.notes.actions.talks import start_talk
from gezien.notes.models import Talk, TalkGuide
from gezien.notes.queries.talks import guides_for
from gezien.schools.rules import NotAllowed

NEW = {"section": "", "text": "Waar word je blij van?", "answer": "text", "purpose": ""}


@pytest.fixture
def guide(member):
    """A guide with three questions that no talk follows yet."""
    made = add_guide(by=member("sanne"), kind="pupil_talk", name="Kort kindgesprek", from_year=3, to_year=8)
    for text in ("Een?", "Twee?", "Drie?"):
        add_question(by=member("sanne"), guide=made, **{**NEW, "text": text})
    return made


def texts(guide):
    return list(latest_edition(guide).questions.order_by("position").values_list("text", flat=True))


def key_of(guide, text):
    return latest_edition(guide).questions.get(text=text).key


def test_before_any_talk_a_guide_is_changed_in_place(member, guide):
    sanne = member("sanne")

    change_question(
        by=sanne, guide=guide, key=key_of(guide, "Twee?"), expected=1, **{**NEW, "text": "Twee en een half?"}
    )
    move_question(by=sanne, guide=guide, key=key_of(guide, "Drie?"), step=-1)
    remove_question(by=sanne, guide=guide, key=key_of(guide, "Een?"))

    assert texts(guide) == ["Drie?", "Twee en een half?"]
    assert guide.editions.count() == 1


def test_a_talk_keeps_the_questions_it_was_begun_with(member, guide, pupils_5b):
    talk = start_talk(by=member("emmy"), pupil=pupils_5b[0], guide=guide)

    change_question(
        by=member("sanne"), guide=guide, key=key_of(guide, "Een?"), expected=1, **{**NEW, "text": "Anders?"}
    )
    remove_question(by=member("sanne"), guide=guide, key=key_of(guide, "Drie?"))

    assert [row.text for row in talk.edition.questions.order_by("position")] == ["Een?", "Twee?", "Drie?"]
    assert texts(guide) == ["Anders?", "Twee?"]
    assert guide.editions.count() == 2


def test_a_question_keeps_its_identity_through_the_editions(member, guide, pupils_5b):
    before = key_of(guide, "Twee?")
    start_talk(by=member("emmy"), pupil=pupils_5b[0], guide=guide)

    change_question(by=member("sanne"), guide=guide, key=before, expected=1, **{**NEW, "text": "Zo dan?"})

    assert key_of(guide, "Zo dan?") == before


def test_two_who_change_one_question_do_not_overwrite_each_other(member, guide):
    key = key_of(guide, "Een?")
    change_question(by=member("sanne"), guide=guide, key=key, expected=1, **NEW)

    with pytest.raises(StaleVersion):
        change_question(by=member("karim"), guide=guide, key=key, expected=1, **{**NEW, "text": "Anders"})


def test_a_guide_out_of_use_begins_no_talk(member, guide, pupils_5b):
    retire_guide(by=member("sanne"), guide=guide, is_retired=True)

    assert guide not in guides_for(member("emmy"), pupils_5b[0])
    with pytest.raises(NotAllowed):
        start_talk(by=member("emmy"), pupil=pupils_5b[0], guide=guide)


def test_a_guide_is_for_its_year_groups(member, pupils_5b):
    names = [guide.name for guide in guides_for(member("emmy"), pupils_5b[0])]

    assert names == ["Kindgesprek groep 3-8", "Oudergesprek"]


@pytest.mark.parametrize("name", ["emmy", "fleur", "petra"])
def test_who_does_not_keep_what_was_agreed_changes_no_guide(name, member, guide):
    with pytest.raises(NotAllowed):
        add_question(by=member(name), guide=guide, **NEW)


def test_a_question_is_saved_while_one_types(sign_in, guide):
    url = reverse("notes:question", args=[guide.school.slug, guide.pk, key_of(guide, "Een?")])

    response = sign_in("sanne").post(url, {**NEW, "version": 1}, headers={"X-Autosave": "1"})

    assert response.json()["version"] == 2
    assert texts(guide)[0] == NEW["text"]


def test_a_school_without_guides_begins_with_the_examples(sign_in, zwaluw):
    Talk.objects.all().delete()
    TalkGuide.objects.all().delete()
    url, sanne = reverse("notes:guides", args=[zwaluw.slug]), sign_in("sanne")
    assert "Begin met de voorbeelden" in sanne.get(url).content.decode()

    sanne.post(url, {"starter": 1})
    sanne.post(url, {"starter": 1})

    assert TalkGuide.objects.count() == 3


def test_the_paper_has_the_questions_and_the_name(sign_in, guide, pupils_5b):
    url = reverse("notes:guide-paper", args=[guide.school.slug, guide.pk])

    page = sign_in("emmy").get(url, {"pupil": pupils_5b[0].pk}).content.decode()

    assert pupils_5b[0].name in page
    assert page.index("Een?") < page.index("Twee?") < page.index("Drie?")


def test_words_of_the_second_who_changes_a_question_are_given_back(sign_in, guide):
    url, sanne = reverse("notes:question", args=[guide.school.slug, guide.pk, key_of(guide, "Een?")]), sign_in("sanne")
    sanne.post(url, {**NEW, "version": 1})

    page = sanne.post(url, {**NEW, "text": "Wat wil je niet kwijt?", "version": 1})

    assert (page.status_code, "Wat wil je niet kwijt?" in page.content.decode()) == (409, True)
