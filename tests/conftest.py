"""The cast of the tests is the demo school, one for each process; every test rolls back what it changed.

emmy         teacher of group 5b, shares it with tom
fleur        teacher of group 6
sanne        internal coach        karim    head
marleen      subject coordinator   petra    administrator
hendrik      board officer         joris    coach of another school of the same board
lies         coach of a Flemish school of another board
"""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django_scopes import scope, scopes_disabled
from hypothesis import settings as hypothesis_settings

from gezien.demo import cast
from gezien.demo.build import build
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import Period, School, Subject, User
from gezien.schools.queries import current_period
from gezien.schools.rules import Member, member_of
from tests.browser.serving import make_demo

# A busy machine is no reason to fail: what a property says holds however long it takes to see it.
# The same examples each time, so that a change is judged by itself; `HYPOTHESIS=search` looks for new ones.
hypothesis_settings.register_profile("patient", deadline=None, derandomize=True)
hypothesis_settings.register_profile("search", deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS", "patient"))

pytest_plugins = ["tests.catalogues_plugin", "tests.requirements_plugin"]

# What these tell is the same on every database: the second run, on PostgreSQL, leaves them out. The rules behind the
# table of permissions are tested on both, app by app.
ONE_ENGINE = ("documents/", "needs/coach/", "needs/clustering/", "test_permissions.py")
HERE = Path(__file__).parent
# A file's tests run in one process (scripts/test): these take minutes, or half of one in a single test.
LONGEST = [HERE / name for name in ("test_permissions.py", "browser/test_story.py", "demo/test_command.py")]

USERNAMES = {
    "emmy": "leerkracht",
    "tom": "duo",
    "fleur": "leerkracht2",
    "sanne": "ib",
    "karim": "directie",
    "marleen": "coordinator",
    "hendrik": "bestuur",
    "petra": "beheer",
    "joris": "ib.elders",
    "lies": "zorgco",
}


def pytest_collection_modifyitems(items):
    """Mark what one run is enough for, and put what takes long first: what is left for the end is short."""
    items.sort(key=lambda item: _turn(Path(item.path)))
    for item in items:
        if Path(item.path).is_relative_to(HERE) and Path(item.path).relative_to(HERE).as_posix().startswith(ONE_ENGINE):
            item.add_marker("one_engine")


def _turn(file: Path) -> int:
    """The long files that need no browser first, while another process makes the school of the browser tests."""
    if file in LONGEST:
        return LONGEST.index(file)
    return len(LONGEST) + (HERE / "browser" not in file.parents)


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables come straight from the models, ten times as fast.

    The migrations run too, once: on SQLite for the browser tests, on PostgreSQL in `scripts/test`.
    """
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo school: on SQLite the first process builds it and the others take it over."""
    with django_db_blocker.unblock(), scopes_disabled():
        if connection.vendor == "sqlite" and "PYTEST_XDIST_WORKER" in os.environ:
            built_once(tmp_path_factory.getbasetemp().parent)
        else:
            build_school()
        SIGNED_IN.update({name: signed_in(username) for name, username in USERNAMES.items()})


SIGNED_IN: dict[str, str] = {}


def build_school() -> None:
    """The demo school in the tables that were just made."""
    with connection.schema_editor() as editor:
        import_module("gezien.audit.migrations.0001_first_version").refuse_changes(None, editor)
    build()


def built_once(folder: Path) -> None:
    """The demo school as the first process built it, kept with its files in this folder that all processes know."""
    kept, files = folder / "school.sqlite3", folder / "school-files"
    with (folder / "school.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection.ensure_connection()
        if kept.exists():
            with closing(sqlite3.connect(kept)) as school:
                school.backup(connection.connection)
            shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
            return
        build_school()
        shutil.copytree(settings.MEDIA_ROOT, files)  # the attachments of the demo
        with closing(sqlite3.connect(folder / "school.making")) as school:
            connection.connection.backup(school)
        (folder / "school.making").rename(kept)


def signed_in(username: str) -> str:
    """The session of somebody who signed in before the first test: no test has to sign in again."""
    client = Client()
    client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory) -> Path:
    """A data folder with the demo school, as `gezien demo` makes it: once, by the first process that asks."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "demo").exists():
            make_demo(folder / "making").rename(folder / "demo")
    return folder / "demo"


@pytest.fixture(autouse=True)
def _database(db):
    """Every test has the demo school; what it changes is rolled back."""


@pytest.fixture
def zwaluw() -> School:
    """De Zwaluw, with the query scope open for the whole test."""
    school = School.objects.get(name=cast.SCHOOL)
    with scope(school=school):
        yield school


@pytest.fixture
def sign_in():
    """`sign_in("emmy")` gives a client signed in as that person."""

    def client_of(name: str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = SIGNED_IN[name]
        return client

    return client_of


@pytest.fixture
def member(zwaluw):
    """`member("emmy")` is that person as a member of De Zwaluw (None when they are not one)."""

    def member_named(name: str) -> Member | None:
        return member_of(User.objects.get(username=USERNAMES[name]), zwaluw.slug)

    return member_named


@pytest.fixture
def group_5b(zwaluw) -> Group:
    """Emmy and Tom's group."""
    return Group.objects.select_related("year").get(name="5b", year__name="2026-2027")


@pytest.fixture
def group_6(zwaluw) -> Group:
    """Fleur's group."""
    return Group.objects.select_related("year").get(name="6", year__name="2026-2027")


@pytest.fixture
def pupils_5b(group_5b) -> list[Pupil]:
    """The pupils of 5b by name."""
    return list(Pupil.objects.filter(enrolments__group=group_5b).order_by("call_name", "family_name", "pk"))


@pytest.fixture
def arithmetic(zwaluw) -> Subject:
    """The subject arithmetic."""
    return Subject.objects.get(code="rekenen")


@pytest.fixture
def period(zwaluw) -> Period:
    """The second period, in which the tests live."""
    return current_period(zwaluw)


@pytest.fixture
def world(zwaluw, group_5b, group_6, pupils_5b, arithmetic, period):
    """What the rows' arguments are made of."""
    return SimpleNamespace(
        school=zwaluw, group_5b=group_5b, group_6=group_6, pupil=pupils_5b[0], arithmetic=arithmetic, period=period
    )
