"""Pupils on the agenda: a sitting of the pupil review, a pupil in a group review, registering from the room."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from gezien.audit.models import AuditEvent
from gezien.cases.actions import close_case, register_case
from gezien.cases.models import Case, Ground
from gezien.common import clock
from gezien.meetings.actions.preparations import is_over
from gezien.meetings.actions.reviews import cancel_review, change_review, close_review
from gezien.meetings.actions.room import agree, mark_discussed, save_minutes
from gezien.meetings.actions.sittings import add_case, plan_sitting, register, remove_case
from gezien.meetings.models import AgendaItem, Meeting, Preparation
from gezien.meetings.queries.report import report_page
from gezien.meetings.queries.sittings import cases_to_discuss
from gezien.meetings.rules import visible_items
from gezien.schools.models import User
from gezien.schools.rules import NotAllowed
from tests.factories.meetings import address, at, opened, planned, planned_by_hand

Matter = AgendaItem.Matter
SOON = clock.today() + dt.timedelta(days=21)


@pytest.mark.requirement("H43", "E4")
def test_sitting_has_its_pupils_and_whose_question_it_is_takes_part(sitting, of_5b, of_6):
    assert [item.case for item in sitting.agenda.all()] == [None, of_5b, of_6, None]
    assert {seat.user.username for seat in sitting.participants.all()} == {"ib", "leerkracht", "leerkracht2"}
    assert {one.case for one in sitting.case_preparations.all()} == {of_5b, of_6}


def test_last_point_of_a_sitting_leads_to_the_pupils_about_whom_one_may_agree(sitting, sign_in, of_5b):
    emmy, last = sign_in("emmy"), sitting.agenda.get(matter=Matter.NEW_AGREEMENTS)

    page = emmy.get(address("room", sitting), {"item": last.pk})

    assert [one["label"] for one in page.context["to_pupils"]] == [of_5b.pupil.name]
    assert emmy.get(address("room", sitting) + page.context["to_pupils"][0]["query"]).context["can_agree"] is True


@pytest.mark.requirement("H43")
def test_each_teacher_sees_only_the_own_pupil_at_the_table(sitting, member, sign_in, of_5b, of_6):
    assert [item.case for item in visible_items(member("emmy"), sitting)] == [None, of_5b, None]

    page = sign_in("emmy").get(address("room", sitting))
    other = sitting.agenda.get(case=of_6)

    assert of_6.pupil.name not in page.content.decode()
    assert (
        sign_in("emmy").post(address("minutes", sitting, other.pk), {"minutes": "…", "version": 1}).status_code == 404
    )


@pytest.mark.requirement("H43")
def test_case_itself_stands_in_the_middle(sitting, sign_in, of_5b):
    item = sitting.agenda.get(case=of_5b)

    page = sign_in("emmy").get(address("room", sitting), {"item": item.pk})

    assert page.context["title"] == of_5b.pupil.name
    assert reverse("cases:part", args=[sitting.school.slug, of_5b.pk, "goal"]) in page.content.decode()


@pytest.mark.requirement("B3", "H44")
def test_agreement_about_a_pupil_belongs_to_the_case_too(sitting, member, of_5b):
    item, emmy = sitting.agenda.get(case=of_5b), member("emmy")

    made = agree(by=emmy, meeting=sitting, item=item, what="Leest.", owner=emmy.user, due_on=SOON, pupil=of_5b.pupil)

    assert (made.of_case.case, made.made_in.meeting) == (of_5b, sitting)


def test_agreement_in_a_sitting_is_made_from_the_screen(sitting, sign_in, member, of_5b):
    item = sitting.agenda.get(case=of_5b)
    data = {"item": item.pk, "about": f"pupil-{of_5b.pupil_id}", "what": "Leest.", "due_on": SOON}

    reply = sign_in("emmy").post(address("agreement", sitting), data | {"owner": member("emmy").user.pk})

    assert reply.status_code == 302
    assert sitting.made.get().agreement.pupil == of_5b.pupil


def test_discussed_is_known_to_the_case(sitting, member, of_5b):
    mark_discussed(by=member("sanne"), item=sitting.agenda.get(case=of_5b), discussed=True)

    of_5b.refresh_from_db()
    assert of_5b.discussed_at


def test_report_of_a_sitting_tells_each_only_of_the_own_pupil(sitting, member, of_5b, of_6):
    sanne = member("sanne")
    for case, words in ((of_5b, "Over vijf."), (of_6, "Over zes.")):
        item = sitting.agenda.select_related("meeting", "case__pupil").get(case=case)
        save_minutes(by=sanne, item=item, version=1, minutes=words)
        agree(by=sanne, meeting=sitting, item=item, what=f"{words}!", owner=sanne.user, due_on=SOON, pupil=case.pupil)
    close_review(by=sanne, meeting=sitting)
    meeting = Meeting.objects.get(pk=sitting.pk)

    emmys, sannes = report_page(member("emmy"), meeting), report_page(sanne, meeting)

    assert [one["what"] for one in emmys["agreements"]] == ["Over vijf.!"]
    assert [item["minutes"] for item in emmys["items"] if item["minutes"]] == ["Over vijf."]
    assert [item["minutes"] for item in sannes["items"] if item["minutes"]] == ["Over vijf.", "Over zes."]


@pytest.mark.requirement("Z6")
def test_pupil_is_discussed_in_the_group_review_with_the_pupils_form(member, group_5b, of_5b, of_6):
    meeting = planned(member("sanne"), group_5b)

    assert list(cases_to_discuss(member("sanne"), meeting)) == [of_5b]
    item = add_case(by=member("sanne"), meeting=meeting, case=of_5b)

    assert [one.matter for one in meeting.agenda.all()][-2:] == [Matter.CASE, Matter.NEW_AGREEMENTS]
    assert meeting.case_preparations.get().case == of_5b
    remove_case(by=member("sanne"), item=item)
    assert not meeting.agenda.filter(case=of_5b).exists()


def test_point_that_was_discussed_stays_on_the_agenda(sitting, member, of_5b):
    item = sitting.agenda.get(case=of_5b)
    mark_discussed(by=member("sanne"), item=item, discussed=True)

    with pytest.raises(NotAllowed):
        remove_case(by=member("sanne"), item=item)


@pytest.mark.requirement("H40")
def test_pupil_is_registered_from_the_room_with_its_ground(member, sign_in, group_5b, pupils_5b):
    Case.objects.all().delete()
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)

    data = {"pupil": pupils_5b[2].pk, "grounds": [Ground.LITTLE_PROFIT, Ground.HOME]}
    sign_in("emmy").post(address("registration", live), data)
    again = sign_in("emmy").post(address("registration", live), data, headers={"HX-Request": "true"})

    [case] = Case.objects.all()
    assert (case.pupil, case.grounds, case.registered_in.get().meeting) == (
        pupils_5b[2],
        ["little_profit", "home"],
        live,
    )
    assert (again.status_code, list(again.context["registering"].errors)) == (422, ["pupil"])
    close_review(by=member("sanne"), meeting=live)
    assert len(report_page(member("emmy"), live)["registrations"]) == 1


def test_wrong_registration_without_javascript_gives_back_what_was_chosen(member, sign_in, group_5b, pupils_5b):
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    Case.objects.all().delete()
    register_case(by=member("emmy"), pupil=pupils_5b[2])

    reply = sign_in("emmy").post(address("registration", live), {"pupil": pupils_5b[2].pk, "grounds": ["home"]})

    assertContains(reply, f'value="{pupils_5b[2].pk}" selected>', status_code=422)
    assertContains(reply, 'name="grounds" value="home" checked>', status_code=422)


@pytest.mark.requirement("H40")
@pytest.mark.parametrize(("headers", "status"), [({}, 302), ({"HX-Request": "true"}, 204)])
def test_pupil_chosen_while_the_review_was_closed_is_registered_all_the_same(
    member, sign_in, group_5b, pupils_5b, headers, status
):
    Case.objects.all().delete()
    Meeting.objects.all().delete()
    live = close_review(by=member("sanne"), meeting=opened(member("sanne"), group_5b))
    emmy, url, data = sign_in("emmy"), address("registration", live), {"pupil": pupils_5b[2].pk, "grounds": ["home"]}

    reply = emmy.post(url, data, headers=headers)

    assert (reply.status_code, Case.objects.get().pupil) == (status, pupils_5b[2])
    page = emmy.get(address("room", live))
    assertContains(page, "in het verslag staat het niet")
    assert report_page(member("emmy"), live)["registrations"] == []


@pytest.mark.requirement("H40")
def test_pupil_is_registered_when_the_review_closes_between_choosing_and_saving(member, group_5b, pupils_5b):
    Case.objects.all().delete()
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    stale = Meeting.objects.get(pk=live.pk)
    close_review(by=member("sanne"), meeting=live)

    case = register(by=member("emmy"), meeting=stale, pupil=pupils_5b[2], grounds=["home"])

    assert (case.pupil, stale.closed_at is not None, case.registered_in.count()) == (pupils_5b[2], True, 0)


def test_who_may_not_write_in_a_closed_review_registers_nobody_through_it(member, group_5b, pupils_5b):
    Case.objects.all().delete()
    Meeting.objects.all().delete()
    live = close_review(by=member("sanne"), meeting=opened(member("sanne"), group_5b))

    with pytest.raises(NotAllowed):
        register(by=member("karim"), meeting=live, pupil=pupils_5b[2], grounds=["home"])


def test_wrong_registration_while_the_review_was_closed_gives_back_what_was_chosen(
    member, sign_in, group_5b, pupils_5b
):
    Meeting.objects.all().delete()
    live = close_review(by=member("sanne"), meeting=opened(member("sanne"), group_5b))

    reply = sign_in("emmy").post(address("registration", live), {"pupil": pupils_5b[2].pk, "grounds": []})

    assertContains(reply, pupils_5b[2].name, status_code=409)


def test_wrong_registration_where_there_is_no_overview_says_why(sitting, sign_in):
    reply = sign_in("emmy").post(address("registration", sitting), {"pupil": "", "grounds": ["home"]}, follow=True)

    assert [str(one) for one in reply.context["messages"]] == ["Dit veld is verplicht."]


def test_sitting_is_planned_on_screen_and_stands_in_the_list(sign_in, member, of_5b):
    Meeting.objects.all().delete()
    sanne = sign_in("sanne")
    data = {
        "cases": [of_5b.pk],
        "date": SOON,
        "time": "15:30",
        "chair": member("sanne").user.pk,
        "participants": [member("karim").user.pk],
    }
    where = reverse("meetings:plan_sitting", args=[of_5b.school.slug])

    Meeting.objects.all().delete()

    reply = planned_by_hand(sanne, where, data)

    assert reply.status_code == 302
    [meeting] = Meeting.objects.filter(kind=Meeting.Kind.PUPIL)
    others = sanne.get(reverse("meetings:list", args=[of_5b.school.slug])).context["others"]
    assert [row["pk"] for row in others if row["kind"] == "pupil"] == [meeting.pk]
    assert sanne.get(reply.url).status_code == 200


def read_since(name: str, first: int) -> set[int]:
    """The pupils whose reading by this person was logged after that row."""
    log = AuditEvent.objects.filter(pk__gt=first, verb="pupil.read", actor_id=User.objects.get(username=name).pk)
    return set(log.values_list("pupil_id", flat=True))


@pytest.mark.requirement("H43")
def test_report_and_room_of_a_sitting_log_whom_they_showed_and_nobody_else(sitting, member, sign_in, of_5b, of_6):
    first = AuditEvent.objects.latest("pk").pk
    emmy = sign_in("emmy")
    emmy.get(address("room", sitting))
    assert of_5b.pupil_id in read_since("leerkracht", first)
    close_review(by=member("sanne"), meeting=sitting)

    first = AuditEvent.objects.latest("pk").pk
    emmy.get(address("room", sitting))
    assert read_since("leerkracht", first) == {of_5b.pupil_id}
    first = AuditEvent.objects.latest("pk").pk
    emmy.get(reverse("paper:document", args=[sitting.school.slug, "review_report", sitting.pk, "docx"]))
    assert read_since("leerkracht", first) == {of_5b.pupil_id}


def test_planning_a_sitting_logs_who_could_be_chosen(sign_in, of_5b, of_6):
    first = AuditEvent.objects.latest("pk").pk

    sign_in("sanne").get(reverse("meetings:plan_sitting", args=[of_5b.school.slug]))

    assert read_since("ib", first) == {of_5b.pupil_id, of_6.pupil_id}


def test_matter_fetched_again_is_one_reading_and_no_whole_page(sitting, sign_in, of_5b):
    item, emmy = sitting.agenda.get(case=of_5b), sign_in("emmy")
    emmy.get(address("room", sitting), {"item": item.pk})
    first = AuditEvent.objects.latest("pk").pk

    page = emmy.get(address("matter", sitting, item.pk), {"item": item.pk})

    text = page.content.decode()
    assert 'id="room-file"' in text
    assert "<html" not in text
    assert f'value="{address("room", sitting)}?item={item.pk}"' in text
    assert not AuditEvent.objects.filter(pk__gt=first, verb__endswith=".read").exists()


def test_preparation_of_a_case_moves_with_its_sitting_and_survives_its_cancelling(member, of_5b):
    sanne = member("sanne")
    meeting = plan_sitting(by=sanne, starts_at=at(14), cases=[of_5b])
    due_on = meeting.case_preparations.get().due_on
    people = [seat.user for seat in meeting.participants.all()]

    change_review(
        by=sanne,
        meeting=meeting,
        version=1,
        starts_at=at(21),
        place="",
        chair=sanne.user,
        participants=people,
    )
    assert meeting.case_preparations.get().due_on == due_on + dt.timedelta(days=7)
    cancel_review(by=sanne, meeting=meeting, version=2)

    [waits] = Preparation.objects.filter(case=of_5b)
    assert (waits.discussed_in, is_over(waits)) == (None, False)


def test_preparation_of_a_case_taken_from_the_agenda_waits_for_the_next(member, of_5b):
    meeting = plan_sitting(by=member("sanne"), starts_at=at(14), cases=[of_5b])
    begun = meeting.case_preparations.get()

    remove_case(by=member("sanne"), item=meeting.agenda.get(case=of_5b))
    again = plan_sitting(by=member("sanne"), starts_at=at(28), cases=[of_5b])

    assert again.case_preparations.get() == begun


def test_teacher_who_gets_a_seat_by_a_pupil_is_invited(
    member, of_5b, of_6, mailoutbox, django_capture_on_commit_callbacks
):
    meeting = plan_sitting(by=member("sanne"), starts_at=at(14), cases=[of_5b])

    with django_capture_on_commit_callbacks(execute=True):
        add_case(by=member("sanne"), meeting=meeting, case=of_6)

    assert [mail.to for mail in mailoutbox] == [[member("fleur").user.email]]


def test_not_discussed_after_all_is_known_to_the_case(sitting, member, of_5b):
    item = sitting.agenda.select_related("case__pupil", "meeting").get(case=of_5b)
    mark_discussed(by=member("sanne"), item=item, discussed=True)

    mark_discussed(by=member("sanne"), item=item, discussed=False)

    of_5b.refresh_from_db()
    assert of_5b.discussed_at is None


def test_case_closed_while_its_point_was_ticked_off_is_no_refusal(sitting, member, of_5b):
    item = sitting.agenda.select_related("case__pupil", "meeting").get(case=of_5b)
    close_case(by=member("sanne"), case=Case.objects.get(pk=of_5b.pk))

    mark_discussed(by=member("sanne"), item=item, discussed=True)

    of_5b.refresh_from_db()
    assert (item.discussed_at is not None, of_5b.discussed_at) == (True, None)


@pytest.mark.requirement("F3", "F4")
def test_pupil_whom_a_teacher_registers_from_the_room_gets_the_coach_who_leads(member, group_5b, pupils_5b):
    Case.objects.all().delete()
    Meeting.objects.all().delete()
    meeting = opened(member("sanne"), group_5b)

    case = register(by=member("emmy"), meeting=meeting, pupil=pupils_5b[0], grounds=[Ground.OUTLOOK])

    assert (case.teacher, case.coach) == (member("emmy").user, member("sanne").user)
