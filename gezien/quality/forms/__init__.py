"""Checks what is typed about ambitions; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.quality import actions
from gezien.quality.levels import highest_beside, level_choices
from gezien.quality.models import Ambition
from gezien.quality.queries import YEAR_GROUPS, year_group_name
from gezien.schools.models import Subject
from gezien.schools.rules import Member


def _share_field() -> forms.IntegerField:
    return forms.IntegerField(label=gettext_lazy("Share of the pupils, in per cent"), min_value=1, max_value=100)


class TopFields(forms.Form):
    """The second sentence of an ambition: for those who can do more."""

    top_share = forms.IntegerField(
        label=gettext_lazy("For those who can do more: share, in per cent"), required=False, min_value=1, max_value=100
    )
    top_level = forms.ChoiceField(label=gettext_lazy("For those who can do more: at level"), required=False)

    def clean(self) -> dict[str, Any]:
        """A share without a level means the highest level of the scale; a level without a share means nothing."""
        super().clean()
        data = self.cleaned_data
        if not data.get("top_share"):
            data |= {"top_share": None, "top_level": ""}
        elif not data.get("top_level"):
            data["top_level"] = highest_beside(data.get("level", ""))
        return data


class AmbitionForm(TopFields, VersionedForm):
    """Share and level of one ambition."""

    share = _share_field()
    level = forms.ChoiceField(label=gettext_lazy("At least at level"))
    field_order = ("version", "share", "level", "top_share", "top_level")

    def __init__(self, *args: Any, ambition: Ambition, member: Member, **kwargs: Any):
        initial = {name: getattr(ambition, name) for name in ("share", "level", "top_share", "top_level", "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["level"].choices = level_choices(ambition.level)
        self.fields["top_level"].choices = [("", "\N{EN DASH}"), *level_choices(ambition.top_level)]
        self.ambition, self.member = ambition, member

    def save(self) -> Ambition:
        """Change the ambition; raises `StaleVersion`."""
        return actions.change_ambition(by=self.member, ambition=self.ambition, **self.cleaned_data)


class NewAmbitionForm(TopFields):
    """A subject, for every year group or one, with share and level."""

    subject = forms.ModelChoiceField(label=gettext_lazy("Subject"), queryset=None, empty_label=None)
    year_group = forms.ChoiceField(
        label=gettext_lazy("For"),
        required=False,
        help_text=gettext_lazy("An ambition for one year group outranks the one for every year group."),
    )
    share = _share_field()
    level = forms.ChoiceField(label=gettext_lazy("At least at level"), choices=level_choices)
    field_order = ("subject", "year_group", "share", "level", "top_share", "top_level")

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        country = member.school.country
        self.fields["top_level"].choices = [("", "\N{EN DASH}"), *level_choices()]
        self.fields["subject"].queryset = Subject.objects.filter(school=member.school)
        self.fields["year_group"].choices = [
            (code, year_group_name(code, country)) for code in ["", *YEAR_GROUPS[country]]
        ]

    def clean(self) -> dict[str, Any]:
        """One ambition for a subject and year group."""
        super().clean()
        data = self.cleaned_data
        subject, year_group = data.get("subject"), data.get("year_group", "")
        if subject and Ambition.objects.filter(subject=subject, year_group=year_group).exists():
            raise ValidationError(_("There is an ambition for this subject and these pupils already: change that one."))
        return data

    def save(self) -> Ambition:
        """Add the ambition."""
        return actions.add_ambition(by=self.member, **self.cleaned_data)
