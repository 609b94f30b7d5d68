"""Registering for the pupil review, and writing in a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gezien.cases import actions
from gezien.cases.models import Case, CasePart, Ground
from gezien.cases.parts import PART
from gezien.common.forms import VersionedForm
from gezien.pupils.models import Pupil
from gezien.schools.models import Subject
from gezien.schools.rules import Member


class RegisterForm(forms.Form):
    """Why, and in which domain. What the teacher brings is written in the case itself, which saves while one types."""

    grounds = forms.MultipleChoiceField(
        label=gettext_lazy("Why now?"),
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one ground.")},
    )
    subject = forms.ModelChoiceField(
        Subject.objects.none(),
        label=gettext_lazy("What is it most about?"),
        required=False,
        empty_label=gettext_lazy("Not clear yet"),
        help_text=gettext_lazy("Then the case begins with what is known about it. You can choose later, too."),
    )

    def __init__(self, *args: Any, by: Member, pupil: Pupil, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.pupil = by, pupil
        self.fields["subject"].queryset = Subject.objects.filter(school=by.school).order_by("position", "name")

    def save(self) -> Case:
        """Register the pupil. Raises `AlreadyOpen`."""
        return actions.register_case(by=self.by, pupil=self.pupil, **self.cleaned_data)


class PartForm(VersionedForm):
    """One text of a case."""

    text = forms.CharField(required=False, widget=forms.Textarea, max_length=20_000, strip=False)

    def __init__(self, *args: Any, by: Member, case: Case, part: CasePart, **kwargs: Any):
        kwargs.setdefault("initial", {"text": part.text, "version": part.version})
        super().__init__(*args, prefix="", auto_id=f"{part.key}-%s", **kwargs)
        self.by, self.case, self.part, known = by, case, part, PART[part.key]
        self.fields["text"].label, self.fields["text"].help_text = known.label, known.help
        self.fields["text"].widget.attrs |= {"rows": known.rows}

    def save(self) -> CasePart:
        """Write it. Raises `StaleVersion`."""
        typed = self.cleaned_data
        return actions.save_part(
            by=self.by, case=self.case, key=self.part.key, version=typed["version"], text=typed["text"]
        )
