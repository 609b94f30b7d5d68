"""The group overview as PDF and for Word."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from gezien.audit.models import AuditEvent
from gezien.needs.documents.overview import OVERVIEW, overview_paper
from gezien.paper.press import Press
from gezien.pupils.models import Enrolment


def address(group, form):
    return reverse("paper:document", args=["zwaluw", "overview", group.pk, form])


@pytest.mark.requirement("H8")
def test_every_pupil_stands_on_the_pdf_with_newest_results(sign_in, group_5b, pupils_5b):
    reply = sign_in("emmy").get(address(group_5b, "pdf"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(reply.content)).pages)
    assert all(pupil.call_name in text for pupil in pupils_5b)
    assert "Belemmerend" in text
    assert "Rekenen:" in text


@pytest.mark.requirement("H8")
def test_word_has_a_row_for_each_pupil_under_a_head_that_comes_back(sign_in, group_5b, pupils_5b):
    reply = sign_in("emmy").get(address(group_5b, "docx"))
    table = Document(io.BytesIO(reply.content)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][:2] == ["Leerling", "Resultaten"]
    assert {row.cells[0].text for row in table.rows[1:]} == {pupil.name for pupil in pupils_5b}


def test_it_says_what_the_screen_says(member, group_5b, pupils_5b):
    rows = {one["name"]: one for one in overview_paper(group_5b, member("emmy"))["pupils"]}
    page = rows[next(pupil.name for pupil in pupils_5b if pupil.call_name == "Bilal")]
    assert page["signal"]
    assert all(line.count(": ") == 1 for line in page["results"].splitlines())


def test_taking_it_out_is_logged_and_others_find_nothing(sign_in, group_5b):
    sign_in("emmy").get(address(group_5b, "pdf"))
    assert AuditEvent.objects.filter(verb="group.exported", group_id=group_5b.pk).exists()
    assert sign_in("fleur").get(address(group_5b, "pdf")).status_code == 404


def test_a_group_without_pupils_is_an_empty_page(member, sign_in, group_5b):
    Enrolment.objects.filter(group=group_5b).delete()
    assert sign_in("emmy").get(address(group_5b, "pdf")).status_code == 200


def test_the_shipped_template_knows_its_own_fields(zwaluw, member, group_5b):
    document = Press(zwaluw).docx(OVERVIEW, OVERVIEW.sample())
    assert "Alex" in Document(io.BytesIO(document)).tables[0].rows[1].cells[0].text
