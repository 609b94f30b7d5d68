"""The letterhead on everything, and a template of the school's own."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from PIL import Image
from pypdf import PdfReader

from gezien.audit.models import AuditEvent
from gezien.paper.actions import save_letterhead, upload_template, use_template
from gezien.paper.kinds import KINDS
from gezien.paper.logo import MOST_KEPT, WrongLogo, drawn
from gezien.paper.models import Letterhead, OwnTemplate
from gezien.paper.press import Press
from gezien.schools.rules import NotAllowed

KIND = "group_plan"


def picture(size=(300, 100), kind="PNG", colour="teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def word(*texts: str) -> bytes:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def letterhead(member) -> Letterhead:
    texts = {"name": "Basisschool De Zwaluw", "address": "Dorpsstraat 1, Dorp", "logo_alt": "Een zwaluw"}
    return save_letterhead(by=member("karim"), version=1, logo=picture(), **texts)


def pdf_of(school) -> PdfReader:
    press = Press(school)
    return PdfReader(io.BytesIO(press.pdf(KINDS[KIND], KINDS[KIND].sample())))


@pytest.mark.requirement("H25")
def test_letterhead_stands_on_pdf_and_in_word(letterhead, zwaluw):
    pdf, press = pdf_of(zwaluw), Press(zwaluw)
    text = pdf.pages[0].extract_text()
    document = Document(io.BytesIO(press.docx(KINDS[KIND], KINDS[KIND].sample())))
    head = document.sections[0].header
    assert "Basisschool De Zwaluw" in text
    assert "Dorpsstraat 1, Dorp" in text
    assert len(pdf.pages[0].images) == 1
    assert head.paragraphs[0].text.startswith("Basisschool De Zwaluw  Dorpsstraat 1, Dorp")
    assert [one.get("descr") for one in head._element.iter("{*}docPr")] == ["Een zwaluw"]


def test_school_without_letterhead_has_its_name(zwaluw):
    assert Press(zwaluw).letterhead.name == zwaluw.name
    assert zwaluw.name in pdf_of(zwaluw).pages[0].extract_text()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"GIF89a", b"<svg xmlns='x'></svg>", b"\x89PNG\r\n\x1a\nrest"])
def test_what_is_no_png_or_jpeg_is_no_logo(content):
    with pytest.raises(WrongLogo):
        drawn(content)


def test_logo_is_drawn_small_and_anew():
    noise = Image.effect_noise((2000, 900), 90)
    out = io.BytesIO()
    noise.save(out, "JPEG", comment=b"secret")
    kept = drawn(out.getvalue())
    assert len(kept) <= MOST_KEPT
    assert Image.open(io.BytesIO(kept)).format == "PNG"
    assert b"secret" not in kept


def test_letterhead_is_changed_on_its_page_and_logged(sign_in, zwaluw):
    sent = {
        "name": "",
        "address": "Plein 2",
        "logo_alt": "",
        "version": 1,
        "logo": SimpleUploadedFile("l.png", picture()),
    }
    response = sign_in("petra").post(reverse("paper:home", args=["zwaluw"]), sent)
    found = Letterhead.objects.get(school=zwaluw)
    assert (response.status_code, found.address, bytes(found.logo)[:4]) == (302, "Plein 2", b"\x89PNG")
    assert AuditEvent.objects.filter(verb="letterhead.changed").count() == 1
    again = {"name": "", "address": "Plein 3", "logo_alt": "", "version": found.version, "no_logo": "on"}
    sign_in("petra").post(reverse("paper:home", args=["zwaluw"]), again)
    assert bytes(Letterhead.objects.get(school=zwaluw).logo) == b""


def test_wrong_logo_is_told_and_nothing_changes(sign_in, zwaluw):
    sent = {"address": "Plein 2", "version": 1, "logo": SimpleUploadedFile("l.png", b"<svg></svg>")}
    response = sign_in("petra").post(reverse("paper:home", args=["zwaluw"]), sent)
    assert response.status_code == 422
    assert "geen SVG tonen" in response.content.decode()
    assert not Letterhead.objects.filter(school=zwaluw).exists()


def test_letterhead_that_changed_meanwhile_is_not_overwritten_unseen(sign_in, letterhead):
    sent = {"name": "x", "address": "", "logo_alt": "", "version": letterhead.version - 1}
    response = sign_in("petra").post(reverse("paper:home", args=["zwaluw"]), sent)
    assert response.status_code == 409
    assert Letterhead.objects.get().name == "Basisschool De Zwaluw"


def test_teacher_changes_neither(member):
    with pytest.raises(NotAllowed):
        save_letterhead(by=member("emmy"), version=1, name="x", address="", logo_alt="")
    with pytest.raises(NotAllowed):
        upload_template(by=member("emmy"), kind=KINDS[KIND], file_name="x.docx", content=word("x"))


def test_own_template_is_used_until_one_goes_back(member, zwaluw):
    kind = KINDS[KIND]
    own = upload_template(by=member("karim"), kind=kind, file_name="x.docx", content=word("Ons plan: {{ groep }}"))

    def first(school) -> str:
        return Document(io.BytesIO(Press(school).docx(kind, kind.sample()))).paragraphs[0].text

    assert first(zwaluw) == "Ons plan: Groep 5"
    use_template(by=member("karim"), template=own, in_use=False)
    assert first(zwaluw) == "Groep 5 · Rekenen"
    use_template(by=member("karim"), template=own, in_use=True)
    assert first(zwaluw) == "Ons plan: Groep 5"


def test_template_with_an_unknown_field_is_refused_with_its_place(sign_in):
    sent = {"file": SimpleUploadedFile("x.docx", word("Kop", "{{ groep }} {{ juf }}"))}
    response = sign_in("sanne").post(reverse("paper:template", args=["zwaluw", KIND]), sent)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Het veld “juf” is niet bekend. Het staat in alinea 2: “{{ groep }} {{ juf }}”." in text
    assert not OwnTemplate.objects.exists()


def test_every_kind_offers_template_example_and_fields(sign_in):
    client = sign_in("karim")
    for key, kind in KINDS.items():
        page = client.get(reverse("paper:template", args=["zwaluw", key]))
        assert [row["code"] for row in page.context["fields"]][:2] == ["{{ titel }}", "{{ ondertitel }}"]
        shipped = client.get(reverse("paper:shipped", args=["zwaluw", key])).content
        assert "{{ ondertitel }}" in [one.text for one in Document(io.BytesIO(shipped)).paragraphs]
        for form in ("pdf", "docx"):
            assert client.get(reverse("paper:preview", args=["zwaluw", key, form])).status_code == 200
        assert all(str(field.meaning) for field in kind.all_fields)


def test_shipped_template_can_be_uploaded_as_ones_own(member, zwaluw):
    for kind in KINDS.values():
        content = Press(zwaluw).template(kind)
        assert upload_template(by=member("karim"), kind=kind, file_name="x.docx", content=content).in_use
