"""The administrator brings in a roster: chooses a file, reads what it would do, applies it or throws it away."""

import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scopes_disabled

from gezien.audit.models import AuditEvent
from gezien.imports import uploads
from gezien.imports.formats.edexml.fields import SENSITIVE
from gezien.imports.models import ImportRun
from gezien.pupils.models import Pupil
from tests.factories.edexml import edexml, group, pupil, teacher

ZWALUW = {"brincode": "00ZW"}
TICKS = {"many-missing": "on", "other-school": "on"}


@pytest.fixture
def petra(sign_in):
    """The administrator's browser."""
    return sign_in("petra")


@pytest.fixture
def upload(petra, zwaluw, settings, tmp_path):
    """`upload(xml)` posts a file as a roster and gives the response; files go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"

    def post(content: str | bytes, **extra):
        content = content if isinstance(content, bytes) else content.encode()
        file = SimpleUploadedFile("EDEX.xml", content, "text/xml")
        return petra.post(reverse("imports:upload", args=[zwaluw.slug]), {"kind": "edexml", "file": file}, **extra)

    return post


@pytest.fixture
def run_url(zwaluw):
    """`run_url("apply")` is the address of the only run's page."""
    return lambda name="run": reverse(f"imports:{name}", args=[zwaluw.slug, ImportRun.objects.latest("pk").pk])


def stored() -> list[Path]:
    """The uploaded files that are still there."""
    folder = uploads.path_of("x").parent
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_list_begins_with_the_one_next_step(petra, zwaluw):
    page = petra.get(reverse("imports:list", args=[zwaluw.slug])).content.decode()
    assert ("Nog niets ingelezen" in page, reverse("imports:upload", args=[zwaluw.slug]) in page) == (True, True)


def test_an_uploaded_file_is_judged_and_nothing_is_written(upload, petra, run_url):
    before = Pupil.objects.count()
    response = upload(edexml(pupil("nieuw1", "Philippa"), **ZWALUW))
    page = petra.get(response.url).content.decode()
    assert ("Philippa Vos" in page, "Toepassen" in page, Pupil.objects.count()) == (True, True, before)


def test_a_preview_tells_when_the_file_was_made(upload, petra):
    response = upload(edexml(pupil("nieuw1"), **ZWALUW, aanmaakdatum="2026-10-05T09:15:00"))
    assert "gemaakt op 5 oktober 2026" in petra.get(response.url).content.decode()


def test_the_file_is_kept_for_the_application_alone(upload):
    upload(edexml(pupil("nieuw1"), **ZWALUW))
    [file] = stored()
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert "EDEX" not in file.name


def test_applying_writes_removes_the_file_and_forgets_the_names(
    upload, petra, run_url, django_capture_on_commit_callbacks
):
    upload(edexml(pupil("nieuw1", "Philippa"), **ZWALUW))
    with django_capture_on_commit_callbacks(execute=True):
        page = petra.post(run_url("apply"), TICKS, follow=True).content.decode()
    run = ImportRun.objects.latest("pk")
    assert (run.state, Pupil.objects.filter(key="nieuw1").count(), stored()) == ("applied", 1, [])
    assert ("Philippa" in repr(run.summary), "1</b>" in page, "Toepassen" in page) == (False, True, False)


def test_the_log_tells_of_each_pupil_that_changed(upload, petra, run_url):
    upload(edexml(pupil("nieuw1", "Philippa"), **ZWALUW))
    petra.post(run_url("apply"), TICKS)
    event = AuditEvent.objects.get(verb="pupil.imported", pupil_id=Pupil.objects.get(key="nieuw1").pk)
    assert (event.actor_name, event.details["verdict"]) == ("Petra Mulder", "new")


def test_the_same_file_again_says_that_nothing_changes(upload, petra, run_url):
    upload(edexml(pupil("nieuw1"), **ZWALUW))
    petra.post(run_url("apply"), TICKS)
    response = upload(edexml(pupil("nieuw1"), **ZWALUW))
    page = petra.get(response.url).content.decode()
    assert ("Er verandert niets" in page, "Toepassen" in page) == (True, False)


def test_a_caution_must_be_ticked_first(upload, petra, run_url):
    upload(edexml(pupil("nieuw1"), brincode="99ZZ"))
    page = petra.post(run_url("apply"), follow=True).content.decode()
    assert ("vink die aan" in page, ImportRun.objects.latest("pk").state) == (True, "previewed")
    assert not Pupil.objects.filter(key="nieuw1").exists()


def test_throwing_away_changes_nothing_and_removes_file_and_names(
    upload, petra, run_url, django_capture_on_commit_callbacks
):
    upload(edexml(pupil("nieuw1"), **ZWALUW))
    with django_capture_on_commit_callbacks(execute=True):
        petra.post(run_url("discard"))
    run = ImportRun.objects.latest("pk")
    assert (run.state, run.summary, run.stored_as, stored()) == ("discarded", {}, "", [])
    assert petra.get(run_url()).status_code == 200


def test_a_run_is_applied_once(upload, petra, run_url):
    upload(edexml(pupil("nieuw1"), **ZWALUW))
    petra.post(run_url("apply"), TICKS)
    page = petra.post(run_url("apply"), TICKS, follow=True).content.decode()
    assert ("toegepast" in page, AuditEvent.objects.filter(verb="import.applied").count()) == (True, 1)


def test_a_new_file_replaces_the_one_that_waits(upload, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        upload(edexml(pupil("nieuw1"), **ZWALUW))
        upload(edexml(pupil("nieuw2"), **ZWALUW))
    assert list(ImportRun.objects.order_by("pk").values_list("state", flat=True)) == ["discarded", "previewed"]
    assert len(stored()) == 1


def test_what_nobody_decided_about_for_a_week_goes_with_the_next_file(upload, zwaluw, settings):
    old = ImportRun.objects.create(school=zwaluw, kind="results", file_name="scores.csv")
    settings.TODAY = "2027-02-12"
    upload(edexml(pupil("nieuw1"), **ZWALUW))
    old.refresh_from_db()
    assert old.state == "discarded"


def test_a_school_that_changed_meanwhile_gets_a_new_preview(upload, petra, run_url):
    upload(edexml(pupil("nieuw1", "Philippa"), **ZWALUW))
    petra.post(run_url("apply"), TICKS)
    upload(edexml(pupil("nieuw1", "Pip"), **ZWALUW))
    Pupil.objects.filter(key="nieuw1").update(call_name="Filippa")
    page = petra.post(run_url("apply"), TICKS, follow=True).content.decode()
    assert ("De school is veranderd" in page, "Filippa → Pip" in page) == (True, True)
    assert Pupil.objects.get(key="nieuw1").call_name == "Filippa"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Het bestand is leeg"),
        (b"<html><body>Log in</body></html>", "webpagina"),
        (b'<!DOCTYPE EDEX [<!ENTITY a "ha">]><EDEX>&a;</EDEX>', "DOCTYPE"),
        (edexml(pupil("1"), **ZWALUW)[:-60].encode(), "Regel 7"),
        (edexml(pupil("1", "Zoë"), **ZWALUW).encode("latin-1"), "Regel 7"),
    ],
)
def test_a_bad_file_is_explained_and_not_kept(upload, content, words):
    response = upload(content)
    page = response.content.decode()
    assert (response.status_code, "Er is niets ingelezen" in page, words in page) == (422, True, True)
    assert (ImportRun.objects.count(), stored()) == (0, [])


def test_a_file_over_the_limit_is_refused(upload, settings):
    settings.MAX_IMPORT_BYTES = 1024 * 1024
    response = upload(b" " * (1024 * 1024 + 1))
    assert (response.status_code, "Dit bestand is 2 MB" in response.content.decode(), stored()) == (422, True, [])


def test_no_file_is_told_beside_the_field(petra, zwaluw):
    response = petra.post(reverse("imports:upload", args=[zwaluw.slug]), {"kind": "edexml"})
    assert (response.status_code, "Kies eerst een bestand." in response.content.decode()) == (422, True)


def test_sensitive_values_are_nowhere_after_preview_and_applying(upload, petra, run_url):
    secrets = {name.replace("-", "__"): f"GEHEIM{number}" for number, name in enumerate(sorted(SENSITIVE))}
    response = upload(edexml(pupil("nieuw1", **secrets), **ZWALUW))
    pages = petra.get(response.url).content.decode() + repr(ImportRun.objects.latest("pk").summary)
    pages += petra.post(run_url("apply"), TICKS, follow=True).content.decode()
    with scopes_disabled():
        kept = [list(Pupil.objects.values()), list(AuditEvent.objects.values()), list(ImportRun.objects.values())]
    assert "GEHEIM" not in pages + repr(kept)


@pytest.mark.parametrize("size", [1, 60])
def test_a_preview_asks_the_database_as_often_for_few_rows_as_for_many(upload, petra, django_assert_num_queries, size):
    response = upload(edexml(*(pupil(f"n{number}", f"Kind{number}") for number in range(size)), **ZWALUW))
    with django_assert_num_queries(4):
        petra.get(response.url)


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_asks_the_database_as_often_for_few_runs_as_for_many(
    upload, petra, zwaluw, django_assert_num_queries, size
):
    for number in range(size):
        upload(edexml(pupil(f"n{number}"), **ZWALUW))
    with django_assert_num_queries(5):
        petra.get(reverse("imports:list", args=[zwaluw.slug]))


def test_a_roster_of_the_demo_school_fits_its_groups(upload, petra, run_url, group_5b, pupils_5b):
    noor = pupils_5b[0]
    same = pupil(noor.key, noor.call_name, groep=group_5b.key, achternaam=noor.family_name, voorvoegsel=noor.prefix)
    content = edexml(
        same, groups=[group(group_5b.key, group_5b.name, "5")], teachers=teacher("L001", "Groot"), **ZWALUW
    )
    upload(content)
    counts = ImportRun.objects.latest("pk").summary["counts"]
    assert (counts["groups"], counts["pupils"]["changed"]) == ({"unchanged": 1}, 1)
