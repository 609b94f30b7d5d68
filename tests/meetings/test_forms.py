"""The school's own preparation forms."""

import pytest
from django.urls import reverse

from gezien.meetings.actions.forms import save_form
from gezien.meetings.form_editor import year_group_choices
from gezien.meetings.models import FormTemplate
from gezien.schools.rules import NotAllowed
from tests.factories.meetings import planned


@pytest.fixture
def form(zwaluw) -> FormTemplate:
    """The form for groups 3–8."""
    return FormTemplate.objects.get(year_groups__contains="8")


def keys(form):
    return [question["key"] for question in FormTemplate.objects.get(pk=form.pk).questions]


def post(client, form, do="save", **values):
    data = {
        "name": form.name,
        "days_before": form.days_before,
        "version": form.version,
        "year_groups": form.year_groups.split(","),
        "new_label": "",
        "new_help": "",
        "do": do,
    }
    for question in form.questions:
        data |= {f"label-{question['key']}": question["label"], f"help-{question['key']}": question["help"]}
    return client.post(reverse("meetings:form", args=[form.school.slug, form.pk]), data | values)


@pytest.mark.requirement("Z5")
def test_coach_edits_labels_and_adds_a_question(sign_in, form):
    post(sign_in("sanne"), form, **{"label-atmosphere": "Hoe is het in de klas?", "new_label": "En buiten?"})

    questions = FormTemplate.objects.get(pk=form.pk).questions
    assert questions[0]["label"] == "Hoe is het in de klas?"
    assert (questions[-1]["label"], questions[-1]["key"]) == ("En buiten?", "question-8")


@pytest.mark.requirement("Z5")
@pytest.mark.parametrize(
    ("do", "first_three"),
    [
        ("up-work_climate", ["work_climate", "atmosphere", "interaction"]),
        ("down-atmosphere", ["work_climate", "atmosphere", "interaction"]),
        ("remove-atmosphere", ["work_climate", "interaction", "independence"]),
        ("up-nothing", ["atmosphere", "work_climate", "interaction"]),
    ],
)
def test_coach_moves_and_removes_questions(sign_in, form, do, first_three):
    post(sign_in("sanne"), form, do=do)

    assert keys(form)[:3] == first_three


def test_moving_also_saves_what_was_typed(sign_in, form):
    post(sign_in("sanne"), form, do="up-interaction", **{"label-interaction": "Samen?"})

    questions = FormTemplate.objects.get(pk=form.pk).questions
    assert (questions[1]["key"], questions[1]["label"]) == ("interaction", "Samen?")


@pytest.mark.requirement("Z5")
def test_preparations_keep_the_questions_of_their_day(sign_in, form, member, group_5b):
    review = planned(member("sanne"), group_5b)

    post(sign_in("sanne"), form, do="remove-atmosphere")

    assert review.preparation.answers.filter(key="atmosphere").exists()


def test_two_coaches_editing_both_versions_are_shown(sign_in, form):
    post(sign_in("sanne"), form, do="remove-atmosphere")

    page = post(sign_in("sanne"), form, **{"label-work_climate": "Mijn tekst"})

    assert page.status_code == 409
    assert page.context["form"]["label-work_climate"].value() == "Mijn tekst"
    assert "atmosphere" not in keys(form)


def test_question_without_words_is_asked_again(sign_in, form):
    page = post(sign_in("sanne"), form, **{"label-atmosphere": ""})

    assert "label-atmosphere" in page.context["form"].errors


def test_two_questions_with_one_key_are_refused(member, form):
    twice = [{"key": "a", "label": "A", "help": ""}, {"key": "a", "label": "B", "help": ""}]

    with pytest.raises(ValueError, match="same key"):
        save_form(by=member("sanne"), form=form, version=1, name="X", year_groups=["3"], days_before=7, questions=twice)


def test_teacher_changes_no_form(member, form):
    with pytest.raises(NotAllowed):
        save_form(by=member("emmy"), form=form, version=1, name="X", year_groups=["3"], days_before=7, questions=[])


def test_year_groups_have_the_words_of_the_country():
    assert [code for code, _label in year_group_choices("NL")] == [code for code, _label in year_group_choices("BE")]
    assert dict(year_group_choices("NL"))["3"] != dict(year_group_choices("BE"))["3"]


def versions(form):
    return list(form.versions.order_by("number").values_list("number", flat=True))


@pytest.mark.requirement("Z5")
def test_form_in_use_gets_a_new_version_and_the_preparation_knows_its_own(sign_in, form, member, group_5b):
    review = planned(member("sanne"), group_5b)

    post(sign_in("sanne"), form, do="remove-atmosphere")

    assert versions(form) == [1, 2]
    assert review.preparation.form_version.number == 1
    assert planned(member("sanne"), group_5b, days=30).preparation.form_version.number == 2


def test_what_nobody_was_asked_yet_is_still_the_same_version(sign_in, form):
    sanne = sign_in("sanne")
    post(sanne, form, do="remove-atmosphere")
    form.refresh_from_db()

    post(sanne, form, do="remove-work_climate")

    assert versions(form) == [1, 2]


@pytest.mark.requirement("Z5")
def test_earlier_questions_can_be_asked_again(sign_in, form):
    before, sanne = keys(form), sign_in("sanne")
    post(sanne, form, do="remove-atmosphere")
    page = reverse("meetings:form_versions", args=[form.school.slug, form.pk])
    assert [row.number for row in sanne.get(page).context["rows"]] == [2, 1]

    sanne.post(page, {"number": 1, "version": form.version + 1})

    assert keys(form) == before


@pytest.mark.requirement("Z5")
def test_coach_chooses_what_gezien_proposes(sign_in, form):
    post(sign_in("sanne"), form, **{"source-atmosphere": "group_notes"})

    assert FormTemplate.objects.get(pk=form.pk).questions[0]["source"] == "group_notes"


def test_form_for_pupils_asks_no_year_groups(sign_in, zwaluw):
    pupil_form = FormTemplate.objects.get(school=zwaluw, kind="pupil")

    reply = post(sign_in("sanne"), pupil_form, name="Voorbereiding leerling")

    assert reply.status_code == 302
    assert FormTemplate.objects.get(pk=pupil_form.pk).name == "Voorbereiding leerling"
