"""The score of one UWLR result, in the words of the Edu-V lists: a bare number, or an OSO result.

A vendor's own kind of result (`anderresultaat`) has no meaning outside the vendor and is refused with that reason.
"""

import re

from django.utils.translation import gettext as _
from lxml import etree

from gezien.imports.formats.uwlr.values import Wrong, child_text, text_of
from gezien.imports.formats.xml import local

SCORES = {
    "aantalopgaven": "NumberItems",
    "aantalgoed": "NumberCorrect",
    "aantalfout": "NumberIncorrect",
    "tijd": "DurationInSeconds",
    "vaardigheidsscore": "SkillScore",
}
# Codes of the OSO list that Edu-V names otherwise; the others are the same, or stay as they are.
REFERENCES = {"FN": "FunctioningLevel", "ERK": "RnERK", "RNTRM": "RnTR"}
REFERENCE_LEVELS = {"01": "<1F", "02": "1F", "03": "1S", "04": "2F"}
NUMBER = re.compile(r"-?\d{1,7}(\.\d{1,6})?")
LENGTH = 40


def of(element: etree._Element) -> tuple[str, dict[str, str], list[dict[str, str]]]:
    """The bare number (or ""), raw scores and reference scores of a `resultaat`. Raises `Wrong`."""
    plain, oso = element.find("{*}score"), element.find("{*}osoresultaat")
    if plain is not None:
        if not re.fullmatch(r"\d{1,7}", text := text_of(plain)):
            raise Wrong("score", _("is no whole number"), plain.sourceline)
        return text, {}, []
    if oso is None:
        reason = _("is a kind of result that only its vendor knows")
        if element.find("{*}anderresultaat") is None:
            raise Wrong("score", _("is missing"))
        raise Wrong("anderresultaat", reason)
    return "", _raw(oso), [_reference(one) for one in oso.iterfind("{*}referentiescore")]


def _raw(oso: etree._Element) -> dict[str, str]:
    found = {}
    for child in oso.iterfind("{*}toetsscore/*"):
        name, text = local(child), text_of(child)
        if name in SCORES and text:
            if not NUMBER.fullmatch(text):
                raise Wrong(name, _("is no number"), child.sourceline)
            found[SCORES[name]] = text
    return found


def _reference(element: etree._Element) -> dict[str, str]:
    code, group, value = (
        child_text(element, name)[:LENGTH] for name in ("codereferentiescore", "codevergelijkingsgroep", "waarde")
    )
    if not code or not value:
        raise Wrong("referentiescore", _("is missing"), element.sourceline)
    kind = REFERENCES.get(code.upper(), code)
    if kind == "RnTR":
        value = REFERENCE_LEVELS.get(value, value)
    return {"type": kind, "group": group, "value": value}
