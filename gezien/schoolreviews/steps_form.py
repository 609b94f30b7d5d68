"""A form with a list of steps: their words and minutes are fields, their order and number is that of the rows."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.common.numbers import number_of
from gezien.schoolreviews.models import ReviewStep
from gezien.schoolreviews.steps import MOST_STEPS, REPEATABLE, addable, arranged, check_steps

HIDDEN, SHOWN = ("key", "kind"), ("title", "minutes", "guidance")
OF_A_ROW = re.compile(rf"({'|'.join(HIDDEN + SHOWN)})_\d+|count|arrange|new_kind|csrfmiddlewaretoken")


def typed_rows(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows as they were sent, right or wrong."""
    number = min(number_of(str(data.get("count", ""))), 2 * MOST_STEPS)
    return [{name: data.get(f"{name}_{place}", "") for name in (*HIDDEN, *SHOWN)} for place in range(number)]


def rearranged(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a form is made of again when a button of the list was pressed: all as typed, the rows in their new order."""
    rows = arranged(typed_rows(data), str(data.get("arrange", "")), str(data.get("new_kind", "")))
    return {"steps": rows, "initial": {name: data[name] for name in data if not OF_A_ROW.fullmatch(name)}}


def with_keys(rows: list[dict[str, Any]], there: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """New rows with the key of the step they became already: what is sent again is not made, nor thrown away, again.

    It is the one of that kind; of a kind that can stand more than once the one with that title.
    """
    known = {row["key"] for row in there}
    free = [step for step in there if step["key"] not in {row["key"] for row in rows}]
    found = []
    for row in rows:
        if row["key"] not in known:
            same = (step for step in free if step["kind"] == row["kind"])
            same = (step for step in same if step["kind"] not in REPEATABLE or step["title"] == row["title"].strip())
            step = next(same, None)
            free = [one for one in free if one is not step]
            row = row | {"key": step["key"] if step else ""}
        found.append(row)
    return found


class StepsForm(VersionedForm):
    """`steps`: {"key", "kind", "title", "minutes", "guidance"} each; `there`: those that are kept already."""

    fixed: Collection[str] = ()  # keys of steps that are not left out

    def __init__(
        self, *args: Any, steps: list[dict[str, Any]], there: list[dict[str, Any]] | None = None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.rows = steps
        if self.is_bound:
            self.rows = self.known_rows(typed_rows(self.data), there or [])
            self.data = self._with_rows(dict(self.data.items()))
        hidden = forms.HiddenInput()
        self.fields["count"] = forms.IntegerField(initial=len(self.rows), widget=hidden)
        for place, row in enumerate(self.rows):
            self._add_row(place, row)

    def _with_rows(self, data: dict[str, Any]) -> dict[str, Any]:
        """What was sent, with the rows as they are now."""
        for place, row in enumerate(self.rows):
            data |= {f"{name}_{place}": row[name] for name in (*HIDDEN, *SHOWN)}
        return data | {"count": len(self.rows)}

    def known_rows(self, rows: list[dict[str, Any]], there: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows that were sent, as far as they belong to what is kept already."""
        return rows

    def _add_row(self, place: int, row: dict[str, Any]) -> None:
        hidden, kinds = forms.HiddenInput, ReviewStep.Kind.choices
        self.fields |= {
            f"key_{place}": forms.CharField(required=False, max_length=12, initial=row["key"], widget=hidden()),
            f"kind_{place}": forms.ChoiceField(choices=kinds, initial=row["kind"], widget=hidden()),
            f"title_{place}": forms.CharField(label=_("Title"), max_length=80, initial=row["title"]),
            f"minutes_{place}": forms.IntegerField(
                label=_("Lasts (minutes)"), min_value=0, max_value=240, initial=row["minutes"]
            ),
            f"guidance_{place}": forms.CharField(
                label=_("What to say or do"),
                required=False,
                max_length=500,
                initial=row["guidance"],
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
        }

    def step_rows(self) -> list[dict[str, Any]]:
        """The fields of each step, for the page."""
        names, last = dict(ReviewStep.Kind.choices), len(self.rows) - 1
        kinds = [row["kind"] for row in self.rows]
        return [
            {
                "place": place,
                "id": f"{row['kind']}-{kinds[:place].count(row['kind'])}",  # the row's own, wherever it stands
                "kind": names.get(row["kind"], ""),
                "title": row["title"],
                "hidden": [self[f"{name}_{place}"] for name in HIDDEN],
                "fields": [self[f"{name}_{place}"] for name in SHOWN],
                "is_first": place == 0,
                "is_last": place == last,
                "is_fixed": str(row["key"]) in self.fixed,
            }
            for place, row in enumerate(self.rows)
        ]

    def new_kinds(self) -> list[tuple[str, str]]:
        """The kinds of steps one can add."""
        return addable([row["kind"] for row in self.rows])

    def clean(self) -> dict[str, Any]:
        """A list by which a review can go."""
        data = super().clean() or self.cleaned_data
        check_steps([row["kind"] for row in self.rows])
        return data

    def cleaned_steps(self) -> list[dict[str, Any]]:
        """What was typed for each step, in order."""
        names = (*HIDDEN, *SHOWN)
        return [{name: self.cleaned_data[f"{name}_{place}"] for name in names} for place in range(len(self.rows))]
