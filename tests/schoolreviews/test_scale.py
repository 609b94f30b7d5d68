"""The scale question: numbers without people."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.audit.models import AuditEvent
from gezien.schoolreviews.actions import scale, session
from gezien.schoolreviews.actions.seats import make_passes
from gezien.schoolreviews.models import ScaleRound, ScaleTally, SchoolReview, VoteToken
from gezien.schoolreviews.queries.scale import Spread, live_counts, picture
from gezien.schoolreviews.tokens import proof_of, read_proof, token_of
from gezien.schools.rules import NotAllowed
from tests.schoolreviews.conftest import go

CHOICES = {"sanne": 6, "emmy": 7, "tom": 7, "fleur": 4, "karim": 9}


def asked(live, moment="before"):
    return scale.ask(by=live.by, review=live.review, moment=moment)


def choose(live, round_, name, value, proof=""):
    _round, kept = scale.choose(review=live.review, seat=live.seats[name], asked=round_.pk, value=value, proof=proof)
    return kept


def everybody(live, round_, choices=CHOICES):
    return {name: choose(live, round_, name, value) for name, value in choices.items()}


@pytest.mark.requirement("S2")
def test_picture_is_hidden_until_it_is_shown(live_review):
    round_ = asked(live_review)
    everybody(live_review, round_)
    hidden = picture(live_review.review)["rounds"][0]
    assert (hidden["state"], hidden["cast"], hidden["bars"]) == ("choosing", 5, [])
    scale.reveal(by=live_review.by, review=live_review.review, round_=round_)
    shown = picture(live_review.review)["rounds"][0]
    assert [bar["count"] for bar in shown["bars"]] == [0, 0, 0, 0, 1, 0, 1, 2, 0, 1, 0]
    assert (shown["mean"], shown["deviation"], shown["total"]) == ("6,6", "1,6", 5)


def test_choice_counts_once_and_moves_with_its_proof(live_review):
    round_ = asked(live_review)
    proof = choose(live_review, round_, "emmy", 3)
    with pytest.raises(scale.AlreadyChosen):
        choose(live_review, round_, "emmy", 9)
    newer = choose(live_review, round_, "emmy", 9, proof)
    assert live_counts(round_) == [0] * 9 + [1, 0]
    with pytest.raises(scale.AlreadyChosen):  # an older proof is spent
        choose(live_review, round_, "emmy", 1, proof)
    choose(live_review, round_, "emmy", 2, newer)
    assert live_counts(round_) == [0, 0, 1] + [0] * 8


def test_proof_of_somebody_else_moves_nothing(live_review):
    round_ = asked(live_review)
    theirs = choose(live_review, round_, "emmy", 3)
    choose(live_review, round_, "tom", 5, theirs)
    assert live_counts(round_) == [0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]


def test_after_the_picture_nothing_can_be_moved(live_review):
    round_ = asked(live_review)
    proofs = everybody(live_review, round_)
    scale.reveal(by=live_review.by, review=live_review.review, round_=round_)
    round_.refresh_from_db()
    with pytest.raises(scale.AlreadyChosen):
        choose(live_review, round_, "emmy", 1, proofs["emmy"])


def test_single_late_choice_is_not_seen_in_the_picture(live_review):
    round_ = asked(live_review)
    everybody(live_review, round_)
    scale.reveal(by=live_review.by, review=live_review.review, round_=round_)
    round_.refresh_from_db()
    before = round_.shown
    choose(live_review, round_, "marleen", 0)
    round_.refresh_from_db()
    assert (round_.shown, sum(live_counts(round_))) == (before, 6)


def test_fewer_than_five_show_nothing(live_review):
    round_ = asked(live_review)
    for name in ("sanne", "emmy", "tom", "fleur"):
        choose(live_review, round_, name, 8)
    scale.reveal(by=live_review.by, review=live_review.review, round_=round_)
    round_.refresh_from_db()
    assert (round_.shown, picture(live_review.review)["rounds"][0]["state"]) == ([], "few")
    choose(live_review, round_, "karim", 2)  # the fifth: nobody saw the four
    round_.refresh_from_db()
    assert sum(round_.shown) == 5


@pytest.mark.requirement("S6")
def test_before_stands_beside_after_with_the_shift(live_review):
    for moment, values in (("before", (4, 5, 5, 6, 5)), ("after", (7, 7, 8, 6, 7))):
        go(live_review, "opening" if moment == "before" else "closing")
        round_ = asked(live_review, moment)
        everybody(live_review, round_, dict(zip(CHOICES, values, strict=True)))
        scale.reveal(by=live_review.by, review=live_review.review, round_=round_)
    shown = picture(live_review.review)
    assert [one["moment"] for one in shown["rounds"]] == ["before", "after"]
    assert shown["shift"] == {"text": "+2,0", "way": "up"}


def test_only_who_leads_asks_and_shows(live_review, member):
    with pytest.raises(NotAllowed):
        scale.ask(by=member("emmy"), review=live_review.review, moment="before")
    round_ = asked(live_review)
    with pytest.raises(NotAllowed):
        scale.reveal(by=member("emmy"), review=live_review.review, round_=round_)


@pytest.mark.requirement("S2")
def test_after_closing_nobody_can_tell_who_chose_what(live_review, sign_in, settings):
    """From database, log and pages: numbers remain, and nothing that ties a number to a person."""
    review, round_ = live_review.review, asked(live_review)
    tokens = {name: token_of(review, seat, f"vote:{round_.pk}") for name, seat in live_review.seats.items()}
    salt = review.salt
    everybody(live_review, round_)
    assert not AuditEvent.objects.filter(
        object_type__in=["schoolreviews.votetoken", "schoolreviews.scaletally"]
    ).exists()
    session.close_review(by=live_review.by, review=review)
    dump = "".join(
        serializers.serialize("json", model._base_manager.all())
        for model in [*apps.get_app_config("schoolreviews").get_models(), AuditEvent]
    )
    assert not any(token in dump for token in tokens.values())
    assert salt not in dump
    assert (ScaleTally.objects.count(), VoteToken.objects.count(), review.salt) == (0, 0, "")
    kept = json.loads(serializers.serialize("json", ScaleRound.objects.filter(review=review)))
    assert kept[0]["fields"]["shown"] == [0, 0, 0, 0, 1, 0, 1, 2, 0, 1, 0]
    with pytest.raises(ValueError, match="closed"):  # not even with the installation's secret
        token_of(review, live_review.seats["emmy"], f"vote:{round_.pk}")
    page = sign_in("sanne").get(reverse("schoolreviews:review", args=[review.school.slug, review.pk])).content.decode()
    picture_part = page.split('class="sr-scale')[1].split("</section>")[0]
    assert not any(seat.name in picture_part for seat in live_review.seats.values())


def test_while_choosing_the_database_holds_no_choice_with_a_person(live_review):
    round_ = asked(live_review)
    everybody(live_review, round_)
    row = json.loads(serializers.serialize("json", VoteToken.objects.all()))[0]["fields"]
    assert set(row) == {"school", "round", "token", "changes"}
    names = [field.name for field in VoteToken._meta.get_fields()]
    assert not {"seat", "user", "value"} & set(names)


def test_vote_asks_few_statements(live_review, sign_in):
    round_ = asked(live_review)
    counts = []
    for name in ("emmy", "tom"):
        client = sign_in(name)
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            reply = client.post(
                reverse("joining:vote", args=[live_review.review.code]),
                {"round": round_.pk, "value": 7},
                headers={"Accept": "application/json"},
            )
        assert reply.json() == {"counted": True, "value": 7}
        counts.append(len(asked_for))
    assert counts == [13, 13]


def test_phone_without_account_votes_with_its_pass(live_review):
    code = live_review.review.code
    (given_pass,) = make_passes(by=live_review.by, review=live_review.review, number=1)
    printed = f"{given_pass[:3]} {given_pass[3:]}".lower()
    phone, other, round_ = Client(), Client(), asked(live_review)
    joined = phone.post(reverse("joining:door", args=[code]), {"given": printed, "name": "Ria"})
    assert joined.headers["Location"] == reverse("joining:room", args=[code])
    assert other.post(reverse("joining:door", args=[code]), {"given": given_pass, "name": "Riet"}).status_code == 422
    phone.post(reverse("joining:vote", args=[code]), {"round": round_.pk, "value": 10})
    phone.post(reverse("joining:vote", args=[code]), {"round": round_.pk, "value": 8})
    assert live_counts(round_) == [0] * 8 + [1, 0, 0]
    assert b'aria-pressed="true">8<' in phone.get(reverse("joining:room", args=[code])).content


def test_pass_taken_while_the_answer_got_lost_is_still_ones_own(live_review):
    code, phone, other = live_review.review.code, Client(), Client()
    (given,) = make_passes(by=live_review.by, review=live_review.review, number=1)
    door = reverse("joining:door", args=[code])
    typed = {"given": given, "name": "Ria", "secret": phone.get(door).context["form"]["secret"].value()}
    Client().post(door, typed)  # arrived, but the phone never heard so
    assert phone.post(door, typed).headers["Location"] == reverse("joining:room", args=[code])
    assert other.post(door, typed | {"secret": other.get(door).context["form"]["secret"].value()}).status_code == 422


def test_vote_again_after_a_lost_answer_counts_once(live_review, sign_in):
    round_ = asked(live_review)
    address = reverse("joining:vote", args=[live_review.review.code])
    sign_in("emmy").post(address, {"round": round_.pk, "value": 7})
    again = sign_in("emmy").post(address, {"round": round_.pk, "value": 7}, headers={"Accept": "application/json"})
    assert (again.status_code, again.json()["counted"], sum(live_counts(round_))) == (200, True, 1)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=80))
def test_mean_and_spread_are_those_of_the_values(values):
    spread = Spread([values.count(value) for value in range(11)])
    mean = sum(values) / len(values)
    assert spread.total == len(values)
    assert spread.mean == pytest.approx(mean)
    assert spread.deviation**2 == pytest.approx(sum((value - mean) ** 2 for value in values) / len(values), abs=1e-9)


@given(st.text(max_size=40), st.integers(0, 10))
def test_forged_proof_is_no_proof(text, value):
    assert read_proof(text, "token") is None
    assert read_proof(proof_of("token", value, 0), "token") == (value, 0)
    assert read_proof(proof_of("other", value, 0), "token") is None


def test_choice_that_comes_as_the_review_closes_is_refused(live_review):
    round_ = asked(live_review)
    stale = SchoolReview.objects.get(pk=live_review.review.pk)
    session.close_review(by=live_review.by, review=live_review.review)
    with pytest.raises(NotAllowed):
        scale.choose(review=stale, seat=live_review.seats["emmy"], asked=round_.pk, value=5)
    assert not VoteToken.objects.exists()


def test_choice_with_the_picture_shown_meanwhile_moves_nothing(live_review):
    round_ = asked(live_review)
    proofs = everybody(live_review, round_)
    scale.reveal(by=live_review.by, review=live_review.review, round_=ScaleRound.objects.get(pk=round_.pk))
    assert round_.revealed_at is None  # as whoever was on the way saw it
    with pytest.raises(scale.AlreadyChosen):
        choose(live_review, round_, "emmy", 1, proofs["emmy"])


def test_question_of_the_opening_is_not_answered_at_the_closing(live_review, sign_in):
    round_ = asked(live_review)
    go(live_review, "closing")
    address = reverse("joining:vote", args=[live_review.review.code])
    reply = sign_in("emmy").post(address, {"round": round_.pk, "value": 7}, headers={"Accept": "application/json"})
    assert (reply.status_code, sum(live_counts(round_))) == (422, 0)


def test_late_choice_is_told_that_it_came_late(live_review, sign_in):
    round_ = asked(live_review)
    everybody(live_review, round_)
    scale.reveal(by=live_review.by, review=live_review.review, round_=round_)
    address = reverse("joining:vote", args=[live_review.review.code])
    reply = sign_in("marleen").post(address, {"round": round_.pk, "value": 7}, headers={"Accept": "application/json"})
    assert "na het beeld" in reply.json()["note"]


@pytest.mark.parametrize("sent", [{"round": "²", "value": 7}, {"round": 1, "value": "²"}])
def test_vote_with_a_number_that_is_none_is_refused(live_review, sign_in, sent):
    asked(live_review)
    address = reverse("joining:vote", args=[live_review.review.code])
    assert sign_in("emmy").post(address, sent, headers={"Accept": "application/json"}).status_code == 422
