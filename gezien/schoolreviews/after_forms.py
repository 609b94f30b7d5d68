"""Checks what is typed after a review; `save()` is one call to an action."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.schoolreviews.actions import after as actions
from gezien.schoolreviews.actions.newsletter import save_newsletter
from gezien.schoolreviews.actions.points import make_point
from gezien.schoolreviews.models import (
    ActionPoint,
    ActionProgress,
    Consultation,
    Elaboration,
    Newsletter,
    SchoolReview,
    SubjectBoard,
)
from gezien.schoolreviews.rules import colleagues
from gezien.schools.rules import Member

TERM = dt.timedelta(weeks=10)  # about a period of lessons
DAY = {"type": "date"}


def _area(label: Any, help_text: Any = "", rows: int = 8) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=12000, widget=widget)


class ElaborationForm(VersionedForm):
    """What the board says, and what it asks of the offer."""

    findings = _area(_("What we saw, and how we explain it"), _("Drafted from the cards; those with most dots first."))
    offer = _area(_("What we offer in the coming period"), _("What we do more, less or otherwise, in which groups."))

    def __init__(self, *args: Any, elaboration: Elaboration, member: Member, **kwargs: Any):
        initial = {name: getattr(elaboration, name) for name in ("findings", "offer", "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.elaboration, self.member = elaboration, member

    def save(self) -> Elaboration:
        """Keep it; raises `StaleVersion`."""
        return actions.save_elaboration(by=self.member, elaboration=self.elaboration, **self.cleaned_data)


class ConsultationDayForm(forms.Form):
    """When the coordinators sit together."""

    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=60, required=False)

    def __init__(self, *args: Any, review: SchoolReview, member: Member, **kwargs: Any):
        initial = {"date": clock.today() + dt.timedelta(days=7), "time": dt.time(15, 30)}
        super().__init__(*args, initial=initial, **kwargs)
        self.review, self.member = review, member

    def save(self) -> Consultation:
        """Plan it."""
        data = self.cleaned_data
        starts_at = timezone.make_aware(dt.datetime.combine(data["date"], data["time"]))
        return actions.plan_consultation(by=self.member, review=self.review, starts_at=starts_at, place=data["place"])


class ConsultationForm(VersionedForm):
    """What was said and decided."""

    record = _area(_("What we say and decide"), rows=10)
    is_held = forms.BooleanField(label=_("The consultation is done"), required=False)

    def __init__(self, *args: Any, consultation: Consultation, member: Member, **kwargs: Any):
        initial = {
            "record": consultation.record,
            "is_held": consultation.held_at is not None,
            "version": consultation.version,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.consultation, self.member = consultation, member

    def save(self) -> Consultation:
        """Keep it; raises `StaleVersion`."""
        data = self.cleaned_data
        return actions.save_consultation(
            by=self.member,
            consultation=self.consultation,
            version=data["version"],
            text=data["record"],
            is_held=data["is_held"],
        )


class PointForm(forms.Form):
    """An action point: what, who, when, and by what we see that it works."""

    what = forms.CharField(label=_("What do we do?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    board = forms.ModelChoiceField(
        label=_("Comes from"), queryset=None, required=False, empty_label=_("the review as a whole")
    )
    owner = forms.ModelChoiceField(label=_("Who sees to it?"), queryset=None, empty_label=None)
    due_on = forms.DateField(label=_("Done by"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    sign_of_success = forms.CharField(
        label=_("By what do we see that it works?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A measure: which figure, test or observation, and what it should be then."),
    )
    effect_on = forms.DateField(
        label=_("Measured on"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, review: SchoolReview, member: Member, **kwargs: Any):
        day = clock.today()
        initial = {"owner": member.user.pk, "due_on": day + TERM, "effect_on": day + 2 * TERM}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.review, self.member = review, member
        self.fields["owner"].queryset = people = colleagues(member)
        self.fields["owner"].choices = [(user.pk, user.name) for user in people]
        self.fields["board"].queryset = review.boards.exclude(kind=SubjectBoard.Kind.LOOK_BACK)

    def clean(self) -> dict[str, Any]:
        """Measured when it is done, not before."""
        super().clean()
        due, effect = self.cleaned_data.get("due_on"), self.cleaned_data.get("effect_on")
        if due and effect and effect < due:
            self.add_error("effect_on", _("Measure when it is done, or later."))
        return self.cleaned_data

    def save(self) -> ActionPoint:
        """Make it."""
        return make_point(by=self.member, review=self.review, **self.cleaned_data)


class ProgressForm(forms.Form):
    """What happened with an action point."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=ActionProgress.Kind.choices)
    text = forms.CharField(label=_("What happened?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, point: ActionPoint, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.point, self.member = point, member

    def save(self) -> ActionProgress:
        """Note it."""
        return actions.note_progress(by=self.member, point=self.point, **self.cleaned_data)


class NewsletterForm(VersionedForm):
    """The text for parents."""

    text = _area(_("Text for the newsletter"), _("Plain and short; no names, nothing about one or a few pupils."), 16)

    def __init__(self, *args: Any, newsletter: Newsletter, member: Member, **kwargs: Any):
        super().__init__(*args, initial={"text": newsletter.text, "version": newsletter.version}, **kwargs)
        self.newsletter, self.member = newsletter, member

    def save(self) -> Newsletter:
        """Keep it; raises `StaleVersion`."""
        return save_newsletter(by=self.member, newsletter=self.newsletter, **self.cleaned_data)
