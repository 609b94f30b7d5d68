"""What one says when a signal is put aside or closed."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common import clock

USUAL = dt.timedelta(weeks=6)


class AsideForm(forms.Form):
    """Not now: why, and until when. `signals` are "key:version" of the signals it is about."""

    reason = forms.CharField(
        label=_("Why not now?"), max_length=300, help_text=_("A colleague, and perhaps a parent, reads this later.")
    )
    until = forms.DateField(
        label=_("Until and including"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, prefix: str = ""):
        super().__init__(data, initial={"until": clock.today() + USUAL}, auto_id=f"aside{prefix}-%s")

    def clean_until(self) -> dt.date:
        """A day to come."""
        if (until := self.cleaned_data["until"]) <= clock.today():
            raise forms.ValidationError(_("Choose a day to come."))
        return until


class ClosureForm(forms.Form):
    """It asks for nothing more: why."""

    reason = forms.CharField(label=_("Why does it ask for nothing more?"), max_length=300)
