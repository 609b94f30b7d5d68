"""What a case leads to lives where it works: nothing is typed twice."""

import datetime as dt

import pytest

from gezien.agreements.models import Agreement
from gezien.agreements.queries import open_agreements
from gezien.cases import actions
from gezien.cases.models import CaseAgreement
from gezien.cases.queries.companions import companions, group_of
from gezien.cases.queries.known import done_before, needs_now, plans_now
from gezien.cases.queries.talks import agreements_of, talks_of
from gezien.common import clock
from gezien.needs.models import EducationalNeed
from gezien.notes.actions.notes import add_note
from gezien.notes.models import Note
from gezien.schools.rules import NotAllowed

Purpose = CaseAgreement.Purpose
SOON = dt.date(2027, 2, 11)


def write(case, by, key: str, text: str) -> None:
    part = case.parts.get(key=key)
    actions.save_part(by=by, case=case, key=key, version=part.version, text=text)


@pytest.mark.requirement("F7")
def test_planned_learning_talk_comes_back_to_the_teacher(case, member):
    emmy = member("emmy")
    planned = actions.plan_talk(
        by=member("sanne"), case=case, purpose=Purpose.LEARNING_TALK, owner=emmy.user, due_on=SOON
    )
    assert planned in open_agreements(emmy)
    assert case.pupil.call_name in planned.what
    assert [row["pk"] for row in agreements_of(emmy, case)["learning_talk"]] == [planned.pk]


@pytest.mark.requirement("F8", "F7")
def test_what_was_learned_becomes_a_talk_and_settles_the_plan(case, member):
    emmy = member("emmy")
    planned = actions.plan_talk(by=emmy, case=case, purpose=Purpose.LEARNING_TALK, owner=emmy.user, due_on=SOON)
    write(case, emmy, "approach", "Telt op de vingers, begint opnieuw.")
    write(case, emmy, "uses", "Kent de tafel van 5.")
    write(case, emmy, "steers", "Kijkt niet na.")
    note = actions.hold_learning_talk(by=emmy, case=case, happened_on=clock.today())
    assert (note.kind, note.pupil) == (Note.Kind.PUPIL_TALK, case.pupil)
    for words in ("Telt op de vingers", "tafel van 5", "Kijkt niet na"):
        assert words in note.text
    assert Agreement.objects.get(pk=planned.pk).outcome == Agreement.Outcome.DONE
    assert talks_of(emmy, case)["learning_talk"][0]["pk"] == note.pk


def test_learning_talk_without_words_is_not_put_in_the_file(case, member):
    with pytest.raises(actions.CannotSet):
        actions.hold_learning_talk(by=member("emmy"), case=case, happened_on=clock.today())


@pytest.mark.requirement("H42", "H46")
def test_talks_with_parents_stand_before_and_after_the_review(case, member):
    emmy = member("emmy")
    before = add_note(by=emmy, pupil=case.pupil, kind=Note.Kind.PARENT_TALK, text="Verwachten: tafels.")
    actions.discussed(by=member("sanne"), case=case)
    case.discussed_at -= dt.timedelta(days=3)
    case.save()
    Note.objects.filter(pk=before.pk).update(happened_on=clock.today() - dt.timedelta(days=5))
    after = add_note(by=emmy, pupil=case.pupil, kind=Note.Kind.PARENT_TALK, text="Samen oefenen.")
    found = talks_of(emmy, case)
    assert [one["pk"] for one in found["parents_after"]] == [after.pk]
    assert before.pk in [one["pk"] for one in found["parents_before"]]


@pytest.mark.requirement("H44", "F5")
def test_goal_becomes_one_need_in_the_overview(case, member, period):
    emmy, goal = member("emmy"), "Rekent eind maart tot 100, 8 van de 10 sommen goed."
    with pytest.raises(actions.CannotSet):
        actions.set_need(by=emmy, case=case)
    write(case, emmy, "goal", goal)
    need = actions.set_need(by=emmy, case=case)
    again = actions.set_need(by=emmy, case=case)
    assert again == need
    assert EducationalNeed.objects.filter(pupil=case.pupil, goal=goal).count() == 1
    first = needs_now(emmy, case, period)[0]
    assert (first["pk"], first["is_linked"]) == (need.pk, True)


def test_need_of_a_case_opens_for_who_writes_and_for_who_reads(case, member, period, sign_in):
    write(case, member("emmy"), "goal", "Rekent eind maart tot 100, 8 van de 10 sommen goed.")
    actions.set_need(by=member("emmy"), case=case)

    for who in ("emmy", "karim"):
        url = needs_now(member(who), case, period)[0]["url"]
        assert sign_in(who).get(url).status_code == 200


def test_need_of_another_pupil_does_not_belong(case, member):
    other = EducationalNeed.objects.exclude(pupil=case.pupil).first()
    with pytest.raises(actions.CannotSet):
        actions.link_need(by=member("sanne"), case=case, need=other)


@pytest.mark.requirement("E6")
def test_agreement_has_owner_day_and_sign_and_stands_in_the_owners_list(case, member):
    emmy = member("emmy")
    made = actions.agree(
        by=emmy, case=case, what="Elke dag vijf sommen", owner=emmy.user, due_on=SOON, sign_of_success="Vier goed"
    )
    assert (made.pupil, made.sign_of_success) == (case.pupil, "Vier goed")
    assert made in open_agreements(emmy)
    assert [row["pk"] for row in agreements_of(emmy, case)["do"]] == [made.pk]


@pytest.mark.requirement("F9")
def test_who_could_join_has_a_need_for_the_same_subject_the_most_alike_first(case, member, period, pupils_5b):
    EducationalNeed.objects.filter(subject=case.subject, period=period).delete()
    others = [one for one in pupils_5b if one != case.pupil][:3]
    goals = ("Schrijft de letters netjes.", "Automatiseert de tafels van vijf.", "Automatiseert sommen tot tien.")
    EducationalNeed.objects.bulk_create(
        EducationalNeed(school=case.school, pupil=one, subject=case.subject, period=period, goal=goal)
        for one, goal in zip(others, goals, strict=True)
    )
    emmy = member("emmy")
    group = group_of(emmy, case)
    rows = companions(emmy, case, group, period, "Automatiseert de tafels van twee")
    assert rows[0]["pupil"] == others[1]
    assert rows[-1]["pupil"] == others[0]
    actions.join(by=emmy, case=case, pupil=others[0], joins=True)
    assert companions(emmy, case, group, period, "")[0]["pupil"] == others[0]


def test_pupil_one_does_not_see_cannot_join(case, member, group_6):
    other = group_6.enrolments.first().pupil
    with pytest.raises(NotAllowed):
        actions.join(by=member("emmy"), case=case, pupil=other, joins=True)


@pytest.mark.requirement("F1")
def test_what_was_done_before_is_known_with_its_outcome_and_source(case, member, period):
    EducationalNeed.objects.filter(pupil=case.pupil).delete()
    need = EducationalNeed.objects.create(
        school=case.school,
        pupil=case.pupil,
        subject=case.subject,
        period=period,
        goal="Telt tot 100.",
        outcome="partly",
        closed_on=clock.today(),
    )
    row = next(one for one in done_before(member("emmy"), case) if one["text"] == need.goal)
    assert (row["outcome"], row["day"]) == (str(need.get_outcome_display()), clock.today())
    assert f"nr={need.number}" in row["url"]


@pytest.mark.requirement("H44")
def test_plans_that_meet_the_needs_stand_with_the_case(case, member, period):
    found = plans_now(member("emmy"), case, period)
    assert all(row["url"] and row["name"] for row in found)
    assert found == sorted(found, key=lambda row: not row["is_own"])
