"""What the teacher reads in the figures: written beside them, seen by whom sees the figures, nothing lost."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.common.models import StaleVersion
from gezien.pupils.models import Enrolment, Group
from gezien.results.actions.analyses import restore_analysis, save_analysis
from gezien.results.models import Analysis, AnalysisChange
from gezien.results.queries.analyses import (
    analyses_of_pupils,
    forerunner_of,
    group_analyses,
    pupil_analyses,
    pupil_history,
)
from gezien.results.rules import visible_analyses, why_analysis_visible
from gezien.schools.models import Period, Subject
from gezien.schools.rules import NotAllowed


@pytest.fixture(autouse=True)
def _nothing_written(zwaluw):
    """Without the analyses of the demo school."""
    Analysis.objects.all().delete()


@pytest.fixture
def write(member, group_5b, arithmetic, period):
    """`write(going_well="…")` is Emmy writing about the arithmetic of 5b."""

    def save(*, person="emmy", about=group_5b, subject=arithmetic, at=period, version=0, **texts):
        return save_analysis(by=member(person), about=about, subject=subject, period=at, version=version, texts=texts)

    return save


def long_ago(analysis: Analysis) -> Analysis:
    Analysis.objects.filter(pk=analysis.pk).update(written_at=timezone.now() - dt.timedelta(days=3))
    analysis.refresh_from_db()
    return analysis


@pytest.mark.requirement("H2")
def test_analysis_stands_beside_the_one_of_the_period_before(write, group_5b, arithmetic, period, zwaluw):
    first = Period.objects.get(year=period.year, number=1)
    write(at=first, going_well="Optellen tot 100")
    now = write(going_well="Groei bij iedereen")
    beside = group_analyses(group_5b, period)[arithmetic.pk]
    assert (beside.now, beside.before.going_well) == (now, "Optellen tot 100")
    assert group_analyses(group_5b, first)[arithmetic.pk].before is None


def test_reading_is_one_statement_however_much_is_written(
    write, group_5b, pupils_5b, period, django_assert_num_queries
):
    for subject in Subject.objects.order_by("pk")[:3]:
        write(subject=subject, stands_out="Iets")
        write(subject=subject, about=pupils_5b[0], stands_out="Iets")
        with django_assert_num_queries(3):
            group_analyses(group_5b, period)
            pupil_analyses(pupils_5b[0], period)
            found = analyses_of_pupils([pupil.pk for pupil in pupils_5b], period)
    assert len(found) == len(pupil_history(pupils_5b[0])) == 3


def test_one_sitting_is_one_version(write):
    one = write(going_well="Groei")
    one = write(version=one.version, going_well="Groei bij iedereen")
    assert (one.version, AnalysisChange.objects.count()) == (2, 0)


@pytest.mark.requirement("H2")
def test_what_somebody_else_wrote_is_kept_and_can_come_back(write, member):
    one = long_ago(write(going_well="Groei"))
    one = write(person="tom", version=one.version, going_well="Minder groei")
    change = AnalysisChange.objects.get()
    assert (change.before["going_well"], change.written_by.first_name) == ("Groei", "Emmy")
    one = restore_analysis(by=member("emmy"), change=change, version=one.version)
    assert (one.going_well, AnalysisChange.objects.count()) == ("Groei", 2)


def test_two_who_write_at_once_do_not_overwrite_each_other(write):
    write(going_well="Groei")
    with pytest.raises(StaleVersion):
        write(person="tom", going_well="Geen groei")


def test_nothing_typed_makes_no_analysis_and_emptied_keeps_its_history(write):
    assert write() is None
    one = write(version=long_ago(write(going_well="Groei")).version, going_well="")
    assert (one.is_empty, AnalysisChange.objects.count()) == (True, 1)


def test_texts_that_are_left_out_stay(write):
    one = write(going_well="Groei", teaching="Meer spel")
    assert write(version=one.version, teaching="Minder blad").texts["going_well"] == "Groei"


@pytest.mark.parametrize("person", ["fleur", "karim", "marleen", "petra"])
def test_only_who_may_write_in_the_file_writes_an_analysis(write, pupils_5b, person):
    for about in ({}, {"about": pupils_5b[0]}):
        with pytest.raises(NotAllowed):
            write(person=person, going_well="Iets", **about)


@pytest.mark.requirement("H2")
def test_analysis_is_seen_by_whom_sees_the_figures_with_the_same_reason(write, member, pupils_5b):
    whole, one = write(going_well="Groep"), write(about=pupils_5b[0], going_well="Leerling")
    for person in ("emmy", "tom", "sanne", "karim", "fleur", "marleen", "petra"):
        seen = set(visible_analyses(member(person)))
        told = {row for row in (whole, one) if why_analysis_visible(member(person), row)}
        assert seen == told == ({whole, one} if person in ("emmy", "tom", "sanne", "karim") else set())


@pytest.fixture
def group_4b(group_5b):
    """Where the pupils of 5b were last year."""
    return Group.objects.select_related("year").get(name="4b", year__ends_on__lt=group_5b.year.starts_on)


@pytest.mark.requirement("H2")
def test_a_new_group_begins_with_what_was_read_about_most_of_its_pupils(
    sign_in, write, group_4b, group_5b, arithmetic, period
):
    first = Period.objects.get(year=period.year, number=1)
    last_year = Period.objects.filter(year=group_4b.year).latest("starts_on")
    Analysis.objects.create(
        school=group_4b.school,
        group=group_4b,
        subject=arithmetic,
        period=last_year,
        going_well="Klokkijken gaat goed.",
        written_at=timezone.now(),
    )
    url = reverse("results:group_analysis", args=["zwaluw", group_5b.pk, first.pk, arithmetic.pk])

    page = sign_in("emmy").get(url).content.decode()

    assert "Klokkijken gaat goed." in page
    assert "over groep 4b (daarin zaten 24 van deze 24 leerlingen)" in page


def test_half_of_the_pupils_is_not_most(group_4b, group_5b, pupils_5b):
    assert forerunner_of(group_5b).pk == group_4b.pk

    Enrolment.objects.filter(group=group_4b, pupil__in=pupils_5b[:12]).delete()

    assert forerunner_of(group_5b) is None
