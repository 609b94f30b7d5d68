"""The same result brought twice in the same instant is one result, and nobody gets an error (PostgreSQL)."""

import datetime as dt
import json
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django_scopes import scope, scopes_disabled

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.demo import cast
from gezien.imports.exchange import receive as receiving
from gezien.imports.exchange.connections import Supplier, make_connection
from gezien.imports.exchange.receive import Busy, Receipt, receive
from gezien.imports.models import Connection, ImportRun
from gezien.needs.models import Signal, SignalRun, SignalTouch
from gezien.pupils.models import Group, Pupil
from gezien.results.actions import NewResult, deliver_results
from gezien.results.actions.entry import enter_result
from gezien.results.models import Delivery, Instrument, Result, TestWindow
from gezien.results.queries.entry import Entry
from gezien.schools.models import School, User
from gezien.schools.rules import CommandLine, member_of
from tests.factories.eduv import message, student

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: scripts/test postgres"
)
DAY = dt.date(2027, 1, 20)


class Truly:
    """The school as two others see it at once: each in a thread and a transaction that is really committed."""

    def __init__(self) -> None:
        self.pool, self.held = ThreadPoolExecutor(4), threading.Event()
        self.last = self.now(lambda: (AuditEvent.objects.latest("pk").pk, Delivery.objects.latest("pk").pk))
        self.now(self._begin)

    def _begin(self) -> None:
        self.school = School.objects.get(name=cast.SCHOOL)
        self.group = Group.objects.select_related("year").get(name="5b", year__name="2026-2027")
        self.pupil = Pupil.objects.filter(enrolments__group=self.group).order_by("pk").first()
        self.test = Instrument.objects.get(code="lvs-rekenen", school=self.school)
        self.test.pk, self.test.code, self.test.name, self.test.is_main = None, "proef", "Proef", False
        self.test.save()
        days = {"opens_on": dt.date(2027, 1, 11), "closes_on": dt.date(2027, 1, 29)}
        TestWindow.objects.create(
            school=self.school, year=self.group.year, instrument=self.test, part="M", year_groups=["5"], **days
        )
        made = (make_connection(by=CommandLine(self.school), kind="eduv", name=name)[0] for name in ("Een", "Twee"))
        self.suppliers = [Supplier(one, self.school) for one in made]

    def end(self) -> None:
        self.now(self._clear)
        self.pool.shutdown()

    def _clear(self) -> None:
        for rows in (Result.objects.filter(instrument__code="proef"), ImportRun.objects.exclude(connection=None)):
            rows.delete()
        Delivery.objects.filter(pk__gt=self.last[1]).delete()
        TestWindow.objects.filter(instrument=self.test).delete()
        self.test.delete()
        for looked in (Signal, SignalRun, SignalTouch):  # what came in was looked at, in the background
            looked.objects.filter(school=self.school).delete()
        Connection.objects.filter(pk__in=[one.connection.pk for one in self.suppliers]).delete()
        with connection.cursor() as cursor:  # the log refuses this itself
            cursor.execute("SET session_replication_role = replica")
            AuditEvent.objects.filter(pk__gt=self.last[0]).delete()

    def begin(self, work) -> Future:
        """Do this at the same time as the rest of the test, with a connection of its own."""

        def done():
            try:
                with scopes_disabled():
                    return work()
            finally:
                connection.close()

        return self.pool.submit(done)

    def now(self, work):
        """Do it and wait for it."""
        return self.begin(work).result(20)

    def hold(self, work) -> Future:
        """Do it, and keep it from being committed until somebody else waits for it."""

        def held():
            with transaction.atomic():
                done = work()
                self.held.set()
                _until_somebody_waits()
            return done

        future = self.begin(held)
        assert self.held.wait(20)
        return future

    def bring(self, place: int, day: str = "2027-01-20", skill: str = "90") -> Receipt:
        """A supplier brings the pupil's result."""
        one, at = student(f"s{place}", self.pupil.key, test="proef", skill=skill), f"{day}T09:00:00Z"
        sent = message(one, test="proef", at=at, toolName=f"Huis {place}")
        return receive(by=self.suppliers[place], content=json.dumps(sent).encode(), name="bericht")

    def enter(self, figure: int = 60) -> Result | None:
        """The teacher enters it."""
        with scope(school=self.school):
            by = member_of(User.objects.get(username="leerkracht"), self.school.slug)
            values = {"taken_on": DAY, "figure": Decimal(figure), "level": ""}
            entry = Entry(self.group, self.test, "M")
            return enter_result(by=by, entry=entry, pupil=self.pupil, version=0, **values)

    def deliver(self, figure: int = 90):
        """A file has it."""
        new = NewResult(self.pupil.pk, self.test.pk, "M5", DAY, Decimal(figure))
        return deliver_results(by=CommandLine(self.school), school=self.school, source="lijst.csv", results=[new])[1]

    def rows(self) -> list[float]:
        """The figures of all results of the test."""
        return self.now(lambda: [float(row.figure) for row in Result.objects.filter(instrument=self.test)])


def _until_somebody_waits() -> None:
    for _again in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited")


@pytest.fixture
def truly(settings, tmp_path):
    """De Zwaluw, as it is seen by others than this test's own transaction."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    found = Truly()
    yield found
    found.end()


@pytest.mark.requirement("H1")
def test_two_suppliers_who_bring_the_same_new_result_at_once_store_it_once(truly):
    first = truly.hold(lambda: truly.bring(0))
    second = truly.begin(lambda: truly.bring(1))
    assert [one.result(20).stored for one in (first, second)] == [1, 1]
    assert truly.rows() == [90.0]


def test_one_supplier_who_sends_it_twice_at_once_stores_it_once(truly):
    first = truly.hold(lambda: truly.bring(0))
    second = truly.begin(lambda: truly.bring(0))
    assert [one.result(20).stored for one in (first, second)] == [1, 1]
    assert truly.rows() == [90.0]


def test_the_same_result_on_another_day_of_the_same_moment_is_one_result_too(truly):
    first = truly.hold(lambda: truly.bring(0))
    second = truly.begin(lambda: truly.bring(1, day="2027-01-21", skill="91"))
    assert [one.result(20).stored for one in (first, second)] == [1, 1]
    assert truly.rows() == [91.0]


def test_a_file_with_what_is_being_entered_by_hand_changes_that(truly):
    entered = truly.hold(truly.enter)
    tally = truly.begin(truly.deliver)
    assert (tally.result(20).added, tally.result().changed, entered.result(20).figure) == (0, 1, 60)
    assert truly.rows() == [90.0]


def test_what_a_file_brings_while_it_is_entered_by_hand_is_told_and_stays(truly):
    delivered = truly.hold(truly.deliver)
    with pytest.raises(StaleVersion):
        truly.now(truly.enter)
    assert (delivered.result(20).added, truly.rows()) == (1, [90.0])


def test_a_supplier_that_waited_too_long_is_told_to_come_again(truly, monkeypatch):
    monkeypatch.setattr(receiving, "PATIENCE", 1)
    over = threading.Event()

    def long() -> None:
        with transaction.atomic():
            truly.deliver()
            truly.held.set()
            over.wait(20)

    lasting = truly.begin(long)
    assert truly.held.wait(20)
    with pytest.raises(Busy):
        truly.now(lambda: truly.bring(0))
    over.set()
    lasting.result(20)
    assert truly.now(lambda: truly.bring(0)).stored == 1
