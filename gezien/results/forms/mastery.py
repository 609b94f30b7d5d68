"""Reads what the sheet of goals sends: cells, how the teacher knows, and the day."""

import datetime as dt
from collections.abc import Iterator

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.results.actions.mastery import Noted
from gezien.results.models import Mastery
from gezien.results.queries.mastery import STATES, MasterySheet


class HowForm(forms.Form):
    """How the teacher knows, and on which day it showed: for what is noted from now on."""

    source = forms.ChoiceField(label=_("How I know"), choices=Mastery.Source)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, **kwargs):
        today = clock.today()
        super().__init__(*args, initial={"source": Mastery.Source.OBSERVED, "day": today}, **kwargs)
        self.fields["day"].widget.attrs["max"] = today.isoformat()

    def clean_day(self) -> dt.date:
        """Not to come."""
        return min(self.cleaned_data["day"], clock.today())


def cells_of(data: QueryDict) -> list[Noted]:
    """The cells in a request: `a-<pupil>-<goal>` is the state now, `w-…` what the page showed. Raises `ValueError`."""
    return [_cell(data, name) for name in data if name.startswith("a-")]


def rest_of(data: QueryDict, sheet: MasterySheet) -> Iterator[Noted]:
    """The cells of a column that say nothing yet, when "the rest" was chosen: `rest` is "<goal>-<state>"."""
    goal, _dash, token = data.get("rest", "").partition("-")
    if not token or token not in STATES or goal not in {str(one.pk) for one in sheet.goals}:
        return
    typed = {(one.pupil_id, one.goal_id) for one in cells_of(data) if one.now}
    for pupil in sheet.pupils:
        cell = (pupil.pk, int(goal))
        if cell not in sheet.marks and cell not in typed:
            yield Noted(*cell, "", STATES[token])


def _cell(data: QueryDict, name: str) -> Noted:
    _a, pupil, goal = name.split("-")
    now, was = data[name], data.get(f"w-{pupil}-{goal}", "")
    if now not in STATES or was not in STATES:
        raise ValueError(name)
    return Noted(int(pupil), int(goal), STATES[was], STATES[now])
