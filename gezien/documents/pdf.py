"""PDF from a typst template and data.

A template is a .typ file inside the app whose contents it shows ("plans/documents/group_plan.typ"); it imports what all
documents share from "/documents/letterhead.typ". The data travels as JSON and is only ever text to the template, so
`#`, `*`, `$` in what somebody typed mean nothing. A template reads no file outside `gezien/` and no font but ours;
nothing is fetched (a test keeps `@preview` packages out). Every document is PDF/UA-1: tagged, with title and language.
"""

import json
import threading
import unicodedata
from pathlib import Path
from typing import Any, cast

import typst

ROOT = Path(__file__).resolve().parent.parent
FONTS = Path(__file__).resolve().parent / "fonts"
# What our fonts, and behind them those inside typst, can draw; everything else would refuse the whole document.
DRAWABLE = (
    (0x0020, 0x04FF),  # Latin with all its accents, phonetic, Greek, Cyrillic
    (0x0590, 0x05FF),  # Hebrew
    (0x0621, 0x063A),  # Arabic letters
    (0x0640, 0x064A),
    (0x1E00, 0x1EFF),  # more Latin
    (0x2000, 0x2040),  # punctuation
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20C0),  # currency
    (0x2190, 0x22FF),  # arrows and mathematics
    (0x25A0, 0x25FF),  # shapes
)
SIGNS = "☆★☐☑☒☹☺♀♂♡♥♩♪♫♬✓✔✗✘"
BOX = "□"

_thread = threading.local()


def render_pdf(template: str, data: dict[str, Any]) -> bytes:
    """The document as PDF/UA-1.

    `template` is a path below `gezien/`; `data` must be JSON and have `title` and `language` (see letterhead.typ).
    Characters that no font of ours can draw (an emoji) appear as □. Raises `typst.TypstError` for a wrong template.
    """
    pdf = _compiler().compile(
        str(ROOT / template),
        format="pdf",
        sys_inputs={"data": json.dumps(drawable(data), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return cast("bytes", pdf)


def drawable(value: Any) -> Any:
    """The same data, composed (NFC), with each character that cannot be drawn replaced by □."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n").translate(_TABLE)
    if isinstance(value, dict):
        return {key: drawable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(part) for part in value]
    return value


def _compiler() -> typst.Compiler:
    """One compiler for each thread: it keeps fonts and parsed templates, and cannot be shared while it works."""
    if not hasattr(_thread, "compiler"):
        _thread.compiler = typst.Compiler(root=str(ROOT), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return _thread.compiler


class _Table(dict):
    """For str.translate: decides once for each character."""

    def __missing__(self, code: int) -> int | str:
        self[code] = code if _is_drawable(code) else _instead_of(code)
        return self[code]


def _is_drawable(code: int) -> bool:
    if chr(code) in SIGNS or chr(code) == "\n":
        return True
    return any(first <= code <= last for first, last in DRAWABLE) and unicodedata.category(chr(code)) not in (
        "Cc",
        "Cf",
        "Cn",
    )


def _instead_of(code: int) -> str:
    """Marks that only steer other characters (joiners, variation selectors, control) leave no box."""
    if chr(code) == "\t":
        return " "
    return "" if unicodedata.category(chr(code)) in ("Cc", "Cf", "Mn", "Me", "Cn", "Cs") else BOX


_TABLE = _Table()
