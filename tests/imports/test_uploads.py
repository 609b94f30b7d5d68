"""Uploaded files: none stays that no run names."""

import os

from gezien.imports import uploads
from gezien.imports.models import ImportRun
from gezien.imports.tasks import forget_unnamed_uploads


def test_a_day_later_an_upload_that_no_run_names_is_gone(zwaluw, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lost, waiting, fresh = (uploads.store([text])[0] for text in (b"lost", b"waiting", b"fresh"))
    ImportRun.objects.create(school=zwaluw, kind="pupils", file_hash="x", stored_as=waiting)
    for name in (lost, waiting):
        os.utime(uploads.path_of(name), (1, 1))

    forget_unnamed_uploads.call()

    assert [uploads.path_of(name).exists() for name in (lost, waiting, fresh)] == [False, True, True]
