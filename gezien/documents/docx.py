"""Word documents from a template and data.

The template is ours (`documents/build.py`) or the school's own; both are rendered in the same sandbox, with plain dicts
(`documents/fields.py`). Before a school's own is kept, `documents/checks.py` has opened it.
"""

import io
import re
import unicodedata
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from gezien.documents.fields import Schema
from gezien.documents.sandbox import DocumentEnvironment

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# XML has no place for these, and docxtpl takes some of them for its own signs.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def render_docx(template: bytes, data: dict[str, Any], *, title: str, author: str, language: str) -> bytes:
    """The document. `data` are the fields by their names in templates; `language` is "nl", "nl-BE" or "en".

    Raises `WrongTemplate` for a template that does what none may do.
    """
    document = _rendered(template, data, DocumentEnvironment())
    properties = document.docx.core_properties
    properties.title, properties.author, properties.language = title[:250], author[:250], _region(language)
    properties.last_modified_by, properties.comments = "Gezien", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def try_template(template: bytes, schema: Schema, data: dict[str, Any]) -> None:
    """Render a template as a trial, with the names that are known; `WrongTemplate` at the first that is not.

    What does not fit together raises `jinja2.TemplateError`, or `lxml.etree.XMLSyntaxError` when the document would.
    """
    _rendered(template, data, DocumentEnvironment(schema))


class _Strict(DocxTemplate):
    """docxtpl repairs what a wrong template made, and loses text in doing so; this one says so."""

    def render_xml_part(self, src_xml, part, context, jinja_env=None):
        made = super().render_xml_part(src_xml, part, context, jinja_env)
        etree.fromstring(made.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        return made


def _rendered(template: bytes, data: dict[str, Any], environment: DocumentEnvironment) -> DocxTemplate:
    document = _Strict(io.BytesIO(template))
    document.render(writable(data), jinja_env=environment, autoescape=True)
    return document


def writable(value: Any) -> Any:
    """The same data, composed, without the signs that a Word document cannot hold."""
    if isinstance(value, str):
        return CONTROL.sub("", unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, dict):
        return {key: writable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [writable(part) for part in value]
    return value


def _region(language: str) -> str:
    """Word wants a country with the language."""
    return language if "-" in language else {"nl": "nl-NL", "en": "en-GB"}.get(language, language)
