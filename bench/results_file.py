"""How fast a results file of 1,000,000 rows comes in and goes out again, how much memory it takes, and its floor.

`python -m bench` takes a tenth of that, so that everybody runs it. Beside the time on the wall stands the time of the
processor, which says the same on a machine that others use too.

The floor is the same file read by the csv module alone and inserted by bare SQL, without checking anything. Each size
runs in a process of its own with a database of its own, so that the peak of memory is that of the import.

    python -m bench.results_file 1000000
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Self

from bench import show

ROWS = 100_000
SMALL = 10_000
PUPILS = 5_000
TESTS = 4
BUDGET_ROWS_A_SECOND = 8_000
BUDGET_GROWTH_MB = 40  # twenty times the rows may take this much more
STEPS = ("preview", "apply", "the same again", "undo")


def run(rows: int = ROWS) -> list[dict]:
    """One row for each figure: what, measured, budget, unit."""
    small, large = _in_a_process(SMALL), _in_a_process(rows)
    budget = rows / BUDGET_ROWS_A_SECOND
    table = [_row(step, rows, large, f"{rows:,} results: {step}", budget) for step in STEPS]
    table.append(_row("floor", rows, large, "floor: csv and bare SQL", None))
    growth = large["peak"] - small["peak"]
    table.append({"what": f"memory over {SMALL} rows", "measured": growth, "unit": "MB", "budget": BUDGET_GROWTH_MB})
    return table


def _row(step: str, rows: int, figures: dict[str, float], what: str, budget: float | None) -> dict:
    busy = figures[f"{step} cpu"]
    told = f"{what}, {rows / figures[step]:,.0f}/s (cpu {busy:.1f} s, {rows / busy:,.0f}/s)"
    return {"what": told, "measured": figures[step], "unit": "s", "budget": budget}


def _in_a_process(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="gezien-bench-") as folder:
        environment = {
            **os.environ,
            "GEZIEN_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "GEZIEN_DATABASE": f"sqlite:///{folder}/bench.sqlite3",
        }
        command = [sys.executable, "-c", f"from bench.results_file import measure; measure({rows})"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def measure(rows: int) -> None:
    """Print as JSON: seconds of each step and of the floor; megabytes of memory at the highest."""
    import django

    django.setup()
    from django.core.management import call_command
    from django_scopes import scope

    from gezien.schools.actions import create_school

    call_command("migrate", verbosity=0)
    school = create_school(board_name="Meetbestuur", name="Meetschool", official_number="00MT00")
    with tempfile.NamedTemporaryFile(suffix=".csv") as file, scope(school=school):
        path = Path(file.name)
        add_pupils(school)
        write_file(path, rows)
        with Peak() as peak:
            figures = steps(school, path, rows)
        figures["peak"] = peak.megabytes
        figures["floor"], figures["floor cpu"], _none = _timed(lambda: floor(path, school.pk))
    print(json.dumps(figures))


def steps(school, path: Path, rows: int) -> dict[str, float]:
    """Seconds of the preview, of applying, of applying again, and of taking it back."""
    from gezien.imports.formats.results.actions import deliver_reading
    from gezien.imports.formats.results.mapping import Mapping
    from gezien.imports.formats.results.reading import preview, read_results
    from gezien.imports.formats.results.table import count_rows, read_table
    from gezien.results.actions import undo_delivery
    from gezien.schools.rules import CommandLine

    by = CommandLine(school)

    def table():
        return read_table(path, path.name)

    def reading():
        return read_results(school, table(), Mapping(dict(COLUMNS)))

    def deliver():
        return deliver_reading(by=by, school=school, source="bench", reading=reading(), without_refused=False)

    figures: dict[str, float] = {}

    def timed(step: str, work) -> Any:
        figures[step], figures[f"{step} cpu"], done = _timed(work)
        return done

    timed("preview", lambda: (count_rows(table()), preview(school, reading())))
    delivery, tally = timed("apply", deliver)
    _none, again = timed("the same again", deliver)
    timed("undo", lambda: undo_delivery(by=by, delivery=delivery))
    if (tally.added, again.same) != (rows, rows):
        raise SystemExit(f"not all rows came in: {tally}, {again}")
    return figures


COLUMNS = {
    "Nummer": "pupil.key",
    "Toets": "row.instrument",
    "Moment": "row.moment",
    "Datum": "row.taken_on",
    "Score": "row.figure",
    "Niveau": "row.level",
}
CODES = ("lvs-begrijpend-lezen", "dmt", "lvs-spelling", "lvs-rekenen")


def add_pupils(school) -> None:
    """Invented pupils with numbers."""
    from gezien.pupils.models import Pupil

    Pupil.objects.bulk_create(
        Pupil(school=school, key=f"L{number}", call_name=f"Kind{number}", year_group=str(number % 6 + 3))
        for number in range(PUPILS)
    )


def write_file(path: Path, rows: int) -> None:
    """A result of each pupil on each test, day after day, until there are enough."""
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(COLUMNS) + "\n")
        for number in range(rows):
            rest, pupil = divmod(number, PUPILS)
            day, test = divmod(rest, TESTS)
            year, day_of_year = divmod(day, 28 * 12)
            date = f"{day_of_year % 28 + 1:02}-{day_of_year // 28 + 1:02}-{2020 + year}"
            level = ("I", "II", "III", "IV", "V")[number % 5]
            file.write(f"L{pupil};{CODES[test]};M{pupil % 6 + 3};{date};{number % 300},{number % 10};{level}\n")


def floor(path: Path, school: int) -> None:
    """The same rows by csv and bare SQL: nothing is checked, nothing is compared."""
    import csv
    from itertools import batched

    from django.db import connection, transaction

    sql = (
        "INSERT INTO results_result (version, created_at, updated_at, moment, taken_on, figure, level, scores, "
        '"references", source_line, school_id, pupil_id, instrument_id) '
        "VALUES (1, '2027-01-01', '2027-01-01', %s, %s, %s, %s, '{}', '[]', %s, %s, %s, %s)"
    )
    with connection.cursor() as cursor, transaction.atomic(), path.open(encoding="utf-8", newline="") as file:
        cursor.execute("SELECT key, id FROM pupils_pupil")
        pupils = dict(cursor.fetchall())
        cursor.execute("SELECT code, id FROM results_instrument")
        tests = dict(cursor.fetchall())
        reader = csv.reader(file, delimiter=";")
        next(reader)
        for batch in batched(enumerate(reader, start=2), 5000):
            cursor.executemany(
                sql,
                [
                    (
                        moment,
                        f"{day[6:]}-{day[3:5]}-{day[:2]}",
                        figure.replace(",", "."),
                        level,
                        line,
                        school,
                        pupils[key],
                        tests[test],
                    )
                    for line, (key, test, moment, day, figure, level) in batch
                ],
            )


class Peak:
    """The most memory of its own the process had meanwhile; not the database file that SQLite maps into it."""

    def __enter__(self) -> Self:
        self.megabytes, self.ended = 0.0, threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.ended.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.ended.wait(0.1):
            _size, resident, shared, *_rest = map(int, Path("/proc/self/statm").read_text().split())
            self.megabytes = max(self.megabytes, (resident - shared) * resource.getpagesize() / 1024 / 1024)


def _timed(work) -> tuple[float, float, Any]:
    """Seconds on the wall and of the processor, and what the work gave."""
    start, busy = time.perf_counter(), time.process_time()
    done = work()
    return time.perf_counter() - start, time.process_time() - busy, done


if __name__ == "__main__":
    show(run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
