"""Entering results in the grid as one does: by keyboard, from a spreadsheet, with a slip and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE


def grid(person, query: str = "") -> Page:
    """The grid of a test of the method that nobody of 5b made yet."""
    page = person.visit("groups/")
    group = re.search(r"/groups/(\d+)/", page.content())[1]
    person.visit(f"results/entry/{group}/")
    page.get_by_label("Toets", exact=True).select_option(label="Rekenen, methodetoets")
    page.get_by_label("Moment").fill("blok 9")
    page.get_by_role("button", name="Naar de leerlingen").click()
    page.wait_for_url(re.compile(r"/results/entry/\d+/\d+/"))
    if query:
        page.goto(page.url + query)
    return page


def cells(page: Page, column: str = "figure"):
    return page.locator(f'input[data-column="{column}"]')


def paste(page: Page, text: str) -> None:
    """What Ctrl+V does with what a spreadsheet copied."""
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
          document.activeElement.dispatchEvent(paste);
        }""",
        text,
    )


@pytest.mark.requirement("H1")
def test_results_are_entered_by_keyboard_pasted_and_undone(open_screen):
    emmy = open_screen("emmy")
    page = grid(emmy, "?all=1")
    emmy.check_accessibility()
    emmy.check_reflow()
    cells(page).first.focus()
    page.keyboard.type("80")
    page.keyboard.press("Enter")
    expect(cells(page).nth(1)).to_be_focused()
    paste(page, "72,5\t29\t40\r\n64\t26\t40\r\n")
    expect(cells(page, "s0").nth(2)).to_have_value("26")
    page.keyboard.press("ArrowRight")
    expect(cells(page, "s0").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cells(page, "s0").first).to_be_focused()
    expect(page.locator("[data-entry-count]")).to_have_text("3 van 24 ingevuld")
    page.reload()
    expect(cells(page).nth(1)).to_have_value("72,5")
    expect(cells(page, "s1").nth(2)).to_have_value("40")
    page.get_by_role("button", name="Mijn laatste ronde ongedaan maken").click()
    expect(page.get_by_text("0 van 24 ingevuld")).to_be_visible()


@pytest.mark.requirement("H1")
def test_wrong_cell_says_why_and_holds_up_no_other(open_screen):
    emmy = open_screen("emmy")
    page = grid(emmy)
    cells(page).first.focus()
    paste(page, "101\n64\n")
    expect(page.locator("[data-autosave-status]").first).to_have_text("een percentage ligt tussen 0 en 100")
    expect(cells(page).first).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-entry-count]")).to_have_text("1 van 24 ingevuld")
    emmy.check_accessibility()
    cells(page).first.fill("100")
    cells(page).first.press("Enter")
    expect(page.locator("[data-entry-count]")).to_have_text("2 van 24 ingevuld")
    expect(cells(page).first).not_to_have_attribute("aria-invalid", "true")


def test_results_are_entered_on_a_phone(open_screen):
    emmy = open_screen("emmy", viewport=PHONE)
    page = grid(emmy)
    cells(page).nth(5).fill("77")
    cells(page).nth(5).blur()
    expect(page.locator("[data-autosave-status]").nth(5)).to_contain_text("Bewaard om")
    emmy.check_accessibility()
    emmy.check_reflow()
