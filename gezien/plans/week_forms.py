"""The forms of the timetable and of the hours it has to fit in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gezien.common.forms import VersionedForm
from gezien.plans import actions
from gezien.plans.models import PlanRow, Slot, Weekday
from gezien.plans.models.week import FIRST_HOUR, LAST_HOUR
from gezien.plans.week.hours import Day, breaks_text, parse_breaks, time_of
from gezien.pupils.models import Group, Teaching
from gezien.schools.models import StaffMember
from gezien.schools.rules import Member, current

Time = forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")


class SlotForm(VersionedForm):
    """Day, time, length, where and by whom. Without `slot` a row gets its first, or one more, place in the week."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    weekday = forms.TypedChoiceField(label=pgettext_lazy("of the week", "Day"), choices=Weekday, coerce=int)
    starts_at = forms.TimeField(label=pgettext_lazy("time", "From"), widget=Time)
    minutes = forms.IntegerField(
        label=pgettext_lazy("time", "Minutes"), min_value=5, max_value=240, widget=forms.NumberInput(attrs={"step": 5})
    )
    room = forms.CharField(
        label=_("Where"), required=False, max_length=40, help_text=_("Empty: in the group's own room.")
    )
    by_words = forms.CharField(
        label=_("Or somebody else"), required=False, max_length=60, help_text=_("An assistant, a volunteer.")
    )

    def __init__(self, *args: Any, by: Member, row: PlanRow, slot: Slot | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.row, self.slot = by, row, slot
        colleagues = StaffMember.objects.filter(school=by.school, left_on=None)
        self.fields["staff_member"] = forms.ModelChoiceField(
            colleagues, label=_("By whom"), required=False, empty_label=_("whoever is there that day")
        )
        self.steps: list[dict] = []

    def clean_starts_at(self):
        """Between seven and six: anything else is a typing error."""
        time = self.cleaned_data["starts_at"]
        if not FIRST_HOUR <= time < LAST_HOUR:
            raise forms.ValidationError(_("Choose a time between 7:00 and 18:00."))
        return time.replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        """One person, not two."""
        values = super().clean() or self.cleaned_data
        if values.get("staff_member") and values.get("by_words"):
            self.add_error("by_words", _("Choose a colleague or name somebody else, not both."))
        return values

    def save(self) -> Slot:
        values = dict(self.cleaned_data)
        version = values.pop("version") or 0
        if self.slot is None:
            slot, self.steps = actions.place_slot(by=self.by, row=self.row, **values)
        else:
            slot, self.steps = actions.move_slot(by=self.by, slot=self.slot, version=version, values=values)
        return slot


class HoursForm(VersionedForm):
    """The hours of the school or of one group: from, until, breaks, and for a group who is there, day by day."""

    def __init__(self, *args: Any, by: Member, group: Group | None, hours: dict[int, Day], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.group = by, group
        teachers = StaffMember.objects.filter(
            school=by.school, pk__in=Teaching.objects.filter(current(), group=group).values("staff_member")
        )
        for weekday in Weekday:
            day = hours.get(weekday)
            names: dict[str, forms.Field] = {
                "from": forms.TimeField(label=pgettext_lazy("time", "From"), required=False, widget=Time),
                "until": forms.TimeField(label=_("Until"), required=False, widget=Time),
                "breaks": forms.CharField(label=_("Breaks"), required=False, max_length=90),
            }
            if group is not None:
                names["teacher"] = forms.ModelChoiceField(
                    teachers, label=_("Before the group"), required=False, empty_label="–"
                )
            for name, field in names.items():
                self.fields[f"{name}_{weekday}"] = field
            if day:
                self.initial = {
                    **self.initial,
                    f"from_{weekday}": time_of(day.start),
                    f"until_{weekday}": time_of(day.end),
                    f"breaks_{weekday}": breaks_text(day.breaks),
                    f"teacher_{weekday}": day.teacher,
                }

    def rows(self) -> list[dict[str, Any]]:
        """For each weekday its name and its fields."""
        names = ("from", "until", "breaks") + (("teacher",) if self.group else ())
        return [
            {"name": day.label, "fields": [self[f"{name}_{day}"] for name in names], "weekday": int(day)}
            for day in Weekday
        ]

    def clean(self) -> dict[str, Any]:
        """Both times or neither, in order; breaks as times."""
        values = super().clean() or self.cleaned_data
        for day in Weekday:
            start, end = values.get(f"from_{day}"), values.get(f"until_{day}")
            if (start is None) != (end is None) and not {f"from_{day}", f"until_{day}"} & set(self.errors):
                self.add_error(f"until_{day}", _("Say from when until when, or leave both empty: no school."))
            elif start and end and end <= start:
                self.add_error(f"until_{day}", _("School ends later than it begins."))
            try:
                values[f"breaks_{day}"] = breaks_text(parse_breaks(values.get(f"breaks_{day}", "")))
            except ValueError:
                self.add_error(f"breaks_{day}", _("Write breaks as 10:15-10:30, 12:00-12:30."))
        return values

    def save(self):
        """Write the days that have school."""
        values = self.cleaned_data
        days = [
            {
                "weekday": int(day),
                "starts_at": values[f"from_{day}"],
                "ends_at": values[f"until_{day}"],
                "breaks": values[f"breaks_{day}"],
                "teacher": values.get(f"teacher_{day}"),
            }
            for day in Weekday
            if values[f"from_{day}"]
        ]
        return actions.save_hours(by=self.by, group=self.group, version=values["version"], days=days)
