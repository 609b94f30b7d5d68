"""What Gezien proposes in a preparation: from what it knows, with its source, never put in by itself."""

import pytest
from django.urls import reverse

from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.actions.preparations import prepare_case, save_contribution
from gezien.meetings.models import Answer, Contribution, Meeting, Remark
from gezien.meetings.prefill import SOURCES, proposals, taken_over
from gezien.meetings.starter import starter_forms
from gezien.needs.actions.looking import look_at_school
from gezien.needs.queries.attention import group_attention
from gezien.notes.models import Factor, Note
from gezien.schools.models import School
from tests.factories.meetings import held, planned


@pytest.fixture
def review(member, group_5b) -> Meeting:
    """Of 5b in two weeks."""
    return planned(member("sanne"), group_5b)


def asked(meeting, source):
    return meeting.preparation.answers.get(source=source)


def page(meeting):
    return reverse("meetings:preparation", args=[meeting.school.slug, meeting.pk])


@pytest.mark.requirement("Z5")
def test_signals_are_proposed_and_not_written_down(sign_in, member, review, zwaluw):
    look_at_school(zwaluw)

    questions = sign_in("emmy").get(page(review)).context["questions"]

    [proposal] = [one["proposal"] for one in questions if one["answer"].source == "signals"]
    names = [row["name"] for row in group_attention(member("emmy"), review.group_id)]
    assert proposal["source"] == "signalen in de groep"
    assert [line.partition(":")[0] for line in proposal["text"].splitlines()] == names[:6]
    assert not Contribution.objects.filter(answer__preparation=review.preparation).exists()


def test_proposed_signals_call_a_subject_by_its_name(member, review, zwaluw):
    look_at_school(zwaluw)

    text = proposals(member("emmy"), review.preparation, ["signals"])["signals"]["text"]

    assert "Spelling I" in text
    assert "SP I" not in text


@pytest.mark.requirement("Z5")
def test_taking_over_keeps_what_was_typed_and_adds_nothing_twice(sign_in, member, review, zwaluw):
    look_at_school(zwaluw)
    answer, emmy = asked(review, "signals"), sign_in("emmy")
    url = reverse("meetings:answer", args=[zwaluw.slug, review.pk, answer.pk])

    emmy.post(url, {"text": "Vooral bij rekenen.", "version": 0, "take": "1"})
    mine = Contribution.objects.get(answer=answer)
    emmy.post(url, {"text": mine.text, "version": mine.version, "take": "1"})

    proposal = proposals(member("emmy"), review.preparation, ["signals"])["signals"]["text"]
    assert Contribution.objects.get(answer=answer).text == f"Vooral bij rekenen.\n\n{proposal}"


def test_what_a_colleague_wrote_is_no_proposal_and_stays(review, member, sign_in):
    answer = asked(review, "signals")
    save_contribution(by=member("tom"), answer=answer, version=0, text="Van Tom.")

    sign_in("emmy").post(
        reverse("meetings:answer", args=[review.school.slug, review.pk, answer.pk]),
        {"text": "", "version": 0, "take": "1"},
    )

    assert Contribution.objects.get(answer=answer, author=member("tom").user).text == "Van Tom."


@pytest.mark.requirement("Z5", "E4")
def test_themes_of_the_previous_review_come_back(member, group_5b, zwaluw):
    before = held(member("sanne"), group_5b, days=-1)
    Remark.objects.create(school=zwaluw, meeting=before, part="theme", key="mood", label="Sfeer", text="Onrustig.")

    found = proposals(member("emmy"), planned(member("sanne"), group_5b).preparation, ["remarks"])

    assert found["remarks"]["text"] == "Sfeer: Onrustig."


def test_question_about_one_theme_is_offered_what_was_said_of_that_theme(member, group_5b, zwaluw):
    before = held(member("sanne"), group_5b, days=-1)
    for key, text in (("atmosphere", "Onrustig."), ("work_climate", "Start snel.")):
        Remark.objects.create(school=zwaluw, meeting=before, part="theme", key=key, label=key, text=text)
    preparation = planned(member("sanne"), group_5b).preparation

    found = proposals(member("emmy"), preparation, ["remark_atmosphere", "remark_independence"])

    assert {code: one["text"] for code, one in found.items()} == {"remark_atmosphere": "Onrustig."}


@pytest.mark.requirement("Z6")
def test_form_of_a_pupil_proposes_factors_and_the_last_talk(zwaluw, member, pupils_5b):
    pupil = pupils_5b[0]
    Case.objects.filter(pupil=pupil).delete()
    case = Case.objects.create(school=zwaluw, pupil=pupil, registered_on=clock.today())
    Note.objects.create(
        school=zwaluw, pupil=pupil, kind="pupil_talk", text="Ik wil graag leren delen.", happened_on=clock.today()
    )
    strong = list(
        Factor.objects.filter(pupil=pupil, direction="stimulating", ended_on=None).values_list("text", flat=True)
    )

    found = proposals(member("emmy"), prepare_case(by=member("emmy"), case=case), ["positive", "pupil_talk", "signals"])

    assert found["pupil_talk"]["text"].endswith(": Ik wil graag leren delen.")
    assert set(found.get("positive", {"text": ""})["text"].splitlines()) <= set(strong) | {""}
    assert "signals" not in found


@pytest.mark.requirement("Z6")
def test_what_few_colleagues_read_is_proposed_to_nobody(zwaluw, member, pupils_5b):
    pupil = pupils_5b[0]
    Case.objects.filter(pupil=pupil).delete()
    case = Case.objects.create(school=zwaluw, pupil=pupil, registered_on=clock.today())
    sanne = member("sanne")
    said = {"kind": "parent_talk", "happened_on": clock.today(), "author": sanne.user, "visibility": "restricted"}
    Note.objects.create(school=zwaluw, pupil=pupil, text="Alleen voor weinigen.", **said)

    found = proposals(sanne, prepare_case(by=sanne, case=case), ["parent_talk"])

    assert "Alleen voor weinigen." not in str(found)


def test_every_source_of_the_starter_forms_exists_and_fits_its_form():
    for form in starter_forms(School()):
        for question in form["questions"]:
            assert question["source"] == "" or SOURCES[question["source"]].kind == form["kind"]


@pytest.mark.parametrize(
    ("typed", "text"), [("", "B"), ("  ", "B"), ("A", "A\n\nB"), ("A\r\n\r\nB", "A\r\n\r\nB"), ("B", "B")]
)
def test_proposal_goes_behind_what_was_typed(typed, text):
    assert taken_over(typed, "B") == text


def test_answer_knows_its_source(review):
    sources = [question["source"] for question in review.preparation.form_version.questions]

    assert list(Answer.objects.filter(preparation=review.preparation).values_list("source", flat=True)) == sources


def test_starter_forms_are_called_as_flemish_schools_call_their_years():
    names = [form["name"] for form in starter_forms(School(country=School.Country.FLANDERS))]
    assert names == ["Groepsbespreking kleuter", "Groepsbespreking lager", "Leerlingbespreking"]


def test_starter_forms_ask_flemish_schools_about_their_class_and_dutch_ones_about_their_group():
    said = {
        country: [
            f"{one['label']} {one['help']}".lower()
            for form in starter_forms(School(country=country))
            for one in form["questions"]
        ]
        for country in School.Country.values
    }

    assert [one for one in said["BE"] if "de groep" in one] == []
    assert [one for one in said["NL"] if "de klas" in one] == []
    assert len(said["BE"]) == len(said["NL"])
