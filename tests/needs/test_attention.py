"""Signals minus attention: the list, the pages of what became of them, and the way back."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.needs.actions.looking import look_at_school
from gezien.needs.models import EducationalNeed, Signal
from gezien.needs.queries.attention import Choice, asked_on, attention_rows
from gezien.needs.queries.rule_terms import terms_of
from gezien.notes.models import Note
from gezien.schools.models import Subject
from tests.factories.needs import add_results, make_group, pupils_of

LIST = "/s/zwaluw/groups/signals/"


@pytest.fixture
def pupil(zwaluw, period):
    """A pupil whom the rule about the lowest levels flags, about whom nothing was done since."""
    made = pupils_of(make_group(period.year, 1))[0]
    add_results(made, "lvs-rekenen", [(60, "V")])
    look_at_school(zwaluw)
    return made


def low(pupil) -> Signal:
    """The signal for support."""
    return Signal.objects.get(pupil=pupil, rule__direction="support")


def sent(signal: Signal, **values) -> dict:
    """A signal as a form names it."""
    signal.refresh_from_db()
    return {"signals": f"{signal.pk}:{signal.version}", **values}


def address(name: str, pupil) -> str:
    """A page of the pupil's signals."""
    return reverse(f"needs:{name}", args=["zwaluw", pupil.pk])


def row_of(member, pupil, **choice) -> dict | None:
    """The pupil's row in the list."""
    rows = attention_rows(member, Choice(**choice), terms_of(member.school))
    return next((row for row in rows if row["pk"] == pupil.pk), None)


@pytest.mark.requirement("H9", "H11")
def test_coach_begins_the_day_with_signals_nobody_gives_attention(sign_in, pupil):
    page = sign_in("sanne").get("/s/zwaluw/")
    assert page.context["signals_number"] >= len(page.context["signals"]) > 0
    assert all(row["attention"] == [] for row in page.context["signals"])
    assert page.text.index("Signalen die nog geen aandacht krijgen") < page.text.index("Voor jou")


@pytest.mark.requirement("H9")
def test_row_tells_rule_figure_and_what_was_done_since(member, pupil):
    row = row_of(member("sanne"), pupil)
    assert next(one["label"] for one in row["signals"] if one["subject"]).startswith("RW V")
    assert (row["group_name"], row["attention"]) == ("Oefengroep", [])
    day = asked_on(low(pupil)) + dt.timedelta(days=1)
    Note.objects.create(
        school=pupil.school, pupil=pupil, kind=Note.Kind.PUPIL_TALK, happened_on=day, text="Over rekenen."
    )
    assert [text.split()[0] for text in row_of(member("sanne"), pupil)["attention"]] == ["kindgesprek"]


@pytest.mark.requirement("H9")
def test_talk_before_the_result_is_no_attention_for_it(member, pupil):
    day = asked_on(low(pupil)) - dt.timedelta(days=1)
    Note.objects.create(
        school=pupil.school, pupil=pupil, kind=Note.Kind.PUPIL_TALK, happened_on=day, text="Over rekenen."
    )
    assert row_of(member("sanne"), pupil)["attention"] == []


@pytest.mark.requirement("H9")
@pytest.mark.parametrize(("days", "words"), [(1, ["afspraak"]), (-1, [])])
def test_agreement_about_the_pupil_made_since_is_attention(member, pupil, days, words):
    agreed = Agreement.objects.create(
        school=pupil.school, pupil=pupil, what="Bellen met thuis.", owner=member("sanne").user, due_on="2027-03-01"
    )
    at = dt.datetime.combine(asked_on(low(pupil)), dt.time(12), dt.UTC) + dt.timedelta(days=days)
    Agreement.objects.filter(pk=agreed.pk).update(created_at=at)
    assert [text.split()[0] for text in row_of(member("sanne"), pupil)["attention"]] == words


@pytest.mark.requirement("H9")
@pytest.mark.parametrize(("outcome", "words"), [("", ["onderwijsbehoefte"]), ("reached", [])])
def test_need_set_since_is_attention_until_it_is_closed(member, pupil, period, outcome, words):
    closed = {"outcome": outcome, "closed_on": "2027-02-04"} if outcome else {}
    reading = Subject.objects.get(school=pupil.school, code="begrijpend-lezen")
    need = EducationalNeed.objects.create(
        school=pupil.school, pupil=pupil, subject=reading, period=period, goal="Vertelt een tekst na.", **closed
    )
    at = dt.datetime.combine(asked_on(low(pupil)), dt.time(12), dt.UTC) + dt.timedelta(days=1)
    EducationalNeed.objects.filter(pk=need.pk).update(updated_at=at)
    assert [text.split()[0] for text in row_of(member("sanne"), pupil)["attention"]] == words


@pytest.mark.requirement("H9")
def test_signal_put_aside_is_silent_until_the_day_and_can_be_taken_back(sign_in, member, pupil):
    coach, signal = sign_in("sanne"), low(pupil)
    values = sent(signal, reason="Net verhuisd.", until="2027-03-01", next="/s/zwaluw/")
    page = coach.post(address("signals_aside", pupil), values)
    assert page["Location"] == "/s/zwaluw/"
    aside = row_of(member("sanne"), pupil, state="aside")["signals"]
    assert [(one["reason"], one["pk"]) for one in aside] == [("Net verhuisd.", signal.pk)]
    coach.post(address("signals_undo", pupil), sent(signal))
    assert row_of(member("sanne"), pupil, state="aside") is None
    signal.refresh_from_db()
    assert signal.state == "open"


@pytest.mark.parametrize("values", [{"reason": "", "until": "2027-03-01"}, {"reason": "Later.", "until": "2020-01-01"}])
def test_putting_aside_wants_a_reason_and_a_day_to_come(sign_in, pupil, values):
    signal = low(pupil)
    page = sign_in("sanne").post(address("signals_aside", pupil), sent(signal, **values))
    assert page.status_code == 422
    signal.refresh_from_db()
    assert signal.state == "open"


def test_signal_somebody_else_changed_is_left_alone_and_said(sign_in, pupil):
    signal = low(pupil)
    old = sent(signal, reason="Later.", until="2027-03-01")
    sign_in("sanne").post(address("signals_closure", pupil), sent(signal, reason="Al besproken."))
    page = sign_in("sanne").post(address("signals_aside", pupil), old, follow=True)
    assert "intussen veranderd" in page.text
    signal.refresh_from_db()
    assert signal.state == "resolved"


@pytest.mark.requirement("H9")
def test_page_of_a_pupil_tells_the_whole_life_of_a_signal(sign_in, pupil):
    coach, signal = sign_in("sanne"), low(pupil)
    coach.post(address("signals_closure", pupil), sent(signal, reason="Al besproken."))
    row = next(one for one in coach.get(address("pupil_signals", pupil)).context["rows"] if one["pk"] == signal.pk)
    assert next((step["who"], step["text"]) for step in row["steps"]) == ("Sanne Visser", "Al besproken.")
    assert (row["state"], row["can_undo"]) == ("resolved", True)


def test_list_of_a_teacher_holds_own_pupils_only(sign_in, member, pupil):
    assert row_of(member("emmy"), pupil) is None
    assert sign_in("emmy").get(LIST).status_code == 200


def test_pupil_of_another_group_is_not_there_for_a_teacher(sign_in, pupil):
    assert sign_in("emmy").post(address("signals_aside", pupil), sent(low(pupil))).status_code == 404


@pytest.mark.parametrize("size", [2, 15])
def test_list_asks_the_same_of_the_database_at_any_size(member, zwaluw, period, size, django_assert_num_queries):
    for one in pupils_of(make_group(period.year, size)):
        add_results(one, "lvs-rekenen", [(60, "V")])
    look_at_school(zwaluw)
    coach, terms = member("sanne"), terms_of(zwaluw)
    with django_assert_num_queries(5):
        attention_rows(coach, Choice(), terms)


@pytest.mark.requirement("H9")
def test_signal_is_put_aside_or_closed_from_the_overview_and_one_is_back_at_the_pupil(sign_in, pupil):
    coach, group = sign_in("sanne"), pupil.enrolments.get().group
    part = coach.get(reverse("needs:signals", args=["zwaluw", group.pk, pupil.pk]), headers={"hx-request": "true"})
    back = f"/s/zwaluw/groups/{group.pk}/#p{pupil.pk}"
    assert {f'value="{back}"' in part.text, address("signals_aside", pupil) in part.text} == {True}
    values = sent(low(pupil), reason="Al besproken.", until="2027-03-01", next=back)
    assert coach.post(address("signals_closure", pupil), values)["Location"] == back
    assert low(pupil).state == "resolved"
    again = coach.post(address("signals_undo", pupil), sent(low(pupil), again=1, next=back))
    assert (again["Location"], low(pupil).state) == (back, "open")
