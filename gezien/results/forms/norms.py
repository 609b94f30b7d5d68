"""Checks what is typed about norm tables; `save()` is one call to an action."""

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.results.actions.norms import NormTaken, add_norm, change_norm, change_result_settings
from gezien.results.bounds import Bounds, read_bounds, wrong_bounds
from gezien.results.cells import read_number
from gezien.results.models import Instrument, NormBand, NormTable, ResultSettings
from gezien.schools.rules import Member

CELL = {"inputmode": "decimal", "autocomplete": "off", "size": 8}


class NormForm(VersionedForm):
    """A moment, where it was read, and for each level from where to where."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    moment = forms.CharField(
        label=gettext_lazy("Moment"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"list": "moments", "autocomplete": "off", "size": 6}),
        help_text=gettext_lazy("For instance M5 or E5. Empty when the bounds are the same at every moment."),
    )
    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("The manual and its year, so that a colleague can look it up."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Paste from a spreadsheet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A line for each level: level, lowest, highest. Then “Fill in”."),
    )

    def __init__(self, *args: Any, member: Member, instrument: Instrument, table: NormTable | None = None, **kw: Any):
        self.member, self.instrument, self.table = member, instrument, table
        stored = {band.level: band for band in NormBand.objects.filter(table=table)} if table else {}
        # A level that the test no longer has keeps its bounds in sight.
        self.levels = [*instrument.levels, *(level for level in stored if level not in instrument.levels)]
        initial = {"version": 0, "moment": "", "source": ""}
        if table:
            initial = {"version": table.version, "moment": table.moment, "source": table.source}
        for place, level in enumerate(self.levels):
            if band := stored.get(level):
                initial |= {f"lowest_{place}": _shown(band.lowest), f"highest_{place}": _shown(band.highest)}
        super().__init__(*args, initial=initial, **kw)
        for place, level in enumerate(self.levels):
            for which, words in (("lowest", _("Lowest figure of %s")), ("highest", _("Highest figure of %s"))):
                self.fields[f"{which}_{place}"] = forms.CharField(
                    label=words % level, required=False, max_length=12, widget=forms.TextInput(attrs=CELL)
                )

    def rows(self) -> list[dict]:
        """The levels with their two fields, for the page."""
        return [
            {"level": level, "lowest": self[f"lowest_{place}"], "highest": self[f"highest_{place}"]}
            for place, level in enumerate(self.levels)
        ]

    def clean_moment(self) -> str:
        """Capitals, as moments are written; no slash, for it stands in addresses."""
        moment = self.cleaned_data["moment"].strip()
        if "/" in moment:
            raise forms.ValidationError(_("A moment has no slash."))
        return moment.upper() if len(moment) <= 2 else moment

    def clean(self) -> dict[str, Any]:
        """Every bound a number; together in order and without overlap."""
        data = super().clean() or {}
        rows = [self._bounds(place, level) for place, level in enumerate(self.levels)]
        if not self.errors and not any(row.lowest is not None or row.highest is not None for row in rows):
            self.add_error(None, _("Fill in at least one bound."))
        elif not self.errors:
            for place, which, reason in wrong_bounds(rows):
                self.add_error(f"{which}_{place}", reason)
        data["bands"] = rows
        return data

    def _bounds(self, place: int, level: str) -> Bounds:
        edges = []
        for which in ("lowest", "highest"):
            try:
                edges.append(read_number(self.cleaned_data.get(f"{which}_{place}", "")))
            except ValueError as reason:
                self.add_error(f"{which}_{place}", str(reason))
                edges.append(None)
        return Bounds(level, *edges)

    def filled_in(self) -> "NormForm":
        """The same form with what was pasted in its cells, not saved yet. Raises `ValueError` with what is wrong."""
        found = read_bounds(self.data.get("pasted", ""), self.levels)
        data = self.data.copy()
        for place, level in enumerate(self.levels):
            if level in found:
                data[f"lowest_{place}"], data[f"highest_{place}"] = found[level]
        data["pasted"] = ""
        return NormForm(data, member=self.member, instrument=self.instrument, table=self.table)

    def save(self) -> NormTable | None:
        """Add or change the table; raises `StaleVersion`."""
        data = {name: self.cleaned_data[name] for name in ("moment", "source", "bands")}
        try:
            if self.table is None:
                return add_norm(by=self.member, instrument=self.instrument, **data)
            return change_norm(by=self.member, table=self.table, version=self.cleaned_data["version"] or 0, **data)
        except NormTaken as reason:
            self.add_error("moment", str(reason))
            return None


def _shown(edge: Any) -> str:
    return "" if edge is None else number_format(edge.normalize(), use_l10n=True)


class ResultSettingsForm(VersionedForm):
    """What the school shows beside results."""

    uses_dle = forms.BooleanField(
        label=gettext_lazy("We work with didactic age (DL) and its equivalents (DLE)"), required=False
    )

    def __init__(self, *args: Any, member: Member, settings: ResultSettings | None, **kwargs: Any):
        initial = {"version": settings.version if settings else 0, "uses_dle": bool(settings and settings.uses_dle)}
        super().__init__(*args, initial=initial, **kwargs)
        self.member = member

    def save(self) -> ResultSettings:
        """Set it; raises `StaleVersion`."""
        return change_result_settings(by=self.member, **self.cleaned_data)
