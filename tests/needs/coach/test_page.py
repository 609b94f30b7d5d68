"""The coach beside a goal: asked by script while one types, or by its button."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.needs.models import EducationalNeed
from gezien.needs.queries.coach import level_of
from gezien.results.models import Instrument, Result
from gezien.schools.models import Subject, User

LOOK, SWITCH = "/s/zwaluw/groups/coach/", "/s/zwaluw/groups/coach/switch/"


@pytest.fixture
def url(zwaluw, pupils_5b, arithmetic) -> str:
    EducationalNeed.objects.filter(pupil=pupils_5b[0]).delete()
    return reverse("needs:need", args=["zwaluw", pupils_5b[0].pk, arithmetic.pk])


@pytest.mark.requirement("E7", "H14")
def test_asked_while_typing_it_names_what_is_missing_and_keeps_nothing(zwaluw, sign_in):
    client = sign_in("emmy")
    before = AuditEvent.objects.count()

    page = client.post(LOOK, {"text": "Leest AVI-M4.", "coach_level": "AVI-E3"}).text

    assert "<html" not in page
    assert "Dit doel wordt scherper met: situatie, moment." in page
    assert "Wanneer wil je dat het lukt?" in page
    assert (AuditEvent.objects.count(), EducationalNeed.objects.filter(goal__contains="AVI-M4.").count()) == (before, 0)


@pytest.mark.requirement("F5", "E5")
def test_a_complaint_comes_back_as_questions(sign_in):
    page = sign_in("emmy").post(LOOK, {"text": "Heeft moeite met rekenen."}).text

    assert "Wanneer gaat het al goed" in page
    assert "Wat wil je in plaats daarvan zien of horen?" in page


def test_nothing_typed_is_no_advice(sign_in):
    assert sign_in("emmy").post(LOOK, {"text": "  "}).text.strip() == ""


def test_what_is_typed_comes_back_as_text_not_as_markup(sign_in):
    page = sign_in("emmy").post(LOOK, {"text": "Leest <b>een</b> <script>boek</script>", "coach_level": "<i>"}).text

    assert "&lt;b&gt;een" in page
    assert "<script>" not in page


@pytest.mark.requirement("E7")
def test_without_script_the_button_shows_advice_and_the_typed_text_and_saves_nothing(sign_in, url, pupils_5b):
    page = sign_in("emmy").post(url, {"goal": "Telt verder.", "support": "Hulp", "version": 0, "look": "1"}).text

    assert "Telt verder.</textarea>" in page
    assert "Hulp</textarea>" in page
    assert "Dit doel wordt scherper met" in page
    assert not EducationalNeed.objects.filter(pupil=pupils_5b[0]).exists()


def test_the_switch_is_of_one_user_and_asking_still_works(sign_in, url):
    emmy, tom = sign_in("emmy"), sign_in("tom")

    emmy.post(SWITCH, {"coach": "off"})

    assert "data-coach-off" in emmy.get(url).text
    assert "data-coach-off" not in tom.get(url).text
    assert "Kijk weer vanzelf mee" in emmy.post(LOOK, {"text": "Leest vlotter."}).text
    emmy.post(url, {"goal": "Telt.", "version": 0, "coach": "on"})
    assert list(User.objects.filter(coach_off=True)) == []


@pytest.mark.requirement("H14")
def test_the_page_carries_the_newest_level_of_each_test(zwaluw, pupils_5b):
    subject = Subject.objects.filter(instruments__level_type="AVI").first()
    avi = Instrument.objects.filter(subject=subject, level_type="AVI").first()
    pupil = pupils_5b[0]
    Result.objects.filter(pupil=pupil, instrument__subject=subject).delete()
    for day, level in ((1, "M3"), (9, "E3")):
        on = dt.date(2026, 9, day)
        Result.objects.create(school=zwaluw, pupil=pupil, instrument=avi, moment=f"B{day}", taken_on=on, level=level)

    assert level_of(pupil, subject) == ("AVI-E3",)
