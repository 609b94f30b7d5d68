"""Looking ahead: who is likely to need extra to reach a goal that comes up, with why; nothing is guessed."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.needs.ahead import MASTERED, NOT_YET, PARTLY, InSubject, Kind, Standing, Step, outlook
from gezien.needs.models import EducationalNeed
from gezien.needs.queries.ahead import look_ahead, terms_of
from gezien.pupils.models import Enrolment, Pupil
from gezien.quality.models import LearningGoal
from gezien.results.models import Mastery
from gezien.schools.models import Period
from gezien.schools.queries import current_period

GOAL = Step(0, is_crucial=True)
EARLIER = tuple(Step(pk, is_crucial=pk % 2 == 0) for pk in range(1, 7))
STATES = st.dictionaries(st.integers(0, 6), st.sampled_from([NOT_YET, PARTLY, MASTERED]))
LABELS = st.lists(st.sampled_from(["RW V", "niet gegroeid"]), max_size=2, unique=True).map(tuple)
TESTS = st.builds(InSubject, support=LABELS, challenge=LABELS, level=st.just("III (M5)"), is_lowest=st.booleans())
NO_TESTS = InSubject()


def kinds(seen) -> list[str]:
    return [reason.kind for reason in seen.reasons]


@pytest.fixture
def goal(zwaluw) -> LearningGoal:
    """The tables of group 5, due in this period, of which nobody showed anything."""
    found = LearningGoal.objects.select_related("line").get(code="RV-5-2")
    Mastery.objects.filter(goal__line=found.line_id).delete()
    LearningGoal.objects.filter(pk=found.pk).update(period=current_period(zwaluw).number)
    return found


@pytest.fixture
def url(group_5b):
    return reverse("needs:ahead", args=["zwaluw", group_5b.pk])


def note(pupil, goal, state):
    day = "2027-01-20"
    return Mastery.objects.create(school=pupil.school, pupil=pupil, goal=goal, state=state, shown_on=day)


def card_of(found, goal) -> dict:
    return next(card for section in found.subjects for card in section["goals"] if card["pk"] == goal.pk)


@given(STATES, TESTS, st.integers(0, 6), st.booleans())
def test_mastering_a_goal_never_makes_extra_likelier(states, tests, mastered, is_running):
    before = outlook(GOAL, EARLIER, states, tests, is_running=is_running)
    after = outlook(GOAL, EARLIER, {**states, mastered: MASTERED}, tests, is_running=is_running)
    assert after.weight <= before.weight
    assert after.standing != Standing.EXTRA or before.standing == Standing.EXTRA


@given(STATES, TESTS)
def test_extra_is_said_only_with_a_reason_and_unknown_only_without(states, tests):
    seen = outlook(GOAL, EARLIER, states, tests)
    assert (seen.standing == Standing.UNKNOWN) == (not seen.reasons)
    assert (seen.standing == Standing.EXTRA) == (seen.weight > 0)


@given(STATES, TESTS, st.randoms())
def test_order_in_which_things_were_noted_does_not_count(states, tests, chance):
    shuffled = list(states.items())
    chance.shuffle(shuffled)
    assert outlook(GOAL, EARLIER, dict(shuffled), tests) == outlook(GOAL, EARLIER, states, tests)


def test_gap_before_the_nearest_mastered_goal_counts_no_more():
    states = {1: PARTLY, 2: MASTERED, 3: NOT_YET}
    seen = outlook(GOAL, EARLIER, states, NO_TESTS)
    assert [(reason.kind, reason.goal) for reason in seen.reasons] == [(Kind.EARLIER, 1)]


def test_goal_to_come_that_was_tried_is_no_reason_yet():
    assert kinds(outlook(GOAL, EARLIER, {0: NOT_YET}, NO_TESTS, is_running=True)) == [Kind.ITSELF]
    assert outlook(GOAL, EARLIER, {0: NOT_YET}, NO_TESTS, is_running=False).standing == Standing.UNKNOWN


def test_challenge_counts_only_where_nothing_is_missing():
    strong = InSubject(challenge=("RW I",), level="I (M5)")
    assert outlook(GOAL, EARLIER, {}, strong).standing == Standing.MORE
    assert outlook(GOAL, EARLIER, {1: NOT_YET}, strong).standing == Standing.EXTRA


@pytest.mark.requirement("H12")
def test_page_says_who_needs_extra_and_why(sign_in, url, goal, pupils_5b):
    before = LearningGoal.objects.get(code="RV-5-1")
    note(pupils_5b[0], before, NOT_YET)
    page = sign_in("emmy").get(url).content.decode()
    assert goal.text in page
    assert f"‘{before.text.rstrip('.')}’ lukt nog niet (20 jan 2027)." in page


@pytest.mark.requirement("H12")
def test_who_masters_it_may_skip_it(member, group_5b, goal, pupils_5b):
    note(pupils_5b[0], goal, MASTERED)
    card = card_of(look_ahead(member("emmy"), group_5b, term="now"), goal)
    assert pupils_5b[0].name in [row["name"] for row in card["more"]]
    everybody = [row["name"] for key in ("more", "extra", "ready") for row in card[key]] + card["unknown"]
    assert sorted(everybody) == sorted(set(everybody))
    assert len(everybody) == card["pupils"]


def test_pupil_of_whom_nothing_is_known_is_called_unknown(member, group_5b, goal, pupils_5b):
    pupil = pupils_5b[0]
    pupil.results.all().delete()
    card = card_of(look_ahead(member("emmy"), group_5b, term="now"), goal)
    assert pupil.name in card["unknown"]


def test_group_sees_the_goals_of_each_pupils_own_year_group(member, group_5b, goal, pupils_5b):
    Pupil.objects.filter(pk=pupils_5b[0].pk).update(year_group="6")
    found = look_ahead(member("emmy"), group_5b, term="now")
    years = {card["year"] for section in found.subjects for card in section["goals"]}
    assert years == {"groep 5", "groep 6"}
    assert card_of(found, goal)["pupils"] == len(Enrolment.objects.filter(group=group_5b, ends_on=None)) - 1


def test_term_after_the_last_is_the_first_of_the_next_year(zwaluw, period):
    periods = list(Period.objects.filter(year=period.year_id).order_by("starts_on"))
    now, coming = terms_of(periods)
    assert (now.number, now.shift) == (2, 0)
    assert (coming.number, coming.shift, coming.period) == (1, 1, None)


def test_next_school_year_shows_the_goals_of_the_year_group_to_come(member, group_5b):
    found = look_ahead(member("emmy"), group_5b, term="next")
    assert {card["year"] for section in found.subjects for card in section["goals"]} == {"groep 6"}


@pytest.mark.requirement("H12")
def test_need_begins_with_the_goal_one_comes_with(sign_in, goal, pupils_5b):
    pupil = pupils_5b[0]
    EducationalNeed.objects.filter(pupil=pupil).delete()
    url = reverse("needs:need", args=["zwaluw", pupil.pk, goal.line.subject_id])
    page = sign_in("emmy").get(url, {"goal": goal.pk}).content.decode()
    assert f">\n{goal.text}</textarea>" in page
    other = LearningGoal.objects.exclude(line__subject=goal.line.subject_id).first()
    assert other.text not in sign_in("emmy").get(url, {"goal": other.pk}).content.decode()


def test_mastered_is_noted_from_the_page_and_taken_back(sign_in, url, goal, pupils_5b):
    client, pupil = sign_in("emmy"), pupils_5b[0]
    reply = client.post(f"{url}?term=now", {"mastered": f"{pupil.pk}-{goal.pk}"})
    assert Mastery.objects.get(goal=goal).state == MASTERED
    assert f"marked={goal.line.subject_id}" in reply.url
    client.post(f"{url}?term=now", {"undo": goal.line.subject_id})
    assert Mastery.objects.get(goal=goal).undone_at is not None


def test_school_without_lines_is_led_to_them(sign_in, url):
    Mastery.objects.all().delete()
    LearningGoal.objects.all().delete()
    assert reverse("quality:lines", args=["zwaluw"]) in sign_in("sanne").get(url).content.decode()
    page = sign_in("emmy").get(url).content.decode()
    assert "Nog geen leerlijnen" in page


def test_page_asks_as_many_statements_for_one_pupil_as_for_all(sign_in, url, group_5b, django_assert_num_queries):
    client = sign_in("emmy")
    with django_assert_num_queries(16):
        client.get(url)
    keep = Enrolment.objects.filter(group=group_5b, ends_on=None).values_list("pk", flat=True)[:1]
    Enrolment.objects.filter(group=group_5b).exclude(pk__in=list(keep)).delete()
    with django_assert_num_queries(16):
        client.get(url)
