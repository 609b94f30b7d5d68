"""The fields of a document: under which name a template finds what the application tells.

The application speaks English, a school's template the school's words: `Field("goal", "doel", …)` is the one place
where they meet. A name, once shipped, stays: templates of schools hang on it (decision on templates of documents).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Field:
    """One thing that a document tells. `fields`: it is a list, and these stand in each item of it.

    `key` is what the application calls it, `name` what a template calls it. `item`: what one item is called in the
    shipped template, and in the list of fields to copy from ("rij" in "rijen").
    """

    key: str
    name: str
    meaning: str | Promise
    fields: tuple["Field", ...] = ()
    item: str = ""


def listed_fields(key: str, name: str, meaning: str | Promise, item: str, *fields: Field) -> Field:
    """A list of things, each with these fields: "rijen", and in the template "rij.doel"."""
    return Field(key, name, meaning, fields, item)


type Schema = dict[str, Any]

# Every document has these.
SHARED = (
    Field("title", "titel", _("The title of the document, with kind and period")),
    Field("subtitle", "ondertitel", _("The title as it stands on the page")),
    Field("school", "school", _("The name in the letterhead")),
    Field("address", "adres", _("The address line in the letterhead")),
    Field("printed", "gedrukt", _("The day on which the document was made")),
)


def schema(fields: Sequence[Field]) -> Schema:
    """The names a template may use: a dict for what one may look into, a list of one dict for lists, else None."""
    return {field.name: [schema(field.fields)] if field.fields else None for field in fields}


def named(data: dict[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    """The data under the names of templates: plain dicts, lists and texts, and nothing that is not a field."""
    return {field.name: _value(data.get(field.key), field) for field in fields}


def _value(value: Any, field: Field) -> Any:
    if field.fields:
        return [named(item, field.fields) for item in value or ()]
    return "" if value is None else str(value)


def listed(fields: Sequence[Field], owner: str = "", depth: int = 0) -> Iterator[dict[str, Any]]:
    """The fields to copy from: `code` as it is typed in Word, `meaning`, `depth` within lists."""
    for field in fields:
        path = f"{owner}.{field.name}" if owner else field.name
        if field.fields:
            code = f"{{%tr for {field.item} in {path} %}} … {{%tr endfor %}}"
            yield {"code": code, "meaning": str(field.meaning), "depth": depth, "is_list": True}
            yield from listed(field.fields, field.item, depth + 1)
        else:
            yield {"code": f"{{{{ {path} }}}}", "meaning": str(field.meaning), "depth": depth, "is_list": False}
