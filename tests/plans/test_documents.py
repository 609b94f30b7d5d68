"""The group plan on paper."""

import io
import re

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from gezien.audit.models import AuditEvent
from gezien.documents.checks import check_template
from gezien.documents.fields import named
from gezien.needs.models import Placement
from gezien.paper.kinds import KINDS
from gezien.paper.press import Press
from gezien.plans.documents import file_name, group_plan_docx, group_plan_pdf
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.plans.queries import with_names

LINES = {
    "content": "Methode blok 7 tot en met 10; extra: sprongen op de getallenlijn en de tafelkaart.",
    "approach": "Verlengde instructie: voordoen, samen doen, hardop denken. Na elke stap controleren en benoemen.",
    "organisation": "Na de basisinstructie aan de instructietafel, op maandag, dinsdag en donderdag.",
    "evaluation": "Elke twee weken een korte controle; leerlingen kleuren zelf in wat lukt. Daarna de E5-toets.",
}


@pytest.fixture
def printed(member):
    """`printed(plan)` is the PDF that Emmy gets."""

    def pdf(plan: GroupPlan) -> PdfReader:
        loaded = with_names(GroupPlan.objects.all()).get(pk=plan.pk)
        return PdfReader(io.BytesIO(group_plan_pdf(loaded, member("emmy"))))

    return pdf


def text_of(pdf: PdfReader) -> str:
    """All words, with words that were divided at the end of a line whole again."""
    text = " ".join(page.extract_text() for page in pdf.pages)
    return re.sub(r"\s+", " ", re.sub(r"[-\u00ad\u2010]\s*\n\s*", "", text))


@pytest.mark.requirement("H18")
def test_ordinary_plan_fits_one_sheet(printed, plan, pupils_5b):
    PlanRow.objects.filter(plan=plan).update(**LINES)
    pdf = printed(plan)
    width, height = pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height
    assert len(pdf.pages) == 1
    assert (round(width), round(height)) == (842, 595)
    text = text_of(pdf)
    assert all(pupil.call_name in text for pupil in pupils_5b)
    for word in ("Intensief", "Basis", "Verdiept", "Doelen", "Inhoud", "Aanpak", "Organisatie", "Evaluatie"):
        assert word in text
    assert "getallenlijn" in text


def test_document_says_what_it_is_to_a_screen_reader(printed, plan):
    pdf = printed(plan)
    catalogue = pdf.trailer["/Root"]
    assert pdf.metadata.title == "Groepsplan · Groep 5b · Rekenen · Periode 2"
    assert catalogue["/Lang"] == "nl"
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert {"/Table", "/TH", "/TD", "/H1"} <= tags_of(catalogue["/StructTreeRoot"])


def tags_of(node) -> set[str]:
    """Every kind of tag below this one."""
    found = {str(node["/S"])} if "/S" in node else set()
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "keys"):
            found |= tags_of(kid)
    return found


def test_long_texts_flow_to_a_second_page_with_the_heads_again(printed, plan):
    PlanRow.objects.filter(plan=plan).update(**{name: f"{text} " * 6 for name, text in LINES.items()})
    pdf = printed(plan)
    assert len(pdf.pages) >= 2
    assert "Organisatie" in pdf.pages[1].extract_text()
    assert f"pagina 2 van {len(pdf.pages)}" in text_of(pdf)


@pytest.mark.parametrize("words", range(8, 64, 8))
def test_lines_to_write_on_never_cost_a_page(words, printed, plan):
    PlanRow.objects.filter(plan=plan).update(**dict.fromkeys(LINES, "bladzijde " * words))
    pdf = printed(plan)
    assert len(pdf.pages) == 1 or "Aantekeningen" not in text_of(pdf)


def test_text_longer_than_a_page_is_printed_whole(printed, plan, intensive):
    PlanRow.objects.filter(pk=intensive.pk).update(content=" ".join(f"woord{number}" for number in range(1500)))
    text = text_of(printed(plan))
    assert "woord0 " in text
    assert "woord1499" in text


def test_markup_stays_text_and_line_breaks_stay(printed, plan, intensive):
    PlanRow.objects.filter(pk=intensive.pk).update(content="*vet* #let x = $5$\nTweede")
    text = text_of(printed(plan))
    assert "*vet* #let x = $5$ Tweede" in text


def test_pupil_without_a_cluster_is_named_on_paper(printed, plan, clustering, pupils_5b):
    Placement.objects.filter(clustering=clustering, pupil=pupils_5b[1]).delete()
    assert f"Nog geen cluster: {pupils_5b[1].call_name}." in text_of(printed(plan))


def test_empty_plan_can_be_printed_to_write_on(printed, plan):
    Goal.objects.filter(row__plan=plan).delete()
    PlanRow.objects.filter(plan=plan).update(**dict.fromkeys(LINES, ""), minutes_a_week=0, times_a_week=0)
    assert "Aantekeningen" in text_of(printed(plan))


def test_file_is_named_after_group_subject_and_period_without_a_pupil(plan):
    assert file_name(plan) == "groepsplan-5b-rekenen-periode-2.pdf"


def test_plan_for_word_has_the_sheet_with_a_head_of_the_table_that_repeats(member, plan, pupils_5b):
    PlanRow.objects.filter(plan=plan).update(**LINES)
    loaded = with_names(GroupPlan.objects.all()).get(pk=plan.pk)
    document = Document(io.BytesIO(group_plan_docx(loaded, member("emmy"))))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "Cluster",
        "Doelen",
        "Inhoud",
        "Aanpak",
        "Organisatie",
        "Evaluatie",
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row.cells[0].text.split("\n")[0] for row in table.rows[1:]] == ["Intensief", "Basis", "Verdiept"]
    assert all(pupil.call_name in "".join(row.cells[0].text for row in table.rows) for pupil in pupils_5b)
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == ["Groep 5b · Rekenen"]


def test_shipped_template_passes_the_check_that_a_schools_own_must_pass(zwaluw):
    for kind in KINDS.values():
        press = Press(zwaluw)
        check_template(press.template(kind), kind.schema, named(press.shared() | kind.sample(), kind.all_fields))


def test_word_file_is_a_download_and_is_logged_as_export(sign_in, plan):
    response = sign_in("karim").get(reverse("plans:docx", args=["zwaluw", plan.pk]))
    event = AuditEvent.objects.filter(verb="plan.exported").latest("id")
    assert response.headers["Content-Disposition"] == 'attachment; filename="groepsplan-5b-rekenen-periode-2.docx"'
    assert (event.object_id, event.details) == (plan.pk, {"format": "docx"})


def test_download_is_a_pdf_and_is_logged_as_export(sign_in, plan, group_5b):
    response = sign_in("karim").get(reverse("plans:pdf", args=["zwaluw", plan.pk]))
    event = AuditEvent.objects.filter(verb="plan.exported").latest("id")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="groepsplan-5b-rekenen-periode-2.pdf"'
    assert response.content.startswith(b"%PDF-")
    assert (event.actor_name, event.object_id, event.group_id) == ("Karim Bouzid", plan.pk, group_5b.pk)
