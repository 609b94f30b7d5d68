"""Building the shipped Word templates: headings, tables with a repeating head, language, the school's letterhead.

Made by code and not by hand, so that all of them look alike, follow the reader's language and can be compared in a
review. What a template says is put in by `Builder`; a `{{ field }}` in a text is filled in by `documents/docx.py`.
"""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from gezien.documents.letterhead import Letterhead

INK, SOFT = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x4D, 0x58, 0x64)
HAIR = "B9B4AA"
FACE = "Calibri"
LOGO_HEIGHT = Mm(14)
SMALL = "Small"


class Builder:
    """A Word template on A4; widths are in parts of the page's width."""

    def __init__(self, letterhead: Letterhead, *, language: str, flipped: bool = False, words: dict[str, str]) -> None:
        self.document: WordDocument = Document()
        self._page(flipped=flipped)
        self._styles(language)
        self._head(letterhead)
        self._foot(words)
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = "{{ titel }}", "Gezien", ""

    def title(self) -> None:
        """The title of every document, with its line above."""
        self.document.add_heading("{{ ondertitel }}", level=1)

    def text(self, text: str, *, bold: bool = False, small: bool = False, keeps: bool = False) -> Paragraph:
        """A paragraph; `keeps`: stays with the next one."""
        paragraph = self.document.add_paragraph(style=SMALL if small else None)
        paragraph.add_run(text).bold = bold
        paragraph.paragraph_format.keep_with_next = keeps
        return paragraph

    def labelled(self, label: str, text: str) -> Paragraph:
        """ "For everyone: …", with the label in bold."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)
        return paragraph

    def heading(self, text: str, level: int = 2) -> None:
        """A heading below the title."""
        self.document.add_heading(text, level=level)

    def code(self, code: str) -> None:
        """A paragraph that steers and leaves nothing behind: "{%p if … %}"."""
        self.document.add_paragraph(code)

    def bullets(self, code: str, text: str) -> None:
        """An item for each: `code` is "for x in xs"."""
        self.code(f"{{%p {code} %}}")
        self.document.add_paragraph(text, style="List Bullet")
        self.code("{%p endfor %}")

    def table(self, heads: Sequence[str], loop: str, cells: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table with a head that repeats on each page and a row for each item of `loop` ("for x in xs").

        A cell is a list of texts; one that begins with "*" stands in bold, with "-" small.
        """
        table = self.document.add_table(rows=4, cols=len(heads))
        table.style, table.autofit = "Table Grid", False
        _borders(table)
        first, begin, row, end = table.rows
        for cell, head in zip(first.cells, heads, strict=True):
            _fill(cell, [f"*{head}"])
        _mark(first, "w:tblHeader")
        for one in (first, row):
            _mark(one, "w:cantSplit")
        begin.cells[0].text, end.cells[0].text = f"{{%tr {loop} %}}", "{%tr endfor %}"
        for cell, texts in zip(row.cells, cells, strict=True):
            _fill(cell, texts)
        self._widths(table, widths)
        self.document.add_paragraph(style=SMALL)

    def facts(self, rows: Sequence[tuple[str, str]], widths: Sequence[float] = (1, 3)) -> None:
        """Label and text, line by line, as a table whose first column are heads."""
        table = self.document.add_table(rows=len(rows), cols=2)
        table.style, table.autofit = "Table Grid", False
        _borders(table)
        for row, (label, text) in zip(table.rows, rows, strict=True):
            _fill(row.cells[0], [f"*{label}"])
            _fill(row.cells[1], [text])
        self._widths(table, widths)
        self.document.add_paragraph(style=SMALL)

    def bytes(self) -> bytes:
        """The template."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _page(self, *, flipped: bool) -> None:
        section = self.document.sections[0]
        width, height = (Mm(297), Mm(210)) if flipped else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if flipped else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
        section.left_margin = section.right_margin = Mm(15)
        section.top_margin, section.bottom_margin = Mm(14), Mm(14)
        section.header_distance = section.footer_distance = Mm(8)
        self.room = width - Mm(30)

    def _styles(self, language: str) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size, normal.font.color.rgb = FACE, Pt(10), INK
        normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.08
        for name, size in (("Heading 1", 20), ("Heading 2", 13), ("Heading 3", 11)):
            heading = styles[name]
            heading.font.size, heading.font.bold, heading.font.color.rgb = Pt(size), True, INK
            heading.font.name = FACE
            heading.element.rPr.rFonts.attrib.clear()
            heading.element.rPr.rFonts.set(qn("w:ascii"), FACE)
            heading.element.rPr.rFonts.set(qn("w:hAnsi"), FACE)
            heading.paragraph_format.space_before = Pt(2 if size == 20 else 10)
            heading.paragraph_format.space_after = Pt(4)
        small = styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
        small.base_style, small.font.size, small.font.color.rgb = normal, Pt(8.5), SOFT
        region = language if "-" in language else {"nl": "nl-NL", "en": "en-GB"}.get(language, language)
        for tongue in styles.element.iter(qn("w:lang")):
            tongue.set(qn("w:val"), region)

    def _head(self, letterhead: Letterhead) -> None:
        """School and address at the left, the logo at the right, at the top of each page."""
        paragraph = self.document.sections[0].header.paragraphs[0]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(self.room, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("{{ school }}").bold = True
        if letterhead.address:
            paragraph.add_run("  {{ adres }}").font.color.rgb = SOFT
        if letterhead.logo:
            paragraph.add_run("\t")
            picture = paragraph.add_run().add_picture(io.BytesIO(letterhead.logo), height=LOGO_HEIGHT)
            picture._inline.docPr.set("descr", letterhead.logo_alt)

    def _foot(self, words: dict[str, str]) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.style = self.document.styles[SMALL]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(self.room, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{{{{ titel }}}} · {{{{ gedrukt }}}}\t{words['page']} ")
        _word_field(paragraph, "PAGE")
        paragraph.add_run(f" {words['of']} ")
        _word_field(paragraph, "NUMPAGES")

    def _widths(self, table, widths: Sequence[float]) -> None:
        whole = sum(widths)
        for place, part in enumerate(widths):
            table.columns[place].width = int(self.room * part / whole)
            for cell in table.columns[place].cells:
                cell.width = int(self.room * part / whole)


def _fill(cell: _Cell, texts: Sequence[str]) -> None:
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text.lstrip("*-") if text[:1] in "*-" else text)
        run.bold = text.startswith("*")
        if text.startswith("-"):
            run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def _mark(row, name: str) -> None:
    """A property of a row that is either there or not."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _borders(table) -> None:
    """Thin lines; nothing that weighs on the text."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", HAIR)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _word_field(paragraph: Paragraph, name: str) -> None:
    """A field that Word itself fills in: the number of a page."""
    run = paragraph.add_run()
    for kind in ("begin", None, "separate", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)
