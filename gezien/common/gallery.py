"""What the gallery shows: every component in every state, made from the source text beside it.

The sample sentences are Dutch, as in the real pages; what is said about them is for those who build.
"""

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.text import slugify

SAMPLES = Path(__file__).resolve().parent / "gallery_samples"
EXAMPLE = re.compile(r"^{# (.+?) #}\n", re.MULTILINE)


def _sections() -> list[dict]:
    """One section a file of `gallery_samples/`, in their order: a note on top, then named examples."""
    found = []
    for path in sorted(SAMPLES.glob("*.html")):
        title = path.stem.partition("-")[2].replace("-", " ").capitalize()
        note, *rest = EXAMPLE.split(path.read_text(encoding="utf-8"))
        examples = [
            {"name": name, "source": source.strip()} for name, source in zip(rest[::2], rest[1::2], strict=True)
        ]
        found.append(
            {
                "title": title,
                "slug": slugify(title),
                "note": note.strip(),
                "examples": examples,
            }
        )
    return found


SECTIONS: list[dict] = _sections()


class SampleForm(forms.Form):
    """One of every kind of field."""

    goal = forms.CharField(label="Doel", help_text="Wat kan de leerling straks? Begin met een werkwoord.")
    need = forms.CharField(label="Heeft nodig", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    subject = forms.ChoiceField(
        label="Vak",
        choices=[("", "Kies een vak"), ("rek", "Rekenen"), ("sp", "Spelling")],
    )
    until = forms.DateField(
        label="Tot en met",
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    minutes = forms.IntegerField(label="Minuten per week", min_value=0, required=False)
    kind = forms.ChoiceField(
        label="Soort",
        widget=forms.RadioSelect,
        choices=[("note", "Observatie"), ("talk", "Kindgesprek")],
    )
    days = forms.MultipleChoiceField(
        label="Dagen",
        widget=forms.CheckboxSelectMultiple,
        choices=[("ma", "Maandag"), ("di", "Dinsdag")],
        required=False,
    )
    file = forms.FileField(label="Bestand", required=False)
    private = forms.BooleanField(label="Alleen voor mij", required=False)


@cache
def _sample_context() -> dict[str, Any]:
    """What the examples speak of."""
    return {
        "form": SampleForm(auto_id="a_%s"),
        "wrong_form": SampleForm(
            {"goal": "", "until": "31-2-2027", "kind": "note", "subject": "rek"},
            auto_id="b_%s",
        ),
        "person": SimpleNamespace(name="Emmy de Groot", initials="EG"),
        "counts": [("I", 4), ("II", 5), ("III", 8), ("IV", 5), ("V", 2)],
        "uneven": [("A", 0), ("B", 12), ("C", 0), ("D", 1), ("E", 0)],
        "trend": [31, 35, 33, 42, 47],
        "falling": [52, 50, 51, 44, 40],
        "flat": [40, 40, 40],
        "single": [40],
        "page": Paginator(range(120), 25).page(2),
    }


def context() -> dict[str, Any]:
    """The sections with their examples rendered."""
    sample = Context(_sample_context())
    return {
        "sections": [
            section
            | {"examples": [one | {"html": Template(one["source"]).render(sample)} for one in section["examples"]]}
            for section in SECTIONS
        ]
    }
