"""A mother reads her child's plan on her phone, without an account, and agrees; the teacher reads her words."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.requirement("H24")


def test_parent_opens_the_link_on_a_phone_and_agrees(open_screen):
    emmy = open_screen("emmy")
    page = emmy.visit("plans/individual/")
    page.get_by_role("link", name="Lieke Postma").click()
    page.get_by_role("link", name="Deel met een link").click()
    page.get_by_label("Naam van de ouder").fill("Joost Postma")
    page.get_by_label("Band met de leerling").fill("vader")
    page.get_by_role("button", name="Maak de link en de code").click()
    link, code = page.get_by_role("textbox", name="Link").input_value(), page.locator(".told-code").inner_text()
    emmy.check_accessibility()

    parent = open_screen(viewport=PHONE)
    parent.page.goto(link)
    parent.check_accessibility()
    parent.page.get_by_role("textbox", name="Code").fill(code)
    parent.page.get_by_role("button", name="Open het plan").click()
    expect(parent.page.get_by_role("heading", level=1)).to_contain_text("van Lieke")
    parent.check_accessibility()
    parent.check_reflow()
    parent.page.get_by_label("Ik ga akkoord met het plan").check()
    parent.page.get_by_label("Uw woorden").fill("Wij tellen thuis mee.")
    parent.page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(parent.page.get_by_role("status")).to_contain_text("Uw antwoord is aangekomen")

    page.get_by_role("link", name="Klaar").click()
    expect(page.locator("#answers")).to_contain_text("Wij tellen thuis mee.")
    emmy.check_accessibility()
    emmy.check_reflow()
