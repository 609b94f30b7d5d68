"""Boards: many at once, each a small step."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gezien.pupils.models import Pupil
from gezien.schoolreviews.actions import cards, points, session
from gezien.schoolreviews.hints import Hint, hint_of
from gezien.schoolreviews.models import Card, Dot
from gezien.schoolreviews.queries.after import card_lines
from gezien.schoolreviews.queries.boards import cards_of, columns_of
from gezien.schools.rules import NotAllowed
from tests.schoolreviews.conftest import go

JSON = {"Accept": "application/json"}
EFFECT_ON = dt.date(2027, 6, 1)


@pytest.fixture
def board(live_review):
    go(live_review, "together")
    found = live_review.review.boards.get(kind="together")
    found.review = live_review.review
    return found


def add(live, board, text, name="emmy", column="seen", **more):
    card = cards.add_card(seat=live.seats[name], board=board, column=column, text=text, **more)
    card.board = board
    return card


@pytest.mark.requirement("S4")
def test_cards_of_many_stand_in_their_columns(live_review, board):
    add(live_review, board, "Automatiseren gaat vooruit.", "emmy")
    add(live_review, board, "We oefenen elke dag.", "tom", column="why")
    shown = {column["key"]: [card["text"] for card in column["cards"]] for column in columns_of(board)}
    assert next(iter(shown)) == "seen"  # what stands out, positive first, comes first
    assert (shown["seen"], shown["why"]) == (["Automatiseren gaat vooruit."], ["We oefenen elke dag."])


def test_card_sent_twice_is_one_card(live_review, board):
    first = add(live_review, board, "Goed.", sent_as="abc")
    assert add(live_review, board, "Goed.", sent_as="abc").pk == first.pk


def test_card_sent_twice_without_a_script_is_one_card(live_review, board, sign_in):
    address, client = reverse("joining:add", args=[live_review.review.code, board.pk]), sign_in("emmy")
    for text in ("Goed.", "Goed.", "Beter."):
        client.post(address, {"column": "seen", "text": text, "sheet": "abc"})
    assert [row["text"] for row in cards_of(board, "seen")] == ["Goed.", "Beter."]


def test_words_sent_again_stay_one_card(live_review, board):
    card = add(live_review, board, "Eén")
    for _time in range(2):  # the answer of the first got lost
        found = Card.objects.select_related("board").get(pk=card.pk)
        found.board = board
        cards.reword(seat=live_review.seats["tom"], card=found, version=1, text="Twee")
    assert [row["text"] for row in cards_of(board, "seen")] == ["Twee"]


def test_rewording_what_changed_meanwhile_loses_no_words(live_review, board):
    card = add(live_review, board, "Eén")
    cards.reword(seat=live_review.seats["tom"], card=card, version=1, text="Twee")
    stale = Card.objects.select_related("board").get(pk=card.pk)
    stale.board = board
    cards.reword(seat=live_review.seats["fleur"], card=stale, version=1, text="Drie")
    assert [row["text"] for row in cards_of(board, "seen")] == ["Twee", "Drie"]


def test_merged_cards_keep_their_words_and_dots(live_review, board):
    first, second = add(live_review, board, "Instructie is helder."), add(live_review, board, "Heldere uitleg.", "tom")
    for card, name in ((first, "emmy"), (second, "tom")):
        cards.dot(seat=live_review.seats[name], card=card, is_given=True)
    cards.merge(seat=live_review.seats["fleur"], card=second, into=first)
    (row,) = cards_of(board, "seen")
    assert (row["text"], row["merged"], row["dots"]) == ("Instructie is helder.", ["Heldere uitleg."], 2)
    cards.separate(seat=live_review.seats["fleur"], card=first)
    assert len(cards_of(board, "seen")) == 2


def test_piles_stand_together_under_their_heading(live_review, board):
    texts = ["a", "b", "c"]
    found = [add(live_review, board, text) for text in texts]
    for card in (found[0], found[2]):
        cards.put_on_pile(seat=live_review.seats["emmy"], card=card, pile="Instructie")
    assert [(row["heading"], row["text"]) for row in cards_of(board, "seen")] == [
        ("", "b"), ("Instructie", "a"), ("", "c"),
    ]  # fmt: skip


def test_moved_and_put_away_cards_can_come_back(live_review, board):
    card = add(live_review, board, "Groepjes")
    cards.move(seat=live_review.seats["tom"], card=card, column="needs")
    assert [row["text"] for row in cards_of(board, "needs")] == ["Groepjes"]
    card.column = "needs"
    cards.put_away(seat=live_review.seats["tom"], card=card, is_away=True)
    assert cards_of(board, "needs") == []
    cards.put_away(seat=live_review.seats["tom"], card=card, is_away=False)
    assert len(cards_of(board, "needs")) == 1


def test_dots_are_limited_and_become_a_number_at_the_closing(live_review, board):
    found = [add(live_review, board, str(number)) for number in range(4)]
    seat = live_review.seats["emmy"]
    for card in found[:3]:
        cards.dot(seat=seat, card=card, is_given=True)
    with pytest.raises(NotAllowed):
        cards.dot(seat=seat, card=found[3], is_given=True)
    cards.dot(seat=seat, card=found[0], is_given=False)
    cards.dot(seat=seat, card=found[3], is_given=True)
    session.close_review(by=live_review.by, review=live_review.review)
    assert list(Card.objects.filter(board=board).values_list("dots", flat=True)) == [0, 1, 1, 1]
    assert not Dot.objects.exists()


def test_dot_that_comes_after_the_closing_is_not_called_one_too_many(live_review, board, sign_in):
    client, address = sign_in("emmy"), reverse("joining:dot", args=[live_review.review.code, board.pk])
    found = [add(live_review, board, str(number), sent_as=f"name-{number}") for number in range(4)]
    replies = [client.post(address, {"on": card.pk}, headers=JSON) for card in found]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 422]
    live_review.seats["emmy"].review.refresh_from_db()
    session.close_review(by=live_review.by, review=live_review.review)
    with pytest.raises(NotAllowed) as refused:
        cards.dot(seat=live_review.seats["emmy"], card=found[0], is_given=True)
    assert not isinstance(refused.value, cards.NoDotsLeft)
    assert not Card.objects.exclude(sent_as="").filter(board=board).exists()  # nor does a browser know its cards


@pytest.mark.requirement("S12")
def test_actions_open_when_the_analysis_is_finished(live_review, board, member):
    point = {
        "what": "Elke dag tien minuten automatiseren",
        "owner": member("emmy").user,
        "due_on": "2027-04-01",
        "sign_of_success": "80 % haalt de temponorm",
    }
    with pytest.raises(NotAllowed):
        points.make_point(by=live_review.by, review=live_review.review, board=board, **point)
    cards.finish_analysis(by=live_review.by, board=board, is_done=True)
    made = points.make_point(by=live_review.by, review=live_review.review, board=board, **point)
    assert points.make_point(by=live_review.by, review=live_review.review, board=board, **point) == made  # sent again
    assert (made.agreement.what, made.agreement.owner) == (point["what"], point["owner"])
    other = points.make_point(by=live_review.by, review=live_review.review, board=board, **point, effect_on=EFFECT_ON)
    assert (other.agreement.effect_on, other == made) == (EFFECT_ON, False)  # words that were typed do not vanish
    with pytest.raises(NotAllowed):
        cards.finish_analysis(by=member("emmy"), board=board, is_done=False)


def test_lead_writes_an_action_point_on_the_page(live_review, board, sign_in, member):
    address, client = reverse("schoolreviews:board", args=[board.school.slug, board.pk]), sign_in("sanne")
    client.post(address, {"do": "finish"})
    data = {"do": "point", "what": "Elke dag oefenen", "owner": member("emmy").user.pk, "due_on": "2027-04-01"}
    assert client.post(address, data).status_code == 422  # measured by nothing
    assert client.post(address, data | {"sign_of_success": "80 % op niveau"}).status_code == 302
    assert "Elke dag oefenen" in client.get(address).content.decode()
    execution = {"do": "execution", "version": 1, "execution": "partly", "execution_note": "Minder tijd."}
    assert client.post(address, execution).status_code == 302
    board.refresh_from_db()
    assert (board.execution, board.execution_note) == ("partly", "Minder tijd.")


def test_board_is_led_while_the_review_is_open(live_review, board, sign_in):
    client, address = sign_in("sanne"), reverse("schoolreviews:board", args=[board.school.slug, board.pk])
    execution = {"do": "execution", "version": 1, "execution": "partly", "execution_note": "Minder tijd."}
    assert client.post(address, execution).status_code == 302
    assert client.post(address, execution | {"execution_note": "Meer."}).status_code == 409
    session.close_review(by=live_review.by, review=live_review.review)
    assert client.post(address, {"do": "finish"}).status_code == 403


@pytest.mark.requirement("S12")
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("De leerlingen kunnen niet automatiseren", Hint.CHILD),
        ("Kinderen letten te weinig op", Hint.CHILD),
        ("Een leerling uit groep 6 valt uit", Hint.ONE),
        ("We gaan een nieuwe methode invoeren", Hint.ACTION),
        ("Wij herhalen de stof elke dag kort", None),
        ("Rekenen: 82 % op niveau, hoger dan vorig jaar", None),
    ],
)
def test_hint_addresses_the_teaching(text, hint):
    assert hint_of(text) == hint


def test_adding_a_card_answers_with_the_hint(live_review, board, sign_in):
    address = reverse("joining:add", args=[live_review.review.code, board.pk])
    data = {"column": "why", "text": "De leerlingen kunnen niet plannen"}
    reply = sign_in("emmy").post(address, data, headers={"Accept": "application/json"})
    assert "Wij" in reply.json()["hint"]
    plain = sign_in("emmy").post(address, data | {"text": "Wij oefenen weinig."})
    assert plain.status_code == 302


@pytest.mark.requirement("S4")
def test_card_that_names_a_pupil_is_given_back(live_review, board, sign_in):
    Pupil.objects.create(school=board.school, call_name="Jochem", family_name="Groot")
    client, address = sign_in("emmy"), reverse("joining:add", args=[live_review.review.code, board.pk])
    data = {"column": "why", "text": "Het lukt Jochem nu wel."}
    reply = client.post(address, data, headers={"Accept": "application/json"})
    assert (reply.status_code, "“Jochem”" in reply.json()["error"]) == (422, True)
    plain = client.post(address, data)
    assert (plain.status_code, "Het lukt Jochem nu wel.</textarea>" in plain.content.decode()) == (422, True)
    assert not Card.objects.filter(board=board).exists()
    assert client.post(address, data | {"text": "Groot verschil tussen groepen."}).status_code == 302


@pytest.mark.requirement("S4")
@pytest.mark.parametrize(
    "typed", [{"step": "reword", "version": 1, "text": "Jochem"}, {"step": "pile", "pile": "Jochem"}]
)
def test_card_cannot_get_the_name_of_a_pupil_afterwards(live_review, board, sign_in, typed):
    Pupil.objects.create(school=board.school, call_name="Jochem", family_name="Groot")
    card = add(live_review, board, "Goed.")
    reply = sign_in("emmy").post(reverse("joining:card", args=[live_review.review.code, card.pk]), typed)
    card.refresh_from_db()
    assert (reply.status_code, reply.content.decode().count("Jochem") > 1) == (422, True)
    assert (card.text, card.pile) == ("Goed.", "")


@pytest.mark.parametrize("number", [1, 30])
def test_room_costs_the_same_with_many_cards(live_review, board, sign_in, number):
    Card.objects.bulk_create(Card(school=board.school, board=board, column="seen", text=str(n)) for n in range(number))
    client = sign_in("emmy")
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("joining:room", args=[live_review.review.code]))
    assert len(asked) == 10


def test_card_page_does_each_step_without_a_script(live_review, board, sign_in):
    first, second = add(live_review, board, "Een"), add(live_review, board, "Twee")
    client, address = sign_in("emmy"), reverse("joining:card", args=[live_review.review.code, second.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"step": "merge", "into": first.pk})
    client.post(address, {"step": "away"})
    second.refresh_from_db()
    assert (second.merged_into, second.removed_at is not None) == (first, True)


def test_two_cards_put_together_crosswise_stay(live_review, board):
    first, second = add(live_review, board, "Een"), add(live_review, board, "Twee")
    cards.merge(seat=live_review.seats["emmy"], card=second, into=first)
    cards.merge(seat=live_review.seats["tom"], card=first, into=second)  # as Tom still saw them
    (row,) = cards_of(board, "seen")
    assert {row["text"], *row["merged"]} == {"Een", "Twee"}


def test_cards_put_together_in_a_row_all_stay(live_review, board):
    found = [add(live_review, board, text) for text in ("Een", "Twee", "Drie")]
    cards.merge(seat=live_review.seats["emmy"], card=found[0], into=found[1])
    cards.merge(seat=live_review.seats["tom"], card=found[1], into=found[2])
    (row,) = cards_of(board, "seen")
    assert (row["text"], sorted(row["merged"])) == ("Drie", ["Een", "Twee"])
    with pytest.raises(NotAllowed):
        cards.merge(seat=live_review.seats["tom"], card=found[2], into=found[2])


def test_card_whose_head_is_gone_is_shown(live_review, board):
    first, second = add(live_review, board, "Een"), add(live_review, board, "Twee")
    Card.objects.filter(pk=first.pk).update(merged_into=second)
    Card.objects.filter(pk=second.pk).update(merged_into=first)
    assert [row["text"] for row in cards_of(board, "seen")] == ["Een", "Twee"]
    assert card_lines(board)["seen"] == ["Een", "Twee"]


def test_dot_on_a_card_that_was_taken_off_can_be_given_again(live_review, board):
    found, seat = [add(live_review, board, str(number)) for number in range(4)], live_review.seats["emmy"]
    for card in found[:3]:
        cards.dot(seat=seat, card=card, is_given=True)
    cards.put_away(seat=seat, card=found[0], is_away=True)
    assert cards.dot(seat=seat, card=found[0], is_given=True) == {found[1].pk, found[2].pk}
    assert cards.dot(seat=seat, card=found[3], is_given=True) == {one.pk for one in found[1:]}


def test_dots_of_one_on_cards_made_one_count_once(live_review, board):
    first, second = add(live_review, board, "Een"), add(live_review, board, "Twee")
    for card in (first, second):
        cards.dot(seat=live_review.seats["emmy"], card=card, is_given=True)
    cards.merge(seat=live_review.seats["tom"], card=second, into=first)
    (row,) = cards_of(board, "seen")
    assert row["dots"] == 1
    session.close_review(by=live_review.by, review=live_review.review)
    board.review.refresh_from_db()
    assert cards_of(board, "seen")[0]["dots"] == 1


def test_dot_that_comes_as_the_review_closes_is_refused(live_review, board):
    card, seat = add(live_review, board, "Een"), live_review.seats["emmy"]
    seat.review = type(seat.review).objects.get(pk=seat.review_id)
    session.close_review(by=live_review.by, review=type(seat.review).objects.get(pk=seat.review_id))
    with pytest.raises(NotAllowed):
        cards.dot(seat=seat, card=card, is_given=True)
    assert not Dot.objects.exists()
