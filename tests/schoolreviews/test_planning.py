"""Planning and preparing a school review."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.common.models import StaleVersion
from gezien.quality.actions.education_plans import settle_education_plan
from gezien.quality.actions.readings import say_read
from gezien.quality.models import EducationPlan, QualityCard
from gezien.schoolreviews.actions import planning, session
from gezien.schoolreviews.actions.reading import tell_read
from gezien.schoolreviews.forms import rounds_of
from gezien.schoolreviews.models import DocumentRead, ReviewFormat, ReviewStep, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries import preparation
from gezien.schoolreviews.queries.reading import documents, readers, reading_of
from gezien.schoolreviews.queries.session import is_presenting
from gezien.schoolreviews.rules import colleagues
from gezien.schoolreviews.steps import AFTERWARDS, arranged, check_steps
from gezien.schools.models import Subject
from gezien.schools.rules import NotAllowed
from tests.schoolreviews.conftest import go

WHEN = dt.datetime(2027, 3, 3, 12, 30, tzinfo=dt.UTC)


@pytest.fixture
def planned(member, arithmetic):
    """A review to come, Sanne in the chair, arithmetic together and three subjects in rounds."""
    others = list(Subject.objects.exclude(pk=arithmetic.pk)[:3])
    sanne = member("sanne")
    return planning.plan_review(
        by=sanne, title="Maart", starts_at=WHEN, place="", chair=sanne.user, together=arithmetic, parallel=others
    )


def test_review_begins_with_the_schools_format(planned):
    assert [step.kind for step in planned.steps.all()] == [
        "opening", "look_back", "together", "parallel", "closing", "processing", "monitoring",
    ]  # fmt: skip
    assert planned.rounds == [20, 15, 15]
    assert [board.kind for board in planned.boards.all()] == ["look_back", "together", *["parallel"] * 3]
    assert next(column["key"] for column in planned.columns) == "seen"


@pytest.mark.requirement("S1")
def test_colleagues_stand_in_the_order_in_which_names_are_read(member):
    names = [user.name for user in colleagues(member("sanne"))]
    assert names[0] == "Anouk Dekker"
    assert names == sorted(names)


def test_own_format_holds_for_the_next_review(planned, member):
    columns = [{"key": "good", "title": "Wat lukt?", "hint": ""}]
    steps = [{"kind": "opening", "title": "Start", "minutes": 5, "guidance": ""}]
    planning.save_format(by=member("karim"), version=1, columns=columns, steps=steps, rounds=[10, 10])
    sanne = member("sanne")
    later = planning.plan_review(by=sanne, title="Juni", starts_at=WHEN, place="", chair=sanne.user)
    assert (later.columns, later.rounds, later.steps.get().title) == (columns, [10, 10], "Start")
    assert ReviewFormat.objects.get().scale_question


@pytest.mark.requirement("S1")
def test_team_tells_what_it_read(planned, member, zwaluw):
    sanne, emmy = member("sanne"), member("emmy")
    plans = list(EducationPlan.objects.all()[:1])
    planning.set_documents(by=sanne, review=planned, version=1, plans=plans, links=[("Visie", "https://x.example/v")])
    first, second = planned.documents.all()
    for document in (first, second, second):
        tell_read(by=emmy, document=document, is_read=True)
    beforehand = reading_of(planned)
    assert [row["is_read"] for row in documents(emmy, beforehand)] == [True, True]
    assert {row["name"]: row["read"] for row in readers(sanne, beforehand)}[emmy.name] == 2
    assert DocumentRead.objects.get(document__review=planned).document == second  # the plan keeps its own receipt
    planning.set_documents(by=sanne, review=planned, version=2, plans=plans, links=[])
    assert (first.pk, emmy.user.pk) in reading_of(planned).said


@pytest.mark.requirement("S1")
def test_education_plan_read_anywhere_is_read_until_another_version_holds(planned, member):
    sanne, emmy = member("sanne"), member("emmy")
    plan = EducationPlan.objects.first()
    version = plan.versions.get(number=plan.number)
    planning.set_documents(by=sanne, review=planned, version=1, plans=[plan], links=[])
    say_read(by=emmy, version=version)
    assert documents(emmy, reading_of(planned))[0]["is_read"]
    tell_read(by=emmy, document=planned.documents.get(), is_read=False)
    assert not version.readings.filter(reader=emmy.user).exists()
    tell_read(by=emmy, document=planned.documents.get(), is_read=True)
    EducationPlan.objects.update(offer="Meer automatiseren")
    settle_education_plan(by=sanne, plan=plan, why="Bijgesteld")
    assert [(row["is_read"], row["readers"]) for row in documents(emmy, reading_of(planned))] == [(False, 0)]


@pytest.mark.requirement("S1", "Z8")
def test_quality_card_can_be_read_beforehand(planned, member, sign_in, zwaluw):
    card = QualityCard.objects.create(school=zwaluw, title="Zo lezen wij")
    client, page = sign_in("sanne"), reverse("schoolreviews:part", args=[zwaluw.slug, planned.pk, "documents"])
    assert client.post(page, {"version": 1, "cards": [card.pk]}).status_code == 302
    document = planned.documents.get()
    tell_read(by=member("emmy"), document=document, is_read=True)
    (row,) = documents(member("emmy"), reading_of(planned))
    assert (row["title"], row["readers"], row["is_read"]) == ("Kwaliteitskaart Zo lezen wij", 1, True)
    assert row["url"] == reverse("quality:card", args=[zwaluw.slug, card.pk])


def test_school_without_plans_and_cards_still_gives_something_to_read(planned, sign_in, zwaluw):
    EducationPlan.objects.all().delete()
    QualityCard.objects.all().delete()
    client, address = sign_in("sanne"), reverse("schoolreviews:part", args=[zwaluw.slug, planned.pk, "documents"])
    page = client.get(reverse("schoolreviews:prepare", args=[zwaluw.slug, planned.pk]))
    form = page.context["forms"]["documents"]
    assert form.chosen_fields() == []
    assert "nog geen onderwijsplannen of kwaliteitskaarten" in page.content.decode()
    data = {name: form[name].value() or "" for name in form.fields}
    assert (
        client.post(address, data | {"title_0": "Schoolplan", "link_0": "https://school.example/plan"}).status_code
        == 302
    )
    assert planned.documents.get().title == "Schoolplan"


def test_board_with_cards_stays_when_its_subject_is_unticked(planned, member, zwaluw, arithmetic):
    board = planned.boards.get(subject=arithmetic)
    board.cards.create(school=zwaluw, column="seen", text="Automatiseren gaat vooruit.")
    planning.set_subjects(by=member("sanne"), review=planned, version=1, together=None, parallel=[], leads={})
    assert list(planned.boards.exclude(kind="look_back")) == [board]


def leave_out(review, kind, member):
    """Save the agenda without the step of this kind."""
    steps = [
        {"key": step.pk, "kind": step.kind, "title": step.title, "minutes": step.minutes, "guidance": step.guidance}
        for step in review.steps.exclude(kind=kind)
    ]
    planning.set_agenda(
        by=member("sanne"), review=review, version=review.version, steps=steps, rounds=[20], presenting_minutes=5
    )


@pytest.mark.requirement("S4", "S5")
def test_boards_of_a_step_that_is_left_out_go_along(planned, member):
    leave_out(planned, "parallel", member)
    assert [board.kind for board in planned.boards.all()] == ["look_back", "together"]
    leave_out(planned, "look_back", member)
    assert [board.kind for board in planned.boards.all()] == ["together"]


@pytest.mark.parametrize(
    "written", [{"execution_note": "Minder tijd dan gepland."}, {"execution": "partly"}, {"analysed_at": WHEN}]
)
def test_board_on_which_something_was_written_stays_without_its_step(planned, member, written):
    board = planned.boards.get(kind="together")
    SubjectBoard.objects.filter(pk=board.pk).update(**written)
    leave_out(planned, "together", member)
    planning.set_subjects(by=member("sanne"), review=planned, version=2, together=None, parallel=[], leads={})
    assert list(planned.boards.exclude(kind="look_back")) == [board]


def test_each_subject_gets_its_lead(planned, member, arithmetic):
    marleen = member("marleen").user
    others = [board.subject for board in planned.boards.filter(kind=SubjectBoard.Kind.PARALLEL)]
    leads = {arithmetic.pk: marleen}
    planning.set_subjects(
        by=member("sanne"), review=planned, version=1, together=arithmetic, parallel=others, leads=leads
    )
    assert planned.boards.get(subject=arithmetic).lead == marleen


def test_roles_are_for_colleagues(planned, member):
    emmy = member("emmy")
    planning.set_roles(by=member("sanne"), review=planned, version=1, roles=[("minutes", emmy.user, "")])
    assert [(role.user, role.kind) for role in planned.roles.all()] == [(emmy.user, "minutes")]
    with pytest.raises(NotAllowed):
        planning.set_roles(by=emmy, review=planned, version=2, roles=[])


def test_two_who_prepare_do_not_overwrite_each_other(planned, member):
    planning.change_review(by=member("sanne"), review=planned, version=1, goals="Weten waar we staan.")
    with pytest.raises(StaleVersion):
        planning.change_review(by=member("karim"), review=planned, version=1, goals="Iets anders.")


def test_cancelled_review_leaves_the_list(planned, member):
    before = len(preparation.review_rows(member("emmy"))["coming"])
    planning.cancel_review(by=member("sanne"), review=planned, version=1)
    assert len(preparation.review_rows(member("emmy"))["coming"]) == before - 1


def test_agenda_tells_clock_times(planned):
    rows = preparation.agenda(planned)
    assert [row["at"] for row in rows] == ["13:30", "13:45", "14:05", "14:45", "15:45", "", ""]


@pytest.mark.parametrize("text", ["", "0", "20, x", "1 2 3 4 5 6 7", "-5"])
def test_odd_rounds_are_refused(text):
    with pytest.raises(ValidationError, match="zes rondes"):
        rounds_of(text)


def test_preparation_page_saves_part_by_part(planned, sign_in, zwaluw):
    client = sign_in("sanne")
    page = client.get(reverse("schoolreviews:prepare", args=[zwaluw.slug, planned.pk]))
    form = page.context["forms"]["agenda"]
    data = {name: form[name].value() for name in form.fields} | {"minutes_0": 25, "rounds": "25, 20"}
    reply = client.post(reverse("schoolreviews:part", args=[zwaluw.slug, planned.pk, "agenda"]), data)
    planned.refresh_from_db()
    assert (reply.status_code, planned.rounds, planned.steps.first().minutes) == (302, [25, 20], 25)
    again = client.post(reverse("schoolreviews:part", args=[zwaluw.slug, planned.pk, "agenda"]), data)
    assert (again.status_code, b"minutes_0" in again.content) == (409, True)


def agenda_data(client, review) -> dict:
    """The form of the agenda as the page shows it."""
    page = client.get(reverse("schoolreviews:prepare", args=[review.school.slug, review.pk]))
    form = page.context["forms"]["agenda"]
    return {name: form[name].value() for name in form.fields}


@pytest.mark.requirement("S1")
def test_steps_are_added_left_out_and_moved_before_they_are_kept(planned, sign_in, zwaluw):
    client, address = sign_in("sanne"), reverse("schoolreviews:part", args=[zwaluw.slug, planned.pk, "agenda"])
    data = agenda_data(client, planned) | {"title_0": "Welkom"}
    for button in ({"arrange": "add", "new_kind": "other"}, {"arrange": "up-5"}, {"arrange": "out-1"}):
        page = client.post(address, data | button)
        form = page.context["forms"]["agenda"]
        data = {name: form[name].value() for name in form.fields}
    assert planned.steps.count() == 7  # nothing is kept yet
    assert client.post(address, data).status_code == 302
    assert [step.kind for step in planned.steps.all()] == [
        "opening", "together", "parallel", "other", "closing", "processing", "monitoring",
    ]  # fmt: skip
    assert planned.steps.first().title == "Welkom"


@pytest.mark.requirement("S1")
def test_school_keeps_its_own_list_of_steps_for_reviews_to_come(planned, member, sign_in, zwaluw):
    client, address = sign_in("karim"), reverse("schoolreviews:format", args=[zwaluw.slug])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    for button in ({"arrange": "out-3"}, {"arrange": "add", "new_kind": "other"}):
        form = client.post(address, data | button).context["form"]
        data = {name: form[name].value() for name in form.fields}
    assert client.post(address, data | {"title_4": "Pauze"}).status_code == 302
    later = planning.plan_review(by=member("sanne"), title="Juni", starts_at=WHEN, place="", chair=member("sanne").user)
    kinds = ["opening", "look_back", "together", "closing", "other", "processing", "monitoring"]
    assert [step.kind for step in later.steps.all()] == kinds
    assert (later.steps.get(kind="other").title, planned.steps.count()) == ("Pauze", 7)


def test_what_has_begun_stays_and_keeps_its_clock_and_minutes(live_review, sign_in):
    review, client = live_review.review, sign_in("sanne")
    first = review.steps.first()
    address = reverse("schoolreviews:part", args=[review.school.slug, review.pk, "agenda"])
    data = agenda_data(client, review)
    assert "step-out-opening" not in client.post(address, data | {"arrange": "down-5"}).content.decode()
    assert client.post(address, data | {"title_0": "Start", "minutes_0": 25}).status_code == 302
    now = review.steps.first()
    assert (now.title, now.ends_at, now.started_at) == ("Start", first.ends_at, first.started_at)
    left_out = agenda_data(client, review) | {"key_0": "", "kind_0": "other", "title_0": "Inloop"}
    assert client.post(address, left_out).status_code == 422
    assert review.steps.filter(pk=first.pk).exists()


def test_step_that_begins_while_it_is_left_out_comes_back_with_all_that_was_typed(live_review, sign_in):
    review, client = live_review.review, sign_in("sanne")
    address = reverse("schoolreviews:part", args=[review.school.slug, review.pk, "agenda"])
    form = client.post(address, agenda_data(client, review) | {"arrange": "out-1"}).context["forms"]["agenda"]
    data = {name: form[name].value() for name in form.fields} | {"title_2": "Alles naast elkaar"}
    go(live_review, "look_back")  # meanwhile
    page = client.post(address, data)
    form = page.context["forms"]["agenda"]
    assert (page.status_code, "Alles naast elkaar" in page.content.decode()) == (422, True)
    assert [row["kind"] for row in form.rows][:3] == ["opening", "look_back", "together"]
    again = {name: form[name].value() for name in form.fields}
    assert client.post(address, again).status_code == 302
    assert [step.title for step in review.steps.all()][3] == "Alles naast elkaar"
    assert ReviewStep.objects.get(review=review, kind="look_back").started_at


def test_step_that_begins_at_the_very_moment_of_saving_is_a_conflict(live_review, member):
    review = live_review.review
    steps = [{"key": "", "kind": "other", "title": "Pauze", "minutes": 5, "guidance": ""}]
    with pytest.raises(StaleVersion) as stale:
        planning.set_agenda(
            by=member("sanne"), review=review, version=1, steps=steps, rounds=[20], presenting_minutes=5
        )
    assert (stale.value.current.version, review.steps.count()) == (1, 7)


def test_new_step_sent_again_is_the_same_step(planned, sign_in):
    client = sign_in("sanne")
    address = reverse("schoolreviews:part", args=[planned.school.slug, planned.pk, "agenda"])
    form = client.post(address, agenda_data(client, planned) | {"arrange": "add", "new_kind": "other"})
    form = form.context["forms"]["agenda"]
    data = {name: form[name].value() for name in form.fields} | {"title_5": "Pauze"}
    assert client.post(address, data).status_code == 302
    made = planned.steps.get(kind="other")
    page = client.post(address, data)  # its answer got lost
    form = page.context["forms"]["agenda"]
    again = {name: form[name].value() for name in form.fields} | {"title_5": "Lange pauze"}
    assert (page.status_code, client.post(address, again).status_code) == (409, 302)
    assert [(step.pk, step.title) for step in planned.steps.filter(kind="other")] == [(made.pk, "Lange pauze")]


def test_round_that_is_going_on_is_not_taken_away(live_review, sign_in):
    review, client = live_review.review, sign_in("sanne")
    address = reverse("schoolreviews:part", args=[review.school.slug, review.pk, "agenda"])
    go(live_review, "parallel")
    session.next_round(by=live_review.by, review=review)
    page = client.post(address, agenda_data(client, review) | {"rounds": "20", "title_0": "Getypt"})
    assert (page.status_code, "Getypt" in page.content.decode()) == (422, True)
    assert client.post(address, agenda_data(client, review) | {"rounds": "20, 15"}).status_code == 302
    session.next_round(by=live_review.by, review=SchoolReview.objects.get(pk=review.pk))
    assert client.post(address, agenda_data(client, review) | {"rounds": "20, 15, 15, 15"}).status_code == 302
    now = SchoolReview.objects.get(pk=review.pk)
    assert is_presenting(now, now.current_step)  # and no fourth round all at once


def test_only_what_the_format_has_a_step_for_gets_boards(member, sign_in, zwaluw, arithmetic):
    steps = [{"kind": "opening", "title": "Start", "minutes": 5, "guidance": ""}]
    planning.save_format(by=member("karim"), version=1, steps=steps)
    client, address = sign_in("sanne"), reverse("schoolreviews:plan", args=[zwaluw.slug])
    form = client.get(address).context["form"]
    data = {"title": "Kort", "date": "2027-03-03", "time": "13:00", "chair": member("sanne").user.pk}
    assert client.post(address, data | {"together": arithmetic.pk, "parallel": [arithmetic.pk]}).status_code == 302
    review = SchoolReview.objects.get(title="Kort")
    assert (form.subjects(), review.boards.exists()) == ([], False)
    look_back = {"kind": "look_back", "title": "Terug", "minutes": 5, "guidance": ""}
    more = {"version": 1, "rounds": [20], "presenting_minutes": 5}
    planning.set_agenda(by=member("sanne"), review=review, steps=[*steps, look_back], **more)
    assert review.boards.get().kind == "look_back"  # the step came after all


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        (["processing"], "tijdens de bijeenkomst"),
        (["opening", "opening"], "één keer"),
        (["processing", "opening"], "aan het eind"),
        (["closing", "opening"], "na de opening"),
        (["other"] * 17, "te veel"),
    ],
)
def test_list_by_which_no_review_can_go_is_refused(kinds, why):
    with pytest.raises(ValidationError, match=why):
        check_steps(kinds)


ROWS = st.lists(st.sampled_from(sorted(ReviewStep.Kind.values)), max_size=10)
BUTTONS = st.lists(
    st.tuples(st.sampled_from(["up-0", "up-3", "down-1", "down-9", "out-2", "add", "x", "up-²"]), ROWS), max_size=8
)


@given(ROWS, BUTTONS)
def test_buttons_of_the_list_lose_no_words(kinds, buttons):
    rows = [{"key": str(n), "kind": kind, "title": f"t{n}", "minutes": n} for n, kind in enumerate(kinds)]
    for do, new in buttons:
        before = rows
        rows = arranged(before, do, new[0] if new else "")
        kept = [row for row in before if row in rows]
        assert len(before) - len(kept) == int(do == "out-2" and len(before) > 2)
        assert len(rows) - len(kept) <= int(do == "add")


@given(st.lists(st.sampled_from(sorted(ReviewStep.Kind.values)), max_size=18))
def test_list_that_may_stand_has_each_kind_once_and_afterwards_last(kinds):
    try:
        check_steps(kinds)
    except ValidationError:
        return
    repeated = {kind for kind in kinds if kinds.count(kind) > 1}
    is_after = [kind in AFTERWARDS for kind in kinds]
    assert (repeated <= {"other"}, is_after == sorted(is_after), all(is_after)) == (True, True, False)
