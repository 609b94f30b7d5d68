"""Tables with free columns: what they mean is asked once, on one page for every kind of table.

A kind says what the headings seem to mean and gives the form that asks. What was chosen is kept in the run
(`summary["mapping"]`) and, under a name, as a `MappingProfile` for the next file with the same headings.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gezien.imports.formats.base import Format
from gezien.imports.formats.results.forms import WaysForm
from gezien.imports.formats.results.judging import table_of
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.table import Table, count_rows
from gezien.imports.formats.results.ways import found_ways, ways_of
from gezien.imports.models import ImportRun, MappingProfile
from gezien.schools.models import School


@dataclass(frozen=True, slots=True)
class Question:
    """The form that asks, filled in as well as can be, and what else the page shows."""

    form: Any
    table: Table
    profiles: list[MappingProfile]


class ColumnsFormat(Format):
    """A kind of table whose columns are asked. `guess` and `form` are the kind's own."""

    form: ClassVar[type[Any]]  # a Form of `table`, `mapping` and what `asked_with` says
    of_one_file: ClassVar[frozenset[str]] = frozenset()  # what a profile does not bring along to the next file

    def guess(self, school: School, table: Table) -> Mapping:
        """What the headings seem to mean."""
        raise NotImplementedError

    def asked_with(self, school: School) -> dict[str, Any]:
        """What the form needs to know of the school."""
        return {}

    def question(self, run: ImportRun, data: Any = None, profile: str = "") -> Question:
        """What the columns mean: as a kept profile says, as was chosen for this file, or as the headings seem to."""
        table = table_of(run)
        profiles = list(MappingProfile.objects.filter(school=run.school, kind=run.kind))
        chosen = next((one for one in profiles if str(one.pk) == profile), None)
        kept = run.summary.get("mapping")
        if chosen is None and kept is not None:
            chosen, mapping = run.profile, Mapping(**kept)
        else:
            chosen = chosen or _made_for(table, profiles)
            mapping = self._kept(chosen) if chosen else self.guess(run.school, table)
        initial = {"profile_name": chosen.name if chosen else ""}
        asked = self.form(data, table=table, mapping=mapping, initial=initial, **self.asked_with(run.school))
        return Question(asked, table, profiles)

    def _kept(self, profile: MappingProfile) -> Mapping:
        lasting = {name: value for name, value in profile.constants.items() if name not in self.of_one_file}
        return Mapping(profile.columns, lasting)

    def ask(self, request: HttpRequest, run: ImportRun, question: Question) -> HttpResponse:
        """The page with the question."""
        said, table = ways_of(run.summary), question.table
        context = {
            "run": run,
            "form": question.form,
            "table": table,
            "profiles": question.profiles,
            "rows": run.summary.get("rows") or count_rows(table),
            "ways": WaysForm(found=found_ways(table, said), said=said),
        }
        return render(request, "imports/columns.html", context, status=422 if question.form.errors else 200)


def _made_for(table: Table, profiles: list[MappingProfile]) -> MappingProfile | None:
    """The profile that was made for exactly these headings."""
    return next((one for one in profiles if set(one.columns) == set(table.headers)), None)
