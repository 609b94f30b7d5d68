"""The administrator lets suppliers in, sees the key once, and ends it."""

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.imports.exchange.connections import make_connection, recognise
from gezien.imports.models import Connection
from gezien.schools.rules import CommandLine


@pytest.fixture
def url(zwaluw) -> str:
    """The page."""
    return reverse("imports:connections", args=[zwaluw.slug])


@pytest.mark.parametrize("kind", ["uwlr", "eduv"])
def test_a_key_is_shown_once_and_kept_as_a_hash(sign_in, url, kind):
    petra = sign_in("petra")
    page = petra.post(url, {"name": "Toetshuis", "kind": kind})
    made, shown = Connection.objects.latest("pk"), {line["value"] for line in page.context["lines"]}
    [secret] = [value for value in shown if recognise(kind, made.client_id, value)]
    assert (len(secret), secret in page.content.decode(), made.client_id in shown) == (43, True, True)
    assert (secret in petra.get(url).content.decode(), secret in repr(vars(made))) == (False, False)
    assert secret not in repr(list(AuditEvent.objects.values()))


def test_ending_is_for_good_and_logged(sign_in, zwaluw, url):
    connection, secret = make_connection(by=CommandLine(zwaluw), kind="uwlr", name="Toetshuis")
    page = sign_in("petra").post(reverse("imports:revoke", args=[zwaluw.slug, connection.pk]), follow=True)
    connection.refresh_from_db()
    assert (connection.revoked_by.name, recognise("uwlr", connection.client_id, secret)) == ("Petra Mulder", None)
    assert ("Beëindigd" in page.content.decode(), AuditEvent.objects.filter(verb="connection.revoked").count()) == (
        True,
        1,
    )


def test_another_schools_connection_is_not_there(sign_in, zwaluw, url):
    connection, _secret = make_connection(by=CommandLine(zwaluw), kind="uwlr", name="Toetshuis")
    assert sign_in("joris").post(reverse("imports:revoke", args=[zwaluw.slug, connection.pk])).status_code == 404
    assert recognise("eduv", connection.client_id, _secret) is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_statements_for_one_as_for_three(
    sign_in, zwaluw, url, number, django_assert_num_queries
):
    for each in range(number):
        make_connection(by=CommandLine(zwaluw), kind="uwlr", name=f"Huis {each}")
    petra = sign_in("petra")
    with django_assert_num_queries(5):
        petra.get(url)
