"""A document in the school's letterhead: PDF by typst, Word by the school's own template or the shipped one."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gezien.common import clock
from gezien.documents.build import Builder
from gezien.documents.docx import render_docx
from gezien.documents.fields import named
from gezien.documents.language import language_tag
from gezien.documents.letterhead import Letterhead
from gezien.documents.pdf import render_pdf
from gezien.paper.kinds import KINDS, Kind
from gezien.paper.queries import letterhead_of, template_in_use
from gezien.schools.models import School


class Press:
    """Prints for one school: what the documents share is looked up once, however many are made."""

    def __init__(self, school: School) -> None:
        self.letterhead = letterhead_of(school)
        self.school = school
        self._templates: dict[str, bytes] = {}

    def pdf(self, kind: Kind, data: dict[str, Any]) -> bytes:
        """One document as PDF/UA."""
        return render_pdf(kind.typst, self.shared() | data)

    def one_pdf(self, kind: Kind, parts: Sequence[dict[str, Any]]) -> bytes:
        """Many documents as one PDF/UA, each from a new page."""
        shared = self.shared()
        whole = shared | {
            "title": f"{kind.plural} · {self.letterhead.name}",
            "parts": [shared | part for part in parts],
        }
        return render_pdf(kind.typst, whole)

    def docx(self, kind: Kind, data: dict[str, Any], template: bytes | None = None) -> bytes:
        """One document for Word; `template` instead of the one in use, to try it."""
        told = self.shared() | data
        return render_docx(
            template or self.template(kind),
            named(told, kind.all_fields),
            title=told["title"],
            author=self.letterhead.name,
            language=told["language"],
        )

    def template(self, kind: Kind) -> bytes:
        """The school's own template, or the shipped one with the school's letterhead."""
        if kind.key not in self._templates:
            own = template_in_use(self.school, kind.key)
            self._templates[kind.key] = own or shipped_template(kind, self.letterhead)
        return self._templates[kind.key]

    def shared(self) -> dict[str, Any]:
        """What every document tells."""
        return {
            "language": language_tag(),
            "school": self.letterhead.name,
            "address": self.letterhead.address,
            "letterhead": self.letterhead.for_typst(),
            "printed": _("printed on %(day)s") % {"day": date_format(clock.today(), "j F Y")},
            "page_word": pgettext("foot of a document", "page"),
            "of_word": pgettext("foot of a document", "of"),
        }


def shipped_template(kind: Kind, letterhead: Letterhead) -> bytes:
    """Our template, in the reader's language and with this letterhead."""
    return _shipped(kind.key, letterhead, language_tag())


@lru_cache(maxsize=64)
def _shipped(key: str, letterhead: Letterhead, language: str) -> bytes:
    kind = KINDS[key]
    with translation.override(language.lower()):
        words = {"page": pgettext("foot of a document", "page"), "of": pgettext("foot of a document", "of")}
        builder = Builder(letterhead, language=language, flipped=kind.flipped, words=words)
        builder.title()
        kind.write(builder)
        return builder.bytes()
