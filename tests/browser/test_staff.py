"""A substitute gets in for days, and bad files are told, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE


def add_substitute(petra) -> tuple[str, str]:
    """Petra puts somebody on the list, with an account, and gives a group; returns user name and password."""
    page = petra.visit("staff/add/")
    petra.check_accessibility()
    page.get_by_label("Roepnaam").fill("Wies")
    page.get_by_label("Achternaam").fill("Vink")
    page.get_by_role("button", name="Op de lijst zetten").click()
    petra.check_accessibility()
    petra.check_reflow()
    page.locator("#account").get_by_label("Rol").select_option("teacher")
    page.get_by_role("button", name="Account maken").click()
    petra.check_accessibility()
    username, password = (code.inner_text() for code in page.locator(".secret code").all())
    page.get_by_role("link", name="Ik heb het genoteerd").click()
    groups = page.locator("#groups")
    groups.get_by_label("Groep").select_option(label="6")
    groups.get_by_label("Tot en met").fill("2027-02-26")
    groups.get_by_role("button", name="Deze groep geven").click()
    expect(page.get_by_text("Wies Vink geeft les aan 6.")).to_be_visible()
    return username, password


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_substitute_gets_in_and_sees_the_group(open_screen, server, viewport):
    username, password = add_substitute(open_screen("petra", viewport))
    wies = open_screen(viewport=viewport)
    page = wies.page
    page.goto(f"{server}/account/login/")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url(re.compile("/account/password/"))
    wies.check_accessibility()
    wies.check_reflow()
    page.get_by_label("Huidig wachtwoord").fill(password)
    page.get_by_label("Nieuw wachtwoord", exact=True).fill("vier losse woorden")
    page.get_by_label("Nieuw wachtwoord, nog een keer").fill("vier losse woorden")
    page.get_by_role("button", name="Dit wachtwoord bewaren").click()
    page.wait_for_url(re.compile("/s/zwaluw/$"))
    expect(wies.visit("groups/").get_by_role("heading", level=1)).to_have_text("Groep 6")


def test_the_list_is_accessible_and_fits_a_phone(open_screen):
    karim = open_screen("karim")
    karim.visit("staff/")
    karim.check_accessibility()
    karim.check_reflow()


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_bad_file_is_told_and_the_next_one_judged(open_screen, tmp_path, viewport):
    petra = open_screen("petra", viewport)
    page = petra.visit("imports/upload/")
    petra.check_accessibility()
    petra.check_reflow()
    broken = tmp_path / "EDEX.xml"
    broken.write_text("<EDEX>\n<school><schooljaar>2026-2027")
    page.get_by_label("Bestand", exact=True).set_input_files(broken)
    page.get_by_role("button", name="Laat zien wat het doet").click()
    expect(page.get_by_role("alert")).to_contain_text("Regel 2")
    petra.check_accessibility()
    page.get_by_label("Bestand", exact=True).set_input_files("samples/edexml/nl-2.1.xml")
    page.get_by_role("button", name="Laat zien wat het doet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leerlingbestand 2026-2027")
    petra.check_accessibility()
    petra.check_reflow()
    page.get_by_role("button", name="Weggooien").click()
    expect(page.get_by_text("Weggegooid").first).to_be_visible()
    petra.check_accessibility()
