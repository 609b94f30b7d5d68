"""Files spoiled as in life and in attacks: cut, patched, saved in another encoding, with odd values in them."""

from collections.abc import Callable

from hypothesis import strategies as st
from lxml import etree

ODD_BYTES = [
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"&#0;",
    b"&x;",
    b"<!DOCTYPE x [<!ENTITY y 'z'>]>",
    b'<?xml version="1.1" encoding="UTF-7"?>',
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<a>" * 40,
    b"A" * 5000,
    b'"',
    b";\n",
]
ODD_TEXTS = [
    "",
    " ",
    "-1",
    "0",
    "1" * 30,
    "٣",
    "1e999",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "2026-09-01Z",
    "#1",
    "=1+1",
    "x" * 300,
    "Zoë\u0301\u202e",
    "\U0001f98a",
    "\u2028",
]


@st.composite
def damaged(draw, content: bytes) -> bytes:
    """The file with a few places patched, cut off, or saved anew."""
    data = bytearray(content)
    for _again in range(draw(st.integers(1, 4))):
        if not data:
            break
        place, length = draw(st.integers(0, len(data) - 1)), draw(st.integers(0, 40))
        junk = draw(st.sampled_from(ODD_BYTES) | st.binary(max_size=8))
        data[place : place + length] = junk
    if draw(st.integers(0, 9)) == 0:
        del data[draw(st.integers(0, len(data))) :]
    if draw(st.integers(0, 9)) == 0:
        text = data.decode("utf-8", "replace")
        data[:] = text.encode(
            draw(st.sampled_from(["utf-16", "utf-16-be", "utf-32", "cp1252", "utf-8-sig"])), "replace"
        )
    return bytes(data)


@st.composite
def spoiled_xml(draw, content: bytes) -> bytes:
    """The file, still well-formed, with elements left out, doubled, moved or renamed, and odd values in others."""
    root = etree.fromstring(content)
    for _again in range(draw(st.integers(1, 5))):
        elements = [one for one in root.iter() if isinstance(one.tag, str) and one.getparent() is not None]
        if not elements:
            break
        draw(st.sampled_from(_CHANGES))(draw, draw(st.sampled_from(elements)))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _say(draw: Callable, element: etree._Element) -> None:
    element.text = draw(st.sampled_from(ODD_TEXTS))


def _mark(draw: Callable, element: etree._Element) -> None:
    for name in element.keys() or ["key"]:
        element.set(name, draw(st.sampled_from(ODD_TEXTS)))


def _unmark(draw: Callable, element: etree._Element) -> None:
    element.attrib.clear()


def _drop(draw: Callable, element: etree._Element) -> None:
    element.getparent().remove(element)


def _double(draw: Callable, element: etree._Element) -> None:
    element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))


def _move_up(draw: Callable, element: etree._Element) -> None:
    if (above := element.getparent().getparent()) is not None:
        above.append(element)


def _rename(draw: Callable, element: etree._Element) -> None:
    element.tag = draw(st.sampled_from(["x", "leerling", "groep", "school", "{urn:x}roepnaam"]))


def _nest(draw: Callable, element: etree._Element) -> None:
    element.append(etree.fromstring(etree.tostring(element, with_tail=False)))


_CHANGES = [_say, _say, _say, _mark, _unmark, _drop, _double, _move_up, _rename, _nest]
