"""Quality cards: settled with a reason, evaluated again and again, remarked on by everyone, on paper."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.quality.actions.cards import (
    AlreadyHeld,
    NameTaken,
    NothingToSettle,
    add_card,
    add_starter_cards,
    archive_card,
    comment_on_card,
    hold_evaluation,
    plan_evaluation,
    remove_evaluation,
    save_card,
    settle_card,
    settle_comment,
)
from gezien.quality.card_starter import CARDS, starter_cards
from gezien.quality.models import CardComment, CardEvaluation, QualityCard
from gezien.quality.queries.cards import CARD_FIELDS, card_rows, due_evaluations, months_later
from gezien.schools.rules import NotAllowed

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def card(zwaluw, member) -> QualityCard:
    """A card with a title, not settled yet."""
    return add_card(by=member("sanne"), title="Spelling in de klas", domain="Didactisch handelen")


def url(name, pk):
    return reverse(f"quality:{name}", args=["zwaluw", pk])


def write(by, card, **changes):
    texts = {name: getattr(card, name) for name in CARD_FIELDS} | changes
    return save_card(by=by, card=card, version=card.version, owner=card.owner, every=card.every, **texts)


@pytest.mark.requirement("Z8")
def test_a_school_begins_with_a_card_for_each_review(zwaluw):
    titles = set(QualityCard.objects.values_list("title", flat=True))
    assert {"Groepsbespreking", "Leerlingbespreking", "Schoolbespreking"} <= titles


@pytest.mark.requirement("Z8")
def test_what_holds_is_the_settled_version_not_the_draft(sign_in, member, card):
    write(member("sanne"), card, vision="Elk kind spelt met plezier.")
    settle_card(by=member("sanne"), card=card, why="Besloten in het team")
    card.refresh_from_db()
    write(member("karim"), card, vision="Nog niet besloten.")
    page = sign_in("emmy").get(url("card", card.pk)).content.decode()
    assert "Elk kind spelt met plezier." in page
    assert "Nog niet besloten." not in page


@pytest.mark.requirement("Z8")
def test_a_draft_is_for_who_writes_it(sign_in, member, card):
    write(member("sanne"), card, vision="Een eerste gedachte.")
    assert "Een eerste gedachte." in sign_in("marleen").get(url("card", card.pk)).content.decode()
    page = sign_in("emmy").get(url("card", card.pk)).content.decode()
    assert "Een eerste gedachte." not in page
    assert "Nog niet vastgesteld" in page


def test_a_version_says_what_changed(sign_in, member, card):
    settle_card(by=member("sanne"), card=card, why="Begin")
    card.refresh_from_db()
    write(member("sanne"), card, agenda="In september")
    settle_card(by=member("sanne"), card=card, why="Agenda erbij")
    page = sign_in("emmy").get(url("card", card.pk)).content.decode()
    assert "Veranderd in deze versie: Agenda." in page


def test_settling_what_did_not_change_is_refused(member, card):
    settle_card(by=member("sanne"), card=card, why="Begin")
    with pytest.raises(NothingToSettle):
        settle_card(by=member("sanne"), card=card, why="Nog eens")


@pytest.mark.requirement("Z8")
def test_settling_plans_the_yearly_evaluation_and_holding_it_the_next(member, card):
    settle_card(by=member("sanne"), card=card, why="Begin")
    first = CardEvaluation.objects.get(card=card)
    assert first.due_on == months_later(clock.today(), 12)
    hold_evaluation(by=member("karim"), evaluation=first, found="Werkt goed.")
    assert [one.due_on for one in card.evaluations.filter(held_on=None)] == [months_later(clock.today(), 12)]
    with pytest.raises(AlreadyHeld):
        remove_evaluation(by=member("karim"), evaluation=CardEvaluation.objects.get(pk=first.pk))


@pytest.mark.requirement("Z8")
def test_an_evaluation_in_between_is_due_on_its_own_day(member, zwaluw, card):
    before = len(due_evaluations(zwaluw))
    plan_evaluation(by=member("sanne"), card=card, due_on=clock.today() + dt.timedelta(days=20))
    plan_evaluation(by=member("sanne"), card=card, due_on=clock.today() + dt.timedelta(days=40))
    assert len(due_evaluations(zwaluw)) == before + 1
    assert next(row.is_due for row in card_rows(member("emmy")) if row.card.pk == card.pk)


def test_a_card_put_away_is_not_due_and_not_in_the_list(member, zwaluw, card):
    plan_evaluation(by=member("sanne"), card=card, due_on=clock.today())
    archive_card(by=member("sanne"), card=card, is_archived=True)
    assert card.pk not in {one.card_id for one in due_evaluations(zwaluw)}
    assert card.pk not in {row.card.pk for row in card_rows(member("sanne"))}
    assert card.pk in {row.card.pk for row in card_rows(member("sanne"), archived=True)}


@pytest.mark.requirement("Z8")
def test_everyone_remarks_and_who_keeps_the_card_deals_with_it(member, card):
    comment = comment_on_card(by=member("emmy"), card=card, text="Kan dit korter?")
    with pytest.raises(NotAllowed):
        settle_comment(by=member("fleur"), comment=comment)
    settle_comment(by=member("sanne"), comment=comment)
    assert CardComment.objects.get(pk=comment.pk).settled_by == member("sanne").user


def test_of_two_who_write_the_second_sees_both(sign_in, member, card):
    write(member("karim"), QualityCard.objects.get(pk=card.pk), content="Van Karim")
    with pytest.raises(StaleVersion):
        write(member("sanne"), card, content="Van Sanne")
    data = {name: getattr(card, name) for name in CARD_FIELDS}
    data |= {"content": "Van Sanne", "every": 12, "owner": "", "version": 1}
    reply = sign_in("sanne").post(url("card_edit", card.pk), data, headers=AUTOSAVE)
    assert (reply.status_code, reply.json()["current"]["content"]) == (409, "Van Karim")


def test_titles_are_told_apart(member, card):
    with pytest.raises(NameTaken):
        add_card(by=member("sanne"), title=card.title.upper())


def test_the_starter_set_leaves_alone_what_is_there(member):
    QualityCard.objects.filter(title="Groepsbespreking").delete()
    assert add_starter_cards(by=member("sanne"), cards=CARDS) == 1
    assert add_starter_cards(by=member("sanne"), cards=CARDS) == 0


def test_flemish_school_begins_with_its_own_words():
    dutch, flemish = (" ".join(text for card in starter_cards(one) for text in card.values()) for one in ("NL", "BE"))
    assert ("intern begeleider" in dutch, "intern begeleider" in flemish) == (True, False)
    assert "De zorgcoördinator leest die" in flemish


@pytest.mark.requirement("Z8")
def test_a_card_comes_out_as_pdf(sign_in, member, card):
    write(member("sanne"), card, approach="Stap voor stap uitleggen.")
    settle_card(by=member("sanne"), card=card, why="Begin")
    reply = sign_in("emmy").get(reverse("paper:document", args=["zwaluw", "quality_card", card.pk, "pdf"]))
    text = PdfReader(io.BytesIO(reply.content)).pages[0].extract_text()
    assert "Spelling in de klas" in text
    assert "Stap voor stap uitleggen." in text


def test_a_draft_on_paper_is_not_for_everyone(sign_in, card):
    address = reverse("paper:document", args=["zwaluw", "quality_card", card.pk, "pdf"])
    assert sign_in("emmy").get(address).status_code == 404
    assert sign_in("marleen").get(address).status_code == 200


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-08-15", 12, "2027-08-15"), ("2026-12-01", 1, "2027-01-01")],
)
def test_months_later_stays_within_the_month(day, months, later):
    assert months_later(dt.date.fromisoformat(day), months).isoformat() == later


def test_the_list_takes_the_same_statements_for_one_card_and_more(sign_in, member, card, django_assert_num_queries):
    client = sign_in("emmy")
    with django_assert_num_queries(5):
        client.get(reverse("quality:cards", args=["zwaluw"]))
    for number in range(3):
        other = add_card(by=member("sanne"), title=f"Kaart {number}")
        plan_evaluation(by=member("sanne"), card=other, due_on=clock.today())
    with django_assert_num_queries(5):
        client.get(reverse("quality:cards", args=["zwaluw"]))
