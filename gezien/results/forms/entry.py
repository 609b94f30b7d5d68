"""Checks what is typed in the entry grid, with the same cell readers as an import."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.common.models import StaleVersion
from gezien.pupils.models import Pupil
from gezien.results.actions.entry import NotHere, enter_result
from gezien.results.cells import read_day, read_figure, read_level
from gezien.results.columns import Column, too_many_correct
from gezien.results.models import Instrument, Result
from gezien.results.queries.entry import Entry, EntryRow, shown
from gezien.results.rules import visible_instruments
from gezien.schools.rules import Member


class RowForm(VersionedForm):
    """One pupil's figure and level, and the further columns that are shown.

    `taken_on` counts for a result that is not there yet.
    """

    figure = forms.CharField(required=False, max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    level = forms.CharField(required=False, max_length=20)
    taken_on = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        member: Member,
        entry: Entry,
        row: EntryRow,
        day: str,
        columns: Sequence[Column] = (),
        **kwargs: Any,
    ):
        result = row.result
        super().__init__(
            *args,
            auto_id=f"row-{row.pupil.pk}-%s",
            initial={
                "version": result.version if result else 0,
                "figure": shown(result) if result else "",
                "level": result.level if result else "",
                "taken_on": day,
                **{column.name: column.value(result) for column in columns},
            },
            **kwargs,
        )
        self.member, self.entry, self.row, self.columns = member, entry, row, columns
        common = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        self.fields["figure"].label = _("%(kind)s, %(pupil)s") % {
            "kind": entry.instrument.get_figure_display().capitalize(),
            "pupil": row.pupil.name,
        }
        self.fields["level"].label = _("Level, %(pupil)s") % {"pupil": row.pupil.name}
        kind = entry.instrument.get_figure_display()
        self.fields["figure"].widget.attrs |= {**common, "data-column": "figure", "placeholder": kind}
        level = {"data-column": "level", "list": "levels", "placeholder": _("level")}
        self.fields["level"].widget.attrs |= common | level
        if entry.instrument.figure == Instrument.Figure.LEVEL:
            del self.fields["figure"]
        if not entry.instrument.levels and not entry.instrument.level_type:
            del self.fields["level"]
        for column in columns:
            self.fields[column.name] = _cell(column, row, common)

    def clean_figure(self) -> Any:
        """A number of the test's kind, with a comma or a point."""
        return self._read(read_figure, "figure", self.entry.instrument.figure)

    def clean_level(self) -> Any:
        """One of the test's own levels, whatever its case."""
        return self._read(read_level, "level", self.entry.instrument.levels)

    def clean_taken_on(self) -> Any:
        """Not in the future."""
        return self._read(read_day, "taken_on")

    def clean(self) -> dict[str, Any]:
        """Each further column by its own reader; no more correct answers than there are items."""
        data = super().clean() or {}
        for column in self.columns:
            data[column.name] = self._further(column, data.get(column.name, ""))
        if column := too_many_correct(data, self.columns):
            self.add_error(column.name, _("%(column)s: more than there are items") % {"column": column.label})
        return data

    def _further(self, column: Column, cell: str) -> str:
        try:
            return column.read(cell)
        except ValueError as reason:
            self.add_error(column.name, str(reason))
            return ""

    def _read(self, read, name: str, *arguments: Any) -> Any:
        try:
            return read(self.cleaned_data[name], *arguments)
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from reason

    def save(self) -> Result | SimpleNamespace | None:
        """Store the row; raises `StaleVersion`. An emptied row has version 0 again."""
        data = {"figure": None, "level": "", **self.cleaned_data}
        extra = {column.name: data.pop(column.name, "") for column in self.columns}
        more = {"columns": self.columns, "extra": extra}
        pupil = Pupil.objects.get(pk=self.row.pupil.pk)
        try:
            saved = enter_result(by=self.member, entry=self.entry, pupil=pupil, **data, **more)
            return saved or SimpleNamespace(version=0, pk=None)
        except StaleVersion as stale:
            for column in self.columns:  # so that both texts can be shown
                setattr(stale.current, column.name, column.value(stale.current))
            raise
        except NotHere as reason:
            self.add_error(None, str(reason))
            return None


def _cell(column: Column, row: EntryRow, attrs: dict[str, str]) -> forms.CharField:
    """The input of one further column."""
    shown = {"data-column": column.name, "placeholder": column.label}
    kind = {"list": f"levels-{column.name}"} if column.levels else {"inputmode": "decimal"} if column.is_score else {}
    return forms.CharField(
        label=f"{column.label[:1].upper()}{column.label[1:]}, {row.pupil.name}",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={**attrs, **shown, **kind}),
    )


class EntryChoiceForm(forms.Form):
    """Which test, and when: a part of the year, or a moment of one's own for tests of a method."""

    instrument = forms.ModelChoiceField(label=gettext_lazy("Test"), queryset=None, empty_label=None)
    moment = forms.CharField(
        label=gettext_lazy("Moment"),
        max_length=10,
        widget=forms.TextInput(attrs={"list": "moments", "autocomplete": "off"}),
        help_text=gettext_lazy("B, M or E for begin, middle or end; or a word of your own, such as “block 5”."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["instrument"].queryset = (
            visible_instruments(member).filter(is_active=True).select_related("subject")
        )

    def clean_moment(self) -> str:
        """A word that fits in an address; the parts of the year as capitals."""
        moment = self.cleaned_data["moment"].strip()
        if "/" in moment:
            raise forms.ValidationError(_("A moment has no slash."))
        return moment.upper() if len(moment) == 1 else moment
