"""The door: passes, and who may come in by an account."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gezien.schoolreviews import tries
from gezien.schoolreviews.actions import planning, seats, session
from gezien.schoolreviews.models import SchoolReview, Seat
from gezien.schools.models import Membership
from gezien.schools.rules import NotAllowed
from tests.schoolreviews.conftest import WHEN


@pytest.fixture
def door(live_review):
    cache.clear()
    yield reverse("joining:door", args=[live_review.review.code])
    cache.clear()


def test_guessing_passes_is_stopped_for_a_while(live_review, door):
    (given,) = seats.make_passes(by=live_review.by, review=live_review.review, number=1)
    replies = [Client().post(door, {"given": "BCDFGH", "name": "X"}).status_code for _try in range(tries.MOST)]
    assert set(replies) == {422}
    assert Client().post(door, {"given": given, "name": "Ria"}).status_code == 429
    cache.clear()  # the minute is over
    assert Client().post(door, {"given": given, "name": "Ria"}).status_code == 302


@pytest.mark.requirement("S2")
def test_who_comes_early_waits_at_the_door_and_is_let_in_by_itself(member):
    sanne = member("sanne")
    review = planning.plan_review(by=sanne, title="Straks", starts_at=WHEN, place="", chair=sanne.user)
    address = reverse("joining:door", args=[review.code])
    page = Client().get(reverse("joining:find"), {"code": review.code.lower()}, follow=True)
    assert (page.request["PATH_INFO"], page.headers["X-Waiting"]) == (address, "1")
    assert "Refresh" not in page.headers  # a page that begins again and again cannot be read (WCAG 2.2.1)
    assert 'role="status"' in page.content.decode()
    assert "te vroeg" in page.content.decode()
    assert Client().get(reverse("joining:room", args=[review.code])).status_code == 404
    session.open_review(by=sanne, review=review)
    reply = Client().head(address)
    assert (reply.status_code, "X-Waiting" in reply.headers) == (200, False)


@pytest.mark.requirement("S2")
@pytest.mark.parametrize("typed", ["bsz gk9", "B5Z-6K9", " 8s2.gk9 "])
def test_code_is_found_however_it_is_read_from_the_back_of_the_hall(live_review, typed):
    SchoolReview.objects.filter(pk=live_review.review.pk).update(code="BSZGK9")
    reply = Client().get(reverse("joining:find"), {"code": typed})
    assert reply.headers["Location"] == reverse("joining:door", args=["BSZGK9"])


def test_code_of_nothing_keeps_what_was_typed(client):
    page = client.get(reverse("joining:find"), {"code": "xxx xxx"})
    assert (page.status_code, page.context["code"]) == (200, "XXXXXX")
    assert client.get(reverse("joining:find"), {"code": "??"}).status_code == 200


def test_passes_of_a_page_loaded_again_are_the_same(live_review, sign_in):
    address = reverse("schoolreviews:step", args=[live_review.review.school.slug, live_review.review.pk])
    data = {"do": "passes", "number": 3, "batch": "abc"}
    pages = [sign_in("sanne").post(address, data).context["passes"] for _time in range(2)]
    assert pages[0] == pages[1]
    assert live_review.review.seats.filter(user=None).count() == 3


def test_every_pass_on_paper_lets_somebody_in(live_review, door, sign_in):
    review = live_review.review
    address = reverse("schoolreviews:step", args=[review.school.slug, review.pk])
    passes = [
        given
        for number in (2, 5)  # more from the same page
        for given in sign_in("sanne")
        .post(address, {"do": "passes", "number": number, "batch": "abc"})
        .context["passes"]
    ]
    assert (len(set(passes)), review.seats.filter(user=None).count()) == (7, 7)
    assert {Client().post(door, {"given": given, "name": "Ria"}).status_code for given in passes} == {302}


def test_pass_that_was_taken_away_is_not_shown_again(live_review):
    review, made = live_review.review, {"by": live_review.by, "review": live_review.review, "number": 3, "batch": "abc"}
    before = seats.make_passes(**made)
    seats.remove_seat(by=live_review.by, review=review, seat=review.seats.filter(user=None).order_by("pk")[1])
    assert seats.make_passes(**made) == [before[0], before[2]]


def test_passes_that_were_all_taken_away_never_come_back(live_review, sign_in, door):
    review = live_review.review
    address = reverse("schoolreviews:step", args=[review.school.slug, review.pk])
    data = {"do": "passes", "number": 2, "batch": "abc"}
    given = sign_in("sanne").post(address, data).context["passes"][0]
    for seat in review.seats.filter(user=None):
        seats.remove_seat(by=live_review.by, review=review, seat=seat)
    page = sign_in("sanne").post(address, data)
    assert (page.context["passes"], review.seats.filter(user=None).count()) == ([], 0)
    assert "allemaal weggehaald" in page.content.decode()
    assert Client().post(door, {"given": given, "name": "Ria"}).status_code == 422
    assert len(sign_in("sanne").post(address, data | {"batch": "def"}).context["passes"]) == 2


def test_pass_can_be_taken_away_before_the_opening(member):
    sanne = member("sanne")
    review = planning.plan_review(
        by=sanne, title="Straks", starts_at=WHEN, place="", chair=sanne.user, together=None, parallel=[]
    )
    seats.make_passes(by=sanne, review=review, number=1)
    seats.remove_seat(by=sanne, review=review, seat=review.seats.get())
    assert not Seat.objects.filter(review=review).exists()


def test_seat_of_a_colleague_cannot_be_taken_away(live_review):
    with pytest.raises(NotAllowed):
        seats.remove_seat(by=live_review.by, review=live_review.review, seat=live_review.seats["emmy"])


def test_who_no_longer_works_here_has_no_seat(live_review, sign_in):
    client, room = sign_in("emmy"), reverse("joining:room", args=[live_review.review.code])
    assert client.get(room).status_code == 200
    Membership.objects.filter(user=live_review.seats["emmy"].user).delete()
    assert client.get(room).status_code == 302
