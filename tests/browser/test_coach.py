"""The goal coach beside a goal: while one types, by keyboard, out of the way when told."""

import re
import time

import pytest
from playwright.sync_api import Page, expect


def goal_of_a_need(person) -> Page:
    """The page of the first need in the overview of 5b, with the cursor in its goal."""
    page = person.visit("groups/")
    page.goto(page.locator("td.n a").first.evaluate("link => link.href"))
    page.get_by_label("Doel").focus()
    return page


@pytest.mark.requirement("E7", "F5", "H14")
def test_advice_comes_while_typing_and_changes_with_the_text(open_screen):
    emmy = open_screen("emmy")
    page = goal_of_a_need(emmy)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Heeft moeite met lezen")
    advice = page.get_by_role("region", name="Gezien kijkt mee")
    expect(advice).to_contain_text("Wanneer gaat het al goed")
    emmy.check_accessibility()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Leest eind juni 8 van de 10 woorden goed")
    expect(advice).to_contain_text("Dit doel wordt scherper met: situatie.")
    expect(page.locator("[aria-live]", has_text="Dit doel wordt scherper met: situatie.")).to_have_count(1)
    expect(page.get_by_label("Doel")).to_be_focused()


def test_scaffold_goes_below_the_text_and_hiding_stays_hidden(open_screen):
    page = goal_of_a_need(open_screen("emmy"))
    page.get_by_label("Doel").fill("Leest vlotter.")
    page.get_by_role("button", name="Zet dit onder mijn tekst").press("Enter")
    expect(page.get_by_label("Doel")).to_have_value(re.compile(r"^Leest vlotter\.\nLeest vlotter \["))
    page.get_by_role("button", name="Verberg").press("Enter")
    expect(page.get_by_role("button", name="Kijk mee")).to_be_focused()
    with page.expect_response(re.compile("/needs/")):  # the text is saved; the coach keeps away
        page.get_by_label("Doel").fill("Leest elke dag.")
    expect(page.get_by_role("region", name="Gezien kijkt mee")).to_have_count(0)


def test_switched_off_it_looks_only_when_asked(open_screen):
    page = goal_of_a_need(open_screen("emmy"))
    page.get_by_label("Doel").fill("Telt verder.")
    page.get_by_role("button", name="Alleen als ik het vraag").press("Enter")
    expect(page.get_by_role("button", name="Kijk mee")).to_be_focused()
    page.reload()
    expect(page.locator("[data-coach-off]")).to_have_count(1)
    page.get_by_role("button", name="Kijk mee").press("Enter")
    page.get_by_role("button", name="Kijk weer vanzelf mee").press("Enter")
    expect(page.locator("[data-coach-off]")).to_have_count(0)


def slowly(page: Page, address: str) -> None:
    """Answers from there come later than the coach looks by itself after a pause in typing."""
    page.route(address, lambda route: (time.sleep(1), route.continue_()))


def test_what_was_typed_just_before_does_not_take_the_switch_back(open_screen):
    page = goal_of_a_need(open_screen("emmy"))
    slowly(page, "**/coach/switch/")
    page.get_by_label("Doel").fill("Telt terug vanaf 20.")
    page.get_by_role("button", name="Alleen als ik het vraag").press("Enter")
    expect(page.get_by_role("button", name="Kijk mee")).to_be_focused()
    expect(page.locator("[data-coach-off]")).to_have_count(1)


def test_scaffold_of_what_was_typed_just_before_comes_however_late(open_screen):
    page = goal_of_a_need(open_screen("tom"))
    button = page.get_by_role("button", name="Zet dit onder mijn tekst")
    expect(button).to_be_visible()
    slowly(page, "**/coach/")
    page.get_by_label("Doel").fill("Rekent vlotter.")
    button.press("Enter")
    expect(page.get_by_label("Doel")).to_have_value(re.compile(r"^Rekent vlotter\.\nRekent vlotter \["))
