"""One school, one group, one whole cycle, on real input: from the school's own files to agreements that come back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Person

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


def test_one_whole_cycle_on_real_input(open_screen, roster, scores):
    petra = open_screen("petra")
    import_roster(petra, roster)
    import_scores(petra, scores)
    emmy = open_screen("emmy")
    read_overview(emmy)


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


def read_overview(emmy: Person) -> Page:
    """The teacher sees exactly what the files said: level, growth, and who needs attention."""
    page = emmy.visit("groups/")
    page.get_by_role("link", name=re.compile("5c")).first.click()
    row = page.get_by_role("row", name=re.compile("Anouar Zomer"))
    expect(row).to_contain_text("V")
    expect(row).to_contain_text("+9")
    emmy.check_accessibility()
    emmy.check_reflow()
    page.set_viewport_size(PHONE)
    emmy.check_accessibility()
    page.set_viewport_size({"width": 1440, "height": 900})
    return page
