"""Who read an education plan: said by themselves, for the version that holds, seen by who keeps the plan."""

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.quality.actions.education_plans import settle_education_plan, start_education_plan
from gezien.quality.actions.readings import say_read
from gezien.quality.models import EducationPlanReading
from gezien.quality.queries.readings import readers_of, to_read


@pytest.fixture
def version(zwaluw, member, arithmetic):
    """The first settled version of the plan for arithmetic."""
    plan = start_education_plan(by=member("sanne"), subject=arithmetic, names=["Basis"])
    return settle_education_plan(by=member("sanne"), plan=plan, why="Begin")


def address(name, version):
    return reverse(f"quality:{name}", args=["zwaluw", version.plan_id, version.number])


@pytest.mark.requirement("S1")
def test_a_teacher_says_to_have_read_it_and_the_coach_sees_that(sign_in, member, version):
    sign_in("emmy").post(address("education_reading", version))
    readers = readers_of(version)
    assert [one.reader for one in readers.read] == [member("emmy").user]
    assert member("tom").user in readers.waiting
    page = sign_in("sanne").get(address("education_version", version)).content.decode()
    assert "1 collega las dit." in page


def test_looking_at_a_plan_does_not_count_as_reading(sign_in, version):
    sign_in("emmy").get(address("education_version", version))
    assert not EducationPlanReading.objects.filter(version=version).exists()


def test_reading_is_taken_back_by_oneself(sign_in, version):
    client = sign_in("emmy")
    client.post(address("education_reading", version))
    client.post(address("education_reading", version), {"unread": "1"})
    assert not EducationPlanReading.objects.filter(version=version).exists()
    verbs = AuditEvent.objects.filter(verb__startswith="education_plan.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["education_plan.read", "education_plan.unread"]


@pytest.mark.requirement("S7")
def test_a_new_version_asks_to_be_read_anew(member, version):
    say_read(by=member("emmy"), version=version)
    assert version.pk not in {one.pk for one in to_read(member("emmy"))}
    version.plan.rows.update(goal="Anders")
    second = settle_education_plan(by=member("sanne"), plan=version.plan, why="Na de schoolbespreking")
    assert second.pk in {one.pk for one in to_read(member("emmy"))}


@pytest.mark.requirement("S7")
def test_home_tells_a_teacher_what_to_read(sign_in, version):
    page = sign_in("emmy").get(reverse("workspace:home", args=["zwaluw"])).content.decode()
    assert "Lezen: onderwijsplan Rekenen, versie 1" in page
    assert address("education_version", version) in page


def test_colleagues_do_not_see_who_has_not_read_it(sign_in, version):
    page = sign_in("emmy").get(address("education_version", version)).content.decode()
    assert "nog niet</summary>" not in page
