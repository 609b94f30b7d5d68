"""One school, one group, one whole cycle, on real input: from the school's own files to agreements that come back."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import LAPTOP, PHONE, Person, plan_and_invite

PUPILS = [  # key, call name, family name, scores of E4 and M5, level of M5
    ("S1", "Anouar", "Zomer", "180", "189", "V"),
    ("S2", "Britt", "Winter", "195", "210", "III"),
    ("S3", "Cas", "Lente", "199", "214", "III"),
    ("S4", "Dewi", "Herfst", "215", "238", "I"),
]


@pytest.fixture
def roster(tmp_path) -> Path:
    """An export of De Zwaluw's administration: a new group 5c, taught by Emmy."""
    pupils = "".join(
        f'<leerling key="{key}"><achternaam>{family}</achternaam><roepnaam>{call}</roepnaam>'
        f"<geboortedatum>2017-11-0{number}</geboortedatum><geslacht>0</geslacht><jaargroep>5</jaargroep>"
        f'<groep key="G5C"/></leerling>'
        for number, (key, call, family, *_scores) in enumerate(PUPILS, start=1)
    )
    path = tmp_path / "EDEX.xml"
    path.write_text(
        "<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>00ZW</brincode>"
        "<dependancecode>00</dependancecode><schoolkey>1</schoolkey><xsdversie>2.1</xsdversie></school>"
        '<groepen><groep key="G5C"><naam>5c</naam><jaargroep>5</jaargroep></groep></groepen>'
        f"<leerlingen>{pupils}</leerlingen><leerkrachten>"
        '<leerkracht key="L001"><achternaam>Groot</achternaam><voorvoegsel>de</voorvoegsel><roepnaam>Emmy</roepnaam>'
        '<groepen><groep key="G5C"/></groepen></leerkracht></leerkrachten></EDEX>',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def scores(tmp_path) -> Path:
    """A list of arithmetic results with headings of the school's own, one of them wrong."""
    lines = ["Leerlingnr;Naam;Wanneer;Datum;VS;Niv"]
    for key, call, family, before, now, level in PUPILS:
        lines.append(f"{key};{call} {family};E4;08-06-2026;{before};")
        lines.append(f"{key};{call} {family};M5;20-01-2027;{now};{level}")
    lines.append("S9;Niemand Hier;M5;20-01-2027;200;III")
    path = tmp_path / "rekenen.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.requirement("H8", "H13", "H17", "H18", "H34", "H37", "Z5", "Z7", "B3")
def test_one_whole_cycle_on_real_input(open_screen, roster, scores):
    petra = open_screen("petra")
    import_roster(petra, roster)
    import_scores(petra, scores)
    emmy, sanne, fleur = open_screen("emmy"), open_screen("sanne"), open_screen("fleur")
    overview = read_overview(emmy)
    name_need(emmy, overview)
    divide(emmy, overview)
    plan = draw_up_plan(emmy)
    review = plan_review(sanne, overview)
    prepare(emmy, review)
    hold_review(sanne, emmy, review)
    find_agreement(emmy)
    see_nothing(fleur, [overview, plan, f"{plan}pdf/", review, f"{review}preparation/"])


def import_roster(petra: Person, roster: Path) -> None:
    """The administrator sees what the file does, applies it, and the second time nothing changes."""
    page = upload(petra, roster, "Leerlingen en groepen")
    expect(page.get_by_text("Anouar Zomer").first).to_be_attached()
    petra.check_accessibility()
    for caution in page.get_by_role("checkbox").all():
        caution.check()
    page.get_by_role("button", name="Toepassen").click()
    expect(page.get_by_text("Toegepast").first).to_be_visible()
    page = upload(petra, roster, "Leerlingen en groepen")
    expect(page.get_by_text("Er verandert niets").first).to_be_visible()


def import_scores(petra: Person, scores: Path) -> None:
    """The administrator says once what the columns mean, leaves out the refused row, and applies."""
    page = upload(petra, scores, "Resultaten")
    petra.check_accessibility()
    meanings = {
        "Leerlingnr": "pupil.key",
        "Naam": "",
        "Wanneer": "row.moment",
        "Datum": "row.taken_on",
        "VS": "row.figure",
        "Niv": "row.level",
    }
    for heading, meaning in meanings.items():
        page.get_by_label(heading, exact=True).select_option(meaning)
    page.get_by_label("Toets van het hele bestand").select_option("lvs-rekenen")
    page.get_by_label("Bewaar deze keuze als").fill("Rekenlijst")
    page.get_by_role("button", name="Verder naar het voorbeeld").click()
    expect(page.get_by_text("geen leerling heeft nummer S9")).to_be_visible()
    petra.check_accessibility()
    petra.check_reflow()
    page.get_by_label("Ga verder zonder de geweigerde rijen").check()
    page.get_by_role("button", name="Toepassen").click()
    expect(page.get_by_role("button", name="Maak deze import ongedaan")).to_be_visible()


def upload(petra: Person, path: Path, kind: str) -> Page:
    """Choose a file and ask what it would do."""
    page = petra.visit("imports/upload/")
    page.get_by_text(kind, exact=False).first.click()
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Laat zien wat het doet").click()
    page.wait_for_url(re.compile(r"/imports/\d+/"))
    return page


def read_overview(emmy: Person) -> str:
    """The teacher sees exactly what the files said: level, growth, and who needs attention. Gives its address."""
    page = emmy.visit("groups/")
    page.get_by_role("link", name=re.compile("5c")).first.click()
    page.wait_for_url(re.compile(r"/groups/\d+/$"))
    row = page.get_by_role("row", name=re.compile("Anouar Zomer"))
    expect(row).to_contain_text("V")
    expect(row).to_contain_text("+9")
    expect(row).to_contain_text("RW V")  # the signal, with its figure
    check_everywhere(emmy)
    return page.url


def name_need(emmy: Person, overview: str) -> None:
    """The teacher writes a need in the cell itself, by keyboard; it is saved while typing and stands in the row."""
    page = emmy.page
    row = page.get_by_role("row", name=re.compile("Anouar Zomer"))
    row.locator("a[data-edit][href*='/needs/']").first.focus()
    page.keyboard.press("Enter")
    editor = page.locator(".need")
    editor.get_by_role("link", name="Rekenen").click()
    expect(editor.get_by_role("heading", name="Rekenen")).to_be_visible()
    page.locator(".need textarea[name=goal]").fill("Rekent eind maart sommen tot 100, 8 van de 10 goed.")
    editor.get_by_role("button", name="Instructie", exact=True).click()
    page.keyboard.type("met materiaal begint")
    expect(page.locator(".need [data-autosave-status]")).to_contain_text("Bewaard om")
    emmy.check_accessibility()
    page.goto(overview)
    expect(page.get_by_role("row", name=re.compile("Anouar Zomer"))).to_contain_text("8 van de 10 goed")


def divide(emmy: Person, overview: str) -> None:
    """Three named clusters, filled with the arrows on the cards."""
    page = emmy.page
    page.goto(overview)
    page.get_by_role("link", name="Clusteren").click()
    page.get_by_role("link", name="Rekenen").click()
    page.get_by_role("button", name="Begin met indelen").click()
    for name, cluster in (("Anouar Zomer", "Intensief"), ("Britt Winter", "Basis"), ("Cas Lente", "Basis")):
        move(page, name, cluster)
    move(page, "Dewi Herfst", "Verdiept")
    expect(page.get_by_role("region", name="Basis")).to_contain_text("Cas Lente")
    check_everywhere(emmy)


def move(page: Page, name: str, cluster: str) -> None:
    """Press the arrow on a card until it stands in the cluster."""
    for _step in range(4):
        if page.get_by_role("region", name=cluster).get_by_role("heading", name=name).count():
            return
        before = page.locator("[name=version]").first.input_value()
        page.locator("article", has=page.get_by_role("heading", name=name)).locator("[id^=right-]").click()
        expect(page.locator("[name=version]").first).not_to_have_value(before)
    raise AssertionError(f"{name} did not reach {cluster}")


def draw_up_plan(emmy: Person) -> str:
    """The plan begins with what is known, is written in place, and prints on one A4. Gives its address."""
    page = emmy.page
    page.get_by_role("link", name="Naar het groepsplan").click()
    page.get_by_role("button", name="Stel dit plan op").click()
    page.wait_for_url(re.compile(r"/plans/\d+/$"))
    goals = page.get_by_role("list", name="Doelen").first
    expect(goals.get_by_text("8 van de 10 goed").first).to_be_visible()
    content = page.locator("textarea[name=content]").first
    content.fill("Getallenlijn en rekenrek; blok 5 van de methode.")
    expect(page.locator("form.plan-fields").first.locator("[data-autosave-status]")).to_contain_text("Bewaard om")
    check_everywhere(emmy)
    printed = page.request.get(page.url + "pdf/")
    document = PdfReader(BytesIO(printed.body()))
    assert len(document.pages) == 1
    assert "Anouar" in document.pages[0].extract_text()
    return page.url


def plan_review(sanne: Person, overview: str) -> str:
    """The coach plans the review of February; the form is due a week before. Gives the room's address."""
    page = sanne.page
    page.goto(overview)
    page.get_by_role("link", name="Groepsbespreking").click()
    page.get_by_role("link", name="Groepsbespreking plannen").first.click()
    page.locator("[name=date]").fill("2027-02-16")
    page.locator("[name=time]").fill("15:30")
    plan_and_invite(page)
    expect(page.get_by_text("di 9 februari")).to_be_visible()
    check_everywhere(sanne)
    return page.url


def prepare(emmy: Person, review: str) -> None:
    """The teacher finds the form from home and fills it in."""
    page = emmy.visit("")
    page.locator(f"a[href^='{urlsplit(review).path}']").first.click()
    if "preparation" not in page.url:
        page.get_by_role("link", name="Voorbereiding invullen").click()
    page.get_by_label("Hoe is de sfeer in de groep?").fill("Rustig; de kinderen helpen elkaar.")
    expect(page.locator("[data-autosave-status]").first).to_contain_text("Bewaard om")
    check_everywhere(emmy)
    page.get_by_role("button", name="De voorbereiding is klaar").click()


def hold_review(sanne: Person, emmy: Person, review: str) -> None:
    """Both see the same: form, overview and plan; a need is sharpened in place, an agreement made."""
    chair, teacher = sanne.page, emmy.page
    chair.goto(review)
    chair.get_by_role("button", name="Bespreking openen").click()
    chair.get_by_role("button", name=re.compile("aan de hand van de voorbereiding")).click()
    expect(chair.get_by_text("de kinderen helpen elkaar")).to_be_visible()
    teacher.goto(review)
    teacher.get_by_role("link", name=re.compile("Resultaten en groepsoverzicht")).click()
    sharpen(teacher)
    check_everywhere(emmy)
    chair.get_by_role("button", name=re.compile("Clusters en groepsplan")).click()
    expect(chair.locator("textarea[name=content]").first).to_have_value(re.compile("rekenrek"))
    chair.get_by_label("Wat gaat er gebeuren?").fill("Doet elke dag vijf minuten rekenrek met Anouar.")
    chair.get_by_label("Wie?").select_option(label="Emmy de Groot")
    chair.get_by_label("Wanneer klaar?").fill("2027-03-12")
    chair.get_by_role("button", name="Afspreken").click()
    expect(chair.locator("#room-made")).to_contain_text("vijf minuten rekenrek")
    expect(teacher.locator("#room-made")).to_contain_text("vijf minuten rekenrek")  # by itself, on the other screen
    check_everywhere(sanne)
    chair.get_by_role("button", name="Bespreking afsluiten").click()
    expect(chair.get_by_text("vijf minuten rekenrek").first).to_be_visible()


def sharpen(page: Page) -> None:
    """The need in the meeting is the need of the overview."""
    row = page.get_by_role("row", name=re.compile("Anouar Zomer"))
    row.locator("a[data-edit][href*='/needs/']").first.click()
    goal = page.locator(".need textarea[name=goal]")
    goal.fill("Rekent eind maart sommen tot 100 op de getallenlijn, 9 van de 10 goed.")
    expect(page.locator(".need [data-autosave-status]")).to_contain_text("Bewaard om")


def find_agreement(emmy: Person) -> None:
    """It stands on the owner's home page, and is settled from there."""
    page = emmy.visit("")
    expect(page.get_by_text("vijf minuten rekenrek met Anouar")).to_be_visible()
    check_everywhere(emmy)


def see_nothing(stranger: Person, addresses: list[str]) -> None:
    """For a teacher of another group none of it exists."""
    for address in addresses:
        assert stranger.page.request.get(address).status == 404, address


def check_everywhere(person: Person) -> None:
    """No accessibility fault on a laptop and a phone, nothing sideways at 320 px."""
    person.check_accessibility()
    person.check_reflow()
    person.page.set_viewport_size(PHONE)
    person.check_accessibility()
    person.page.set_viewport_size(LAPTOP)
