"""Plan of one pupil, handover, week and substitute's sheet on paper, each by the rule of its page."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from gezien.audit.models import AuditEvent
from gezien.paper.kinds import KINDS
from gezien.paper.press import Press
from gezien.plans.models import Handover, IndividualPlan

MADE_OF_SECTIONS = ("individual", "handover", "substitute")


@pytest.fixture
def thing(member, group_5b):
    """`thing("week")` is what Emmy may print of that kind."""

    def found(key: str):
        if key == "handover":
            Handover.objects.get_or_create(school=group_5b.school, group=group_5b)
        things = KINDS[key].find(member("emmy"))
        return things.filter(pk=group_5b.pk).get() if key in ("week", "substitute") else things.order_by("pk").first()

    return found


@pytest.mark.requirement("H24", "H25", "H26", "H41")
@pytest.mark.parametrize("key", MADE_OF_SECTIONS)
def test_pdf_and_word_say_the_same_under_headings(key, thing, member):
    found = thing(key)
    if found is None:
        pytest.skip("the demo school has none for this teacher")
    kind, press = KINDS[key], Press(member("emmy").school)
    data = kind.data(found, member("emmy"))
    pdf = PdfReader(io.BytesIO(press.pdf(kind, data)))
    word = Document(io.BytesIO(press.docx(kind, data)))
    heads = [one.text for one in word.paragraphs if one.style.name == "Heading 2"]
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert heads == [section["head"] for section in data["sections"]]
    assert all(head in text for head in heads)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True


@pytest.mark.parametrize("key", ["week", "substitute"])
def test_week_and_substitutes_sheet_fit_one_page(key, thing, member):
    kind = KINDS[key]
    data = kind.data(thing(key), member("emmy"))
    assert data["sections"]
    assert len(PdfReader(io.BytesIO(Press(member("emmy").school).pdf(kind, data))).pages) == 1


def test_teacher_of_another_group_gets_none_of_them(sign_in, thing, zwaluw):
    for key in MADE_OF_SECTIONS:
        found = thing(key)
        if found is not None:
            address = reverse("paper:document", args=["zwaluw", key, found.pk, "pdf"])
            assert sign_in("fleur").get(address).status_code == 404


def test_document_is_logged_with_pupil_and_reason(sign_in, zwaluw):
    plan = IndividualPlan.objects.order_by("pk").first()
    sign_in("sanne").get(reverse("paper:document", args=["zwaluw", "individual", plan.pk, "docx"]))
    event = AuditEvent.objects.filter(verb="individualplan.exported").latest("id")
    assert (event.object_id, event.pupil_id, event.details) == (plan.pk, plan.pupil_id, {"format": "docx"})
    assert event.reason


def test_file_of_a_pupils_plan_does_not_name_the_pupil(sign_in, zwaluw):
    plan = IndividualPlan.objects.select_related("pupil").order_by("pk").first()
    response = sign_in("sanne").get(reverse("paper:document", args=["zwaluw", "individual", plan.pk, "pdf"]))
    assert plan.pupil.call_name.lower() not in response.headers["Content-Disposition"]
