"""Checks what is typed about education plans; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.quality.actions import education_plans as actions
from gezien.quality.models import EducationPlan, EducationPlanRow
from gezien.quality.queries import YEAR_GROUPS, year_group_name
from gezien.quality.queries.education_plans import PLAN_FIELDS, ROW_FIELDS, starting_names
from gezien.schools.models import Subject
from gezien.schools.rules import Member


def _text(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows, "placeholder": hint})
    )


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        validators=[MaxValueValidator(most)],
        widget=forms.NumberInput(attrs={"max": most, "inputmode": "numeric"}),
    )


class EducationPlanForm(VersionedForm):
    """What holds for all clusters."""

    aim = _text(_("What we aim for"), _("What at least 80 % of the pupils reach."))
    aim_top = _text(_("For those who can do more"), _("What the top 20 % reaches, and how we challenge them."))
    offer = _text(_("What we offer"), _("Method, materials, time on the timetable."))
    monitoring = _text(_("How we keep track"), _("What we look at, and when."))

    def __init__(self, *args: Any, plan: EducationPlan, member: Member, **kwargs: Any):
        initial = {name: getattr(plan, name) for name in (*PLAN_FIELDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.plan, self.member = plan, member

    def save(self) -> EducationPlan:
        """Write the plan; raises `StaleVersion`."""
        return actions.save_education_plan(by=self.member, plan=self.plan, **self.cleaned_data)


class EducationRowForm(VersionedForm):
    """What one cluster gets."""

    name = forms.CharField(label=_("Cluster"), max_length=40)
    goal = _text(_("Goal"))
    content = _text(_("Content"))
    approach = _text(_("Approach"))
    organisation = _text(_("Organisation"))
    evaluation = _text(_("Evaluation"))
    times_a_week = _number(_("Times a week"), 25)
    minutes_a_week = _number(_("Extra minutes a week, in all"), 1500)

    def __init__(self, *args: Any, row: EducationPlanRow, member: Member, **kwargs: Any):
        initial = {name: getattr(row, name) for name in (*ROW_FIELDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.row, self.member = row, member

    def save(self) -> EducationPlanRow | None:
        """Write the row; raises `StaleVersion`. None when another row has this name: the field says so."""
        try:
            return actions.save_education_row(by=self.member, row=self.row, **self.cleaned_data)
        except actions.NameTaken:
            self.add_error("name", _("This plan has a cluster of this name already."))
            return None


class NewEducationPlanForm(forms.Form):
    """A subject, for every year group or one."""

    subject = forms.ModelChoiceField(label=_("Subject"), queryset=None, empty_label=None)
    year_group = forms.ChoiceField(
        label=_("For"),
        required=False,
        help_text=_("A plan for one year group comes before the one for every year group, and begins as its copy."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        country = member.school.country
        self.member = member
        planned = [one.pk for one in Subject.objects.filter(school=member.school) if one.has_plans]
        self.fields["subject"].queryset = Subject.objects.filter(pk__in=planned)
        self.fields["year_group"].choices = [
            (code, year_group_name(code, country)) for code in ["", *YEAR_GROUPS[country]]
        ]

    def save(self) -> EducationPlan:
        """Start the plan, or give the one that is there."""
        names = starting_names(self.member.school)
        return actions.start_education_plan(by=self.member, names=names, **self.cleaned_data)


class NewRowForm(forms.Form):
    """A cluster more."""

    name = forms.CharField(label=_("Another cluster"), max_length=40)


class SettleForm(forms.Form):
    """Why this becomes the version that groups work by."""

    why = forms.CharField(
        label=_("Why this version?"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("What the team decided, or what came of the school review.")}),
    )


class PlansByForm(forms.Form):
    """Group plans, or the education plan with what a group does otherwise."""

    plans_by = forms.ChoiceField(label=_("Groups work by"), choices=Subject.PlansBy.choices, widget=forms.RadioSelect)
