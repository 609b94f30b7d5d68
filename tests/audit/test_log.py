"""The log: rows are added and never changed, and reading writes nothing but the log."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gezien.audit.log import Entry, mark, record, record_all, record_reading
from gezien.audit.models import AuditEvent
from gezien.common.middleware import ReadsDoNotWrite, WriteWhileReading
from gezien.notes.models import Factor

CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture
def event(member, pupils_5b):
    """One reading in the log."""
    return record(member("emmy"), "pupil.read", pupils_5b[0], pupil=pupils_5b[0], reason="geeft les aan 5b")


def test_the_database_refuses_to_change_a_row(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(reason="anders")


def test_the_database_refuses_to_delete_a_row(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).delete()


def test_the_database_refuses_bare_sql_too(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")


def test_a_row_keeps_who_in_which_role_about_whom_and_why(event, member, pupils_5b):
    event.refresh_from_db()

    assert (event.actor_id, event.actor_name, event.roles) == (member("emmy").user.pk, "Emmy de Groot", "teacher")
    assert (event.pupil_id, event.school_id) == (pupils_5b[0].pk, pupils_5b[0].school_id)
    assert (event.verb, event.reason) == ("pupil.read", "geeft les aan 5b")


@pytest.mark.parametrize("number", [1, 20])
def test_many_rows_of_one_verb_are_one_statement(member, pupils_5b, group_5b, django_assert_num_queries, number):
    entries = [Entry(one, one, group_5b, details={"at": place}) for place, one in enumerate(pupils_5b[:number])]
    emmy = member("emmy")
    with django_assert_num_queries(1):
        events = record_all(emmy, "need.saved", entries)

    assert [(event.pupil_id, event.group_id, event.details["at"]) for event in events] == [
        (pupil.pk, group_5b.pk, place) for place, pupil in enumerate(pupils_5b[:number])
    ]
    assert record_all(emmy, "need.saved", []) == []


def test_mark_knows_a_text_again_and_does_not_tell_it():
    assert mark("Leest.") == mark("Leest.") != mark("Leest veel.")
    assert "Leest" not in mark("Leest.")


def test_readings_of_a_whole_group_are_one_statement(member, pupils_5b, django_assert_num_queries):
    emmy = member("emmy")
    with django_assert_num_queries(1):
        record_reading(emmy, pupils_5b, reason="geeft les aan 5b", screen="list")

    assert AuditEvent.objects.filter(details={"screen": "list"}).count() == len(pupils_5b)


def test_an_erased_pupil_does_not_drag_the_log_along(event, pupils_5b):
    pupils_5b[0].delete()

    assert AuditEvent.objects.filter(pk=event.pk).exists()


def test_opening_a_file_writes_the_log_and_nothing_else(sign_in, pupils_5b):
    client, address = sign_in("emmy"), reverse("workspace:pupil", args=[pupils_5b[0].school.slug, pupils_5b[0].pk])

    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    written = [query["sql"] for query in captured if query["sql"].lstrip().upper().startswith(CHANGES)]
    assert [sql.split('"')[1] for sql in written] == ["audit_auditevent"]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_write_on_a_page_that_is_only_read_raises(method, rf, zwaluw):
    page = ReadsDoNotWrite(lambda request: Factor.objects.update(text="gewijzigd bij het lezen"))

    with pytest.raises(WriteWhileReading, match="notes_factor"), transaction.atomic():
        page(getattr(rf, method)("/"))

    assert not Factor.objects.filter(text="gewijzigd bij het lezen").exists()


def test_the_same_write_on_a_form_that_is_sent_goes_through(rf, zwaluw):
    ReadsDoNotWrite(lambda request: Factor.objects.update(text="gewijzigd"))(rf.post("/"))

    assert not Factor.objects.exclude(text="gewijzigd").exists()
