"""A quick note on phone and laptop, and the pupil file, in a real browser."""

import re

import pytest

from tests.browser.conftest import LAPTOP, PHONE
from tests.factories.notes import make_image

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
    page.evaluate(
        "document.addEventListener('click', () => sessionStorage.taps = +(sessionStorage.taps ?? 0) + 1, true)"
    )
    page.add_init_script("document.addEventListener('click', () => sessionStorage.taps++, true)")

    page.get_by_role("link", name="Notitie").click()
    page.locator("[role=combobox]:focus").wait_for()
    page.keyboard.type("noo")
    page.get_by_role("option", name=PUPIL).click()
    page.keyboard.type("Legde Sem de tafel van zes uit.")
    kept(page)  # a draft that is kept goes off with one press too
    page.get_by_role("button", name="Bewaren").click()

    page.get_by_text(re.compile(rf"Bewaard om \d\d:\d\d bij {PUPIL}")).wait_for()
    assert page.url.endswith("/s/zwaluw/")
    assert page.evaluate("sessionStorage.taps") == "3"


def test_what_was_saved_too_soon_is_taken_back_with_one_tap(open_screen):
    page = open_screen("emmy", PHONE).visit("notes/add/")
    page.locator("[role=combobox]:focus").wait_for()
    page.keyboard.type("noo")
    page.keyboard.press("Enter")
    page.keyboard.type("Te vroeg bewaard")
    page.get_by_role("button", name="Bewaren").click()

    page.get_by_role("link", name="Ongedaan maken").click()

    page.wait_for_url(re.compile(r"[?&]draft="))
    assert page.get_by_label("Wat zag of hoorde je?").input_value() == "Te vroeg bewaard"
    assert page.get_by_role("button", name=f"Niet over {PUPIL}").is_visible()


def test_several_pupils_are_chosen_and_their_readers_named(open_screen):
    person = open_screen("emmy")
    page = person.visit("notes/add/")
    page.locator("[role=combobox]:focus").wait_for()
    for typed in ("noo", "aydin"):
        page.get_by_role("combobox").fill(typed)
        page.keyboard.press("Enter")
    page.get_by_text("Aanvinken in groep 5b").click()
    page.get_by_role("checkbox").nth(2).check()

    page.get_by_text("Jij, Tom Smit, ").wait_for()
    assert page.locator(".chosen li").count() == 3
    page.keyboard.press("Escape")
    person.check_accessibility()


def test_a_photo_is_added_while_typing_and_a_wrong_file_says_why(open_screen):
    page = open_screen("emmy").visit("notes/add/")
    write(page, "Bouwde een toren")
    picker = page.get_by_label("Foto of document")

    picker.set_input_files({"name": "toren.jpg", "mimeType": "image/jpeg", "buffer": make_image()})
    page.get_by_role("link", name="toren.jpg").wait_for()
    picker.set_input_files({"name": "spel.exe", "mimeType": "image/png", "buffer": b"MZ\x90\x00"})

    page.get_by_text("spel.exe is geen soort").wait_for()
    assert page.get_by_label("Wat zag of hoorde je?").input_value() == "Bouwde een toren"


@pytest.mark.requirement("H4")
@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_talk_is_held_by_the_guide_and_the_web_follows_the_scores(open_screen, viewport):
    person = open_screen("emmy", viewport)
    page = open_file(person)
    page.get_by_role("link", name="Gesprek voeren").click()
    page.get_by_role("button", name="Kindgesprek groep 3-8").click()
    page.get_by_label("Wat wil je leren?").fill("Klokkijken.")
    for name, score in (("Lezen", "7"), ("Rekenen", "4"), ("Samenwerken", "9")):
        page.get_by_role("group", name=name, exact=True).get_by_label(score, exact=True).check(force=True)

    page.get_by_role("img", name="Eigen cijfers: Lezen 7, Rekenen 4, Samenwerken 9").wait_for()
    person.check_accessibility()
    person.check_reflow()
    page.get_by_role("button", name="In het dossier zetten").click()
    page.get_by_text(f"Het gesprek staat in het dossier van {PUPIL}").wait_for()
    person.check_accessibility()
    person.check_reflow()


def test_the_key_n_opens_a_note_about_the_pupil_one_reads(open_screen):
    page = open_file(open_screen("emmy"))
    page.get_by_role("searchbox").press_sequentially("Noor")
    page.evaluate("document.activeElement.blur()")  # the field goes from under the hands that still type
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert "/notes/add/" not in page.url

    page.wait_for_timeout(3000)
    page.keyboard.press("n")

    page.wait_for_url(re.compile(r"/notes/add/\?pupil="))
    page.get_by_role("button", name=f"Niet over {PUPIL}").wait_for()
    assert page.evaluate("document.activeElement.name") == "text"


def test_a_pupil_is_chosen_by_keyboard_alone(open_screen):
    page = open_screen("emmy").visit("notes/add/")
    page.locator("[role=combobox]:focus").wait_for()

    page.keyboard.type("aydin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    assert page.get_by_role("button", name="Niet over Bilal Aydın").is_visible()
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
    page.get_by_role("combobox").press_sequentially("noo", delay=5)
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


@pytest.mark.parametrize(
    "path", ["notes/add/", "notes/guides/1/", "search/?q=noor", "privacy/log/", "privacy/register/"]
)
def test_pages_are_accessible(open_screen, path):
    person = open_screen("sanne")
    person.visit(path)
    person.check_everywhere()


def test_the_pupil_file_and_its_factors_are_accessible(open_screen):
    person = open_screen("emmy")
    page = open_file(person)
    person.check_everywhere()

    page.get_by_role("link", name="Bijwerken Stimulerend").click()
    page.get_by_role("heading", level=1, name="Wat helpt en wat hindert").wait_for()
    person.check_everywhere()


@pytest.mark.requirement("H7")
def test_a_factor_is_added_changed_ended_and_taken_back(open_screen):
    page = open_file(open_screen("emmy"))
    page.get_by_role("link", name="Bijwerken Stimulerend").click()
    column = page.locator(".card", has=page.get_by_role("heading", name="Stimulerend"))

    column.get_by_label("In een paar woorden").fill("bouwt graag")
    column.get_by_label("Gaat over", exact=True).select_option(label="Rekenen")
    column.get_by_role("button", name="Toevoegen").click()
    column.locator(".plus", has_text="bouwt graag").wait_for()
    assert page.evaluate("document.activeElement.id") == "stimulating-text"

    column.get_by_role("button", name="Geldt niet meer bouwt graag").click()
    column.get_by_text("1 eerdere factor").click()
    column.get_by_role("button", name="Geldt weer bouwt graag").click()
    column.locator(".plus", has_text="bouwt graag").wait_for()
