"""Dividing a group with the keyboard alone: a proposal, a move, a fixed pupil and a step back."""

import re

import pytest
from playwright.sync_api import Page, expect


def press(page: Page, role: str, name: str | re.Pattern) -> None:
    """Go to a control and press Enter: no mouse."""
    page.get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")


@pytest.mark.requirement("H16", "H17")
def test_proposal_is_taken_over_changed_and_taken_back_by_keyboard(open_screen):
    emmy = open_screen("emmy")
    page = emmy.visit("groups/")
    page.get_by_role("navigation", name="Groep 5b").get_by_role("link", name="Clusteren").press("Enter")
    page.get_by_role("link", name="Rekenen").press("Enter")
    press(page, "button", "Begin met indelen")
    press(page, "link", "Toon een voorstel")
    press(page, "button", re.compile("^Neem over voor"))
    expect(page.get_by_text("Iedereen staat zoals voorgesteld.")).to_be_visible()
    card = page.get_by_role("region", name="Intensief").locator("[data-pupil]").first
    name = card.get_by_role("heading").inner_text()
    card.locator("summary").press("Enter")
    card.get_by_label(f"Cluster van {name}").select_option(label="Basis")
    card.get_by_role("button", name="Bewaren").press("Enter")
    moved = page.get_by_role("region", name="Basis").get_by_role("heading", name=name)
    expect(moved).to_be_visible()
    press(page, "button", "Ongedaan maken")
    expect(page.get_by_role("region", name="Intensief").get_by_role("heading", name=name)).to_be_visible()
    emmy.check_accessibility()
    emmy.check_reflow()
