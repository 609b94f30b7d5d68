"""The first day of a school: no school year, no group, no pupil; each page says what comes and from whom."""

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from gezien.common import clock
from gezien.schools.actions import create_school
from gezien.schools.models import Membership, School, User


@pytest.fixture
def newcomer(zwaluw):
    """`newcomer("coach")` is the browser of somebody with that role at a school where nothing has been brought in."""
    school = create_school(
        board_name="De Vlucht", name="De Mees", country=School.Country.NETHERLANDS, official_number="99XX00"
    )

    def client_of(role: str):
        user = User.objects.create_user(username=f"mees-{role}", first_name="Mia")
        with scope(school=school):
            Membership.objects.create(school=school, user=user, role=role, starts_on=clock.today())
        client = Client()
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return lambda name: client.get(reverse(name, args=[school.slug])).content.decode()

    return client_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("workspace:home", "Nog geen groepen en leerlingen"),
        ("needs:groups", "die de beheerder binnenhaalt"),
        ("results:calendar", "Nog geen schooljaar"),
        ("results:rounds", "Nog geen groepen"),
        ("notes:add", "Er zijn nog geen leerlingen over wie je mag schrijven"),
    ],
)
def test_the_first_day_says_what_comes(newcomer, name, words):
    assert words in newcomer("coach")(name)


def test_a_teacher_without_a_group_hears_who_can_help(newcomer):
    visit = newcomer("teacher")

    assert "De beheerder koppelt je aan je groep" in visit("workspace:home")
    assert "De intern begeleider" not in visit("results:calendar")
