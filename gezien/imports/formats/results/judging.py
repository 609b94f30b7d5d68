"""A run's file as a table, and its preview: what applying would do, kept with the run until it is applied."""

from dataclasses import asdict

from django.utils.translation import gettext as _

from gezien.imports import uploads
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.reading import Reading, preview, read_results
from gezien.imports.formats.results.table import Table
from gezien.imports.formats.results.ways import found_ways, ways_of
from gezien.imports.models import ImportRun
from gezien.imports.problems import ImportProblem


def table_of(run: ImportRun) -> Table:
    """The uploaded file as a table."""
    return ways_of(run.summary).read(uploads.existing(run.stored_as), run.file_name)


def reading_of(run: ImportRun, mapping: Mapping) -> Reading:
    """The uploaded file as results; numbers of pupils belong to the profile it is read by."""
    table = table_of(run)
    reading = read_results(run.school, table, mapping, run.profile.name if run.profile else "")
    reading.ways = found_ways(table, ways_of(run.summary))
    reading.expected = run.summary.get("rows") or 0
    return reading


def judge(run: ImportRun, mapping: Mapping) -> None:
    """Fill in the run's preview. Raises `ImportProblem` when the mapping does not fit the file."""
    reading = reading_of(run, mapping)
    outcome = preview(run.school, reading)
    counts = {**asdict(outcome.counts), "refused": reading.refused_rows, "left_out": reading.left_out_rows}
    if not any(counts.values()):
        raise ImportProblem(_("There is no result in this file that can be stored."))
    run.summary = {
        "rows": reading.rows,
        "ways": run.summary.get("ways", {}),
        "mapping": asdict(mapping),
        "notices": reading.table.notices,
        "new": [asdict(line) for line in outcome.new],
        "changed": [asdict(line) for line in outcome.changed],
        "refused": [asdict(one) for one in reading.refused],
        "unknown": reading.matching.open(),
        "source": reading.matching.source,
        "counts": counts,
    }
    run.state = ImportRun.State.PREVIEWED
