"""Reading XML that anyone may have made: streamed, hardened, with a message a school can act on.

No DTD and no entities at all (a file with a DOCTYPE is refused before its contents are read), no network, libxml2's own
limits on depth and text kept. Messages never quote the file's contents beyond names of elements.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from django.utils.translation import gettext as _
from lxml import etree

from gezien.imports.problems import ImportProblem

SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
CHUNK = 4096
CODES = etree.ErrorTypes
WRONG_BYTES = {CODES.ERR_INVALID_ENCODING, CODES.ERR_INVALID_CHAR}
UNKNOWN_ENCODING = {CODES.ERR_UNKNOWN_ENCODING, CODES.ERR_UNSUPPORTED_ENCODING}
CUT_OFF = {
    CODES.ERR_TAG_NOT_FINISHED,
    CODES.ERR_ATTRIBUTE_NOT_FINISHED,
    CODES.ERR_COMMENT_NOT_FINISHED,
    CODES.ERR_CDATA_NOT_FINISHED,
}
ENTITIES = {CODES.ERR_UNDECLARED_ENTITY, CODES.WAR_UNDECLARED_ENTITY}
TOO_MUCH = {CODES.ERR_RESOURCE_LIMIT, CODES.ERR_ENTITY_LOOP, CODES.ERR_NAME_TOO_LONG}


class _Stop(Exception):
    """The prologue has been seen."""


def records(path: Path, root: str, whole: str, namespace: str = "") -> Iterator[tuple[str, etree._Element]]:
    """Each record of a file, as (section, element), and cleared after use.

    A record is a child of a section, which is a child of `root`; the section named `whole` is one record itself.
    `namespace` is that of the root; sections are named without it. Raises `ImportProblem` for anything that is not
    well-formed XML with this root, wherever it shows.
    """
    _refuse_others(path, root, namespace)
    with path.open("rb") as file:
        events = etree.iterparse(file, events=("start", "end"), **SAFE)
        try:
            yield from _records(events, whole)
        except etree.XMLSyntaxError as error:
            raise _problem(error, events.error_log, path) from None


def _records(events, whole: str) -> Iterator[tuple[str, etree._Element]]:
    depth, section = 0, ""
    for event, element in events:
        if event == "start":
            depth += 1
            if depth == 1 and element.getroottree().docinfo.internalDTD is not None:
                raise ImportProblem(_doctype())
            if depth == 2:
                section = local(element)
            continue
        depth -= 1
        if (depth == 2 and section != whole) or (depth == 1 and section == whole):
            yield section, element
            _forget(element)
        elif depth == 1:
            _forget(element)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def parse(content: bytes) -> etree._Element:
    """The root of a whole document that is held in memory, as safely. Raises `ImportProblem`."""
    try:
        root = etree.fromstring(content, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise ImportProblem(_words(error.code), *error.position) from None
    if root.getroottree().docinfo.doctype:
        raise ImportProblem(_doctype())
    return root


def _forget(element: etree._Element) -> None:
    """Free an element that has been used, and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_others(path: Path, root: str, namespace: str) -> None:
    """Look at the beginning of the file alone: refuse what is empty, has a DOCTYPE, or begins with another element.

    Whatever else is wrong (encoding, no XML at all) is told by the real parser, which knows more encodings.
    """
    if path.stat().st_size == 0:
        raise ImportProblem(_("The file is empty."))

    def doctype(name, *rest):
        raise ImportProblem(_web_page() if name.lower() == "html" else _doctype(), parser.CurrentLineNumber)

    def element(name, attributes):
        _check_root(name, root, namespace, parser.CurrentLineNumber)
        raise _Stop

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk)
        except (_Stop, expat.ExpatError, LookupError, ValueError):
            return


def _check_root(name: str, root: str, namespace: str, line: int) -> None:
    """Refuse a file whose first element (`name` as expat gives it, led by its namespace) is another."""
    found = name.rpartition(" ")[2]
    if found.lower() == "html":
        raise ImportProblem(_web_page())
    if found != root:
        wrong = _("The file begins with <%(found)s>, and a file of this kind begins with <%(root)s>.")
        raise ImportProblem(wrong % {"found": found[:40], "root": root}, line)
    if name != f"{namespace} {root}".strip():
        raise ImportProblem(_("<%(root)s> is of another version of the standard.") % {"root": root}, line)


def _problem(error: etree.XMLSyntaxError, log: etree._ListErrorLog, path: Path) -> ImportProblem:
    """The parser's error in words a school can act on; libxml2's own text may quote the file, so it is not used."""
    code, (line, column) = error.code, error.position
    if not line and len(log):  # an error that ended the stream: the parser's own log knows the place
        code, line, column = log[0].type, log[0].line, log[0].column
    if code == CODES.ERR_DOCUMENT_EMPTY:
        return ImportProblem(_not_xml(path))
    return ImportProblem(_words(code), line or None, column or None)


def _words(code: int) -> str:
    if code in WRONG_BYTES:
        return _(
            "There are characters here that do not fit the encoding the file says it has. "
            "Export the file anew, without opening it in another program first."
        )
    if code in UNKNOWN_ENCODING:
        return _("The file says it has an encoding that does not exist. Export it as UTF-8.")
    if code in CUT_OFF:
        return _("The file stops here, in the middle. Export or download it anew.")
    if code in ENTITIES:
        return _("The file refers to an entity, and for safety those are not read.")
    if code in TOO_MUCH:
        return _(
            "The file is nested too deeply or holds a text that is too long. For safety it is not read any further."
        )
    return _("This is not well-formed XML. Export the file anew, without changing it by hand.")


def _not_xml(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"PK\x03\x04":
        return _("This is a ZIP or Excel file, not XML. Unpack it first, or choose the right kind.")
    return _("This is not an XML file. Choose the file as the other system exported it.")


def _web_page() -> str:
    return _("This is a web page, not an export. Probably the sign-in page was saved instead of the file.")


def _doctype() -> str:
    return _("The file has a DOCTYPE. An export never does, and for safety such a file is not read.")
