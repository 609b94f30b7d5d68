"""The forms of a plan: its rows, what holds for all, and its steps."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gezien.common.forms import VersionedForm
from gezien.common.models import StaleVersion
from gezien.plans import actions
from gezien.plans.actions.merging import Overlap
from gezien.plans.models import Goal, GroupPlan, PlanRow, Session
from gezien.plans.queries.figures import figure_words
from gezien.plans.queries.sheet_goals import IN_WORDS, counted_options, counted_value
from gezien.pupils.models import Pupil
from gezien.results.models import Instrument
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


class MergingForm(VersionedForm):
    """Two people in one record: what they wrote in different fields is kept, and of one field both texts are shown.

    `merged`: the fields that only somebody else changed, as they are now; the page takes them over.
    """

    merged: dict[str, Any]

    def overlapping(self, overlap: Overlap) -> tuple[dict[str, str], dict[str, Any]]:
        """By field of the page: what is stored where both wrote, and what only the other changed."""
        raise NotImplementedError(f"{type(self).__name__} must name its fields")

    def try_save(self):
        """As `VersionedForm.try_save`; where both changed a field, `conflict` holds only what differs for real."""
        try:
            return super().try_save()
        except Overlap as overlap:
            conflict, self.merged = self.overlapping(overlap)
            self.conflict = {**conflict, "version": str(overlap.record.version)}
            fresh = {**self.merged, "version": overlap.record.version}
            self.data = {**dict(self.data.items()), **{self.add_prefix(key): str(one) for key, one in fresh.items()}}
            return None


class RowForm(MergingForm):
    """One row: four texts and the extra time. Keeps what two people wrote in different fields."""

    content = forms.CharField(required=False, strip=False)
    approach = forms.CharField(required=False, strip=False)
    organisation = forms.CharField(required=False, strip=False)
    evaluation = forms.CharField(required=False, strip=False)
    minutes_a_week = forms.IntegerField(label=_("Minutes a week"), required=False, min_value=0, max_value=MOST_MINUTES)
    times_a_week = forms.IntegerField(label=_("Times a week"), required=False, min_value=0, max_value=MOST_TIMES)

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

    def overlapping(self, overlap: Overlap) -> tuple[dict[str, str], dict[str, Any]]:
        """The fields as they are named in the row."""
        stored = {name: str(getattr(overlap.record, name)) for name in overlap.fields}
        return stored, {name: value for name, value in overlap.merged.items() if self.cleaned_data[name] != value}


class GoalForm(MergingForm):
    """A goal: its words, how one will see it, what is counted and the target. Keeps what two wrote in different fields.

    `counted` is one choice for three columns: "12:share:III" is the share at level III or higher on test 12.
    """

    text = forms.CharField(required=False, strip=False)
    measure = forms.CharField(required=False, strip=False)
    counted = forms.CharField(required=False)
    target = forms.DecimalField(label=_("Target"), required=False, min_value=0, max_value=99999, localize=True)

    def __init__(self, *args: Any, by: Member, goal: Goal, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.goal, self.merged = by, goal, {}

    def clean(self) -> dict[str, Any]:
        """Line ends as the database has them; a share is at most all of them."""
        values = super().clean() or self.cleaned_data
        for name in ("text", "measure"):
            values[name] = values.get(name, "").replace("\r\n", "\n")
        if values.get("target") is not None:
            values["target"] = values["target"].quantize(Decimal("0.1"))
            if ":share:" in values.get("counted", "") and values["target"] > 100:
                self.add_error("target", _("A share is at most 100 %."))
        return values

    def clean_counted(self) -> str:
        """One of the choices for the tests of this subject.

        What the goal counts stays when its test is out of use: a page that no longer offers it sends nothing, and that
        wipes no figures. Only who says `IN_WORDS` takes it away.
        """
        value, kept = self.cleaned_data["counted"], counted_value(self.goal)
        if value == IN_WORDS:
            return ""
        if value == kept:
            return kept
        plan = self.goal.row.plan
        tests = Instrument.objects.filter(school=self.by.school, subject=plan.subject_id, is_active=True)
        offered = [key for one in tests for key, _words in counted_options(one)]
        if not value:
            return "" if kept in offered else kept
        if value not in offered:
            raise forms.ValidationError(_("Choose one of the tests of this subject."))
        return value

    def save(self) -> Goal:
        values = dict(self.cleaned_data)
        version, counted = values.pop("version"), values.pop("counted")
        test, score_type, level = [*counted.split(":", 2), "", ""][:3]
        values |= {"instrument_id": int(test) if test else None, "score_type": score_type, "level": level}
        goal = actions.save_goal(by=self.by, goal=self.goal, version=version, values=values)
        self.merged = self._differing(goal)
        return goal

    def overlapping(self, overlap: Overlap) -> tuple[dict[str, str], dict[str, Any]]:
        """The three columns of what is counted are one field of the page."""
        stored = page_values(overlap.record)
        names = {"counted" if name in actions.COUNTED else name for name in overlap.fields}
        after = {name: overlap.merged.get(name, getattr(overlap.record, name)) for name in actions.WRITTEN}
        typed = self._typed()
        elsewhere = {
            name: text for name, text in page_values(Goal(**after)).items() if name not in names and text != typed[name]
        }
        return {name: stored[name] for name in stored if name in names}, elsewhere

    def _differing(self, goal: Goal) -> dict[str, str]:
        """The fields that say something else than was typed: what only somebody else changed."""
        typed = self._typed()
        return {name: text for name, text in page_values(goal).items() if text != typed[name]}

    def _typed(self) -> dict[str, str]:
        values = self.cleaned_data
        return {**values, "target": figure_words(values["target"])}


def page_values(goal: Goal) -> dict[str, str]:
    """The fields of a goal as the page has them."""
    return {
        "text": goal.text,
        "measure": goal.measure,
        "counted": counted_value(goal),
        "target": figure_words(goal.target),
    }


class AdjustForm(forms.Form):
    """Why a running plan is adjusted."""

    why = forms.CharField(
        label=_("Why do you adjust the plan?"),
        max_length=300,
        help_text=_("One line. What was agreed stays readable; colleagues see your reason beside what you change."),
    )


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
