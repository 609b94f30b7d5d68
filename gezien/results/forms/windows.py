"""Checks what is typed about the test calendar; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.quality.queries import YEAR_GROUPS, year_group_name
from gezien.results.actions.windows import add_window, change_window
from gezien.results.models import TestWindow
from gezien.results.rules import visible_instruments
from gezien.schools.models import SchoolYear
from gezien.schools.rules import Member


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class DaysForm(forms.Form):
    """For whom, from when until when."""

    year_groups = forms.MultipleChoiceField(
        label=gettext_lazy("Taken by"), widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-row"})
    )
    opens_on = _day(gettext_lazy("First day"))
    closes_on = _day(gettext_lazy("Last day"))

    def __init__(self, *args: Any, member: Member, year: SchoolYear, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.year = member, year
        country = member.school.country
        self.fields["year_groups"].choices = [(code, year_group_name(code, country)) for code in YEAR_GROUPS[country]]

    def clean(self) -> dict[str, Any]:
        """The days lie in order and in the school year."""
        data = super().clean() or {}
        opens_on, closes_on = data.get("opens_on"), data.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("The last day lies before the first."))
        for name in ("opens_on", "closes_on"):
            day = data.get(name)
            if day and not self.year.starts_on <= day <= self.year.ends_on:
                self.add_error(name, _("This day lies outside the school year %(year)s.") % {"year": self.year.name})
        return data


class ChangeWindowForm(DaysForm, VersionedForm):
    """Other days or year groups for a test."""

    def __init__(self, *args: Any, member: Member, window: TestWindow, **kwargs: Any):
        initial = {name: getattr(window, name) for name in ("year_groups", "opens_on", "closes_on", "version")}
        super().__init__(*args, member=member, year=window.year, initial=initial, **kwargs)
        self.window = window

    def save(self) -> TestWindow:
        """Change the window; raises `StaleVersion`."""
        return change_window(by=self.member, window=self.window, **self.cleaned_data)


class NewWindowForm(DaysForm):
    """A test and a part of the year that has no window yet."""

    instrument = forms.ModelChoiceField(label=gettext_lazy("Test"), queryset=None, empty_label=None)
    part = forms.ChoiceField(label=gettext_lazy("Part of the year"), choices=TestWindow.Part.choices)
    field_order = ("instrument", "part")

    def __init__(self, *args: Any, member: Member, year: SchoolYear, **kwargs: Any):
        super().__init__(*args, member=member, year=year, **kwargs)
        self.fields["instrument"].queryset = visible_instruments(member).filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        """One window for a test and part of the year."""
        data = super().clean()
        known = TestWindow.objects.filter(year=self.year, instrument=data.get("instrument"), part=data.get("part"))
        if known.exists():
            raise ValidationError(_("This test stands in this part of the year already: change that window."))
        return data

    def save(self) -> TestWindow:
        """Add the window."""
        return add_window(by=self.member, year=self.year, **self.cleaned_data)
