"""The papers by name: what a school's own Word form can ask for, and the week as a timetable."""

import io
import re

import pytest
from docx import Document
from pypdf import PdfReader

from gezien.documents.build import Builder
from gezien.documents.checks import check_template
from gezien.documents.fields import named
from gezien.documents.letterhead import Letterhead
from gezien.documents.sandbox import WrongTemplate
from gezien.needs.documents.overview import overview_paper
from gezien.paper.kinds import KINDS
from gezien.paper.press import Press
from gezien.plans.documents.own_fields import grid
from gezien.plans.documents.reports import individual_paper, substitute_paper
from gezien.plans.documents.week import week_paper
from gezien.plans.models import Handover, IndividualPlan
from gezien.plans.queries.individual_content import content_of
from gezien.plans.queries.individual_settings import terms_of

WORDS = {"page": "pagina", "of": "van"}


def own_template(*lines: str) -> bytes:
    """A school's own form with these paragraphs."""
    builder = Builder(Letterhead(name="De Zwaluw", address="", logo=b"", logo_alt=""), language="nl", words=WORDS)
    for line in lines:
        builder.text(line)
    return builder.bytes()


def filled(school, key: str, data: dict, *lines: str) -> str:
    """What an own form with these lines says."""
    content = Press(school).docx(KINDS[key], data, own_template(*lines))
    return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


@pytest.mark.requirement("H24", "H44")
def test_own_form_puts_each_part_of_a_pupils_plan_where_it_wants(member, zwaluw):
    plan = IndividualPlan.objects.exclude(goals=None).select_related("pupil").earliest("pk")
    data = individual_paper(plan, member("sanne"))

    said = filled(
        zwaluw,
        "individual",
        data,
        "{{ leerling }} · {{ soort }}",
        "{%p for doel in doelen %}",
        "{{ doel.tekst }}",
        "{%p endfor %}",
    )

    goals = content_of(plan, terms_of(zwaluw))["goals"]
    assert said.splitlines()[0] == f"{plan.pupil.name} · {data['kind']}"
    assert len(goals) > 0
    assert all(goal["text"].rstrip(".") in said for goal in goals)


@pytest.mark.requirement("H41")
def test_own_form_of_a_handover_goes_pupil_by_pupil(member, zwaluw):
    handover = Handover.objects.select_related("group__year", "group__school").earliest("pk")
    kind = KINDS["handover"]
    data = kind.data(handover, member("sanne"))

    said = filled(
        zwaluw,
        "handover",
        data,
        "{{ groep }}",
        "{%p for leerling in leerlingen %}",
        "{{ leerling.naam }}",
        "{%p endfor %}",
    )

    assert len(data["pupils"]) > 1
    assert said.splitlines()[1:] == [one["name"] for one in data["pupils"]]


@pytest.mark.requirement("H26")
def test_own_form_for_a_substitute_has_habits_and_small_groups_apart(member, zwaluw, group_5b):
    group_5b.school = zwaluw
    data = substitute_paper(group_5b, member("emmy"))

    said = filled(zwaluw, "substitute", data, "{{ dag }}: {{ schooltijden }}", "{{ gewoontes }}")

    assert said.startswith(f"{data['day']}: {data['hours']}")
    assert data["habits"][:20] in said


def test_overview_names_group_number_and_cluster(member, group_5b, pupils_5b):
    data = named(overview_paper(group_5b, member("emmy")), KINDS["overview"].all_fields)

    assert (data["groep"], data["aantal"]) == ("Groep 5b", str(len(pupils_5b)))
    assert {"naam", "cluster", "behoefte"} <= data["leerlingen"][0].keys()


@pytest.mark.parametrize("key", ["individual", "handover", "week", "substitute", "overview"])
def test_sample_fills_every_named_field(key):
    kind = KINDS[key]
    empty = [name for name, value in named(kind.sample(), kind.fields).items() if value in ("", [])]
    assert empty == []


def test_field_of_another_paper_is_refused_with_its_name(zwaluw):
    kind = KINDS["week"]
    with pytest.raises(WrongTemplate, match="gewoontes"):
        check_template(own_template("{{ gewoontes }}"), kind.schema, named(kind.sample(), kind.all_fields))


# --- the week as a timetable ------------------------------------------------------------------------------------------


def slot(start: int, told: str) -> dict:
    return {"start": start, "begins": f"{start // 60}.{start % 60:02}", "told": told}


@pytest.mark.requirement("H26")
def test_timetable_has_a_row_for_each_time_and_two_at_once_stand_below_each_other():
    days = [{"slots": []} for _day in range(5)]
    days[0]["slots"] = [slot(540, "Rekenen"), slot(540, "Spelling")]
    days[3]["slots"] = [slot(525, "Lezen"), slot(540, "Rekenen")]

    rows = grid(days)

    assert [(row["time"], row["maandag"], row["donderdag"]) for row in rows] == [
        ("8.45", "", "Lezen"),
        ("9.00", "Rekenen\n\nSpelling", "Rekenen"),
    ]


@pytest.mark.requirement("H25", "H26")
def test_week_on_paper_is_one_landscape_sheet_with_the_days_as_columns(member, zwaluw, group_5b):
    group_5b.school = zwaluw
    data = week_paper(group_5b, member("emmy"))

    pdf = PdfReader(io.BytesIO(Press(zwaluw).pdf(KINDS["week"], data)))

    text = re.sub(r"\s+", " ", pdf.pages[0].extract_text())
    box = pdf.pages[0].mediabox
    assert (len(pdf.pages), box.width > box.height) == (1, True)
    assert all(name in text for name in ("Tijd", "Maandag", "Vrijdag"))
    assert all(one["cluster"] in text for day in data["days"] for one in day["slots"])
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True


def test_week_in_word_is_a_table_with_a_row_for_each_time(member, zwaluw, group_5b):
    group_5b.school = zwaluw
    data = week_paper(group_5b, member("emmy"))

    table = Document(io.BytesIO(Press(zwaluw).docx(KINDS["week"], data))).tables[0]

    assert [cell.text for cell in table.rows[0].cells][:2] == ["Tijd", "Maandag"]
    assert [row.cells[0].text for row in table.rows[1:]] == [row["time"] for row in data["grid"]]


def test_week_without_small_groups_says_so(member, zwaluw, group_6):
    group_6.school = zwaluw
    data = week_paper(group_6, member("fleur")) | {"grid": [], "days": []}

    text = PdfReader(io.BytesIO(Press(zwaluw).pdf(KINDS["week"], data))).pages[0].extract_text()

    assert "nog geen kleine groep" in text
