"""Planning, moving, calling off, opening and closing a review."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.meetings.actions.reviews import (
    USUAL,
    cancel_review,
    change_review,
    close_review,
    open_review,
    plan_review,
    reopen_review,
)
from gezien.meetings.models import FormTemplate, Meeting
from gezien.pupils.models import Group
from gezien.schools.models import Period
from gezien.schools.rules import NotAllowed
from tests.factories.meetings import at, held, opened, planned


def seats(meeting):
    return {seat.user.first_name for seat in meeting.participants.all()}


@pytest.mark.requirement("H34", "Z5", "Z7")
def test_planned_review_has_people_agenda_and_preparation_at_once(member, group_5b):
    meeting = plan_review(by=member("sanne"), group=group_5b, starts_at=at(14), place="IB-kamer")

    assert seats(meeting) == {"Emmy", "Tom", "Sanne"}
    assert meeting.chair == member("sanne").user
    assert [item.matter for item in meeting.agenda.all()] == USUAL
    assert meeting.preparation.due_on == clock.today() + dt.timedelta(days=7)
    assert meeting.preparation.answers.count() == 7
    assert AuditEvent.objects.get(verb="review.planned").group_id == group_5b.pk


@pytest.mark.requirement("Z5")
@pytest.mark.parametrize(("group", "form"), [("1-2", "0,1,2"), ("3", "3,4,5,6,7,8,C,S"), ("8", "3,4,5,6,7,8,C,S")])
def test_form_fits_the_year_groups_of_the_pupils(member, zwaluw, group, form):
    meeting = planned(member("sanne"), Group.objects.get(name=group, year__name="2026-2027"))

    assert meeting.preparation.template.year_groups == form


def test_review_belongs_to_the_period_of_its_day(member, group_5b, period):
    first = Period.objects.get(year=period.year, number=1)

    assert planned(member("sanne"), group_5b, days=-30).period == first
    assert planned(member("sanne"), group_5b, days=30).period == period


def test_everybody_at_the_table_but_the_planner_is_invited(
    member, group_5b, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        meeting = planned(member("sanne"), group_5b, place="IB-kamer")

    assert {mail.to[0] for mail in mailoutbox} == {"leerkracht@voorbeeld.example", "duo@voorbeeld.example"}
    assert f"/s/zwaluw/meetings/{meeting.pk}/" in mailoutbox[0].body
    assert "IB-kamer" in mailoutbox[0].body


@pytest.mark.parametrize("name", ["emmy", "karim", "petra"])
def test_only_the_coach_plans(member, group_5b, name):
    with pytest.raises(NotAllowed):
        planned(member(name), group_5b)


def test_administrator_cannot_be_invited(member, group_5b):
    with pytest.raises(NotAllowed):
        planned(member("sanne"), group_5b, participants=[member("petra").user])


def test_teacher_cannot_be_in_the_chair(member, group_5b):
    with pytest.raises(NotAllowed):
        planned(member("sanne"), group_5b, chair=member("emmy").user)


def test_school_without_a_form_hears_what_to_do(member, group_5b):
    FormTemplate.objects.all().delete()

    with pytest.raises(ValidationError):
        planned(member("sanne"), group_5b)


def moved(by, meeting, **values):
    fields = {
        "version": meeting.version,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "chair": meeting.chair,
        "participants": [seat.user for seat in meeting.participants.all()],
    }
    return change_review(by=by, meeting=meeting, **(fields | values))


@pytest.mark.requirement("Z5")
def test_moving_a_review_moves_the_due_day_and_tells_everybody(
    member, group_5b, mailoutbox, django_capture_on_commit_callbacks
):
    meeting = planned(member("sanne"), group_5b)

    with django_capture_on_commit_callbacks(execute=True):
        moved(member("sanne"), meeting, starts_at=at(21, hour=9))

    meeting = Meeting.objects.get(pk=meeting.pk)
    assert meeting.preparation.due_on == clock.today() + dt.timedelta(days=14)
    assert {mail.to[0] for mail in mailoutbox} == {"leerkracht@voorbeeld.example", "duo@voorbeeld.example"}


def test_other_people_at_the_table_only_who_comes_or_goes_hears(
    member, group_5b, mailoutbox, django_capture_on_commit_callbacks
):
    meeting = planned(member("sanne"), group_5b)

    with django_capture_on_commit_callbacks(execute=True):
        moved(member("sanne"), meeting, participants=[member("emmy").user, member("karim").user])

    assert seats(meeting) == {"Emmy", "Karim", "Sanne"}
    assert {mail.to[0]: mail.subject.partition(":")[0] for mail in mailoutbox} == {
        "directie@voorbeeld.example": "Groepsbespreking · Groep 5b op " + mailoutbox[-1].subject.partition(" op ")[2],
        "duo@voorbeeld.example": "Je hoeft niet te komen",
    }


def test_move_of_an_older_version_is_refused(member, group_5b):
    meeting = planned(member("sanne"), group_5b)
    moved(member("sanne"), Meeting.objects.get(pk=meeting.pk), place="Elders")

    with pytest.raises(StaleVersion):
        moved(member("sanne"), meeting, version=1, place="Hier")


def test_opened_review_is_not_moved_or_called_off(member, group_5b):
    meeting = opened(member("sanne"), group_5b)

    with pytest.raises(NotAllowed):
        moved(member("sanne"), meeting, place="Elders")
    with pytest.raises(NotAllowed):
        cancel_review(by=member("sanne"), meeting=meeting, version=meeting.version)


def test_review_called_off_keeps_what_was_written(member, group_5b, mailoutbox, django_capture_on_commit_callbacks):
    meeting = planned(member("sanne"), group_5b)
    meeting.preparation.answers.filter(key="atmosphere").update(text="Fijne groep.")

    with django_capture_on_commit_callbacks(execute=True):
        cancel_review(by=member("sanne"), meeting=meeting, version=1)

    assert meeting.preparation.answers.get(key="atmosphere").text == "Fijne groep."
    assert len(mailoutbox) == 2


@pytest.mark.requirement("H34")
def test_coach_opens_and_closes_and_can_reopen(member, group_5b):
    sanne = member("sanne")
    meeting = planned(sanne, group_5b)

    open_review(by=sanne, meeting=meeting)
    assert meeting.is_live
    close_review(by=sanne, meeting=meeting)
    assert (meeting.is_live, meeting.closed_by) == (False, sanne.user)
    reopen_review(by=sanne, meeting=meeting)
    assert meeting.is_live


def test_opening_twice_is_opening_once(member, group_5b):
    meeting = opened(member("sanne"), group_5b)
    since = meeting.opened_at

    open_review(by=member("sanne"), meeting=meeting)

    assert (meeting.opened_at, AuditEvent.objects.filter(verb="review.opened").count()) == (since, 1)


def test_two_who_close_at_the_same_moment_are_both_right(member, group_5b):
    meeting = opened(member("sanne"), group_5b)
    other = Meeting.objects.get(pk=meeting.pk)

    close_review(by=member("sanne"), meeting=meeting)
    close_review(by=member("sanne"), meeting=other)

    assert (other.closed_at, AuditEvent.objects.filter(verb="review.closed").count()) == (meeting.closed_at, 1)


@pytest.mark.parametrize("name", ["emmy", "karim"])
def test_only_who_leads_opens_and_closes(member, group_5b, name):
    with pytest.raises(NotAllowed):
        open_review(by=member(name), meeting=planned(member("sanne"), group_5b))
    with pytest.raises(NotAllowed):
        close_review(by=member(name), meeting=opened(member("sanne"), group_5b))


def test_review_called_off_is_not_opened(member, group_5b):
    sanne = member("sanne")
    meeting = cancel_review(by=sanne, meeting=planned(sanne, group_5b), version=1)

    with pytest.raises(NotAllowed):
        open_review(by=sanne, meeting=meeting)


def test_closed_review_is_not_opened_by_opening(member, group_5b):
    with pytest.raises(NotAllowed):
        open_review(by=member("sanne"), meeting=held(member("sanne"), group_5b))


def test_review_takes_longer_and_its_points_with_it(member, group_5b):
    sanne = member("sanne")
    meeting = planned(sanne, group_5b)
    people = [seat.user for seat in meeting.participants.all()]
    same = {"starts_at": meeting.starts_at, "place": "", "chair": sanne.user, "participants": people}

    change_review(by=sanne, meeting=meeting, version=1, length=90, **same)

    assert Meeting.objects.get(pk=meeting.pk).length == 90
    assert sum(meeting.agenda.values_list("minutes_planned", flat=True)) == pytest.approx(90, abs=2)


@pytest.mark.requirement("Z3")
def test_review_planned_without_what_the_teacher_takes_away_gets_that_point_when_it_opens(member, group_5b):
    meeting = planned(member("sanne"), group_5b)
    meeting.agenda.filter(matter="takeaways").delete()

    open_review(by=member("sanne"), meeting=meeting)

    matters = list(meeting.agenda.values_list("matter", flat=True))
    assert matters == ["agreements", "group", "overview", "plan", "takeaways", "new_agreements"]
