"""From who masters what to who needs extra next, by keyboard alone."""

import re

import pytest

from tests.browser.conftest import LAPTOP, PHONE

SAVED = re.compile(r"Bewaard om \d\d:\d\d")


@pytest.mark.requirement("H12")
def test_goals_are_noted_and_taken_back_and_lead_to_a_need(open_screen):
    person = open_screen("emmy", LAPTOP)
    page = person.visit("")
    page.get_by_role("link", name="Vooruitblik").first.press("Enter")
    page.get_by_role("heading", level=1, name="Vooruitblik").wait_for()
    person.check_accessibility()
    page.get_by_role("link", name="Wie beheerst wat").press("Enter")
    page.get_by_role("heading", level=1, name="Wie beheerst wat").wait_for()
    page.locator("[data-cell] input[type=radio]").first.focus()
    page.keyboard.type("123")
    page.get_by_text(SAVED).wait_for()
    person.check_accessibility()
    page.get_by_role("button", name="Maak mijn laatste keuze ongedaan").press("Enter")
    page.get_by_text("Teruggedraaid: 3 vakjes").wait_for()
    page.get_by_role("link", name="Vooruitblik").press("Enter")
    way = page.get_by_role("link", name=re.compile("^Benoem de behoefte")).first
    assert re.search(r"/needs/\d+/\?goal=\d+", way.get_attribute("href"))


@pytest.mark.requirement("H12")
def test_one_goal_fits_a_phone(open_screen):
    person = open_screen("emmy", PHONE)
    page = person.visit("")
    page.get_by_role("link", name="Vooruitblik").first.click()
    page.get_by_role("heading", level=1, name="Vooruitblik").wait_for()
    person.check_reflow()
    page.get_by_role("link", name="Wie beheerst wat").click()
    page.get_by_role("link", name="Rekenen").click()
    page.get_by_label("Doel", exact=True).select_option(index=1)
    page.wait_for_url(re.compile("goal="))
    page.locator("[data-row] [data-cell] label").first.click()
    page.get_by_text(SAVED).wait_for()
    person.check_reflow()
