"""The pictures of who is seen: of a group, and of the school for the coach."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.meetings.queries.seen import seen_pupils
from gezien.notes.models import Note
from gezien.workspace.queries.seen import group_picture, school_picture
from tests.factories.needs import make_group, pupils_of
from tests.factories.notes import make_note


@pytest.fixture
def small(period):
    """Abel observed often, Bo once, Cato never."""
    group = make_group(period.year, 3, teachers=["leerkracht"])
    abel, bo, _cato = pupils_of(group)
    for _number in range(4):
        make_note(abel, happened_on=clock.today() - dt.timedelta(days=3))
    make_note(bo, kind=Note.Kind.PUPIL_TALK, happened_on=clock.today() - dt.timedelta(weeks=7))
    return group


def page_of(client, group, **query):
    return client.get(reverse("workspace:seen-group", args=[group.school.slug, group.pk]), query)


@pytest.mark.requirement("B2")
def test_group_picture_begins_with_who_was_not_seen_and_tells_how_attention_is_shared(member, small):
    picture = group_picture(member("emmy"), small)

    assert [row["name"].split()[0] for row in picture["rows"]] == ["Cato", "Bo", "Abel"]
    assert [row["times"] for row in picture["rows"]] == ["0 keer", "1 keer", "4 keer"]
    assert [card["share"] for card in picture["strip"]] == ["1 van 3", "1 van 3", "1 van 3", "0 van 3"]
    assert picture["words"] == ["De helft van wat dit schooljaar is genoteerd, gaat over 1 van de 3 leerlingen."]


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(("only", "names"), [("unseen", ["Cato", "Bo"]), ("quiet", ["Cato", "Bo", "Abel"])])
def test_group_picture_shows_only_who_is_asked_for(sign_in, small, only, names):
    page = page_of(sign_in("emmy"), small, only=only)

    assert [row["name"].split()[0] for row in page.context["rows"]] == names
    assert page.context["count"] == 3


@pytest.mark.requirement("E6", "B2")
def test_coach_sees_every_group_and_who_waits_longest(sign_in, member, small):
    page = sign_in("sanne").get(reverse("workspace:seen", args=[small.school.slug]))

    rows = {row["name"]: row for row in page.context["rows"]}
    assert {"5b", "6", small.name} <= rows.keys()
    assert (rows[small.name]["seen"], rows[small.name]["quiet"], rows[small.name]["half"]) == (
        "1 van 3",
        "2 van 3",
        "1 van 3",
    )
    waiting = [one for one in seen_pupils(member("sanne")) if one.state == "open"]
    assert [row["pk"] for row in page.context["longest"]] == [one.pk for one in waiting[:15]]


def test_teacher_of_one_group_comes_straight_to_it(sign_in, group_6):
    reply = sign_in("fleur").get(reverse("workspace:seen", args=[group_6.school.slug]))

    assert reply.url == reverse("workspace:seen-group", args=[group_6.school.slug, group_6.pk])


@pytest.mark.requirement("B2")
def test_coach_finds_who_nobody_saw_on_the_home_page(sign_in, small):
    page = sign_in("sanne").get(reverse("workspace:home", args=[small.school.slug]))

    assert page.context["unseen"]["number"] >= 2
    assert reverse("workspace:seen", args=[small.school.slug]) in page.content.decode()


def test_reading_the_pictures_is_logged_with_the_reason(sign_in, small):
    page_of(sign_in("emmy"), small)
    of_group = AuditEvent.objects.latest("pk")
    sign_in("sanne").get(reverse("workspace:seen", args=[small.school.slug]))
    of_pupil = AuditEvent.objects.latest("pk")

    assert (of_group.verb, of_group.group_id, of_group.details["screen"]) == ("group.read", small.pk, "seen")
    assert (of_pupil.verb, of_pupil.details["screen"], bool(of_pupil.reason)) == ("pupil.read", "seen", True)


def test_new_school_without_pupils_is_told_what_will_stand_here(member, period):
    empty = make_group(period.year, 0)

    assert group_picture(member("sanne"), empty)["rows"] == []


@pytest.mark.requirement("B2")
@pytest.mark.parametrize("pupils", [2, 30])
def test_statements_do_not_grow_with_pupils(member, period, django_assert_num_queries, pupils):
    group, coach = make_group(period.year, pupils), member("sanne")

    with django_assert_num_queries(3):
        group_picture(coach, group)
    with django_assert_num_queries(4):
        school_picture(coach)
