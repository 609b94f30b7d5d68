"""Checks what is typed about sittings of the pupil review and registering from the room; `save()` calls an action."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gezien.cases.actions import AlreadyOpen
from gezien.cases.models import Case, Ground
from gezien.common.forms import SeveralRows
from gezien.common.numbers import number_of
from gezien.meetings.actions import sittings
from gezien.meetings.forms import WhenAndWho
from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.queries.objections import against_sitting
from gezien.meetings.queries.recorded import pupils_at_hand
from gezien.meetings.queries.reviews import sensible_start
from gezien.meetings.queries.sittings import cases_to_discuss
from gezien.schools.rules import Member


class SittingForm(WhenAndWho):
    """A new sitting: when, who, and about whom."""

    cases = SeveralRows(
        label=_("About whom?"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one pupil.")},
    )
    field_order = ["date", "time", "place", "chair", "cases", "participants"]

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, member=member, **kwargs)
        self.fields["cases"].queryset = cases_to_discuss(member)
        self.fields["cases"].label_from_instance = lambda case: (
            f"{case.pupil.name} · {case.group_name}" if case.group_name else case.pupil.name
        )
        start = sensible_start()
        chairs = self.fields["chair"].queryset
        self.initial |= {
            "date": start.date(),
            "time": start.time(),
            "chair": member.user.pk if chairs.filter(pk=member.user.pk).exists() else None,
            "participants": [member.user.pk],
        }

    def what_speaks_against(self) -> list[str]:
        """About day, people and the terms of form and talk with the parents; whose question it is takes part too."""
        return against_sitting(self.member, self.cleaned_data["cases"], **self.planned)

    def save(self) -> Meeting | None:
        """Plan it; None with the reason among the errors when the school has no year yet."""
        try:
            return sittings.plan_sitting(by=self.member, cases=self.cleaned_data["cases"], **self.when_and_who)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class AddCaseForm(forms.Form):
    """One more pupil on the agenda."""

    case = forms.ModelChoiceField(label=_("Pupil"), queryset=Case.objects.none())

    def __init__(self, *args: Any, member: Member, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.meeting = member, meeting
        self.fields["case"].queryset = cases_to_discuss(member, meeting)

    def save(self) -> AgendaItem:
        """Put the pupil on it."""
        return sittings.add_case(by=self.member, meeting=self.meeting, case=self.cleaned_data["case"])


class RegistrationForm(forms.Form):
    """A pupil for the pupil review, with its ground."""

    pupil = forms.ModelChoiceField(label=_("Pupil"), queryset=None)
    grounds = forms.MultipleChoiceField(
        label=_("Why now?"),
        choices=Ground.choices,
        error_messages={"required": _("Choose at least one ground.")},
    )

    def __init__(self, *args: Any, member: Member, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.meeting = member, meeting
        self.fields["pupil"].queryset = pupils_at_hand(member, meeting)

    @property
    def chosen_pupil(self) -> int:
        """Who was chosen, also when that was wrong; 0 for nobody."""
        return number_of(self.data.get("pupil", ""))

    @property
    def chosen_grounds(self) -> list[str]:
        """What was ticked, also when that was wrong."""
        return self.data.getlist("grounds")

    def save(self) -> Case | None:
        """Register; None with the reason among the errors when there is an open case already."""
        try:
            return sittings.register(by=self.member, meeting=self.meeting, **self.cleaned_data)
        except AlreadyOpen:
            self.add_error("pupil", _("This pupil is registered already; put the case on the agenda instead."))
            return None
