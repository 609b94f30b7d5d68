"""What somebody typed and a page could not keep, given back: nothing typed is ever lost."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common.forms import wants_json
from gezien.common.going_back import next_page

View = Callable[..., HttpResponse]
Typed = list[tuple[str, str]]


def gives_words_back(*posted: type[forms.Form]) -> Callable[[View], View]:
    """The view of which what is sent in these forms is given back when it is refused: what one was writing in is gone
    or not to be seen any more (404), or one may not write there any more (403).
    """
    fields = fields_of(*posted)

    def careful(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (PermissionDenied, Http404) as refusal:
                typed = typed_words(request.POST, fields)
                if not typed:
                    raise
                return _refused(request, 404 if isinstance(refusal, Http404) else 403, typed)

        return answered

    return careful


def fields_of(*posted: type[forms.Form]) -> dict[str, forms.Field]:
    """The fields of these forms by name."""
    return {name: field for form in posted for name, field in form.base_fields.items()}


def _refused(request: HttpRequest, status: int, typed: Typed) -> HttpResponse:
    if status == 404:
        told = _("What you were writing in is not there any more, or not yours to see any more.")
    else:
        told = _("You may not write here any more.")
    if wants_json(request):
        return JsonResponse({"refused": told}, status=status)
    back = next_page(request) or reverse("home")
    return not_kept(request, told=told, typed=typed, back=back, way=_("Go on"), status=status)


def typed_words(sent: QueryDict, fields: Mapping[str, forms.Field]) -> Typed:
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


def not_kept(request: HttpRequest, *, told: str, typed: Typed, back: str, way: str, status: int = 409) -> HttpResponse:
    """The page that says why nothing was kept and gives the words back to copy; `back` and `way`: where one goes on."""
    context = {"told": told, "typed": typed, "back": back, "way": way}
    return render(request, "common/not_kept.html", context, status=status)
