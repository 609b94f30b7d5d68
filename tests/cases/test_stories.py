"""A teacher's own story: for two people and two weeks, in no file, leading to a way forward."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from gezien.audit.models import AuditEvent
from gezien.cases.actions.stories import carry_forward, delete_story, save_story
from gezien.cases.models import CasePart, CaseStory
from gezien.cases.personal_data import KEPT
from gezien.cases.rules_guests import may_tell_story, visible_stories
from gezien.cases.tasks import forget_what_is_over
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.schools.rules import NotAllowed
from tests.factories.guests import make_case

pytestmark = pytest.mark.requirement("F3")
WORDS = "Ik lig er wakker van."


@pytest.fixture
def case(member, pupils_5b):
    """Emmy's question, led by Sanne; nobody told anything yet."""
    CaseStory.objects.all().delete()
    return make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)


@pytest.fixture
def story(member, case):
    """What Emmy told Sanne."""
    return save_story(
        by=member("emmy"), case=case, whose=case.teacher_id, version=1, text=WORDS, way_forward="Morgen klein beginnen."
    )


@pytest.mark.parametrize("name", ["emmy", "tom", "sanne", "karim", "fleur", "petra", "marleen"])
def test_only_teacher_and_coach_of_the_conversation_read_it(story, case, member, sign_in, zwaluw, name):
    two = name in ("emmy", "sanne")
    reply = sign_in(name).get(reverse("cases:story", args=[zwaluw.slug, case.pk]))
    assert (reply.status_code, may_tell_story(member(name), case)) == ((200, True) if two else (404, False))
    assert list(visible_stories(member(name))) == ([story] if two else [])


def test_it_stands_in_no_page_of_the_file_and_in_no_export(story, case, sign_in, zwaluw):
    for name, key in (("cases:case", case.pk), ("cases:guests", case.pk), ("workspace:pupil", case.pupil_id)):
        assert WORDS not in sign_in("karim").get(reverse(name, args=[zwaluw.slug, key])).content.decode(), name
    assert KEPT[CaseStory].exported is False


def test_log_tells_neither_whose_story_nor_about_whom(story, case):
    [event] = AuditEvent.objects.filter(verb__startswith="story.")
    assert (event.pupil_id, event.object_id, event.details) == (None, None, {})


def test_screen_says_who_reads_it_and_when_it_is_deleted(story, case, sign_in, zwaluw):
    page = sign_in("emmy").get(reverse("cases:story", args=[zwaluw.slug, case.pk])).content.decode()
    assert "Alleen jij en Sanne" in page
    assert story.delete_on == clock.today() + dt.timedelta(days=14)
    with override("nl"):
        assert f"Op {date_format(story.delete_on, 'l j F')} wordt het verwijderd" in page


@pytest.mark.parametrize(("days", "closed", "left"), [(1, False, 1), (0, False, 0), (9, True, 0)])
def test_it_is_deleted_on_its_day_or_when_the_case_closes(story, case, member, days, closed, left):
    CaseStory.objects.update(delete_on=clock.today() + dt.timedelta(days=days))
    case.closed_on = clock.today() if closed else None
    case.save()
    assert visible_stories(member("emmy")).count() == left  # out of sight at once
    forget_what_is_over.call()
    assert CaseStory.objects.count() == left


def test_later_words_move_the_day_and_two_at_once_lose_nothing(story, case, member):
    CaseStory.objects.update(delete_on=clock.today() + dt.timedelta(days=2))
    saved = save_story(
        by=member("sanne"), case=case, whose=case.teacher_id, version=story.version, text="Gehoord.", way_forward=""
    )
    assert (saved.delete_on, saved.teacher) == (clock.today() + dt.timedelta(days=14), member("emmy").user)
    with pytest.raises(StaleVersion):
        save_story(
            by=member("emmy"), case=case, whose=case.teacher_id, version=story.version, text="Te laat.", way_forward=""
        )


def test_only_the_way_forward_goes_into_the_case(story, case, member):
    carry_forward(by=member("emmy"), story=story)
    part = CasePart.objects.get(case=case, key="ideas")
    assert part.text.endswith("Morgen klein beginnen.")
    assert WORDS not in part.text


def test_either_of_the_two_takes_it_away_and_nobody_else(story, member):
    with pytest.raises(NotAllowed):
        delete_story(by=member("karim"), story=story)
    delete_story(by=member("sanne"), story=story)
    assert not CaseStory.objects.exists()


def test_another_coach_who_takes_over_does_not_read_what_was_told_before(story, case, member):
    case.coach = member("tom").user
    case.save()
    assert not visible_stories(member("tom")).exists()
    with pytest.raises(NotAllowed):
        save_story(by=member("tom"), case=case, whose=case.teacher_id, version=story.version, text="?", way_forward="")


def test_other_teacher_never_gets_the_story_of_the_one_before(story, case, member, sign_in, zwaluw):
    case.teacher = member("tom").user
    case.save()
    url = reverse("cases:story", args=[zwaluw.slug, case.pk])
    sent = {"version": story.version, "text": WORDS, "way_forward": "", "whose": story.teacher_id}
    for name in ("sanne", "tom"):
        assert WORDS not in sign_in(name).get(url).content.decode()
        reply = sign_in(name).post(url, sent)
        assert (reply.status_code, WORDS in reply.content.decode()) == (422, True)  # what was typed comes back
    assert [one.teacher for one in CaseStory.objects.all()] == [member("emmy").user]
    with pytest.raises(NotAllowed):
        save_story(by=member("sanne"), case=case, whose=story.teacher_id, version=2, text=WORDS, way_forward="")


def test_who_told_it_reads_and_deletes_it_when_another_asks_the_question(story, case, member, sign_in, zwaluw):
    case.teacher = member("tom").user
    case.save()
    emmy, url = sign_in("emmy"), reverse("cases:story", args=[zwaluw.slug, case.pk])
    page = emmy.get(url).content.decode()
    assert WORDS in page
    assert "<textarea" not in page
    emmy.post(reverse("cases:story_remove", args=[zwaluw.slug, case.pk]))
    assert not CaseStory.objects.exists()


def test_teacher_decides_whether_a_new_coach_reads_along(story, case, member, sign_in, zwaluw):
    CaseStory.objects.update(coach=member("karim").user)  # who led before
    url = reverse("cases:story", args=[zwaluw.slug, case.pk])
    sanne, emmy = sign_in("sanne"), sign_in("emmy")
    page = sanne.get(url).content.decode()
    assert (WORDS in page, "<textarea" in page) == (False, False)
    assert "Laat Sanne" in emmy.get(url).content.decode()
    assert sanne.post(reverse("cases:story_share", args=[zwaluw.slug, case.pk])).status_code == 404
    emmy.post(reverse("cases:story_share", args=[zwaluw.slug, case.pk]))
    assert WORDS in sanne.get(url).content.decode()


def test_teacher_of_the_demo_told_a_story_that_goes_by_its_term(member, settings):
    told = CaseStory.objects.get(case__pupil__call_name="Noor")
    assert list(visible_stories(member("emmy"))) == list(visible_stories(member("sanne"))) == [told]
    assert not visible_stories(member("tom")).exists()
    settings.TODAY = told.delete_on.isoformat()
    forget_what_is_over.call()
    assert not CaseStory.objects.filter(pk=told.pk).exists()
