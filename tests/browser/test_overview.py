"""Working in the group overview and on the cluster board: by mouse, by keyboard, on a phone, with two."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE


def overview(person) -> Page:
    """The overview of 5b: where Emmy lands under Groups."""
    page = person.visit("groups/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Groep 5b")
    return page


def row(page: Page, name: str) -> Locator:
    """The row of a pupil."""
    return page.locator("tr[id]", has=page.get_by_role("link", name=name, exact=True))


def need_cell(page: Page, name: str) -> Locator:
    """The cell with a pupil's needs."""
    return row(page, name).locator("td.n")


def name_of(page: Page, text: str) -> str:
    """The first pupil whose row has this text."""
    return page.locator("tr[id]", has_text=text).first.locator("th a").inner_text()


@pytest.mark.requirement("H8", "H13")
def test_need_is_written_in_place_and_stands_in_the_row_at_once(open_screen):
    emmy = open_screen("emmy")
    page = overview(emmy)
    name = name_of(page, "basisaanbod")
    need_cell(page, name).get_by_role("link").click()
    page.get_by_label("Doel").fill("Rekent eind juni sommen tot 1000 uit.")
    page.get_by_role("button", name="Opdrachten", exact=True).click()
    page.locator("textarea[name=said_tasks_0]").fill("Opdrachten met de getallenlijn erbij.")
    expect(page.locator(".need [data-autosave-status]")).to_contain_text("Bewaard om")
    emmy.check_accessibility()
    page.get_by_role("button", name="Klaar").click()
    expect(need_cell(page, name)).to_contain_text(
        "Rekent eind juni sommen tot 1000 uit. Opdrachten met de getallenlijn erbij"
    )
    expect(page.locator(".editor-row")).to_have_count(0)
    page.reload()
    expect(need_cell(page, name)).to_contain_text("Rekent eind juni sommen tot 1000 uit.")


@pytest.mark.requirement("H13")
def test_keyboard_alone_opens_writes_and_closes(open_screen):
    page = overview(open_screen("emmy"))
    name = name_of(page, "basisaanbod")
    row(page, name).locator("th a").focus()
    page.keyboard.press("Escape")  # from the name to its cell
    cells = row(page, name).locator("th, td")
    for place in range(1, 1 + cells.evaluate_all("all => all.findIndex(one => one.matches('.n'))")):
        page.keyboard.press("ArrowRight")
        expect(cells.nth(place)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Doel")).to_be_focused()
    page.keyboard.type("Durft hulp te vragen.")
    page.keyboard.press("Escape")
    expect(need_cell(page, name)).to_contain_text("Durft hulp te vragen.")
    expect(need_cell(page, name).get_by_role("link")).to_be_focused()


def test_removed_need_is_put_back_without_leaving_the_overview(open_screen):
    page = overview(open_screen("emmy"))
    cell = need_cell(page, "Bilal Aydın")
    text = cell.inner_text()
    cell.get_by_role("link").first.click()
    expect(page.get_by_label("Doel")).not_to_be_empty()
    page.get_by_role("button", name="Verwijder deze behoefte").click()
    expect(page.get_by_text("De behoefte is verwijderd")).to_be_visible()
    expect(cell).not_to_contain_text(text[:20])
    page.get_by_role("button", name="Zet terug").click()
    expect(cell).to_contain_text(text[:20])


@pytest.mark.requirement("H8")
def test_factor_is_added_in_place(open_screen):
    page = overview(open_screen("emmy"))
    row(page, "Bilal Aydın").locator("td.f a").first.click()
    editor = page.locator(".editor-row")
    expect(editor.get_by_label("In een paar woorden").first).to_be_visible()
    editor.get_by_label("In een paar woorden").first.fill("tekent wat hij bedoelt")
    editor.get_by_label("Gaat over").first.select_option(index=1)
    editor.get_by_role("button", name="Toevoegen").first.click()
    expect(row(page, "Bilal Aydın").locator("td.f").first).to_contain_text("tekent wat hij bedoelt")


def test_editor_with_text_that_cannot_be_saved_stays_open(open_screen):
    emmy = open_screen("emmy")
    page = overview(emmy)
    name = name_of(page, "basisaanbod")
    need_cell(page, name).get_by_role("link").click()
    expect(page.get_by_label("Doel")).to_be_focused()
    page.route("**/needs/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Doel").fill("Leest een half uur door.")
    page.get_by_role("button", name="Klaar").click()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Nog niet bewaard")
    expect(page.get_by_label("Doel")).to_have_value("Leest een half uur door.")
    page.unroute("**/needs/**")
    # It tries again by itself, each time a little later.
    expect(page.locator("[data-autosave-status]")).to_contain_text("Bewaard om", timeout=30_000)
    emmy.faults[:] = [fault for fault in emmy.faults if "ERR_FAILED" not in fault]  # the network was gone, as meant
    page.get_by_role("button", name="Klaar").click()
    expect(need_cell(page, name)).to_contain_text("Leest een half uur door.")


@pytest.mark.requirement("H11")
def test_signal_opens_to_its_rule_and_closes_with_escape(open_screen):
    emmy = open_screen("emmy")
    page = overview(emmy)
    signal = row(page, "Bilal Aydın").locator("a.sig").first
    signal.focus()
    expect(signal).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(row(page, "Bilal Aydın")).to_contain_text("Regel ‘Laagste niveau’: de laagste 1 van 5 niveaus")
    expect(signal).to_have_attribute("aria-expanded", "true")
    emmy.check_accessibility()
    page.keyboard.press("Escape")
    expect(page.locator(".sg")).to_have_count(0)
    expect(signal).to_be_focused()
    row(page, "Lieke Postma").locator("a.sig").first.click()
    row(page, "Lieke Postma").get_by_role("link", name="Benoem de behoefte").click()
    expect(page.get_by_label("Doel")).to_be_focused()
    expect(page.locator(".sg")).to_have_count(0)


@pytest.mark.requirement("H11")
def test_signal_that_cannot_open_in_place_is_a_page(open_screen):
    emmy = open_screen("emmy")
    page = overview(emmy)
    page.goto(row(page, "Bilal Aydın").locator("a.sig").first.evaluate("link => link.href"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Signalen")
    expect(page.get_by_text("Regel ‘Laagste niveau’")).to_be_visible()
    emmy.check_accessibility()
    emmy.check_reflow()
    page.get_by_role("link", name="Groepsoverzicht").click()
    expect(row(page, "Bilal Aydın")).to_be_visible()


def test_phone_shows_cards_that_fit(open_screen):
    emmy = open_screen("emmy", viewport=PHONE)
    page = overview(emmy)
    expect(row(page, "Bilal Aydın")).to_be_visible()
    emmy.check_accessibility()
    emmy.check_reflow()
    need_cell(page, "Bilal Aydın").get_by_role("link").first.click()
    expect(page.get_by_label("Doel")).to_be_visible()
    emmy.check_reflow()


@pytest.mark.requirement("H8")
def test_figure_leads_to_names_and_the_address_shows_a_colleague_the_same(open_screen):
    emmy = open_screen("emmy")
    page = overview(emmy)
    everybody = page.locator("tr[id]").count()
    page.get_by_role("link", name=re.compile("signaal voor extra steun")).first.click()
    expect(page.get_by_role("link", name="Toon iedereen")).to_be_visible()
    few = page.locator("tr[id]").count()
    assert 0 < few < everybody
    emmy.check_accessibility()
    emmy.check_reflow()
    tom = open_screen("tom")
    tom.page.goto(page.url)
    expect(tom.page.locator("tr[id]")).to_have_count(few)


@pytest.mark.requirement("B2", "H2", "H8")
def test_every_set_of_columns_is_accessible_and_fits_a_phone(open_screen):
    emmy = open_screen("emmy")
    page = overview(emmy)
    page.get_by_text("Eén vak").click()
    page.get_by_role("button", name="Rekenen").click()
    expect(page.get_by_role("heading", name="Wat we lezen in de cijfers van Rekenen")).to_be_visible()
    emmy.check_accessibility()
    emmy.check_reflow()
    for name in ("Welbevinden en werkhouding", "Gezien en gesproken"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        emmy.check_accessibility()
        emmy.check_reflow()
    page.get_by_role("button", name="Alles").click()  # what one chose last is remembered
    expect(page.get_by_role("button", name="Alles")).to_have_attribute("aria-pressed", "true")


@pytest.mark.requirement("H8", "H17")
def test_cluster_is_chosen_in_place(open_screen):
    page = overview(open_screen("emmy"))
    page.goto(page.url + "?columns=all&by=name")
    cell = row(page, "Bilal Aydın").locator("td.c")
    expect(cell).to_have_text("Intensief")
    cell.get_by_role("link").click()
    expect(page.get_by_role("button", name="Intensief")).to_be_focused()
    page.get_by_role("button", name="Basis").click()
    expect(cell).to_have_text("Basis")
    page.get_by_role("button", name="Klaar").click()
    expect(page.locator(".editor-row")).to_have_count(0)


def counts(page: Page) -> list[str]:
    """The heads of the board's columns."""
    return [re.sub(r"\s+", " ", text) for text in page.locator("[data-column] h2").all_inner_texts()]


@pytest.mark.requirement("H17")
def test_card_moves_by_drag_and_by_key_and_keeps_the_focus(open_screen):
    emmy = open_screen("emmy")
    page = emmy.visit("groups/")
    page.get_by_role("navigation", name="Groep 5b").get_by_role("link", name="Clusteren").click()
    page.get_by_role("link", name="Technisch lezen").click()
    page.get_by_role("button", name="Begin met indelen").click()
    expect(page.locator("[data-column]")).to_have_count(4)
    everyone = int(counts(page)[0].split()[-1])
    card = page.locator("[data-pupil]").first
    name = card.get_by_role("heading").inner_text()
    card.drag_to(page.locator("[data-column]").nth(2))
    expect(page.get_by_role("region", name="Basis").get_by_role("heading", name=name)).to_be_visible()
    expect(page.locator("#board [role=status]")).to_have_text(f"{name}: Basis")
    assert counts(page) == [f"Nog niet ingedeeld {everyone - 1}", "Intensief 0", "Basis 1", "Verdiept 0"]
    page.get_by_role("button", name=f"{name} naar Intensief").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Intensief").get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("button", name=f"{name} naar Nog niet ingedeeld")).to_be_focused()
    emmy.check_accessibility()
    emmy.check_reflow()


@pytest.mark.requirement("H17")
def test_two_teachers_on_one_board_see_each_others_moves(open_screen):
    boards = []
    for who in ("emmy", "tom"):
        page = open_screen(who).visit("groups/")
        page.get_by_role("navigation", name="Groep 5b").get_by_role("link", name="Clusteren").click()
        page.get_by_role("link", name="Begrijpend lezen").click()
        expect(page.get_by_role("region", name="Verdiept")).to_be_visible()
        boards.append(page)
    emmy, tom = boards
    emmy.get_by_role("region", name="Intensief").get_by_role("button", name=re.compile("naar Basis")).first.click()
    expect(emmy.locator("#board [role=status]")).to_contain_text("Basis")
    tom.get_by_role("region", name="Verdiept").get_by_role("button", name=re.compile("naar Basis")).first.click()
    expect(tom.get_by_text("Iemand anders heeft intussen leerlingen verplaatst")).to_be_visible()
    assert counts(tom) == counts(emmy)
