"""A school review live: the chair and four phones through every step; one reloads, one loses the network."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.requirement("S2", "S5", "S6")
TITLE = "Schoolbespreking maart"
STEPS = ["Terugblik", "Eén vakgebied samen", "Vakgebieden in rondes", "Afsluiting"]


@pytest.fixture
def hall(open_screen):
    """The chair at the desk of the review, opened, and four phones that joined by its code."""
    chair = open_screen("sanne").visit("school-reviews/")
    chair.get_by_role("link", name=TITLE).click()
    chair.get_by_role("link", name="Leiden").click()
    chair.get_by_role("button", name="Bespreking openen").click()
    code = chair.locator(".over strong").first.inner_text()
    phones = [open_screen(name, PHONE) for name in ("emmy", "tom", "fleur", "karim")]
    for phone in phones:
        phone.page.goto(f"{phone.server}/join/")
        phone.page.get_by_label("De code op het grote scherm").fill(code)
        phone.page.get_by_role("button", name="Verder").click()
        phone.page.get_by_role("button", name="Meedoen als").click()
        expect(phone.page.get_by_role("heading", name="Opening")).to_be_visible()
    return chair, phones


def go_on(chair: Page, title: str, phones: list[Page]) -> None:
    """The chair goes to the next step, and every phone is there."""
    chair.get_by_role("button", name=f"Verder naar: {title}").click()
    for phone in phones:
        expect(phone.get_by_role("heading", name=title, level=1)).to_be_visible()


def left(page: Page) -> float:
    """What is left on the clock, in seconds, as if every page were read at the same moment: of three the quickest."""
    read = "import('gezien/clock').then(({now}) => document.querySelector('#sr-clock time').dataset.endsAt - now())"
    found = []
    for _time in range(3):
        began = time.monotonic()
        shown = page.evaluate(read) / 1000
        ended = time.monotonic()
        found.append((ended - began, shown + (began + ended) / 2))
    return min(found)[1]


def vote(chair: Page, people: list) -> None:
    """Everybody answers the question; the first one while the network is away, which the app makes good."""
    phones = [person.page for person in people]
    chair.get_by_role("button", name="Vraag stellen").click()
    for number, phone in enumerate(phones[1:], start=5):
        phone.get_by_role("button", name=str(number), exact=True).click()
        expect(phone.get_by_text("Geteld.")).to_be_visible()
    people[0].check_accessibility()
    people[0].check_reflow()
    lost = phones[0]
    lost.get_by_role("button", name="8", exact=True).wait_for()
    lost.context.set_offline(True)
    lost.get_by_role("button", name="8", exact=True).click()
    expect(lost.get_by_text("Geen verbinding.")).to_be_visible()
    lost.context.set_offline(False)
    expect(lost.get_by_text("Geteld.")).to_be_visible()
    people[0].faults[:] = [fault for fault in people[0].faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    expect(chair.locator(".sr-cast strong")).to_have_text("4")
    chair.get_by_role("button", name="Beeld laten zien").click()
    expect(phones[1].get_by_text("minder dan vijf")).to_be_visible()


def write_card(phones: list[Page]) -> None:
    """One writes on the board, with a reload halfway; all see the card once."""
    words = phones[2].get_by_label("Nieuw kaartje: Wat valt op?")
    words.fill("Half getypt, ")
    phones[2].reload()
    expect(words).to_have_value("Half getypt, ")  # what was typed survives a reload
    words.fill("Automatiseren gaat overal goed.")
    phones[2].get_by_role("button", name="Op het bord").first.click()
    for phone in phones:
        expect(phone.locator(".sr-card", has_text="Automatiseren")).to_have_count(1)


def go_round(chair: Page, phones: list[Page]) -> None:
    """The clocks are equal, a group is ready, and the next round comes."""
    phones[3].add_init_script("{ const real = Date.now; Date.now = () => real() + 90000; }")  # a phone that is fast
    phones[3].reload()
    clocks = [left(page) for page in (chair, *phones)]
    assert max(clocks) - min(clocks) < 0.5
    phones[0].get_by_role("button", name="Wij zijn klaar").click()
    expect(chair.locator(".sr-group.is-ready")).to_have_count(1)
    chair.get_by_role("button", name="Volgende ronde").click()
    for phone in phones:
        expect(phone.get_by_text("Ronde 2 van 3")).to_be_visible()


def test_chair_and_four_phones_go_through_every_step(hall):
    chair, people = hall
    phones = [person.page for person in people]
    vote(chair, people)
    go_on(chair, STEPS[0], phones)
    go_on(chair, STEPS[1], phones)
    write_card(phones)
    go_on(chair, STEPS[2], phones)
    go_round(chair, phones)
    go_on(chair, STEPS[3], phones)
    chair.get_by_role("button", name="Bespreking afsluiten").click()
    expect(chair.locator(".sr-card", has_text="Automatiseren")).to_have_count(1)
    for phone in phones:
        expect(phone.get_by_role("heading", name="Dank jullie wel")).to_be_visible()
    for person in people:  # that the room is over is a page of its own
        person.faults[:] = [fault for fault in person.faults if "404" not in fault]


@pytest.mark.requirement("Z8", "S7")
def test_cards_and_what_follows_read_well_on_a_phone(open_screen):
    coach = open_screen("sanne")
    page = coach.visit("agreed/cards/")
    coach.check_accessibility()
    coach.check_reflow()
    page.locator("main").get_by_role("link", name="Schoolbespreking", exact=True).first.click()
    coach.check_accessibility()
    coach.check_reflow()
    page = coach.visit("school-reviews/")
    page.get_by_role("link", name="Schoolbespreking na de eindtoetsen").click()
    page.get_by_role("link", name="Vervolg").click()
    coach.check_accessibility()
    coach.check_reflow()
