"""A quick note on phone and laptop, and the pupil file, in a real browser."""

import re

import pytest

from tests.browser.conftest import LAPTOP, PHONE

PUPIL = "Noor van Dijk"


def write(page, text):
    """Type as a person does, so that every keystroke counts."""
    page.get_by_label("Wat zag of hoorde je?").press_sequentially(text, delay=5)


def kept(page):
    """Wait until the draft is kept on the server."""
    page.wait_for_url(re.compile(r"[?&]draft="))


def open_file(person, name=PUPIL):
    """Find a pupil and open the file."""
    page = person.visit(f"search/?q={name.split()[0]}")
    page.get_by_role("link", name=name).click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    return page


@pytest.mark.requirement("H3")
def test_a_note_takes_three_taps_on_a_phone(open_screen):
    page = open_screen("emmy", PHONE).visit("")

    page.get_by_role("link", name="Notitie").click()  # 1
    page.get_by_role("combobox", name="Leerling").press_sequentially("noo", delay=5)
    page.get_by_role("option", name=PUPIL).click()  # 2
    write(page, "Legde Sem de tafel van zes uit.")
    page.get_by_role("button", name="Bewaren").click()  # 3

    page.get_by_text(re.compile(rf"Bewaard om \d\d:\d\d bij {PUPIL}")).wait_for()
    assert page.url.endswith("/s/zwaluw/")


def test_the_key_n_opens_a_note_about_the_pupil_one_reads(open_screen):
    page = open_file(open_screen("emmy"))

    page.keyboard.press("n")

    page.wait_for_url(re.compile(r"/notes/add/\?pupil="))
    assert page.get_by_role("combobox", name="Leerling").input_value() == PUPIL
    assert page.evaluate("document.activeElement.name") == "text"


def test_a_pupil_is_chosen_by_keyboard_alone(open_screen):
    page = open_screen("emmy").visit("notes/add/")
    page.locator("[role=combobox]:focus").wait_for()

    page.keyboard.type("aydin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    assert page.get_by_role("combobox", name="Leerling").input_value() == "Bilal Aydın"
    assert page.evaluate("document.activeElement.name") == "text"


def test_a_reload_while_typing_loses_nothing(open_screen):
    page = open_screen("emmy").visit("notes/add/")
    write(page, "Noor telde vandaag")
    kept(page)

    page.reload()

    assert page.get_by_label("Wat zag of hoorde je?").input_value() == "Noor telde vandaag"


def test_who_is_signed_out_while_typing_keeps_the_text_on_screen_and_saves_after_signing_in(open_screen):
    person = open_screen("emmy")
    page = person.visit("notes/add/")
    page.get_by_role("combobox", name="Leerling").press_sequentially("noo", delay=5)
    page.keyboard.press("Enter")
    write(page, "Noor telde")
    kept(page)
    cookies = page.context.cookies()

    page.context.clear_cookies(name="gezien_session")
    write(page, " tot honderd.")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("je bent afgemeld").wait_for()
    assert page.get_by_label("Wat zag of hoorde je?").input_value() == "Noor telde tot honderd."

    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text(re.compile("Bewaard om")).wait_for()
    open_file(person)
    assert page.get_by_text("Noor telde tot honderd.").is_visible()


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["notes/add/", "search/?q=noor", "privacy/log/", "privacy/register/"])
def test_pages_are_accessible(open_screen, path, scheme, viewport):
    person = open_screen("sanne", viewport)
    person.page.emulate_media(color_scheme=scheme)
    person.visit(path)

    person.check_accessibility()
    person.check_reflow()


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pupil_file_and_its_factors_are_accessible(open_screen, scheme, viewport):
    person = open_screen("emmy", viewport)
    person.page.emulate_media(color_scheme=scheme)
    page = open_file(person)
    person.check_accessibility()
    person.check_reflow()

    page.get_by_role("link", name="Bijwerken Stimulerend").click()
    page.get_by_role("heading", level=1, name="Wat helpt en wat hindert").wait_for()
    person.check_accessibility()
    person.check_reflow()


@pytest.mark.requirement("H7")
def test_a_factor_is_added_changed_ended_and_taken_back(open_screen):
    page = open_file(open_screen("emmy"))
    page.get_by_role("link", name="Bijwerken Stimulerend").click()
    column = page.locator(".card", has=page.get_by_role("heading", name="Stimulerend"))

    column.get_by_label("In een paar woorden").fill("bouwt graag")
    column.get_by_label("Gaat over", exact=True).select_option("arithmetic")
    column.get_by_role("button", name="Toevoegen").click()
    column.locator(".plus", has_text="bouwt graag").wait_for()
    assert page.evaluate("document.activeElement.id") == "stimulating-text"

    column.get_by_role("button", name="Geldt niet meer bouwt graag").click()
    column.get_by_text("1 eerdere factor").click()
    column.get_by_role("button", name="Geldt weer bouwt graag").click()
    column.locator(".plus", has_text="bouwt graag").wait_for()
