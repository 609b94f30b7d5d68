"""The pages of a case: one page along six steps, saved while one types."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from docx import Document

from gezien.audit.models import AuditEvent
from gezien.cases import actions
from gezien.cases.documents import CASE, case_paper
from gezien.cases.models import Case, CaseQuestion
from gezien.cases.parts import STEPS
from gezien.cases.queries.cases import with_names
from gezien.common import clock
from gezien.notes.models import Note

PAGE = 33  # statements for the whole page, a third of them for the signals that bear on the goal


@pytest.fixture
def url(case):
    """`url("part", "goal")` of this case."""

    def of(name: str, *rest) -> str:
        return reverse(f"cases:{name}", args=[case.school.slug, case.pk, *rest])

    return of


@pytest.mark.requirement("F1", "H43")
def test_page_has_the_question_first_and_six_steps(case, url, sign_in):
    page = sign_in("emmy").get(url("case"))
    text = page.content.decode()
    assert [step["key"] for step in page.context["steps"]] == list(STEPS)
    assert text.index("Hoe kan ik helpen zonder voor te zeggen?") < text.index('id="before"')
    reading = AuditEvent.objects.get(verb="case.read", object_id=case.pk)
    assert (reading.pupil_id, bool(reading.reason)) == (case.pupil_id, True)


@pytest.mark.requirement("H43")
def test_head_reads_the_case_and_writes_nowhere_in_it(url, sign_in):
    page = sign_in("karim").get(url("case"))
    assert "Stopt bij elke nieuwe som." in page.content.decode()
    assert "data-autosave" not in page.content.decode()


def test_part_saves_while_one_types_and_tells_of_a_conflict(case, url, sign_in):
    emmy, tom = sign_in("emmy"), sign_in("tom")
    sent = {"version": 1, "text": "Telt op de vingers."}
    first = emmy.post(url("part", "approach"), sent, headers={"X-Autosave": "1"})
    assert (first.status_code, first.json()["version"]) == (200, 2)
    second = tom.post(url("part", "approach"), {**sent, "text": "Raadt."}, headers={"X-Autosave": "1"})
    assert (second.status_code, second.json()["current"]["text"]) == (409, "Telt op de vingers.")
    plain = tom.post(url("part", "approach"), {**sent, "text": "Raadt."})
    assert plain.status_code == 409
    assert all(words in plain.content.decode() for words in ("Raadt.", "Telt op de vingers."))


@pytest.mark.requirement("F5")
def test_goal_coach_looks_along_without_a_script(url, sign_in):
    page = sign_in("emmy").post(url("part", "goal"), {"version": 1, "text": "heeft moeite met sommen", "look": "1"})
    assert page.context["coach"]["shown"]["questions"]


@pytest.mark.requirement("F6")
def test_background_is_what_bears_on_the_goal_and_the_rest_on_request(case, url, sign_in):
    emmy = sign_in("emmy")
    near = emmy.get(url("case")).context["beside"]
    everything = emmy.get(url("case"), {"beside": "all"}).context["beside"]
    assert near["more"] > 0
    assert everything["more"] == 0
    assert len(everything["results"]) >= len(near["results"])


@pytest.mark.requirement("E5")
def test_each_step_offers_a_question_towards_a_solution_beside_the_problem(case, url, sign_in):
    text = sign_in("emmy").get(url("case")).content.decode()
    for step in STEPS:
        pair = CaseQuestion.objects.filter(school=case.school, step=step).first()
        assert pair.problem in text
        assert pair.solution in text


@pytest.mark.requirement("E5")
def test_coach_puts_the_questions_in_the_schools_own_words(case, sign_in):
    pair = CaseQuestion.objects.filter(school=case.school, step="ideas").first()
    sanne, school = sign_in("sanne"), case.school.slug
    sent = {"version": pair.version, "problem": pair.problem, "solution": "Wat deed je toen het lukte?"}
    reply = sanne.post(reverse("cases:question", args=[school, pair.pk]), sent, headers={"X-Autosave": "1"})
    assert reply.status_code == 200
    sanne.post(reverse("cases:question_retirement", args=[school, pair.pk]))
    sanne.post(reverse("cases:question_add", args=[school, "ideas"]), {"version": 0, "problem": "A?", "solution": "B?"})
    pair.refresh_from_db()
    assert (pair.solution, pair.is_retired) == ("Wat deed je toen het lukte?", True)
    assert CaseQuestion.objects.filter(solution="B?", step="ideas").exists()


@pytest.mark.requirement("H40")
def test_registering_asks_the_ground_and_leads_to_the_case(pupil, sign_in, zwaluw):
    address, emmy = reverse("cases:register", args=[zwaluw.slug, pupil.pk]), sign_in("emmy")
    assert emmy.post(address, {}).status_code == 422
    reply = emmy.post(address, {"grounds": ["home", "outlook"]})
    case = Case.objects.get(pupil=pupil, closed_on=None)
    assert (case.grounds, reply.url) == (["home", "outlook"], reverse("cases:case", args=[zwaluw.slug, case.pk]))
    assert emmy.get(address).url == reply.url


def test_registering_a_pupil_a_colleague_registered_keeps_what_was_chosen(case, sign_in):
    reply = sign_in("tom").post(
        reverse("cases:register", args=[case.school.slug, case.pupil_id]), {"grounds": ["home"], "subject": ""}
    )
    text = reply.content.decode()
    assert reply.status_code == 409
    assert reverse("cases:case", args=[case.school.slug, case.pk]) in text
    assert reply.context["form"]["grounds"].value() == ["home"]


def test_pupil_file_leads_to_registering_and_then_to_the_case(pupil, sign_in, zwaluw, member):
    emmy, file = sign_in("emmy"), reverse("workspace:pupil", args=[zwaluw.slug, pupil.pk])
    assert reverse("cases:register", args=[zwaluw.slug, pupil.pk]) in emmy.get(file).content.decode()
    case = actions.register_case(by=member("emmy"), pupil=pupil, grounds=["home"])
    assert reverse("cases:case", args=[zwaluw.slug, case.pk]) in emmy.get(file).content.decode()


@pytest.mark.requirement("E1")
def test_closing_keeps_the_effect_and_what_was_learned(case, url, sign_in):
    emmy = sign_in("emmy")
    reply = emmy.post(url("closure"), {"pupil_goes": "3", "note": "De getallenlijn hielp."})
    case.refresh_from_db()
    assert (reply.status_code, case.closing_note, case.effects.get().pupil_goes) == (302, "De getallenlijn hielp.", 3)
    assert "De getallenlijn hielp." in emmy.get(url("case")).content.decode()
    emmy.post(url("closure"), {"undo": "1"})
    case.refresh_from_db()
    assert case.closed_on is None


def test_words_typed_while_a_colleague_closed_the_case_come_back(case, url, sign_in, member):
    emmy = sign_in("emmy")
    actions.close_case(by=member("sanne"), case=case)
    sent = {"version": 1, "text": "Telt op de vingers."}
    saved = emmy.post(url("part", "approach"), sent, headers={"X-Autosave": "1"})
    assert (saved.status_code, bool(saved.json()["refused"])) == (409, True)
    for name, rest, words in (("part", ["approach"], sent), ("agree", [], {"what": "Telt op de vingers."})):
        plain = emmy.post(url(name, *rest), words)
        assert plain.status_code == 409
        assert "Telt op de vingers." in plain.content.decode()
    assert sign_in("karim").post(url("part", "approach"), sent).status_code == 403


@pytest.mark.requirement("H46")
def test_document_tells_the_case_and_names_no_other_pupil(case, url, sign_in, member, pupils_5b):
    other = next(one for one in pupils_5b if one != case.pupil)
    actions.join(by=member("emmy"), case=case, pupil=other, joins=True)
    found = case_paper(with_names(Case.objects.filter(pk=case.pk)).get(), member("emmy"))
    assert other.family_name not in str(found)
    content = sign_in("emmy").get(url("docx")).content
    text = "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)
    assert all(words in text for words in ("Hoe kan ik helpen zonder voor te zeggen?", "Stopt bij elke nieuwe som."))
    assert AuditEvent.objects.filter(verb=CASE.verb, object_id=case.pk, pupil_id=case.pupil_id).exists()


@pytest.mark.requirement("E6", "H46")
def test_document_tells_of_an_agreement_who_the_day_and_how_one_sees_that_it_worked(case, member):
    emmy, day = member("emmy"), clock.today()
    made = {"what": "Oefent.", "owner": emmy.user, "sign_of_success": "Lukt zelf."}
    actions.agree(by=emmy, case=case, due_on=day, **made)

    paper = case_paper(with_names(Case.objects.filter(pk=case.pk)).get(), emmy)

    lines = {one["label"]: one["text"] for section in paper["sections"] for one in section["lines"]}
    label = f"Emmy de Groot, {date_format(day, 'j F Y')}".replace(" ", "\N{NO-BREAK SPACE}")
    found = {key.replace(" ", "\N{NO-BREAK SPACE}"): text for key, text in lines.items()}
    assert found[label] == "Oefent.\nGelukt als: Lukt zelf."


@pytest.mark.requirement("H42")
def test_restricted_talk_of_parents_stays_with_who_may_read_it(case, url, sign_in, member):
    Note.objects.create(
        school=case.school,
        pupil=case.pupil,
        kind=Note.Kind.PARENT_TALK,
        text="Alleen voor weinigen.",
        happened_on=case.registered_on,
        visibility=Note.Visibility.RESTRICTED,
        author=member("sanne").user,
    )
    assert "Alleen voor weinigen." in sign_in("sanne").get(url("case")).content.decode()
    paper = case_paper(with_names(Case.objects.filter(pk=case.pk)).get(), member("sanne"))
    assert "Alleen voor weinigen." not in str(paper)
    assert "Alleen voor weinigen." not in sign_in("tom").get(url("case")).content.decode()


def test_page_costs_the_same_however_much_there_is(case, url, sign_in, member):
    emmy, client = member("emmy"), sign_in("emmy")
    actions.agree(by=emmy, case=case, what="Stap", owner=emmy.user, due_on=clock.today())
    with CaptureQueriesContext(connection) as few:
        client.get(url("case"))
    for number in range(4):
        actions.agree(by=emmy, case=case, what=f"Stap {number}", owner=emmy.user, due_on=clock.today())
    with CaptureQueriesContext(connection) as many:
        client.get(url("case"))
    assert len(few) == len(many) == PAGE


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_after_saving_one_never_leaves_the_school(case, url, sign_in, elsewhere):
    sent = {"version": 1, "text": "Telt op de vingers.", "next": elsewhere}
    assert sign_in("emmy").post(url("part", "approach"), sent).url == f"{url('case')}#part-approach"


@pytest.mark.requirement("E1")
def test_day_of_the_effect_is_proposed_until_one_is_set(case, url, sign_in, member):
    proposed = sign_in("emmy").get(url("case")).context["effect_day"]
    assert proposed == clock.today() + dt.timedelta(weeks=6)
    actions.ask_effect_on(by=member("emmy"), case=case, day=clock.today() + dt.timedelta(days=9))
    assert sign_in("emmy").get(url("case")).context["effect_day"] == clock.today() + dt.timedelta(days=9)
