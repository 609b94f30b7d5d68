"""The pupil file and the renewal of factors, in a real browser."""

import re

import pytest

from tests.browser.conftest import LAPTOP, PHONE

PUPIL = "Noor van Dijk"


def open_file(person):
    """Find the pupil and open the file."""
    page = person.visit("search/?q=Noor")
    page.get_by_role("link", name=PUPIL).click()
    page.get_by_role("heading", level=1, name=PUPIL).wait_for()
    return page


@pytest.mark.parametrize(("viewport", "scheme"), [(LAPTOP, "light"), (PHONE, "dark")], ids=["laptop", "phone"])
def test_every_page_of_the_file_is_accessible(open_screen, viewport, scheme):
    person = open_screen("sanne", viewport)
    person.page.emulate_media(color_scheme=scheme)
    page = open_file(person)
    for tab in ("Resultaten", "Tijdlijn", "Wie ziet dit"):
        page.get_by_role("navigation", name=f"Dossier van {PUPIL}").get_by_role("link", name=tab).click()
        page.wait_for_load_state()
        person.check_accessibility()
        person.check_reflow()


@pytest.mark.requirement("H1", "H8")
def test_each_plot_has_its_table_and_only_one_test(open_screen):
    page = open_file(open_screen("emmy"))
    page.get_by_role("link", name="Grafieken en analyses").click()
    page.get_by_role("heading", name="Technisch lezen").wait_for()

    cards = page.locator(".series")

    assert cards.count() > 5
    assert all((card.locator("svg.plot").count(), card.locator("table").count()) == (1, 1) for card in cards.all())


def test_the_time_line_is_narrowed_and_goes_on_without_leaving_the_page(open_screen):
    page = open_file(open_screen("emmy"))
    page.get_by_role("link", name="Tijdlijn", exact=True).click()
    page.get_by_role("button", name="Meer tonen").or_(page.get_by_role("link", name="Meer tonen")).wait_for()
    before = page.locator("li.moment").count()
    page.get_by_text("Meer tonen").click()
    page.locator("li.moment").nth(before).wait_for()
    assert "skip" not in page.url

    page.get_by_label("Wat", exact=True).select_option("talk")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url(re.compile("kind=talk"))

    assert set(page.locator("li.moment").evaluate_all("rows => rows.map(row => row.dataset.kind)")) == {"talk"}


@pytest.mark.requirement("H7")
def test_old_factors_of_a_group_are_renewed_in_one_tap_each(open_screen):
    person = open_screen("emmy", PHONE)
    page = person.visit("")
    page.get_by_role("link", name=re.compile("kloppen ze nog|klopt die nog")).click()
    page.get_by_role("heading", level=1, name="Kloppen ze nog?").wait_for()
    person.check_accessibility()
    person.check_reflow()
    rows = page.locator(".items > li")
    count = rows.count()

    rows.first.get_by_role("button", name=re.compile("Klopt nog")).click()
    page.get_by_text(re.compile("” klopt nog.")).wait_for()
    page.get_by_role("button", name="Ongedaan maken").click()
    rows.first.get_by_role("button", name=re.compile("Klopt nog")).wait_for()
    rows.first.get_by_role("button", name=re.compile("Geldt niet meer")).click()
    page.get_by_text(re.compile("” geldt niet meer.")).wait_for()
    page.reload()

    page.get_by_role("heading", level=1, name="Kloppen ze nog?").wait_for()
    assert rows.count() == count - 1
