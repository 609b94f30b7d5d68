"""Checks what is put down in a review: themes, takeaways, judgements, points of attention; `save()` calls an action."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.meetings.actions import recorded
from gezien.meetings.models import AttentionPoint, Judgement, Meeting, Remark
from gezien.meetings.points import POINTS
from gezien.meetings.queries.recorded import pupils_at_hand
from gezien.plans.models import GroupPlan
from gezien.schools.rules import Member


class RemarkForm(VersionedForm):
    """What the review says on one point; saved while one types."""

    text = forms.CharField(max_length=10000, required=False)

    def __init__(self, *args: Any, member: Member, meeting: Meeting, part: str, key: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if (part, key) not in POINTS:
            raise Http404("no such point")
        self.member, self.meeting, self.part, self.key = member, meeting, part, key

    def save(self) -> Remark:
        """Save it; raises `StaleVersion`."""
        return recorded.save_remark(
            by=self.member, meeting=self.meeting, part=self.part, key=self.key, **self.cleaned_data
        )


class JudgementForm(VersionedForm):
    """Carried out, feasible, and why; saved with each choice."""

    carried_out = forms.ChoiceField(
        label=_("Carried out?"), choices=[("", "–"), *Judgement.Mark.choices], required=False
    )
    feasible = forms.ChoiceField(label=_("Feasible?"), choices=[("", "–"), *Judgement.Mark.choices], required=False)
    words = forms.CharField(label=_("Why, and what then?"), max_length=10000, required=False)

    def __init__(self, *args: Any, member: Member, meeting: Meeting, plan: GroupPlan, of: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if of not in Judgement.Of.values:
            raise Http404("nothing to judge")
        self.member, self.meeting, self.plan, self.of = member, meeting, plan, of

    def save(self) -> Judgement:
        """Save it; raises `StaleVersion`."""
        return recorded.save_judgement(
            by=self.member, meeting=self.meeting, plan=self.plan, of=self.of, **self.cleaned_data
        )


class AttentionForm(forms.Form):
    """A new point of attention: about a pupil, or (nobody chosen) the whole group."""

    text = forms.CharField(
        label=_("What asks for attention?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    pupil = forms.ModelChoiceField(label=_("About"), queryset=None, required=False)

    def __init__(self, *args: Any, member: Member, meeting: Meeting, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.meeting = member, meeting
        self.fields["pupil"].queryset = pupils_at_hand(member, meeting)

    def save(self) -> AttentionPoint:
        """Put it down."""
        return recorded.add_attention(by=self.member, meeting=self.meeting, **self.cleaned_data)


class AttentionPointForm(VersionedForm):
    """A point of attention in other words; saved while one types."""

    text = forms.CharField(max_length=1000)

    def __init__(self, *args: Any, member: Member, point: AttentionPoint, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.point = member, point

    def save(self) -> AttentionPoint:
        """Save it; raises `StaleVersion`."""
        return recorded.change_attention(by=self.member, point=self.point, **self.cleaned_data)
