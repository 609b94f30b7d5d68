"""What a sitting tells those who see less of it: of a pupil of somebody else, who left, whose case is closed."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from gezien.cases.actions import close_case
from gezien.common import clock
from gezien.meetings.actions.chair import go_to
from gezien.meetings.actions.reviews import close_review, open_review
from gezien.meetings.actions.room import save_minutes
from gezien.meetings.actions.sittings import plan_sitting
from gezien.pupils.models import Pupil
from tests.factories.meetings import address, at


@pytest.mark.requirement("H34", "H43")
def test_who_may_not_open_the_pupil_at_hand_is_told_that_the_others_are_there(sitting, member, sign_in, of_6):
    emmy = sign_in("emmy")
    told = "is bij een leerling van wie het dossier niet voor jou is"
    assert told not in emmy.get(address("room", sitting)).content.decode()

    go_to(by=member("sanne"), meeting=sitting, item=sitting.agenda.get(case=of_6))

    page = emmy.get(address("room", sitting)).content.decode()
    assert told in page
    assert of_6.pupil.name not in page
    assert told not in sign_in("fleur").get(address("room", sitting)).content.decode()


@pytest.mark.requirement("H43")
def test_pupil_who_left_the_school_since_is_said_to_have_left(member, sign_in, of_5b):
    sanne, meeting = sign_in("sanne"), plan_sitting(by=member("sanne"), starts_at=at(7), cases=[of_5b])
    Pupil.objects.filter(pk=of_5b.pupil_id).update(left_on=clock.today() - dt.timedelta(days=1))
    told = "heeft de school verlaten op 3 februari 2027"

    pages = [sanne.get(address("room", meeting)), sanne.get(reverse("cases:case", args=["zwaluw", of_5b.pk]))]
    open_review(by=member("sanne"), meeting=meeting)

    for page in [*pages, sanne.get(address("room", meeting))]:
        assertContains(page, told)


@pytest.mark.requirement("B3", "F1")
def test_minutes_about_a_pupil_stand_in_its_case_for_who_was_not_there(sitting, member, sign_in, of_5b):
    item = sitting.agenda.get(case=of_5b)
    save_minutes(by=member("emmy"), item=item, version=item.version, minutes="Leest met een maatje.")
    tom, case = sign_in("tom"), reverse("cases:case", args=["zwaluw", of_5b.pk])
    assert "Leest met een maatje." not in tom.get(case).content.decode()  # until it is closed it may still change

    close_review(by=member("sanne"), meeting=sitting)

    assert tom.get(address("room", sitting)).status_code == 404
    assertContains(tom.get(case), "Leest met een maatje.")


@pytest.mark.requirement("H43")
def test_case_that_is_closed_at_the_table_says_so_there(sitting, member, sign_in, of_5b):
    close_case(by=member("sanne"), case=of_5b, note="Loopt goed.")

    page = sign_in("emmy").get(address("room", sitting), {"item": sitting.agenda.get(case=of_5b).pk})

    assertContains(page, "Loopt goed.")
