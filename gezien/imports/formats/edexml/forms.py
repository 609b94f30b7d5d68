"""Choosing the school year of an export."""

from django import forms
from django.utils.translation import gettext_lazy

from gezien.schools.models import School, SchoolYear
from gezien.schools.queries import current_year


class ExportForm(forms.Form):
    """Of which school year; the present one is chosen beforehand."""

    year = forms.ModelChoiceField(
        label=gettext_lazy("School year"), queryset=SchoolYear.objects.none(), empty_label=None
    )

    def __init__(self, data=None, *, school: School):
        super().__init__(data, initial={"year": current_year(school)})
        self.fields["year"].queryset = SchoolYear.objects.filter(school=school).order_by("-starts_on")
