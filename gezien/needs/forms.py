"""What may be typed about needs and clusters; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.needs.actions import save_need
from gezien.needs.models import EducationalNeed
from gezien.pupils.models import Pupil
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NeedForm(VersionedForm):
    """The one need of a pupil for a subject and period: what is aimed at, and what the pupil needs to get there."""

    goal = forms.CharField(
        label=_("Goal"),
        help_text=_("What can or does this pupil at the end of the period? With a measure, so that you can see it."),
        required=False,
        max_length=2000,
        widget=_text(2),
    )
    support = forms.CharField(
        label=_("Needs"),
        help_text=_("Instruction, tasks, activities, feedback, a teacher or classmates who …"),
        required=False,
        max_length=2000,
        widget=_text(2),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        by: Member,
        pupil: Pupil,
        subject: Subject,
        period: Period,
        need: EducationalNeed | None = None,
    ):
        self.target: dict[str, Any] = {"by": by, "pupil": pupil, "subject": subject, "period": period}
        initial = {"goal": need.goal, "support": need.support, "version": need.version} if need else {"version": 0}
        super().__init__(data, initial=initial, auto_id=f"need-{pupil.pk}-{subject.pk}-%s")

    def clean(self) -> dict[str, Any]:
        """At least one of the two; an emptied need is removed by its button, not by saving nothing."""
        texts = super().clean() or {}
        if not texts.get("goal") and not texts.get("support"):
            raise forms.ValidationError(_("Write a goal, or what the pupil needs. Nothing is kept of an empty need."))
        return texts

    def save(self) -> EducationalNeed:
        """Write it."""
        texts = self.cleaned_data
        return save_need(**self.target, goal=texts["goal"], support=texts["support"], expected=texts["version"])


class ClusterNameForm(forms.Form):
    """The name of a cluster, with the version of the clustering it was read in."""

    name = forms.CharField(label=_("Name of the cluster"), max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput)
