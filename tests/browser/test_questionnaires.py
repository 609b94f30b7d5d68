"""Filling in a questionnaire for a whole group: by keyboard, on a phone, by two teachers at once."""

import re

import pytest

from tests.browser.conftest import LAPTOP, PHONE

SAVED = re.compile(r"Bewaard om \d\d:\d\d")


def open_sheet(person, way: str | None = None):
    """From home to the sheet of 5b, as a teacher goes."""
    page = person.visit("")
    page.get_by_role("link", name=re.compile("Welbevinden en werkhouding.* 5b")).click()
    page.get_by_role("heading", level=1, name="Welbevinden en werkhouding").wait_for()
    if way:
        page.get_by_role("link", name=way).click()
    return page


def answered(page) -> int:
    return page.locator("[data-cell] input:checked").count()


@pytest.mark.requirement("H6")
def test_a_statement_is_answered_for_the_whole_group_by_keyboard(open_screen):
    person = open_screen("emmy", LAPTOP)
    page = open_sheet(person)
    assert answered(page) == 0
    page.locator("[data-cell] input[type=radio]").first.focus()
    page.keyboard.type("4" * 23 + "0" + "3")
    page.get_by_text(SAVED).wait_for()
    page.keyboard.press("ArrowUp")
    person.check_accessibility()
    page.reload()
    assert answered(page) == 25
    second = page.locator("[data-row]").first.locator("[data-cell]").nth(1)
    assert second.locator("input:checked").get_attribute("value") == "3"


@pytest.mark.requirement("H6")
def test_one_statement_fits_a_phone_with_big_buttons(open_screen):
    person = open_screen("emmy", PHONE)
    page = open_sheet(person, "Per stelling")
    page.get_by_label("Stelling").select_option(label="Begint vlot aan een taak.")
    page.get_by_role("heading", level=2, name="Begint vlot aan een taak.").wait_for()
    page.locator("[data-cell] label").nth(4).click()
    page.get_by_text(SAVED).wait_for()
    box = page.locator("[data-cell] label").first.bounding_box()
    assert box["width"] >= 40
    assert box["height"] >= 44
    person.check_accessibility()
    person.check_reflow()


@pytest.mark.requirement("H6")
def test_duo_partners_see_each_other_s_answers_and_choose_when_they_differ(open_screen):
    emmy, tom = (open_sheet(open_screen(name)) for name in ("emmy", "tom"))
    for page in (emmy, tom):
        page.get_by_role("link", name="Doorzetten").click()
        page.wait_for_url(re.compile("domain="))
    first = "[data-cell] >> nth=0 >> label"
    emmy.locator(first).nth(4).click()
    emmy.get_by_text(SAVED).wait_for()
    tom.locator(first).nth(1).click()
    tom.get_by_text("Emmy de Groot koos intussen 5").wait_for()
    tom.get_by_role("button", name="Toch 2 kiezen").click()
    tom.get_by_text(SAVED).wait_for()
    emmy.locator("[data-cell] >> nth=1 >> label").nth(2).click()
    emmy.locator("[data-cell] >> nth=0").locator("input[value='2']:checked").wait_for(state="attached")


@pytest.mark.requirement("H6")
def test_an_answer_chosen_offline_arrives_later(open_screen):
    person = open_screen("fleur")
    page = person.visit("")
    page.get_by_role("link", name=re.compile("Welbevinden en werkhouding.* 6:")).click()
    page.locator("[data-cell] input").first.wait_for(state="attached")
    page.context.set_offline(True)
    page.locator("[data-cell] label").first.click()
    page.locator("[data-answers][data-state=unsaved]").wait_for()
    person.faults.clear()  # the browser notes that it could not fetch
    page.context.set_offline(False)
    page.get_by_text(SAVED).wait_for()
    page.reload()
    assert answered(page) == 1


def test_picture_of_the_group_and_course_of_a_pupil_are_accessible(open_screen):
    person = open_screen("sanne")
    page = person.visit("results/questionnaires/")
    person.check_accessibility()
    page.get_by_role("link", name=re.compile("Beeld.*5b, november")).click()
    page.get_by_role("heading", level=2, name="De groep, wat sterk is eerst").wait_for()
    person.check_accessibility()
    person.check_reflow()
    page.locator(".profile-columns .item-main a").first.click()
    page.locator(".trend-table").first.wait_for()
    person.check_accessibility()
    person.check_reflow()


def test_a_coach_changes_what_is_asked(open_screen):
    person = open_screen("sanne")
    page = person.visit("results/questionnaires/lists/")
    page.get_by_role("link", name="Zo gaat het met mij").click()
    page.get_by_label("Stelling").first.fill("Ik lach vaak op school.")
    page.get_by_role("button", name=re.compile(r"Toevoegen\s?: Hoe ik me voel")).click()
    page.get_by_role("button", name=re.compile(r"Omhoog\s?: Ik lach vaak op school")).click()
    page.get_by_role("button", name=re.compile(r"Verwijderen\s?: Ik lach vaak op school")).wait_for()
    person.check_accessibility()
    person.check_reflow()
