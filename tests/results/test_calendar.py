"""The test calendar: proposed, changed, and what each group still misses."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.common.models import StaleVersion
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.results.actions.windows import add_window, change_window, propose_windows, remove_window
from gezien.results.cells import read_figure
from gezien.results.models import Instrument, Result, TestWindow, moment_of
from gezien.results.proposal import proposed_windows
from gezien.results.queries.calendar import calendar, years_in_words
from gezien.results.queries.group_tests import group_tests
from gezien.schools.actions import ensure_year
from gezien.schools.models import School
from gezien.schools.rules import NotAllowed


@pytest.fixture
def window(arithmetic, period) -> TestWindow:
    """The middle test of arithmetic, open on the day of the tests."""
    return TestWindow.objects.get(instrument__subject=arithmetic, part="M", year=period.year)


def row_of(window: TestWindow, found) -> dict:
    return next(row for part in found.parts for row in part["rows"] if row["pk"] == window.pk)


@pytest.mark.requirement("H1")
def test_calendar_counts_by_group_who_took_a_test(member, window, period, group_5b, pupils_5b):
    taken = Result.objects.filter(pupil__in=pupils_5b, instrument=window.instrument, moment="M5", taken_on__year=2027)
    row = row_of(window, calendar(member("emmy"), period.year))
    assert [cell["group"] for cell in row["cells"]] == ["5b"]
    assert row["cells"][0]["text"] == f"{taken.count()} van {len(pupils_5b)}"
    assert row["said"] == "nog 11 dagen"


@pytest.mark.requirement("H1")
def test_pupil_without_a_result_is_named_with_the_test(member, window, period, pupils_5b):
    pupil = pupils_5b[3]
    Result.objects.filter(pupil=pupil, instrument=window.instrument, taken_on__year=2027).delete()
    [group] = calendar(member("emmy"), period.year).missing
    tests = next(row["tests"] for row in group["pupils"] if row["name"] == pupil.name)
    assert {"name": "Rekenen (volgsysteem) · midden", "is_late": False} in tests


def test_test_missed_after_its_window_is_late(member, window, period, pupils_5b):
    Result.objects.filter(pupil=pupils_5b[3], instrument=window.instrument, taken_on__year=2027).delete()
    TestWindow.objects.filter(pk=window.pk).update(opens_on=dt.date(2027, 1, 10), closes_on=dt.date(2027, 1, 29))
    row = row_of(window, calendar(member("emmy"), period.year))
    assert (row["state"], row["cells"][0]["state"]) == ("closed", "late")


def test_own_path_counts_whatever_its_moment(member, window, period, pupils_5b):
    before = row_of(window, calendar(member("emmy"), period.year))["cells"][0]["text"]
    Result.objects.filter(pupil=pupils_5b[0], instrument=window.instrument, moment="M5").update(moment="M4")
    assert row_of(window, calendar(member("emmy"), period.year))["cells"][0]["text"] == before


def test_window_asks_only_its_year_groups(member, window, period):
    TestWindow.objects.filter(pk=window.pk).update(year_groups=["6"])
    cells = {cell["group"]: cell["text"] for cell in row_of(window, calendar(member("sanne"), period.year))["cells"]}
    assert cells["5b"] == ""
    assert cells["6"] != ""


@pytest.mark.requirement("H1")
def test_proposal_for_next_year_follows_the_school_s_own_days(member, zwaluw, window):
    change_window(
        by=member("sanne"),
        window=window,
        version=window.version,
        year_groups=["5"],
        opens_on=dt.date(2027, 1, 18),
        closes_on=dt.date(2027, 1, 29),
    )
    windows = propose_windows(by=member("sanne"), year=ensure_year(school=zwaluw, first=2027))
    own = next(one for one in windows if (one.instrument_id, one.part) == (window.instrument_id, "M"))
    assert (own.year_groups, own.opens_on, own.closes_on) == (["5"], dt.date(2028, 1, 17), dt.date(2028, 1, 28))


def test_proposing_again_adds_nothing(member, period):
    assert propose_windows(by=member("sanne"), year=period.year) == []


def test_proposal_leaves_tests_of_the_method_and_tests_not_in_use_alone(period):
    planned = set(TestWindow.objects.filter(year=period.year).values_list("instrument", flat=True))
    assert not planned & set(Instrument.objects.filter(level_type="").values_list("pk", flat=True))
    assert not planned & set(Instrument.objects.filter(is_active=False).values_list("pk", flat=True))


def test_two_who_change_the_same_window_do_not_overwrite_each_other(member, window):
    days = {"year_groups": ["5"], "opens_on": window.opens_on, "closes_on": window.closes_on}
    change_window(by=member("marleen"), window=window, version=1, **days)
    with pytest.raises(StaleVersion):
        change_window(by=member("sanne"), window=window, version=1, **days)
    with pytest.raises(StaleVersion):
        remove_window(by=member("sanne"), window=window, version=1)


def test_teacher_plans_no_tests(member, window, period):
    with pytest.raises(NotAllowed):
        propose_windows(by=member("emmy"), year=period.year)
    with pytest.raises(NotAllowed):
        remove_window(by=member("emmy"), window=window, version=window.version)


def test_coordinator_sees_the_days_and_no_pupil(sign_in, zwaluw, pupils_5b):
    page = sign_in("marleen").get(reverse("results:calendar", args=[zwaluw.slug])).content.decode()
    assert "nog 11 dagen" in page
    assert not any(pupil.name in page for pupil in pupils_5b)


def test_window_outside_the_school_year_or_backwards_is_refused(sign_in, zwaluw, window):
    url = reverse("results:window", args=[zwaluw.slug, window.pk])
    data = {"year_groups": ["5"], "opens_on": "2027-09-01", "closes_on": "2027-01-10", "version": window.version}
    page = sign_in("sanne").post(url, data).content.decode()
    assert "buiten het schooljaar 2026-2027" in page
    assert "ligt voor de eerste" in page


def test_second_window_for_the_same_part_is_refused(sign_in, zwaluw, window):
    data = {"instrument": window.instrument_id, "part": "M", "year_groups": ["5"]}
    url = reverse("results:add_window", args=[zwaluw.slug])
    response = sign_in("sanne").post(url, data | {"opens_on": "2027-01-18", "closes_on": "2027-01-29"})
    assert response.status_code == 422
    assert "wijzig die afnameperiode" in response.content.decode()


def test_flemish_moment_counts_years_and_dutch_groups():
    assert [moment_of("M", "5", country) for country in ("NL", "BE")] == ["M5", "M3"]
    assert [moment_of("M", "C", "NL"), moment_of("B", "2", "BE")] == ["M", "B"]


@pytest.mark.parametrize(
    ("codes", "country", "words"),
    [
        ("345678", "NL", "groep 3–8"),
        ("35", "NL", "groep 3, 5"),
        ("5", "NL", "groep 5"),
        ("345678", "BE", "leerjaar 1–6"),
    ],
)
def test_year_groups_are_said_in_words(codes, country, words):
    assert years_in_words(list(codes), country).endswith(words)


def test_calendar_asks_the_same_number_of_statements(sign_in, zwaluw, member, period, django_assert_num_queries):
    client, url = sign_in("sanne"), reverse("results:calendar", args=[zwaluw.slug])
    for code in ("methode-rekenen", "methode-spelling", "dmt"):
        with django_assert_num_queries(9):
            client.get(url)
        one = Instrument.objects.get(code=code)
        days = {"opens_on": dt.date(2026, 10, 1), "closes_on": dt.date(2026, 10, 30)}
        add_window(by=member("sanne"), year=period.year, instrument=one, part="B", year_groups=["5"], **days)


def states(found) -> dict[str, list[str]]:
    return {part["state"]: [row["test"] for row in part["rows"]] for part in found.parts}


@pytest.fixture
def combination(zwaluw, period) -> Group:
    """A class of two pupils of group 4 and one of group 5."""
    group = Group.objects.create(school=zwaluw, year=period.year, name="4/5", year_group="C")
    for number, code in enumerate(("4", "4", "5")):
        pupil = Pupil.objects.create(school=zwaluw, call_name=f"Kind {number}", year_group=code)
        Enrolment.objects.create(school=zwaluw, pupil=pupil, group=group, starts_on=period.year.starts_on)
    return group


@pytest.mark.requirement("H1")
def test_group_sees_what_is_late_due_coming_and_done(member, zwaluw, group_5b, pupils_5b, period):
    TestWindow.objects.all().delete()
    instrument = Instrument.objects.get(code="lvs-rekenen")
    days = {"late": (1, 5), "due": (1, 28), "coming": (5, 31)}
    parts = {"late": "B", "due": "M", "coming": "E"}
    for state, (month, day) in days.items():
        last = dt.date(2027, month, day)
        window = {"opens_on": last - dt.timedelta(days=4), "closes_on": last + dt.timedelta(days=12 * (state == "due"))}
        TestWindow.objects.create(
            school=zwaluw, year=period.year, instrument=instrument, part=parts[state], year_groups=["5"], **window
        )
    found = states(group_tests(member("emmy"), group_5b, can_enter=True))
    assert list(found) == ["late", "coming", "done"]  # everybody of 5b took the middle test
    Result.objects.filter(pupil=pupils_5b[0], moment="M5", instrument=instrument).delete()
    assert list(states(group_tests(member("emmy"), group_5b, can_enter=True))) == ["late", "due", "coming"]


@pytest.mark.requirement("H1")
def test_combination_class_is_asked_by_each_pupil_s_own_year_group(member, zwaluw, combination, period):
    TestWindow.objects.all().delete()
    instrument = Instrument.objects.get(code="lvs-rekenen")
    window = {"opens_on": dt.date(2027, 1, 4), "closes_on": dt.date(2027, 1, 8), "part": "M"}
    TestWindow.objects.create(school=zwaluw, year=period.year, instrument=instrument, year_groups=["4"], **window)
    rows = group_tests(member("sanne"), combination, can_enter=True).parts[0]["rows"]
    assert [(row["count"], row["nobody"]) for row in rows] == [("0 van 2", True)]


def test_page_of_a_group_s_tests_asks_the_same_number_of_statements(
    sign_in, group_5b, period, django_assert_num_queries
):
    client = sign_in("emmy")
    for _time in range(2):
        with django_assert_num_queries(9):
            page = client.get(reverse("results:group_tests", args=["zwaluw", group_5b.pk])).content.decode()
        TestWindow.objects.filter(part="E").delete()
    assert "Toetsen" in page


@pytest.mark.requirement("H1")
@pytest.mark.parametrize(
    ("code", "planned"),
    [
        ("doorstroom-iep-lezen", [("M", ["8"], (2, 1))]),
        ("iep-lezen-boven", [("M", ["6", "7", "8"], (1, 15)), ("E", ["6", "7"], (5, 15))]),
        ("methode-rekenen", []),
    ],
)
def test_proposal_knows_who_takes_a_test_and_when(zwaluw, period, code, planned):
    TestWindow.objects.all().delete()
    Instrument.objects.update(is_active=False)
    Instrument.objects.filter(code=code).update(is_active=True)
    found = [
        (one.part, one.year_groups, (one.opens_on.month, one.opens_on.day)) for one in proposed_windows(period.year)
    ]
    assert found == planned


def test_test_of_the_last_years_of_flanders_is_proposed_at_their_end(zwaluw, period):
    TestWindow.objects.all().delete()
    Instrument.objects.update(is_active=False)
    School.objects.filter(pk=zwaluw.pk).update(country="BE")
    Instrument.objects.filter(code="dia-rekenen").update(is_active=True, code="vlaamse-toets-wiskunde")
    [window] = proposed_windows(period.year)
    assert (window.part, window.year_groups, window.opens_on.month) == ("E", ["6", "8"], 5)


def test_goals_are_counted_whole():
    assert read_figure("7", "GoalsMastered") == 7
    with pytest.raises(ValueError, match="heel getal"):
        read_figure("7,5", "GoalsMastered")
