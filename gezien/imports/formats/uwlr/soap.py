"""SOAP 1.1 around a UWLR message: the envelope opened, the answers closed.

No library: the one for Python that was kept does not run on the versions we support (decision 15), and one operation
with a document in it is less code than its description.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from gezien.imports.formats.uwlr.reader import NAMESPACE, ROOT
from gezien.imports.formats.uwlr.values import child_text
from gezien.imports.formats.xml import local, parse
from gezien.imports.problems import ImportProblem

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
AUTHORISATION = "http://www.edustandaard.nl/leerresultaten/2/autorisatie"
ACTION = "BrengLeerresultaten"
CLIENT, SERVER, VERSION, NOT_UNDERSTOOD = "Client", "Server", "VersionMismatch", "MustUnderstand"


class Fault(Exception):
    """What goes back instead of a confirmation: a code of SOAP 1.1 and a sentence, perhaps with details."""

    def __init__(self, code: str, text: str, details: list[str] | None = None):
        super().__init__(text)
        self.code, self.text, self.details = code, text, details or []


@dataclass(frozen=True, slots=True)
class Request:
    """A request: who says it is, and the message it brings."""

    secret: str
    client_id: str
    customer: str
    message: bytes


def opened(content: bytes, action: str) -> Request:
    """The request in an envelope. Raises `Fault`."""
    try:
        envelope = parse(content)
    except ImportProblem as problem:
        raise Fault(CLIENT, str(problem)) from None
    if local(envelope) != "Envelope":
        raise Fault(CLIENT, _("This is no SOAP message."))
    if envelope.tag != f"{{{ENVELOPE}}}Envelope":
        raise Fault(VERSION, _("Only SOAP 1.1 is spoken here."))
    header, body = envelope.find(f"{{{ENVELOPE}}}Header"), envelope.find(f"{{{ENVELOPE}}}Body")
    message = None if body is None else body.find(f"{{{NAMESPACE}}}{ROOT}")
    if message is None or action.strip("\"' ") not in ("", ACTION):
        raise Fault(CLIENT, _("The only operation here is %(name)s.") % {"name": ACTION})
    known = _known_header(header)
    if known is None:
        raise Fault(CLIENT, _("The header “autorisatie” is missing."))
    return Request(
        child_text(known, "autorisatiesleutel"),
        child_text(known, "klantcode"),
        child_text(known, "klantnaam"),
        etree.tostring(message, encoding="UTF-8", xml_declaration=True),
    )


def _known_header(header: etree._Element | None) -> etree._Element | None:
    """The authorisation; raises `Fault` for another header that must be understood."""
    found = None
    for block in header if header is not None else ():
        if block.tag == f"{{{AUTHORISATION}}}autorisatie":
            found = block
        elif block.get(f"{{{ENVELOPE}}}mustUnderstand") == "1":
            raise Fault(NOT_UNDERSTOOD, _("The header “%(name)s” is not known here.") % {"name": local(block)[:40]})
    return found


def confirmation() -> bytes:
    """The answer to a message that was taken in."""
    envelope, body = _empty()
    etree.SubElement(body, f"{{{NAMESPACE}}}leerresultaten_bevestiging", nsmap={None: NAMESPACE})
    return _closed(envelope)


def told(fault: Fault) -> bytes:
    """The answer that says what is wrong."""
    envelope, body = _empty()
    element = etree.SubElement(body, f"{{{ENVELOPE}}}Fault")
    etree.SubElement(element, "faultcode").text = f"soap:{fault.code}"
    etree.SubElement(element, "faultstring").text = fault.text
    if fault.details:
        detail = etree.SubElement(element, "detail")
        for text in fault.details:
            etree.SubElement(detail, "{urn:gezien:uwlr}melding", nsmap={None: "urn:gezien:uwlr"}).text = text
    return _closed(envelope)


def _empty() -> tuple[etree._Element, etree._Element]:
    envelope = etree.Element(f"{{{ENVELOPE}}}Envelope", nsmap={"soap": ENVELOPE})
    return envelope, etree.SubElement(envelope, f"{{{ENVELOPE}}}Body")


def _closed(envelope: etree._Element) -> bytes:
    content: bytes = etree.tostring(envelope, encoding="UTF-8", xml_declaration=True)
    return content
