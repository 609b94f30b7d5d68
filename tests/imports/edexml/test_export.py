"""The administrator, or whoever runs the server, makes the school's roster into a file."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.imports.formats.edexml.reader import read
from gezien.schools.models import SchoolYear
from tests.factories.edexml import edexml, pupil, write


def test_the_page_gives_a_file_of_the_chosen_year_and_logs_it(sign_in, zwaluw, group_5b, tmp_path):
    url = reverse("imports:export", args=[zwaluw.slug])
    response = sign_in("petra").post(url, {"year": group_5b.year_id})
    roster = read(write(tmp_path, response.content))
    event = AuditEvent.objects.get(verb="roster.exported")
    assert response["Content-Disposition"] == 'attachment; filename="EDEX-2026-2027.xml"'
    assert (roster.school.year_name, len(list(roster.pupils))) == ("2026-2027", event.details["pupils"])
    assert event.actor_name == "Petra Mulder"


def test_the_page_offers_the_present_year_first(sign_in, zwaluw):
    page = sign_in("petra").get(reverse("imports:export", args=[zwaluw.slug])).content.decode()
    assert "selected>2026-2027" in page


def test_a_year_without_pupils_says_so(sign_in, zwaluw):
    empty = SchoolYear.objects.create(school=zwaluw, name="2031-2032", starts_on="2031-08-01", ends_on="2032-07-31")
    response = sign_in("petra").post(reverse("imports:export", args=[zwaluw.slug]), {"year": empty.pk})
    assert (response.status_code, "geen leerlingen in 2031-2032" in response.content.decode()) in {
        (200, False),
        (422, True),
    }


def test_the_command_writes_what_the_importer_reads(apply, school, tmp_path):
    apply(edexml(pupil("1")))
    out = StringIO()
    call_command("export-edexml", str(tmp_path / "uit.xml"), "--school", school.slug, stdout=out)
    assert [row.key for row in read(tmp_path / "uit.xml").pupils] == ["1"]
    assert ((tmp_path / "uit.xml").stat().st_mode & 0o077, "uit.xml" in out.getvalue()) == (0, True)


def test_the_command_asks_which_school_and_knows_its_years(school, tmp_path):
    with pytest.raises(CommandError, match="--school"):
        call_command("export-edexml", str(tmp_path / "uit.xml"))
    with pytest.raises(CommandError, match="schooljaar"):
        call_command("export-edexml", str(tmp_path / "uit.xml"), "--school", school.slug, "--year", "1999-2000")
