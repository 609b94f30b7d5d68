"""The administrator brings a message as a file: preview, who is not recognised, apply, undo."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gezien.imports.models import ImportRun
from gezien.results.models import Result
from tests.factories.eduv import message, student
from tests.factories.uwlr import oso, result, score, taken, uwlr


@pytest.fixture
def upload(sign_in, zwaluw):
    """`upload(kind, content)` posts a file and gives the page that follows."""

    def post(kind: str, content: str):
        file = SimpleUploadedFile(f"{kind}.txt", content.encode())
        url = reverse("imports:upload", args=[zwaluw.slug])
        return sign_in("petra").post(url, {"kind": kind, "file": file}, follow=True)

    return post


@pytest.fixture
def press(sign_in, zwaluw):
    """`press("apply")` presses a button of the latest run."""

    def posted(name: str, **data):
        url = reverse(f"imports:{name}", args=[zwaluw.slug, ImportRun.objects.latest("pk").pk])
        return sign_in("petra").post(url, data, follow=True).content.decode()

    return posted


@pytest.mark.requirement("H1")
def test_a_uwlr_file_is_judged_applied_and_undone(upload, press, rows, test, pupils_5b):
    page = upload("uwlr", uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90, IV="III")))))
    assert ("III · 90" in page.content.decode(), rows()) == (True, [])
    press("apply")
    assert len(rows()) == 1
    assert "Ongedaan gemaakt" in press("undo")
    assert (rows(), ImportRun.objects.latest("pk").state) == ([], "undone")


def test_an_eduv_file_asks_whom_it_means_and_remembers_it(upload, press, rows, test, pupils_5b):
    page = upload("eduv", json.dumps(message(student("s1", "NR9", test="proef", skill="90"), test="proef")))
    [asked] = ImportRun.objects.latest("pk").summary["unknown"]
    assert ("Niet herkend: 1 leerling" in page.content.decode(), asked["mark"]["key"]) == (True, "NR9")


def test_refused_rows_store_nothing_without_a_tick(upload, press, rows, test, pupils_5b):
    good = taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90)))
    upload("uwlr", uwlr(good, taken("zoek", result("r2", "proef", oso(skill=80)))))
    press("apply")
    assert rows() == []
    press("apply", without_refused="on")
    assert len(rows()) == 1


def test_another_schools_results_are_refused(upload):
    page = upload("uwlr", uwlr(taken("LL1", result("r1", "proef", score(5))), brin="99XX")).content.decode()
    assert ("Deze resultaten zijn van school 99XX00" in page, ImportRun.objects.exists()) == (True, False)


def test_a_level_that_the_test_does_not_have_is_refused_with_the_reason(start, test, pupils_5b):
    run = start("uwlr", uwlr(taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90, IV="IX")))))
    [refused] = run.summary["refused"]
    assert ("IX" in refused["reason"], Result.objects.filter(instrument=test).exists()) == (True, False)


def test_key_and_eck_id_of_two_pupils_are_refused(start, zwaluw, test, pupils_5b):
    pupils_5b[1].eck_id = "https://id/1"
    pupils_5b[1].save()
    sent = taken(pupils_5b[0].key, result("r1", "proef", oso(skill=90)), eckid="https://id/1")
    assert start("uwlr", uwlr(sent)).summary["counts"]["refused"] == 1


def test_a_preview_takes_as_many_statements_for_one_pupil_as_for_three(
    start, test, pupils_5b, django_assert_max_num_queries
):
    for number in (1, 3):
        sent = [taken(one.key, result(f"r{one.pk}", "proef", oso(skill=90))) for one in pupils_5b[:number]]
        with django_assert_max_num_queries(14):
            start("uwlr", uwlr(*sent))
