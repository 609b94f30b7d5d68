"""Many at once, each in a thread with a connection of its own: nobody waits crosswise, and no choice is lost."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from gezien.schoolreviews.actions import scale
from gezien.schoolreviews.actions.seats import make_passes
from gezien.schoolreviews.models import Card, Dot, ScaleRound, SchoolReview, VoteToken
from gezien.schoolreviews.queries.scale import live_counts
from tests.own_database import own_database
from tests.schoolreviews.conftest import go

pytestmark = pytest.mark.requirement("S2", "S4")
PHONES = 16


@pytest.fixture
def _django_db_helper(django_db_setup, django_db_blocker, tmp_path):
    """Instead of a transaction that is rolled back: a database of its own, that all threads reach."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def phones(live_review) -> list[Client]:
    """Phones that took a pass."""
    review, found = live_review.review, []
    for given in make_passes(by=live_review.by, review=review, number=PHONES):
        found.append(Client())
        found[-1].post(reverse("joining:door", args=[review.code]), {"given": given, "name": f"Nummer {given}"})
    return found


def at_once(*works) -> list:
    """Do all of it at the same moment; what each gave."""
    start = Barrier(len(works))

    def one(work):
        with closing(connection):
            start.wait(20)
            return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(60) for future in [pool.submit(one, work) for work in works]]


def vote(phone, live, asked, value) -> bool:
    """Whether the phone was told that this choice counts."""
    reply = phone.post(
        reverse("joining:vote", args=[live.review.code]),
        {"round": asked.pk, "value": value},
        headers={"Accept": "application/json"},
    )
    assert reply.status_code in (200, 403, 404, 422)
    return reply.status_code == 200 and "note" not in reply.json()


def test_choices_that_come_at_once_all_count(live_review, phones):
    asked = scale.ask(by=live_review.by, review=live_review.review, moment="before")
    for turn in (0, 3):  # everybody chooses, then everybody chooses anew
        told = at_once(*(
            lambda phone=phone, value=(place + turn) % 11: vote(phone, live_review, asked, value)
            for place, phone in enumerate(phones)
        ))  # fmt: skip
        assert all(told)
        expected = [(place + turn) % 11 for place in range(PHONES)]
        assert live_counts(asked) == [expected.count(value) for value in range(11)]
    assert VoteToken.objects.filter(round=asked).count() == PHONES


def test_dots_and_cards_at_once_are_all_kept_and_nobody_waits_crosswise(live_review, phones):
    review, board = live_review.review, go(live_review, "together") and live_review.review.boards.get(kind="together")
    cards = [Card.objects.create(school=review.school, board=board, column="seen", text=str(n)) for n in range(4)]
    first, second = (reverse("joining:card", args=[review.code, one.pk]) for one in cards[:2])
    dots = reverse("joining:dot", args=[review.code, board.pk])
    add = reverse("joining:add", args=[review.code, board.pk])
    works = [lambda phone=phone: phone.post(dots, {"on": cards[3].pk}) for phone in phones[:6]]
    works += [lambda phone=phone: phone.post(add, {"column": "why", "text": "Samen"}) for phone in phones[6:12]]
    works += [
        lambda: phones[12].post(first, {"step": "merge", "into": cards[1].pk}),
        lambda: phones[13].post(second, {"step": "merge", "into": cards[0].pk}),
        lambda: phones[14].post(second, {"step": "move", "column": "needs"}),
        lambda: phones[15].post(first, {"step": "away"}),
    ]
    assert [reply.status_code for reply in at_once(*works)] == [302] * PHONES
    assert (Dot.objects.filter(card=cards[3]).count(), board.cards.filter(text="Samen").count()) == (6, 6)


def test_closing_while_all_choose_counts_exactly_who_was_told_so(live_review, phones, sign_in):
    review, chair = live_review.review, sign_in("sanne")
    asked = scale.ask(by=live_review.by, review=review, moment="before")
    early = sum(vote(phone, live_review, asked, 7) for phone in phones[:6])
    act = reverse("schoolreviews:step", args=[review.school.slug, review.pk])
    works = [lambda phone=phone: vote(phone, live_review, asked, 3) for phone in phones[6:]]
    *told, closed = at_once(*works, lambda: chair.post(act, {"do": "close"}).status_code)
    with scope(school=review.school):
        shown = ScaleRound.objects.get(pk=asked.pk).shown
        assert (closed, shown[7], shown[3]) == (302, early, sum(told))
        assert SchoolReview.objects.get(pk=review.pk).salt == ""
        assert not VoteToken.objects.filter(round=asked).exists()
