"""Closing, reopening, taking along, several goals, history, what stands beside: through the pages."""

import re

import pytest
from django.urls import reverse

from gezien.needs import actions
from gezien.needs.models import BankSentence, EducationalNeed
from gezien.needs.queries.beside import beside
from gezien.needs.queries.needs import Place
from gezien.needs.queries.overview import group_overview
from gezien.needs.sentences import Said, together
from gezien.notes.models import Factor
from gezien.schools.models import Period, Subject
from tests.factories.notes import make_factor

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
EDITOR = 26  # statements to open a need in the overview
LOOKING_ANEW = 2  # when a need changed and the signals are not looked at yet


@pytest.fixture
def pupil(pupils_5b):
    """A pupil of 5b without needs."""
    EducationalNeed.objects.filter(pupil=pupils_5b[0]).delete()
    return pupils_5b[0]


@pytest.fixture
def write(member, pupil, arithmetic, period):
    """`write("Tafels.")` writes a need of this period, as Emmy."""

    def written(goal="Tafels tot 6.", *, when=None, number=1, who="emmy", expected=0, sentences=()):
        target = {"pupil": pupil, "subject": arithmetic, "period": when or period, "number": number}
        return actions.save_need(by=member(who), **target, goal=goal, sentences=sentences, expected=expected)

    return written


@pytest.fixture
def first(period) -> Period:
    return Period.objects.get(year=period.year, number=1)


@pytest.fixture
def url(pupil, arithmetic) -> str:
    return reverse("needs:need", args=["zwaluw", pupil.pk, arithmetic.pk])


def at(name, need) -> str:
    return reverse(f"needs:{name}", args=["zwaluw", need.pk])


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.requirement("H13")
def test_sentences_are_typed_by_kind_and_come_back_in_their_fields(sign_in, url, pupil):
    client = sign_in("emmy")
    said = {
        "said_teacher_0": "een leerkracht die voordoet",
        "said_feedback_0": "feedback die",
        "said_teacher_1": "een leerkracht die wacht",
    }
    client.post(url, {"goal": "Telt verder.", "version": 0, **said})
    need = EducationalNeed.objects.get(pupil=pupil)
    assert need.support == "een leerkracht die voordoet; een leerkracht die wacht"
    page = client.get(url).text
    assert ">een leerkracht die wacht</textarea>" in page
    assert "said_teacher_1" in page


def test_text_of_every_need_is_what_its_sentences_say_together(zwaluw):
    needs = EducationalNeed.objects.prefetch_related("sentences")
    said = {need.pk: together([Said(one.kind, one.text) for one in need.sentences.all()]) for need in needs}
    assert len(said) > 20
    assert said == {need.pk: need.support for need in needs}


def test_nothing_but_bare_beginnings_is_an_empty_need(sign_in, url, pupil):
    page = sign_in("emmy").post(url, {"goal": "", "version": 0, "said_teacher_0": "een leerkracht die …"})
    assert (page.status_code, EducationalNeed.objects.filter(pupil=pupil).exists()) == (422, False)


@pytest.mark.requirement("H13")
def test_second_goal_in_one_subject_stands_beside_the_first(sign_in, url, pupil, write, group_5b, period):
    write("Tafels tot 6.")
    client = sign_in("emmy")
    assert "Nog een doel" in client.get(url).text
    client.post(f"{url}?nr=2", {"goal": "Leest de klok.", "version": 0})
    assert "Doel 2" in plain(client.get(f"{url}?nr=2").text)
    row = group_overview(group_5b, period).rows_by_pupil[pupil.pk]["cells"]
    assert ("Tafels tot 6." in row, "Leest de klok." in row) == (True, True)


@pytest.mark.requirement("H13", "H14")
def test_closed_need_is_read_with_how_it_ended_and_can_be_opened_again(sign_in, url, write):
    need, client = write(), sign_in("emmy")
    sent = {"outcome": "partly", "note": "Met hulp wel.", "version": 1}
    part = client.post(at("need_closure", need), sent, headers=HTMX)
    assert ("Deels gehaald" in part.text, "Met hulp wel." in part.text, "<textarea" in part.text) == (True, True, False)
    assert part.headers["HX-Trigger"] == '{"need:saved": {}}'
    saved = client.post(url, {"goal": "Anders.", "version": 2}, headers={"X-Autosave": "1"})
    assert saved.status_code == 422
    client.post(at("need_reopening", need), {"version": 2})
    assert "<textarea" in client.get(url).text


def test_closing_asks_how_it_ended_and_keeps_the_line_that_was_typed(sign_in, write):
    page = sign_in("emmy").post(at("need_closure", write()), {"note": "Te weinig geoefend.", "version": 1})
    assert (page.status_code, 'value="Te weinig geoefend."' in page.text) == (422, True)


def test_closing_a_need_that_a_colleague_changed_shows_it_first(sign_in, write):
    need = write()
    write("Klokkijken.", who="tom", expected=1)
    page = sign_in("emmy").post(at("need_closure", need), {"outcome": "reached", "version": 1})
    assert (page.status_code, "Klokkijken." in page.text) == (409, True)
    assert EducationalNeed.objects.get(pk=need.pk).outcome == ""


@pytest.mark.requirement("H13")
def test_closed_need_no_longer_counts_as_named_in_the_overview(sign_in, write, group_5b, period, pupil, member):
    need = write()
    actions.close_need(by=member("emmy"), need=need, outcome="not_reached", expected=1)
    row = group_overview(group_5b, period).rows_by_pupil[pupil.pk]["cells"]
    assert "(niet gehaald)" in row


@pytest.mark.requirement("H13")
def test_need_taken_along_leads_back_and_forth_through_the_periods(sign_in, url, write, first, period):
    need, client = write(when=first), sign_in("emmy")
    page = client.post(at("need_carrying", need), follow=True)
    assert "gaat verder op periode 1" in page.text
    assert "gaat verder in periode 2" in client.get(f"{url}?period={first.pk}").text
    assert EducationalNeed.objects.get(previous=need).period == period


@pytest.mark.requirement("H13")
def test_group_takes_along_what_is_ticked_and_what_was_closed_stays_behind(
    sign_in, write, member, group_5b, first, period, pupil
):
    stays, goes = write("Telt.", when=first), write("Splitst.", when=first, number=2)
    actions.close_need(by=member("emmy"), need=stays, outcome="reached", expected=1)
    client, url = sign_in("emmy"), reverse("needs:carry_over", args=["zwaluw", group_5b.pk])
    page = plain(client.get(f"{url}?period={period.pk}").text)
    assert page.index("Splitst.") < page.index("Blijft achter") < page.index("Telt.")
    client.post(f"{url}?period={period.pk}", {"need": [goes.pk, stays.pk]})
    assert [n.goal for n in EducationalNeed.objects.filter(pupil=pupil, period=period)] == ["Splitst."]


@pytest.mark.requirement("H14")
def test_history_tells_who_changed_which_words_also_in_the_period_before(sign_in, write, member, first, period):
    need = write("Telt tot 20.", when=first)
    carried = actions.carry_need(by=member("emmy"), need=need, to=period)
    write("Telt tot 100.", who="tom", expected=1)
    page = sign_in("emmy").get(at("need_history", carried)).text
    assert re.search(r"<ins>.*?</span>100\.</ins>", page)
    assert (
        page.index("Tom Smit")
        < page.index("meegenomen uit de vorige periode".capitalize())
        < page.index("Geschreven", page.index("Meegenomen"))
    )


@pytest.mark.requirement("F6")
def test_beside_the_goal_stand_strengths_and_what_bears_on_it_and_the_rest_on_request(sign_in, url, pupil):
    Factor.objects.filter(pupil=pupil).delete()
    make_factor(pupil, Factor.Direction.STIMULATING, "goed geheugen")
    make_factor(pupil, Factor.Direction.HINDERING, "stil in de kring", domain="social")
    client = sign_in("emmy")
    near, all_of_it = client.get(url).text, client.get(f"{url}?beside=all").text
    assert ("goed geheugen" in near, "stil in de kring" in near) == (True, False)
    assert ("goed geheugen" in all_of_it, "stil in de kring" in all_of_it) == (True, True)


@pytest.mark.requirement("F6")
@pytest.mark.parametrize(
    ("subject", "near"),
    [
        ("spelling", {"verdubbeling en verenkeling", "schrijft kort"}),
        ("begrijpend-lezen", {"hoofdzaak en bijzaak", "schrijft kort"}),
    ],
)
def test_what_hinders_another_subject_of_the_same_domain_does_not_stand_beside_the_goal(
    member, pupil, period, subject, near
):
    Factor.objects.filter(pupil=pupil).delete()
    for text in ("hoofdzaak en bijzaak", "verdubbeling en verenkeling", "schrijft kort"):
        make_factor(pupil, Factor.Direction.HINDERING, text, domain="language")
    place = Place(pupil, Subject.objects.get(school=pupil.school, code=subject), period)
    assert {one.text for one in beside(member("emmy"), place, "")["hindrances"]} == near


@pytest.mark.requirement("F6")
@pytest.mark.parametrize(
    ("subject", "near"),
    [("spelling", {"Spelling"}), ("begrijpend-lezen", {"Begrijpend lezen", "Technisch lezen"})],
)
def test_results_beside_a_goal_are_of_its_own_subject_and_what_that_rests_on(member, pupil, period, subject, near):
    place = Place(pupil, Subject.objects.get(school=pupil.school, code=subject), period)
    language = set(Subject.objects.filter(domain="language").values_list("name", flat=True))
    everything = {one["subject"] for one in beside(member("emmy"), place, "", everything=True)["results"]}
    assert everything >= language
    assert {one["subject"] for one in beside(member("emmy"), place, "")["results"]} & language == near


@pytest.mark.requirement("F5", "E7")
def test_goal_coach_and_ideas_work_without_javascript_and_save_nothing(sign_in, url, pupil):
    client = sign_in("emmy")
    typed = {"goal": "Telt.", "version": 0, "said_feedback_0": "feedback die direct"}
    page = client.post(url, {**typed, "ideas": "said_feedback_0"}).text
    value = re.search(r'name="take" value="(said_feedback_0\|[^"]+)"', page)[1]
    after = client.post(url, {**typed, "take": value}).text
    assert f"{value.partition('|')[2]}</textarea>" in after
    assert "Kijk mee" in after
    assert not EducationalNeed.objects.filter(pupil=pupil).exists()


def test_two_people_in_one_need_both_see_all_sentences(sign_in, url, write):
    write(who="tom", sentences=[Said("feedback", "feedback die kort is"), Said("feedback", "feedback die helpt")])
    sent = {"goal": "Anders.", "version": 0, "said_feedback_0": "feedback die anders is"}
    reply = sign_in("emmy").post(url, sent, headers={"X-Autosave": "1"}).json()
    assert reply["current"]["said_feedback_0"] == "feedback die kort is; feedback die helpt"


def test_editor_asks_no_statement_for_each_sentence(
    sign_in, url, write, django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in("emmy")
    write(sentences=[Said("feedback", "feedback die kort is")])
    client.get(url, headers=HTMX)
    with django_assert_num_queries(EDITOR):
        client.get(url, headers=HTMX)
    write(sentences=[Said("feedback", f"feedback die {n} keer komt") for n in range(9)], expected=1)
    with django_assert_max_num_queries(EDITOR + LOOKING_ANEW):
        client.get(url, headers=HTMX)


# --- the school's example sentences -----------------------------------------------------------------------------------


@pytest.mark.requirement("H13")
def test_coach_adds_changes_and_retires_example_sentences(sign_in, zwaluw):
    client, url = sign_in("sanne"), reverse("needs:bank", args=["zwaluw"])
    said = {"kind": "tasks", "domain": "", "text": "opdrachten die bij de boerderij horen", "version": 0}
    client.post(url, said)
    made = BankSentence.objects.get(text=said["text"])
    assert "opdrachten die bij de boerderij horen" in client.get(f"{url}?kind=tasks").text
    own = reverse("needs:bank_sentence", args=["zwaluw", made.pk])
    client.post(own, {**said, "text": "opdrachten die buiten kunnen", "version": 1})
    client.post(reverse("needs:bank_retirement", args=["zwaluw", made.pk]))
    made.refresh_from_db()
    assert (made.text, made.retired_on is None) == ("opdrachten die buiten kunnen", False)
    assert client.post(own, {**said, "version": 1}).status_code == 409


def test_example_sentence_with_a_pupils_name_or_twice_is_refused(sign_in, pupils_5b):
    client, url = sign_in("sanne"), reverse("needs:bank", args=["zwaluw"])
    said = {"kind": "tasks", "domain": "", "version": 0}
    named = client.post(url, {**said, "text": f"opdrachten die {pupils_5b[0].call_name} leuk vindt"})
    twice = client.post(url, {**said, "text": "opdrachten die beginnen met iets wat zeker lukt"})
    assert (named.status_code, twice.status_code) == (422, 422)
    assert "naam van een leerling" in named.text
