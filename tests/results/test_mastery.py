"""What pupils master: noted cell by cell or a whole column, nothing overwritten, taken back as one."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.pupils.models import Enrolment, Pupil
from gezien.quality.models import LearningGoal
from gezien.results.actions import CannotUndo
from gezien.results.actions.mastery import Noted, mark_goals, undo_marks
from gezien.results.models import Mastery
from gezien.results.queries.mastery import marks_of, mastery_sheet
from gezien.schools.rules import NotAllowed

AUTOSAVE = {"X-Autosave": "1"}
DAY = dt.date(2027, 2, 1)
MASTERED, PARTLY, NOT_YET = "mastered", "partly", "not_yet"


@pytest.fixture
def goal(arithmetic) -> LearningGoal:
    """A goal of group 5 about which nothing is noted."""
    found = LearningGoal.objects.get(code="RM-5-1")
    Mastery.objects.filter(goal=found).delete()
    return found


@pytest.fixture
def url(group_5b, goal) -> str:
    page = reverse("results:mastery", args=["zwaluw", group_5b.pk])
    return f"{page}?subject={goal.line.subject_id}&year=5&period=all"


def note(by, pupil, goal, now, was=""):
    return mark_goals(by=by, noted=[Noted(pupil.pk, goal.pk, was, now)], source="observed", shown_on=DAY)


def state_of(pupil, goal) -> str:
    mark = marks_of(pupil.school, [pupil.pk], [goal.pk]).get((pupil.pk, goal.pk))
    return mark.state if mark else ""


@pytest.mark.requirement("H12")
def test_mark_is_saved_while_choosing_and_logged(sign_in, url, goal, pupils_5b):
    pupil = pupils_5b[0]
    data = {f"a-{pupil.pk}-{goal.pk}": "3", f"w-{pupil.pk}-{goal.pk}": "", "source": "test", "day": "2027-01-15"}
    reply = sign_in("emmy").post(url, data, headers=AUTOSAVE).json()
    row = Mastery.objects.get(goal=goal)
    assert reply["cells"] == {f"{pupil.pk}-{goal.pk}": "3"}
    assert (row.state, row.source, row.shown_on) == (MASTERED, "test", dt.date(2027, 1, 15))
    assert row.marked_by.username == "leerkracht"
    event = AuditEvent.objects.get(verb="mastery.marked")
    assert (event.pupil_id, event.details) == (pupil.pk, {"goals": {str(goal.pk): MASTERED}})


def test_what_was_noted_before_stays_readable(sign_in, member, goal, pupils_5b):
    pupil = pupils_5b[0]
    note(member("emmy"), pupil, goal, PARTLY)
    note(member("tom"), pupil, goal, MASTERED, was=PARTLY)
    assert [row.state for row in Mastery.objects.filter(goal=goal)] == [PARTLY, MASTERED]
    page = sign_in("emmy").get(reverse("results:pupil_mastery", args=["zwaluw", pupil.pk])).content.decode()
    assert "eerder: deels" in page


def test_mark_of_two_people_keeps_the_first_and_tells(sign_in, member, url, goal, pupils_5b):
    pupil = pupils_5b[0]
    note(member("tom"), pupil, goal, PARTLY)
    data = {f"a-{pupil.pk}-{goal.pk}": "3", f"w-{pupil.pk}-{goal.pk}": "", "source": "observed", "day": "2027-02-01"}
    reply = sign_in("emmy").post(url, data, headers=AUTOSAVE).json()
    assert reply["clashes"] == {f"{pupil.pk}-{goal.pk}": "Tom Smit noteerde intussen ‘deels’."}
    assert state_of(pupil, goal) == PARTLY
    assert sign_in("emmy").post(url, data).status_code == 409


def test_rest_of_a_column_is_noted_at_once_and_undone_as_one(sign_in, member, url, goal, pupils_5b, group_5b):
    note(member("emmy"), pupils_5b[0], goal, NOT_YET)
    data = {"rest": f"{goal.pk}-3", "source": "observed", "day": "2027-02-01"}
    sign_in("emmy").post(url, data)
    marks = marks_of(goal.school, [pupil.pk for pupil in pupils_5b], [goal.pk])
    states = [mark.state for mark in marks.values()]
    assert (states.count(NOT_YET), states.count(MASTERED)) == (1, len(marks) - 1)
    assert len(marks) > 20
    sign_in("emmy").post(reverse("results:mastery_undo", args=["zwaluw", group_5b.pk]) + "?" + url.split("?")[1])
    assert [mark.state for mark in marks_of(goal.school, [p.pk for p in pupils_5b], [goal.pk]).values()] == [NOT_YET]


def test_undo_leaves_what_somebody_noted_since(member, goal, pupils_5b, group_5b, arithmetic):
    note(member("emmy"), pupils_5b[0], goal, PARTLY)
    note(member("tom"), pupils_5b[0], goal, MASTERED, was=PARTLY)
    with pytest.raises(CannotUndo):
        undo_marks(by=member("emmy"), group=group_5b, subject=arithmetic)
    assert state_of(pupils_5b[0], goal) == MASTERED


def test_nothing_to_undo_is_told(member, group_6, arithmetic):
    with pytest.raises(CannotUndo):
        undo_marks(by=member("fleur"), group=group_6, subject=arithmetic)


def test_emptied_cell_says_nothing_any_more(member, goal, pupils_5b):
    note(member("emmy"), pupils_5b[0], goal, MASTERED)
    note(member("emmy"), pupils_5b[0], goal, "", was=MASTERED)
    assert state_of(pupils_5b[0], goal) == ""


def test_pupil_of_another_group_is_refused(member, goal, group_6):
    pupil = Pupil.objects.filter(enrolments__group=group_6).first()
    with pytest.raises(NotAllowed):
        note(member("emmy"), pupil, goal, MASTERED)


@pytest.mark.parametrize("data", [{"a-1-2": "9"}, {"a-x": "1"}, {"day": "gisteren"}, {"source": "horoscoop"}])
def test_nonsense_is_refused(sign_in, url, data):
    assert sign_in("emmy").post(url, {"source": "observed", "day": "2027-02-01", **data}).status_code == 400


def test_combination_group_shows_each_year_group_its_own_pupils(member, group_5b, pupils_5b):
    enrolled = Enrolment.objects.filter(group=group_5b).values("pupil")
    Pupil.objects.filter(pk__in=enrolled).update(year_group="5")
    Pupil.objects.filter(pk__in=[pupil.pk for pupil in pupils_5b[:9]]).update(year_group="6")
    older = mastery_sheet(member("emmy"), group_5b, year_group="6", period="all")
    younger = mastery_sheet(member("emmy"), group_5b, year_group="4", period="all")
    assert {pupil.year_group for pupil in older.pupils} == {"6"}
    assert {pupil.year_group for pupil in younger.pupils} == {"5", "6"}
    assert mastery_sheet(member("emmy"), group_5b, period="all").year_group == "5"


def test_sheet_asks_as_many_statements_for_one_pupil_as_for_all(sign_in, url, group_5b, django_assert_num_queries):
    client = sign_in("emmy")
    with django_assert_num_queries(13):
        client.get(url)
    keep = Enrolment.objects.filter(group=group_5b).values_list("pk", flat=True)[:1]
    Enrolment.objects.filter(group=group_5b).exclude(pk__in=list(keep)).delete()
    with django_assert_num_queries(13):
        client.get(url)
