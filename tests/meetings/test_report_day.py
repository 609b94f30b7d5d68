"""The head of a report tells on which day the review was held, on its page as on paper."""

import pytest

from gezien.meetings.actions.reviews import close_review, open_review
from gezien.meetings.documents.report import REVIEW_REPORT, choices, report_paper
from gezien.meetings.models import Meeting
from tests.factories.meetings import address, at, planned

pytestmark = pytest.mark.requirement("S11", "Z7")


def held(member, group, days: int) -> Meeting:
    """A review that is held today, Thursday 4 February 2027, and was planned so many days from now."""
    meeting = planned(member("sanne"), group, days=1)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=at(days))
    meeting = open_review(by=member("sanne"), meeting=Meeting.objects.get(pk=meeting.pk))
    close_review(by=member("sanne"), meeting=meeting)
    return Meeting.objects.select_related("group", "school").get(pk=meeting.pk)


@pytest.mark.parametrize(
    ("days", "told"), [(-2, "gepland op 2 februari 2027"), (5, "gepland op 9 februari 2027"), (0, "")]
)
def test_report_tells_the_day_it_was_held_and_the_planned_one_only_when_that_is_another(
    member, sign_in, group_5b, days, told
):
    meeting = held(member, group_5b, days)

    lead = sign_in("emmy").get(address("room", meeting)).text.partition('class="lead">')[2].partition("</p>")[0]
    paper = report_paper(meeting, member("emmy"))

    assert lead.startswith(f"do 4 februari, 10:00{f' ({told})' if told else ''} · ")
    assert paper["aside"][0].startswith("4 februari 2027, 10:00")
    assert [one for one in paper["aside"] if "gepland" in one] == ([told] if told else [])


def test_file_and_choice_of_a_report_have_the_day_it_was_held(member, group_5b):
    meeting = held(member, group_5b, -2)
    chosen = next(one.name for one in choices(member("emmy")) if one.pk == meeting.pk)

    assert REVIEW_REPORT.file_name(meeting).endswith("2027-02-04")
    assert chosen.endswith("4 februari 2027")
