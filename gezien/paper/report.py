"""Documents of headed sections: one shape for whatever has no table of its own."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from gezien.documents.build import Builder
from gezien.documents.fields import Field, listed_fields

TYPST = "documents/report.typ"
FIELDS = (
    Field("facts", "gegevens", _("What stands below the title: days, names, status")),
    listed_fields(
        "sections",
        "delen",
        _("The sections of the document, one after the other"),
        "deel",
        Field("head", "kop", _("The heading of the section")),
        listed_fields(
            "lines",
            "regels",
            _("The lines of the section"),
            "regel",
            Field("label", "label", _("What stands before the line; may be empty")),
            Field("text", "tekst", _("The line itself")),
        ),
    ),
)


def report(
    *, title: str, subtitle: str, over: str, aside: list[str], sections: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    """What the templates want; sections of which nothing is left are left out."""
    return {
        "title": title,
        "subtitle": subtitle,
        "over": over,
        "aside": aside,
        "facts": " · ".join(one for one in [*aside, over] if one),
        "sections": [one for one in sections if one["lines"]],
    }


def section(head: str, lines: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A section of lines, each a label (may be empty) and a text; empty texts are left out."""
    return {"head": head, "lines": [{"label": label, "text": text} for label, text in lines if text.strip()]}


def write_template(builder: Builder) -> None:
    """The shipped Word template."""
    builder.text("{{ gegevens }}", small=True)
    builder.code("{%p for deel in delen %}")
    builder.heading("{{ deel.kop }}")
    builder.code("{%p for regel in deel.regels %}")
    line = builder.document.add_paragraph()
    line.paragraph_format.keep_together = True
    line.add_run("{% if regel.label %}{{ regel.label }}").bold = True
    line.add_run("\n{% endif %}{{ regel.tekst }}")
    builder.code("{%p endfor %}")
    builder.code("{%p endfor %}")
