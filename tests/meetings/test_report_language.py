"""A report speaks as its school does, also when nobody closes the review."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.meetings.actions.recorded import save_remark
from gezien.meetings.actions.report import FORGOTTEN
from gezien.meetings.documents.report import report_paper
from gezien.meetings.models import Meeting
from gezien.meetings.tasks import close_what_was_left_open
from gezien.notes.actions.notes import add_note
from gezien.plans.actions.plans import save_general
from gezien.schools.models import School
from tests.factories.meetings import opened

WORDS = {"nl": "Hoe het met de groep gaat", "nl-be": "Hoe het met de klas gaat"}


@pytest.fixture(params=[School.Country.NETHERLANDS, School.Country.FLANDERS])
def country(request, zwaluw):
    """The country of the school."""
    School.objects.filter(pk=zwaluw.pk).update(country=request.param)
    zwaluw.refresh_from_db()
    return request.param


@pytest.fixture
def closed(country, member, group_5b, pupils_5b, monkeypatch) -> Meeting:
    """A review in which somebody who reads English wrote, and that a worker closed."""
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    with translation.override("en"):
        meeting, emmy = opened(member("sanne"), group_5b), member("emmy")
        save_remark(by=emmy, meeting=meeting, part="theme", key="atmosphere", version=0, text="Rustig.")
        add_note(by=emmy, pupil=pupils_5b[0], kind="observation", text="Telt.")
        plan = group_5b.plans.filter(period=meeting.period).first()
        save_general(by=emmy, plan=plan, version=plan.version, general="")
    Meeting.objects.update(opened_at=clock.now() - FORGOTTEN - dt.timedelta(hours=1))
    now = timezone.now() + FORGOTTEN + dt.timedelta(hours=1)
    with translation.override(None), monkeypatch.context() as later:
        later.setattr(timezone, "now", lambda: now)
        close_what_was_left_open.call()
    return Meeting.objects.select_related("group").get(pk=meeting.pk)


def test_report_of_a_review_that_closed_itself_keeps_the_words_of_its_school(closed, country):
    content = closed.report.content

    assert closed.closed_by is None
    assert [one["text"] for one in content["done"]] == ["Een observatie is in het dossier gezet."]
    assert [one["label"] for one in content["remarks"]] == ["Sfeer"]
    assert [(one["label"], one["text"]) for one in content["plans"]] == [("Voor iedereen", "(leeggemaakt)")]
    group = "De klas" if country == School.Country.FLANDERS else "De groep"
    assert content["items"][1]["title"].startswith(group)


def test_page_and_paper_say_group_as_the_school_does(closed, country, sign_in, member):
    language = "nl-be" if country == School.Country.FLANDERS else "nl"
    page = sign_in("emmy").get(reverse("meetings:room", args=[closed.school.slug, closed.pk])).content.decode()
    with translation.override(language):
        heads = [one["head"] for one in report_paper(closed, member("emmy"))["sections"]]

    assert [WORDS[language] in page, WORDS[language] in heads] == [True, True]
    assert sum(words in page for words in WORDS.values()) == 1
