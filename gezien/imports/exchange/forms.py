"""Letting a supplier in."""

from django import forms
from django.utils.translation import gettext_lazy

from gezien.imports.exchange.connections import make_connection
from gezien.imports.models import Connection
from gezien.schools.rules import Member


class ConnectionForm(forms.Form):
    """Which supplier, and by which standard it delivers."""

    name = forms.CharField(
        label=gettext_lazy("Supplier"),
        max_length=64,
        help_text=gettext_lazy("As you will recognise it in the list of imports."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How does it deliver?"),
        choices=Connection.Kind.choices,
        help_text=gettext_lazy("The supplier knows which one. Nearly all of them speak UWLR; Edu-V is its successor."),
    )

    def save(self, by: Member) -> tuple[Connection, str]:
        """One action."""
        return make_connection(by=by, **self.cleaned_data)
