"""Checks what is typed about a team need; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.agreements.forms import AgreementFields
from gezien.agreements.models import Agreement
from gezien.agreements.rules import possible_owners
from gezien.common.forms import VersionedForm
from gezien.pupils.models import Group
from gezien.schools.rules import Member
from gezien.team import actions
from gezien.team.models import TeamNeed


class _Words(forms.Form):
    text = forms.CharField(
        label=_("What does this ask of our team?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "data-grow": ""}),
        help_text=_("What do you lack to do it well? About the team, so without a pupil’s name."),
    )
    kind = forms.ChoiceField(label=_("What kind of help?"), choices=TeamNeed.Kind)


class NameForm(_Words):
    """A new team need."""

    def __init__(self, *args: Any, by: Member, group: Group | None, origin: str, origin_key: int | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.about = by, {"group": group, "origin": origin, "origin_key": origin_key}

    def save(self) -> TeamNeed:
        """Name it."""
        return actions.name_team_need(by=self.by, **self.about, **self.cleaned_data)


class ChangeForm(VersionedForm, _Words):
    """A team need in other words."""

    def __init__(self, *args: Any, by: Member, need: TeamNeed, **kwargs: Any):
        initial = {name: getattr(need, name) for name in ("text", "kind", "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.by, self.need = by, need

    def save(self) -> TeamNeed:
        """Change it; raises `StaleVersion`."""
        return actions.change_team_need(by=self.by, need=self.need, **self.cleaned_data)


class TeamAgreementForm(AgreementFields, VersionedForm):
    """What is agreed about a team need: who sees to it, by when."""

    def __init__(self, *args: Any, by: Member, need: TeamNeed, **kwargs: Any):
        super().__init__(*args, member=by, **kwargs)
        self.by, self.need = by, need
        self.initial.setdefault("version", need.version)
        self.choose_owner_from(possible_owners(by))
        self.initial.setdefault("owner", by.user.pk)

    def save(self) -> Agreement:
        """Agree on it; raises `StaleVersion`."""
        return actions.agree_on_team_need(by=self.by, need=self.need, **self.cleaned_data)


class SettleForm(VersionedForm):
    """Met, or no longer asked."""

    outcome = forms.ChoiceField(label=_("How does it stand?"), choices=TeamNeed.Outcome, widget=forms.RadioSelect)
    note = forms.CharField(label=_("What helped, or why not any more?"), max_length=500, required=False)

    def __init__(self, *args: Any, by: Member, need: TeamNeed, **kwargs: Any):
        super().__init__(*args, initial={"version": need.version}, **kwargs)
        self.by, self.need = by, need

    def save(self) -> TeamNeed:
        """Settle it; raises `StaleVersion`."""
        return actions.settle_team_need(by=self.by, need=self.need, **self.cleaned_data)
