"""Periods of a school year: two to five, without gap or overlap; what is wrong is said beside the day."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.quality.actions import fingerprint, set_periods
from gezien.schools.models import Period, SchoolYear
from gezien.schools.rules import NotAllowed

THREE = ["2026-08-01 2026-11-15", "2026-11-16 2027-03-14", "2027-03-15 2027-07-31"]


@pytest.fixture
def year(period) -> SchoolYear:
    """This school year, in two periods."""
    return period.year


def url_of(year):
    return reverse("quality:periods", args=["zwaluw", year.pk])


def posted(year, rows, seen=None):
    """What the page sends: the days of each row, "" for a day that is left empty."""
    data = {"seen": fingerprint(year.periods.order_by("number")) if seen is None else seen}
    for number, row in enumerate(rows, start=1):
        start, _space, end = row.partition(" ")
        data |= {f"start_{number}": start, f"end_{number}": end}
    return data


def days_of(year):
    return [f"{one.starts_on} {one.ends_on}" for one in Period.objects.filter(year=year).order_by("number")]


def test_year_is_divided_anew_and_logged(sign_in, year):
    reply = sign_in("sanne").post(url_of(year), posted(year, THREE))
    assert reply.status_code == 302
    assert days_of(year) == THREE
    assert AuditEvent.objects.get(verb="periods.changed").object_id == year.pk


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["2026-08-01 2027-07-31"], "twee tot vijf periodes"),
        (
            ["2026-08-01 2027-01-31", "2027-01-20 2027-07-31"],
            "Periode 2 begint op 20 januari 2027, maar periode 1 loopt tot",
        ),
        (["2026-08-01 2027-01-31", "2027-02-04 2027-07-31"], "Er liggen 3 dagen tussen periode 1 en 2"),
        (["2026-08-01 2027-01-31", "2027-02-02 2027-07-31"], "Er ligt een dag tussen periode 1 en 2"),
        (["2026-08-02 2027-01-31", "2027-02-01 2027-07-31"], "begint op 1 augustus 2026"),
        (["2026-08-01 2027-01-31", "2027-02-01 2027-07-30"], "eindigt op 31 juli 2027"),
        (["2026-08-01 2026-07-31", "2027-02-01 2027-07-31"], "De laatste dag moet na de eerste komen"),
        (["2026-08-01 ", "2027-02-01 2027-07-31"], "Vul ook de laatste dag in"),
        ([" 2027-01-31", "2027-02-01 2027-07-31"], "Vul ook de eerste dag in"),
    ],
)
def test_division_that_cannot_be_is_refused_in_words(sign_in, year, rows, told):
    before = days_of(year)
    reply = sign_in("sanne").post(url_of(year), posted(year, rows))
    assert told in reply.content.decode()
    assert days_of(year) == before


def test_period_in_use_cannot_be_left_out(sign_in, year, member):
    set_periods(by=member("sanne"), year=year, seen=fingerprint(year.periods.all()), days=_days(THREE))
    three = year.periods.get(number=3)
    year.periods.get(number=2).needs.update(period=three)
    reply = sign_in("sanne").post(url_of(year), posted(year, ["2026-08-01 2027-01-31", "2027-02-01 2027-07-31"]))
    assert "kan niet vervallen" in reply.content.decode()
    assert days_of(year) == THREE


def test_period_without_anything_can_be_left_out(sign_in, year, member):
    set_periods(by=member("sanne"), year=year, seen=fingerprint(year.periods.all()), days=_days(THREE))
    two = ["2026-08-01 2027-01-31", "2027-02-01 2027-07-31"]
    sign_in("sanne").post(url_of(year), posted(year, two))
    assert days_of(year) == two


def test_periods_that_changed_meanwhile_are_not_overwritten(sign_in, year):
    opened = fingerprint(year.periods.order_by("number"))
    sign_in("karim").post(url_of(year), posted(year, THREE))
    reply = sign_in("sanne").post(
        url_of(year), posted(year, ["2026-08-01 2026-12-31", "2027-01-01 2027-07-31"], seen=opened)
    )
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "15 november 2026" in page  # what is saved now
    assert "2026-12-31" in page  # what was typed
    assert days_of(year) == THREE


def test_year_that_is_over_stays_as_it_was(sign_in, member, zwaluw):
    over = SchoolYear.objects.get(school=zwaluw, name="2025-2026")
    assert sign_in("sanne").get(url_of(over)).status_code == 404
    with pytest.raises(NotAllowed):
        set_periods(by=member("sanne"), year=over, seen="", days=[])


def _days(rows):
    return [tuple(map(dt.date.fromisoformat, row.split())) for row in rows]
