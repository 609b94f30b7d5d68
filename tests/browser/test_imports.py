"""A large file with a name nobody knows: the worker reads it, the administrator says once who it is."""

import datetime as dt

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

WORKER = "serve"
ROWS = 12_000  # enough to be left to the worker


def large_file(path):
    """Results of one unknown child on ever other days, with columns that are recognised by their headings."""
    first = dt.date(1993, 1, 4)
    days = ((first + dt.timedelta(number)).strftime("%d-%m-%Y") for number in range(ROWS))
    rows = "\n".join(f"Juultje Xander-Vlierbes;methode-rekenen;{day};{number % 100}" for number, day in enumerate(days))
    path.write_text(f"Leerling;Toets;Afnamedatum;Score\n{rows}\n")
    return path


def test_large_file_is_read_beside_the_page_and_its_unknown_pupil_recognised(open_screen, tmp_path):
    petra = open_screen("petra", PHONE)
    page = petra.visit("imports/upload/?kind=results")
    page.get_by_label("Bestand", exact=True).set_input_files(large_file(tmp_path / "oogst.csv"))
    page.get_by_role("button", name="Laat zien wat het doet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat betekenen de kolommen?", timeout=60_000)
    petra.check_accessibility()
    petra.check_reflow()
    page.get_by_role("button", name="Verder naar het voorbeeld").click()
    expect(page.get_by_text("Niet herkend: 1 leerling.")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Herkennen").click()
    petra.check_accessibility()
    petra.check_reflow()
    page.get_by_label("Een andere leerling:").check()
    box = page.get_by_placeholder("Typ een naam")
    box.fill(page.locator("#pupils option").first.get_attribute("value"))
    page.get_by_role("button", name="Onthouden").click()
    expect(page.get_by_role("button", name="Toepassen")).to_be_visible(timeout=60_000)


def test_supplier_is_let_in_and_ended_and_choices_are_looked_at(open_screen):
    petra = open_screen("petra", PHONE)
    page = petra.visit("imports/connections/")
    page.get_by_label("Leverancier", exact=True).fill("Proefhuis")
    petra.check_accessibility()
    petra.check_reflow()
    page.get_by_role("button", name="Maak een sleutel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sleutel voor Proefhuis")
    petra.check_accessibility()
    petra.check_reflow()
    page.get_by_role("link", name="Ik heb het doorgegeven").click()
    page.get_by_role("listitem").filter(has_text="Proefhuis").locator("summary").click()
    page.get_by_role("button", name="Beëindigen Proefhuis").click()
    expect(page.get_by_text("Proefhuis kan niet meer leveren")).to_be_visible()
    petra.visit("imports/matches/")
    petra.check_accessibility()
    petra.check_reflow()
