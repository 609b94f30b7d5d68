"""What an uploaded Word template really is: opened, part by part, before it is kept."""

import io
import re
import zipfile
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import OpcError
from jinja2 import TemplateError
from lxml import etree

from gezien.documents.docx import try_template
from gezien.documents.fields import Schema
from gezien.documents.sandbox import WrongTemplate

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 12 * 1024 * 1024
MOST_PARTS = 300
MOST_TEXT = 1024 * 1024  # of one part in which fields stand
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PROGRAMS = ("vbaproject.bin", "vbadata.xml")
EMBEDDED = ("word/embeddings/", "word/activex/", "word/afchunk")
# The same, by what a part is to the document, wherever it lies and whatever it is called.
EMBEDDING = {"afchunk", "oleobject", "package", "control", "subdocument", "activexcontrolbinary", "vbaproject"}
FETCHES = re.compile(r"INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|\b(?:DDE|IMPORT|LINK|DATABASE|MERGEFIELD)\b")
CODES, MARKS = {"instrText", "delInstrText"}, {"begin", "separate", "end"}
SHOWN = 60  # characters of the text around a mistake


def check_template(content: bytes, schema: Schema, sample: dict[str, Any]) -> None:
    """Raise `WrongTemplate`, with a sentence for the person who chose it, unless this template can be used."""
    if len(content) > MOST_BYTES:
        raise WrongTemplate(_("This file is larger than %(most)d MB.") % {"most": MOST_BYTES // 1024**2})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _require_small(packed)
            _require_word(packed)
            _require_nothing_from_outside(packed)
        _require_fields(content, schema, sample)
    except (zipfile.BadZipFile, OpcError, AttributeError, LookupError, OSError, RuntimeError, ValueError) as error:
        raise WrongTemplate(_not_word()) from error
    except (etree.XMLSyntaxError, ParseError) as error:
        raise WrongTemplate(
            _("With these fields filled in, Word could not open the document. Does each repetition have its end?")
        ) from error


def _require_small(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    texts = [one for one in parts if one.filename.count("/") == 1]
    if (
        len(parts) > MOST_PARTS
        or sum(one.file_size for one in parts) > MOST_UNPACKED
        or any(
            one.file_size > MOST_TEXT
            for one in texts
            if re.match(r"word/(document|header|footer|footnotes)", one.filename.lower())
        )
    ):
        raise WrongTemplate(
            _("This document is too large for a template. Take out pictures and text that are not needed.")
        )


def _require_word(packed: zipfile.ZipFile) -> None:
    names = [name.lower() for name in packed.namelist()]
    if any(name.endswith(PROGRAMS) for name in names):
        raise WrongTemplate(
            _("This document has macros: small programs. Save it as a document without macros (.docx).")
        )
    if (
        len(set(names)) != len(names)
        or "word/document.xml" not in names
        or MAIN not in packed.read("[Content_Types].xml")
    ):
        raise WrongTemplate(_not_word())
    if any(name.startswith(EMBEDDED) for name in names):
        raise WrongTemplate(_holds_files())


def _require_nothing_from_outside(packed: zipfile.ZipFile) -> None:
    """A document may have links that one clicks; it may not fetch anything by itself."""
    for name in packed.namelist():
        if name.lower().endswith(".rels"):
            for relation in _tree(packed.read(name)).iter("{*}Relationship"):
                _require_inside(relation)
        elif name.lower().endswith(".xml"):
            _require_no_fetching_field(_tree(packed.read(name)))


def _require_inside(relation: etree._Element) -> None:
    if (relation.get("Type") or "").rstrip("/").rpartition("/")[2].lower() in EMBEDDING:
        raise WrongTemplate(_holds_files())
    if (relation.get("TargetMode") or "").lower() == "external" and not _is_link(relation):
        raise WrongTemplate(
            _("This document fetches something from elsewhere: %(where)s. Put it in the document itself.")
            % {"where": (relation.get("Target") or "")[:SHOWN]}
        )


def _require_no_fetching_field(tree: etree._Element) -> None:
    for codes in _codes(tree):
        if found := FETCHES.search(codes.upper()):
            raise WrongTemplate(
                _("This document fetches something by itself, with the Word field %(field)s. Take that out.")
                % {"field": found[0]}
            )


def _codes(tree: etree._Element) -> list[str]:
    """The codes of all Word fields: each by itself, all together, and those kept as an attribute.

    Word cuts a code into runs wherever it likes, so its pieces are joined without a space; fields are kept apart
    where they begin and end, and once not, for who puts such a mark in the middle of a word.
    """
    pieces, attributes = [], []
    for node in tree.iter("{*}instrText", "{*}delInstrText", "{*}fldChar", "{*}fldSimple"):
        kind = etree.QName(node).localname
        if kind in CODES:
            pieces.append("".join(node.itertext()))
        elif kind == "fldChar":
            pieces.append(" " if MARKS.intersection(node.attrib.values()) else "")
        else:
            attributes.extend(node.attrib.values())
    apart = "".join(pieces)
    return [apart, apart.replace(" ", ""), " ".join(attributes)]


def _is_link(relation: etree._Element) -> bool:
    kind, target = relation.get("Type") or "", (relation.get("Target") or "").lower()
    return kind.endswith("/hyperlink") and target.startswith(("https://", "http://", "mailto:", "tel:"))


def _tree(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    tree = etree.fromstring(content, parser)
    if tree.getroottree().docinfo.doctype:
        raise WrongTemplate(_not_word())
    return tree


def _require_fields(content: bytes, schema: Schema, sample: dict[str, Any]) -> None:
    try:
        try_template(content, schema, sample)
    except WrongTemplate as wrong:
        where = place_of(content, wrong.said)
        raise WrongTemplate(f"{wrong} {where}".strip(), wrong.said) from wrong
    except TemplateError as error:
        where = place_of(content, _quoted(str(error)))
        sentence = _("The codes between braces do not fit together (Word: check braces, “for” and “endfor”).")
        raise WrongTemplate(f"{sentence} {where}".strip()) from error


def place_of(content: bytes, said: str) -> str:
    """Where in the document something stands, for somebody who has it open in Word; "" when it cannot be told."""
    document = Document(io.BytesIO(content))
    for part, root in _texts(document):
        for number, paragraph in enumerate(root.iter("{*}p"), start=1):
            text = "".join(node.text or "" for node in paragraph.iter("{*}t"))
            if said and "{" in text and re.search(rf"(?<![\w.]){re.escape(said)}(?!\w)", text):
                shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
                in_table = any(True for _cell in paragraph.iterancestors("{*}tc"))
                return _place(part, number, in_table=in_table) % {"text": shown, "number": number}
    return ""


def _place(part: str, number: int, *, in_table: bool) -> str:
    if part:
        return _("It stands in the head or foot of the page: “%(text)s”.")
    if in_table:
        return _("It stands in a table: “%(text)s”.")
    return _("It stands in paragraph %(number)d: “%(text)s”.")


def _texts(document):
    yield "", document.element.body
    for section in document.sections:
        yield "head", section.header._element
        yield "foot", section.footer._element


def _quoted(text: str) -> str:
    found = re.search(r"'([\w.]+)'", text)
    return found[1] if found else ""


def _holds_files() -> str:
    return _("This document holds other files or controls. Take those out; pictures may stay.")


def _not_word() -> str:
    return _("This is no Word document (.docx). In Word choose: Save as, Word document.")
