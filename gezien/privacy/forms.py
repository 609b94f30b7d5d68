"""Checks what part of the log is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.privacy.queries import Filter, people_of
from gezien.schools.rules import Member


class LogFilterForm(forms.Form):
    """Which rows of the log to show; everything may stay empty."""

    pupil = forms.CharField(label=_("Pupil"), required=False, max_length=80)
    person = forms.TypedChoiceField(label=_("Colleague"), required=False, coerce=int, empty_value=None)
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("Everything")), ("read", _("Reading")), ("changed", _("Changes"))],
    )

    def __init__(self, *args, by: Member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Everyone")), *people_of(by)]

    def wanted(self) -> Filter:
        """The filter; what was typed wrong is left out."""
        return Filter(**self.cleaned_data) if self.is_valid() else Filter()
