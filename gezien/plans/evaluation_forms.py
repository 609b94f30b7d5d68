"""The forms of an evaluation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.plans.actions import evaluation as actions
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanReflection, PlanRow, RowReflection
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member


class OutcomeForm(VersionedForm):
    """One tap: what came of a goal for a pupil. `version` 0: nothing was said yet."""

    outcome = forms.ChoiceField(choices=GoalOutcome.Outcome, required=False)

    def __init__(self, *args: Any, by: Member, goal: Goal, pupil: Pupil, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.goal, self.pupil = by, goal, pupil

    def save(self) -> GoalOutcome:
        values = self.cleaned_data
        return actions.judge(
            by=self.by, goal=self.goal, pupil=self.pupil, outcome=values["outcome"], expected=values["version"]
        )


class WordsForm(VersionedForm):
    """A line of the teacher, and of the pupil."""

    words = forms.CharField(required=False, max_length=300)
    pupil_words = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, by: Member, goal: Goal, pupil: Pupil, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.goal, self.pupil = by, goal, pupil

    def save(self) -> GoalOutcome:
        values = dict(self.cleaned_data)
        expected = values.pop("version")
        return actions.write_words(by=self.by, goal=self.goal, pupil=self.pupil, expected=expected, **values)


class ReflectionForm(VersionedForm):
    """The four questions and what goes along for everyone."""

    instruction = forms.CharField(required=False, strip=False, max_length=4000)
    content = forms.CharField(required=False, strip=False, max_length=4000)
    processing = forms.CharField(required=False, strip=False, max_length=4000)
    time = forms.CharField(required=False, strip=False, max_length=4000)
    adjustments = forms.CharField(required=False, strip=False, max_length=4000)

    def __init__(self, *args: Any, by: Member, plan: GroupPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.plan = by, plan

    def save(self) -> PlanReflection:
        values = {name: _lines(text) for name, text in self.cleaned_data.items()}
        version = values.pop("version")
        return actions.save_reflection(by=self.by, plan=self.plan, version=version, values=values)


class RowReflectionForm(VersionedForm):
    """Whether the approach of a cluster helped, and what goes along."""

    helped = forms.ChoiceField(label=_("Did the approach help?"), choices=RowReflection.Helped, required=False)
    adjustments = forms.CharField(required=False, strip=False, max_length=4000)

    def __init__(self, *args: Any, by: Member, row: PlanRow, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.row = by, row

    def save(self) -> RowReflection:
        values = {name: _lines(text) for name, text in self.cleaned_data.items()}
        version = values.pop("version")
        return actions.save_row_reflection(by=self.by, row=self.row, version=version, **values)


def _lines(value: Any) -> Any:
    """Line ends as the database has them."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
