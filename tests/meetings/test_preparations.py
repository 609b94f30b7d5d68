"""The preparation form: shared, saved question by question, ready or late."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.cases.models import Case
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.meetings.actions.preparations import (
    prepare_case,
    reopen_preparation,
    save_contribution,
    submit_preparation,
)
from gezien.meetings.models import Answer, Meeting, Preparation
from gezien.meetings.queries.preparations import answers_last_time, preparations_due, state_of
from gezien.meetings.queries.readiness import readiness, tally
from gezien.needs.actions.looking import look_at_school
from gezien.needs.queries.attention import group_attention
from gezien.schools.rules import NotAllowed
from tests.factories.agreements import make_agreement
from tests.factories.meetings import held, planned

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def review(member, group_5b) -> Meeting:
    """Of 5b in two weeks; the preparation is due in one."""
    return planned(member("sanne"), group_5b)


def answer_url(answer):
    return reverse("meetings:answer", args=[answer.school.slug, answer.preparation.meeting_id, answer.pk])


def page_url(meeting):
    return reverse("meetings:preparation", args=[meeting.school.slug, meeting.pk])


def first_two(meeting):
    return list(meeting.preparation.answers.select_related("school", "preparation__meeting__group")[:2])


@pytest.mark.requirement("Z5", "E3")
def test_duo_partners_writing_different_questions_lose_nothing(review, sign_in):
    one, other = first_two(review)
    emmy, tom = sign_in("emmy"), sign_in("tom")

    first = emmy.post(answer_url(one), {"text": "Rustig.", "version": 0}, headers=AUTOSAVE)
    second = tom.post(answer_url(other), {"text": "Zelfstandig.", "version": 0}, headers=AUTOSAVE)

    assert (first.status_code, second.status_code) == (200, 200)
    assert [answer.text for answer in first_two(review)] == ["Rustig.", "Zelfstandig."]


@pytest.mark.requirement("E4", "Z5")
def test_two_in_the_same_question_each_keep_their_own(review, sign_in):
    one, _other = first_two(review)
    sign_in("emmy").post(answer_url(one), {"text": "Rustig.", "version": 0}, headers=AUTOSAVE)

    reply = sign_in("tom").post(answer_url(one), {"text": "Druk.", "version": 0}, headers=AUTOSAVE)

    assert reply.status_code == 200
    question = sign_in("tom").get(page_url(review)).context["questions"][0]
    assert question["form"]["text"].value() == "Druk."
    assert question["others"] == [{"name": "Emmy de Groot", "text": "Rustig."}]


def test_what_several_wrote_stands_together_with_names(review, member):
    one, _other = first_two(review)
    save_contribution(by=member("emmy"), answer=one, version=0, text="Rustig.")
    assert Answer.objects.get(pk=one.pk).text == "Rustig."

    save_contribution(by=member("tom"), answer=one, version=0, text="Druk.")

    emmy, tom = member("emmy").user.name, member("tom").user.name
    assert Answer.objects.get(pk=one.pk).text == f"{emmy}: Rustig.\n\n{tom}: Druk."


def test_own_words_written_elsewhere_meanwhile_are_both_shown(review, sign_in):
    one, _other = first_two(review)
    emmy = sign_in("emmy")
    emmy.post(answer_url(one), {"text": "Rustig.", "version": 0})

    page = emmy.post(answer_url(one), {"text": "Druk.", "version": 0})

    form = page.context["questions"][0]["form"]
    assert (page.status_code, form["text"].value(), form.conflict["text"]) == (409, "Druk.", "Rustig.")


def test_answer_of_another_review_has_no_address_here(review, sign_in, member, group_5b):
    elsewhere = planned(member("sanne"), group_5b, days=60).preparation.answers.first()
    url = reverse("meetings:answer", args=[review.school.slug, review.pk, elsewhere.pk])

    assert sign_in("emmy").post(url, {"text": "…", "version": 1}).status_code == 404


@pytest.mark.requirement("Z5")
def test_coach_reads_what_is_written_before_it_is_ready(review, sign_in, member):
    one, _other = first_two(review)
    save_contribution(by=member("emmy"), answer=one, version=0, text="Rustig.")

    page = sign_in("sanne").get(page_url(review))

    assert page.context["state"]["state"] == "busy"
    assert not page.context["can_fill"]
    assert "Rustig." in page.content.decode()


def test_coach_does_not_write_in_the_teachers_form(review, member):
    with pytest.raises(NotAllowed):
        save_contribution(by=member("sanne"), answer=first_two(review)[0], version=0, text="…")


@pytest.mark.requirement("Z5")
@pytest.mark.parametrize(
    ("days", "written", "state", "late"), [(3, 0, "not_started", False), (0, 2, "busy", False), (-1, 2, "busy", True)]
)
def test_state_says_how_far_and_whether_late(review, days, written, state, late):
    review.preparation.due_on = clock.today() + dt.timedelta(days=days)

    found = state_of(review.preparation, 7, written, clock.today())

    assert (found["state"], found["is_late"]) == (state, late)


@pytest.mark.requirement("Z5")
def test_ready_counts_for_both_and_can_be_taken_back(review, member):
    preparation = review.preparation
    submit_preparation(by=member("emmy"), preparation=preparation)
    assert state_of(preparation, 7, 7, clock.today())["state"] == "done"
    assert review.preparation not in preparations_due(member("tom"))

    reopen_preparation(by=member("tom"), preparation=preparation)
    assert preparation in preparations_due(member("emmy"))


def test_partners_who_say_ready_at_the_same_moment_are_both_right(review, member):
    seen_by_emmy, seen_by_tom = review.preparation, Preparation.objects.get(meeting=review)

    submit_preparation(by=member("emmy"), preparation=seen_by_emmy)
    submit_preparation(by=member("tom"), preparation=seen_by_tom)

    assert seen_by_tom.submitted_by == member("emmy").user


def test_what_a_colleague_still_types_after_ready_is_kept(review, member):
    submit_preparation(by=member("emmy"), preparation=review.preparation)

    save_contribution(by=member("tom"), answer=first_two(review)[0], version=0, text="Nog even dit.")

    assert first_two(review)[0].text == "Nog even dit."


def test_closed_review_takes_no_answers(member, group_5b):
    meeting = held(member("sanne"), group_5b)

    with pytest.raises(NotAllowed):
        save_contribution(by=member("emmy"), answer=first_two(meeting)[0], version=0, text="Te laat.")


@pytest.mark.requirement("Z5")
def test_coach_sees_readiness_group_by_group_and_the_late_stand_out(member, group_5b, period):
    Meeting.objects.filter(period=period).delete()
    planned(member("sanne"), group_5b, days=5)
    Preparation.objects.filter(meeting__group=group_5b).update(due_on=clock.today() - dt.timedelta(days=2))

    rows = readiness(member("sanne"), period)

    by_group = {row["group"]: row["review"] for row in rows}
    assert len(by_group) == 8
    assert by_group["Groep 5b"]["preparation"]["is_late"]
    assert by_group["Groep 6"] is None
    assert tally(rows) == {"groups": 8, "planned": 1, "ready": 0, "late": 1}


@pytest.mark.requirement("H9", "E3")
def test_pupils_for_whose_signal_nothing_was_done_stand_first(sign_in, member, review, zwaluw):
    look_at_school(zwaluw)

    rows = sign_in("emmy").get(page_url(review)).context["signalled"]

    asked = {row["pk"]: row["attention"] for row in group_attention(member("emmy"), review.group_id)}
    assert [row["is_new"] for row in rows] == sorted((row["is_new"] for row in rows), reverse=True)
    assert {row["pk"] for row in rows if row["is_new"]} == {pk for pk, done in asked.items() if not done}


@pytest.mark.requirement("E3")
def test_what_is_known_stands_beside_the_questions(sign_in, member, group_5b, pupils_5b, zwaluw):
    before = held(member("sanne"), group_5b, days=-100)
    before.preparation.answers.filter(key="atmosphere").update(text="Onrustig na de zomer.")
    review = planned(member("sanne"), group_5b)
    agreement = make_agreement(zwaluw, member("tom").user, pupil=pupils_5b[0])

    page = sign_in("emmy").get(page_url(review))

    assert agreement.pk in {row["pk"] for row in page.context["agreements"]}
    assert page.context["questions"][0]["before"] == "Onrustig na de zomer."
    assert page.context["strip"]
    assert page.context["signalled"]


def test_last_time_is_the_newest_answer_to_the_same_question(member, group_5b):
    for days, text in ((-200, "Toen."), (-100, "Later.")):
        meeting = held(member("sanne"), group_5b, days=days)
        meeting.preparation.answers.filter(key="own_question").update(text=text)

    assert answers_last_time(planned(member("sanne"), group_5b).preparation)["own_question"] == "Later."


def test_contribution_saved_on_an_older_version_is_refused(review, member):
    one, _other = first_two(review)
    save_contribution(by=member("emmy"), answer=one, version=0, text="A")

    with pytest.raises(StaleVersion):
        save_contribution(by=member("emmy"), answer=one, version=0, text="B")


@pytest.fixture
def case(zwaluw, pupils_5b) -> Case:
    """Of a pupil of 5b, registered by Emmy."""
    Case.objects.filter(pupil=pupils_5b[0]).delete()
    return Case.objects.create(school=zwaluw, pupil=pupils_5b[0], registered_on=clock.today())


@pytest.mark.requirement("Z6", "E4")
def test_each_teacher_of_a_pupil_contributes_to_its_preparation(case, zwaluw, sign_in):
    page = reverse("meetings:case_preparation", args=[zwaluw.slug, case.pk])
    sign_in("emmy").post(page)
    answer = Answer.objects.filter(preparation__case=case).order_by("position")[0]
    url = reverse("meetings:case_answer", args=[zwaluw.slug, case.pk, answer.pk])

    sign_in("emmy").post(url, {"text": "Hoe krijg ik haar aan de slag?", "version": 0})
    sign_in("tom").post(url, {"text": "Op donderdag lukt het wel.", "version": 0})

    question = sign_in("sanne").get(page).context["questions"][0]
    assert [one["text"] for one in question["said"]] == ["Hoe krijg ik haar aan de slag?", "Op donderdag lukt het wel."]


@pytest.mark.requirement("Z6")
def test_preparation_of_a_case_goes_along_to_the_review_that_discusses_it(case, review, member):
    begun = prepare_case(by=member("emmy"), case=case)

    on_agenda = prepare_case(by=member("sanne"), case=case, meeting=review)

    assert on_agenda.pk == begun.pk
    assert on_agenda.due_on == review.preparation.due_on
    assert prepare_case(by=member("sanne"), case=case, meeting=review).pk == begun.pk


def test_closed_case_takes_no_answers(case, member):
    preparation = prepare_case(by=member("emmy"), case=case)
    Case.objects.filter(pk=case.pk).update(closed_on=clock.today())
    answer = Answer.objects.select_related("preparation__case__pupil").filter(preparation=preparation)[0]

    with pytest.raises(NotAllowed):
        save_contribution(by=member("emmy"), answer=answer, version=0, text="Te laat.")
