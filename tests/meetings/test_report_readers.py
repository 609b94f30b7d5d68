"""Who takes part in a review reads in its report only what is theirs to read."""

import pytest

from gezien.agreements.actions import replace_agreement
from gezien.agreements.models import Agreement
from gezien.cases.actions import join, register_case, save_part
from gezien.cases.models import Case, Ground
from gezien.common import clock
from gezien.meetings.actions.reviews import close_review, open_review
from gezien.meetings.actions.room import agree
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.queries.report import report_page
from gezien.needs.actions.clusters import rename_cluster
from gezien.notes.actions.notes import add_note, restrict_note
from gezien.notes.models import Note
from gezien.team.actions import name_team_need
from gezien.team.models import TeamNeed
from tests.factories.agreements import make_agreement
from tests.factories.meetings import at, opened


@pytest.fixture
def live(member, group_5b) -> Meeting:
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


def seat(meeting: Meeting, member) -> None:
    """Give somebody who teaches another group a seat."""
    meeting.participants.create(school=meeting.school, user=member.user)


def talk(member, pupil, visibility: str) -> Note:
    return add_note(by=member, pupil=pupil, kind=Note.Kind.PUPIL_TALK, text="Vertelde veel.", visibility=visibility)


@pytest.mark.requirement("E3")
def test_restricted_talk_is_told_to_nobody(live, member, pupils_5b):
    talk(member("sanne"), pupils_5b[0], Note.Visibility.RESTRICTED)
    restrict_note(by=member("emmy"), note=talk(member("emmy"), pupils_5b[1], Note.Visibility.TEAM))
    talk(member("emmy"), pupils_5b[2], Note.Visibility.TEAM)
    close_review(by=member("sanne"), meeting=live)

    told = [one["about"] for one in report_page(member("emmy"), live)["done"]]

    assert told == [pupils_5b[2].name]


@pytest.mark.parametrize(("reader", "sees"), [("emmy", True), ("fleur", False)])
def test_what_replaced_an_agreement_about_a_pupil_is_for_who_sees_the_group(
    live, member, pupils_5b, zwaluw, reader, sees
):
    emmy = member("emmy")
    old = make_agreement(zwaluw, emmy.user, pupil=pupils_5b[0])
    seat(live, member("fleur"))
    new = {"what": "Nieuw over een leerling", "owner": emmy.user, "due_on": clock.today()}
    replace_agreement(by=emmy, agreement=old, version=old.version, why="Werkte niet.", **new)
    close_review(by=member("sanne"), meeting=live)

    told = report_page(member(reader), live)

    assert [len(told["agreements"]), len(told["settled"])] == ([1, 1] if sees else [0, 0])


def test_what_replaced_an_agreement_about_the_group_is_for_everybody_at_the_table(live, member, zwaluw):
    emmy = member("emmy")
    old = make_agreement(zwaluw, emmy.user, group=live.group)
    seat(live, member("fleur"))
    new = {"what": "Nieuw over de groep", "owner": emmy.user, "due_on": clock.today()}
    replace_agreement(by=emmy, agreement=old, version=old.version, why="Werkte niet.", **new)
    close_review(by=member("sanne"), meeting=live)

    assert [one["what"] for one in report_page(member("fleur"), live)["agreements"]] == [new["what"]]


@pytest.mark.requirement("E3")
def test_somebody_who_may_not_open_the_case_reads_nothing_of_it_at_all(member, pupils_5b, arithmetic):
    emmy, pupil = member("emmy"), pupils_5b[0]
    Case.objects.all().delete()
    case = register_case(by=emmy, pupil=pupil, grounds=[Ground.OUTLOOK], subject=arithmetic)
    sitting = plan_sitting(by=member("sanne"), starts_at=at(0), cases=[case])
    meeting = open_review(by=member("sanne"), meeting=sitting)
    seat(meeting, member("fleur"))
    save_part(by=emmy, case=case, key="ideas", version=1, text="Van Emmy.")
    join(by=emmy, case=case, pupil=pupils_5b[1], joins=True)
    talk(emmy, pupil, Note.Visibility.TEAM)
    name_team_need(by=emmy, text="Tijd.", kind="time", origin=TeamNeed.Origin.PUPIL_REVIEW, origin_key=case.pk)
    item = meeting.agenda.select_related("meeting__group", "case__pupil").get(matter=AgendaItem.Matter.CASE)
    agree(by=emmy, meeting=meeting, item=item, what="Oefent.", owner=emmy.user, due_on=clock.today(), pupil=pupil)
    placed = pupil.placements.select_related("clustering", "cluster").first()
    rename_cluster(by=emmy, cluster=placed.cluster, name="Bij Noor", expected=placed.clustering.head.version)
    close_review(by=member("sanne"), meeting=meeting)

    lists = ("cases", "agreements", "settled", "clusters", "moves", "factors", "needs", "team", "done", "pupils")
    told = {name: report_page(member(name), meeting) for name in ("emmy", "fleur")}

    assert {name: told["fleur"][name] for name in lists} == {name: [] for name in lists}
    assert len(told["emmy"]["clusters"]) == len(told["emmy"]["agreements"]) == len(told["emmy"]["cases"]) == 1
