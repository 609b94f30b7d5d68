"""The forms of a plan: its rows, what holds for all, and its steps."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gezien.common.forms import VersionedForm
from gezien.common.models import StaleVersion
from gezien.plans import actions
from gezien.plans.models import GroupPlan, PlanRow, Session
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member

# A school week has some 25 hours: more extra minutes than that is a typing error.
MOST_MINUTES, MOST_TIMES = 1500, 25


class GeneralForm(VersionedForm):
    """What holds for the whole group."""

    general = forms.CharField(label=_("For everyone"), required=False, strip=False, widget=forms.Textarea)

    def __init__(self, *args: Any, by: Member, plan: GroupPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.plan = by, plan

    def save(self) -> GroupPlan:
        return actions.save_general(by=self.by, plan=self.plan, **self.cleaned_data)


class RowForm(VersionedForm):
    """One row: five texts and the extra time. Keeps what two people wrote in different fields."""

    goal = forms.CharField(required=False, strip=False)
    content = forms.CharField(required=False, strip=False)
    approach = forms.CharField(required=False, strip=False)
    organisation = forms.CharField(required=False, strip=False)
    evaluation = forms.CharField(required=False, strip=False)
    minutes_a_week = forms.IntegerField(label=_("Minutes a week"), required=False, min_value=0, max_value=MOST_MINUTES)
    times_a_week = forms.IntegerField(label=_("Times a week"), required=False, min_value=0, max_value=MOST_TIMES)
    # Fields that only somebody else changed, as they are now: the page takes them over.
    merged: dict[str, Any]

    def __init__(self, *args: Any, by: Member, row: PlanRow, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.row, self.merged = by, row, {}

    def clean(self) -> dict[str, Any]:
        """An emptied number means none; line ends are those of the database."""
        values = super().clean() or self.cleaned_data
        for name, value in values.items():
            if isinstance(value, str):
                values[name] = value.replace("\r\n", "\n")
        for name in actions.NUMBERS:
            if name in values:
                values[name] = values[name] or 0
        return values

    def save(self) -> PlanRow:
        values = dict(self.cleaned_data)
        version = values.pop("version")
        row = actions.save_row(by=self.by, row=self.row, version=version, values=values)
        self.merged = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
        return row

    def try_save(self) -> PlanRow | None:
        """As `VersionedForm.try_save`; where both changed a field, `conflict` holds only what differs for real."""
        try:
            return super().try_save()
        except actions.Overlap as overlap:
            self._take_over(overlap)
            return None

    def _take_over(self, overlap: actions.Overlap) -> None:
        """Show both texts of the fields that overlap, and what the other wrote elsewhere, with the newer version."""
        self.conflict = {name: str(getattr(overlap.row, name)) for name in overlap.fields}
        self.conflict["version"] = str(overlap.row.version)
        self.merged = {name: value for name, value in overlap.merged.items() if self.cleaned_data[name] != value}
        fresh = {name: str(value) for name, value in {**self.merged, "version": overlap.row.version}.items()}
        self.data = {**dict(self.data.items()), **{self.add_prefix(name): text for name, text in fresh.items()}}


class StatusForm(forms.Form):
    """A step of the plan: from where it stood on screen to the one before or after."""

    was = forms.ChoiceField(choices=GroupPlan.Status)
    status = forms.ChoiceField(choices=GroupPlan.Status)

    def try_save(self, *, by: Member, plan: GroupPlan) -> bool:
        """Whether the step was made; not when somebody else was first, or it does not follow."""
        if not self.is_valid() or self.cleaned_data["status"] not in actions.neighbours(self.cleaned_data["was"]):
            return False
        try:
            actions.change_status(by=by, plan=plan, **self.cleaned_data)
        except StaleVersion:
            return False
        return True


class SessionForm(VersionedForm):
    """What came of a row on a day; the button says which of the three."""

    state = forms.ChoiceField(choices=Session.State)
    minutes = forms.IntegerField(label=pgettext_lazy("time", "Minutes"), required=False, min_value=0, max_value=300)
    reason = forms.CharField(label=_("Because"), required=False, max_length=200)
    moved_to = forms.DateField(label=_("To"), required=False)

    def __init__(self, *args: Any, by: Member, row: PlanRow, day: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.row, self.day = by, row, day

    def clean(self) -> dict[str, Any]:
        """Moving asks for a later day."""
        values = super().clean() or self.cleaned_data
        if values.get("state") == Session.State.MOVED and "moved_to" not in self.errors:
            if not values.get("moved_to"):
                self.add_error("moved_to", _("Say to which day."))
            elif values["moved_to"] <= self.day:
                self.add_error("moved_to", _("Choose a later day."))
        return values

    def save(self) -> Session:
        values = dict(self.cleaned_data)
        expected, minutes = values.pop("version"), values.pop("minutes") or 0
        return actions.record_session(
            by=self.by, row=self.row, day=self.day, expected=expected, minutes=minutes, **values
        )


class PupilLineForm(forms.Form):
    """A line about one pupil of the cluster."""

    pupil = forms.ModelChoiceField(Pupil.objects.none(), label=_("Pupil"))
    text = forms.CharField(label=_("What did you see?"), max_length=2000)
    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, session: Session, **kwargs: Any):
        super().__init__(*args, **kwargs)
        placed = session.row.cluster.placements.values("pupil")
        self.fields["pupil"].queryset = Pupil.objects.filter(school=session.school_id, pk__in=placed)
