"""Four people in one pupil review: who leads, two teachers, and an expert from outside who sees one case."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, plan_and_invite

GOAL = "Noor leest in april alleen een nieuwe tekst van 80 woorden in 2 minuten."


@pytest.fixture
def sitting(open_screen) -> dict[str, Person]:
    """Sanne leads a pupil review about Noor of 5b; Emmy, whose question it is, and Tom are on their own screens."""
    people = {name: open_screen(name) for name in ("sanne", "emmy", "tom")}
    page = open_room(people["sanne"])
    for name in ("emmy", "tom"):
        people[name].page.goto(page.url)
    page.locator("#room-agenda").get_by_role("button", name=re.compile("Noor")).click()
    for one in people.values():
        expect(one.page.get_by_role("heading", level=2, name=re.compile("Noor"))).to_be_visible()
    return people


def open_room(sanne: Person) -> Page:
    """Sanne plans a pupil review about Noor, with Tom, and opens it."""
    page = sanne.visit("meetings/sittings/plan/")
    page.get_by_role("checkbox", name=re.compile("^Noor")).check()
    page.get_by_role("checkbox", name="Tom Smit").check()
    plan_and_invite(page)
    page.get_by_role("button", name="Bespreking openen").click()
    return page


def call_in(sanne: Person, expert: Person, mailed, asked: str = "Wat zie jij hierin?") -> None:
    """Sanne invites Mirjam, to whose help the parents agreed; she opens her mail and gives the code she was told."""
    page = sanne.page.context.new_page()
    page.goto(f"{sanne.server}/s/zwaluw/cases/")
    page.get_by_role("link", name=re.compile("^Noor")).click()
    page.get_by_role("link", name=re.compile("^Van buiten")).click()
    page.get_by_role("link", name=re.compile("^Uitnodigen")).click()
    page.get_by_label("Je vraag aan de gast").fill(asked)
    page.get_by_role("checkbox", name="Wat zou kunnen helpen").check()
    page.get_by_role("button", name="Uitnodigen").click()
    code = page.locator(".told-code").inner_text()
    page.close()
    expert.page.goto(mailed("mirjam@partner.example"))
    expert.page.get_by_role("textbox", name="Code").fill(code)
    expert.page.get_by_role("button", name="Openen").click()
    expect(expert.page.get_by_role("heading", level=1)).to_have_text("Meedenken over Noor")


def check(person: Person) -> None:
    person.check_accessibility()
    person.check_reflow()


def minutes(person: Person):
    return person.page.get_by_role("textbox", name="Notulen")


def part(person: Person, name: str):
    return person.page.get_by_role("textbox", name=name)


def saved(page: Page, form: str) -> None:
    expect(page.locator(f"{form} [data-autosave-status]").first).to_contain_text("Bewaard om")


def write_together(sanne: Person, emmy: Person, tom: Person, expert: Person) -> None:
    """What one writes stands on the others' screens, and the expert finds it in what was shared."""
    expect(expert.page.get_by_text("Hierover wordt nu gesproken.")).to_be_visible()
    expect(sanne.page.locator("#room-people [data-present]", has_text="Mirjam")).to_contain_text("van buiten, bij Noor")
    part(emmy, "Wat zou kunnen helpen").fill("Woorden vooraf uitbeelden.")
    for one in (sanne, tom):
        expect(part(one, "Wat zou kunnen helpen")).to_have_value("Woorden vooraf uitbeelden.")
    expect(expert.page.get_by_text("Woorden vooraf uitbeelden.")).to_be_visible()  # by itself


def drop_out(sanne: Person, emmy: Person, tom: Person) -> None:
    """Tom loses the network, goes on writing, and misses what the others do meanwhile; then all have all of it."""
    tom.page.context.set_offline(True)
    minutes(tom).fill("Ouders lezen mee voor.")
    part(emmy, "Het doel waar het om gaat").fill(GOAL)
    saved(emmy.page, "#part-goal")
    emmy.page.get_by_role("button", name="Maak van het doel een behoefte").click()
    expect(emmy.page.locator("#needs")).to_contain_text(GOAL)
    expect(sanne.page.locator("#needs")).to_contain_text(GOAL)
    expect(tom.page.locator("#room-minutes [data-autosave-status]")).to_contain_text("Nog niet bewaard")
    tom.page.context.set_offline(False)
    for one in (sanne, emmy):
        expect(minutes(one)).to_have_value("Ouders lezen mee voor.")
    expect(tom.page.locator("#needs")).to_contain_text(GOAL)
    tom.faults.clear()  # being offline is a fault in the browser's console


def expert_writes(expert: Person, sanne: Person) -> None:
    """It stands in the case under her name, and on the table at once."""
    expert.page.get_by_label("Uw woorden aan de school").fill("Let op de klank van nieuwe woorden.")
    expert.page.get_by_role("button", name="Verstuur naar de school").click()
    expect(expert.page.get_by_role("heading", name="Door u verstuurd")).to_be_visible()
    expect(sanne.page.get_by_text("Let op de klank van nieuwe woorden.")).to_be_visible()


def go_on(sanne: Person, expert: Person) -> None:
    """Whoever leads goes to the next point and back: the expert's page says so by itself."""
    agenda = sanne.page.locator("#room-agenda")
    agenda.get_by_role("button", name=re.compile("Nieuwe afspraken")).click()
    expect(expert.page.get_by_text("De bespreking gaat hier niet meer over.")).to_be_visible()
    agenda.get_by_role("button", name=re.compile("Noor")).click()
    expect(expert.page.get_by_text("Hierover wordt nu gesproken.")).to_be_visible()


def said_is_the_file(emmy: Person) -> str:
    """What was said in the room is the case and the overview themselves. Gives the room's address."""
    room = emmy.page.url
    expect(emmy.visit("groups/").locator("tr", has_text="Noor").first).to_contain_text("alleen een nieuwe tekst")
    emmy.page.goto(room)
    emmy.page.get_by_role("link", name="Het hele dossier").click()
    expect(part(emmy, "Wat zou kunnen helpen")).to_have_value("Woorden vooraf uitbeelden.")
    expect(emmy.page.get_by_text("Let op de klank van nieuwe woorden.")).to_be_visible()
    return room


def expert_sees_one_case(expert: Person, elsewhere: list[str]) -> None:
    """She sees what was ticked and nothing else."""
    expect(expert.page.get_by_role("main")).not_to_contain_text("tien zinnen in vijf minuten")
    expect(expert.page.get_by_role("main")).not_to_contain_text("Ouders lezen mee voor.")
    link = expert.page.url
    for url in [*elsewhere, f"{expert.server}/s/zwaluw/", f"{expert.server}/s/zwaluw/cases/"]:
        expert.page.goto(url)
        expect(expert.page).to_have_url(re.compile("/account/login/"))
    assert expert.page.goto(re.sub(r"guest/.", "guest/0", link)).status == 404
    expert.page.goto(link)


@pytest.mark.requirement("H37", "H44", "H45")
def test_four_people_work_in_one_case(sitting, open_screen, mailed):
    sanne, emmy, tom = sitting.values()
    expert = open_screen()
    call_in(sanne, expert, mailed)
    write_together(sanne, emmy, tom, expert)
    drop_out(sanne, emmy, tom)
    expert_writes(expert, sanne)
    go_on(sanne, expert)
    room = said_is_the_file(emmy)
    expert_sees_one_case(expert, [room, emmy.page.url])
    for one in (tom, emmy, expert):
        check(one)


@pytest.mark.requirement("H45")
def test_page_of_a_guest_whose_invitation_ends_keeps_the_words_and_nothing_that_goes_on(open_screen, mailed):
    sanne, expert = open_screen("sanne"), open_screen()
    room = open_room(sanne)
    room.locator("#room-agenda").get_by_role("button", name=re.compile("Noor")).click()
    call_in(sanne, expert, mailed, asked="Wat zou jij proberen?")
    now, words = expert.page.get_by_text("Hierover wordt nu gesproken."), part(expert, "Uw woorden aan de school")
    expect(now).to_be_visible()
    words.fill("Ik dacht ook aan")

    room.get_by_role("link", name="Het hele dossier").click()
    room.get_by_role("link", name=re.compile("^Van buiten")).click()
    mirjam = room.get_by_role("listitem").filter(has_text="Wat zou jij proberen?")
    mirjam.get_by_role("button", name=re.compile("^Beëindig nu")).click()

    expect(expert.page.get_by_text("Deze pagina is niet meer open.")).to_be_visible()
    expect(now).to_have_count(0)
    expect(expert.page.get_by_role("button", name="Verstuur naar de school")).to_have_count(0)
    expect(words).to_have_value("Ik dacht ook aan")
    expect(words).not_to_be_editable()
    check(expert)
