"""A review through the application, on a database as a school has it: afterwards nothing tells who chose what.

Looked for in every row of every table, in the database's own files, in what was written to the log, and on the pages.
"""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from gezien.schoolreviews.models import Card, Dot, SchoolReview, Seat, VoteToken
from gezien.schoolreviews.tokens import token_of
from tests.own_database import own_database

pytestmark = pytest.mark.requirement("S2", "S6")
CHOICES = {"emmy": 7, "tom": 4, "fleur": 9, "karim": 7, "marleen": 6}
LONG = "Een lange tekst over onze school. " * 100  # more than fits on one page of the database's file


@pytest.fixture
def _django_db_helper(django_db_setup, django_db_blocker, tmp_path):
    """Instead of a transaction that is rolled back: a database of its own, in a file on SQLite."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def hall(live_review, sign_in):
    """(review, the chair's browser, the phones by name: five with an account, one with a pass)."""
    review, chair = live_review.review, sign_in("sanne")
    for number in range(3):  # it was prepared in several goes: older versions of its row lie about
        SchoolReview.objects.filter(pk=review.pk).update(goals=LONG * (3 - number), outcomes=LONG)
    phones = {name: sign_in(name) for name in CHOICES}
    made = chair.post(act(review), {"do": "passes", "number": 1})
    phones["ria"] = Client()
    door = reverse("joining:door", args=[review.code])
    phones["ria"].post(door, {"given": made.context["passes"][0], "name": "Ria"})
    return review, chair, phones


def act(review) -> str:
    return reverse("schoolreviews:step", args=[review.school.slug, review.pk])


def everybody_chooses(review, chair, phones, moment) -> None:
    """The question: all choose, one chooses anew; then the picture."""
    chair.post(act(review), {"do": "ask", "moment": moment})
    asked = review.scale_rounds.get(moment=moment)
    for name, phone in phones.items():
        reply = phone.post(
            reverse("joining:vote", args=[review.code]), {"round": asked.pk, "value": CHOICES.get(name, 8)}
        )
        assert reply.status_code == 302
    phones["tom"].post(reverse("joining:vote", args=[review.code]), {"round": asked.pk, "value": 5})
    chair.post(act(review), {"do": "reveal", "round": asked.pk})


def everybody_dots(review, phones) -> None:
    """Cards on the board of one subject, and a dot of each."""
    board = review.boards.get(kind="together")
    for name, phone in phones.items():
        phone.post(
            reverse("joining:add", args=[review.code, board.pk]), {"column": "seen", "text": f"Kaart {len(name)}"}
        )
        card = Card.objects.filter(board=board).last()
        phone.post(reverse("joining:dot", args=[review.code, board.pk]), {"on": card.pk})


def hold_it(hall) -> set[str]:
    """The review until just before closing; what could tell who chose what: salt, tokens, proofs in the browsers."""
    review, chair, phones = hall
    everybody_chooses(review, chair, phones, "before")
    chair.post(act(review), {"do": "go", "step": review.steps.get(kind="together").pk})
    everybody_dots(review, phones)
    chair.post(act(review), {"do": "go", "step": review.steps.get(kind="closing").pk})
    everybody_chooses(review, chair, phones, "after")
    about = [f"vote:{one.pk}" for one in review.scale_rounds.all()] + [f"dots:{one.pk}" for one in review.boards.all()]
    tokens = {token_of(review, seat, what) for seat in Seat.objects.filter(review=review) for what in about}
    proofs = {morsel.value for phone in phones.values() for name, morsel in phone.cookies.items() if "vote" in name}
    return {review.salt, *tokens, *proofs}


def rows_of_all_tables() -> str:
    """Everything that anybody reads who may read everything."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - its own tables
            found += [f"{table} {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def met(secrets: set[str], text: str) -> list[str]:
    return sorted(one for one in secrets if one in text)


def test_after_closing_no_row_and_no_line_of_the_log_tells_who_chose_what(hall, caplog):
    review, chair, _phones = hall
    with caplog.at_level(logging.DEBUG, logger="gezien"), caplog.at_level(logging.INFO):
        secrets = hold_it(hall)
        before = met(secrets, rows_of_all_tables())
        assert (len(before) > 12, review.salt in before) == (True, True)  # what is looked for is to be found
        assert not any(len(one) > 80 for one in before)  # a proof, which names a choice, lies in its browser alone
        assert chair.post(act(review), {"do": "close"}).status_code == 302
    assert met(secrets, rows_of_all_tables()) == []
    assert met(secrets, caplog.text) == []
    assert (VoteToken.objects.count(), Dot.objects.count()) == (0, 0)
    assert [sum(one.shown) for one in review.scale_rounds.all()] == [6, 6]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the files of SQLite")
def test_after_closing_no_file_of_the_database_tells_who_chose_what(hall, tmp_path):
    review, chair, _phones = hall
    secrets = {one.encode() for one in hold_it(hall)}
    files = sorted(tmp_path.glob("gezien.sqlite3*"))
    assert [one.suffix for one in files] == [".sqlite3", ".sqlite3-shm", ".sqlite3-wal"]
    assert any(one in file.read_bytes() for file in files for one in secrets)
    SchoolReview.objects.filter(pk=review.pk).update(goals="Kort.", outcomes="")  # pages come free just before
    chair.post(act(review), {"do": "close"})
    left = {file.name: sum(one in file.read_bytes() for one in secrets) for file in files}
    assert left == dict.fromkeys(left, 0)


def test_pages_after_closing_name_nobody_beside_a_number(hall, sign_in):
    review, chair, phones = hall
    secrets = hold_it(hall)
    chair.post(act(review), {"do": "close"})
    names = [seat.name for seat in Seat.objects.filter(review=review)]
    for address in ("review", "after", "screen", "newsletter"):
        page = chair.get(reverse(f"schoolreviews:{address}", args=[review.school.slug, review.pk])).content.decode()
        assert met(secrets, page) == []
        for picture in page.split('class="sr-scale')[1:]:
            assert [one for one in names if one in picture.split("</section>")[0]] == []
    room = phones["emmy"].get(reverse("joining:room", args=[review.code]))
    assert (room.status_code, met(secrets, room.content.decode())) == (404, [])
