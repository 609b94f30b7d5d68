"""The pages of agreements."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.agreements.actions import change_agreement
from gezien.agreements.models import Agreement
from gezien.common import clock
from tests.factories.agreements import closed, make_agreement

PART = {"HX-Request": "true"}
SOON = clock.today() + dt.timedelta(days=10)


@pytest.fixture
def emmys(member, zwaluw):
    """An open agreement of Emmy, five days too late, and the only one there is."""
    Agreement.objects.all().delete()
    return make_agreement(zwaluw, member("emmy").user, days=-5)


def page(school):
    return reverse("agreements:list", args=[school.slug])


def closure(agreement):
    return reverse("agreements:closure", args=[agreement.school.slug, agreement.pk])


def test_list_puts_the_overdue_first_and_says_how_late(sign_in, emmys, zwaluw, member):
    make_agreement(zwaluw, member("emmy").user, days=-12)
    make_agreement(zwaluw, member("emmy").user, days=3)

    own = sign_in("emmy").get(page(zwaluw)).context["own"]

    assert [(row["due"], row["is_overdue"]) for row in own] == [
        ("12 dagen te laat", True),
        ("5 dagen te laat", True),
        ("over 3 dagen", False),
    ]


def test_coach_reads_all_of_the_school_by_subject_or_by_person(sign_in, emmys, zwaluw, member, group_6):
    make_agreement(zwaluw, member("fleur").user, group=group_6)
    sanne = sign_in("sanne")

    by_subject = sanne.get(page(zwaluw)).context["sections"]
    by_person = sanne.get(page(zwaluw), {"by": "owner"}).context["sections"]

    assert [section["title"] for section in by_subject] == ["Groep 6", "de school"]
    assert [section["title"] for section in by_person] == ["Emmy de Groot", "Fleur Jansen"]


def test_lately_closed_ones_stay_in_sight_for_four_weeks(sign_in, emmys, zwaluw, member):
    long_ago = closed(make_agreement(zwaluw, member("emmy").user))
    Agreement.objects.filter(pk=long_ago.pk).update(closed_at=clock.now() - dt.timedelta(days=29))
    closed(emmys)

    rows = sign_in("emmy").get(page(zwaluw)).context["closed"]

    assert [row["pk"] for row in rows] == [emmys.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_statements_for_one_and_three(
    sign_in, emmys, zwaluw, member, group_5b, count, django_assert_num_queries
):
    for _number in range(count - 1):
        make_agreement(zwaluw, member("emmy").user)
    for _number in range(count):
        make_agreement(zwaluw, member("tom").user, group=group_5b)
    client = sign_in("emmy")

    with django_assert_num_queries(10):
        client.get(page(zwaluw))


def test_agreement_is_made_about_a_pupil_of_ones_group(sign_in, zwaluw, member, pupils_5b):
    url = reverse("agreements:add", args=[zwaluw.slug])
    data = {
        "about": f"pupil-{pupils_5b[2].pk}",
        "what": "Belt met de ouders.",
        "owner": member("tom").user.pk,
        "due_on": SOON,
    }

    response = sign_in("emmy").post(url, data | {"next": "/s/zwaluw/"})

    made = Agreement.objects.latest("pk")
    assert response.url == "/s/zwaluw/"
    assert (made.pupil, made.owner, made.due_on) == (pupils_5b[2], member("tom").user, SOON)


def test_after_saving_one_never_leaves_the_school(sign_in, zwaluw, member):
    url = reverse("agreements:add", args=[zwaluw.slug])
    data = {"about": "school", "what": "Ruimt op.", "owner": member("emmy").user.pk, "due_on": SOON}

    response = sign_in("emmy").post(url, data | {"next": "https://elders.example/"})

    assert response.url == page(zwaluw)


def test_day_in_the_past_is_asked_again_and_nothing_typed_is_lost(sign_in, zwaluw, member):
    url = reverse("agreements:add", args=[zwaluw.slug])
    data = {"about": "school", "what": "Ruimt op.", "owner": member("emmy").user.pk, "due_on": "2027-01-01"}

    form = sign_in("emmy").post(url, data).context["form"]

    assert list(form.errors) == ["due_on"]
    assert form["what"].value() == "Ruimt op."


def test_who_may_do_it_follows_from_what_it_is_about(sign_in, zwaluw, group_5b):
    url = reverse("agreements:add", args=[zwaluw.slug])

    response = sign_in("sanne").get(url, {"about": f"group-{group_5b.pk}"}, headers=PART)

    names = {user.first_name for user in response.context["form"].fields["owner"].queryset}
    assert names == {"Emmy", "Tom", "Sanne", "Karim"}
    assert "<html" not in response.content.decode()


def test_somebody_elses_pupil_is_no_choice(sign_in, zwaluw, member, pupils_5b):
    url = reverse("agreements:add", args=[zwaluw.slug])
    data = {"about": f"pupil-{pupils_5b[0].pk}", "what": "…", "owner": member("fleur").user.pk, "due_on": SOON}

    form = sign_in("fleur").post(url, data).context["form"]

    assert "about" in form.errors


def test_done_is_one_click_and_its_row_comes_back(sign_in, emmys):
    response = sign_in("emmy").post(closure(emmys), {"outcome": "done", "version": 1}, headers=PART)

    emmys.refresh_from_db()
    assert emmys.outcome == "done"
    assert response.context["row"]["is_done"]
    assert f'id="agreement-{emmys.pk}"' in response.content.decode()


def test_not_done_asks_why(sign_in, emmys):
    response = sign_in("emmy").post(closure(emmys), {"outcome": "not_done", "version": 1}, headers=PART)

    emmys.refresh_from_db()
    assert response.status_code == 422
    assert emmys.outcome == ""


def test_closing_is_undone_by_the_same_address(sign_in, emmys):
    emmy = sign_in("emmy")
    emmy.post(closure(emmys), {"outcome": "done", "version": 1})

    emmy.post(closure(emmys), {"undo": "1", "version": 2})

    emmys.refresh_from_db()
    assert (emmys.outcome, emmys.version) == ("", 3)


def test_second_of_two_who_close_sees_what_the_first_did(sign_in, emmys):
    sign_in("emmy").post(closure(emmys), {"outcome": "done", "version": 1})

    response = sign_in("sanne").post(
        closure(emmys), {"outcome": "not_done", "note": "Niet gezien.", "version": 1}, headers=PART
    )

    emmys.refresh_from_db()
    assert emmys.outcome == "done"
    assert response.context["was_stale"]


def test_change_shows_both_texts_when_somebody_was_first(sign_in, emmys, member):
    url = reverse("agreements:edit", args=[emmys.school.slug, emmys.pk])
    data = {"owner": emmys.owner_id, "due_on": SOON, "version": 1}
    sign_in("emmy").post(url, data | {"what": "De eerste."})

    response = sign_in("sanne").post(url, data | {"what": "De tweede."})

    assert response.status_code == 409
    assert response.context["form"].conflict["what"] == "De eerste."
    assert response.context["form"]["what"].value() == "De tweede."
    assert response.context["form"]["version"].value() == "2"


@pytest.mark.parametrize("part", [True, False])
def test_second_of_two_who_close_gets_the_words_back(sign_in, emmys, member, part):
    change_agreement(
        by=member("emmy"), agreement=emmys, version=1, what="Anders", owner=emmys.owner, due_on=emmys.due_on
    )
    sent = {"outcome": "not_done", "note": "Niet gezien.", "version": 1}

    response = sign_in("sanne").post(closure(emmys), sent, headers=PART if part else {})

    emmys.refresh_from_db()
    assert (response.status_code, emmys.outcome) == (409, "")
    text = response.content.decode()
    assert all(words in text for words in ("Niet gezien.", "Anders", f'name="version" value="{emmys.version}"'))


def test_words_of_who_closes_what_is_closed_are_given_back(sign_in, emmys):
    sign_in("emmy").post(closure(emmys), {"outcome": "done", "version": 1})

    response = sign_in("sanne").post(closure(emmys), {"outcome": "not_done", "note": "Niet gezien.", "version": 1})

    assert (response.status_code, "Niet gezien." in response.content.decode()) == (409, True)
    assert 'name="undo"' in response.content.decode()


@pytest.mark.parametrize("part", [True, False])
def test_second_of_two_who_tell_whether_it_helped_gets_the_words_back(sign_in, emmys, part):
    url = reverse("agreements:effect", args=[emmys.school.slug, emmys.pk])
    sign_in("emmy").post(closure(emmys), {"outcome": "done", "version": 1})
    sign_in("emmy").post(url, {"helped": "yes", "words": "Goed zo.", "version": 2})

    response = sign_in("sanne").post(
        url, {"helped": "no", "words": "Nog niet.", "version": 2}, headers=PART if part else {}
    )

    emmys.refresh_from_db()
    assert (response.status_code, emmys.helped) == (409, "yes")
    assert all(words in response.content.decode() for words in ("Nog niet.", "Goed zo."))


@pytest.mark.parametrize("name", ["edit", "successor"])
def test_words_about_an_agreement_settled_meanwhile_are_given_back(sign_in, emmys, name):
    sign_in("emmy").post(closure(emmys), {"outcome": "done", "version": 1})
    sent = {
        "what": "Twee keer per week.",
        "why": "Te weinig tijd.",
        "owner": emmys.owner_id,
        "due_on": SOON,
        "version": 1,
    }

    response = sign_in("sanne").post(reverse(f"agreements:{name}", args=[emmys.school.slug, emmys.pk]), sent)

    text = response.content.decode()
    assert (response.status_code, "Twee keer per week." in text) == (409, True)
    assert ("Te weinig tijd." in text) == (name == "successor")


def test_words_about_the_effect_of_what_was_opened_again_are_given_back(sign_in, emmys):
    url = reverse("agreements:effect", args=[emmys.school.slug, emmys.pk])

    response = sign_in("sanne").post(url, {"helped": "no", "words": "Nog niet.", "version": 1})

    assert (response.status_code, "Nog niet." in response.content.decode()) == (409, True)


def test_reason_that_is_too_long_stays_in_the_row(sign_in, emmys):
    sent = {"outcome": "not_done", "note": "a" * 1001, "version": 1}

    response = sign_in("emmy").post(closure(emmys), sent, headers=PART)

    assert (response.status_code, "a" * 1001 in response.content.decode()) == (422, True)


def test_words_of_who_may_not_change_an_agreement_are_given_back(sign_in, emmys, pupils_5b):
    Agreement.objects.filter(pk=emmys.pk).update(pupil=pupils_5b[0])
    sent = {"outcome": "not_done", "note": "Niet gezien.", "version": 1}

    response = sign_in("karim").post(closure(emmys), sent)

    assert (response.status_code, "Niet gezien." in response.content.decode()) == (403, True)
