"""Pupil lists as one of the kinds of file that can be uploaded: columns, then what every roster does."""

from collections.abc import Mapping as Posted
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.imports.formats.columns import ColumnsFormat
from gezien.imports.formats.pupils.fields import guess
from gezien.imports.formats.pupils.forms import ColumnsForm
from gezien.imports.formats.pupils.reader import read_pupils
from gezien.imports.formats.results.judging import table_of
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.table import Table, count_rows
from gezien.imports.formats.results.ways import found_ways, ways_of
from gezien.imports.models import ImportRun
from gezien.imports.problems import NotConfirmed
from gezien.imports.roster.contents import Roster
from gezien.imports.roster.format import RosterFormat
from gezien.schools.models import School
from gezien.schools.rules import Member

State = ImportRun.State


class PupilList(ColumnsFormat, RosterFormat):
    """Groups and pupils of one school year, from a table with free columns."""

    kind = ImportRun.Kind.PUPILS
    title = gettext_lazy("Pupil list (CSV or XLSX)")
    help = gettext_lazy(
        "Groups and pupils from a spreadsheet or an export, such as those of Social Schools, Informat or Wisa. "
        "The first time you say what each column means; after that Gezien remembers."
    )
    accept = ".csv,.txt,.tsv,.xlsx,text/csv"
    form = ColumnsForm
    of_one_file = frozenset({"year"})

    def guess(self, school: School, table: Table) -> Mapping:
        """By what lists of other systems call their columns."""
        return guess(table.headers)

    def start(self, by: Member, run: ImportRun) -> None:
        """A readable table waits for its columns; one that was mapped is tried out."""
        kept = {name: run.summary[name] for name in ("rows", "ways", "mapping") if name in run.summary}
        if "mapping" in kept:
            super().start(by, run)
            run.summary = {**kept, **run.summary}
        else:
            run.summary = {**kept, "rows": count_rows(table_of(run))}

    def roster(self, run: ImportRun) -> Roster:
        """What the run's file says."""
        table, said = table_of(run), ways_of(run.summary)
        source = run.profile.name if run.profile else ", ".join(table.headers)
        return read_pupils(run.school, table, Mapping(**run.summary["mapping"]), found_ways(table, said), source)

    def page(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        """The columns, the preview or the result."""
        if run.state == State.UPLOADED:
            return self.ask(request, run, self.question(run, profile=request.GET.get("profile", "")))
        return super().page(request, run)

    def apply(self, by: Member, run: ImportRun, data: Posted[str, Any]) -> None:
        """Apply what the preview showed, as of the day of the preview; every caution must have been ticked."""
        if run.state != State.PREVIEWED:
            raise NotConfirmed(_("First say what the columns mean."))
        super().apply(by, run, data)

    def in_words(self, run: ImportRun) -> str:
        """ "2026-2027: 12 nieuw…", or how many rows wait for their columns."""
        if "counts" in run.summary:
            return super().in_words(run)
        return _("%(rows)s rows") % run.summary if run.summary.get("rows") else ""


PUPILS = PupilList()
