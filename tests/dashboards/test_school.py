"""The school's figures: against its ambitions, with their basis, without names; small ones only for who may."""

import re

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from gezien.dashboards.pictures import school_picture
from gezien.pupils.models import Enrolment, Pupil
from gezien.quality.models import Ambition
from gezien.results.models import Result
from gezien.results.queries.shares import subject_figures
from gezien.results.share_words import FEW, NOTHING, SHOWN, moments_in_words, whole
from gezien.schools.models import School

URL = "/s/zwaluw/figures/"


def figures_of(school, code):
    return next(row for row in subject_figures(School.objects.filter(pk=school.pk)) if row.code == code)


def year_row(school, year, *, small):
    """The cells of one year group by subject."""
    picture = school_picture(subject_figures(School.objects.filter(pk=school.pk)), small=small)
    row = next(row for row in picture["years"] if row["year"] == year)
    return {cell["subject"]: cell for cell in row["cells"]}


def keep_pupils(year_group, number):
    """End the enrolments of all but so many pupils of a year group."""
    leaving = Pupil.objects.filter(year_group=year_group, left_on=None).order_by("pk")[number:]
    Enrolment.objects.filter(pupil__in=list(leaving)).update(ends_on="2027-01-31")


@pytest.mark.requirement("H35")
def test_figure_is_the_share_of_results_at_or_above_the_ambition(zwaluw):
    levels = list(
        Result.objects.filter(instrument__code="lvs-rekenen", moment="M6", pupil__left_on=None, taken_on__year=2027)
        .order_by("pk")
        .values_list("level", flat=True)
    )
    figure = figures_of(zwaluw, "rekenen").by_year_group["6"]
    assert figure.now.share == round(100 * sum(level in {"I", "II", "III"} for level in levels) / len(levels))
    assert (figure.now.pupils, figure.enrolled, figure.goal) == (len(levels), 28, 80)


@pytest.mark.requirement("H35")
def test_ambition_of_a_year_group_outranks_the_one_for_all(zwaluw, arithmetic):
    before = figures_of(zwaluw, "rekenen").by_year_group["6"].now.share
    Ambition.objects.create(school=zwaluw, subject=arithmetic, year_group="6", share=40, level="I")
    figures = figures_of(zwaluw, "rekenen").by_year_group
    assert figures["6"].now.share < before
    assert figures["6"].goal == 40
    assert figures["7"].goal == 80


def test_every_figure_says_its_basis(zwaluw):
    cell = year_row(zwaluw, "5", small=True)["Rekenen"]
    assert (cell["moment"], cell["basis"], cell["when"]) == ("M5", "47 van 47 leerlingen", "januari 2027")
    assert cell["before"].startswith("E4 ")


def test_levels_that_rise_with_the_years_are_not_figures(zwaluw):
    assert figures_of(zwaluw, "technisch-lezen").instrument == "DMT"


def test_page_names_no_pupil(sign_in, zwaluw):
    page = sign_in("karim").get(URL).content.decode()
    words = set(re.findall(r"\w+", page))
    names = set(Pupil.objects.filter(school=zwaluw).exclude(family_name="Groen").values_list("family_name", flat=True))
    assert not words & names


def test_page_shows_school_and_year_groups(sign_in):
    page = sign_in("sanne").get(URL).content.decode()
    assert page.count('<th scope="row">Groep ') == 8
    assert "op of boven ambitie" in page
    assert "Cijfers over minder dan" not in page


def test_coordinator_gets_no_figure_of_fewer_than_ten(zwaluw):
    keep_pupils("3", 9)
    assert year_row(zwaluw, "3", small=False)["Rekenen"] == {"subject": "Rekenen", "state": FEW}
    assert year_row(zwaluw, "3", small=True)["Rekenen"]["state"] == SHOWN
    assert year_row(zwaluw, "4", small=False)["Rekenen"]["state"] == SHOWN


def test_withheld_year_group_is_not_in_the_whole_either(zwaluw):
    keep_pupils("3", 9)
    rows = subject_figures(School.objects.filter(pk=zwaluw.pk))
    spelling = next(row for row in rows if row.name == "Spelling")
    assert [whole(spelling, small=small).enrolled for small in (True, False)] == [160, 151]


def test_coordinator_cannot_subtract_figures_of_two_pages(zwaluw):
    picture = school_picture(subject_figures(School.objects.filter(pk=zwaluw.pk)), small=False)
    cells = [cell for row in picture["years"] for cell in row["cells"] if cell["state"] == SHOWN]
    shares = [
        int(number)
        for cell in cells
        for number in re.findall(r"(\d+)\s%", cell["share"] + cell["before"] + cell["text"])
    ]
    assert shares
    assert all(share % 5 == 0 for share in shares)
    assert {cell["basis"] for cell in cells + picture["subjects"]} == {""}


def test_coordinator_sees_the_spread_in_per_cent(sign_in):
    page = sign_in("marleen").get(URL).content.decode()
    assert "Cijfers over minder dan 10 leerlingen" in page
    assert not re.search(r"\bI\xa0\d+ ·", page)


def test_subject_without_results_in_a_year_group_is_a_dash(zwaluw):
    assert year_row(zwaluw, "3", small=True)["Begrijpend lezen"] == {"subject": "Begrijpend lezen", "state": NOTHING}


def test_school_without_results_gets_one_sentence(sign_in, zwaluw):
    Result.objects.filter(school=zwaluw).delete()
    assert "Nog geen cijfers" in sign_in("sanne").get(URL).content.decode()


def test_pupils_who_left_are_not_counted(zwaluw):
    figure = figures_of(zwaluw, "rekenen").by_year_group["6"]
    Pupil.objects.filter(year_group="6", left_on=None).update(left_on="2027-01-30")
    assert figure.enrolled == 28
    assert "6" not in figures_of(zwaluw, "rekenen").by_year_group


@pytest.mark.parametrize(
    ("moments", "words"), [(["M5"], "M5"), (["M5", "M3", "M8"], "M3–M8"), (["M5", "E4"], "E4, M5"), ([], "")]
)
def test_moments_in_words(moments, words):
    assert moments_in_words(moments) == words


def test_figures_ask_as_many_statements_for_a_small_and_a_large_school(sign_in, django_assert_num_queries):
    with scopes_disabled():
        other = School.objects.get(name="De Wielewaal")
    for person, slug in (("sanne", "zwaluw"), ("joris", other.slug)):
        client = sign_in(person)
        with django_assert_num_queries(8):
            assert client.get(reverse("dashboards:school", args=[slug])).status_code == 200
