"""The report tells what stands in the end: what was taken back at the table is not in it, nor is what others wrote."""

import datetime as dt
import uuid

import pytest

from gezien.cases.actions import (
    change_case,
    close_case,
    record_effect,
    register_case,
    remove_effect,
    reopen_case,
    save_part,
)
from gezien.cases.actions.guests import end_guest
from gezien.cases.models import Case, Ground
from gezien.common import clock
from gezien.meetings.actions.reviews import close_review, open_review, reopen_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import Meeting
from gezien.meetings.queries.report import report_page
from gezien.needs.actions import close_need, place_pupil, remove_need, reopen_need, save_need
from gezien.needs.actions.clusters import rename_cluster
from gezien.needs.actions.signals import put_aside, take_up, undo_step
from gezien.needs.models import Signal, SignalRule
from gezien.notes.actions.factors import add_factor, change_factor, end_factor, reopen_factor, undo_factor_step
from gezien.notes.actions.notes import add_notes, undo_note
from gezien.notes.models import Factor
from gezien.plans.actions.goals import remove_goal, restore_goal
from gezien.plans.actions.plans import FIELDS, NUMBERS, add_row, change_status, neighbours, save_general, save_row
from gezien.plans.models import Goal
from gezien.plans.words import LABELS
from gezien.team.actions import change_team_need, name_team_need
from gezien.team.models import TeamNeed
from tests.factories.guests import make_invitation
from tests.factories.meetings import at, opened, planned
from tests.factories.notes import factor_domain, factor_source

ELSEWHERE = "(hier opgeschreven, daarna buiten de bespreking gewijzigd)"


@pytest.fixture
def live(member, group_5b) -> Meeting:
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


@pytest.fixture
def case(member, pupils_5b, arithmetic) -> Case:
    Case.objects.all().delete()
    return register_case(by=member("emmy"), pupil=pupils_5b[0], grounds=[Ground.OUTLOOK], subject=arithmetic)


@pytest.fixture
def sitting(member, case) -> Meeting:
    meeting = open_review(by=member("sanne"), meeting=plan_sitting(by=member("sanne"), starts_at=at(0), cases=[case]))
    meeting.participants.update(joined_at=meeting.opened_at)
    return meeting


@pytest.fixture
def end(member):
    """Close a review; what Emmy reads in its report."""

    def end(meeting: Meeting):
        close_review(by=member("sanne"), meeting=meeting)
        return report_page(member("emmy"), Meeting.objects.get(pk=meeting.pk))

    return end


def lines_of(told) -> list[tuple[str, str]]:
    return [line for case in told["cases"] for line in case["lines"]]


def leave(meeting: Meeting, member) -> None:
    """Somebody is not at the table (any more)."""
    meeting.participants.filter(user=member.user).delete()


@pytest.mark.requirement("E3", "H44")
def test_answer_that_was_taken_back_is_not_told_nor_as_something_else(sitting, case, member, end):
    emmy = member("emmy")
    answer = record_effect(by=emmy, case=case, going={"pupil_goes": 2}, next_on=None)
    remove_effect(by=emmy, case=case, effect=answer)

    assert lines_of(end(sitting)) == []


def test_change_of_the_case_itself_is_told_when_there_is_one(sitting, case, member, end):
    same = {name: getattr(case, name) for name in ("grounds", "subject", "teacher", "coach")}
    case = change_case(by=member("emmy"), case=case, version=case.version, **same)
    case = change_case(by=member("emmy"), case=case, version=case.version, **same | {"teacher": None})

    assert lines_of(end(sitting)) == [("Ook gedaan", "De gegevens van de leerlingbespreking zijn aangepast.")]


def test_unchanged_case_is_not_told(sitting, case, member, end):
    same = {name: getattr(case, name) for name in ("grounds", "subject", "teacher", "coach")}
    change_case(by=member("emmy"), case=case, version=case.version, **same)

    assert lines_of(end(sitting)) == []


def test_case_closed_and_opened_again_stands_as_it_did(sitting, case, member, end):
    close_case(by=member("sanne"), case=case, note="Toch niet.")
    reopen_case(by=member("sanne"), case=case)

    assert lines_of(end(sitting)) == []


def test_note_that_was_taken_back_is_not_told(live, member, pupils_5b, end):
    form = uuid.uuid4()
    add_notes(by=member("emmy"), pupils=[pupils_5b[0]], kind="pupil_talk", text="Vertelde veel.", form=form)
    assert undo_note(by=member("emmy"), form=form)

    assert end(live)["done"] == []


@pytest.fixture
def signal(live, pupils_5b) -> Signal:
    rule = SignalRule.objects.filter(school=live.school).first()
    return Signal.objects.create(
        school=live.school, pupil=pupils_5b[0], rule=rule, key="proef", first_seen_on=clock.today(), since=clock.today()
    )


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("what", ["aside", "up"])
def test_signal_is_told_as_it_stands(live, signal, member, end, what, back):
    by = {"by": member("emmy"), "signal": signal}
    if what == "aside":
        put_aside(**by, reason="Ziek.", until=clock.today() + dt.timedelta(days=5), expected=signal.version)
    else:
        take_up(**by, expected=signal.version)
    if back:
        undo_step(**by, expected=signal.version)

    said = {"aside": "Een signaal is terzijde gelegd.", "up": "Een signaal is opgepakt."}[what]
    assert [one["text"] for one in end(live)["done"]] == ([] if back else [said])


def need_of(by, pupil, subject, period, goal: str = "Leest."):
    return save_need(by=by, pupil=pupil, subject=subject, period=period, goal=goal, support="", expected=0)


def test_need_that_was_set_and_taken_away_here_was_never_there(live, member, pupils_5b, arithmetic, period, end):
    need = need_of(member("emmy"), pupils_5b[0], arithmetic, period)
    remove_need(by=member("emmy"), need=need, expected=need.version)

    told = end(live)
    assert (told["needs"], told["done"]) == ([], [])


@pytest.mark.parametrize("back", [False, True])
def test_need_of_before_is_told_as_it_ended(member, group_5b, pupils_5b, arithmetic, period, end, back):
    emmy, need = member("emmy"), need_of(member("emmy"), pupils_5b[0], arithmetic, period)
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    need = close_need(by=emmy, need=need, outcome="reached", expected=need.version)
    if back:
        reopen_need(by=emmy, need=need, expected=need.version)

    assert len(end(live)["done"]) == (0 if back else 1)


def test_need_taken_away_or_opened_again_is_told(member, group_5b, pupils_5b, arithmetic, period, end):
    emmy = member("emmy")
    gone, back = (need_of(emmy, pupil, arithmetic, period) for pupil in pupils_5b[:2])
    back = close_need(by=emmy, need=back, outcome="reached", expected=back.version)
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    remove_need(by=emmy, need=gone, expected=gone.version)
    reopen_need(by=emmy, need=back, expected=back.version)

    said = ["Een behoefte is weggehaald.", f"Behoefte heropend. {arithmetic.name}: Leest."]
    assert [one["text"] for one in end(live)["done"]] == said


def factor_of(by, pupil, text: str = "werkt graag samen") -> Factor:
    about = {"domain": factor_domain(pupil.school, "work_attitude"), "source": factor_source(pupil.school, "child")}
    return add_factor(by=by, pupil=pupil, direction=Factor.Direction.STIMULATING, text=text, **about)


@pytest.mark.requirement("E3")
def test_factors_are_told_as_they_stand(member, group_5b, pupils_5b, end):
    emmy = member("emmy")
    ended, back, gone = (factor_of(emmy, pupil) for pupil in pupils_5b[:3])
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    end_factor(by=emmy, factor=ended)
    reopen_factor(by=emmy, factor=end_factor(by=emmy, factor=back))
    undo_factor_step(by=emmy, step=end_factor(by=emmy, factor=gone).steps.first())
    factor_of(emmy, pupils_5b[3], "leest veel")
    undo_factor_step(by=emmy, step=factor_of(emmy, pupils_5b[3], "tekent").steps.first())

    told = {one["about"]: (one["direction"], one["what"], one["text"]) for one in end(live)["factors"]}

    assert told == {
        pupils_5b[0].name: ("Stimulerend", "geldt niet meer", "werkt graag samen"),
        pupils_5b[3].name: ("Stimulerend", "opgeschreven", "leest veel"),
    }


def reword(by, factor: Factor, text: str) -> None:
    factor = Factor.objects.get(pk=factor.pk)
    about = {name: getattr(factor, name) for name in ("domain", "source", "can_be_influenced")}
    change_factor(by=by, factor=factor, expected=factor.version, text=text, **about)


@pytest.mark.parametrize("back", [False, True])
def test_factor_that_says_again_what_it_said_is_not_told(member, group_5b, pupils_5b, end, back):
    factor = factor_of(member("emmy"), pupils_5b[0])
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    reword(member("emmy"), factor, "werkt alleen")
    if back:
        reword(member("emmy"), factor, "werkt graag samen")

    told = [("gewijzigd", "werkt alleen")]
    assert [(one["what"], one["text"]) for one in end(live)["factors"]] == ([] if back else told)


def test_pupil_who_went_and_came_back_did_not_move_whatever_the_cluster_is_called(live, member, pupils_5b, end):
    emmy, stood = member("emmy"), pupils_5b[0].placements.select_related("clustering__group", "cluster").first()
    other = stood.clustering.clusters.exclude(pk=stood.cluster_id).first()
    head = stood.clustering.head

    def go(cluster) -> None:
        head.refresh_from_db()
        place_pupil(by=emmy, clustering=stood.clustering, pupil=stood.pupil, cluster=cluster, expected=head.version)

    go(other)
    head.refresh_from_db()
    rename_cluster(by=emmy, cluster=stood.cluster, name="Maan", expected=head.version)
    go(stood.cluster)

    assert end(live)["moves"] == []


@pytest.mark.parametrize(("words", "told"), [("Tijd.", []), ("Handen.", ["Handen."])])
def test_team_need_that_says_again_what_it_said_is_not_told(member, group_5b, end, words, told):
    sanne, meeting = member("sanne"), planned(member("sanne"), group_5b, days=0)
    about = {"origin": TeamNeed.Origin.GROUP_REVIEW, "origin_key": meeting.pk, "group": group_5b}
    need = name_team_need(by=sanne, text="Tijd.", kind="time", **about)
    live = open_review(by=sanne, meeting=meeting)
    for text in ("Anders.", words):
        need = change_team_need(by=sanne, need=need, version=need.version, text=text, kind="time")

    assert [one["text"] for one in end(live)["team"]] == told


@pytest.mark.parametrize("stays", [True, False])
def test_invitation_that_was_ended_at_the_table_is_not_told(sitting, case, member, end, stays):
    guest = make_invitation(member("sanne"), case).guest
    if not stays:
        end_guest(by=member("sanne"), guest=guest)

    said = ("Ook gedaan", "Iemand van buiten is uitgenodigd om mee te denken.")
    assert lines_of(end(sitting)) == ([said] if stays else [])


@pytest.mark.parametrize("back", [False, True])
def test_step_of_a_plan_that_was_taken_back_is_not_told(live, member, end, back):
    plan = live.group.plans.filter(period=live.period).first()
    steps = neighbours(plan.status)
    was, there = plan.status, steps[-1]
    change_status(by=member("emmy"), plan=plan, was=was, status=there)
    if back:
        change_status(by=member("emmy"), plan=plan, was=there, status=was)

    assert [one["label"] for one in end(live)["plans"]] == ([] if back else ["Status"])


def test_goal_that_was_taken_out_and_put_back_is_not_told(live, member, end):
    goal = Goal.kept.filter(row__plan__group=live.group, row__plan__period=live.period, removed_at=None).first()
    remove_goal(by=member("emmy"), goal=goal)
    restore_goal(by=member("emmy"), goal=Goal.kept.get(pk=goal.pk))

    assert end(live)["plans"] == []


def test_cluster_that_was_added_to_a_plan_is_told(live, member, end):
    plan = live.group.plans.filter(period=live.period).first()
    row = plan.rows.select_related("cluster").first()
    name, cluster = row.cluster.name, row.cluster
    row.delete()
    add_row(by=member("emmy"), plan=plan, cluster=cluster)

    assert [(one["of"], one["label"]) for one in end(live)["plans"]] == [(name, "Toegevoegd aan het plan")]


# --- words that somebody wrote anew elsewhere -------------------------------------------------------------------------


@pytest.mark.requirement("E3", "B3")
def test_words_of_somebody_without_a_seat_are_told_with_their_name(sitting, case, member, end):
    leave(sitting, member("emmy"))
    for who, version in (("sanne", 1), ("emmy", 2)):
        save_part(by=member(who), case=case, key="ideas", version=version, text=f"Van {who}.")
    save_part(by=member("emmy"), case=case, key="tried", version=1, text="Van de gang.")
    save_part(by=member("sanne"), case=case, key="question", version=1, text="Van Sanne.")

    assert lines_of(end(sitting)) == [
        ("Wat je hebt geprobeerd, en wat het deed", "Van de gang.\n(geschreven door Emmy de Groot, niet aan tafel)"),
        ("De vraag aan de anderen", "Van Sanne."),
        ("Wat zou kunnen helpen", "Van emmy.\n(ook geschreven door Emmy de Groot, niet aan tafel)"),
    ]


def test_answers_of_between_closing_and_opening_again_are_not_told(sitting, case, member, end):
    emmy, sanne = member("emmy"), member("sanne")
    record_effect(by=emmy, case=case, going={"pupil_goes": 1}, words="Aan tafel.", next_on=None)
    close_review(by=sanne, meeting=sitting)
    record_effect(by=emmy, case=case, going={"pupil_goes": 3}, words="Op de gang.", next_on=None)
    record_effect(by=sanne, case=case, going={"pupil_goes": 3}, words="Op de gang.", next_on=None)
    reopen_review(by=sanne, meeting=Meeting.objects.get(pk=sitting.pk))

    assert [text for _label, text in lines_of(end(Meeting.objects.get(pk=sitting.pk)))] == [ELSEWHERE]


def test_words_of_needs_factors_and_plans_that_were_written_over_are_not_told(
    live, member, pupils_5b, arithmetic, period, end
):
    emmy, pupil = member("emmy"), pupils_5b[0]
    factor = factor_of(emmy, pupil)
    plan = live.group.plans.filter(period=live.period).first()
    row = plan.rows.select_related("plan__group").first()

    def write(text: str, *, fields: tuple[str, ...]):
        known = pupil.needs.filter(subject=arithmetic, period=period, number=1).first()
        where = {"pupil": pupil, "subject": arithmetic, "period": period, "support": text}
        save_need(by=emmy, goal=text, expected=known.version if known else 0, **where)
        plan.refresh_from_db()
        save_general(by=emmy, plan=plan, version=plan.version, general=text)
        row.refresh_from_db()
        same = {name: getattr(row, name) for name in (*FIELDS, *NUMBERS)}
        save_row(by=emmy, row=row, version=row.version, values={**same, **dict.fromkeys(fields, text)})

    write("Aan tafel.", fields=("content", "approach"))
    close_review(by=member("sanne"), meeting=live)
    write("Op de gang.", fields=("content",))
    about = {name: getattr(factor, name) for name in ("domain", "source", "can_be_influenced")}
    change_factor(by=emmy, factor=factor, expected=factor.version, text="op de gang", **about)
    reopen_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))

    told = end(Meeting.objects.get(pk=live.pk))
    assert [(one["goal"], one["support"]) for one in told["needs"]] == [(ELSEWHERE, "")]
    assert [one["text"] for one in told["factors"]] == [ELSEWHERE]
    assert {one["label"]: one["text"] for one in told["plans"]} == {
        "Voor iedereen": ELSEWHERE,
        str(LABELS["content"]): ELSEWHERE,
        str(LABELS["approach"]): "Aan tafel.",
    }
