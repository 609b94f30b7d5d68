"""What is kept about people, why and how long, for everybody who works at the school."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext

from gezien.common.personal_data import About, Erase, Term
from gezien.notes.models import NoteDraft
from gezien.notes.personal_data import KEPT
from gezien.privacy.declared import declared
from gezien.privacy.queries import register
from gezien.privacy.words import ERASURES, KINDS_OF_RECORD, TERMS


def test_notes_and_factors_stand_in_the_register_with_reason_and_term():
    rows = {str(row["what"]): row for row in register()}

    assert rows["Notities van observaties en gesprekken"]["term"] == "tot twee jaar na vertrek van de leerling"
    assert rows["Wat helpt en wat hindert"]["why"].startswith("Voortbouwen op wat een leerling helpt")
    assert rows["Notities die iemand nog aan het schrijven is"]["term"] == "twee weken na de laatste wijziging"


def test_pupils_come_before_colleagues():
    about = [row["about"] for row in register()]

    assert about == sorted(about, key=["pupil", "staff"].index)


def test_the_stated_term_of_drafts_is_the_one_they_are_kept():
    assert (KEPT[NoteDraft].term, NoteDraft.KEPT_DAYS) == (Term.DRAFT_2_WEEKS, 14)


def test_every_term_and_erasure_has_words():
    assert set(TERMS) == set(Term)
    assert set(ERASURES) == set(Erase)


def test_the_register_names_what_is_sensitive(sign_in, zwaluw):
    page = sign_in("emmy").get(reverse("privacy:register", args=[zwaluw.slug])).content.decode()

    assert "gevoelig" in page
    assert "UNDEFINED" not in page


def test_every_model_of_notes_is_declared():
    assert set(KEPT) == set(apps.get_app_config("notes").get_models())
    assert {kept.about for kept in KEPT.values()} == {About.PUPIL, About.NOBODY}


@pytest.mark.parametrize("model", [model for model, kept in declared().items() if kept.about != About.NOBODY])
def test_every_kind_of_record_about_people_has_its_words(model):
    why = declared()[model].why

    assert model._meta.label_lower in KINDS_OF_RECORD, "give it a name in gezien/privacy/words.py"
    assert gettext(why) != why, "mark its reason with gettext_noop as _ and give it Dutch in the app's catalogue"
