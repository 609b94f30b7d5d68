"""How fast the group overview is: through all middleware, beside its floor, and with much more data around it.

The floor is what no framework can beat: the page's own SELECT statements on a bare SQLite cursor, and as many bytes of
HTML made from their rows by string formatting. Both are measured in turns in one run; figures are medians.

    python -m bench.overview
"""

import datetime as dt
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

RUNS, WARM_UP = 40, 5
PUPILS, YEARS, GROUPS = 30, 8, 1
BUDGET_STATEMENTS, BUDGET_BYTES, BUDGET_TIMES_FLOOR, BUDGET_GROWTH = 12, 80_000, 6.0, 1.3
TODAY = dt.date(2027, 2, 4)


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

        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        settings.TODAY = TODAY.isoformat()
        call_command("migrate", verbosity=0)
        once = measure(build("once", history=YEARS, groups=GROUPS), Path(folder))
        much = measure(build("much", history=4 * YEARS, groups=8 * GROUPS), Path(folder))
    return rows_of(once, much)


def rows_of(once: dict, much: dict) -> list[dict]:
    """The two measurements as rows with their budgets."""

    def row(what: str, measured: float, unit: str = "", budget: float | None = None) -> dict:
        return {"what": what, "measured": measured, "unit": unit, "budget": budget}

    title, more = f"overview, {PUPILS} pupils", "4 × the history, 8 × the groups"
    return [
        row(f"{title}: statements", once["statements"], "", BUDGET_STATEMENTS),
        row(f"{title}: HTML", once["bytes"] / 1000, "KB", BUDGET_BYTES / 1000),
        row(f"{title}: floor", once["floor"], "ms"),
        row(f"{title}: server time", once["page"], "ms"),
        row(f"{title}: times the floor", once["page"] / once["floor"], "×", BUDGET_TIMES_FLOOR),
        row(f"{more}: statements", much["statements"], "", BUDGET_STATEMENTS),
        row(f"{more}: floor", much["floor"], "ms"),
        row(f"{more}: server time", much["page"], "ms"),
        row(f"{more}: growth", much["page"] / once["page"], "×", BUDGET_GROWTH),
    ]


# --- measuring --------------------------------------------------------------------------------------------------------


def measure(url: str, folder: Path) -> dict:
    """Statements, bytes, and median milliseconds of the page and of its floor."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = page_of(url)
    with CaptureQueriesContext(connection) as captured:
        size = len(page())
    statements = [query["sql"] for query in captured.captured_queries]
    selects = [sql for sql in statements if sql.startswith("SELECT")]
    bare = sqlite3.connect(folder / "bench.sqlite3")
    taken, floor = in_turns(page, lambda: floor_page(bare, selects, size))
    return {"statements": len(statements), "bytes": size, "page": taken, "floor": floor}


def page_of(url: str) -> Callable[[], bytes]:
    """The page as the server asks for it: one WSGI call through all middleware, signed in."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import Client, RequestFactory

    from gezien.schools.models import User

    client = Client()
    client.force_login(User.objects.get(username=url.split("/")[2]), "django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies.output(header="", attrs=[]).strip()
    handler = WSGIHandler()

    def page() -> bytes:
        environ = RequestFactory().get(url, headers={"host": "localhost", "cookie": cookie}).environ
        answered = []
        with closing(handler(environ, lambda status, headers: answered.append(status))) as response:
            body = b"".join(response)
        assert answered == ["200 OK"], answered  # noqa: S101 - nothing is measured of an error page
        return body

    return page


def in_turns(*jobs: Callable[[], object]) -> list[float]:
    """Median milliseconds of processor time of each job, run in turns so that a busy moment hits them alike.

    Processor time, not the clock: what else the machine is doing would be measured too. Neither job waits for anything.
    """
    times: list[list[float]] = [[] for _job in jobs]
    for turn in range(WARM_UP + RUNS):
        for taken, job in zip(times, jobs, strict=True):
            start = time.process_time()
            job()
            if turn >= WARM_UP:
                taken.append((time.process_time() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def floor_page(bare: sqlite3.Connection, selects: list[str], size: int) -> bytes:
    """The same rows and as much HTML, by the shortest way."""
    html = "".join(
        f'<td class="r"><b class="l3">{row[0]}</b> <i class="u">{row[-1]}</i></td>'
        for sql in selects
        for row in bare.execute(sql).fetchall()
    )[:size]
    return f"{html:<{size}}".encode()


# --- data -------------------------------------------------------------------------------------------------------------


def build(slug: str, *, history: int, groups: int) -> str:
    """A school with `groups` groups and `history` years behind each pupil; returns the address of one overview."""
    from django_scopes import scope, scopes_disabled

    from gezien.needs.actions.looking import look_at_school
    from gezien.schools.actions import create_school, ensure_year
    from gezien.schools.models import Membership, Period, StaffMember, User

    with scopes_disabled():
        school = create_school(board_name="Bench", name=slug, slug=slug)
        user = User.objects.create(username=slug, last_name="Bench")
    with scope(school=school):
        year = ensure_year(school=school, first=2026)
        Membership.objects.create(school=school, user=user, role="teacher", starts_on=year.starts_on)
        staff = StaffMember.objects.create(school=school, family_name="Bench", user=user)
        period = Period.objects.get(year=year, number=2)
        chance = random.Random(slug)  # noqa: S311 - the same data each time
        made = [fill_group(period, number, history, chance) for number in range(groups)]
        group = made[groups // 2]
        look_at_school(school)
        group.teaching.create(school=school, staff_member=staff, starts_on=year.starts_on)
    return f"/s/{slug}/groups/{group.pk}/"


def fill_group(period, number: int, history: int, chance: random.Random, *, pupils: int = PUPILS):
    """One group with everything the overview shows."""
    from gezien.pupils.models import Enrolment, Group, Pupil

    school, year = period.school, period.year

    group = Group.objects.create(school=school, year=year, name=f"Groep {number}", year_group=str(number % 6 + 3))
    made = Pupil.objects.bulk_create(
        Pupil(
            school=school, call_name=f"Kind {one:02}", prefix="van", family_name="de Bank", year_group=group.year_group
        )
        for one in range(pupils)
    )
    Enrolment.objects.bulk_create(
        Enrolment(school=school, group=group, pupil=pupil, starts_on=year.starts_on) for pupil in made
    )
    add_results(school, made, history, chance)
    add_words(school, made, history)
    add_decisions(school, group, period, made)
    return group


def add_results(school, pupils, history: int, chance: random.Random) -> None:
    """Two moments a year on every instrument."""
    from gezien.results.models import Instrument, Result

    instruments = list(Instrument.objects.filter(school=school, is_active=True))
    Result.objects.bulk_create(
        (
            Result(
                school=school,
                pupil=pupil,
                instrument=instrument,
                moment="M5" if half == 0 else f"{'ME'[half % 2]}{max(5 - half // 2, 1)}",
                taken_on=dt.date(2027, 1, 20) - dt.timedelta(days=half * 182),
                figure=None if instrument.figure == "Level" else 100 - half + chance.randrange(9),
                level=level_of(instrument.levels, one, chance),
            )
            for one, pupil in enumerate(pupils)
            for instrument in instruments
            for half in range(history * 2)
        ),
        batch_size=2000,
    )


def level_of(levels: list[str], one: int, chance: random.Random) -> str:
    """A pupil's level: a fifth of the pupils at each, now and then a step up or down."""
    if not levels:
        return ""
    place = one % 5 * len(levels) // 5 + chance.choice([-1, 0, 0, 0, 1])
    return levels[min(max(place, 0), len(levels) - 1)]


def add_words(school, pupils, history: int) -> None:
    """Factors, and ten notes a year."""
    from gezien.notes.models import Factor, FactorDomain, FactorSource, Note

    domain, _made = FactorDomain.objects.get_or_create(school=school, code="language", defaults={"name": "Taal"})
    source, _made = FactorSource.objects.get_or_create(school=school, code="child", defaults={"name": "Kind"})
    Factor.objects.bulk_create(
        Factor(school=school, pupil=pupil, direction=way, domain=domain, source=source, text=text, noted_on=TODAY)
        for pupil in pupils
        for way, text in (("stimulating", "begrijpt verhalen"), ("stimulating", "hulpvaardig"), ("hindering", "tempo"))
    )
    Note.objects.bulk_create(
        (
            Note(
                school=school,
                pupil=pupil,
                kind=("observation", "pupil_talk", "parent_talk")[one % 3],
                text="Werkt geconcentreerd aan de taak.",
                happened_on=TODAY - dt.timedelta(days=36 * one),
            )
            for pupil in pupils
            for one in range(history * 10)
        ),
        batch_size=2000,
    )


def add_decisions(school, group, period, pupils) -> None:
    """Clusters, and a need for a third of the pupils."""
    from gezien.needs.models import Cluster, Clustering, EducationalNeed, Placement
    from gezien.schools.models import Subject

    subject = Subject.objects.get(school=school, code="rekenen")
    clustering = Clustering.objects.create(school=school, group=group, subject=subject, period=period)
    clusters = Cluster.objects.bulk_create(
        Cluster(school=school, clustering=clustering, name=name, position=position)
        for position, name in enumerate(("Intensief", "Basis", "Verdiept"))
    )
    Placement.objects.bulk_create(
        Placement(school=school, clustering=clustering, cluster=clusters[one % 3], pupil=pupil)
        for one, pupil in enumerate(pupils)
    )
    EducationalNeed.objects.bulk_create(
        EducationalNeed(
            school=school,
            pupil=pupil,
            subject=subject,
            period=period,
            goal="Rekent eind maart sommen tot 100 uit met sprongen op de getallenlijn, 8 van de 10 goed.",
            support="Eerst met materiaal, daarna tekenen, dan pas in het hoofd.",
        )
        for pupil in pupils[::3]
    )


if __name__ == "__main__":
    from bench import show

    show(run())
