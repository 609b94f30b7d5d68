"""Checks what is typed about the final test; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.quality.actions import final_test as actions
from gezien.quality.models import FinalTestOutcome, InspectionValues
from gezien.schools.models import Subject
from gezien.schools.rules import Member

YEARS = 4
DECIMAL = {"inputmode": "decimal", "step": "0.1"}


class InspectionValuesForm(VersionedForm):
    """What the inspectorate holds beside the outcomes of this school."""

    weighting = forms.DecimalField(
        label=_("School weighting"),
        required=False,
        min_value=20,
        max_value=40,
        max_digits=4,
        decimal_places=2,
        help_text=_("Between 20 and 40, the mean of three years, from Statistics Netherlands."),
    )
    basic = forms.DecimalField(
        label=_("Signal value 1F, in per cent"), required=False, min_value=0, max_value=100, decimal_places=1
    )
    target = forms.DecimalField(
        label=_("Signal value 1S/2F, in per cent"), required=False, min_value=0, max_value=100, decimal_places=1
    )
    source = forms.CharField(
        label=_("Where it was found"),
        required=False,
        max_length=200,
        help_text=_("The regulation or page, and of which year."),
    )

    def __init__(self, *args: Any, values: InspectionValues | None, member: Member, **kwargs: Any):
        names = ("weighting", "basic", "target", "source", "version")
        kept = values or InspectionValues(school=member.school)
        super().__init__(*args, initial={name: getattr(kept, name) for name in names}, **kwargs)
        self.member = member

    def save(self) -> InspectionValues:
        """Keep the values; raises `StaleVersion`."""
        return actions.save_inspection_values(by=self.member, **self.cleaned_data)


class OutcomeForm(forms.Form):
    """How many pupils took part in a school year, and how many reached which level."""

    first = forms.TypedChoiceField(label=_("School year"), coerce=int)
    subject = forms.ModelChoiceField(label=_("Subject"), queryset=None, empty_label=None)
    pupils = forms.IntegerField(label=_("Pupils who took part"), min_value=1, max_value=1000)
    basic = forms.IntegerField(label=_("Of whom at least 1F"), min_value=0, max_value=1000)
    target = forms.IntegerField(label=_("Of whom 1S (arithmetic) or 2F (language)"), min_value=0, max_value=1000)

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        today = clock.today()
        this = today.year if today.month >= 8 else today.year - 1
        self.fields["first"].choices = [(year, f"{year}-{year + 1}") for year in range(this, this - YEARS, -1)]
        self.fields["subject"].queryset = Subject.objects.filter(
            school=member.school, domain__in=[Subject.Domain.LANGUAGE, Subject.Domain.ARITHMETIC]
        )

    def clean(self) -> dict[str, Any]:
        """Nobody is counted who did not take part."""
        super().clean()
        data = self.cleaned_data
        for name, of in (("basic", "pupils"), ("target", "basic")):
            if name in data and of in data and data[name] > data[of]:
                self.add_error(name, _("That is more than there are in the line above."))
        return data

    def save(self) -> FinalTestOutcome:
        """Keep the outcome."""
        return actions.save_outcome(by=self.member, **self.cleaned_data)
