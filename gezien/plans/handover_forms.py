"""The forms of handing a group over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.plans.actions import handover as actions
from gezien.plans.models import Handover, HandoverLine, HandoverQuestion
from gezien.pupils.models import Pupil
from gezien.schools.models import StaffMember
from gezien.schools.rules import Member


class HandoverForm(VersionedForm):
    """About the group as a whole."""

    general = forms.CharField(label=_("About the group"), required=False, strip=False, widget=forms.Textarea)

    def __init__(self, *args: Any, by: Member, handover: Handover, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.handover = by, handover

    def save(self) -> Handover:
        general = self.cleaned_data["general"].replace("\r\n", "\n")
        version = self.cleaned_data["version"]
        return actions.save_handover(by=self.by, handover=self.handover, version=version, general=general)


class LineForm(VersionedForm):
    """About one pupil."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea)

    def __init__(self, *args: Any, by: Member, line: HandoverLine, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.line = by, line

    def save(self) -> HandoverLine:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        return actions.save_line(by=self.by, line=self.line, version=self.cleaned_data["version"], text=text)


class QuestionForm(forms.Form):
    """A question or remark of who receives the group."""

    pupil = forms.ModelChoiceField(Pupil.objects.none(), required=False)
    text = forms.CharField(max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, pupils: list[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["pupil"].queryset = Pupil.objects.filter(pk__in=pupils)


class AnswerForm(VersionedForm):
    """What the giver says to it."""

    answer = forms.CharField(max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, by: Member, question: HandoverQuestion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.question = by, question

    def save(self) -> HandoverQuestion:
        values = self.cleaned_data
        return actions.answer(by=self.by, question=self.question, version=values["version"], text=values["answer"])


class ReceiverForm(forms.Form):
    """Who receives the group: somebody of the staff list who still works here."""

    staff_member = forms.ModelChoiceField(StaffMember.objects.none(), label=_("Who receives this group?"))

    def __init__(self, *args: Any, by: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["staff_member"].queryset = StaffMember.objects.filter(school=by.school, left_on=None)
