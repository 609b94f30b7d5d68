"""The reader's language as documents name it."""

from django.utils.translation import get_language


def language_tag() -> str:
    """ "nl", "nl-BE" or "en"."""
    tongue, _dash, region = (get_language() or "nl").partition("-")
    return f"{tongue}-{region.upper()}" if region else tongue
