"""Forms that lose nothing: one look, autosave, and both texts when two people edited the same record."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from gezien.common.models import StaleVersion
from gezien.common.numbers import number_of


class Renderer(TemplatesSetting):
    """Every form field looks the same: label, help, input, error."""

    form_template_name = "common/form.html"
    field_template_name = "common/field.html"


class SeveralRows(forms.ModelMultipleChoiceField):
    """Several rows to choose; a key that no row could have is no choice: the database refuses to look for it."""

    def clean(self, value: Any) -> Any:
        """The rows; raises `ValidationError` for one that cannot be chosen."""
        for key in value or ():
            if str(key).isdecimal() and not number_of(str(key)):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(key)[:20]}
                )
        return super().clean(value)


class VersionedForm(forms.Form):
    """A form about one record. `save()` is one call to an action; the version it was opened with travels along.

    When the action raises `StaleVersion`, `conflict` holds the stored texts by field and the form stays bound to what
    was typed, now with the newer version: saving again is a choice made with both texts in sight.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    conflict: dict[str, str] | None = None

    def stored_texts(self) -> list[tuple[str, str]]:
        """After a conflict: each field's label with what is stored now."""
        conflict = self.conflict or {}
        return [(field.label, conflict[field.name]) for field in self.visible_fields() if field.name in conflict]

    def typed_words(self) -> str:
        """What was typed, the fields under each other: to copy from a page that could not keep it."""
        typed = (self.data.get(self.add_prefix(name)) for name in self.fields if name != "version")
        return "\n".join(filter(None, typed))

    def save(self):
        """Call the action with `self.cleaned_data`; return the saved record."""
        raise NotImplementedError(f"{type(self).__name__} must call its action")

    def try_save(self):
        """The saved record, or None when the input is wrong or the record has changed meanwhile."""
        if not self.is_valid():
            return None
        try:
            return self.save()
        except StaleVersion as stale:
            self.conflict = {
                name: str(getattr(stale.current, name) or "") for name in self.fields if hasattr(stale.current, name)
            }
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = self.conflict["version"]
            return None


def wants_json(request: HttpRequest) -> bool:
    """Whether autosave.js asks (it saves while one types), rather than a plain form."""
    return request.headers.get("X-Autosave") == "1"


def posted_number(request: HttpRequest, name: str) -> int:
    """The whole number a form sent under this name, as a version or a row; 0 for none, which no row has."""
    return number_in(request.POST, name)


def number_in(sent: QueryDict, name: str) -> int:
    """The whole number in a form, or in an address (`request.GET`); 0 for none."""
    return number_of(sent.get(name, ""))


def autosave_reply(form: VersionedForm, record) -> HttpResponse:
    """The reply to autosave.js: 200 saved, 409 changed by somebody else (with the stored texts), 422 not valid."""
    if record is not None:
        moment = date_format(timezone.localtime(), "H:i")
        return JsonResponse({"version": record.version, "pk": record.pk, "saved_at": moment})
    if form.conflict is not None:
        return JsonResponse({"version": form.conflict["version"], "current": form.conflict}, status=409)
    return JsonResponse({"errors": form.errors.get_json_data()}, status=422)


def refresh(widget: forms.Widget, url: str, target: str) -> None:
    """Let a select fetch the part of the form that depends on it: GET `url` with its value, into `target`."""
    widget.attrs |= {"hx-get": url, "hx-trigger": "change", "hx-target": target, "hx-swap": "outerHTML"}
