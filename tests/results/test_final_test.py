"""The final test: counted or typed over, three years together beside the signal values, small years withheld."""

import datetime as dt

import pytest

from gezien.pupils.models import Pupil
from gezien.quality.actions.final_test import save_inspection_values, save_outcome
from gezien.quality.models import FinalTestOutcome, InspectionValues
from gezien.results.final_test_words import final_test_for
from gezien.results.models import Instrument, Result
from gezien.results.queries.final_test import Reached, YearOutcome, _together, final_test
from gezien.schools.models import Subject
from gezien.schools.rules import NotAllowed

URL = "/s/zwaluw/figures/final-test/"


@pytest.fixture(autouse=True)
def _nothing_typed(zwaluw):
    FinalTestOutcome.objects.all().delete()
    InspectionValues.objects.all().delete()


def outcome(member, arithmetic, first=2025, pupils=20, basic=19, target=12):
    return save_outcome(by=member("sanne"), first=first, subject=arithmetic, pupils=pupils, basic=basic, target=target)


@pytest.mark.requirement("S3")
def test_results_of_pupils_are_counted_by_school_year(zwaluw, arithmetic):
    test = Instrument.objects.get(code="doorstroom-iep-rekenen")
    levels = ["1S"] * 6 + ["1F"] * 3 + ["<1F"] * 3
    for pupil, level in zip(Pupil.objects.order_by("pk"), levels, strict=False):
        Result.objects.create(
            school=zwaluw, pupil=pupil, instrument=test, level=level, moment="B8", taken_on=dt.date(2026, 2, 5)
        )
    year = final_test(zwaluw).years[0]
    assert (year.first, year.subjects[arithmetic.pk]) == (2025, Reached(12, 9, 6))


@pytest.mark.requirement("S3")
def test_three_years_stand_beside_the_signal_values(zwaluw, member, arithmetic):
    for first in (2023, 2024, 2025):
        outcome(member, arithmetic, first)
    save_inspection_values(
        by=member("karim"), version=1, weighting=None, basic=85, target=61.5, source="Regeling, 2026"
    )
    rows = final_test_for(zwaluw)["together"]["rows"]
    assert [(one["share"], one["value"], one["is_reached"]) for one in rows] == [
        ("95,0\xa0%", "85,0\xa0%", True),
        ("60,0\xa0%", "61,5\xa0%", False),
    ]


def test_a_small_year_is_withheld_and_cannot_be_subtracted(zwaluw, member, arithmetic):
    outcome(member, arithmetic, 2024, pupils=9, basic=9, target=9)
    outcome(member, arithmetic, 2025)
    shown = final_test_for(zwaluw)
    assert [year["cells"][0]["state"] for year in shown["years"]] == ["shown", "few"]
    assert shown["together"]["rows"][1]["share"] == "60,0\xa0%"


def test_years_that_are_all_small_are_shown_together():
    years = [YearOutcome(2025 - back, {1: Reached(6, 6, 3)}) for back in range(3)]
    assert _together(years) == Reached(18, 18, 9, children=18)


def test_a_child_counts_once_however_many_subjects_it_was_tested_in(zwaluw, member):
    for subject in Subject.objects.filter(school=zwaluw)[:3]:
        outcome(member, subject, pupils=6, basic=6, target=3)
    shown = final_test_for(zwaluw)
    assert [cell["state"] for cell in shown["years"][0]["cells"]] == ["few", "few", "few"]
    assert shown["together"] == {"state": "few"}


def test_more_than_took_part_is_refused(sign_in, arithmetic):
    data = {"first": 2025, "subject": arithmetic.pk, "pupils": 20, "basic": 21, "target": 3}
    reply = sign_in("sanne").post("/s/zwaluw/agreed/final-test/", data)
    assert reply.status_code == 422
    assert not FinalTestOutcome.objects.exists()


def test_typed_again_takes_the_place_of_what_stood_there(member, arithmetic):
    outcome(member, arithmetic)
    outcome(member, arithmetic, pupils=22)
    assert FinalTestOutcome.objects.get().pupils == 22


def test_a_teacher_types_nothing_over(member, arithmetic):
    with pytest.raises(NotAllowed):
        save_outcome(by=member("emmy"), first=2025, subject=arithmetic, pupils=20, basic=19, target=12)


def test_page_teaches_what_to_do_when_there_is_nothing(sign_in):
    page = sign_in("marleen").get(URL).content.decode()
    assert "Vul uitkomsten en signaleringswaarden in" in page
