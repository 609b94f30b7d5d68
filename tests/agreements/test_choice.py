"""One list by person, group, pupil or school, and by how things stand."""

import pytest
from django.urls import reverse

from gezien.agreements.choice import Choice, about_choices, choice_of, chosen, figures
from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.common import clock
from tests.factories.agreements import closed, make_agreement


@pytest.fixture
def four(member, zwaluw, group_5b, group_6, pupils_5b):
    """About a pupil (late), both groups (the one of 6 done), and the school."""
    Agreement.objects.all().delete()
    tom, fleur = member("tom").user, member("fleur").user
    return {
        "pupil": make_agreement(zwaluw, tom, days=-1, pupil=pupils_5b[0]),
        "5b": make_agreement(zwaluw, tom, group=group_5b),
        "6": closed(make_agreement(zwaluw, fleur, group=group_6, helped="yes", helped_at=clock.now(), outcome="done",
                                   closed_at=clock.now())),
        "school": make_agreement(zwaluw, fleur),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"pupil", "5b", "school"}),
        ({"state": "all"}, {"pupil", "5b", "6", "school"}),
        ({"state": "late"}, {"pupil"}),
        ({"state": "done"}, {"6"}),
        ({"about": "school"}, {"school"}),
        ({"about": "group-{group_5b}"}, {"pupil", "5b"}),
        ({"about": "pupil-{pupil}", "state": "all"}, {"pupil"}),
        ({"person": "{fleur}", "state": "all"}, {"6", "school"}),
        ({"person": "x", "about": "group-x", "state": "?"}, {"pupil", "5b", "school"}),
    ],
)
def test_list_by_person_group_pupil_school_and_state(four, member, group_5b, pupils_5b, asked, found):
    keys = {"group_5b": group_5b.pk, "pupil": pupils_5b[0].pk, "fleur": member("fleur").user.pk}
    sanne = member("sanne")

    rows = set(chosen(sanne, choice_of(sanne, {name: value.format(**keys) for name, value in asked.items()})))

    assert {name for name, one in four.items() if one in rows} == found


def test_what_one_may_not_see_is_no_choice(four, member, group_5b, pupils_5b):
    fleur = member("fleur")

    choice = choice_of(fleur, {"about": f"pupil-{pupils_5b[0].pk}", "person": str(member("tom").user.pk)})

    assert (choice.pupil, choice.person) == (None, None)
    assert four["pupil"] not in chosen(fleur, choice)


def test_figures_count_whatever_the_state(four, member):
    counts = figures(member("sanne"), choice_of(member("sanne"), {"state": "late"}))

    assert (counts["open"], counts["late"], counts["done"], counts["effect_yes"]) == (3, 1, 1, 1)


def test_list_of_a_pupil_is_logged_as_read(four, sign_in, zwaluw, pupils_5b):
    page = sign_in("emmy").get(
        reverse("agreements:list", args=[zwaluw.slug]), {"about": f"pupil-{pupils_5b[0].pk}", "state": "all"}
    )

    assert [row["pk"] for row in page.context["rows"]] == [four["pupil"].pk]
    event = AuditEvent.objects.get(verb="pupil.read", pupil_id=pupils_5b[0].pk, details__screen="agreements")
    assert event.reason


@pytest.mark.parametrize("count", [1, 3])
def test_chosen_list_takes_the_same_statements_for_one_and_three(
    four, sign_in, zwaluw, member, count, django_assert_num_queries
):
    for _number in range(count - 1):
        make_agreement(zwaluw, member("tom").user)
    client = sign_in("sanne")

    with django_assert_num_queries(9):
        assert client.get(reverse("agreements:list", args=[zwaluw.slug]), {"state": "all"}).status_code == 200


def test_groups_to_choose_from_go_from_the_youngest(member):
    groups = [label for value, label in about_choices(member("sanne"), Choice()) if value.startswith("group-")]
    assert (groups[0], groups[-1]) == ("Groep 1-2", "Groep 8")
