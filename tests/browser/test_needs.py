"""Naming what a pupil needs by keyboard alone, inside the overview."""

import pytest
from playwright.sync_api import expect


@pytest.mark.requirement("H13", "H14", "H15")
def test_need_is_named_by_keyboard_with_an_idea_from_the_list(open_screen):
    emmy = open_screen("emmy")
    page = emmy.visit("groups/")
    row = page.get_by_role("row", name="Sem de Boer")
    row.locator("a[data-edit][href*='/needs/']").first.focus()
    page.keyboard.press("Enter")
    editor = page.locator(".need")
    editor.get_by_role("link", name="Werkhouding").focus()
    page.keyboard.press("Enter")
    expect(editor.get_by_role("heading", name="Werkhouding")).to_be_visible()
    editor.get_by_label("Doel").fill("Begint eind maart binnen 2 minuten, 4 van de 5 keer.")
    editor.get_by_role("button", name="Feedback", exact=True).focus()
    page.keyboard.press("Enter")
    options = editor.get_by_role("option")
    expect(options.first).to_be_visible()
    emmy.check_accessibility()
    page.keyboard.press("ArrowDown")
    chosen = options.first.get_attribute("data-text")
    page.keyboard.press("Enter")
    expect(editor.locator("textarea[name=said_feedback_0]")).to_have_value(chosen)
    expect(editor.locator("[data-autosave-status]")).to_contain_text("Bewaard om")
    editor.get_by_role("button", name="Leerkracht", exact=True).focus()
    page.keyboard.press("Enter")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")  # the list closes, the editor stays
    expect(options).to_have_count(0)
    expect(editor).to_be_visible()
    page.keyboard.press("Escape")
    expect(editor).to_have_count(0)
    expect(page.get_by_role("row", name="Sem de Boer")).to_contain_text(chosen)
