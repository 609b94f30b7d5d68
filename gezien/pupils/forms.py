"""Forms of who teaches which group."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.pupils.actions import assign_group
from gezien.pupils.models import Group, Teaching
from gezien.schools.forms import TimeBox, day_field
from gezien.schools.models import StaffMember
from gezien.schools.rules import Member


class TeachingForm(TimeBox):
    """A group from a day until a day; a substitute's days end by themselves."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), empty_label=_("Choose a group"))
    ends_on = day_field(_("Up to and including"), required=True)
    field_order = ["group", "starts_on", "ends_on"]

    def __init__(self, *args, by: Member, person: StaffMember, **kwargs):
        super().__init__(*args, prefix="teaching", **kwargs)
        self.by, self.person = by, person
        current_and_coming = Group.objects.filter(school=by.school, year__ends_on__gte=clock.today())
        self.fields["group"].queryset = current_and_coming.order_by("year__starts_on", "year_group", "name", "pk")

    def try_save(self) -> Teaching | None:
        """What was given, or None with the errors on the form."""
        if not self.is_valid():
            return None
        try:
            return assign_group(by=self.by, person=self.person, **self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error)
            return None
