"""Handing a group over: what is known, who writes and reads it, and the questions that come back."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.models import EducationalNeed, NeedSentence
from gezien.notes.models import Factor
from gezien.plans.actions import handover as actions
from gezien.plans.models import Handover, HandoverChange, HandoverLine, HandoverReceiver, PlanRow, RowReflection
from gezien.plans.queries.handover import known_of
from gezien.plans.queries.handovers import given_before, waiting
from gezien.plans.rules import (
    RECEIVED_FOR,
    answerable_handovers,
    received_lines,
    visible_handovers,
    why_handover_visible,
)
from gezien.pupils.models import Enrolment, Group, Teaching
from gezien.schools.models import SchoolYear, StaffMember
from gezien.schools.rules import NotAllowed


@pytest.fixture
def handover(member, group_5b) -> Handover:
    """Emmy has begun to hand 5b over."""
    Handover.objects.filter(group=group_5b).delete()
    return actions.start_handover(by=member("emmy"), group=group_5b)


@pytest.fixture
def given(member, handover) -> Handover:
    """Emmy handed 5b over."""
    return actions.hand_over(by=member("emmy"), handover=handover)


@pytest.fixture
def fleur(zwaluw) -> StaffMember:
    """Fleur on the staff list."""
    return StaffMember.objects.get(user__username="leerkracht2")


@pytest.fixture
def next_year(zwaluw, group_5b, pupils_5b, fleur) -> Group:
    """Next year's 6b with the first two pupils of 5b and Fleur as its teacher, as a roster file brings it in June."""
    first = dt.date(2027, 8, 1)
    year = SchoolYear.objects.create(school=zwaluw, name="2027-2028", starts_on=first, ends_on=dt.date(2028, 7, 31))
    group = Group.objects.create(school=zwaluw, year=year, name="6b", year_group="6", key="6b")
    Teaching.objects.create(school=zwaluw, staff_member=fleur, group=group, starts_on=first)
    for pupil in pupils_5b[:2]:
        Enrolment.objects.create(school=zwaluw, pupil=pupil, group=group, starts_on=first)
    return group


@pytest.mark.requirement("H41")
def test_a_handover_starts_from_what_is_known_of_each_pupil(member, group_5b, pupils_5b, arithmetic, period):
    pupil = pupils_5b[0]
    EducationalNeed.objects.filter(pupil=pupil).delete()
    need = EducationalNeed.objects.create(
        school=group_5b.school, pupil=pupil, subject=arithmetic, period=period, goal="Telt met sprongen van 10."
    )
    NeedSentence.objects.create(school=need.school, need=need, kind="instruction", text="een instructie die kort is")
    known = known_of(group_5b)
    assert list(known) == [one.pk for one in pupils_5b]
    assert known[pupil.pk]["needs"] == [
        {
            "subject": arithmetic.name,
            "goal": "Telt met sprongen van 10.",
            "outcome": "",
            "sentences": [["instruction", "een instructie die kort is"]],
        }
    ]
    works = Factor.objects.filter(pupil=pupil, ended_on=None, direction="stimulating")
    assert known[pupil.pk]["works"] == [one.text for one in works]


@pytest.mark.requirement("H41")
def test_the_approach_that_helped_goes_along(group_5b, pupils_5b):
    row = PlanRow.objects.filter(plan__group=group_5b, cluster__placements__isnull=False).order_by("pk")[0]
    RowReflection.objects.update_or_create(school=row.school, row=row, defaults={"helped": "yes"})
    pupil = row.cluster.placements.order_by("pk")[0].pupil_id
    approaches = known_of(group_5b)[pupil]["approaches"]
    assert {"subject": row.plan.subject.name, "text": row.approach.strip(), "helped": True} in approaches


def test_what_is_known_asks_the_same_however_many_pupils(group_5b, pupils_5b, django_assert_num_queries):
    with django_assert_num_queries(8):
        known_of(group_5b)
    Enrolment.objects.filter(group=group_5b).exclude(pupil__in=pupils_5b[:3]).delete()
    with django_assert_num_queries(8):
        assert len(known_of(group_5b)) == 3


def test_beginning_twice_keeps_the_first(member, handover, group_5b, pupils_5b):
    again = actions.start_handover(by=member("tom"), group=group_5b)
    assert (again.pk, HandoverLine.objects.filter(handover=handover).count()) == (handover.pk, len(pupils_5b))


def test_two_teachers_lose_no_word(member, handover):
    line = handover.lines.all()[0]
    other = HandoverLine.objects.select_related("handover", "pupil").get(pk=line.pk)
    before = line.text
    actions.save_line(by=member("emmy"), line=line, version=1, text="Zit graag vooraan.")
    with pytest.raises(StaleVersion):
        actions.save_line(by=member("tom"), line=other, version=1, text="Anders.")
    assert HandoverLine.objects.get(pk=line.pk).text == "Zit graag vooraan."
    assert [one.before for one in HandoverChange.objects.filter(line=line)] == ([before] if before else [])


@pytest.mark.requirement("H41")
def test_nobody_receives_a_draft_and_next_years_teacher_reads_what_was_given(member, handover, next_year):
    assert not visible_handovers(member("fleur")).filter(pk=handover.pk).exists()
    actions.hand_over(by=member("emmy"), handover=handover)
    lines = received_lines(member("fleur")).filter(handover=handover)
    assert {line.pupil_id for line in lines} == set(next_year.enrolments.values_list("pupil", flat=True))
    assert why_handover_visible(member("fleur"), handover) == "ontvangt 5b"


@pytest.mark.requirement("H41")
def test_without_next_years_groups_the_coach_chooses_who_receives(member, given, fleur, pupils_5b):
    with pytest.raises(NotAllowed):
        actions.choose_receiver(by=member("emmy"), handover=given, staff_member=fleur)
    actions.choose_receiver(by=member("sanne"), handover=given, staff_member=fleur)
    assert received_lines(member("fleur")).filter(handover=given).count() == len(pupils_5b)
    assert not received_lines(member("tom")).filter(handover=given).exists()


def test_what_was_given_stays_as_it_was_that_day(member, given, pupils_5b):
    line = HandoverLine.objects.get(handover=given, pupil=pupils_5b[0])
    Factor.objects.filter(pupil=pupils_5b[0]).delete()
    assert line.known["works"] == HandoverLine.objects.get(pk=line.pk).known["works"]
    with pytest.raises(NotAllowed):
        actions.save_line(by=member("emmy"), line=line, version=line.version, text="Te laat.")


def test_it_is_taken_back_until_somebody_has_read_it(member, given, fleur):
    actions.choose_receiver(by=member("sanne"), handover=given, staff_member=fleur)
    actions.take_back(by=member("emmy"), handover=given)
    actions.hand_over(by=member("emmy"), handover=given)
    actions.mark_read(by=member("fleur"), handover=given)
    with pytest.raises(actions.CannotHandOver):
        actions.take_back(by=member("emmy"), handover=given)
    assert HandoverReceiver.objects.get(handover=given).read_at is not None


@pytest.mark.requirement("H41")
def test_a_question_comes_back_to_the_giver_and_is_answered(member, given, next_year, pupils_5b):
    asked = actions.ask(by=member("fleur"), handover=given, pupil=pupils_5b[0], text="Wat helpt bij de overgang?")
    with pytest.raises(NotAllowed):
        actions.ask(by=member("fleur"), handover=given, pupil=pupils_5b[5], text="Niet van mij.")
    with pytest.raises(NotAllowed):
        actions.answer(by=member("fleur"), question=asked, version=1, text="Zelf.")
    answered = actions.answer(by=member("emmy"), question=asked, version=1, text="Een vast begin van de dag.")
    assert answered.answered_by == member("emmy").user


def page(client, url: str) -> str:
    reply = client.get(url)
    assert reply.status_code == 200
    return " ".join(html.fromstring(reply.content.decode()).text_content().split())


@pytest.mark.requirement("H41")
def test_the_receiver_reads_on_a_page_and_says_so(sign_in, member, given, next_year, pupils_5b):
    url = f"/s/zwaluw/plans/handovers/{given.pk}/"
    text = page(sign_in("fleur"), url)
    assert pupils_5b[0].name in text
    assert pupils_5b[5].name not in text
    sign_in("fleur").post(f"{url}reading/")
    assert "gelezen op" in page(sign_in("emmy"), url)
    event = AuditEvent.objects.filter(verb="handover.read", actor_name=member("fleur").name).latest("pk")
    assert event.reason == "ontvangt 5b"


def test_the_giver_writes_with_autosave_and_hands_over(sign_in, handover):
    line = handover.lines.all()[0]
    client = sign_in("emmy")
    saved = client.post(
        f"/s/zwaluw/plans/handovers/lines/{line.pk}/",
        {"version": line.version, "text": "Werkt graag vooruit."},
        headers={"X-Autosave": "1"},
    )
    assert (saved.status_code, saved.json()["version"]) == (200, line.version + 1)
    client.post(f"/s/zwaluw/plans/handovers/{handover.pk}/giving/")
    assert Handover.objects.get(pk=handover.pk).is_handed
    assert "overgedragen op" in page(client, "/s/zwaluw/plans/handovers/").lower()


@pytest.mark.parametrize("kept", [2, 20])
def test_the_page_asks_the_same_however_many_pupils(sign_in, given, kept, django_assert_num_queries):
    client = sign_in("emmy")
    client.get(f"/s/zwaluw/plans/handovers/{given.pk}/")
    keys = list(given.lines.values_list("pk", flat=True))[:kept]
    given.lines.exclude(pk__in=keys).delete()
    with django_assert_num_queries(15):
        client.get(f"/s/zwaluw/plans/handovers/{given.pk}/")


@pytest.mark.requirement("H41")
def test_what_waits_stands_on_the_home_page_of_receiver_and_giver(member, given, next_year, pupils_5b):
    emmy, fleur = member("emmy"), member("fleur")
    assert [(one.pk, asked) for one, asked in waiting(fleur)] == [(given.pk, False)]
    actions.mark_read(by=fleur, handover=given)
    actions.ask(by=fleur, handover=given, pupil=pupils_5b[0], text="Welke plek helpt?")
    assert waiting(fleur) == []
    assert [(one.pk, asked) for one, asked in waiting(emmy)] == [(given.pk, True)]


def test_reading_what_was_received_is_logged_for_each_pupil_on_screen_and_paper(sign_in, member, given, next_year):
    client, before = sign_in("fleur"), AuditEvent.objects.latest("pk").pk
    client.get(f"/s/zwaluw/plans/handovers/{given.pk}/")
    client.get(reverse("paper:document", args=["zwaluw", "handover", given.pk, "docx"]))
    events = AuditEvent.objects.filter(verb="pupil.read", pk__gt=before, actor_id=member("fleur").user.pk)
    received = sorted(next_year.enrolments.values_list("pupil", flat=True))
    assert sorted(events.values_list("pupil_id", flat=True)) == sorted(received * 2)
    assert {event.reason for event in events} == {"ontvangt 5b"}


def test_who_gave_it_reads_and_answers_as_long_as_who_receives_it(member, given, group_5b, pupils_5b, next_year):
    actions.ask(by=member("fleur"), handover=given, pupil=pupils_5b[0], text="Welke plek helpt?")
    Teaching.objects.filter(staff_member__user=member("emmy").user).delete()
    assert visible_handovers(member("emmy")).filter(pk=given.pk).exists()
    group_5b.year.ends_on = clock.today() - RECEIVED_FOR - dt.timedelta(days=1)
    group_5b.year.starts_on = group_5b.year.ends_on - dt.timedelta(days=300)
    group_5b.year.save()
    emmy = member("emmy")
    assert not visible_handovers(emmy).filter(pk=given.pk).exists()
    assert not answerable_handovers(emmy).filter(pk=given.pk).exists()
    assert (waiting(emmy), given_before(emmy)) == ([], [])


def test_text_about_a_pupil_who_is_not_in_the_group_that_day_is_kept(sign_in, member, handover, group_5b, pupils_5b):
    away, line = pupils_5b[0], HandoverLine.objects.get(handover=handover, pupil=pupils_5b[0])
    actions.save_line(by=member("emmy"), line=line, version=line.version, text="Bouwt graag bruggen.")
    place = Enrolment.objects.filter(group=group_5b, pupil=away)
    place.update(ends_on=clock.today() - dt.timedelta(days=1))
    actions.hand_over(by=member("emmy"), handover=handover)
    assert "Bouwt graag bruggen." not in page(sign_in("emmy"), f"/s/zwaluw/plans/handovers/{handover.pk}/")
    place.update(ends_on=None)
    actions.take_back(by=member("emmy"), handover=handover)
    assert HandoverLine.objects.get(pk=line.pk).text == "Bouwt graag bruggen."


def test_answer_after_a_colleague_answered_is_shown_to_copy(sign_in, member, given, next_year, pupils_5b):
    asked = actions.ask(by=member("fleur"), handover=given, pupil=pupils_5b[0], text="Wat helpt?")
    actions.answer(by=member("sanne"), question=asked, version=1, text="Een vast begin.")
    sent = {"version": 1, "answer": "Een plek vooraan."}
    reply = sign_in("emmy").post(f"/s/zwaluw/plans/handovers/questions/{asked.pk}/", sent)
    assert reply.status_code == 409
    assert "Een plek vooraan." in html.fromstring(reply.content.decode()).get_element_by_id("typed").text
    assert "Een vast begin." in reply.content.decode()


def test_text_about_the_group_after_a_colleague_wrote_is_shown_to_copy(sign_in, member, handover):
    actions.save_handover(by=member("sanne"), handover=handover, version=handover.version, general="Rustige groep.")
    sent = {"version": handover.version - 1, "general": "Drukke groep."}
    reply = sign_in("emmy").post(f"/s/zwaluw/plans/handovers/{handover.pk}/general/", sent)
    found = html.fromstring(reply.content.decode())
    assert (reply.status_code, found.get_element_by_id("typed").text.strip()) == (409, "Drukke groep.")
    assert found.get_element_by_id("general").text.strip() == "Rustige groep."
