"""The editor of a need: as a page, inside the overview, and while one types."""

import re

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.needs.models import EducationalNeed
from gezien.schools.models import Period, Subject

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def pupil(pupils_5b):
    """A pupil of 5b without needs."""
    EducationalNeed.objects.filter(pupil=pupils_5b[0]).delete()
    return pupils_5b[0]


@pytest.fixture
def url(pupil, arithmetic, period, group_5b) -> str:
    """The need for arithmetic of this period, opened from the overview of 5b."""
    address = reverse("needs:need", args=["zwaluw", pupil.pk, arithmetic.pk])
    return f"{address}?period={period.pk}&group={group_5b.pk}"


def texts(goal="Tafels tot 6.", support="Dagelijks oefenen.", version=0, **more):
    return {"goal": goal, "support": support, "version": version, **more}


def kept(pupil) -> list[tuple]:
    return list(EducationalNeed.objects.filter(pupil=pupil).values_list("goal", "support", "version"))


@pytest.mark.requirement("H13")
def test_need_typed_in_a_plain_form_leads_back_to_the_row_that_shows_it(sign_in, url, pupil, group_5b, period):
    client = sign_in("emmy")
    response = client.post(url, texts(), follow=True)
    assert response.redirect_chain == [(f"/s/zwaluw/groups/{group_5b.pk}/?period={period.pk}#p{pupil.pk}", 302)]
    row = re.search(rf'<tr id="p{pupil.pk}"[^>]*>.*?</tr>', response.text, re.DOTALL).group()
    assert "Tafels tot 6." in row
    assert kept(pupil) == [("Tafels tot 6.", "Dagelijks oefenen.", 1)]


@pytest.mark.requirement("H13", "H8")
def test_editor_opens_inside_the_overview_and_saves_while_one_types(sign_in, url, pupil):
    client = sign_in("emmy")
    editor = client.get(url, headers=HTMX).text
    assert "<html" not in editor
    assert "data-autosave" in editor
    first = client.post(url, texts(goal="Ta"), headers={"X-Autosave": "1"}).json()
    second = client.post(url, texts(version=first["version"]), headers={"X-Autosave": "1"}).json()
    assert (first["version"], second["version"]) == (1, 2)
    assert kept(pupil) == [("Tafels tot 6.", "Dagelijks oefenen.", 2)]


@pytest.mark.requirement("H15")
def test_need_may_be_about_behaviour(sign_in, pupil):
    attitude = Subject.objects.get(code="werkhouding")
    url = reverse("needs:need", args=["zwaluw", pupil.pk, attitude.pk])
    sign_in("emmy").post(url, texts(goal="Begint binnen 2 minuten."))
    assert EducationalNeed.objects.get(pupil=pupil).subject == attitude


def test_two_people_in_one_need_both_keep_their_words(sign_in, url, pupil):
    sign_in("tom").post(url, texts(goal="Klokkijken."))
    reply = sign_in("emmy").post(url, texts(goal="Tafels tot 6."), headers={"X-Autosave": "1"})
    assert (reply.status_code, reply.json()["current"]["goal"]) == (409, "Klokkijken.")
    page = sign_in("emmy").post(url, texts(goal="Tafels tot 6."))
    assert page.status_code == 409
    assert ("Klokkijken." in page.text, "Tafels tot 6.</textarea>" in page.text) == (True, True)
    assert kept(pupil) == [("Klokkijken.", "Dagelijks oefenen.", 1)]


def test_empty_need_is_not_kept_and_says_so(sign_in, url, pupil):
    reply = sign_in("emmy").post(url, texts(goal=" ", support=""), headers={"X-Autosave": "1"})
    page = sign_in("emmy").post(url, texts(goal=" ", support=""))
    assert (reply.status_code, page.status_code, kept(pupil)) == (422, 422, [])
    assert "Schrijf een doel" in page.text


def test_removed_need_can_be_put_back(sign_in, url, pupil):
    client = sign_in("emmy")
    client.post(url, texts())
    page = client.post(url.replace("?", "removal/?"), {"version": 1})
    assert (kept(pupil), "De behoefte is verwijderd." in page.text) == ([], True)
    undo = dict(re.findall(r'<input type="hidden" name="(goal|support|version)" value="([^"]*)">', page.text))
    client.post(url, undo)
    assert kept(pupil) == [("Tafels tot 6.", "Dagelijks oefenen.", 1)]


def test_need_that_a_colleague_changed_is_not_removed_unseen(sign_in, url, pupil):
    sign_in("tom").post(url, texts())
    sign_in("tom").post(url, texts(goal="Klokkijken.", version=1))
    page = sign_in("emmy").post(url.replace("?", "removal/?"), {"version": 1})
    assert (page.status_code, kept(pupil)[0][0]) == (409, "Klokkijken.")
    assert "intussen gewijzigd" in page.text


@pytest.mark.requirement("H13")
def test_need_of_the_period_before_can_be_taken_over(sign_in, url, pupil, arithmetic, period):
    first = Period.objects.get(year=period.year, number=1)
    EducationalNeed.objects.create(
        school=pupil.school, pupil=pupil, subject=arithmetic, period=first, goal="Tafels tot 5.", support="Rijmpjes."
    )
    client = sign_in("emmy")
    assert "Tafels tot 5." in client.get(url).text
    client.post(url, texts(goal="", support="", copy="1"), headers=HTMX)
    assert ("Tafels tot 5.", "Rijmpjes.", 1) in kept(pupil)


def test_taking_over_never_replaces_what_was_typed(sign_in, url, pupil, arithmetic, period):
    first = Period.objects.get(year=period.year, number=1)
    EducationalNeed.objects.create(
        school=pupil.school, pupil=pupil, subject=arithmetic, period=first, goal="Oud doel.", support="Rijmpjes."
    )
    sign_in("emmy").post(url, texts(goal="Nieuw doel.", support="", copy="1"), headers=HTMX)
    assert ("Nieuw doel.", "Rijmpjes.", 1) in kept(pupil)


def test_opening_the_editor_is_logged_as_reading_the_file(sign_in, url, pupil):
    sign_in("emmy").get(url)
    event = AuditEvent.objects.filter(verb="pupil.read", pupil_id=pupil.pk).first()
    assert (event.actor_name, event.reason, event.details) == ("Emmy de Groot", "geeft les aan 5b", {"screen": "need"})


def test_saving_tells_the_overview_around_the_editor(sign_in, url):
    response = sign_in("emmy").post(url, texts(), headers=HTMX)
    assert response.headers["HX-Trigger"] == '{"need:saved": {}}'
    assert "laatst bewaard door Emmy de Groot" in response.text
