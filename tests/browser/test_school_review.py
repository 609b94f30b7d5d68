"""A school review from its preparation to its follow-up: chair, big screen and four phones through all seven steps.

One phone reloads, one loses the network during the vote, one has a clock of its own that is wrong; nothing is lost.
"""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Person

TITLE = "Schoolbespreking maart"
NAMES = ("emmy", "tom", "fleur", "karim")
CARDS = {"Wat valt op?": "Automatiseren gaat overal goed.", "Onderwijsbehoeften": "Elke dag kort herhalen."}
ACTION = "Elke les begint met vijf minuten automatiseren."


class Hall:
    """The chair at the desk, the big screen, the chair's own phone, and four phones."""

    def __init__(self, chair: Person, phones: list[Person]):
        self.chair, self.desk, self.people = chair, chair.page, phones
        self.phones = [person.page for person in phones]
        self.address = self.desk.url
        self.beamer = self.another(self.address.replace("/desk/", "/screen/"))
        self.own = self.phones[0]  # until the chair takes part too

    def another(self, url: str) -> Page:
        """One more page of the chair, whose faults count as well."""
        page = self.desk.context.new_page()
        page.on("pageerror", lambda error: self.chair.faults.append(f"script: {error}"))
        page.goto(url)
        return page

    def go_on(self, title: str) -> None:
        """The chair goes to the next step; every phone and the big screen is there."""
        self.desk.get_by_role("button", name=f"Verder naar: {title}").click()
        for page in (*self.phones, self.beamer):
            expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()

    def clocks_agree(self) -> None:
        """All clocks tell the same within half a second."""
        found = [left(page) for page in (self.desk, self.beamer, *self.phones)]
        assert max(found) - min(found) < 0.5


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


# A phone on a slow network: what time it is arrives later than the first thing it is told.
SLOW_CLOCK = """
const at_once = window.fetch;
const a_second = () => new Promise((ready) => setTimeout(ready, 1000));
window.fetch = async (where, how) => {
  if (!String(where).includes("/live/time")) return at_once(where, how);
  await a_second();
  const answer = await at_once(where, how);
  await a_second();
  return answer;
};
"""


def join(page: Page, server: str, code: str) -> None:
    """From the browser's first page to a seat: the code that stands on the big screen, and one tap."""
    page.goto(f"{server}/join/")
    page.get_by_label("De code op het grote scherm").fill(code)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Meedoen als").click()


def choose(page: Page, number: int) -> None:
    """Answer the question."""
    page.get_by_role("button", name=str(number), exact=True).click()
    expect(page.get_by_text("Geteld.")).to_be_visible()


@pytest.fixture
def hall(open_screen) -> Hall:
    """Preparation: everybody reads; the chair opens and asks; four phones and the chair are in."""
    phones = [open_screen(name, PHONE) for name in NAMES]
    phones[2].page.add_init_script(SLOW_CLOCK)
    chair = open_screen("sanne")
    phones[0].visit("school-reviews/").get_by_role("link", name=TITLE).click()
    phones[0].page.get_by_role("button", name="Ik heb dit gelezen").first.click()
    expect(phones[0].page.get_by_role("button", name="Gelezen").first).to_be_visible()
    chair.visit("school-reviews/").get_by_role("link", name=TITLE).click()
    chair.page.get_by_role("link", name="Leiden").click()
    chair.page.get_by_role("button", name="Bespreking openen").click()
    code = chair.page.locator(".over strong").first.inner_text()
    for phone in phones[:3]:
        join(phone.page, phone.server, code)
        expect(phone.page.get_by_role("heading", name="Opening")).to_be_visible()
    chair.page.get_by_role("button", name="Vraag stellen").click()
    began = time.monotonic()  # the last one takes the phone out of the pocket
    join(phones[3].page, phones[3].server, code)
    choose(phones[3].page, 5)
    assert time.monotonic() - began < 30
    made = Hall(chair, phones)
    made.own = made.another(f"{chair.server}/join/{code.replace(' ', '')}/")
    return made


def opening(hall: Hall) -> None:
    """Everybody answers, one while the network is away; then the picture, which was hidden till then."""
    for number, page in zip((6, 7), hall.phones[1:3], strict=True):
        choose(page, number)
    hall.people[1].check_accessibility()
    hall.people[1].check_reflow()
    lost = hall.phones[0]
    lost.get_by_role("button", name="8", exact=True).wait_for()
    lost.context.set_offline(True)
    lost.get_by_role("button", name="8", exact=True).click()
    expect(lost.get_by_text("Geen verbinding.")).to_be_visible()
    choose(hall.own, 6)
    lost.context.set_offline(False)
    expect(lost.get_by_text("Geteld.")).to_be_visible()
    faults = hall.people[0].faults
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    expect(hall.beamer.locator(".sr-cast strong")).to_have_text("5")
    hall.desk.get_by_role("button", name="Beeld laten zien").click()
    for page in (hall.beamer, *hall.phones):
        expect(page.locator(".sr-mean").get_by_text("Gemiddeld 6,4")).to_be_visible()


def look_back(hall: Hall) -> None:
    """What became of the points of the time before, and tops and tips of two at once."""
    hall.go_on("Terugblik")
    expect(hall.beamer.get_by_text("Elke rekenles begint met vijf minuten automatiseren")).to_be_visible()
    for page, column in zip(hall.phones, ("Tops", "Tips"), strict=False):
        page.get_by_label(f"Nieuw kaartje: {column}").fill(f"Onze {column.lower()}")
        page.get_by_role("button", name="Op het bord").nth(("Tops", "Tips").index(column)).click()
    for column in ("tops", "tips"):
        expect(hall.beamer.locator(".sr-card", has_text=f"Onze {column}")).to_have_count(1)


def together(hall: Hall) -> None:
    """One reloads while typing; all see each card once; a dot; then the analysis is finished and an action agreed."""
    hall.go_on("Eén vakgebied samen")
    writer = hall.phones[2]
    words = writer.get_by_label("Nieuw kaartje: Wat valt op?")
    words.fill("Half getypt, ")
    writer.reload()
    expect(words).to_have_value("Half getypt, ")  # what was typed survives a reload
    for column, text in CARDS.items():
        writer.get_by_label(f"Nieuw kaartje: {column}").fill(text)
        writer.locator(".sr-column", has_text=column).get_by_role("button", name="Op het bord").click()
    for page in (*hall.phones, hall.beamer):
        expect(page.locator(".sr-card", has_text="Automatiseren")).to_have_count(1)
    hall.phones[1].locator(".sr-card", has_text="Automatiseren").get_by_role("button", name="Geef een stip").click()
    expect(hall.beamer.locator(".sr-dots-count")).to_contain_text("1")
    hall.desk.get_by_role("link", name="Rekenen").click()
    hall.desk.get_by_role("button", name="De analyse is klaar").click()
    hall.desk.get_by_label("Wat gaat er gebeuren?").fill(ACTION)
    hall.desk.get_by_label("Wie?", exact=True).select_option(label="Emmy de Groot")
    hall.desk.get_by_label("Waaraan meet je het?").fill("In juni haalt 80 % van de school de temponorm.")
    hall.desk.get_by_role("button", name="Opschrijven").click()
    hall.desk.goto(hall.address)


def in_rounds(hall: Hall) -> None:
    """Clocks are equal, also after more time; a signal is for one group; a group is ready; the next round comes."""
    hall.go_on("Vakgebieden in rondes")
    hall.phones[3].add_init_script(
        "{ const real = Date.now; Date.now = () => real() + 90000; }"
    )  # a clock that is fast
    hall.phones[3].reload()
    hall.clocks_agree()
    was = left(hall.desk)
    hall.desk.get_by_role("button", name="+5 min").click()
    expect(hall.desk.get_by_role("button", name="+5 min")).to_be_enabled()
    expect(hall.desk.get_by_role("button", name="+5 min")).to_be_focused()  # the keyboard is where it was
    assert 299 < left(hall.desk) - was < 301
    hall.phones[3].wait_for_function("document.querySelector('#sr-clock time').dataset.endsAt - Date.now() > 1300000")
    hall.clocks_agree()
    hall.desk.get_by_role("button", name="We zoomen in op één leerling").click()
    signal = "We zoomen in op één leerling"
    expect(hall.own.get_by_text(signal)).to_be_visible()
    assert sum(page.get_by_text(signal).count() for page in hall.phones) in (0, 1)  # who is in the chair's group
    hall.phones[0].get_by_role("button", name="Wij zijn klaar").click()
    expect(hall.desk.locator(".sr-group.is-ready")).to_have_count(1)
    for _round in range(2):
        hall.desk.get_by_role("button", name="Volgende ronde").click()
        hall.desk.get_by_text(re.compile(rf"Ronde {_round + 2} van 3")).wait_for()
    for page in hall.phones:
        expect(page.get_by_text("Ronde 3 van 3")).to_be_visible()
    hall.desk.get_by_role("button", name="Naar de presentaties").click()
    for page in (*hall.phones, hall.beamer):
        expect(page.get_by_text("Presenteren")).to_be_visible()


def closing(hall: Hall) -> None:
    """The question again; before and after stand side by side with the shift; then the review is closed."""
    hall.go_on("Afsluiting")
    hall.desk.get_by_role("button", name="Vraag stellen").click()
    for number, page in zip((8, 8, 7, 9, 7), (*hall.phones, hall.own), strict=True):
        choose(page, number)
    hall.desk.get_by_role("button", name="Beeld laten zien").click()
    for page in (hall.beamer, *hall.phones):
        expect(page.locator(".sr-shift")).to_contain_text("+1,4")
        expect(page.locator(".sr-bars")).to_have_count(2)
    for _try in range(40):  # the picture may just be making way for a newer one
        places = hall.beamer.locator(".sr-round").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect().toJSON())"
        )
        if len(places) > 1 and places[0]["width"]:
            break
        hall.beamer.wait_for_timeout(250)
    assert (places[0]["y"], places[0]["x"] < places[1]["x"]) == (places[1]["y"], True)  # side by side in the hall
    hall.desk.get_by_role("button", name="Bespreking afsluiten").click()
    for page in hall.phones:
        expect(page.get_by_role("heading", name="Dank jullie wel")).to_be_visible()
    for person in (hall.chair, *hall.people):  # that the room is over is a page of its own
        person.faults[:] = [fault for fault in person.faults if "404" not in fault]


def processing(hall: Hall) -> None:
    """What it gave stands there, and a board is worked out from its cards."""
    page = hall.desk
    for words in (*CARDS.values(), "Onze tops", "Onze tips"):
        expect(page.locator(".sr-card", has_text=words)).to_have_count(1)
    expect(page.locator(".sr-shift")).to_contain_text("+1,4")
    page.get_by_role("link", name="Vervolg").click()
    page.get_by_role("link", name="Rekenen").click()
    page.get_by_role("button", name="Beginnen met de kaartjes").click()
    expect(page.get_by_label("Wat we zagen")).to_have_value(re.compile("Automatiseren gaat overal goed"))
    expect(page.get_by_label("Wat we de komende periode")).to_have_value(re.compile("Elke dag kort herhalen"))
    page.get_by_role("button", name="Uitgewerkt").click()
    expect(page.get_by_text("uitgewerkt").first).to_be_visible()


def monitoring(hall: Hall) -> None:
    """Who has the action point notes on the phone what happened; it stays with the review."""
    phone = hall.phones[0]
    phone.goto(hall.desk.url)
    point = phone.locator(".after-point", has_text=ACTION)
    point.get_by_text("Noteer wat er gebeurde").click()
    point.get_by_label("Wat gebeurde er?").fill("Alle groepen begonnen er deze week mee.")
    point.get_by_role("button", name="Noteren").click()
    hall.desk.reload()
    expect(hall.desk.locator(".after-point", has_text=ACTION)).to_contain_text("Alle groepen begonnen")


@pytest.mark.requirement("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S12")
def test_chair_and_four_phones_go_through_all_seven_steps(hall):
    for step in (opening, look_back, together, in_rounds, closing, processing, monitoring):
        step(hall)


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
