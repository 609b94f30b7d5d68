"""The list of reviews, planning and changing one, the reviews of a group."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.actions.reviews import cancel_review
from gezien.meetings.models import FormTemplate, Meeting, Preparation
from gezien.pupils.models import Group
from tests.factories.meetings import held, opened, planned, planned_by_hand

PART = {"HX-Request": "true"}
DAY = clock.today() + dt.timedelta(days=12)


def url(name, school, *args):
    return reverse(f"meetings:{name}", args=[school.slug, *args])


def form_data(member, group=None, **values):
    data = {
        "date": DAY,
        "time": "15:15",
        "place": "IB-kamer",
        "chair": member("sanne").user.pk,
        "participants": [member("emmy").user.pk],
    }
    return data | ({"group": group.pk} if group else {}) | values


@pytest.mark.requirement("Z5")
def test_coach_sees_each_group_with_its_review_and_preparation(sign_in, zwaluw, member, group_5b):
    Meeting.objects.all().delete()
    planned(member("sanne"), group_5b, days=3)
    Preparation.objects.update(due_on=clock.today() - dt.timedelta(days=4))

    context = sign_in("sanne").get(url("list", zwaluw)).context

    rows = {row["group"]: row["review"] for row in context["rows"]}
    assert len(rows) == 8
    assert rows["Groep 5b"]["preparation"]["is_late"]
    assert context["tally"] == {"groups": 8, "planned": 1, "ready": 0, "late": 1}


def test_teacher_sees_only_the_own_group(sign_in, zwaluw, member, group_5b, group_6):
    planned(member("sanne"), group_6)
    planned(member("sanne"), group_5b)

    context = sign_in("emmy").get(url("list", zwaluw)).context

    assert {row["group"] for row in context["rows"]} == {"Groep 5b"}
    assert {row["group"] for row in context["past"]} <= {
        "Groep 5b",
        "Leerlingbespreking",
    }  # where she sat


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_statements_for_one_and_three(
    sign_in, zwaluw, member, group_5b, group_6, count, django_assert_num_queries
):
    Meeting.objects.all().delete()
    for number in range(count):
        planned(member("sanne"), group_5b, days=10 + number)
        held(member("sanne"), group_6, days=-10 - number)
    client = sign_in("sanne")

    with django_assert_num_queries(10):
        client.get(url("list", zwaluw))


def test_planning_starts_in_two_weeks_on_a_school_day_with_the_groups_teachers(sign_in, zwaluw, group_5b):
    form = sign_in("sanne").get(url("plan", zwaluw), {"group": group_5b.pk}).context["form"]

    assert form.initial["date"] == clock.today() + dt.timedelta(days=14)
    assert form.initial["date"].weekday() < 5
    names = set(
        form.fields["participants"]
        .queryset.filter(pk__in=form.initial["participants"])
        .values_list("username", flat=True)
    )
    assert names == {"leerkracht", "duo", "ib"}


def test_planning_begins_with_the_first_group_without_a_review_and_with_names_in_order(sign_in, zwaluw, member):
    groups = [one for one, _ in sign_in("sanne").get(url("plan", zwaluw)).context["form"].fields["group"].choices]
    planned(member("sanne"), Group.objects.get(pk=groups[0]))

    form = sign_in("sanne").get(url("plan", zwaluw)).context["form"]

    assert [label for _, label in form.fields["group"].choices][:3] == ["Groep 1-2", "Groep 3", "Groep 4"]
    assert form.initial["group"].name == "4"  # the demo school has planned 3
    names = [user.name for user in form.fields["participants"].queryset]
    assert names == sorted(names)


def test_another_group_brings_its_own_teachers(sign_in, zwaluw, group_6):
    page = sign_in("sanne").get(url("plan", zwaluw), {"group": group_6.pk}, headers=PART)

    people = page.context["form"].initial["participants"]
    assert "<html" not in page.content.decode()
    assert set(people) == {
        user.pk
        for user in page.context["form"].fields["participants"].queryset.filter(username__in=["leerkracht2", "ib"])
    }


def test_coach_plans_on_any_day(sign_in, zwaluw, member, group_5b):
    reply = planned_by_hand(sign_in("sanne"), url("plan", zwaluw), form_data(member, group_5b))

    meeting = Meeting.objects.latest("pk")
    assert reply.url == url("room", zwaluw, meeting.pk)
    assert (meeting.group, meeting.starts_at.date(), meeting.place) == (group_5b, DAY, "IB-kamer")


def test_without_a_form_planning_says_so_and_keeps_what_was_chosen(sign_in, zwaluw, member, group_5b):
    FormTemplate.objects.all().delete()

    page = planned_by_hand(sign_in("sanne"), url("plan", zwaluw), form_data(member, group_5b))

    assert page.context["form"].non_field_errors()
    assert page.context["form"]["place"].value() == "IB-kamer"


def test_two_moving_one_review_see_both_days(sign_in, zwaluw, member, group_5b):
    meeting = planned(member("sanne"), group_5b)
    sanne, address = sign_in("sanne"), url("edit", zwaluw, meeting.pk)
    planned_by_hand(sanne, address, form_data(member, version=1, place="Eerste"))

    page = sanne.post(address, form_data(member, version=1, place="Tweede"))

    assert (page.status_code, page.context["form"].conflict["place"]) == (409, "Eerste")
    assert page.context["form"]["place"].value() == "Tweede"


def test_calling_off_asks_first_and_leaves_the_list(sign_in, zwaluw, member, group_5b):
    Meeting.objects.all().delete()
    meeting = planned(member("sanne"), group_5b)
    sanne, address = sign_in("sanne"), url("cancel", zwaluw, meeting.pk)

    assert sanne.get(address).status_code == 200
    sanne.post(address, {"version": 1})

    assert Meeting.objects.get(pk=meeting.pk).cancelled_by == member("sanne").user
    assert {row["review"] for row in sanne.get(url("list", zwaluw)).context["rows"]} == {None}


def test_review_moved_meanwhile_is_not_called_off_unseen(sign_in, zwaluw, member, group_5b):
    meeting = planned(member("sanne"), group_5b)
    sanne = sign_in("sanne")
    planned_by_hand(sanne, url("edit", zwaluw, meeting.pk), form_data(member, version=1))

    sanne.post(url("cancel", zwaluw, meeting.pk), {"version": 1})

    assert Meeting.objects.get(pk=meeting.pk).cancelled_at is None


def test_review_called_off_can_still_be_read(sign_in, zwaluw, member, group_5b):
    meeting = planned(member("sanne"), group_5b)
    meeting.preparation.answers.filter(key="atmosphere").update(text="Fijne groep.")
    cancel_review(by=member("sanne"), meeting=meeting, version=1)

    page = sign_in("emmy").get(url("room", zwaluw, meeting.pk))

    assert page.context["state"] == "cancelled"
    assert not page.context["can_fill"]
    assert "Fijne groep." in page.content.decode()


def test_group_has_a_page_of_its_reviews_newest_first(sign_in, zwaluw, member, group_5b):
    Meeting.objects.all().delete()
    first = held(member("sanne"), group_5b, days=-100)
    second = planned(member("sanne"), group_5b)

    rows = sign_in("emmy").get(url("group", zwaluw, group_5b.pk)).context["rows"]

    assert [row["pk"] for row in rows] == [second.pk, first.pk]


@pytest.mark.parametrize(("days", "state"), [(0, "planned"), (-1, "waiting")])
def test_review_whose_day_has_passed_waits_for_somebody(sign_in, zwaluw, member, group_5b, days, state):
    meeting = planned(member("sanne"), group_5b, days=days)

    page = sign_in("sanne").get(url("room", zwaluw, meeting.pk))

    assert page.context["state"] == state


def test_open_review_says_so_in_the_list(sign_in, zwaluw, member, group_5b):
    Meeting.objects.all().delete()
    opened(member("sanne"), group_5b)

    [row] = sign_in("emmy").get(url("list", zwaluw)).context["rows"]

    assert row["review"]["state"] == "open"


# --- what speaks against it -------------------------------------------------------------------------------------------

SATURDAY = DAY + dt.timedelta(days=(5 - DAY.weekday()) % 7)


def planning(client, zwaluw, data):
    return client.post(url("plan", zwaluw), data), Meeting.objects.count()


@pytest.mark.requirement("Z1")
def test_day_that_has_passed_is_refused(sign_in, zwaluw, member, group_5b):
    before, gone = Meeting.objects.count(), clock.today() - dt.timedelta(days=1)

    page, after = planning(sign_in("sanne"), zwaluw, form_data(member, group_5b, date=gone))

    assert (page.status_code, after) == (422, before)
    assert "Deze dag is al geweest" in page.text


@pytest.mark.requirement("Z1")
def test_what_speaks_against_a_review_is_said_before_anybody_gets_a_mail_and_a_second_press_plans(
    sign_in, zwaluw, member, group_5b, group_6, mailoutbox, django_capture_on_commit_callbacks
):
    Meeting.objects.all().delete()
    for group in (group_5b, group_6):  # both at three, by Sanne
        planned(member("sanne"), group, days=(SATURDAY - clock.today()).days)
    client, data = sign_in("sanne"), form_data(member, group_5b, date=SATURDAY)

    with django_capture_on_commit_callbacks(execute=True):
        page, told = planning(client, zwaluw, data)
    form, mails = page.context["form"], len(mailoutbox)
    with django_capture_on_commit_callbacks(execute=True):
        _page, made = planning(client, zwaluw, data | {"anyway": form.anyway})

    assert [words in " ".join(form.objections) for words in ("geen school", "Sanne", "al een bespreking")] == [True] * 3
    assert ("Toch plannen" in page.text, told, mails, made) == (True, 2, 0, 3)
    assert mailoutbox


@pytest.mark.requirement("Z1")
def test_pressing_again_for_another_day_asks_again(sign_in, zwaluw, member, group_5b):
    Meeting.objects.all().delete()
    client, data = sign_in("sanne"), form_data(member, group_5b, date=SATURDAY)
    page, _number = planning(client, zwaluw, data)
    another = data | {"anyway": page.context["form"].anyway, "date": SATURDAY + dt.timedelta(days=1)}

    assert planning(client, zwaluw, another)[1] == 0


@pytest.mark.requirement("Z1", "Z5")
def test_term_that_is_over_is_said_and_becomes_a_day_to_come(sign_in, zwaluw, member, group_5b):
    Meeting.objects.all().delete()
    soon = clock.today() + dt.timedelta(days=5)
    client, data = sign_in("sanne"), form_data(member, group_5b, date=soon)
    page, _number = planning(client, zwaluw, data)

    planning(client, zwaluw, data | {"anyway": page.context["form"].anyway})

    assert "voorbereiding" in " ".join(page.context["form"].objections)
    assert Meeting.objects.get().preparation.due_on == soon - dt.timedelta(days=1)


@pytest.mark.requirement("Z1", "H44")
def test_sitting_that_comes_too_soon_says_so_of_the_talk_with_the_parents(sign_in, zwaluw, member):
    Meeting.objects.all().delete()
    soon = clock.today() + dt.timedelta(days=3)
    client, case = sign_in("sanne"), Case.objects.filter(school=zwaluw, closed_on=None)[0]
    data = form_data(member, date=soon, cases=[case.pk])

    page = client.post(url("plan_sitting", zwaluw), data)
    made = Meeting.objects.count()
    client.post(url("plan_sitting", zwaluw), data | {"anyway": page.context["form"].anyway})

    assert "ouders" in " ".join(page.context["form"].objections)
    assert (made, Meeting.objects.count()) == (0, 1)
