"""The PDF engine: tagged, in Dutch, with our own fonts; what was typed is only ever text."""

import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader

from gezien.documents.pdf import DRAWABLE, FONTS, ROOT, SIGNS, drawable, render_pdf

LETTER = "documents/specimen.typ"


def data(**changes) -> dict:
    """What every document needs."""
    return {
        "title": "Proefstuk",
        "subtitle": "Een proefstuk",
        "language": "nl",
        "school": "De Zwaluw",
        "over": "De Zwaluw",
        "aside": ["Periode 2"],
        "printed": "afgedrukt op 4 februari 2027",
        "page_word": "pagina",
        "of_word": "van",
        "text": "Gewone tekst.",
        **changes,
    }


def read(**changes) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(LETTER, data(**changes))))


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def test_document_has_title_language_and_tags():
    pdf = read()
    catalogue = pdf.trailer["/Root"]
    assert pdf.metadata.title == "Proefstuk"
    assert catalogue["/Lang"] == "nl"
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "/StructTreeRoot" in catalogue
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data().decode()


def test_flemish_document_says_its_region():
    assert read(language="nl-BE").trailer["/Root"]["/Lang"] == "nl-BE"


def test_letterhead_names_school_day_and_page():
    text = text_of(read())
    assert "De Zwaluw · Proefstuk · afgedrukt op 4 februari 2027" in text
    assert "pagina 1 van 1" in text


@pytest.mark.parametrize(
    "typed",
    [
        "#panic[x] *vet* _schuin_ $x^2$",
        "= kop",
        '#import "@preview/cetz:0.3.0"',
        "@noot <label> \\n `code` // weg /* weg */",
    ],
)
def test_markup_in_what_was_typed_stays_text(typed):
    assert typed in text_of(read(text=typed))


def test_lines_are_kept():
    assert "eerste\ntweede" in read(text="eerste\ntweede").pages[0].extract_text()


def test_emoji_becomes_a_box_and_control_characters_vanish():
    assert drawable("Knap 👍\x07!\tJa\u200d") == "Knap □! Ja"
    assert "Knap □" in text_of(read(text="Knap 👍\x07"))


def test_letters_with_loose_accents_are_composed():
    assert drawable("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize(("first", "last"), [*DRAWABLE, (0, 0)])
def test_every_character_that_is_let_through_can_be_drawn(first, last):
    letters = "".join(chr(code) for code in range(first, last + 1)) if last else SIGNS
    render_pdf(LETTER, data(text=" ".join(drawable(letters)), subtitle=drawable(letters)))


def test_only_our_own_fonts_are_used():
    fonts = {font["/BaseFont"].split("+")[-1] for page in read().pages for font in _fonts(page)}
    assert {name.split("-")[0] for name in fonts} == {"AtkinsonHyperlegibleNext", "Fraunces"}
    assert {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")} == {"AtkinsonHyperlegibleNext", "Fraunces"}


def _fonts(page) -> list:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_no_template_asks_for_a_package_or_a_file():
    templates = list(ROOT.rglob("*.typ"))
    assert templates
    for template in templates:
        source = template.read_text(encoding="utf-8")
        imports = re.findall(r'#?(?:import|include)\s+"([^"]+)"', source)
        assert set(imports) <= {"/documents/letterhead.typ"}, template
        assert not re.search(r"\b(read|csv|yaml|toml|xml|cbor|image(?!\(bytes\()|plugin)\(", source), template


def test_several_threads_make_their_own_document():
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda number: text_of(read(text=f"nummer {number}.")), range(12)))
    assert [f"nummer {number}." in text for number, text in enumerate(texts)] == [True] * 12
