"""Choosing what the columns of a pupil list mean."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common import clock
from gezien.imports.formats.pupils.fields import FIELDS, is_sensitive, problems
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.table import Table
from gezien.imports.models import MappingProfile

YEAR_TURNS_IN = 7  # from July on a list is usually of the school year that begins


class ColumnsForm(forms.Form):
    """A select for each column, the school year, a name to keep the choice under. `mapping()` is what was chosen."""

    year = forms.TypedChoiceField(label=gettext_lazy("School year of the list"), coerce=int)
    profile_name = forms.CharField(
        label=gettext_lazy("Keep this choice as"),
        required=False,
        max_length=MappingProfile._meta.get_field("name").max_length,
        help_text=gettext_lazy("Next time you choose this name and go on to the preview at once."),
    )

    def __init__(self, data=None, *, table: Table, mapping: Mapping, **kwargs):
        today = clock.today()
        this = today.year if today.month >= YEAR_TURNS_IN else today.year - 1
        super().__init__(
            data, initial={"year": mapping.constants.get("year", this), **kwargs.pop("initial", {})}, **kwargs
        )
        self.table = table
        self.fields["year"].choices = [(year, f"{year}-{year + 1}") for year in (this + 1, this, this - 1)]
        for number, heading in enumerate(table.headers):
            if not is_sensitive(heading):
                self.fields[f"column_{number}"] = forms.ChoiceField(
                    label=heading,
                    choices=[("", _("ignore")), *FIELDS.items()],
                    required=False,
                    initial=mapping.columns.get(heading, ""),
                )

    def columns(self) -> list[dict]:
        """The columns as rows of the page; of a sensitive one neither the values nor a choice."""
        return [
            {"heading": heading, "is_dropped": True, "samples": "", "field": None}
            if is_sensitive(heading)
            else {
                "heading": heading,
                "is_dropped": False,
                "samples": ", ".join(self.table.samples(number)),
                "field": self[f"column_{number}"],
            }
            for number, heading in enumerate(self.table.headers)
        ]

    def shared(self) -> list[forms.BoundField]:
        """The questions about every row at once."""
        return [self["year"]]

    def clean(self):
        """The whole must be enough to read pupils with."""
        cleaned = super().clean()
        if not self.errors:
            for problem in problems(self.mapping()):
                self.add_error(None, problem)
        return cleaned

    def mapping(self) -> Mapping:
        """What was chosen."""
        chosen = {
            heading: self.cleaned_data.get(f"column_{number}", "") for number, heading in enumerate(self.table.headers)
        }
        return Mapping(chosen, {"year": str(self.cleaned_data["year"])})
