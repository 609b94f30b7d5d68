"""Our own sample files come in: the roster, then results by UWLR, then the same by Edu-V."""

import pytest
from django.conf import settings as django_settings
from django_scopes import scope, scopes_disabled

from gezien.imports import uploads
from gezien.imports.formats.registry import FORMATS
from gezien.imports.models import ImportRun
from gezien.results.models import Result
from gezien.schools.models import School
from gezien.schools.rules import CommandLine
from tests.imports.edexml.test_samples import OWN, take_in

SAMPLES = django_settings.BASE_DIR / "samples"


@pytest.mark.requirement("H1")
def test_our_own_samples_hold_two_results_and_one_of_them_twice():
    take_in(OWN / "nl-2.1.xml")
    with scopes_disabled():
        school = School.objects.get(official_number="00GZ00")
    with scope(school=school):
        for kind, name in (("uwlr", "uwlr/resultaten-2.2.xml"), ("eduv", "edu-v/resultaten-2.1.json")):
            kept, digest = uploads.store([(SAMPLES / name).read_bytes()])
            run = ImportRun(school=school, kind=kind, file_name=name, file_hash=digest, stored_as=kept)
            FORMATS[kind].apply(CommandLine(school), run, {})
        stored = Result.objects.filter(school=school).order_by("pk").values_list("pupil__key", "figure", "level")
        assert [(key, float(figure), level) for key, figure, level in stored] == [
            ("10001", 214, "II"),
            ("10003", 82, ""),
        ]
