"""Who looked at what: for coach and head, about their own school only, in plain words."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.audit.log import record
from gezien.audit.models import AuditEvent
from gezien.notes.actions.notes import add_note
from gezien.privacy.queries import A_PAGE, Filter, log_page
from gezien.privacy.words import NOUNS, PASTS, WHOLE, in_words
from gezien.pupils.models import Pupil
from gezien.schools.rules import CommandLine

GEZIEN = Path(__file__).resolve().parents[2] / "gezien"
VERB = re.compile(r"^[a-z_]+\.[a-z_]+$")


def log(client, school, **asked):
    return client.get(reverse("privacy:log", args=[school.slug]), asked)


def verbs_in_code():
    """Every verb that some module hands to `record`, directly or through a helper of its own."""
    for path in GEZIEN.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in {"record", "_save", "_log"}:
                constants = (one for part in node.args for one in ast.walk(part) if isinstance(one, ast.Constant))
                yield from (one.value for one in constants if isinstance(one.value, str) and VERB.match(one.value))


def test_reading_a_file_shows_in_the_log_with_role_and_reason(sign_in, zwaluw, pupils_5b):
    noor = pupils_5b[0]
    sign_in("emmy").get(reverse("workspace:pupil", args=[zwaluw.slug, noor.pk]))

    row = log(sign_in("sanne"), zwaluw).context["rows"][0]

    assert (row["what"], row["who"], row["roles"]) == ("Leerlingdossier gelezen", "Emmy de Groot", "Leerkracht")
    assert (row["pupil"], row["reason"]) == (noor.name, "geeft les aan 5b")


def test_the_log_can_be_asked_for_a_pupil_a_colleague_a_day_and_a_kind(member, pupils_5b):
    emmy, sanne, noor = member("emmy"), member("sanne"), pupils_5b[0]
    other = Pupil.objects.exclude(call_name=noor.call_name).first()
    record(emmy, "pupil.read", noor, pupil=noor)
    add_note(by=emmy, pupil=noor, kind="memo", text="…")
    record(sanne, "pupil.read", other, pupil=other)

    def found(**wanted):
        return [(row["who"], row["what"]) for row in log_page(sanne, Filter(**wanted))[0]]

    emmys = [("Emmy de Groot", "Notitie toegevoegd"), ("Emmy de Groot", "Leerlingdossier gelezen")]
    assert found(pupil=noor.name, person=emmy.user.pk) == emmys
    assert found(pupil=noor.name, person=emmy.user.pk, kind="read") == emmys[1:]
    assert found(pupil=noor.name, person=emmy.user.pk, kind="changed") == emmys[:1]
    assert found(pupil=noor.name, day=timezone.localdate() - dt.timedelta(days=1)) == []


def test_a_name_nobody_has_finds_nothing(sign_in, zwaluw):
    assert log(sign_in("sanne"), zwaluw, pupil="Xerxes").context["rows"] == []


def test_another_schools_log_stays_there(sign_in, zwaluw, member):
    record(member("emmy"), "pupil.read")
    AuditEvent.objects.create(actor_id=99, actor_name="Joris de Wit", verb="pupil.read", school_id=zwaluw.pk + 1)

    assert "Joris de Wit" not in log(sign_in("sanne"), zwaluw).content.decode()


@pytest.mark.parametrize("name", ["emmy", "marleen", "petra"])
def test_who_may_not_read_the_log_gets_none_of_it(name, sign_in, member, zwaluw):
    record(member("emmy"), "pupil.read")

    assert log_page(member(name), Filter()) == ([], None)
    assert log(sign_in(name), zwaluw).status_code == 403


def test_a_long_log_goes_on_from_the_last_row(member):
    sanne, tom = member("sanne"), member("tom")
    for _count in range(A_PAGE + 3):
        record(tom, "rule.changed")

    first, older = log_page(sanne, Filter(person=tom.user.pk))
    second, end = log_page(sanne, Filter(person=tom.user.pk), before=older)

    assert (len(first), len(second), end) == (A_PAGE, 3, None)


def test_the_log_takes_as_many_statements_for_one_row_as_for_many(sign_in, zwaluw, member, django_assert_num_queries):
    sanne, client = member("sanne"), sign_in("sanne")
    pupils = list(Pupil.objects.all()[:30])
    record(sanne, "pupil.read", pupils[0], pupil=pupils[0])
    with django_assert_num_queries(6):
        log(client, zwaluw)
    for pupil in pupils:
        record(sanne, "pupil.read", pupil, pupil=pupil)

    with django_assert_num_queries(6):
        log(client, zwaluw)


def test_what_a_command_did_is_the_servers(sign_in, zwaluw):
    record(CommandLine(zwaluw), "import.applied")

    assert log(sign_in("sanne"), zwaluw).context["rows"][0]["who"] == "de server"


def test_a_pupil_erased_since_is_named_so(sign_in, zwaluw, member):
    AuditEvent.objects.create(
        actor_id=1, actor_name="Emmy de Groot", verb="pupil.read", school_id=zwaluw.pk, pupil_id=999_999
    )

    row = log(sign_in("sanne"), zwaluw).context["rows"][0]

    assert (row["pupil"], row["pupil_id"]) == ("een verwijderde leerling", None)


@pytest.mark.parametrize("verb", sorted(set(verbs_in_code())))
def test_every_verb_of_the_log_has_words(verb):
    noun, _dot, past = verb.partition(".")

    assert verb in WHOLE or (noun in NOUNS and past in PASTS), f"give {verb} its words in gezien/privacy/words.py"
    assert in_words(verb) != verb


def test_who_read_by_a_link_is_named(member, zwaluw, pupils_5b):
    AuditEvent.objects.create(
        actor_id=None, actor_name="Anneke Postma", verb="sharelink.read", school_id=zwaluw.pk, pupil_id=pupils_5b[0].pk
    )

    assert log_page(member("sanne"), Filter())[0][0]["who"] == "Anneke Postma"
