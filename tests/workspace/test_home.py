"""What the home page shows to whom."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.meetings.models import Meeting, Preparation
from gezien.pupils.models import Teaching
from gezien.results.models import QuestionnaireRound, TestWindow
from gezien.workspace.queries.today import greeting, today
from tests.factories.agreements import make_agreement
from tests.factories.meetings import opened, planned


@pytest.fixture(autouse=True)
def _nothing_agreed_or_planned(zwaluw):
    """These tests count from nothing."""
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    Preparation.objects.all().delete()  # those of cases stay when their review goes


def home(client, school):
    return client.get(reverse("workspace:home", args=[school.slug]))


def test_teacher_finds_group_preparation_agreements_and_review(member, zwaluw, group_5b):
    meeting = planned(member("sanne"), group_5b, days=3)
    Preparation.objects.filter(meeting=meeting).update(due_on=clock.today() - dt.timedelta(days=4))
    late = make_agreement(zwaluw, member("emmy").user, days=-3)
    make_agreement(zwaluw, member("tom").user, group=group_5b)

    found = today(member("emmy"))

    assert [(group["name"], group["pupils"]) for group in found["groups"]] == [("Groep 5b", 24)]
    address = reverse("meetings:preparation", args=[zwaluw.slug, meeting.pk])
    assert [(row["url"], row["state"]["is_late"]) for row in found["preparations"]] == [(address, True)]
    assert [row["pk"] for row in found["agreements"]] == [late.pk]
    assert [row["pk"] for row in found["reviews"]] == [meeting.pk]
    assert (found["overdue"], found["readiness"], found["tasks"]) == ([], {}, [])


@pytest.mark.requirement("Z5")
def test_coach_finds_readiness_groups_without_review_and_what_is_overdue(member, zwaluw, group_5b):
    planned(member("sanne"), group_5b, days=3)
    Preparation.objects.update(due_on=clock.today() - dt.timedelta(days=4))
    overdue = make_agreement(zwaluw, member("tom").user, days=-1, group=group_5b)
    make_agreement(zwaluw, member("tom").user, days=1, group=group_5b)

    found = today(member("sanne"))

    assert found["readiness"]["tally"] == {"groups": 8, "planned": 1, "ready": 0, "late": 1}
    assert [row["group"] for row in found["readiness"]["late"]] == ["Groep 5b"]
    assert len(found["readiness"]["without"]) == 7
    assert [row["pk"] for row in found["overdue"]] == [overdue.pk]


def test_head_finds_figures_and_what_is_overdue_but_no_readiness(member, zwaluw):
    overdue = make_agreement(zwaluw, member("tom").user, days=-1)

    found = today(member("karim"))

    assert [row["pk"] for row in found["overdue"]] == [overdue.pk]
    assert reverse("dashboards:school", args=[zwaluw.slug]) in {task["url"] for task in found["tasks"]}
    assert found["readiness"] == {}


@pytest.mark.parametrize(
    ("name", "pages"), [("petra", {"imports:upload"}), ("marleen", {"dashboards:school", "quality:home"})]
)
def test_administrator_and_coordinator_find_their_tasks(member, zwaluw, name, pages):
    urls = {task["url"] for task in today(member(name))["tasks"]}

    assert {reverse(page, args=[zwaluw.slug]) for page in pages} <= urls


def test_agreement_is_settled_from_home_and_one_stays_there(sign_in, member, zwaluw):
    agreement = make_agreement(zwaluw, member("emmy").user)
    emmy = sign_in("emmy")
    address = reverse("workspace:home", args=[zwaluw.slug])
    assert [row["pk"] for row in home(emmy, zwaluw).context["agreements"]] == [agreement.pk]

    url = reverse("agreements:closure", args=[zwaluw.slug, agreement.pk])
    reply = emmy.post(url, {"outcome": "done", "version": 1, "next": address})

    assert reply.url == address
    assert home(emmy, zwaluw).context["agreements"] == []


@pytest.mark.requirement("H1")
def test_the_tests_of_ones_group_are_one_tap_away(sign_in, zwaluw, group_5b):
    page = home(sign_in("emmy"), zwaluw).content.decode()

    assert f'href="{reverse("results:group_tests", args=[zwaluw.slug, group_5b.pk])}"' in page.partition("<main")[2]


def test_open_review_is_one_click_away(sign_in, member, zwaluw, group_5b):
    meeting = opened(member("sanne"), group_5b)

    page = home(sign_in("emmy"), zwaluw)

    assert page.context["reviews"][0]["state"] == "open"
    assert reverse("meetings:room", args=[zwaluw.slug, meeting.pk]) in page.content.decode()


def test_teacher_without_a_group_hears_who_can_help(sign_in, member, zwaluw):
    Teaching.objects.filter(staff_member__user=member("fleur").user).delete()

    page = home(sign_in("fleur"), zwaluw)

    assert page.context["groups"] == []
    assert 'class="empty"' in page.content.decode()


@pytest.mark.parametrize(
    ("name", "statements"), [("emmy", 34), ("sanne", 23), ("karim", 16), ("petra", 6), ("marleen", 8)]
)
@pytest.mark.parametrize("count", [1, 3])
def test_home_takes_the_same_statements_for_one_and_three(
    sign_in, member, zwaluw, group_5b, name, statements, count, django_assert_num_queries
):
    closes = clock.today() + dt.timedelta(days=2)  # the busiest week: tests to finish and a questionnaire to fill in
    TestWindow.objects.filter(part="M").update(opens_on=clock.today(), closes_on=closes)
    assert QuestionnaireRound.objects.filter(group=group_5b, closed_on=None).exists()
    for number in range(count):
        planned(member("sanne"), group_5b, days=3 + number)
        make_agreement(zwaluw, member(name).user, days=-2)
        make_agreement(zwaluw, member("tom").user, days=-2)
    client = sign_in(name)

    with django_assert_num_queries(statements):
        home(client, zwaluw)


@pytest.mark.parametrize(("hour", "words"), [(8, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")])
def test_greeting_follows_the_hour(hour, words):
    assert greeting(hour) == words
