"""A small group moved through the week with the keyboard alone, and taken back."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.requirement("H22", "H26")


def test_a_small_group_is_moved_by_keyboard_and_put_back(open_screen):
    emmy = open_screen("emmy")
    page = emmy.visit("groups/")
    page.get_by_role("navigation", name="Groep 5b").get_by_role("link", name="Week").press("Enter")
    monday = page.get_by_role("region", name="Maandag")
    friday = page.get_by_role("region", name="Vrijdag")
    slot = monday.get_by_role("link", name="Rekenen")
    name = slot.get_attribute("data-slot")
    expect(friday.locator("[data-slot]")).to_have_count(0)
    slot.focus()
    for key in ("Space", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("[data-week-said]")).to_have_text("Vrijdag 10:50, 25 minuten")
    page.keyboard.press("Enter")
    moved = friday.locator(f"[data-slot='{name}'][data-minutes='25']")
    expect(moved).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(moved).to_contain_text("10:50")
    emmy.check_accessibility()
    page.get_by_role("button", name="Ongedaan maken").press("Enter")
    expect(monday.locator(f"[data-slot='{name}']")).to_contain_text("10:45")
    emmy.check_reflow()
