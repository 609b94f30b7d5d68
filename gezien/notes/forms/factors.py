"""Checks what is typed about a factor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.notes.actions.factors import add_factor, change_factor
from gezien.notes.models import Factor
from gezien.pupils.models import Pupil
from gezien.schools.models import Subject
from gezien.schools.rules import Member

# What a teacher can do something about comes first in the eye; the domain is chosen, never guessed.
DOMAINS = [("", _("Choose…")), *Subject.Domain.choices]


class _FactorFields(forms.Form):
    text = forms.CharField(label=_("In a few words"), max_length=Factor._meta.get_field("text").max_length)
    domain = forms.ChoiceField(label=_("About"), choices=DOMAINS)
    source = forms.ChoiceField(label=_("Lies in"), choices=Factor.Source, initial=Factor.Source.CHILD)
    can_be_influenced = forms.BooleanField(label=_("We can influence this"), required=False, initial=True)

    def clean_text(self) -> str:
        """One line, without double spaces."""
        return " ".join(self.cleaned_data["text"].split())


class AddFactorForm(_FactorFields):
    """A new factor in one of the two columns."""

    direction = forms.ChoiceField(choices=Factor.Direction, widget=forms.HiddenInput)

    def __init__(self, *args, direction: str, has_focus: bool = False, **kwargs):
        """`has_focus`: the last one was just added here, and the next may follow."""
        super().__init__(*args, auto_id=f"{direction}-%s", initial={"direction": direction}, **kwargs)
        self.fields["text"].widget.attrs |= {"list": f"wordings-{direction}", "autocomplete": "off"}
        if has_focus:
            self.fields["text"].widget.attrs["autofocus"] = True

    def save(self, *, by: Member, pupil: Pupil) -> Factor:
        """Add it."""
        return add_factor(by=by, pupil=pupil, **self.cleaned_data)


class ChangeFactorForm(VersionedForm, _FactorFields):
    """Other words for a factor that holds."""

    def __init__(self, *args, by: Member, factor: Factor, **kwargs):
        self.by, self.factor = by, factor
        names = ("version", "text", "domain", "source", "can_be_influenced")
        super().__init__(
            *args,
            auto_id=f"factor-{factor.pk}-%s",
            initial={name: getattr(factor, name) for name in names},
            **kwargs,
        )

    def save(self) -> Factor:
        """Change it."""
        values = {name: self.cleaned_data[name] for name in ("domain", "text", "source", "can_be_influenced")}
        return change_factor(by=self.by, factor=self.factor, expected=self.cleaned_data["version"], **values)
