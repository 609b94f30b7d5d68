"""A supplier brings results by SOAP: with its key, for its own school, and nobody else does."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.imports.actions import discard_abandoned
from gezien.imports.exchange.connections import make_connection, revoke_connection
from gezien.imports.exchange.limits import MISTAKES, exceeded
from gezien.imports.formats.uwlr.reader import NAMESPACE
from gezien.imports.formats.uwlr.soap import AUTHORISATION, ENVELOPE
from gezien.imports.forms import MatchForm
from gezien.imports.matching.screen import questions_of
from gezien.imports.models import Connection, ImportRun
from gezien.results.models import Result
from gezien.schools.rules import CommandLine
from tests.factories.uwlr import oso, result, score, taken, uwlr

STANDARDS = Path(os.environ.get("GEZIEN_STANDARDS", django_settings.BASE_DIR.parent / "shared" / "standards"))
OFFICIAL = STANDARDS / "uwlr/2.2"
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason=f"no official description in {OFFICIAL}")
NAMES = {"s": ENVELOPE, "lr": NAMESPACE, "w": "http://schemas.xmlsoap.org/wsdl/"}


@pytest.fixture(autouse=True)
def _counts():
    """Nobody has knocked yet."""
    cache.clear()


@pytest.fixture
def key(zwaluw) -> tuple[Connection, str]:
    """The supplier's connection and its secret."""
    return make_connection(by=CommandLine(zwaluw), kind="uwlr", name="Toetshuis")


@pytest.fixture
def bring_soap(key):
    """`bring_soap(message)` sends it as the supplier does and gives status and answer."""
    connection, known = key

    def sent(message: str, *, secret: str = known, client: str = connection.client_id):
        content, headers = envelope(message, secret, client), {"SOAPAction": '"BrengLeerresultaten"'}
        response = Client().post(reverse("exchange:uwlr"), content, content_type="text/xml", headers=headers)
        return response.status_code, etree.fromstring(response.content)

    return sent


def envelope(message: str, secret: str, client: str) -> str:
    header = (
        f'<a:autorisatie xmlns:a="{AUTHORISATION}"><a:autorisatiesleutel>{secret}</a:autorisatiesleutel>'
        f"<a:klantcode>{client}</a:klantcode><a:klantnaam>De Zwaluw</a:klantnaam></a:autorisatie>"
    )
    body = message.split("?>\n", 1)[-1]
    return f'<s:Envelope xmlns:s="{ENVELOPE}"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>'


def fault(answer: etree._Element) -> str:
    """The fault's code and sentence."""
    return f"{answer.findtext('.//faultcode')}: {answer.findtext('.//faultstring')}"


@pytest.mark.requirement("H1")
def test_results_are_stored_confirmed_listed_and_logged(bring_soap, rows, test, pupils_5b, zwaluw):
    status, answer = bring_soap(uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90, IV="III")))))
    run = ImportRun.objects.latest("pk")
    assert (status, answer.xpath("count(/s:Envelope/s:Body/lr:leerresultaten_bevestiging)", namespaces=NAMES)) == (
        200,
        1,
    )
    assert (len(rows()), run.state, run.connection.name, run.stored_as) == (1, "applied", "Toetshuis", "")
    assert AuditEvent.objects.get(verb="import.received").actor_name == "Toetshuis, UWLR (SOAP)"


def test_the_same_message_again_changes_nothing_and_lists_nothing(bring_soap, rows, test, pupils_5b):
    sent = uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90))))
    bring_soap(sent)
    status, _answer = bring_soap(sent)
    assert (status, len(rows()), ImportRun.objects.count()) == (200, 1, 1)


def test_what_is_not_recognised_waits_while_the_rest_is_stored(bring_soap, rows, test, pupils_5b):
    known = taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90)))
    sent = uwlr(known, taken("zoek", result("r2", "proef", oso(skill=80))))
    assert [bring_soap(sent)[0], bring_soap(sent)[0]] == [200, 200]
    waiting, applied = ImportRun.objects.order_by("-pk")
    assert (applied.state, waiting.state, len(rows())) == ("applied", "previewed", 1)
    assert [one["mark"]["key"] for one in waiting.summary["unknown"]] == ["zoek"]


def test_a_waiting_message_is_matched_applied_and_undone_by_a_person(
    bring_soap, rows, test, pupils_5b, sign_in, zwaluw
):
    bring_soap(uwlr(taken("zoek", result("r2", "proef", oso(skill=80)))))
    [run] = ImportRun.objects.all()
    [asked] = MatchForm(questions=questions_of(run)).rows()
    petra, pupil = sign_in("petra"), pupils_5b[1]
    label = next(one.label for one in questions_of(run).people if one.pk == pupil.pk)
    answer = {asked["name"]: "other", f"{asked['name']}_other": label}
    petra.post(reverse("imports:match", args=[zwaluw.slug, run.pk]), answer)
    petra.post(reverse("imports:apply", args=[zwaluw.slug, run.pk]))
    assert [row[0] for row in rows()] == [pupil.key]
    bring_soap(uwlr(taken("zoek", result("r3", "proef", oso(skill=85), "2027-01-21"))))  # remembered from now on
    assert len(rows()) == 2
    petra.post(reverse("imports:undo", args=[zwaluw.slug, ImportRun.objects.latest("pk").pk]))
    assert [row[3] for row in rows()] == [80.0]


def test_what_waits_for_a_person_is_not_thrown_away_after_a_week(bring_soap, test, zwaluw):
    bring_soap(uwlr(taken("zoek", result("r2", "proef", oso(skill=80)))))
    runs = ImportRun.objects.all()
    for days, left in ((30, 0), (61, 1)):
        runs.update(uploaded_at=clock.now() - dt.timedelta(days=days))
        assert discard_abandoned(by=CommandLine(zwaluw)) == left


def test_a_supplier_in_a_hurry_is_told_when_to_come_back():
    answers = [exceeded("proef", "x", (2, 10**9)) for _ in range(3)]
    assert (answers[:2], answers[2] > 0) == ([0, 0], True)


def test_a_message_that_is_not_of_the_standard_stores_nothing(bring_soap, rows, test, pupils_5b):
    good = taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90)))
    status, answer = bring_soap(uwlr(good, taken(pupils_5b[1].key, result("r2", "proef", score("veel")))))
    assert (status, rows(), ImportRun.objects.count()) == (500, [], 0)
    assert fault(answer).startswith("soap:Client: ")
    assert answer.xpath("string(//*[local-name()='melding'])") == "r2: score is geen geheel getal"


@pytest.mark.parametrize("wrong", [{"secret": "geraden"}, {"client": "ander"}, {"secret": ""}])
def test_a_stranger_gets_one_answer_and_stores_nothing(bring_soap, wrong, test, pupils_5b):
    status, answer = bring_soap(uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90)))), **wrong)
    assert (status, "De Zwaluw" in etree.tostring(answer, encoding="unicode")) == (500, False)
    assert (fault(answer)[:12], Result.objects.filter(instrument=test).exists()) == ("soap:Client:", False)


def test_a_key_ends_at_once_and_is_of_one_school(bring_soap, key, zwaluw, test, pupils_5b):
    sent = uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90))))
    status, answer = bring_soap(sent.replace("00ZW", "99XX"))
    assert (status, "99XX00" in fault(answer)) == (500, True)
    revoke_connection(by=CommandLine(zwaluw), connection=key[0])
    assert bring_soap(sent)[0] == 500


MESSAGE = uwlr(taken("1", result("r", "t", score(1)))).split("\n", 1)[1]
UNKNOWN_HEADER = '<s:Header><x xmlns="u" s:mustUnderstand="1"/></s:Header>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("geen xml", "Client"),
        (f'<s:Envelope xmlns:s="{ENVELOPE}"><s:Body/></s:Envelope>', "Client"),
        ('<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"/>', "VersionMismatch"),
        (f'<!DOCTYPE x [<!ENTITY e "e">]><s:Envelope xmlns:s="{ENVELOPE}"><s:Body>&e;</s:Body></s:Envelope>', "Client"),
        (
            f'<s:Envelope xmlns:s="{ENVELOPE}">{UNKNOWN_HEADER}<s:Body>{MESSAGE}</s:Body></s:Envelope>',
            "MustUnderstand",
        ),
    ],
)
def test_what_is_no_request_gets_a_fault(content, code, zwaluw):
    response = Client().post(reverse("exchange:uwlr"), content, content_type="text/xml")
    told = etree.fromstring(response.content).findtext(".//faultcode")
    assert (response.status_code, told) == (500, f"soap:{code}")


def test_who_guesses_too_often_has_to_wait(bring_soap, test, pupils_5b):
    sent = uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90))))
    for _ in range(MISTAKES[0]):
        bring_soap(sent, secret="geraden")
    assert bring_soap(sent)[0] == 429
    cache.clear()
    assert bring_soap(sent)[0] == 200


def test_the_description_names_this_installations_address(zwaluw):
    response = Client().get(reverse("exchange:uwlr"), query_params={"wsdl": ""})
    address = etree.fromstring(response.content).xpath("string(//*[local-name()='address']/@location)")
    assert (response.status_code, address) == (200, f"http://testserver{reverse('exchange:uwlr')}")
    assert Client().get(reverse("exchange:uwlr"), query_params={"xsd": "ander"}).status_code == 404


@official
def test_the_description_says_what_the_official_one_says(zwaluw):
    ours = etree.fromstring(Client().get(reverse("exchange:uwlr")).content)
    theirs = etree.parse(OFFICIAL / "wsdl/UWLR_Leerresultaten_v2p2.wsdl").getroot()
    for what in ("message", "portType", "binding"):
        canonical = [
            [
                (one.tag, sorted(one.attrib.items()))
                for part in root.iterfind(f"w:{what}", NAMES)
                for one in part.iter("*")
            ]
            for root in (ours, theirs)
        ]
        assert canonical[0] == canonical[1], what


@official
def test_what_is_valid_by_the_official_schema_is_valid_by_ours(zwaluw):
    message = etree.fromstring(
        uwlr(taken("1", result("r", "t", oso(skill=1, IV="I")), result("q", "t", score(1)))).encode()
    )
    response = Client().get(reverse("exchange:uwlr"), query_params={"xsd": "results"})
    ours = etree.XMLSchema(etree.fromstring(response.content))
    theirs = etree.XMLSchema(file=str(OFFICIAL / "Schemas/UWLR_Leerresultaten_v2p2.xsd"))
    assert (theirs.validate(message), ours.validate(message), ours.validate(etree.Element("x"))) == (True, True, False)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_request_is_answered_and_never_half_stored(key, rows, test, pupils_5b, data):
    cache.clear()
    sent = uwlr(*(taken(one.key, result(f"r{one.pk}", "proef", oso(skill=90))) for one in pupils_5b[:2]))
    content = bytearray(envelope(sent, key[1], key[0].client_id).encode())
    place, length = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(0, 12))
    content[place : place + length] = data.draw(st.binary(max_size=6))
    before = len(rows())
    response = Client().post(reverse("exchange:uwlr"), bytes(content), content_type="text/xml")
    answer = etree.fromstring(response.content)
    assert response.status_code in (200, 500)
    assert (answer.find(".//{*}Fault") is None) == (response.status_code == 200)
    assert response.status_code == 200 or len(rows()) == before
