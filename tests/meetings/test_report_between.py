"""The report tells what was written on the matters of a review from elsewhere and by whom, and what changed in all."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.agreements.actions import change_agreement, close_agreement, make_agreement, reopen_agreement
from gezien.agreements.models import Agreement
from gezien.cases.actions import register_case
from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.actions.recorded import save_remark
from gezien.meetings.actions.report import approve_report, set_attendance
from gezien.meetings.actions.reviews import close_review, reopen_review
from gezien.meetings.actions.room import agree, mark_discussed
from gezien.meetings.documents.report import report_paper
from gezien.meetings.models import Meeting
from gezien.meetings.queries.report import report_page
from gezien.needs.actions import save_need
from gezien.notes.actions.notes import add_note
from gezien.notes.models import Note
from gezien.plans.actions.goals import save_goal
from gezien.plans.actions.plans import FIELDS, NUMBERS, save_general, save_row
from gezien.plans.models import Goal, GroupPlan
from gezien.plans.words import LABELS
from tests.factories.agreements import make_agreement as agreement_of
from tests.factories.meetings import item_of, opened

BY_TOM = "geschreven door Tom Smit, niet aan tafel"
WORDS = st.sampled_from(["", "Blok 6.", "Blok 7.", "Elke dag."])
EDITS = st.lists(
    st.tuples(st.sampled_from(["general", *LABELS]), WORDS, st.sampled_from(["emmy", "tom"])), min_size=1, max_size=8
)


@pytest.fixture
def live(member, group_5b) -> Meeting:
    """Of 5b, with Sanne and Emmy; Tom, who shares the group with Emmy, has no seat."""
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b, participants=[member("emmy").user])


@pytest.fixture
def end(member):
    """Close the review with Emmy at the table; what she reads in its report."""

    def end(meeting: Meeting):
        meeting.participants.filter(user=member("emmy").user).update(joined_at=meeting.opened_at)
        close_review(by=member("sanne"), meeting=Meeting.objects.get(pk=meeting.pk))
        return report_page(member("emmy"), Meeting.objects.get(pk=meeting.pk))

    return end


def write(by, plan: GroupPlan, where: str, words: str) -> None:
    plan, row = GroupPlan.objects.get(pk=plan.pk), plan.rows.select_related("plan__group").order_by("pk")[0]
    if where == "general":
        save_general(by=by, plan=plan, version=plan.version, general=words)
    else:
        same = {name: getattr(row, name) for name in (*FIELDS, *NUMBERS)}
        save_row(by=by, row=row, version=row.version, values=same | {where: words})


def texts_of(plan: GroupPlan) -> dict[str, str]:
    row = plan.rows.order_by("pk")[0]
    told = {str(label): getattr(row, name) for name, label in LABELS.items()}
    return told | {"Voor iedereen": GroupPlan.objects.get(pk=plan.pk).general}


@pytest.mark.requirement("E3", "B3", "H39")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_report_tells_what_changed_in_a_plan_from_opening_to_closing_and_by_whom(edits, member, group_5b, end):
    Meeting.objects.all().delete()
    meeting = opened(member("sanne"), group_5b, participants=[member("emmy").user])
    plan = group_5b.plans.filter(period=meeting.period).order_by("pk").first()
    before, hands = texts_of(plan), {}
    for where, words, who in edits:
        stood = texts_of(plan)
        write(member(who), plan, where, words)
        label = "Voor iedereen" if where == "general" else str(LABELS[where])
        if texts_of(plan) != stood:
            hands.setdefault(label, set()).add(who)

    told = {one["label"]: (one["text"], one["by"]) for one in end(meeting)["plans"]}

    by = {frozenset(["emmy"]): "", frozenset(["tom"]): BY_TOM, frozenset(["emmy", "tom"]): f"ook {BY_TOM}"}
    changed = {label: text for label, text in texts_of(plan).items() if text != before[label]}
    assert told == {label: (text or "(leeggemaakt)", by[frozenset(hands[label])]) for label, text in changed.items()}


@pytest.mark.requirement("E3", "B3")
def test_need_a_partner_sets_in_the_overview_is_told_with_who(live, member, pupils_5b, arithmetic, period, end):
    where = {"pupil": pupils_5b[0], "subject": arithmetic, "period": period, "support": ""}
    save_need(by=member("tom"), goal="Leest.", expected=0, **where)
    one = save_need(by=member("emmy"), goal="Rekent.", expected=0, **where | {"pupil": pupils_5b[1]})
    save_need(by=member("emmy"), goal="Telt.", expected=one.version, **where | {"pupil": pupils_5b[1]})

    assert [(need["goal"], need["by"]) for need in end(live)["needs"]] == [("Leest.", BY_TOM), ("Telt.", "")]


def test_need_that_says_again_what_it_said_is_not_told(member, group_5b, pupils_5b, arithmetic, period, end):
    where = {"pupil": pupils_5b[0], "subject": arithmetic, "period": period, "support": ""}
    need = save_need(by=member("emmy"), goal="Leest.", expected=0, **where)
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    need = save_need(by=member("emmy"), goal="Leest veel.", expected=need.version, **where)
    save_need(by=member("emmy"), goal="Leest.", expected=need.version, **where)

    assert end(live)["needs"] == []


def test_who_turns_out_to_have_been_there_is_not_told_apart(live, member, pupils_5b, end):
    live.participants.create(school=live.school, user=member("tom").user)
    add_note(by=member("tom"), pupil=pupils_5b[0], kind=Note.Kind.OBSERVATION, text="Ziet veel.")
    assert [one["by"] for one in end(live)["done"]] == [BY_TOM]

    meeting = Meeting.objects.get(pk=live.pk)
    set_attendance(by=member("sanne"), meeting=meeting, users=[member("tom").user])

    assert [one["by"] for one in report_page(member("emmy"), Meeting.objects.get(pk=live.pk))["done"]] == [""]


@pytest.mark.requirement("E3")
@pytest.mark.parametrize("kind", Note.Kind)
def test_notes_of_every_kind_are_told_and_restricted_ones_never(live, member, pupils_5b, end, kind):
    for visibility in Note.Visibility:
        add_note(by=member("tom"), pupil=pupils_5b[0], kind=kind, text=f"Geheim {kind}.", visibility=visibility)
    add_note(by=member("sanne"), pupil=pupils_5b[1], kind=kind, text="Geheim.", visibility=Note.Visibility.RESTRICTED)

    told = end(live)

    assert [one["about"] for one in told["done"]] == [pupils_5b[0].name]
    assert "Geheim" not in str(told) + str(Meeting.objects.get(pk=live.pk).report.content)


@pytest.mark.requirement("H40")
def test_registration_on_the_page_of_a_pupil_is_told(live, member, pupils_5b, end):
    Case.objects.all().delete()
    register_case(by=member("tom"), pupil=pupils_5b[0], concern="Geheim.")

    told = end(live)

    said = "De leerling is aangemeld voor de leerlingbespreking."
    assert [(one["about"], one["text"], one["by"]) for one in told["done"]] == [(pupils_5b[0].name, said, BY_TOM)]


def test_agreement_made_on_the_page_of_a_pupil_is_told(live, member, pupils_5b, end):
    day = clock.today() + dt.timedelta(days=9)
    make_agreement(by=member("tom"), what="Leest voor.", owner=member("tom").user, due_on=day, pupil=pupils_5b[0])

    assert [(one["what"], one["by"]) for one in end(live)["agreements"]] == [("Leest voor.", BY_TOM)]


@pytest.mark.parametrize("back", [False, True])
def test_agreement_of_before_that_got_another_day_is_told_unless_it_went_back(member, group_5b, zwaluw, end, back):
    emmy = member("emmy")
    old = agreement_of(zwaluw, emmy.user, group=group_5b)
    Agreement.objects.exclude(pk=old.pk).delete()
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    days = [old.due_on + dt.timedelta(days=7), *([old.due_on] if back else [])]
    for day in days:
        change_agreement(by=emmy, agreement=old, version=old.version, what=old.what, owner=emmy.user, due_on=day)

    assert len(end(live)["altered"]) == (0 if back else 1)


@pytest.mark.parametrize(("outcome", "told"), [("done", 0), ("not_done", 1)])
def test_agreement_that_had_ended_is_settled_here_only_when_it_ended_otherwise(
    member, group_5b, zwaluw, end, outcome, told
):
    emmy = member("emmy")
    old = agreement_of(zwaluw, emmy.user, group=group_5b)
    close_agreement(by=emmy, agreement=old, version=old.version, outcome="done")
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b)
    reopen_agreement(by=emmy, agreement=old, version=old.version)
    close_agreement(by=emmy, agreement=old, version=old.version, outcome=outcome)

    assert len(end(live)["settled"]) == told


def test_agreement_that_was_settled_while_the_review_was_closed_is_not_told(live, member, zwaluw, end):
    home, here = (agreement_of(zwaluw, member("emmy").user, group=live.group, what=what) for what in ("Thuis", "Hier"))
    end(live)
    close_agreement(by=member("tom"), agreement=home, version=home.version, outcome="done")
    reopen_review(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))
    close_agreement(by=member("emmy"), agreement=here, version=here.version, outcome="done")

    assert [(one["what"], one["by"]) for one in end(live)["settled"]] == [("Hier", "")]


def test_agreement_that_was_closed_and_opened_again_stands_as_it_did(live, member, zwaluw, end):
    old = agreement_of(zwaluw, member("emmy").user, group=live.group)
    close_agreement(by=member("emmy"), agreement=old, version=old.version, outcome="done")
    reopen_agreement(by=member("emmy"), agreement=old, version=old.version)

    told = end(live)
    assert (told["settled"], told["altered"]) == ([], [])


def test_goal_that_says_again_what_it_said_is_not_told(live, member, group_5b, end):
    goal = Goal.objects.filter(row__plan__group=group_5b, row__plan__period=live.period).first()
    was = goal.text
    for text in ("Anders.", was):
        values = {name: getattr(goal, name) for name in ("measure", "instrument_id", "score_type", "level", "target")}
        goal = save_goal(by=member("emmy"), goal=goal, version=goal.version, values={**values, "text": text})

    assert end(live)["plans"] == []


@pytest.mark.requirement("H34", "Z3")
def test_point_of_which_something_came_is_not_told_as_passed_over(live, member, end):
    day = clock.today() + dt.timedelta(days=9)
    agree(by=member("emmy"), meeting=live, item=None, what="Oefent.", owner=member("emmy").user, due_on=day)
    save_remark(by=member("emmy"), meeting=live, part="takeaway", key="support", version=0, text="Tijd.")

    told = end(live)

    kinds = {item.title for item in live.agenda.filter(matter__in=["new_agreements", "takeaways"])}
    assert len(kinds) == 2
    assert not kinds & set(told["passed_over"])
    assert {one["said"] for one in told["items"] if one["title"] in kinds} == {"Staat in dit verslag."}
    assert len(told["passed_over"]) == 4


def test_paper_tells_points_without_minutes_and_fields_that_were_emptied(live, member, group_5b, end):
    plan = group_5b.plans.filter(period=live.period).order_by("pk").first()
    write(member("tom"), plan, "general", "")
    mark_discussed(by=member("sanne"), item=item_of(live, "group"), discussed=True)
    end(live)

    paper = report_paper(Meeting.objects.get(pk=live.pk), member("emmy"))

    lines = {one["label"]: one["text"] for section in paper["sections"] for one in section["lines"]}
    assert lines[item_of(live, "group").title] == "Besproken, zonder notulen."
    assert lines[f"{plan.subject.name}, Voor iedereen"] == f"(leeggemaakt)\n({BY_TOM})"


def test_paper_tells_who_approved_the_report(live, member, end):
    end(live)
    approve_report(by=member("sanne"), meeting=Meeting.objects.get(pk=live.pk))

    facts = report_paper(Meeting.objects.get(pk=live.pk), member("emmy"))["facts"]

    assert "vastgesteld op" in facts
    assert "door Sanne Visser" in facts


@pytest.mark.requirement("H34")
def test_agreements_settled_in_the_room_are_marked_there_and_make_their_point_discussed(
    member, group_5b, zwaluw, end, sign_in
):
    old = agreement_of(zwaluw, member("emmy").user, group=group_5b)
    Agreement.objects.exclude(pk=old.pk).delete()
    Meeting.objects.all().delete()
    live = opened(member("sanne"), group_5b, participants=[member("emmy").user])
    point = item_of(live, "agreements")
    page, address = sign_in("sanne"), reverse("meetings:room", args=[zwaluw.slug, live.pk])
    before = page.get(address, {"item": point.pk}).content.decode()
    close_agreement(by=member("emmy"), agreement=old, version=old.version, outcome="done")
    after = page.get(address, {"item": point.pk}).content.decode()

    assert ["Dit is allemaal afgerond." in shown for shown in (before, after)] == [False, True]
    assert item_of(live, "agreements").discussed_at is None  # who leads ticks it off
    assert point.title not in end(live)["passed_over"]
