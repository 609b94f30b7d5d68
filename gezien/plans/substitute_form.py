"""The form of the sheet for a substitute."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.plans import actions
from gezien.plans.models import SubstituteSheet
from gezien.pupils.models import Group
from gezien.schools.rules import Member


class SubstituteForm(VersionedForm):
    """How a day goes, whom to ask, and the marks; what a mark may be, the action decides."""

    habits = forms.CharField(
        label=_("How a day goes here"),
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How the day begins, rules, signs, playing outside. No pupils by name."),
    )
    ask = forms.CharField(label=_("Whom to ask"), required=False, max_length=300)
    factors = forms.TypedMultipleChoiceField(required=False, coerce=int)
    needs = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, *args: Any, by: Member, group: Group, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.group = by, group
        for name in ("factors", "needs"):  # whatever number is sent; the action keeps to what may be marked
            self.fields[name].valid_value = str.isdecimal  # type: ignore[attr-defined]

    def save(self) -> SubstituteSheet:
        return actions.save_substitute_sheet(by=self.by, group=self.group, **self.cleaned_data)
