"""Leading: steps, clock, rounds, signals, minutes, chair."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.audit.models import AuditEvent
from gezien.quality.actions.final_test import save_outcome
from gezien.schoolreviews.actions import scale, seats, session
from gezien.schoolreviews.actions.planning import plan_review
from gezien.schoolreviews.actions.points import make_point
from gezien.schoolreviews.models import ReviewStep, SchoolReview
from gezien.schoolreviews.queries.room import room_of
from gezien.schoolreviews.queries.session import clock_of, group_rows, signal_of
from gezien.schools.rules import NotAllowed
from tests.schoolreviews.conftest import WHEN, go


def seconds_left(step) -> int:
    return round((step.ends_at - timezone.now()).total_seconds())


def stored(live) -> ReviewStep:
    return ReviewStep.objects.get(pk=live.review.current_step.pk)


def test_opening_begins_the_first_step_with_its_clock(live_review):
    step = stored(live_review)
    assert (step.kind, step.started_at is not None) == ("opening", True)
    assert 890 <= seconds_left(step) <= 900


def test_pause_stands_still_and_goes_on_with_what_is_left(live_review):
    session.pause(by=live_review.by, review=live_review.review)
    paused = stored(live_review)
    assert (paused.ends_at, 890 <= paused.seconds_left <= 900) == (None, True)
    session.extend(by=live_review.by, review=live_review.review, minutes=5)
    session.pause(by=live_review.by, review=live_review.review)
    assert 1190 <= seconds_left(stored(live_review)) <= 1200


def test_clock_that_ran_out_gets_the_minutes_from_now(live_review):
    step = live_review.review.current_step
    step.ends_at = timezone.now() - dt.timedelta(minutes=4)
    step.save(update_fields=["ends_at"])
    session.extend(by=live_review.by, review=live_review.review, minutes=5)
    assert 290 <= seconds_left(stored(live_review)) <= 300


@pytest.mark.requirement("S5")
def test_groups_go_from_subject_to_subject_and_present(live_review):
    go(live_review, "parallel")
    review, seen = live_review.review, []
    titles = [board.title for board in review.boards.filter(kind="parallel")]
    for _round in range(3):
        seen.append([row["board"] for row in group_rows(review)])
        session.next_round(by=live_review.by, review=review)
    assert [set(row) for row in zip(*seen, strict=True)] == [set(titles)] * 3  # each group saw each subject
    assert seen[0] == titles
    assert seen[1] == [*titles[1:], titles[0]]
    assert 590 <= seconds_left(stored(live_review)) <= 600  # ten minutes to present
    with pytest.raises(NotAllowed):
        session.next_round(by=live_review.by, review=review)


@pytest.mark.requirement("S5")
def test_rounds_last_as_long_as_the_school_wants(live_review):
    live_review.review.rounds = [20, 12]
    go(live_review, "parallel")
    first = seconds_left(stored(live_review))
    session.next_round(by=live_review.by, review=live_review.review)
    assert (round(first / 60), round(seconds_left(stored(live_review)) / 60)) == (20, 12)


def test_ready_is_told_per_group_and_round(live_review):
    go(live_review, "parallel")
    seat = live_review.seats["emmy"]
    seat.refresh_from_db()
    seat.review = live_review.review
    session.tell_we_are_ready(seat=seat, is_ready=True)
    assert [row["is_ready"] for row in group_rows(live_review.review)].count(True) == 1
    session.next_round(by=live_review.by, review=live_review.review)
    assert not any(row["is_ready"] for row in group_rows(live_review.review))


def test_who_leads_a_subject_stays_with_it(live_review, member):
    marleen = member("marleen").user
    board = live_review.review.boards.filter(kind="parallel").last()
    live_review.review.boards.filter(pk=board.pk).update(lead=marleen)
    go(live_review, "parallel")
    seat = live_review.seats["marleen"]
    seat.refresh_from_db()
    seat.review = live_review.review
    rooms = []
    for _round in range(3):
        rooms.append(room_of(live_review.review, seat, proofs={})["board"])
        session.next_round(by=live_review.by, review=live_review.review)
    assert rooms == [board] * 3


@pytest.mark.requirement("S12")
def test_signal_stands_on_every_screen_for_two_minutes(live_review, member):
    session.give_signal(by=live_review.by, review=live_review.review, kind="one_pupil")
    assert signal_of(live_review.review)["kind"] == "one_pupil"
    live_review.review.signals.update(shown_at=timezone.now() - dt.timedelta(minutes=3))
    assert signal_of(live_review.review) is None
    with pytest.raises(NotAllowed):
        session.give_signal(by=member("emmy"), review=live_review.review, kind="one_pupil")
    live_review.review.roles.create(school=live_review.review.school, kind="signals", user=member("emmy").user)
    session.give_signal(by=member("emmy"), review=live_review.review, kind="already_action")
    assert signal_of(live_review.review)["kind"] == "already_action"


def test_signal_in_the_rounds_is_for_the_board_of_its_giver(live_review):
    go(live_review, "parallel")
    seats = {seat.user.name: seat for seat in live_review.review.seats.select_related("user", "group")}
    boards = {name: room_of(live_review.review, seat, proofs={})["board"] for name, seat in seats.items()}
    session.give_signal(by=live_review.by, review=live_review.review, kind="one_pupil")
    assert signal_of(live_review.review) is None
    seen = {boards[name]: room_of(live_review.review, seat, proofs={})["board_signal"] for name, seat in seats.items()}
    mine = boards[live_review.by.user.name]
    assert {board for board, signal in seen.items() if signal} == {mine}
    session.give_signal(by=live_review.by, review=live_review.review, kind="")
    assert signal_of(live_review.review, mine) is None


@pytest.mark.requirement("S12")
def test_signal_of_who_is_in_no_group_asks_for_which_one(live_review, member, sign_in):
    """In the rounds a signal is for whom it concerns; to all only when that is said."""
    go(live_review, "parallel")
    review, act = live_review.review, reverse("schoolreviews:signal", args=["zwaluw", live_review.review.pk])
    review.seats.filter(user=live_review.by.user).delete()
    board, client = review.boards.filter(kind="parallel").last(), sign_in("sanne")
    reply = client.post(act, {"kind": "one_pupil"}, headers={"Accept": "application/json"})
    assert (reply.status_code, review.signals.count()) == (422, 0)
    client.post(act, {"kind": "one_pupil", "board": board.pk})
    assert (signal_of(review), signal_of(review, board)["kind"]) == (None, "one_pupil")
    client.post(act, {"kind": "positive", "board": "all"})
    assert signal_of(review)["kind"] == "positive"


def test_signal_that_is_none_or_for_a_board_without_a_group_is_refused(live_review, sign_in):
    go(live_review, "parallel")
    review, client = live_review.review, sign_in("sanne")
    act = reverse("schoolreviews:signal", args=["zwaluw", review.pk])
    together = review.boards.get(kind="together").pk
    replies = [client.post(act, {"kind": "praise"}), client.post(act, {"kind": "one_pupil", "board": "9" * 40})]
    assert [reply.status_code for reply in replies] == [404, 302]
    reply = client.post(act, {"kind": "one_pupil", "board": together}, headers={"Accept": "application/json"})
    assert (reply.status_code, review.signals.filter(board=together).exists()) == (422, False)


def test_signal_given_again_stands_anew_and_once(live_review):
    for _time in range(2):
        session.give_signal(by=live_review.by, review=live_review.review, kind="one_pupil")
    assert live_review.review.signals.count() == 1


@pytest.mark.requirement("S5")
def test_button_that_arrives_twice_works_once(live_review, sign_in):
    go(live_review, "parallel")
    act = reverse("schoolreviews:step", args=[live_review.review.school.slug, live_review.review.pk])
    client = sign_in("sanne")
    for _time in range(2):
        client.post(act, {"do": "round", "to": 1})
        client.post(act, {"do": "pause", "paused": "1"})
    assert (stored(live_review).round, stored(live_review).ends_at) == (1, None)


@pytest.mark.requirement("S5")
def test_five_minutes_sent_again_are_five_minutes(live_review, sign_in):
    act = reverse("schoolreviews:step", args=[live_review.review.school.slug, live_review.review.pk])
    client, seen = sign_in("sanne"), clock_of(stored(live_review))["state"]
    for _time in range(2):  # the answer of the first got lost
        assert client.post(act, {"do": "more", "clock": seen}).status_code == 302
    assert 1190 <= seconds_left(stored(live_review)) <= 1200
    client.post(act, {"do": "pause", "paused": "1"})
    paused = clock_of(stored(live_review))["state"]
    for _time in range(2):
        client.post(act, {"do": "less", "clock": paused})
    assert 890 <= stored(live_review).seconds_left <= 900


def test_who_presses_after_another_moved_the_clock_is_told(live_review, sign_in):
    act = reverse("schoolreviews:step", args=[live_review.review.school.slug, live_review.review.pk])
    client, seen = sign_in("sanne"), clock_of(stored(live_review))["state"]
    replies = [client.post(act, {"do": "more", "clock": seen}, headers={"Accept": "application/json"}) for _ in "12"]
    assert [reply.status_code for reply in replies] == [200, 409]
    assert "klok" in replies[1].json()["error"]
    without_script = client.post(act, {"do": "less", "clock": seen}, follow=True)
    assert "al verzet" in without_script.content.decode()


def test_review_that_begins_with_rounds_has_its_groups(member, arithmetic):
    sanne = member("sanne")
    review = plan_review(by=sanne, title="Rondes", starts_at=WHEN, place="", chair=sanne.user, parallel=[arithmetic])
    review.steps.exclude(kind__in=["parallel", "processing"]).delete()
    session.open_review(by=sanne, review=review)
    (row,) = group_rows(review)
    assert (row["board"], row["members"], review.current_step.kind) == (arithmetic.name, 1, "parallel")


def test_two_who_open_at_once_open_once(live_review, member):
    stale = SchoolReview.objects.get(pk=live_review.review.pk)
    stale.opened_at = None  # as it was when the other page was loaded
    go(live_review, "together")
    session.open_review(by=live_review.by, review=stale)
    assert SchoolReview.objects.get(pk=stale.pk).current_step.kind == "together"
    assert AuditEvent.objects.filter(verb="school_review.opened", object_id=stale.pk).count() == 1


def test_step_that_arrives_late_takes_nobody_back(live_review, sign_in):
    review = live_review.review
    act = reverse("schoolreviews:step", args=[review.school.slug, review.pk])
    opening, look_back, together = review.steps.all()[:3]
    client = sign_in("sanne")
    client.post(act, {"do": "go", "at": opening.pk, "step": look_back.pk})
    client.post(act, {"do": "go", "at": look_back.pk, "step": together.pk})
    client.post(act, {"do": "go", "at": opening.pk, "step": look_back.pk})  # sent again after a lost answer
    review.refresh_from_db()
    assert review.current_step == together


def test_ready_that_arrives_in_the_next_round_says_nothing_about_it(live_review, sign_in):
    go(live_review, "parallel")
    address = reverse("joining:ready", args=[live_review.review.code])
    sign_in("emmy").post(address, {"ready": "1", "round": 0})
    session.next_round(by=live_review.by, review=live_review.review)
    sign_in("emmy").post(address, {"ready": "1", "round": 0})
    assert not any(row["is_ready"] for row in group_rows(live_review.review))


def test_chair_is_handed_over_once_and_leads_to_a_page_one_may_see(live_review, member, sign_in):
    review, emmy = live_review.review, member("emmy")
    act = reverse("schoolreviews:step", args=[review.school.slug, review.pk])
    SchoolReview.objects.filter(pk=review.pk).update(chair=member("tom").user)
    client = sign_in("tom")
    for _time in range(2):
        reply = client.post(act, {"do": "chair", "chair": emmy.user.pk}, follow=True)
        assert reply.status_code == 200
    review.refresh_from_db()
    assert review.chair == emmy.user


def test_step_without_a_clock_gets_none_by_more_time(live_review):
    step = live_review.review.current_step
    step.ends_at = None
    step.save(update_fields=["ends_at"])
    session.extend(by=live_review.by, review=live_review.review, minutes=5)
    assert clock_of(stored(live_review)) is None


def test_minutes_after_the_closing_are_for_who_leads(live_review, member):
    review, emmy, step = live_review.review, member("emmy"), live_review.review.current_step
    review.roles.create(school=review.school, kind="minutes", user=emmy.user)
    session.close_review(by=live_review.by, review=review)
    step = ReviewStep.objects.get(pk=step.pk)
    with pytest.raises(NotAllowed):
        session.save_minutes(by=emmy, step=step, version=step.version, minutes="Later")
    assert session.save_minutes(by=live_review.by, step=step, version=step.version, minutes="Later").record == "Later"


@pytest.mark.requirement("S11")
def test_minutes_are_kept_with_their_step(live_review, member, sign_in):
    review, emmy = live_review.review, member("emmy")
    review.roles.create(school=review.school, kind="minutes", user=emmy.user)
    step = review.current_step
    address = reverse("schoolreviews:minutes", args=[review.school.slug, review.pk, step.pk])
    reply = sign_in("emmy").post(address, {"version": step.version, "minutes": "Doelen besproken."})
    step.refresh_from_db()
    assert (reply.status_code, step.record) == (302, "Doelen besproken.")
    assert sign_in("tom").post(address, {"version": step.version, "minutes": "x"}).status_code == 403


def test_chair_is_handed_over(live_review, member):
    emmy = member("emmy")
    with pytest.raises(NotAllowed):
        session.pause(by=emmy, review=live_review.review)
    session.hand_over(by=live_review.by, review=live_review.review, to=emmy.user)
    session.pause(by=emmy, review=live_review.review)
    assert clock_of(stored(live_review))["is_paused"]


@pytest.mark.requirement("S3")
def test_looking_back_begins_with_the_points_of_the_time_before(live_review, member, sign_in):
    point = make_point(
        by=live_review.by, review=live_review.review, board=None, what="Leesrooster", owner=member("emmy").user,
        due_on=dt.date(2027, 3, 1), sign_of_success="Elke groep leest 20 minuten",
    )  # fmt: skip
    live_review.review.previous = live_review.review
    live_review.review.save(update_fields=["previous"])
    go(live_review, "look_back")
    page = sign_in("emmy").get(reverse("joining:room", args=[live_review.review.code])).content.decode()
    assert point.agreement.what in page
    assert "Tops" in page


@pytest.mark.requirement("S3")
def test_looking_back_shows_the_final_test_and_what_is_known(live_review, sign_in, arithmetic):
    review = live_review.review
    save_outcome(by=live_review.by, first=2025, subject=arithmetic, pupils=25, basic=22, target=15)
    SchoolReview.objects.filter(pk=review.pk).update(prior_information="Een nieuwe methode sinds mei.")
    go(live_review, "look_back")
    client = sign_in("sanne")
    pages = [reverse("joining:room", args=[review.code])]
    pages += [reverse(f"schoolreviews:{name}", args=[review.school.slug, review.pk]) for name in ("desk", "screen")]
    for address in pages:
        page = client.get(address).content.decode()
        assert ("88,0" in page, "Een nieuwe methode" in page) == (True, True)


def test_closing_stops_the_clock_of_the_step_that_is_going_on(live_review):
    stale = SchoolReview.objects.select_related("current_step").get(pk=live_review.review.pk)
    go(live_review, "together")  # by the other who leads
    session.close_review(by=live_review.by, review=stale)
    assert ReviewStep.objects.get(review=stale, kind="together").ends_at is None


def test_each_button_of_the_desk_is_found_again_after_it_was_pressed(live_review, sign_in):
    review, client = live_review.review, sign_in("sanne")
    seats.make_passes(by=live_review.by, review=review, number=1)
    for kind in ("opening", "parallel"):
        go(live_review, kind)
        page = client.get(reverse("schoolreviews:desk", args=[review.school.slug, review.pk])).content.decode()
        quick = re.findall(r"<form[^>]*data-quick.*?</form>", page, re.DOTALL)
        buttons = [button for form in quick for button in re.findall(r"<button[^>]*>", form)]
        ids = [found.group(1) for button in buttons if (found := re.search(r' id="([^"]+)"', button))]
        assert (len(buttons) > 9, len(set(ids))) == (True, len(buttons))


def test_closing_ends_the_room_and_leaves_what_comes_after(live_review, sign_in):
    review = live_review.review
    session.close_review(by=live_review.by, review=review)
    assert review.current_step.kind == "processing"
    over = sign_in("emmy").get(reverse("joining:room", args=[review.code]))
    assert (over.status_code, "afgesloten" in over.content.decode()) == (404, True)
    page = sign_in("emmy").get(reverse("schoolreviews:review", args=[review.school.slug, review.pk]))
    assert page.status_code == 200


@pytest.mark.requirement("S2", "S3", "S4", "S5", "S6")
def test_every_step_shows_on_each_screen(live_review, sign_in):
    review, chair, phone = live_review.review, sign_in("sanne"), sign_in("emmy")
    act = reverse("schoolreviews:step", args=[review.school.slug, review.pk])
    screens = [
        (chair, reverse("schoolreviews:desk", args=[review.school.slug, review.pk])),
        (chair, reverse("schoolreviews:screen", args=[review.school.slug, review.pk])),
        (phone, reverse("joining:room", args=[review.code])),
    ]
    for step in review.steps.exclude(kind__in=["processing", "monitoring"]):
        assert chair.post(act, {"do": "go", "step": step.pk}).status_code == 302
        if step.kind in ("opening", "closing"):
            chair.post(act, {"do": "ask", "moment": "before" if step.kind == "opening" else "after"})
        for client, address in screens:
            assert step.title in client.get(address).content.decode()
    assert chair.post(act, {"do": "close"}).status_code == 302


def test_every_quick_button_of_the_desk_answers_without_a_fault(live_review, sign_in):
    review, client = live_review.review, sign_in("sanne")
    act = reverse("schoolreviews:step", args=[review.school.slug, review.pk])
    fields: list[dict] = [{"do": "ask", "moment": "before"}, {"do": "pause"}, {"do": "more"}, {"do": "less"}]
    for one in (*fields, {"do": "reveal", "round": 0}, {"do": "divide"}):
        one = one | ({"round": review.scale_rounds.get().pk} if one["do"] == "reveal" else {})
        reply = client.post(act, one, headers={"Accept": "application/json"})
        assert (reply.status_code, reply.json()) == (200, {})


def test_asking_again_changes_nothing(live_review):
    first = scale.ask(by=live_review.by, review=live_review.review, moment="before")
    assert scale.ask(by=live_review.by, review=live_review.review, moment="before") == first
