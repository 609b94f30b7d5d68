"""Planning with a form that is sent again, and the page of a review that is planned."""

import re

import pytest
from django.urls import reverse

from gezien.schoolreviews.actions import planning
from gezien.schoolreviews.models import SchoolReview
from gezien.schools.models import Subject
from tests.schoolreviews.conftest import WHEN


@pytest.fixture
def reading(arithmetic):
    """Another subject."""
    return Subject.objects.exclude(pk=arithmetic.pk).first()


@pytest.mark.requirement("S1")
def test_review_planned_twice_with_one_form_is_one_review(member, sign_in, zwaluw, arithmetic):
    client, address = sign_in("sanne"), reverse("schoolreviews:plan", args=[zwaluw.slug])
    data = {"title": "Juni", "date": "2027-06-03", "time": "13:00", "chair": member("sanne").user.pk}
    data |= {"together": arithmetic.pk}
    replies = [client.post(address, data) for _time in range(2)]
    assert [reply.status_code for reply in replies] == [302, 302]
    assert replies[0].url == replies[1].url
    review = SchoolReview.objects.get(title="Juni")
    assert (review.steps.count(), review.boards.count()) == (7, 2)
    planning.cancel_review(by=member("sanne"), review=review, version=review.version)
    assert client.post(address, data).url != replies[0].url  # called off: another one may come in its place


def test_form_sent_again_with_other_subjects_changes_the_subjects(member, sign_in, zwaluw, arithmetic, reading):
    client, address = sign_in("sanne"), reverse("schoolreviews:plan", args=[zwaluw.slug])
    data = {"title": "Juni", "date": "2027-06-03", "time": "13:00", "chair": member("sanne").user.pk}
    replies = [client.post(address, data | {"together": subject.pk}) for subject in (arithmetic, reading)]
    review = SchoolReview.objects.get(title="Juni")
    assert replies[0].url == replies[1].url
    assert [board.subject for board in review.boards.exclude(kind="look_back")] == [reading]


def test_form_sent_again_writes_nothing_over_what_was_prepared(member, sign_in, zwaluw, arithmetic, reading):
    client, address = sign_in("sanne"), reverse("schoolreviews:plan", args=[zwaluw.slug])
    data = {"title": "Juni", "date": "2027-06-03", "time": "13:00", "chair": member("sanne").user.pk}
    data |= {"together": arithmetic.pk}
    client.post(address, data)
    review = SchoolReview.objects.get(title="Juni")
    leads = {reading.pk: member("marleen").user}
    planning.set_subjects(by=member("sanne"), review=review, version=1, together=reading, parallel=[], leads=leads)
    reply = client.post(address, data)
    assert (reply.status_code, "al gepland" in reply.content.decode()) == (422, True)
    assert review.boards.get(subject=reading).lead == leads[reading.pk]


@pytest.mark.parametrize(
    ("today", "who", "filled"),
    [
        ("2027-02-09", "sanne", "prepare/"),
        ("2027-02-10", "sanne", "desk/"),
        ("2027-02-09", "emmy", None),
    ],
)
def test_planned_review_has_one_filled_button_for_who_leads(member, sign_in, zwaluw, settings, today, who, filled):
    sanne = member("sanne")
    review = planning.plan_review(by=sanne, title="Maart", starts_at=WHEN, place="", chair=sanne.user)
    settings.TODAY = today
    page = sign_in(who).get(reverse("schoolreviews:review", args=[zwaluw.slug, review.pk])).content.decode()
    found = re.findall(r'class="button button-main" href="([^"]+)"', page)
    assert [one.rstrip("/").rsplit("/", 1)[1] + "/" for one in found] == ([filled] if filled else [])
