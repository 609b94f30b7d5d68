"""The board's page: its schools side by side, without names, small figures or a way to a pupil."""

import re

import pytest
from django_scopes import scopes_disabled

from gezien.dashboards.pictures import board_picture
from gezien.demo import cast
from gezien.pupils.models import Enrolment, Pupil
from gezien.results.queries.shares import subject_figures
from gezien.results.share_words import FEW, SHOWN
from gezien.schools.actions import create_school
from gezien.schools.models import BoardMembership, School

URL = "/board/de-vogelvlucht/"


@pytest.fixture(autouse=True)
def _all_schools():
    """A board's page looks at several schools at once."""
    with scopes_disabled():
        yield


@pytest.mark.requirement("B5")
def test_board_sees_its_own_schools_only(sign_in):
    page = sign_in("hendrik").get(URL).content.decode()
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == ["De Wielewaal", "De Zwaluw"]


@pytest.mark.requirement("B5")
def test_board_sees_no_name_and_no_way_into_a_school(sign_in):
    page = sign_in("hendrik").get(URL).content.decode()
    names = set(Pupil.objects.values_list("family_name", flat=True))
    assert not set(re.findall(r"\w+", page)) & names
    assert "/s/" not in page


@pytest.mark.requirement("B5")
def test_board_gets_no_figure_of_fewer_than_ten():
    schools = School.objects.filter(board__slug="de-vogelvlucht").order_by("name")
    small = schools.get(name=cast.OTHER_SCHOOL)
    leaving = Pupil.objects.filter(school=small).order_by("pk")[9:]
    Enrolment.objects.filter(pupil__in=list(leaving)).update(ends_on="2027-01-31")
    rows = board_picture(subject_figures(schools), list(schools))["schools"]
    assert {cell["state"] for cell in rows[0]["cells"]} == {FEW}
    assert {cell["state"] for cell in rows[1]["cells"]} == {SHOWN}


def test_board_counts_only_pupils_of_year_groups_with_the_test():
    schools = School.objects.filter(name=cast.SCHOOL)
    cells = board_picture(subject_figures(schools), list(schools))["schools"][0]["cells"]
    assert next(cell["basis"] for cell in cells if cell["subject"] == "Rekenen").endswith("176 leerlingen")


def test_each_figure_of_a_board_names_its_test_and_goal(sign_in):
    page = sign_in("hendrik").get(URL).content.decode()
    assert "Rekenen (volgsysteem), januari 2027" in page
    assert "doel 80" in page


def test_officer_of_another_board_or_of_another_time_finds_nothing(sign_in):
    assert sign_in("hendrik").get("/board/scholengroep-veldzicht/").status_code == 404
    BoardMembership.objects.update(ends_on="2027-02-03")
    assert sign_in("hendrik").get(URL).status_code == 404


def test_board_without_results_gets_one_sentence(sign_in):
    Enrolment.objects.update(ends_on="2027-01-31", starts_on="2024-08-01")
    assert "Nog geen cijfers" in sign_in("hendrik").get(URL).content.decode()


def test_board_asks_as_many_statements_for_more_schools(sign_in, django_assert_num_queries):
    client = sign_in("hendrik")
    with django_assert_num_queries(8):
        client.get(URL)
    for number in range(3):
        create_school(board_name=cast.BOARD, name=f"School {number}")
    with django_assert_num_queries(8):
        client.get(URL)
