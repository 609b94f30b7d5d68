"""The rhythm of the year: its calendar, its settings, and planning a whole period at once."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.meetings.actions.rhythm import save_rhythm
from gezien.meetings.models import Meeting, ReviewMoment, RhythmSettings
from gezien.meetings.queries.rhythm import free_days, settings_of, windows
from gezien.plans.models import IndividualPlanSettings
from gezien.plans.queries.individual_settings import terms_of
from gezien.schools.rules import NotAllowed
from tests.factories.meetings import planned


def url(name, school):
    return reverse(f"meetings:{name}", args=[school.slug])


@pytest.fixture
def free(zwaluw):
    """No reviews yet; and no holidays but the first week of March."""
    Meeting.objects.all().delete()
    IndividualPlanSettings.objects.filter(school=zwaluw).update(holidays=[["2027-03-01", "2027-03-07"]])


def wish(member, **values):
    return {
        "first": "2027-02-15",
        "last": "2027-03-12",
        "weekdays": [1, 2, 4],
        "starts_at": "15:30",
        "length": 60,
        "a_day": 1,
        "chair": member("sanne").user.pk,
        "place": "IB-kamer",
    } | values


def posted(rows, **values):
    """The proposal as the page sends it back."""
    data = {"chosen": [row["pk"] for row in rows if row["chosen"]], "do": "plan"}
    for row in rows:
        data |= {f"day-{row['pk']}": row["day"], f"time-{row['pk']}": row["start"]}
    return data | values


@pytest.mark.requirement("Z1")
def test_new_school_begins_with_september_february_april_and_june(zwaluw, period):
    moments = ReviewMoment.objects.filter(school=zwaluw, kind="group")

    found = windows(list(moments), period.year)

    assert [(one.first.month, one.first.year, one.moment.is_optional) for one in found] == [
        (9, 2026, False),
        (2, 2027, False),
        (4, 2027, True),
        (6, 2027, False),
    ]


def test_window_ends_on_the_last_day_of_its_month(zwaluw, period):
    moment = ReviewMoment(school=zwaluw, kind="group", month=2, from_day=15, until_day=31)

    assert windows([moment], period.year)[0].last == dt.date(2027, 2, 28)


@pytest.mark.requirement("Z1", "E2")
def test_all_groups_get_a_day_outside_the_holidays_on_the_days_of_the_coach(sign_in, zwaluw, member, free):
    rows = sign_in("sanne").get(url("propose", zwaluw), wish(member)).context["rows"]

    days = [dt.date.fromisoformat(row["day"]) for row in rows]
    assert len(rows) == len(set(days)) == 8
    assert {day.isoweekday() for day in days} <= {1, 2, 4}
    assert not [day for day in days if dt.date(2027, 3, 1) <= day <= dt.date(2027, 3, 7)]


def test_folded_wish_says_in_words_how_many_reviews_a_day_takes(sign_in, zwaluw):
    assert sign_in("sanne").get(url("propose", zwaluw)).context["summary"].endswith(" · hoogstens 2 op een dag")


@pytest.mark.requirement("Z1", "E2")
def test_proposal_is_planned_at_once_with_one_group_moved_by_hand(
    sign_in, zwaluw, member, free, group_5b, mailoutbox, django_capture_on_commit_callbacks
):
    sanne, asked = sign_in("sanne"), wish(member)
    rows = sanne.get(url("propose", zwaluw), asked).context["rows"]
    moved = {f"day-{group_5b.pk}": "2027-03-10", f"time-{group_5b.pk}": "14:00"}

    with django_capture_on_commit_callbacks(execute=True):
        reply = sanne.post(url("propose", zwaluw), asked | posted(rows) | moved)

    assert reply.status_code == 302
    assert Meeting.objects.count() == 8
    meeting = Meeting.objects.get(group=group_5b)
    assert f"{timezone.localtime(meeting.starts_at):%d-%m %H:%M}" == "10-03 14:00"
    assert {"leerkracht@voorbeeld.example", "duo@voorbeeld.example"} <= {mail.to[0] for mail in mailoutbox}


def test_two_on_one_moment_are_refused_and_nothing_is_planned(sign_in, zwaluw, member, free):
    sanne, asked = sign_in("sanne"), wish(member)
    rows = sanne.get(url("propose", zwaluw), asked).context["rows"]
    first, second = rows[:2]
    clash = {f"day-{second['pk']}": first["day"], f"time-{second['pk']}": first["start"]}

    page = sanne.post(url("propose", zwaluw), asked | posted(rows) | clash)

    assert (page.status_code, Meeting.objects.count()) == (422, 0)
    assert page.context["rows"][1]["problem"].endswith("heeft dan een andere bespreking")


@pytest.mark.parametrize(
    ("day", "words"), [("2027-03-02", "geen school"), ("2027-01-04", "al geweest"), ("", "geef een dag")]
)
def test_day_on_which_it_cannot_be_is_said(sign_in, zwaluw, member, free, day, words):
    sanne, asked = sign_in("sanne"), wish(member)
    rows = sanne.get(url("propose", zwaluw), asked).context["rows"]

    page = sanne.post(url("propose", zwaluw), asked | posted(rows) | {f"day-{rows[0]['pk']}": day, "do": "check"})

    assert words in page.context["rows"][0]["problem"]


def test_group_that_has_its_review_is_left_alone(sign_in, zwaluw, member, free, group_5b):
    planned(member("sanne"), group_5b, days=20)

    rows = sign_in("sanne").get(url("propose", zwaluw), wish(member)).context["rows"]

    [row] = [row for row in rows if row["pk"] == group_5b.pk]
    assert (row["chosen"], bool(row["already"])) == (False, True)


def test_window_of_now_leaves_time_to_prepare(sign_in, zwaluw, free):
    form = sign_in("sanne").get(url("propose", zwaluw)).context["form"]

    assert form["first"].value() == clock.today() + dt.timedelta(days=12)
    assert form["last"].value() == dt.date(2027, 2, 28)


@pytest.mark.requirement("Z1")
def test_year_tells_per_moment_how_far_it_is(sign_in, zwaluw, member, free, group_5b):
    planned(member("sanne"), group_5b, days=10)

    rows = sign_in("emmy").get(url("rhythm", zwaluw)).context["rows"]

    months = {row["month"]: row["words"] for row in rows if row["kind"] == "group"}
    assert months["februari"] == "1 van 1 gepland"
    assert [row["days"] for row in rows if row["kind"] == "free"] == ["1 – 7 maart"]


def moments_data(moments, version, **values):
    data = {"form": "moments", "version": version, "do": "save"}
    for one in moments:
        prefix = f"moment-{one.pk}-"
        data |= {f"{prefix}{name}": getattr(one, name) for name in ("kind", "month", "from_day", "until_day")}
        data |= {f"{prefix}is_optional": "on"} if one.is_optional else {}
    return data | values


@pytest.mark.requirement("Z1")
def test_school_changes_adds_and_leaves_out_moments(sign_in, zwaluw):
    moments = list(ReviewMoment.objects.filter(school=zwaluw))
    version, sanne = settings_of(zwaluw).version, sign_in("sanne")
    new = {"moment-new-kind": "pupil", "moment-new-month": 12, "moment-new-from_day": 1, "moment-new-until_day": 18}

    sanne.post(url("rhythm_settings", zwaluw), moments_data(moments, version, **new, do="add"))
    now = list(ReviewMoment.objects.filter(school=zwaluw))
    sanne.post(url("rhythm_settings", zwaluw), moments_data(now, version + 1, do=f"remove-{moments[0].pk}"))

    left = {one.pk for one in ReviewMoment.objects.filter(school=zwaluw)}
    assert left == {one.pk for one in now} - {moments[0].pk}
    assert len(now) == len(moments) + 1


def test_moments_saved_on_an_older_version_are_refused(sign_in, zwaluw, member):
    moments, version = list(ReviewMoment.objects.filter(school=zwaluw)), settings_of(zwaluw).version
    sign_in("sanne").post(url("rhythm_settings", zwaluw), moments_data(moments, version))

    page = sign_in("sanne").post(
        url("rhythm_settings", zwaluw), moments_data(moments, version, do=f"remove-{moments[0].pk}")
    )

    assert page.status_code == 422
    assert ReviewMoment.objects.filter(pk=moments[0].pk).exists()


def test_holidays_are_kept_once_for_reviews_and_plans(sign_in, zwaluw):
    before = terms_of(zwaluw)
    data = {"form": "holidays", "version": before.version, "holidays": "19-03-2027\n24-04-2027 t/m 09-05-2027"}

    sign_in("sanne").post(url("rhythm_settings", zwaluw), data)

    day = dt.date(2027, 3, 19)
    assert free_days(zwaluw) == ((day, day), (dt.date(2027, 4, 24), dt.date(2027, 5, 9)))
    assert terms_of(zwaluw).first_weeks == before.first_weeks


def test_teacher_sets_no_terms_and_two_coaches_do_not_overwrite_each_other(member, zwaluw):
    values = {
        name: getattr(settings_of(zwaluw), name) for name in ("talk_days", "remind_days", "weekdays", "starts_at")
    }
    values |= {"length": 45, "a_day": 2, "report_days": 7}
    with pytest.raises(NotAllowed):
        save_rhythm(by=member("emmy"), version=1, values=values)
    save_rhythm(by=member("sanne"), version=1, values=values)

    with pytest.raises(StaleVersion):
        save_rhythm(by=member("sanne"), version=1, values=values)
    assert RhythmSettings.objects.get(school=zwaluw).length == 45


@pytest.mark.parametrize("count", [1, 3])
def test_proposal_takes_the_same_statements_however_much_is_planned(
    sign_in, zwaluw, member, free, group_5b, group_6, count, django_assert_num_queries
):
    for number in range(count):
        planned(member("sanne"), group_5b, days=15 + number)
        planned(member("sanne"), group_6, days=15 + number, chair=member("karim").user)
    client = sign_in("sanne")

    with django_assert_num_queries(33):
        client.get(url("propose", zwaluw), wish(member))
