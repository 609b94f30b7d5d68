"""The coach writes a signal rule and works through the signals, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE


@pytest.mark.requirement("H11")
def test_rule_is_rewritten_by_keyboard_and_shows_at_once_whom_it_flags(open_screen):
    sanne = open_screen("sanne")
    page = sanne.visit("groups/rules/")
    sanne.check_accessibility()
    page.get_by_role("link", name="Laagste niveau").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Laagste niveau")
    sanne.check_accessibility()
    sanne.check_reflow()

    before = page.locator("#effect .in-words").inner_text()
    page.locator("[name=threshold]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#effect .in-words")).not_to_have_text(before)
    after = page.locator("#effect .in-words").inner_text()
    page.get_by_role("button", name="Bewaren").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signaalregels")
    expect(page.get_by_text(after).first).to_be_visible()


@pytest.mark.requirement("H9")
def test_signals_can_be_read_and_reached_on_a_phone(open_screen):
    sanne = open_screen("sanne", viewport=PHONE)
    sanne.visit("groups/signals/")
    sanne.check_accessibility()
    sanne.check_reflow()
