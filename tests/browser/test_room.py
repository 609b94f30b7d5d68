"""The review in real browsers: two people in one room, nothing typed is lost, every stage on laptop and phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Person, plan_and_invite
from tests.browser.serving import put_back


@pytest.fixture(scope="module")
def when_opened(tmp_path_factory) -> tuple[Path, list[str]]:
    """Where the school is kept as it was when the review had just been opened, and the review's address."""
    return tmp_path_factory.mktemp("opened"), []


@pytest.fixture
def review(open_screen, served, when_opened) -> str:
    """The address of an open review of 5b: planned and opened once, then everything is put back as it was there."""
    folder, addresses = when_opened
    if addresses:
        put_back(folder, served.folder)
        return addresses[0]
    page = open_screen("sanne").visit("meetings/plan/")
    page.get_by_label("Groep", exact=True).select_option(label="Groep 5b")
    expect(page.get_by_role("checkbox", name="Tom Smit")).to_be_checked()
    plan_and_invite(page)
    page.get_by_role("button", name="Bespreking openen").click()
    expect(page.locator("#room-agenda")).to_be_visible()
    addresses.append(page.url)
    page.close()
    put_back(served.folder, folder)
    return addresses[0]


@pytest.fixture
def room(open_screen, review) -> tuple[Person, Person]:
    """Sanne and Emmy, each at an own screen in the same open review of 5b."""
    sanne, emmy = open_screen("sanne"), open_screen("emmy")
    sanne.page.goto(review)
    emmy.page.goto(review)
    return sanne, emmy


def go_to(page: Page, point: str) -> None:
    """Choose a point of the agenda."""
    page.get_by_role("navigation", name="Agenda").get_by_role("link", name=re.compile(point)).click()
    expect(page.get_by_role("heading", level=2, name=re.compile(point))).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator("#room-minutes [data-autosave-status]")).to_contain_text("Bewaard om")


def check_everywhere(person: Person) -> None:
    """No fault on laptop, phone and at 320 px."""
    person.check_accessibility()
    person.check_reflow()
    person.page.set_viewport_size(PHONE)
    person.check_accessibility()
    person.page.set_viewport_size(LAPTOP)


@pytest.mark.requirement("H34")
def test_screens_follow_who_leads_and_show_who_is_typing(room):
    sanne, emmy = room
    sanne.page.locator("#room-agenda").get_by_role("button", name=re.compile("voorbereiding")).click()
    expect(emmy.page.get_by_role("heading", level=2, name=re.compile("voorbereiding"))).to_be_visible()
    expect(sanne.page.locator("#room-people [data-present]")).to_have_count(2)
    emmy.page.get_by_role("textbox", name="Sfeer").press_sequentially("Fijn")
    expect(sanne.page.get_by_text("Emmy de Groot typt…")).to_be_visible()
    expect(sanne.page.get_by_role("textbox", name="Sfeer")).to_have_value("Fijn")
    emmy.page.get_by_role("heading", level=1).click()
    emmy.page.context.set_offline(True)  # her screen misses where Sanne goes, and goes along as soon as it is back
    sanne.page.locator("#room-agenda").get_by_role("button", name=re.compile("Resultaten")).click()
    expect(sanne.page.get_by_role("heading", level=2, name=re.compile("Resultaten"))).to_be_visible()
    emmy.page.context.set_offline(False)
    expect(emmy.page.get_by_role("heading", level=2, name=re.compile("Resultaten"))).to_be_visible()
    emmy.faults.clear()  # being offline is a fault in the browser's console
    go_to(emmy.page, "Clusters en groepsplan")
    expect(emmy.page.locator("#room-here")).to_contain_text("Je kijkt rond")


@pytest.mark.requirement("H34")
def test_what_one_writes_appears_on_the_others_screen_by_itself(room):
    sanne, emmy = room
    emmy.page.get_by_role("textbox", name="Notulen").fill("Alles is gedaan.")
    saved(emmy.page)
    expect(sanne.page.get_by_role("textbox", name="Notulen")).to_have_value("Alles is gedaan.")
    sanne.page.get_by_role("button", name="Besproken, volgende punt").click()
    expect(emmy.page.locator("#room-agenda")).to_contain_text("besproken")


@pytest.mark.requirement("H37", "B3")
def test_need_written_by_one_stands_in_the_row_of_the_other_who_keeps_typing(room):
    sanne, emmy = room
    rows = [one.page.locator("#room-file tr[id]").first for one in room]
    whole = []
    sanne.page.on("request", lambda request: "/matter/" in request.url and whole.append(request.url))
    sanne.page.locator("#room-agenda").get_by_role("button", name=re.compile("Resultaten")).click()
    for one in room:
        expect(one.page.get_by_role("heading", level=2, name=re.compile("Resultaten"))).to_be_visible()
    words = sanne.page.get_by_label("Wat vraagt aandacht?")
    words.press_sequentially("Nog niet")

    rows[1].locator("td.n a").first.click()
    emmy.page.get_by_label("Doel", exact=False).first.fill("Leest vlot voor op 12 maart.")
    emmy.page.get_by_role("button", name="Klaar", exact=True).click()

    expect(rows[0]).to_contain_text("Leest vlot voor op 12 maart.")
    expect(words).to_be_focused()
    expect(words).to_have_value("Nog niet")
    assert whole == []  # the row alone was fetched
    read_on_while_the_server_falters(sanne, emmy, rows)


def read_on_while_the_server_falters(sanne: Person, emmy: Person, rows) -> None:
    """Sanne reads why a pupil is flagged; what could not be fetched for her meanwhile comes by itself, after that."""
    sanne.page.locator("#room-file a.sig").first.click()
    panel = sanne.page.locator("#room-file .sg")
    expect(panel).to_be_visible()
    sanne.page.route("**/rows/**", lambda route: route.fulfill(status=503))
    rows[1].locator("td.n a").first.click()
    emmy.page.get_by_label("Doel", exact=False).first.fill("Leest vlot voor op 19 maart.")
    with sanne.page.expect_response("**/matter/**", timeout=20_000):
        emmy.page.get_by_role("button", name="Klaar", exact=True).click()
    expect(panel).to_be_visible()
    sanne.page.keyboard.press("Escape")
    expect(rows[0]).to_contain_text("Leest vlot voor op 19 maart.", timeout=15_000)
    sanne.faults.clear()  # a fault of the server is one in the browser's console


def test_what_others_do_never_touches_the_field_one_types_in(room):
    sanne, emmy = room
    words = emmy.page.get_by_label("Wat gaat er gebeuren?")
    words.press_sequentially("Oefent met Bi")
    sanne.page.get_by_label("Wat gaat er gebeuren?").fill("Belt de ouders.")
    sanne.page.get_by_role("button", name="Afspreken").click()
    expect(emmy.page.locator("#room-made")).to_contain_text("Belt de ouders.")
    expect(words).to_be_focused()
    words.press_sequentially("lal.")
    expect(words).to_have_value("Oefent met Bilal.")


@pytest.mark.requirement("H34")
def test_who_leads_now_shows_above_the_field_one_is_typing_in(room):
    sanne, emmy = room
    minutes = emmy.page.get_by_role("textbox", name="Notulen")
    minutes.press_sequentially("Rustig")
    saved(emmy.page)
    expect(emmy.page.locator("#room-people [data-present]")).to_have_count(2)

    sanne.page.get_by_text("Voorzitten overdragen").click()
    sanne.page.get_by_label("Wie zit vanaf nu voor?").select_option(label="Tom Smit")
    sanne.page.get_by_role("button", name="Overdragen", exact=True).click()

    expect(emmy.page.locator("#room-people [data-person]").filter(has_text="Tom Smit")).to_contain_text("leidt")
    expect(emmy.page.locator("#room-people").get_by_text("leidt", exact=True)).to_have_count(1)
    expect(emmy.page.locator("#room-people [data-present]")).to_have_count(2)
    expect(minutes).to_be_focused()
    expect(minutes).to_have_value("Rustig")
    tom = sanne.page.locator("[data-room]").get_attribute("data-chair")
    expect(emmy.page.locator("[data-room]")).not_to_have_attribute("data-chair", tom)
    emmy.page.get_by_role("heading", level=1).click()
    expect(emmy.page.locator("[data-room]")).to_have_attribute("data-chair", tom)


def test_two_in_the_same_minutes_choose_with_both_texts_in_sight(room):
    sanne, emmy = room
    mine, theirs = emmy.page.get_by_role("textbox", name="Notulen"), sanne.page.get_by_role("textbox", name="Notulen")
    sanne.page.context.set_offline(True)  # her screen misses what Emmy saves
    theirs.press_sequentially("Van Sanne")
    mine.press_sequentially("Van Emmy")
    saved(emmy.page)
    sanne.page.context.set_offline(False)
    panel = sanne.page.locator("#room-minutes .conflict")
    expect(panel).to_contain_text("Van Emmy")
    expect(theirs).to_be_focused()
    theirs.press_sequentially(" en nog wat")
    expect(panel).to_contain_text("Van Sanne en nog wat")
    sanne.page.get_by_role("navigation", name="Agenda").get_by_role("button", name=re.compile("Clusters")).click()
    expect(sanne.page.locator("#room-here")).to_contain_text("Kies welke blijft")
    expect(theirs).to_have_value("Van Sanne en nog wat")
    sanne.faults.clear()  # being offline is a fault in the browser's console


def test_going_on_waits_until_what_was_typed_is_saved(room):
    _sanne, emmy = room
    page = emmy.page
    page.get_by_role("textbox", name="Notulen").press_sequentially("Nog net dit")
    go_to(page, "Clusters en groepsplan")
    go_to(page, "Afspraken van de vorige keer")
    expect(page.get_by_role("textbox", name="Notulen")).to_have_value("Nog net dit")


def test_what_could_not_be_saved_keeps_one_at_this_point(room):
    _sanne, emmy = room
    page, field = emmy.page, emmy.page.get_by_role("textbox", name="Notulen")
    page.context.set_offline(True)
    field.press_sequentially("Zonder verbinding")
    page.get_by_role("navigation", name="Agenda").get_by_role("link", name=re.compile("Clusters")).click()
    expect(field).to_have_value("Zonder verbinding")
    expect(page.locator("#room-minutes [data-autosave-status]")).to_contain_text("Nog niet bewaard")
    expect(field).to_be_focused()
    page.context.set_offline(False)
    saved(page)
    emmy.faults.clear()  # being offline is a fault in the browser's console


@pytest.mark.requirement("H35", "E3")
def test_agreement_of_last_time_is_settled_in_the_room_and_undone(room):
    _sanne, emmy = room
    page = emmy.page
    row = page.locator("#room-before li").first
    row.get_by_role("button", name="Gedaan").click()
    undo = page.locator("#room-before").get_by_role("button", name="Ongedaan maken")
    expect(page.locator("#room-before button[autofocus]")).to_be_focused()  # did it help?
    undo.click()
    expect(page.locator("#room-before li").first.get_by_role("button", name="Gedaan")).to_be_visible()


def test_reason_half_typed_survives_what_others_do(room):
    sanne, emmy = room
    page = emmy.page
    page.locator("#room-before summary").first.click()
    reason = page.locator("#room-before textarea").first
    reason.press_sequentially("Er was geen tij")
    page.get_by_role("heading", level=1).click()
    sanne.page.get_by_role("textbox", name="Notulen").fill("Sanne schrijft.")
    saved(sanne.page)
    expect(page.get_by_role("textbox", name="Notulen")).to_have_value("Sanne schrijft.")
    expect(reason).to_have_value("Er was geen tij")
    expect(reason).to_be_visible()


@pytest.mark.parametrize(
    "point",
    [
        "Afspraken van de vorige keer",
        "aan de hand van de voorbereiding",
        "Resultaten en groepsoverzicht",
        "Clusters en groepsplan",
        "Nieuwe afspraken",
    ],
)
def test_every_point_is_accessible_on_laptop_and_phone(room, point):
    _sanne, emmy = room
    go_to(emmy.page, point)
    check_everywhere(emmy)
    if point.startswith("Clusters"):  # two things at one point: the plan, and the board
        emmy.page.locator("#room-matter").get_by_role("link", name="Clusters", exact=True).click()
        expect(emmy.page.locator("#board .board-card").first).to_be_visible()
        check_everywhere(emmy)


def test_the_matter_has_the_width_on_a_laptop_and_beside_folded_notes(room):
    _sanne, emmy = room
    page = emmy.page
    go_to(page, "Resultaten en groepsoverzicht")
    assert page.locator("#room-matter").bounding_box()["width"] > 1200  # what is noted stands below it
    page.set_viewport_size({"width": 1720, "height": 1000})
    before = page.locator("#room-matter").bounding_box()["width"]
    page.get_by_text("Notulen en afspraken", exact=True).click()
    assert page.locator("#room-matter").bounding_box()["width"] > before + 200


def test_at_the_last_point_the_agreement_has_the_width_and_a_phone_shows_the_point_in_the_agenda(room):
    page = room[1].page
    beside = page.locator("#room-agree").bounding_box()["width"]
    labels = page.locator("td[data-label='Nu, tegenover het doel van de school']")

    page.set_viewport_size(PHONE)
    assert labels.first.evaluate("cell => cell.scrollHeight <= cell.clientHeight + 1")  # a long label stays inside
    go_to(page, "Nieuwe afspraken")
    expect(page.locator("#room-agenda [aria-current]")).to_be_in_viewport(ratio=0.9)

    page.set_viewport_size(LAPTOP)
    assert page.locator("#room-agree").bounding_box()["width"] > 1.5 * beside
    fold = page.get_by_text("Hoe en wanneer je ziet of het hielp")
    assert fold.evaluate("summary => getComputedStyle(summary, '::before').content.includes('▸')")


@pytest.mark.requirement("H34", "Z7")
def test_closing_tells_the_other_and_leaves_a_report(room):
    sanne, emmy = room
    emmy.page.get_by_role("textbox", name="Notulen").fill("Goed gesprek.")
    saved(emmy.page)
    emmy.page.get_by_role("heading", level=1).click()
    sanne.page.get_by_role("button", name="Bespreking afsluiten").click()
    expect(sanne.page.get_by_text("Goed gesprek.")).to_be_visible()
    check_everywhere(sanne)
    expect(emmy.page.get_by_role("heading", level=1, name=re.compile("Verslag"))).to_be_visible(timeout=8000)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("sanne", "meetings/"),
        ("sanne", "meetings/plan/"),
        ("sanne", "meetings/forms/"),
        ("sanne", "agreements/"),
        ("emmy", "agreements/add/"),
        ("emmy", ""),
        ("sanne", ""),
        ("karim", ""),
        ("petra", ""),
    ],
)
def test_page_is_accessible_on_laptop_and_phone(open_screen, name, path):
    person = open_screen(name)
    person.visit(path)
    check_everywhere(person)


def test_preparation_is_filled_in_from_home_and_called_ready(open_screen):
    fleur = open_screen("fleur")
    page = fleur.visit("meetings/")
    page.get_by_role("link", name=re.compile("Groep 6")).first.click()
    page.get_by_role("link", name=re.compile("De voorbereiding naast")).click()
    page.get_by_role("button", name="Toch nog iets aanvullen").click()
    field = page.get_by_label("Hoe is de sfeer in de groep?")
    field.fill("Rustig en vrolijk.")
    expect(page.locator("[data-autosave-status]").first).to_contain_text("Bewaard om")
    check_everywhere(fleur)
    page.get_by_role("button", name="De voorbereiding is klaar").click()
    expect(page.get_by_text("Rustig en vrolijk.")).to_be_visible()


def test_form_is_edited_by_keyboard_alone(open_screen):
    sanne = open_screen("sanne")
    page = sanne.visit("meetings/forms/")
    page.get_by_role("link", name=re.compile("groep 3")).click()
    check_everywhere(sanne)
    page.locator("[name=new_label]").fill("En buiten?")
    page.keyboard.press("Enter")
    expect(page.get_by_label(re.compile("^Vraag 8"))).to_have_value("En buiten?")
    page.get_by_role("button", name="Omhoog En buiten?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(re.compile("^Vraag 7"))).to_have_value("En buiten?")


@pytest.mark.requirement("H34")
def test_head_puts_themself_in_the_chair_and_opens_the_review(open_screen):
    page = open_screen("sanne").visit("meetings/plan/")
    page.get_by_label("Groep", exact=True).select_option(label="Groep 5b")
    expect(page.get_by_role("checkbox", name="Tom Smit")).to_be_checked()
    plan_and_invite(page)
    karim = open_screen("karim")
    karim.page.goto(page.url)
    karim.page.get_by_text("Iemand anders laten leiden…").click()
    check_everywhere(karim)
    karim.page.get_by_role("button", name="Bewaren en laten weten").click()
    expect(karim.page.get_by_text("Karim Bouzid leidt deze bespreking vanaf nu")).to_be_visible()
    karim.page.get_by_role("button", name="Bespreking openen").click()
    expect(karim.page.get_by_role("button", name="Besproken, volgende punt")).to_be_visible()
