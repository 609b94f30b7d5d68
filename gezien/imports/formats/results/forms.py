"""Choosing what the columns of a results file mean, and how a table is written."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gezien.imports.formats.results.mapping import Mapping, choices
from gezien.imports.formats.results.table import Table
from gezien.imports.formats.results.ways import DATES, DECIMALS, DELIMITERS, ENCODINGS, Ways
from gezien.results.cells import read_day
from gezien.results.models import Instrument

WAYS = {"encoding": ENCODINGS, "delimiter": DELIMITERS, "dates": DATES, "decimal": DECIMALS}


class MappingForm(forms.Form):
    """A select for each column of the file, and what holds for every row. `mapping()` is what was chosen."""

    instrument = forms.ChoiceField(
        label=_("Test of the whole file"), required=False, help_text=_("Only when no column names the test.")
    )
    moment = forms.CharField(
        label=_("Moment of the whole file"),
        required=False,
        max_length=10,
        help_text=_("M5, E5, B8… or only M: then the pupil's own year group is added. May stay empty."),
    )
    taken_on = forms.DateField(
        label=_("Day of the test"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only when no column holds the day."),
    )
    profile_name = forms.CharField(
        label=_("Keep this choice as"),
        required=False,
        max_length=80,
        help_text=_("Next time you choose this name and go on to the preview at once."),
    )

    def __init__(self, data=None, *, table: Table, instruments: list[Instrument], mapping: Mapping, **kwargs):
        constants = {name: value for name, value in mapping.constants.items() if value}
        super().__init__(data, initial={**constants, **kwargs.pop("initial", {})}, **kwargs)
        self.table = table
        self.fields["instrument"].choices = [
            ("", _("a column names it")),
            *((one.code, f"{one.name} ({one.subject.short_name})") for one in instruments),
        ]
        grouped = [("", _("ignore")), *choices(instruments)]
        for number, heading in enumerate(table.headers):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading, choices=grouped, required=False, initial=mapping.columns.get(heading, "")
            )

    def columns(self) -> list[dict]:
        """The file's columns as rows of the page: heading, first values, select."""
        return [
            {"heading": heading, "samples": ", ".join(self.table.samples(number)), "field": self[f"column_{number}"]}
            for number, heading in enumerate(self.table.headers)
        ]

    def shared(self) -> list[forms.BoundField]:
        """The questions about every row at once."""
        return [self[name] for name in ("instrument", "moment", "taken_on")]

    def clean_taken_on(self):
        """A test is never taken in the future."""
        day = self.cleaned_data["taken_on"]
        if day:
            try:
                read_day(day)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from error
        return day

    def clean(self):
        """The whole must be enough to read rows with."""
        cleaned = super().clean()
        if not self.errors:
            for problem in self.mapping().problems():
                self.add_error(None, problem)
        return cleaned

    def mapping(self) -> Mapping:
        """What was chosen."""
        day = self.cleaned_data.get("taken_on")
        return Mapping(
            {
                heading: self.cleaned_data.get(f"column_{number}", "")
                for number, heading in enumerate(self.table.headers)
            },
            {
                "instrument": self.cleaned_data.get("instrument", ""),
                "moment": self.cleaned_data.get("moment", ""),
                "taken_on": day.isoformat() if day else "",
            },
        )


class WaysForm(forms.Form):
    """Each way with what was found as the first choice. A workbook says most of it itself."""

    encoding = forms.ChoiceField(label=_("Character set"), required=False)
    delimiter = forms.ChoiceField(label=_("Delimiter"), required=False)
    dates = forms.ChoiceField(label=_("Dates"), required=False)
    decimal = forms.ChoiceField(label=_("Decimals"), required=False)

    def __init__(self, data=None, *, found: Ways | None = None, said: Ways | None = None):
        super().__init__(data, initial={name: getattr(said, name, "") for name in WAYS})
        for name, ways in WAYS.items():
            self.fields[name].choices = [("", _found(ways, getattr(found, name, ""))), *ways.items()]
        if found and not found.encoding:
            del self.fields["encoding"], self.fields["delimiter"]

    def ways(self) -> Ways:
        """What was said."""
        return Ways(**{name: self.cleaned_data.get(name, "") for name in WAYS})


def _found(choices: dict, value: str) -> str:
    return gettext("found: %(what)s") % {"what": choices[value]} if value in choices else gettext("find out")
