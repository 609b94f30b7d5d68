"""The demo school is the same each time, believable, and lives before its own today."""

import hashlib
from collections import Counter

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django_scopes import scopes_disabled

from gezien.agreements.models import Agreement
from gezien.demo import cast
from gezien.demo.build import build
from gezien.demo.days import LAST_DAY
from gezien.demo.pupils import SIZES
from gezien.demo.stories import STORIES
from gezien.imports.models import Connection
from gezien.meetings.models import Answer, Meeting, Preparation
from gezien.needs.models import Clustering, EducationalNeed, Placement
from gezien.notes.models import Factor, Note
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.pupils.models import Enrolment, Group, Pupil, Teaching
from gezien.results.models import Analysis, NormBand, Result
from gezien.results.queries.norms import bands_for
from gezien.schoolreviews.models import SchoolReview
from gezien.schools.models import Board, School, User

CONTENTS = [
    (Pupil, ["key", "call_name", "family_name", "birth_date", "admitted_on", "left_on"]),
    (Enrolment, ["pupil__key", "group__name", "starts_on", "ends_on"]),
    (Result, ["pupil__key", "instrument__code", "moment", "taken_on", "figure", "level", "scores", "references"]),
    (Analysis, ["group__name", "pupil__key", "subject__code", "period__number", "going_well", "written_by__username"]),
    (NormBand, ["table__instrument__code", "table__moment", "level", "lowest", "highest"]),
    (Note, ["pupil__key", "kind", "text", "happened_on", "author__username", "visibility"]),
    (Factor, ["pupil__key", "direction", "text", "noted_on"]),
    (EducationalNeed, ["pupil__key", "subject__code", "period__number", "goal", "support"]),
    (Placement, ["pupil__key", "cluster__name", "clustering__period__number", "reason"]),
    (PlanRow, ["plan__group__name", "cluster__name", "approach", "evaluation"]),
    (Goal, ["row__plan__group__name", "row__cluster__name", "text", "current", "target"]),
    (Answer, ["preparation__meeting__group__name", "key", "text"]),
    (Agreement, ["what", "owner__username", "due_on", "outcome"]),
]


def digest() -> str:
    """One hash of everything that is told of the pupils, whatever the keys in the database."""
    found = hashlib.sha256()
    for model, fields in CONTENTS:
        rows = model.objects.filter(school__slug__in=["zwaluw", "wielewaal", "leeuwerik"])
        for row in sorted(map(repr, rows.values_list("school__slug", *fields))):
            found.update(row.encode())
    return found.hexdigest()


@pytest.fixture
def anywhere():
    """All schools at once."""
    with scopes_disabled():
        yield


@pytest.fixture
def others_aside(anywhere):
    """The schools that were built already, under other names: a second build gets other keys."""
    old = Value("-old")
    before = digest()
    School.objects.update(name=Concat("name", old), slug=Concat("slug", old), official_number="")
    Board.objects.update(name=Concat("name", old), slug=Concat("slug", old))
    User.objects.update(username=Concat("username", old))
    Connection.objects.update(client_id=Concat("client_id", old))
    SchoolReview.objects.update(code=Concat("code", Value("-")))
    return before


def test_build_gives_the_same_school_twice(others_aside):
    build()
    assert School.objects.count() == 6
    assert digest() == others_aside


def test_groups_have_the_sizes_of_a_dutch_school(zwaluw):
    sizes = Counter(
        Enrolment.objects.filter(group__year__name="2026-2027", ends_on=None).values_list("group__name", flat=True)
    )
    assert sizes == SIZES[cast.SCHOOL]
    assert sum(sizes.values()) == 202


def test_combination_group_has_both_year_groups(zwaluw):
    years = Pupil.objects.filter(enrolments__group__name="1-2").values_list("year_group", flat=True)
    assert Counter(years) == {"1": 13, "2": 13}


def test_every_pupil_is_enrolled_and_two_have_left(zwaluw):
    assert not Pupil.objects.filter(enrolments=None).exists()
    assert Pupil.objects.filter(left_on__isnull=False).count() == 2
    assert not Enrolment.objects.filter(pupil__left_on__isnull=False, ends_on=None).exists()


def test_names_differ_within_a_group(anywhere):
    for group in Group.objects.filter(year__name="2026-2027"):
        names = list(group.enrolments.values_list("pupil__call_name", flat=True))
        assert len(set(names)) == len(names), group


def test_pupils_are_as_old_as_their_year_group(zwaluw):
    for pupil in Pupil.objects.exclude(year_group="1"):
        age_in_october = 2026 - pupil.birth_date.year - (pupil.birth_date.month >= 10)
        assert age_in_october - int(pupil.year_group) in (3, 4), pupil


def test_every_group_has_a_teacher(anywhere):
    taught = set(Teaching.objects.values_list("group", flat=True))
    assert set(Group.objects.values_list("pk", flat=True)) == taught


def test_nothing_has_happened_in_the_future(anywhere):
    assert Result.objects.order_by("-taken_on").values_list("taken_on", flat=True)[0] <= LAST_DAY
    assert Note.objects.order_by("-happened_on").values_list("happened_on", flat=True)[0] <= LAST_DAY
    assert Factor.objects.order_by("-noted_on").values_list("noted_on", flat=True)[0] <= LAST_DAY
    assert not Agreement.objects.filter(closed_at__date__gt=LAST_DAY).exists()
    assert not Meeting.objects.filter(opened_at__date__gt=LAST_DAY).exists()
    assert LAST_DAY < cast.TODAY


def test_notes_are_made_on_weekdays_while_the_pupil_is_here(anywhere):
    for note in Note.objects.filter(pupil__isnull=False).select_related("pupil"):
        assert note.happened_on.weekday() < 5
        assert note.happened_on >= note.pupil.admitted_on
        assert note.pupil.left_on is None or note.happened_on <= note.pupil.left_on
        assert "{" not in note.text


def test_results_lie_within_the_stay_of_the_pupil(anywhere):
    for day, admitted_on, left_on in Result.objects.values_list("taken_on", "pupil__admitted_on", "pupil__left_on"):
        assert admitted_on <= day
        assert left_on is None or day <= left_on


def test_middle_tests_are_in_for_all_but_a_handful(zwaluw, arithmetic):
    here = Pupil.objects.filter(left_on=None, year_group__in="345678").count()
    tested = Result.objects.filter(
        instrument__code="lvs-rekenen", taken_on__gte="2027-01-01", pupil__left_on=None
    ).count()
    assert 1 <= here - tested <= 6


def test_youngest_have_lists_and_no_tests(zwaluw):
    codes = Result.objects.filter(pupil__year_group__in="12").values_list("instrument__code", flat=True)
    assert set(codes) == {"werkhouding", "sociaal-emotioneel"}


def test_the_seven_of_5b_are_there(group_5b, pupils_5b):
    names = {pupil.name for pupil in pupils_5b}
    assert {" ".join(filter(None, story.name)) for story in STORIES} <= names


def test_some_of_5b_have_not_been_seen_for_weeks(pupils_5b):
    seen = Note.objects.filter(pupil__in=pupils_5b, happened_on__gte="2026-12-21").values_list("pupil", flat=True)
    assert 1 <= len(pupils_5b) - len(set(seen)) <= 4


def test_arithmetic_of_5b_waits_for_the_user(group_5b, period, arithmetic):
    assert not Clustering.objects.filter(group=group_5b, period=period, subject=arithmetic).exists()
    assert not GroupPlan.objects.filter(group=group_5b, period=period, subject=arithmetic).exists()
    assert not Meeting.objects.filter(group=group_5b, period=period).exists()
    assert GroupPlan.objects.get(group=group_5b, period=period).status == GroupPlan.Status.DRAFT


def test_clusterings_place_everyone_once(zwaluw):
    for clustering in Clustering.objects.filter(period__number=1):
        here = Enrolment.objects.filter(group=clustering.group, ends_on=None).values_list("pupil", flat=True)
        assert sorted(clustering.placements.values_list("pupil", flat=True)) == sorted(here)


def test_preparations_of_february_are_handed_in_begun_and_late(zwaluw):
    forms = Preparation.objects.filter(meeting__period__number=2).order_by("meeting__group__name")
    answered = {form.meeting.group.name: form.answers.exclude(text="").count() for form in forms}
    assert answered == {"3": 0, "6": 7, "7": 3}
    assert [form.submitted_at is not None for form in forms] == [False, True, False]
    assert forms[0].due_on < cast.TODAY


def test_one_agreement_of_5b_is_overdue(group_5b):
    overdue = Agreement.objects.get(group=group_5b, outcome="", due_on__lt=cast.TODAY)
    assert overdue.owner.username == "leerkracht"


def test_invented_norms_agree_with_the_levels_that_were_delivered(anywhere):
    scored = Result.objects.filter(instrument__code="lvs-rekenen", school__slug="zwaluw", figure__isnull=False)
    norms = bands_for(list(scored.values_list("instrument", flat=True).distinct()))
    outside = [
        (moment, figure, level)
        for instrument, moment, figure, level in scored.values_list("instrument", "moment", "figure", "level")
        for band in norms[instrument][moment].bands
        if band.level == level and not (band.low or 0) <= figure < (band.high or 1000)
    ]
    assert outside == []
