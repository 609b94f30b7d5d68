"""How fast the signals of a whole school are looked at: 25 groups of 28 pupils with five years of results.

The floor is what no way of looking can do without: reading the same rows from a bare SQLite cursor. Looking again when
nothing changed is measured too, and looking at one pupil after a note.

    python -m bench.signals
"""

import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

GROUPS, PUPILS, YEARS = 25, 28, 5
BUDGET_SECONDS = 5.0


def run() -> list[dict]:
    """One row for each figure: what, measured, budget, unit."""
    with tempfile.TemporaryDirectory(prefix="gezien-bench-") as folder:
        os.environ["GEZIEN_DATA"] = folder
        os.environ["GEZIEN_DATABASE"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        from bench import overview

        settings.TODAY = overview.TODAY.isoformat()
        call_command("migrate", verbosity=0)
        return measure(Path(folder))


def measure(folder: Path) -> list[dict]:
    """Build the school, look at it twice, then at one pupil."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django_scopes import scope

    from gezien.needs.actions.looking import look_at, look_at_school
    from gezien.needs.models import Signal

    school, pupils = build()
    with scope(school=school):
        with CaptureQueriesContext(connection) as captured:
            look_at_school(school)
        found = Signal.objects.count()
        Signal.objects.all().delete()
        first = timed(lambda: look_at_school(school))
        again = timed(lambda: look_at_school(school))
        one = timed(lambda: look_at(school, pupils[:1]))
    selects = [query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")]
    bare = sqlite3.connect(folder / "bench.sqlite3")
    floor = timed(lambda: [bare.execute(sql).fetchall() for sql in selects])
    title = f"signals, {GROUPS} × {PUPILS} pupils, {YEARS} years"

    def row(what: str, measured: float, unit: str = "", budget: float | None = None) -> dict:
        return {"what": f"{title}: {what}", "measured": measured, "unit": unit, "budget": budget}

    return [
        row("floor (its rows, bare)", floor, "s"),
        row("everybody, for the first time", first, "s", BUDGET_SECONDS),
        row("everybody again", again, "s", BUDGET_SECONDS),
        row("one pupil (and their year)", one, "s"),
        row("statements", len(captured.captured_queries)),
        row("signals", found),
    ]


def timed(job: Callable[[], object]) -> float:
    """Seconds of processor time: what else the machine does would be measured by the clock."""
    start = time.process_time()
    job()
    return time.process_time() - start


def build():
    """The school and the keys of its pupils."""
    from django_scopes import scope, scopes_disabled

    from bench.overview import fill_group
    from gezien.pupils.models import Pupil
    from gezien.schools.actions import create_school, ensure_year
    from gezien.schools.models import Period

    with scopes_disabled():
        school = create_school(board_name="Bench", name="signals", slug="signals")
    with scope(school=school):
        year = ensure_year(school=school, first=2026)
        period = Period.objects.get(year=year, number=2)
        chance = random.Random("signals")  # noqa: S311 - the same data each time
        for number in range(GROUPS):
            fill_group(period, number, YEARS, chance, pupils=PUPILS)
        return school, list(Pupil.objects.order_by("pk").values_list("pk", flat=True))


if __name__ == "__main__":
    from bench import show

    show(run())
