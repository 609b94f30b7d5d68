"""Judging the goals of a plan with taps and keys, also when the network falls away."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE


def evaluation(person) -> Page:
    """From the group's plans to the evaluation of the one that runs."""
    page = person.visit("groups/")
    link = page.get_by_role("link", name=re.compile("^Groep 5b|^5b$"))
    if link.count():
        link.first.click()
    page.get_by_role("navigation", name="Groep 5b").get_by_role("link", name="Groepsplan").click()
    page.get_by_role("link", name="Groepsplan Rekenen, Periode 1").click()
    page.get_by_role("link", name="Evaluatie", exact=True).click()
    return page


@pytest.mark.requirement("H31")
def test_goals_are_judged_with_keys_and_nothing_is_lost_offline(open_screen):
    emmy = open_screen("emmy")
    page = evaluation(emmy)
    emmy.check_accessibility()
    cells = page.locator("[data-eval-grid]").first.locator("[data-outcome]")
    cells.nth(0).get_by_role("button").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("3")
    expect(page.locator("[data-judged]")).to_have_text("2")
    expect(page.locator("[data-eval-status]")).to_contain_text("Bewaard om")
    page.context.set_offline(True)
    page.keyboard.press("2")
    expect(page.locator("[data-eval-status]")).to_have_attribute("data-state", "unsaved")
    page.context.set_offline(False)
    expect(page.locator("[data-eval-status]")).to_contain_text("Bewaard om", timeout=15000)
    emmy.faults.clear()  # that the network was away
    page.reload()
    expect(page.locator("[data-judged]")).to_have_text("3")
    page.route("**/goals/*/pupils/**", lambda route: route.fulfill(status=403, body="no"))
    cells.nth(3).get_by_role("button").first.focus()
    page.keyboard.press("1")
    expect(page.locator("[data-eval-status]")).to_contain_text("Niet bewaard: deze leerling")
    expect(page.locator("[data-judged]")).to_have_text("3")
    page.unroute("**/goals/*/pupils/**")
    emmy.faults.clear()  # that it was refused
    page.get_by_role("button", name="Neem het laatste oordeel terug").click()
    expect(page.locator("[data-judged]")).to_have_text("2")
    page.set_viewport_size(PHONE)
    emmy.check_reflow()
