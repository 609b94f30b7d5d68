"""Checks what is typed about an agreement; `save()` is one call to an action."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gezien.agreements import actions
from gezien.agreements.choice import OPEN, Choice, about_choices, people, states
from gezien.agreements.models import Agreement
from gezien.agreements.queries import group_in_words
from gezien.agreements.rules import possible_owners, writable_groups
from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.common.numbers import number_of
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.pupils.rules import editable_pupils
from gezien.pupils.words import by_year_group
from gezien.schools.models import User
from gezien.schools.rules import Member, current

SCHOOL = "school"
WORDS = ["what", "owner", "due_on", "sign_of_success", "effect_on"]
USUAL_TERM = dt.timedelta(days=28)


class AgreementFields(forms.Form):
    """What, who, by when, and how one sees that it worked."""

    what = forms.CharField(
        label=_("What will be done?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Small, so that anybody can see whether it was done, and something to look forward to."),
    )
    owner = forms.ModelChoiceField(label=_("Who?"), queryset=None, empty_label=None)
    due_on = forms.DateField(
        label=_("By when?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sign_of_success = forms.CharField(
        label=_("How do you see that it worked?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )

    effect_on = forms.DateField(
        label=_("When do you look whether it worked?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Then Gezien asks whether it helped. Empty: on the day by which it is done."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self) -> dict[str, Any]:
        """One looks whether it worked when it is done, not before."""
        data = super().clean() or self.cleaned_data
        due, look = data.get("due_on"), data.get("effect_on")
        if due and look and look < due:
            self.add_error("effect_on", _("Choose the day by which it is done, or a later one."))
        return data

    def choose_owner_from(self, users: QuerySet[User]) -> None:
        """Offer these people, by name; asked for once, however often the field looks at its choices."""
        self.fields["owner"].queryset = users
        self.fields["owner"].choices = [(user.pk, user.name) for user in users]

    def clean_due_on(self) -> dt.date:
        """An agreement looks ahead; a day in the past is a typing error (one that was there already may stay)."""
        day = self.cleaned_data["due_on"]
        if day < clock.today() and "due_on" in self.changed_data:
            raise ValidationError(_("Choose today or a day to come."))
        return day


class MakeAgreementForm(AgreementFields):
    """A new agreement. `about` is "school", "group-12" or "pupil-34"; who may be its owner follows from it."""

    about = forms.ChoiceField(label=_("What is it about?"))
    field_order = ["about", *WORDS]

    def __init__(
        self,
        *args: Any,
        member: Member,
        group: Group | None = None,
        about: str = "",
        **kwargs: Any,
    ):
        """With `group` the choice is that group and its pupils; `about` is what stands chosen first."""
        super().__init__(*args, member=member, **kwargs)
        self.fields["about"].choices = _choices_within(member, group) if group else _choices(member, about)
        chosen = self.data.get(self.add_prefix("about")) if self.is_bound else about
        if group and chosen == value_of(group, None):
            self.group, self.pupil = group, None
        else:
            self.group, self.pupil = subject_of(member, chosen or "")
        self.initial.setdefault("about", value_of(self.group, self.pupil))
        self.choose_owner_from(possible_owners(member, group=self.group, pupil=self.pupil))
        self.initial.setdefault("owner", member.user.pk)
        self.initial.setdefault("due_on", clock.today() + USUAL_TERM)

    def save(self) -> Agreement:
        """Make the agreement."""
        fields = {name: self.cleaned_data[name] for name in WORDS}
        return actions.make_agreement(by=self.member, group=self.group, pupil=self.pupil, **fields)


class ChangeAgreementForm(AgreementFields, VersionedForm):
    """An open agreement in other words, on another day or with another owner."""

    field_order = WORDS

    def __init__(self, *args: Any, agreement: Agreement, member: Member, **kwargs: Any):
        kwargs.setdefault("initial", {name: getattr(agreement, name) for name in (*WORDS, "version")})
        super().__init__(*args, member=member, **kwargs)
        self.agreement = agreement
        owners = possible_owners(member, group=agreement.group, pupil=agreement.pupil)
        # Whoever it was agreed with stays a choice, also after leaving the group.
        self.choose_owner_from(User.objects.filter(Q(pk__in=owners) | Q(pk=agreement.owner_id)))

    def save(self) -> Agreement:
        """Change the agreement; raises `StaleVersion`."""
        return actions.change_agreement(by=self.member, agreement=self.agreement, **self.cleaned_data)


class ReplaceForm(ChangeAgreementForm):
    """Something else instead of an agreement: why, and what now."""

    why = forms.CharField(
        label=_("Why otherwise?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays with the old agreement: that is what the next one learns from."),
    )
    field_order = ["why", *WORDS]

    def __init__(self, *args: Any, agreement: Agreement, member: Member, **kwargs: Any):
        super().__init__(*args, agreement=agreement, member=member, **kwargs)
        if agreement.due_on < clock.today():
            self.initial["due_on"] = clock.today() + USUAL_TERM
            self.initial["effect_on"] = None

    def save(self) -> Agreement:
        """Close the old one and make the new one; raises `StaleVersion`."""
        return actions.replace_agreement(by=self.member, agreement=self.agreement, **self.cleaned_data)


class EffectForm(forms.Form):
    """Whether it helped, and how one saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    helped = forms.ChoiceField(label=_("Did it help?"), choices=Agreement.Helped, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What did you see?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ClosureForm(forms.Form):
    """Done, or not done and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(one.value, one.label) for one in (Agreement.Outcome.DONE, Agreement.Outcome.NOT_DONE)],
        widget=forms.RadioSelect,
        initial=Agreement.Outcome.DONE,
    )
    note = forms.CharField(
        label=_("What happened, or why not?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What did it bring? If it did not work out: why, and what now?"),
    )

    def clean(self) -> dict[str, Any]:
        """Not done asks for the reason: that is what the next agreement learns from."""
        data = super().clean()
        if data.get("outcome") == Agreement.Outcome.NOT_DONE and not data.get("note", "").strip():
            self.add_error("note", _("Say briefly why it was not done; that helps the next time."))
        return data


class FilterForm(forms.Form):
    """Which agreements one wants to see; an ordinary form that fills the address."""

    person = forms.ChoiceField(label=_("Of whom"), required=False)
    about = forms.ChoiceField(label=_("About"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), required=False)

    def __init__(self, *, member: Member, choice: Choice):
        initial = {
            "person": choice.person.pk if choice.person else "",
            "about": choice.about,
            "state": choice.state or OPEN,
        }
        super().__init__(initial=initial, auto_id="filter-%s")
        everybody, everything = [("", gettext("Everybody"))], [("", gettext("Everything"))]
        self.fields["person"].choices = everybody + [(user.pk, user.name) for user in people(member)]
        self.fields["about"].choices = everything + about_choices(member, choice)
        self.fields["state"].choices = states()


def subject_of(member: Member, value: str) -> tuple[Group | None, Pupil | None]:
    """The group or pupil behind "group-12" or "pupil-34", as far as the member may write about it; else the school."""
    kind, _dash, number = value.partition("-")
    if not (key := number_of(number)):
        return None, None
    if kind == "group":
        return writable_groups(member).filter(pk=key).first(), None
    if kind == "pupil":
        return None, editable_pupils(member).filter(pk=key).first()
    return None, None


def value_of(group: Group | None, pupil: Pupil | None) -> str:
    """The value of `about` for a pupil, a group or the school."""
    if pupil:
        return f"pupil-{pupil.pk}"
    return f"group-{group.pk}" if group else SCHOOL


def _choices(member: Member, about: str) -> list[Any]:
    """The school, the groups of this year, and the pupils of one's own groups or of the group asked for."""
    groups = sorted(writable_groups(member).filter(year__ends_on__gte=clock.today()), key=by_year_group)
    choices: list[Any] = [(SCHOOL, _("The school"))]
    if groups:
        choices.append(
            (
                _("Groups"),
                [(value_of(group, None), group_in_words(group)) for group in groups],
            )
        )
    asked, pupil = subject_of(member, about)
    if pupil:
        choices.append((_("Pupils"), [(value_of(None, pupil), pupil.name)]))
    elif asked or len(groups) == 1:
        choices.append((_("Pupils"), _pupil_choices(member, asked or groups[0])))
    return [choice for choice in choices if choice[1]]


def _choices_within(member: Member, group: Group) -> list[Any]:
    """The group and its pupils."""
    pupils = _pupil_choices(member, group)
    whole = (value_of(group, None), group_in_words(group))
    return [whole, (_("Pupils"), pupils)] if pupils else [whole]


def _pupil_choices(member: Member, group: Group) -> list[tuple[str, str]]:
    enrolled = Enrolment.objects.filter(current(), school=member.school, group=group).values("pupil")
    return [(value_of(None, pupil), pupil.name) for pupil in editable_pupils(member).filter(pk__in=enrolled)]
