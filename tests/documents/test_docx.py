"""Word documents from templates: what is filled in, and what a template may not do."""

import io
import zipfile

import pytest
from django.utils import translation
from docx import Document

from gezien.documents.checks import MOST_BYTES, check_template
from gezien.documents.docx import render_docx
from gezien.documents.fields import Field, named, schema
from gezien.documents.sandbox import WrongTemplate

FIELDS = (
    Field("title", "titel", "title"),
    Field("rows", "rijen", "rows", item="rij", fields=(Field("name", "naam", "name"), Field("goal", "doel", "goal"))),
)
DATA = {
    "title": "Plan",
    "rows": [{"name": "Basis", "goal": "Tellen & <b>meten</b>"}, {"name": "Verdiept", "goal": "a\nb"}],
}


def word(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, **parts: bytes) -> bytes:
    """The package with other parts ("word/x.bin") in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def filled(template: bytes, data: dict = DATA) -> Document:
    made = render_docx(template, named(data, FIELDS), title="Plan", author="De Zwaluw", language="nl-BE")
    return Document(io.BytesIO(made))


def refused(content: bytes) -> str:
    with translation.override("nl"), pytest.raises(WrongTemplate) as told:
        check_template(content, schema(FIELDS), named(DATA, FIELDS))
    return str(told.value)


def test_fields_are_filled_in_and_repeated_as_text():
    texts = [
        one.text
        for one in filled(word("{{ titel }}", "{%p for rij in rijen %}", "{{ rij.doel }}", "{%p endfor %}")).paragraphs
    ]
    assert texts == ["Plan", "Tellen & <b>meten</b>", "a\nb"]


def test_signs_of_a_template_in_what_somebody_typed_stay_text():
    assert (
        filled(word("{{ titel }}"), {"title": "{{ rijen }} \x07\x0c 5 {% if %}"}).paragraphs[0].text
        == "{{ rijen }}  5 {% if %}"
    )


def test_document_says_title_author_and_language():
    properties = filled(word("{{ titel }}")).core_properties
    assert (properties.title, properties.author, properties.language) == ("Plan", "De Zwaluw", "nl-BE")


def test_template_with_known_fields_is_accepted():
    check_template(
        word("{%p for rij in rijen if rij.naam %}", "{{ loop.index }} {{ rij.naam|upper }}", "{%p endfor %}"),
        schema(FIELDS),
        {},
    )


def test_unknown_field_is_named_with_its_place():
    assert refused(word("Kop", "Groep: {{ groepp }}")) == (
        "Het veld “groepp” is niet bekend. Het staat in alinea 2: “Groep: {{ groepp }}”."
    )


def test_unknown_field_in_a_row_of_a_table_and_in_the_footer_is_found():
    document = Document()
    document.add_table(rows=3, cols=1)
    for row, text in zip(
        document.tables[0].rows, ("{%tr for x in rijen %}", "{{ x.doelen }}", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].text = text
    assert refused(saved(document)) == "Het veld “x.doelen” is niet bekend. Het staat in een tabel: “{{ x.doelen }}”."
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "{{ voet }}"
    assert refused(saved(document)).endswith("Het staat in de kop- of voettekst: “{{ voet }}”.")


@pytest.mark.parametrize(
    "code",
    [
        "{{ titel.__class__.__mro__ }}",
        "{{ titel.upper() }}",
        "{{ ''.__class__ }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% set x = rijen %}{{ x }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{% endmacro %}",
        "{{ rijen|map(attribute='x') }}",
        "{{ range(10) }}",
        "{{ self }}",
        "{{ titel|attr('x') }}",
        "{% for a in rijen %}{% for b in rijen %}{% for c in rijen %}{% for d in rijen %}{% for e in rijen %}x"
        + "{% endfor %}" * 5,
        "{% for x in titel %}{% endfor %}",
        "{% for rij in rijen %}",
        "{{ titel",
    ],
)
def test_template_that_does_more_than_filling_in_is_refused(code):
    assert refused(word(code))


def test_attribute_of_an_object_is_never_read():
    assert filled(word("{{ titel.__class__ }}{{ rijen.append }}{{ rijen.__class__ }}.")).paragraphs[0].text == "."


@pytest.mark.parametrize("code", ["{{ titel.upper() }}", "{{ 'a' * 9 }}"])
def test_what_is_refused_is_not_rendered_either(code):
    with pytest.raises(WrongTemplate):
        filled(word(code))


def test_document_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr("gezien.documents.sandbox.MOST_CHARACTERS", 10_000)
    many = {"rows": [{"name": "x" * 100}] * 200}
    with pytest.raises(WrongTemplate):
        filled(word("{%p for rij in rijen %}", "{{ rij.naam }}", "{%p endfor %}"), many)


def test_repetition_that_breaks_the_document_is_refused():
    document = Document()
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{% for rij in rijen %}{{ rij.naam }}"
    document.add_paragraph("{% endfor %}")
    assert "Word" in refused(saved(document))


def test_other_files_are_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("x.txt", "x")
    assert [
        ("geen Word-document" in refused(one)) for one in (b"", b"%PDF-1.7", b"PK\x03\x04x", packed.getvalue())
    ] == [True] * 4
    assert "groter dan 2 MB" in refused(b"x" * (MOST_BYTES + 1))


def test_packed_to_burst_is_refused():
    assert "te groot" in refused(changed(word("x"), **{"word/media/image1.png": bytes(20_000_000)}))


def test_macros_and_other_files_inside_are_refused():
    assert "macro" in refused(changed(word("x"), **{"word/vbaProject.bin": b"x"}))
    assert "andere bestanden" in refused(changed(word("x"), **{"word/embeddings/oleObject1.bin": b"x"}))


def relations(kind: str, target: str) -> bytes:
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    ).encode()


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://x.example/t.dotm"),
        ("image", "file:///c:/x.png"),
        ("hyperlink", "file:///c:/x.exe"),
    ],
)
def test_what_is_fetched_from_elsewhere_is_refused(kind, target):
    assert target[:20] in refused(changed(word("x"), **{"word/_rels/settings.xml.rels": relations(kind, target)}))


def test_link_to_the_schools_site_may_stay():
    content = changed(
        word("{{ titel }}"), **{"word/_rels/settings.xml.rels": relations("hyperlink", "https://school.example")}
    )
    check_template(content, schema(FIELDS), named(DATA, FIELDS))


def test_word_field_that_fetches_is_refused():
    document = Document()
    run = document.add_paragraph().add_run()
    run._r.append(run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instrText"))
    run._r[-1].text = ' INCLUDETEXT "c:\\\\x.docx" '
    assert "INCLUDETEXT" in refused(saved(document))


def field(*codes: str) -> bytes:
    """A Word field whose code stands in as many runs, after the field of the page's number."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    page = f"{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{end}"
    return (
        f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{page}{begin}{runs}{end}</w:p>'
    ).encode()


@pytest.mark.parametrize("name", ["word/footer9.xml", "Word/Footer9.XML", "elsewhere/footer9.xml"])
@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("INCLU", 'DETEXT "c:\\x"'), "INCLUDETEXT"),
        (("LI", "NK Excel"), "LINK"),
        (("DDE<!-- -->AUTO x",), "DDEAUTO"),
    ],
)
def test_word_field_cut_into_pieces_is_refused_in_every_part(name, codes, told):
    assert told in refused(changed(word("x"), **{name: field(*codes)}))


def test_other_word_fields_may_stay():
    content = changed(word("{{ titel }}"), **{"word/footer9.xml": field("HYPER", 'LINK "https://school.example"')})
    check_template(content, schema(FIELDS), named(DATA, FIELDS))


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "package", "control", "subDocument"])
def test_file_inside_is_refused_wherever_it_lies(kind):
    inside = relations(kind, "../pictures/x.png").replace(b' TargetMode="External"', b"")
    assert "andere bestanden" in refused(changed(word("x"), **{"word/_rels/settings.xml.RELS": inside}))


def test_document_that_names_entities_is_refused():
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x">&e;</w:document>'
    assert refused(changed(word("x"), **{"word/document.xml": evil}))
