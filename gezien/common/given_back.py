"""What somebody typed and a page could not keep, given back: nothing typed is ever lost."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.formats import date_format


def typed_words(sent: QueryDict, fields: Mapping[str, forms.Field]) -> list[tuple[str, str]]:
    """Label and words of each of these fields in which something was sent, choices by their names; hidden ones not."""
    found = ((field, sent.getlist(name)) for name, field in fields.items() if not field.widget.is_hidden)
    return [(str(field.label or ""), said) for field, values in found if (said := "\n".join(_said(field, values)))]


def _said(field: forms.Field, values: list[str]) -> Iterator[str]:
    typed = [value for value in values if value.strip()]
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        names = {str(key): str(name) for key, name in choices}
        yield from (names[value] for value in typed if value in names)
    elif isinstance(field, forms.DateField):
        yield from (_day(value) for value in typed)
    elif not isinstance(field, forms.ModelChoiceField | forms.BooleanField):
        yield from typed


def _day(value: str) -> str:
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    return date_format(day) if day else value


def not_kept(
    request: HttpRequest, *, told: str, typed: list[tuple[str, str]], back: str, way: str, status: int = 409
) -> HttpResponse:
    """The page that says why nothing was kept and gives the words back to copy; `back` and `way`: where one goes on."""
    context = {"told": told, "typed": typed, "back": back, "way": way}
    return render(request, "common/not_kept.html", context, status=status)
