"""The school's own format of a school review, as a form."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from gezien.schoolreviews.actions import planning
from gezien.schoolreviews.forms import rounds_in_words, rounds_of
from gezien.schoolreviews.models import ReviewFormat
from gezien.schoolreviews.starter import format_of
from gezien.schoolreviews.steps_form import StepsForm
from gezien.schools.rules import Member

MOST_COLUMNS = 6


class FormatForm(StepsForm):
    """Steps with their times, the columns of the boards, dots, the scale question and the ground rules."""

    rounds = forms.CharField(label=_("Minutes of the rounds"), help_text=_("For instance 20, 15, 15."))
    presenting_minutes = forms.IntegerField(label=_("Minutes to present"), min_value=0, max_value=60)
    dots = forms.IntegerField(label=_("Dots each person may give on a board"), min_value=1, max_value=10)
    scale_question = forms.CharField(label=_("The question everybody answers from 0 to 10"), max_length=200)
    anchor_low = forms.CharField(label=_("0 means"), max_length=80)
    anchor_high = forms.CharField(label=_("10 means"), max_length=80)
    ground_rules = forms.CharField(
        label=_("Ground rules"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, member: Member, steps: list[dict[str, Any]] | None = None, **kwargs: Any):
        found = format_of(member.school)
        names = ("presenting_minutes", "dots", "scale_question", "anchor_low", "anchor_high", "ground_rules", "version")
        initial = {name: getattr(found, name) for name in names} | {"rounds": rounds_in_words(found.rounds)}
        if steps is None:
            steps = [{"key": "", **step} for step in found.steps]
        super().__init__(*args, steps=steps, **{"initial": initial, **kwargs})
        self.member = member
        columns = [*found.columns, *[{"key": "", "title": "", "hint": ""}] * MOST_COLUMNS][:MOST_COLUMNS]
        for number, column in enumerate(columns):
            self.fields[f"column_{number}"] = forms.CharField(
                label=_("Column"), max_length=60, required=number == 0, initial=column["title"]
            )
            self.fields[f"hint_{number}"] = forms.CharField(
                label=_("Question above it"), max_length=120, required=False, initial=column["hint"]
            )
        self.keys = [column["key"] for column in columns]

    def clean_rounds(self) -> list[int]:
        """Whole minutes, one for each round."""
        return rounds_of(self.cleaned_data["rounds"])

    def column_rows(self) -> list[dict[str, Any]]:
        """The fields of each column, for the page."""
        return [{"title": self[f"column_{n}"], "hint": self[f"hint_{n}"]} for n in range(MOST_COLUMNS)]

    def _columns(self) -> list[dict[str, str]]:
        rows = []
        for number, key in enumerate(self.keys):
            if title := self.cleaned_data[f"column_{number}"]:
                name = key or f"{slugify(title)[:12]}-{number}"
                rows.append({"key": name, "title": title, "hint": self.cleaned_data[f"hint_{number}"]})
        return rows

    def save(self) -> ReviewFormat:
        """Keep it for reviews to come."""
        data = self.cleaned_data
        names = ("rounds", "presenting_minutes", "dots", "scale_question", "anchor_low", "anchor_high", "ground_rules")
        steps = [{name: one[name] for name in one if name != "key"} for one in self.cleaned_steps()]
        values = {name: data[name] for name in names} | {"steps": steps, "columns": self._columns()}
        return planning.save_format(by=self.member, version=data["version"], **values)
