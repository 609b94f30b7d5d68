"""A supplier brings results over the Results API: with a token of its own, for its own school, and nobody else does."""

import base64
import datetime as dt
import json

import pytest
import yaml
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from gezien.imports.exchange import oauth
from gezien.imports.exchange.connections import make_connection, revoke_connection
from gezien.imports.exchange.limits import MISTAKES
from gezien.imports.models import Connection, ImportRun
from gezien.results.models import Result
from gezien.schools.rules import CommandLine
from tests.factories.eduv import message, student
from tests.imports.eduv.test_reader import OFFICIAL, official

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _counts():
    """Nobody has knocked yet."""
    cache.clear()


@pytest.fixture
def client_of(zwaluw) -> tuple[Connection, str]:
    """The supplier's connection and its secret."""
    return make_connection(by=CommandLine(zwaluw), kind="eduv", name="Toetshuis")


@pytest.fixture
def ask(client_of):
    """`ask()` asks for a token; what is given replaces the usual."""

    def asked(*, basic: str = "", **fields: str):
        connection, secret = client_of
        known = {} if basic else {"client_id": connection.client_id, "client_secret": secret}
        body = "&".join(
            f"{name}={value}" for name, value in {"grant_type": "client_credentials", **known, **fields}.items()
        )
        headers = {"Authorization": f"Basic {base64.b64encode(basic.encode()).decode()}"} if basic else {}
        return Client().post(reverse("exchange:token"), body, content_type=FORM, headers=headers)

    return asked


@pytest.fixture
def send(ask):
    """`send(message)` posts it with a fresh token."""

    def sent(content, *, token: str | None = None, kind: str = "application/json"):
        token = token if token is not None else ask().json()["access_token"]
        content = content if isinstance(content, str) else json.dumps(content)
        headers = {"Authorization": f"Bearer {token}"}
        return Client().post(reverse("exchange:eduv"), content, content_type=kind, headers=headers)

    return sent


def test_a_client_gets_a_token_for_an_hour_by_form_or_by_basic(ask, client_of):
    connection, secret = client_of
    by_form, by_basic = ask(scope="eduv.result"), ask(basic=f"{connection.client_id}:{secret}")
    assert [response.status_code for response in (by_form, by_basic)] == [200, 200]
    said = by_form.json()
    assert (said["token_type"], said["expires_in"], said["scope"]) == ("Bearer", 3600, "eduv.result")
    assert by_form["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"client_secret": "geraden"}, 401, "invalid_client"),
        ({"client_id": "ander"}, 401, "invalid_client"),
        ({"basic": "x:y"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"scope": "eduv.student"}, 400, "invalid_scope"),
    ],
)
def test_what_is_not_right_gets_no_token(ask, fields, status, error):
    response = ask(**fields)
    assert (response.status_code, response.json()["error"]) == (status, error)


def test_who_guesses_too_often_has_to_wait(ask):
    for _ in range(MISTAKES[0]):
        ask(client_secret="geraden")
    assert (ask().status_code, int(ask()["Retry-After"]) <= MISTAKES[1]) == (429, True)


@pytest.mark.requirement("H1")
def test_results_are_stored_and_the_same_message_again_changes_nothing(send, rows, test, pupils_5b):
    sent = message(student("s1", pupils_5b[0].key, test="proef", skill="90", IV="III"), test="proef")
    assert [send(sent).status_code, send(sent).status_code] == [201, 201]
    run = ImportRun.objects.get()
    assert (len(rows()), run.state, run.connection.name) == (1, "applied", "Toetshuis")


def test_who_is_not_recognised_waits_without_a_word_about_others(send, rows, test, pupils_5b):
    known = student("s1", pupils_5b[0].key, test="proef", skill="90")
    response = send(message(known, student("s2", "zoek", test="proef", skill="80"), test="proef"))
    assert (response.status_code, [(one["id"], one["status"]) for one in response.json()]) == (202, [("s2", 202)])
    assert (len(rows()), ImportRun.objects.filter(state="previewed").count()) == (1, 1)
    assert not any(pupil.name in response.content.decode() for pupil in pupils_5b)


def test_one_wrong_statement_stores_nothing_and_is_named(send, rows, test, pupils_5b):
    good, bad = (student(f"s{n}", pupils_5b[n].key, test="proef", skill=value) for n, value in ((0, "90"), (1, "veel")))
    response = send(message(good, bad, test="proef"))
    assert (response.status_code, [one["id"] for one in response.json()], rows()) == (400, ["s1"], [])


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", json.dumps(message(at="gisteren")), "[" * 100_000])
def test_what_is_no_message_is_refused_with_a_status(send, content, zwaluw):
    response = send(content)
    assert (response.status_code, response.json()[0]["status"], ImportRun.objects.count()) == (400, 400, 0)


def test_another_schools_message_is_forbidden(send, test):
    other = {"organisationIds": [{"organisationId": "99XX", "organisationIdType": "OIE_CODE"}]}
    response = send(message(student("s1", "1", test="proef", skill="9"), school=other))
    assert (response.status_code, "Zwaluw" in response.content.decode()) == (403, False)


@pytest.mark.parametrize("token", ["", "geraden", "a" * 2000])
def test_without_a_good_token_there_is_nothing(send, token, test):
    response = send(message(), token=token)
    assert (response.status_code, response["WWW-Authenticate"][:6]) == (401, "Bearer")


def test_a_token_ends_with_its_client_and_with_its_hour(send, ask, client_of, zwaluw, monkeypatch):
    token = ask().json()["access_token"]
    monkeypatch.setattr(oauth, "LASTS", dt.timedelta(seconds=-1))
    assert send(message(), token=token).status_code == 401
    monkeypatch.undo()
    revoke_connection(by=CommandLine(zwaluw), connection=client_of[0])
    assert (send(message(), token=token).status_code, ask().status_code) == (401, 401)


def test_a_uwlr_key_opens_nothing_here(ask, zwaluw):
    connection, secret = make_connection(by=CommandLine(zwaluw), kind="uwlr", name="Toetshuis")
    assert ask(client_id=connection.client_id, client_secret=secret).status_code == 401


def test_what_is_no_json_is_refused(send, test):
    assert (send("x", kind="text/plain").status_code, Result.objects.filter(instrument=test).count()) == (400, 0)


@official
def test_every_answer_is_one_that_the_official_description_knows(send, test, pupils_5b):
    described = yaml.safe_load(OFFICIAL.read_text())
    answers = described["paths"]["/results"]["post"]["responses"]
    shape = Draft202012Validator({"$ref": "#/components/schemas/StatusResponse", "components": described["components"]})
    good = student("s1", pupils_5b[0].key, test="proef", skill="90")
    bad = {**good, "dateCreated": "toen"}
    got = [
        send(message(good, test="proef")),
        send(message(student("s", "zoek", skill="1"))),
        send(message(bad)),
        send("{"),
    ]
    got.append(send(message(), token="x"))
    assert [response.status_code for response in got] == [201, 202, 400, 400, 401]
    for response in got:
        assert str(response.status_code) in answers
        shape.validate(response.json())
