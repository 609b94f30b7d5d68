"""Files with notes: what they are is found by opening them, and the note's rule holds for them."""

import contextlib
import io
import os
import uuid
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gezien.audit.models import AuditEvent
from gezien.notes.actions.attachments import attach
from gezien.notes.actions.notes import add_notes, restrict_note, undo_note
from gezien.notes.files import DOCX, MOST_BYTES, MOST_FILES, ODT, XLSX, Checked, Refused, check
from gezien.notes.models import Attachment, Note, NoteDraft
from gezien.notes.models.attachment import private_storage
from gezien.notes.tasks import forget_unnamed_files
from tests.factories.notes import make_attachment, make_image, make_note
from tests.notes.test_notes import add_url, typed

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def packed(**parts):
    """A ZIP with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(content_type, main, **more):
    types = f'<Types><Override PartName="/{main}" ContentType="{content_type}.main+xml"/></Types>'
    return packed(**{"[Content_Types].xml": types, main: "<x/>", **more})


KINDS = {
    "application/pdf": PDF,
    "text/plain": "Dag Noor! é\n".encode(),
    DOCX: office(DOCX, "word/document.xml"),
    XLSX: office(XLSX, "xl/workbook.xml"),
    ODT: packed(mimetype=ODT, **{"content.xml": "<x/>"}),
    "image/jpeg": make_image("JPEG"),
    "image/png": make_image("PNG"),
    "image/webp": make_image("WEBP"),
}


def url_of(name, *args, school="zwaluw"):
    return reverse(f"notes:{name}", args=[school, *args])


@pytest.mark.parametrize("content_type", KINDS)
def test_a_file_is_what_it_is_whatever_it_is_called(content_type):
    checked = check("virus.exe", KINDS[content_type])

    assert checked.content_type == content_type
    assert not checked.name.endswith(".exe")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03",
        b"<html><script>alert(1)</script>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF89a\x01\x00",
        b"\x00\x00\x00\x20ftypheic",
        packed(**{"word/document.xml": "<x/>"}),
        office(DOCX, "word/document.xml", **{"word/vbaProject.bin": "x"}),
        b"PK\x03\x04 no zip at all",
        b"%PDF-1.7 cut off",
        make_image("JPEG")[:80],
        b"x" * (MOST_BYTES + 1),
    ],
    ids=range(12),
)
def test_anything_else_is_refused_with_the_reason(content):
    with pytest.raises(Refused, match=r"bestand\.jpg|macro"):
        check("bestand.jpg", content)


@given(st.sampled_from(list(KINDS.values())), st.data())
def test_a_broken_file_is_kept_or_refused_but_never_a_fault(content, data):
    cut, place, byte = (data.draw(st.integers(0, most)) for most in (len(content), len(content) - 1, 255))
    broken = bytearray(content)
    broken[place] = byte

    for one in (bytes(broken), content[:cut]):
        with contextlib.suppress(Refused):
            assert isinstance(check("a/b\\c<d>.pdf", one), Checked)


def test_a_photo_keeps_neither_place_nor_device():
    exif = Image.Exif()
    exif[0x010F] = "Telefoonmerk"
    exif.get_ifd(0x8825)[1] = "N"
    photo = make_image("JPEG", exif=exif, comment=b"thuis")

    checked = check("foto.jpg", photo)

    assert b"Telefoonmerk" in photo
    assert dict(Image.open(io.BytesIO(checked.content)).getexif()) == {}
    assert b"Telefoonmerk" not in checked.content
    assert b"thuis" not in checked.content


def test_a_photo_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    checked = check("foto.jpg", make_image("JPEG", size=(40, 20), exif=exif))

    assert Image.open(io.BytesIO(checked.content)).size == (20, 40)


@pytest.mark.requirement("H3")
def test_a_file_added_while_typing_goes_with_the_note_into_each_file(sign_in, pupils_5b):
    emmy, data = sign_in("emmy"), typed(pupils_5b[0], pupils=[pupil.pk for pupil in pupils_5b[:2]])
    emmy.post(url_of("draft-attach", data["form"]), {"files": SimpleUploadedFile("toren.png", make_image("PNG"))})

    emmy.post(add_url(pupils_5b[0]), data)

    rows = Attachment.objects.filter(note__form=data["form"])
    assert [row.name for row in rows] == ["toren.png", "toren.png"]
    assert len({row.file.name for row in rows}) == 1
    assert not NoteDraft.objects.exists()


def test_files_go_with_the_form_itself_without_javascript(sign_in, pupils_5b):
    data = typed(pupils_5b[0], files=SimpleUploadedFile("brief.pdf", PDF))

    sign_in("emmy").post(add_url(pupils_5b[0]), data)

    assert [row.name for row in Note.objects.get(form=data["form"]).attachments.all()] == ["brief.pdf"]


def test_a_refused_file_loses_nothing_that_was_typed_or_added(sign_in, pupils_5b):
    files = [SimpleUploadedFile("brief.pdf", PDF), SimpleUploadedFile("spel.exe", b"MZ\x90\x00")]
    data = typed(pupils_5b[0], files=files)

    response = sign_in("emmy").post(add_url(pupils_5b[0]), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "spel.exe is geen soort die hier bewaard wordt" in page
    assert "Legt de breuken uit aan Sem." in page
    assert [file["name"] for file in response.context["files"]] == ["brief.pdf"]


def test_a_note_has_so_many_files_at_most(member):
    emmy, form = member("emmy"), uuid.uuid4()
    for number in range(MOST_FILES):
        attach(by=emmy, form=form, name=f"{number}.txt", content=b"dag")

    with pytest.raises(Refused):
        attach(by=emmy, form=form, name="meer.txt", content=b"dag")


def test_a_download_is_sealed_and_logged(sign_in, member, pupils_5b):
    attachment = make_attachment(make_note(pupils_5b[0], member("emmy").user))

    response = sign_in("tom").get(url_of("attachment", attachment.pk))

    assert response.headers["Content-Disposition"] == 'attachment; filename="werkstuk.jpg"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert response.content.startswith(b"\xff\xd8")
    assert AuditEvent.objects.filter(verb="attachment.read", pupil_id=pupils_5b[0].pk).count() == 1


def test_the_files_of_a_closed_note_are_closed_too(sign_in, member, pupils_5b):
    attachment = make_attachment(restrict_note(by=member("emmy"), note=make_note(pupils_5b[0], member("emmy").user)))

    for page in ("attachment", "attachment-preview"):
        assert sign_in("tom").get(url_of(page, attachment.pk)).status_code == 404


def test_a_stored_file_goes_with_the_last_note_that_has_it(member, pupils_5b, django_capture_on_commit_callbacks):
    emmy, form = member("emmy"), uuid.uuid4()
    attach(by=emmy, form=form, name="dag.txt", content=b"dag")
    first, second = add_notes(by=emmy, pupils=pupils_5b[:2], kind="memo", text="…", form=form)
    stored = first.attachments.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        pupils_5b[0].delete()
    assert private_storage().exists(stored)

    with django_capture_on_commit_callbacks(execute=True):
        second.delete()
    assert not private_storage().exists(stored)


def test_taking_a_note_back_keeps_its_files(member, pupils_5b, django_capture_on_commit_callbacks):
    emmy, form = member("emmy"), uuid.uuid4()
    attach(by=emmy, form=form, name="dag.txt", content=b"dag")
    add_notes(by=emmy, pupils=pupils_5b[:2], kind="memo", text="…", form=form)

    with django_capture_on_commit_callbacks(execute=True):
        draft = undo_note(by=emmy, form=form)

    with draft.attachments.get().file.open() as stored:
        assert stored.read() == b"dag"


def test_removing_a_file_keeps_what_was_typed(sign_in, pupils_5b):
    emmy, data = sign_in("emmy"), typed(pupils_5b[0], text="Half af")
    emmy.post(url_of("draft-attach", data["form"]), {"files": SimpleUploadedFile("a.txt", b"dag")})

    emmy.post(url_of("attachment-remove", Attachment.objects.get(draft__isnull=False).pk), data)

    assert NoteDraft.objects.get().text == "Half af"
    assert not Attachment.objects.filter(draft__isnull=False).exists()


def stored():
    return {path for path in Path(private_storage().location).rglob("*") if path.is_file()}


def test_a_row_that_is_not_kept_leaves_no_file(member):
    emmy, form = member("emmy"), uuid.uuid4()
    attach(by=emmy, form=form, name="eerste.png", content=KINDS["image/png"])
    before = stored()

    def refuse(execute, sql, *rest):
        if sql.startswith("INSERT"):
            raise OperationalError("disk is full")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse), pytest.raises(OperationalError):
        attach(by=emmy, form=form, name="tweede.png", content=KINDS["image/png"])

    assert stored() == before


def test_a_day_later_what_no_row_names_is_gone_and_the_rest_is_not(member, pupils_5b):
    kept = make_attachment(make_note(pupils_5b[0]))
    folder = Path(private_storage().location)
    (folder / "ab").mkdir(exist_ok=True)
    old, new = folder / "ab" / "left-behind", folder / "ab" / "just-written"
    for path in (old, new):
        path.write_bytes(b"x")
    for path in (old, Path(kept.file.path)):
        os.utime(path, (1, 1))

    forget_unnamed_files.call()

    assert (old.exists(), new.exists(), Path(kept.file.path).exists()) == (False, True, True)
