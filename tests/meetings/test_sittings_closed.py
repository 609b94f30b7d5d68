"""Closing a sitting: who was on the table was discussed, and nobody else."""

import datetime as dt

import pytest

from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.actions.chair import go_to
from gezien.meetings.actions.reviews import close_review
from gezien.meetings.actions.room import agree, mark_discussed, save_minutes
from gezien.meetings.models import AgendaItem, Meeting

SOON = clock.today() + dt.timedelta(days=21)


@pytest.mark.requirement("E6", "B2", "H43")
def test_pupil_who_was_on_the_table_is_discussed_at_closing_and_who_was_not_come_to_is_not(
    sitting, member, of_5b, of_6
):
    go_to(by=member("sanne"), meeting=sitting, item=sitting.agenda.get(case=of_5b))

    close_review(by=member("sanne"), meeting=sitting)

    days = {case.pk: case.discussed_at for case in Case.objects.filter(pk__in=[of_5b.pk, of_6.pk])}
    told = {item["case"]: item["discussed"] for item in sitting.report.content["items"] if item["case"]}
    assert (days[of_5b.pk].date(), days[of_6.pk]) == (clock.now().date(), None)
    assert told == {of_5b.pk: True, of_6.pk: False}


@pytest.mark.requirement("E6")
@pytest.mark.parametrize("recorded", ["minutes", "agreement"])
def test_what_was_recorded_about_a_pupil_is_discussing_too(sitting, member, of_5b, recorded):
    item, coach = sitting.agenda.get(case=of_5b), member("sanne")
    if recorded == "minutes":
        save_minutes(by=coach, item=item, version=item.version, minutes="Samen gelezen.")
    else:
        words = {"what": "Samen lezen.", "owner": coach.user, "due_on": SOON, "pupil": of_5b.pupil}
        agree(by=coach, meeting=sitting, item=item, **words)

    close_review(by=coach, meeting=sitting)

    assert Case.objects.get(pk=of_5b.pk).discussed_at is not None


def test_pupil_of_whom_the_tick_was_taken_away_is_not_discussed_by_closing(sitting, member, of_5b):
    item, coach = sitting.agenda.get(case=of_5b), member("sanne")
    go_to(by=coach, meeting=sitting, item=item)
    for discussed in (True, False):
        mark_discussed(by=coach, item=AgendaItem.objects.get(pk=item.pk), discussed=discussed)

    close_review(by=coach, meeting=sitting)

    assert Case.objects.get(pk=of_5b.pk).discussed_at is None


def test_review_that_was_left_open_was_held_on_the_day_it_was_opened(sitting, member, of_5b):
    go_to(by=member("sanne"), meeting=sitting, item=sitting.agenda.get(case=of_5b))
    opened_at = clock.now() - dt.timedelta(days=2)
    Meeting.objects.filter(pk=sitting.pk).update(opened_at=opened_at)

    close_review(by=member("sanne"), meeting=Meeting.objects.get(pk=sitting.pk))

    assert Case.objects.get(pk=of_5b.pk).discussed_at == opened_at
