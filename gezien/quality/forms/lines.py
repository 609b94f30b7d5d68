"""Checks what is typed about learning lines; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.quality.actions import lines as actions
from gezien.quality.models import LearningGoal, LearningLine
from gezien.quality.queries import year_group_name
from gezien.quality.queries.lines import line_years
from gezien.quality.rules import visible_lines
from gezien.schools.models import Subject
from gezien.schools.rules import Member


def _text(rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=_("Goal"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=_("What the pupil can do, so that you can see it."),
    )


def year_choices(country: str) -> list[tuple[str, str]]:
    """The year groups a goal may belong to."""
    return [(code, year_group_name(code, country)) for code in line_years(country)]


class LineForm(forms.Form):
    """A new line in a subject."""

    name = forms.CharField(label=_("Name of the line"), max_length=80)

    def __init__(self, *args: Any, member: Member, subject: Subject, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.subject = member, subject

    def try_save(self) -> LearningLine | None:
        """The line, or None: the form says why."""
        if not self.is_valid():
            return None
        try:
            return actions.add_line(by=self.member, subject=self.subject, name=self.cleaned_data["name"])
        except actions.NameTaken as reason:
            self.add_error("name", str(reason))
            return None


class RenameForm(VersionedForm):
    """Another name for a line."""

    name = forms.CharField(label=_("Name of the line"), max_length=80)

    def __init__(self, *args: Any, member: Member, line: LearningLine, **kwargs: Any):
        super().__init__(*args, initial={"name": line.name, "version": line.version}, **kwargs)
        self.member, self.line = member, line

    def save(self) -> LearningLine | None:
        """Rename it; raises `StaleVersion`."""
        try:
            return actions.rename_line(by=self.member, line=self.line, **self.cleaned_data)
        except actions.NameTaken as reason:
            self.add_error("name", str(reason))
            return None


class NewGoalForm(forms.Form):
    """A goal on a line."""

    text = _text()
    year_group = forms.ChoiceField(label=_("Year group"))
    is_crucial = forms.BooleanField(label=_("Crucial learning moment"), required=False)

    def __init__(self, *args: Any, member: Member, line: LearningLine, **kwargs: Any):
        super().__init__(*args, auto_id=f"line-{line.pk}-%s", **kwargs)
        self.member, self.line = member, line
        self.fields["year_group"].choices = year_choices(member.school.country)

    def save(self) -> LearningGoal:
        """Add it."""
        return actions.add_goal(by=self.member, line=self.line, **self.cleaned_data)


class GoalForm(VersionedForm):
    """Everything of one goal but its period, which is planned for all goals of a year group together."""

    text = _text(3)
    line = forms.ModelChoiceField(label=_("Learning line"), queryset=None, empty_label=None)
    year_group = forms.ChoiceField(label=_("Year group"))
    is_crucial = forms.BooleanField(
        label=_("Crucial learning moment"),
        required=False,
        help_text=_("Later goals build on it: looking ahead asks who needs extra to reach it."),
    )

    def __init__(self, *args: Any, member: Member, goal: LearningGoal, **kwargs: Any):
        fields = ("text", "line", "year_group", "is_crucial", "version")
        super().__init__(*args, initial={name: getattr(goal, name) for name in fields}, **kwargs)
        self.member, self.goal = member, goal
        self.fields["year_group"].choices = year_choices(member.school.country)
        self.fields["line"].queryset = visible_lines(member).filter(subject=goal.line.subject_id, is_active=True)

    def save(self) -> LearningGoal:
        """Change it; raises `StaleVersion`."""
        return actions.change_goal(by=self.member, goal=self.goal, **self.cleaned_data)


class PlanForm(forms.Form):
    """For each goal of a subject and year group its period, or none: then it is spread.

    `seen` is the goals with their versions when the page was opened.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, member: Member, goals: list[LearningGoal], periods: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.goals, self.is_stale = member, goals, False
        self.initial["seen"] = _fingerprint(goals)
        choices = [("", _("spread")), *((str(number), str(number)) for number in range(1, periods + 1))]
        for goal in goals:
            self.fields[f"goal-{goal.pk}"] = forms.ChoiceField(label=goal.text, required=False, choices=choices)
            chosen = min(goal.period, periods) if goal.period else ""
            self.initial[f"goal-{goal.pk}"] = str(chosen)

    def try_save(self) -> bool:
        """Whether the plan was saved; when a goal changed meanwhile the page says so and keeps what was chosen."""
        if not self.is_valid():
            return False
        if self.cleaned_data["seen"] != self.initial["seen"]:
            self.is_stale = True
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]
            return False
        periods = {
            goal.pk: int(chosen) if (chosen := self.cleaned_data[f"goal-{goal.pk}"]) else None for goal in self.goals
        }
        actions.plan_goals(by=self.member, goals=self.goals, periods=periods)
        return True


def _fingerprint(goals: list[LearningGoal]) -> str:
    return " ".join(f"{goal.pk}.{goal.version}" for goal in goals)
