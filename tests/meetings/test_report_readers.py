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
from gezien.needs.actions import place_pupil, save_need
from gezien.needs.actions.clusters import rename_cluster
from gezien.notes.actions.factors import add_factor
from gezien.notes.actions.notes import add_note, restrict_note
from gezien.notes.models import Note
from gezien.team.actions import name_team_need
from gezien.team.models import TeamNeed
from tests.factories.agreements import make_agreement
from tests.factories.meetings import at, item_of, opened
from tests.factories.notes import factor_domain, factor_source


@pytest.fixture
def live(member, group_5b) -> Meeting:
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


def seat(meeting: Meeting, member) -> None:
    """Give somebody who teaches another group a seat."""
    meeting.participants.create(school=meeting.school, user=member.user)


def said(told) -> dict[str, str]:
    return {one["title"]: one["said"] for one in told["items"] if one["said"]}


def need_of(by, pupil, subject, period) -> None:
    save_need(by=by, pupil=pupil, subject=subject, period=period, goal="Leest.", support="", expected=0)


@pytest.mark.requirement("H34")
def test_who_may_not_read_the_file_still_hears_which_points_were_come_to(live, member, pupils_5b, arithmetic, period):
    seat(live, member("fleur"))
    live.participants.update(joined_at=live.opened_at)
    need_of(member("emmy"), pupils_5b[0], arithmetic, period)
    close_review(by=member("sanne"), meeting=live)

    told = {name: report_page(member(name), Meeting.objects.get(pk=live.pk)) for name in ("emmy", "fleur")}

    point = item_of(live, AgendaItem.Matter.OVERVIEW).title
    assert said(told["emmy"]) == {point: "Staat in dit verslag."}
    assert said(told["fleur"]) == {point: "Besproken."}
    assert told["emmy"]["passed_over"] == told["fleur"]["passed_over"]
    assert told["fleur"]["needs"] == []


@pytest.mark.requirement("H34")
def test_what_an_absent_colleague_wrote_at_home_makes_no_point_discussed(live, member, pupils_5b, arithmetic, period):
    live.participants.update(joined_at=None)
    need_of(member("tom"), pupils_5b[0], arithmetic, period)
    close_review(by=member("sanne"), meeting=live)

    told = report_page(member("emmy"), Meeting.objects.get(pk=live.pk))

    assert (len(told["needs"]), said(told)) == (1, {})


@pytest.mark.requirement("H34")
@pytest.mark.parametrize("what", ["agreement", "need", "factor", "move", "team", "nothing"])
def test_pupil_of_whom_something_was_recorded_is_not_told_as_passed_over(member, pupils_5b, arithmetic, period, what):
    Case.objects.all().delete()
    sanne, pupil = member("sanne"), pupils_5b[0]
    case = register_case(by=sanne, pupil=pupil, grounds=[Ground.OUTLOOK], subject=arithmetic)
    meeting = open_review(by=sanne, meeting=plan_sitting(by=sanne, starts_at=at(0), cases=[case]))
    item = meeting.agenda.select_related("meeting__group", "case__pupil").get(matter=AgendaItem.Matter.CASE)
    stood = pupil.placements.select_related("clustering__group", "cluster").first()
    terms = {"domain": factor_domain(pupil.school, "work_attitude"), "source": factor_source(pupil.school, "child")}
    origin = {"origin": TeamNeed.Origin.PUPIL_REVIEW, "origin_key": case.pk}
    version = {"expected": stood.clustering.head.version}
    {
        "agreement": lambda: agree(
            by=sanne, meeting=meeting, item=item, what="Oefent.", owner=sanne.user, due_on=clock.today(), pupil=pupil
        ),
        "need": lambda: need_of(sanne, pupil, arithmetic, period),
        "factor": lambda: add_factor(by=sanne, pupil=pupil, direction="stimulating", text="leest veel", **terms),
        "move": lambda: place_pupil(by=sanne, clustering=stood.clustering, pupil=pupil, cluster=None, **version),
        "team": lambda: name_team_need(by=sanne, text="Tijd.", kind="time", **origin),
        "nothing": lambda: None,
    }[what]()
    close_review(by=sanne, meeting=meeting)

    passed_over = report_page(sanne, Meeting.objects.get(pk=meeting.pk))["passed_over"]

    assert (pupil.name in passed_over) == (what == "nothing")


@pytest.mark.requirement("H34")
def test_agreement_is_of_the_point_at_which_it_was_made(live, member):
    item = item_of(live, AgendaItem.Matter.GROUP)
    sanne = member("sanne")
    agree(by=sanne, meeting=live, item=item, what="Oefent.", owner=sanne.user, due_on=clock.today())
    close_review(by=sanne, meeting=live)

    assert said(report_page(sanne, Meeting.objects.get(pk=live.pk))) == {item.title: "Staat in dit verslag."}


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
