"""The logo, found out by opening it and drawn anew: small, with nothing in it but its dots."""

import io
import math

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_WIDE, MOST_HIGH = 620, 200  # dots: sharp at the size of a letterhead
MOST_KEPT = 60_000  # bytes; travels with every PDF


class WrongLogo(Exception):
    """A file that is no logo; the text says why, for the person who chose it."""


def drawn(content: bytes) -> bytes:
    """The logo as a small PNG; `WrongLogo` when it is no picture, or no PNG or JPEG."""
    if len(content) > MOST_BYTES:
        raise WrongLogo(_("This picture is larger than %(most)d MB.") % {"most": MOST_BYTES // 1024**2})
    if content.lstrip()[:5].lower().startswith((b"<svg", b"<?xml")):
        raise WrongLogo(_("Word documents cannot show SVG. Save the logo as PNG first."))
    try:
        opened = Image.open(io.BytesIO(content), formats=["PNG", "JPEG"])
        if math.prod(opened.size) > MOST_PIXELS:
            raise WrongLogo(_("This picture has more dots than a letterhead needs. Make it smaller first."))
        image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise WrongLogo(_("This is no picture that can be used. Choose a PNG or JPEG.")) from error
    image.thumbnail((MOST_WIDE, MOST_HIGH))
    while len(kept := _png(image)) > MOST_KEPT:
        image.thumbnail((image.width * 3 // 4, image.height * 3 // 4))
    return kept


def _png(image: Image.Image) -> bytes:
    bare = Image.new("RGBA", image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()
