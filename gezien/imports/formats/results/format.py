"""Results as one of the kinds of file that can be uploaded: map the columns, judge the preview, apply, undo."""

from collections.abc import Mapping as Posted
from dataclasses import asdict
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.imports.formats.base import Format
from gezien.imports.formats.results.actions import deliver_reading
from gezien.imports.formats.results.forms import MappingForm, WaysForm
from gezien.imports.formats.results.judging import judge, reading_of, table_of
from gezien.imports.formats.results.mapping import Mapping, guess
from gezien.imports.formats.results.screen import screen_of
from gezien.imports.formats.results.table import Table, count_rows
from gezien.imports.formats.results.ways import found_ways, ways_of
from gezien.imports.models import ImportRun, MappingProfile
from gezien.imports.problems import NotConfirmed
from gezien.results.queries import school_instruments
from gezien.schools.rules import Member


class Results(Format):
    """Scores and levels from a table with free columns."""

    kind = ImportRun.Kind.RESULTS
    title = gettext_lazy("Results (CSV or XLSX)")
    help = gettext_lazy(
        "Scores and levels from a spreadsheet or an export, with any columns. "
        "The first time you say what each column means; after that Gezien remembers."
    )
    accept = ".csv,.txt,.tsv,.xlsx,text/csv"

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
            return mapping_page(request, run, *mapping_form(run, None, request.GET.get("profile", "")))
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


def mapping_form(run: ImportRun, data, profile: str) -> tuple[MappingForm, Table, list[MappingProfile]]:
    """The form that asks what the columns mean: filled from the chosen profile, else by what the headings say."""
    table, instruments = table_of(run), school_instruments(run.school)
    profiles = list(MappingProfile.objects.filter(school=run.school, kind="results"))
    chosen = next((one for one in profiles if str(one.pk) == profile), None) or fitting(profiles, table)
    mapping = Mapping(chosen.columns, chosen.constants) if chosen else guess(table.headers, instruments)
    initial = {"profile_name": chosen.name if chosen else ""}
    return (
        MappingForm(data, table=table, instruments=instruments, mapping=mapping, initial=initial),
        table,
        profiles,
    )


def fitting(profiles: list[MappingProfile], table: Table) -> MappingProfile | None:
    """The profile that was made for exactly these headings."""
    return next((one for one in profiles if set(one.columns) == set(table.headers)), None)


def mapping_page(
    request: HttpRequest,
    run: ImportRun,
    form: Form,
    table: Table,
    profiles: list[MappingProfile],
    *,
    template: str = "imports/results/map.html",
) -> HttpResponse:
    """What each column means; `template` is the page of another kind of table than results."""
    said = ways_of(run.summary)
    context = {
        "run": run,
        "form": form,
        "table": table,
        "profiles": profiles,
        "rows": run.summary.get("rows") or count_rows(table),
        "ways": WaysForm(found=found_ways(table, said), said=said),
    }
    return render(request, template, context, status=422 if form.errors else 200)


RESULTS = Results()
