"""Checks what is typed about quality cards; `save()` is one call to an action."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.quality.actions import cards as actions
from gezien.quality.models import CardComment, CardEvaluation, QualityCard
from gezien.quality.queries.cards import CARD_FIELDS
from gezien.schools.models import User
from gezien.schools.rules import Member


def _text(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": rows, "placeholder": hint})
    )


class CardForm(VersionedForm):
    """The whole card."""

    title = forms.CharField(label=_("Title"), max_length=120)
    domain = forms.CharField(
        label=_("Domain"), required=False, max_length=80, widget=forms.TextInput(attrs={"list": "card-domains"})
    )
    theme = forms.CharField(label=_("Theme"), required=False, max_length=80)
    vision = _text(_("Vision and goal"), _("Why we do this, and what it should bring our pupils."))
    content = _text(_("Content"), _("What it is about."))
    agenda = _text(_("Agenda"), _("When in the year, and in which order."))
    approach = _text(_("Approach"), _("How we do it, step by step."))
    agreements = _text(_("General agreements"), _("What everybody keeps to."))
    records = _text(_("What we write down"), _("What, and where one finds it."))
    parents = _text(_("Information for parents"), _("What parents hear about it."))
    sources = _text(_("Sources"), rows=2)
    owner = forms.ModelChoiceField(label=_("Who keeps this card"), queryset=None, required=False)
    every = forms.IntegerField(label=_("Evaluate again after so many months"), min_value=1, max_value=48)

    def __init__(self, *args: Any, card: QualityCard, member: Member, **kwargs: Any):
        initial = {name: getattr(card, name) for name in (*CARD_FIELDS, "owner", "every", "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["owner"].queryset = _colleagues(member)
        self.card, self.member = card, member

    def save(self) -> QualityCard | None:
        """Write the card; raises `StaleVersion`. None when another card has this title: the field says so."""
        try:
            return actions.save_card(by=self.member, card=self.card, **self.cleaned_data)
        except actions.NameTaken:
            self.add_error("title", _("There is a card of this title already."))
            return None


class NewCardForm(forms.Form):
    """A title to begin with."""

    title = forms.CharField(label=_("Title"), max_length=120)

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member

    def save(self) -> QualityCard | None:
        """Add the card. None when there is one of this title: the field says so."""
        try:
            return actions.add_card(by=self.member, title=self.cleaned_data["title"])
        except actions.NameTaken:
            self.add_error("title", _("There is a card of this title already."))
            return None


class CommentForm(forms.Form):
    """A remark on a card."""

    text = forms.CharField(
        label=_("Your remark"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("About the card; not about pupils. Everyone who works here can read it."),
    )

    def __init__(self, *args: Any, card: QualityCard, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.card, self.member = card, member

    def save(self) -> CardComment:
        """Keep the remark."""
        return actions.comment_on_card(by=self.member, card=self.card, text=self.cleaned_data["text"])


class EvaluationDayForm(forms.Form):
    """A moment of evaluation in between."""

    due_on = forms.DateField(label=_("Also evaluate on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, card: QualityCard, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.card, self.member = card, member

    def clean_due_on(self) -> dt.date:
        """A moment to come."""
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError(_("Choose today or a day to come."))
        return day

    def save(self) -> CardEvaluation:
        """Plan the moment."""
        return actions.plan_evaluation(by=self.member, card=self.card, due_on=self.cleaned_data["due_on"])


class FoundForm(forms.Form):
    """What an evaluation found."""

    found = forms.CharField(
        label=_("What did you find?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What works as agreed, what does not, and what changes in the card."),
    )

    def __init__(self, *args: Any, evaluation: CardEvaluation, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.evaluation, self.member = evaluation, member

    def save(self) -> CardEvaluation:
        """Write it down."""
        return actions.hold_evaluation(by=self.member, evaluation=self.evaluation, found=self.cleaned_data["found"])


def _colleagues(member: Member):
    people = User.objects.filter(memberships__school=member.school, is_active=True)
    return people.distinct().order_by("first_name", "last_name", "pk")
