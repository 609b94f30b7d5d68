"""Answers of parents and pupils, and links to share a version."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gezien.common import clock
from gezien.notes.files import ACCEPT, MOST_BYTES
from gezien.notes.models import Note
from gezien.notes.rules import visible_notes
from gezien.plans.actions.answers import record_answer
from gezien.plans.actions.share import NewLink, make_link
from gezien.plans.individual_forms import day
from gezien.plans.models import IndividualPlanVersion, PlanAnswer
from gezien.plans.queries.individual_settings import MOST_LINK_DAYS, Terms
from gezien.schools.rules import Member

WAY, KIND, PARTY = PlanAnswer.Way, PlanAnswer.Kind, PlanAnswer.Party
TALKS = (Note.Kind.PARENT_TALK, Note.Kind.PUPIL_TALK)
AT_SCHOOL = [(way.value, way.label) for way in (WAY.SCREEN, WAY.UPLOAD, WAY.TALK)]
KINDS = [
    (KIND.AGREED.value, _("Agrees with this version")),
    (KIND.NOT_AGREED.value, _("Does not agree")),
    (KIND.HEARD.value, _("Was heard; no agreement asked")),
]
BY_LINK = [
    (KIND.AGREED.value, _("I agree with the plan")),
    (KIND.NOT_AGREED.value, _("I do not agree")),
    (KIND.COMMENT.value, _("I only want to say something")),
]


class TalkChoice(forms.ModelChoiceField):
    """A talk by its kind, day and first words."""

    def label_from_instance(self, obj: Note) -> str:
        return f"{obj.get_kind_display()} {obj.happened_on:%d-%m-%Y}: {obj.text[:60]}"


class AnswerForm(forms.Form):
    """What somebody said to this version, and how the school knows."""

    party = forms.ChoiceField(label=_("Who"), choices=PARTY, widget=forms.RadioSelect, initial=PARTY.PARENT)
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Typed by themselves, it is the signature."))
    relation = forms.CharField(label=_("Relation to the pupil"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Answer"), choices=KINDS, widget=forms.RadioSelect, initial=KIND.AGREED)
    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    answered_on = day(_("Day"))
    way = forms.ChoiceField(label=_("How"), choices=AT_SCHOOL, widget=forms.RadioSelect, initial=WAY.SCREEN)
    scan = forms.FileField(
        label=_("Scan of the signed paper"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
    talk = TalkChoice(Note.objects.none(), label=_("The talk"), required=False, empty_label=_("Choose…"))
    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, by: Member, version: IndividualPlanVersion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.version = by, version
        self.fields["answered_on"].initial = clock.today()
        talks = visible_notes(by).filter(pupil=version.plan.pupil_id, kind__in=TALKS)
        self.fields["talk"].queryset = talks.order_by("-happened_on", "-pk")

    def clean(self) -> dict[str, Any]:
        """Each way asks for its evidence; who does not agree says why."""
        values = super().clean() or self.cleaned_data
        way = values.get("way")
        if way == WAY.UPLOAD and not values.get("scan") and "scan" not in self.errors:
            self.add_error("scan", _("Choose the scan or photo of the signed paper."))
        if way == WAY.TALK and not values.get("talk") and "talk" not in self.errors:
            self.add_error("talk", _("Choose the talk in which it was said; write a note of it first."))
        if values.get("kind") == KIND.NOT_AGREED and not values.get("remark"):
            self.add_error("remark", _("Write down with what they do not agree."))
        if (on := values.get("answered_on")) and on > clock.today():
            self.add_error("answered_on", _("This day has not come yet."))
        return values

    def save(self) -> PlanAnswer:
        """Keep it; `Refused` for a file that is not kept."""
        values = dict(self.cleaned_data)
        sent = values.pop("scan")
        scan = (sent.name or "", sent.read(MOST_BYTES + 1)) if sent and values["way"] == WAY.UPLOAD else None
        return record_answer(by=self.by, version=self.version, scan=scan, **values)


class LinkForm(forms.Form):
    """For whom a link is, and until when."""

    recipient = forms.CharField(label=_("Name of the parent"), max_length=120)
    relation = forms.CharField(label=_("Relation to the pupil"), max_length=60)
    purpose = forms.CharField(label=_("What for"), max_length=200)
    valid_until = day(_("Valid until"))
    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].initial = clock.today() + dt.timedelta(days=terms.link_days)
        self.fields["purpose"].initial = _("To read the plan and say whether you agree")

    def clean_valid_until(self) -> dt.date:
        """From today, and not for ever."""
        until, today = self.cleaned_data["valid_until"], clock.today()
        if not today <= until <= today + dt.timedelta(days=MOST_LINK_DAYS):
            raise forms.ValidationError(
                _("Choose a day from today, at most %(days)d days on."), params={"days": MOST_LINK_DAYS}
            )
        return until

    def save(self, *, by: Member, version: IndividualPlanVersion) -> NewLink | None:
        """Make it; None when this form was sent before."""
        return make_link(by=by, version=version, **self.cleaned_data)


class CodeForm(forms.Form):
    """The six digits that were told another way."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )


class LinkAnswerForm(forms.Form):
    """What a parent says to the plan, on their own phone."""

    kind = forms.ChoiceField(label=_("What do you think of the plan?"), choices=BY_LINK, widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=4000,
        help_text=_("A question, an addition, or what you see at home."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(
        label=pgettext_lazy("parents", "Your name"), max_length=120, help_text=_("With your name you sign your answer.")
    )

    def clean(self) -> dict[str, Any]:
        """Who does not agree, or only wants to say something, says what."""
        values = super().clean() or self.cleaned_data
        if values.get("kind") in (KIND.NOT_AGREED, KIND.COMMENT) and not values.get("remark", "").strip():
            self.add_error("remark", _("Write in a few words what you mean."))
        return values
