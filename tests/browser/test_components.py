"""What hangs on data attributes: dialog, menu, keys in tables; and the gallery on every kind of screen."""

import pytest

from tests.browser.axe import violations


@pytest.fixture
def gallery(open_screen, server):
    """The gallery at Emmy's laptop."""
    person = open_screen("emmy")
    person.page.goto(f"{server}/gallery/")
    return person


def test_gallery_is_accessible_everywhere(gallery):
    gallery.check_everywhere()


def test_what_is_wrong_is_found_and_named(gallery):
    gallery.page.evaluate("""() => {
        document.documentElement.lang = ""
        document.querySelector("h1").style.color = "#bbb"
        document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='' tabindex='0'><ul><p></p></ul>")
    }""")
    assert {one.partition(":")[0] for one in violations(gallery.page)} == {
        "color-contrast",
        "html-has-lang",
        "image-alt",
        "list",
    }


def test_dialog_opens_and_gives_the_focus_back(gallery):
    page = gallery.page
    page.get_by_role("link", name="Toon een venster").click()
    assert page.get_by_role("dialog", name="Import ongedaan maken?").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Toon een venster"


def test_menu_closes_with_escape_and_with_a_click_elsewhere(gallery):
    page, menu = gallery.page, gallery.page.locator("details.menu")
    states = []
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.get_by_role("heading", level=1).click()):
        menu.locator("summary").click()
        states.append(menu.get_attribute("open"))
        close()
        states.append(menu.get_attribute("open"))
    assert states == ["", None, "", None]


@pytest.mark.parametrize(
    ("keys", "reached"),
    [
        ("ArrowRight", "Begrijpend lezen · M5"),
        ("ArrowDown ArrowDown", "Bilal Aydın"),
        ("End", "Signaal"),
        ("ArrowDown ArrowDown ArrowDown Home", "Fatima El Amrani"),
        ("Control+End ArrowLeft", "basisaanbod"),
    ],
)
def test_arrow_keys_go_through_the_cells(gallery, keys, reached):
    page = gallery.page
    page.locator("table[data-grid] thead th").first.evaluate("cell => { cell.tabIndex = 0; cell.focus() }")
    for key in keys.split():
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent.trim()") == reached


def test_enter_goes_into_a_cell_and_escape_comes_out(gallery):
    page = gallery.page
    page.locator("table[data-grid] tbody [data-cell]").focus()
    page.keyboard.press("Enter")
    inside = page.evaluate("document.activeElement.tagName")
    page.keyboard.press("Escape")
    assert (inside, page.evaluate("document.activeElement.tagName")) == ("A", "TH")


def test_one_cell_of_a_table_is_in_the_tab_order(gallery):
    assert gallery.page.locator("table[data-grid] [tabindex='0']").count() == 1


ASK_BY_HTMX = """async (address) => {
  const { default: htmx } = await import("htmx");
  const button = document.createElement("button");
  button.setAttribute("hx-get", address);
  button.setAttribute("hx-target", "h1");
  document.querySelector("main").append(button);
  htmx.process(button);
  button.click();
}"""


def test_part_that_is_fetched_lands_in_its_place(gallery):
    gallery.page.evaluate(ASK_BY_HTMX, "/healthz")
    gallery.page.locator("h1", has_text="ok").wait_for()


def test_part_that_does_not_exist_is_said_in_words(gallery):
    page = gallery.page
    page.evaluate(ASK_BY_HTMX, "/bestaat-niet/")
    page.get_by_role("alert").filter(has_text="Dat lukte niet").wait_for()
    assert page.locator("h1").inner_text() == "Components"


def test_sign_in_page_is_never_put_inside_another(gallery):
    page = gallery.page
    page.context.clear_cookies()
    page.evaluate(ASK_BY_HTMX, "/gallery/")
    page.get_by_role("alert").filter(has_text="je bent afgemeld").wait_for()
    assert page.locator("h1").inner_text() == "Components"


def test_chosen_display_holds_on_the_next_page(gallery):
    page = gallery.page
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Donker").click()
    page.wait_for_load_state()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_everything_on_the_gallery_reads_without_javascript(browser, open_screen, server):
    state = open_screen("emmy").page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(f"{server}/gallery/")
    page.locator("details.menu summary").click()
    assert page.get_by_role("button", name="Afmelden").is_visible()
    context.close()
