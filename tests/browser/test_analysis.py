"""Reading the figures of a group and writing it down, and a school's own norms, as one does."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE


def group_page(person) -> Page:
    """Where the tabs of 5b stand."""
    page = person.visit("groups/")
    link = page.get_by_role("link", name=re.compile("^Groep 5b"))
    if link.count():
        link.first.click()
    return page


@pytest.mark.requirement("H2")
def test_teacher_reads_the_figures_and_writes_beside_them(open_screen):
    emmy = open_screen("emmy")
    page = group_page(emmy)
    page.get_by_role("navigation", name="Groep 5b").get_by_role("link", name="Analyse").click()
    emmy.check_accessibility()
    page.get_by_role("link", name=re.compile("Cijfers, en schrijven.*Spelling")).click()
    expect(page.get_by_text("24 van 24 leerlingen").first).to_be_visible()
    emmy.check_accessibility()
    emmy.check_reflow()
    page.get_by_label("Wat gaat goed").fill("Klankzuivere woorden gaan goed")
    page.get_by_label("Wat gaat goed").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Bewaard om")
    page.reload()
    expect(page.get_by_label("Wat gaat goed")).to_have_value("Klankzuivere woorden gaan goed")


@pytest.mark.requirement("H1")
def test_coach_fills_in_bounds_from_a_spreadsheet_on_a_small_screen(open_screen):
    sanne = open_screen("sanne", viewport=PHONE)
    page = sanne.visit("results/norms/")
    sanne.check_accessibility()
    sanne.check_reflow()
    page.get_by_role("link", name=re.compile("Vul een moment in.*Rekenen")).click()
    page.get_by_text("Plakken uit een rekenblad").first.click()
    page.get_by_role("textbox", name="Plakken uit een rekenblad").fill("I\t250\nII\t240\t250\nIII\t230\nIV\t220")
    page.get_by_role("button", name="Invullen").click()
    expect(page.get_by_label("Hoogste getal van II", exact=True)).to_have_value("250")
    expect(page.get_by_text("II overlapt I")).to_be_visible()
    sanne.check_accessibility()
    page.get_by_label("Hoogste getal van II", exact=True).fill("249")
    page.get_by_label("Moment").fill("B8")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De grenzen van Rekenen (volgsysteem) zijn bewaard.")).to_be_visible()
    sanne.check_reflow()
