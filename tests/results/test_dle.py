"""Didactic age and its equivalents: counted in months of teaching, delivered, never computed from a score."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.pupils.models import Pupil
from gezien.results.models import ResultSettings
from gezien.results.queries.dle import Equivalent, didactic_age, equivalent, uses_dle


def pupil(start="2024-08-01") -> Pupil:
    return Pupil(year_3_started_on=dt.date.fromisoformat(start) if start else None)


@pytest.mark.parametrize(
    ("day", "age"),
    [
        ("2024-07-31", None),
        ("2024-08-15", 0),
        ("2024-09-02", 1),
        ("2025-01-20", 5),
        ("2025-06-10", 10),
        ("2025-08-20", 10),
        ("2025-09-01", 11),
        ("2029-06-01", 50),
        ("2031-06-01", 60),
    ],
)
def test_age_counts_ten_months_a_year_from_the_start_of_group_3(day, age):
    assert didactic_age(pupil(), dt.date.fromisoformat(day)) == age


@given(st.dates(dt.date(2015, 1, 1), dt.date(2035, 1, 1)), st.integers(0, 400))
def test_age_never_falls_as_time_goes_on(day, later):
    one = pupil("2016-09-01")
    first, then = didactic_age(one, day), didactic_age(one, day + dt.timedelta(days=later))
    assert first is None or (then is not None and first <= then <= 60)


def test_delivered_equivalent_stands_beside_the_age_of_that_day():
    delivered = [{"type": "FunctioningLevel", "value": "M4"}, {"type": "DLE", "group": "", "value": "4"}]
    found = equivalent(pupil(), dt.date(2025, 1, 20), delivered)
    assert (found, found.lead, found.learning_return) == (Equivalent(5, 4), -1, 80)
    assert equivalent(pupil(start=None), dt.date(2025, 1, 20), delivered) is None
    assert equivalent(pupil(), dt.date(2025, 1, 20), [{"type": "DLE", "value": "<5"}]) is None


@pytest.mark.requirement("H1")
def test_school_shows_it_when_it_says_so(sign_in, zwaluw, pupils_5b, period, arithmetic):
    ResultSettings.objects.all().delete()
    Pupil.objects.filter(pk=pupils_5b[0].pk).update(year_3_started_on=dt.date(2024, 8, 1))
    url = reverse("results:pupil_analysis", args=["zwaluw", pupils_5b[0].pk, period.pk, arithmetic.pk])
    client = sign_in("sanne")
    assert "leerrendement" not in client.get(url).content.decode()
    client.post(reverse("results:settings", args=["zwaluw"]), {"version": 0, "uses_dle": "on"})
    assert uses_dle(zwaluw)
    assert "leerrendement" in client.get(url).content.decode()


def test_setting_changed_by_two_is_not_overwritten(sign_in, zwaluw):
    ResultSettings.objects.all().delete()
    url = reverse("results:settings", args=["zwaluw"])
    sign_in("sanne").post(url, {"version": 0, "uses_dle": "on"})
    sign_in("marleen").post(url, {"version": 0})
    assert uses_dle(zwaluw)
