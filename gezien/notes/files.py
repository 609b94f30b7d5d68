"""What a file really is, found by opening it; the name and what the browser says of it count for nothing.

A list of magic numbers cannot tell a Word document from any other ZIP, so each kind is opened as what it should be.
Photos are written anew by Pillow: place, device and hidden thumbnails stay behind, and what is kept is an image.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 5
MOST_PIXELS = 60_000_000
LONGEST_EDGE, PREVIEW_EDGE = 2560, 640
ACCEPT = ".pdf,.docx,.xlsx,.odt,.txt,image/jpeg,image/png,image/webp"
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
EXTENSIONS = {
    "application/pdf": "pdf",
    DOCX: "docx",
    XLSX: "xlsx",
    ODT: "odt",
    "text/plain": "txt",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
LARGEST_PART = 1024 * 1024  # of a document's own table of contents


class Refused(Exception):
    """A file that is not kept; the text says why, for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it may be kept: what it is, under a clean name, and for an image a small one to look at."""

    name: str
    content_type: str
    content: bytes
    preview: bytes = b""


def check(name: str, content: bytes) -> Checked:
    """The file as it may be kept; `Refused` when it is too large, empty, or not one of the kinds."""
    if not content:
        raise Refused(_("%(name)s is empty.") % {"name": name})
    if len(content) > MOST_BYTES:
        raise Refused(_("%(name)s is larger than %(most)d MB.") % {"name": name, "most": MOST_BYTES // 1024**2})
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise Refused(
            _(
                "%(name)s is a HEIC photo, which not every computer opens. "
                "Send it as JPEG: camera settings, “most compatible”."
            )
            % {"name": name}
        )
    for opened_as in (_image, _pdf, _office, _text):
        if found := opened_as(content):
            content_type, kept, preview = found
            return Checked(clean_name(name, content_type), content_type, kept, preview)
    raise Refused(
        _("%(name)s is none of the kinds kept here: PDF, photo (JPEG, PNG, WebP), Word, Excel, ODT or plain text.")
        % {"name": name}
    )


def clean_name(name: str, content_type: str) -> str:
    """The name without path or odd characters, with the extension of what the file is."""
    stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or name
    stem = re.sub(r"[^\w \-().,’']+", "", stem, flags=re.UNICODE).strip(" .")
    return f"{stem[:100] or _('file')}.{EXTENSIONS[content_type]}"


type Opened = tuple[str, bytes, bytes] | None


def _image(content: bytes) -> Opened:
    """Decoded, turned upright, no larger than a page needs, and written anew without what the camera added."""
    try:
        opened = Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"])
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused(_("This photo has more dots than a page needs. Make it smaller first."))
        kind = opened.format or ""
        image = ImageOps.exif_transpose(opened)
        image.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return f"image/{kind.lower()}", _written(image, kind), _small(image)


def _written(image: Image.Image, kind: str) -> bytes:
    """The dots alone: a copy that carries no metadata."""
    mode = "RGB" if kind == "JPEG" else "RGBA" if image.has_transparency_data else "RGB"
    bare = Image.new(mode, image.size)
    bare.paste(image.convert(mode))
    out = io.BytesIO()
    bare.save(out, kind, quality=85, optimize=True) if kind != "PNG" else bare.save(out, kind, optimize=True)
    return out.getvalue()


def _small(image: Image.Image) -> bytes:
    """A JPEG to look at in the page; what is transparent becomes white."""
    image = image.convert("RGBA")
    image.thumbnail((PREVIEW_EDGE, PREVIEW_EDGE))
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=80)
    return out.getvalue()


def _pdf(content: bytes) -> Opened:
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "application/pdf", content, b""
    return None


def _office(content: bytes) -> Opened:
    """Word, Excel and OpenDocument text, by their own table of contents; not with macros."""
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content_type = _document_type(packed)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
        return None
    return (content_type, content, b"") if content_type else None


def _document_type(packed: zipfile.ZipFile) -> str | None:
    names = set(packed.namelist())
    if "mimetype" in names:
        return ODT if _part(packed, "mimetype").strip() == ODT.encode() and "content.xml" in names else None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(_("This document has macros: small programs. Save it without them first."))
    listed = _part(packed, "[Content_Types].xml")
    for content_type, main in ((DOCX, "word/document.xml"), (XLSX, "xl/workbook.xml")):
        if main in names and f'"{content_type}.main+xml"'.encode() in listed:
            return content_type
    return None


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more of it than a table of contents needs."""
    with packed.open(name) as part:
        return part.read(LARGEST_PART)


def _text(content: bytes) -> Opened:
    """Readable text in UTF-8, with nothing in it that only a program understands."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text) or text.lstrip()[:14].lower().startswith(
        ("%pdf", "<!doctype", "<html", "<svg", "<?xml")
    ):
        return None
    return "text/plain", content, b""
