"""Results as one of the kinds of file that can be uploaded: map the columns, judge the preview, apply, undo."""

from collections.abc import Mapping as Posted
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.imports.formats.columns import ColumnsFormat
from gezien.imports.formats.results.actions import deliver_reading
from gezien.imports.formats.results.forms import MappingForm
from gezien.imports.formats.results.judging import judge, reading_of, table_of
from gezien.imports.formats.results.mapping import Mapping, guess
from gezien.imports.formats.results.screen import screen_of
from gezien.imports.formats.results.table import Table, count_rows
from gezien.imports.models import ImportRun
from gezien.imports.problems import NotConfirmed
from gezien.results.queries import school_instruments
from gezien.schools.models import School
from gezien.schools.rules import Member


class Results(ColumnsFormat):
    """Scores and levels from a table with free columns."""

    kind = ImportRun.Kind.RESULTS
    title = gettext_lazy("Results (CSV or XLSX)")
    help = gettext_lazy(
        "Scores and levels from a spreadsheet or an export, with any columns. "
        "The first time you say what each column means; after that Gezien remembers."
    )
    accept = ".csv,.txt,.tsv,.xlsx,text/csv"
    form = MappingForm
    of_one_file = frozenset({"moment", "taken_on"})

    def guess(self, school: School, table: Table) -> Mapping:
        """By usual headings, and by the names of the school's tests."""
        return guess(table.headers, school_instruments(school))

    def asked_with(self, school: School) -> dict[str, Any]:
        """The tests a column can be of."""
        return {"instruments": school_instruments(school)}

    def start(self, by: Member, run: ImportRun) -> None:
        """A readable table waits for its mapping; one that was mapped is judged by that."""
        if "mapping" in run.summary:
            judge(run, Mapping(**run.summary["mapping"]))
        else:
            said = {"ways": run.summary["ways"]} if "ways" in run.summary else {}
            run.summary = {**said, "rows": count_rows(table_of(run))}

    def page(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        """The mapping, the preview or the result."""
        if run.state == ImportRun.State.UPLOADED:
            return self.ask(request, run, self.question(run, profile=request.GET.get("profile", "")))
        return render(request, "imports/results/run.html", {"run": run, **screen_of(run)})

    def apply(self, by: Member, run: ImportRun, data: Posted[str, Any]) -> None:
        """Read the file once more and deliver; refused rows are left out only when that was ticked."""
        if run.state != ImportRun.State.PREVIEWED:
            raise NotConfirmed(_("First say what the columns mean."))
        mapping = Mapping(**run.summary["mapping"])
        reading = reading_of(run, mapping)
        run.delivery, tally = deliver_reading(
            by=by, school=run.school, source=run.file_name, reading=reading, without_refused=True
        )
        if reading.refused and "without_refused" not in data:  # takes back what was delivered: apply is one transaction
            raise NotConfirmed(_("Some rows are refused. Tick that you go on without them, or mend the file."))
        # Names and scores of the preview are not needed any more.
        run.summary = {"counts": {**asdict(tally), "refused": reading.refused_rows, "left_out": reading.left_out_rows}}

    def in_words(self, run: ImportRun) -> str:
        """ "24 nieuw, 3 gewijzigd, 0 ongewijzigd, 2 geweigerd"."""
        if counts := run.summary.get("counts"):
            return _("%(added)s new, %(changed)s changed, %(same)s unchanged, %(refused)s refused") % counts
        return _("%(rows)s rows") % run.summary if "rows" in run.summary else ""


RESULTS = Results()
