"""Checks what is filled in: which round to open for whom, by when, and the cells of a sheet."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common import clock
from gezien.common.forms import SeveralRows, VersionedForm
from gezien.common.numbers import number_of
from gezien.pupils.models import Group
from gezien.pupils.rules import editable_groups
from gezien.results.actions.questionnaire_rounds import CannotAnswer, Given, change_round, open_rounds
from gezien.results.models import QuestionnaireRound
from gezien.results.rules import visible_questionnaires
from gezien.schools.models import Period
from gezien.schools.queries import current_period, current_year
from gezien.schools.rules import Member

CELL = re.compile(r"a-(\d{1,18})-(\d{1,18})")
TOKEN = re.compile(r"[1-5x]?")


def cells_of(data: Mapping[str, str]) -> list[Given]:
    """The cells in what a sheet sent: "a-<pupil>-<statement>" is what is asked, "w-…" what the page showed.

    Raises `ValueError` for what no sheet sends.
    """
    found = []
    for name in data:
        if (key := CELL.fullmatch(name)) is None:
            continue
        now, was = data[name], data.get(f"w{name[1:]}", "")
        if not TOKEN.fullmatch(now) or not TOKEN.fullmatch(was):
            raise ValueError(name)
        found.append(Given(int(key[1]), int(key[2]), was, now))
    return found


class DayField(forms.DateField):
    """A day to have something done by, in the school's days to come."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> Any:
        """Not in the past: nobody can do anything by then."""
        day = super().clean(value)
        if day and day < clock.today():
            raise forms.ValidationError(_("That day has passed."))
        return day


class OpenRoundsForm(forms.Form):
    """Which questionnaire, in which period, for which groups, by which day."""

    questionnaire = forms.ModelChoiceField(
        label=gettext_lazy("Questionnaire"), queryset=None, empty_label=None, widget=forms.RadioSelect
    )
    groups = SeveralRows(
        label=gettext_lazy("Groups"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only pupils in the questionnaire's year groups are asked about."),
    )
    period = forms.ModelChoiceField(label=gettext_lazy("Period"), queryset=None, empty_label=None)
    due_on = DayField(label=gettext_lazy("To be filled in by"), required=False)

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        year = current_year(member.school)
        groups = editable_groups(member).filter(year=year, is_composite=False)
        self.fields["groups"].queryset = groups.order_by("name", "pk")
        self.fields["questionnaire"].queryset = visible_questionnaires(member).filter(is_active=True)
        self.fields["period"].queryset = Period.objects.filter(school=member.school, year=year)
        self.fields["period"].label_from_instance = lambda period: _("period %(number)d") % {"number": period.number}
        self.initial.setdefault("period", current_period(member.school))

    def save(self) -> list[QuestionnaireRound] | None:
        """Open the rounds; None, with the reason in the form, when that cannot be."""
        chosen = {**self.cleaned_data, "groups": list(self.cleaned_data["groups"])}
        try:
            return open_rounds(by=self.member, **chosen)
        except CannotAnswer as reason:
            self.add_error("questionnaire", str(reason))
            return None


class ChangeRoundForm(VersionedForm):
    """Another day for a round."""

    due_on = DayField(label=gettext_lazy("To be filled in by"), required=False)

    def __init__(self, *args: Any, member: Member, found: QuestionnaireRound, **kwargs: Any):
        super().__init__(*args, initial={"due_on": found.due_on, "version": found.version}, **kwargs)
        self.member, self.found = member, found

    def save(self) -> QuestionnaireRound:
        """Change the round; raises `StaleVersion`."""
        return change_round(by=self.member, found=self.found, **self.cleaned_data)


def group_of(member: Member, asked: str) -> Group | None:
    """The group a form starts with: the one asked for in the address, if the member writes for it."""
    key = number_of(asked)
    return editable_groups(member).filter(pk=key).first() if key else None
