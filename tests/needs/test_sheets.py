"""The overview as a spreadsheet: what it says, that it is logged, and that nothing in it can run."""

import datetime as dt
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gezien.audit.models import AuditEvent
from gezien.notes.models import Note
from tests.factories.needs import add_results, make_group, pupils_of, see
from tests.factories.notes import make_factor, make_note
from tests.needs.test_overview import ARITHMETIC

HEADS = 7  # lines above the first pupil


def exported(client, group, **query) -> bytes:
    """The file."""
    response = client.get(reverse("needs:export", args=[group.school.slug, group.pk]), query)
    assert response.status_code == 200
    return response.content


def lines(content: bytes) -> list[list]:
    """The cells of the first sheet."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


@pytest.mark.requirement("H8")
def test_spreadsheet_begins_with_school_group_period_and_day(sign_in, group_5b):
    top = [line[:2] for line in lines(exported(sign_in("emmy"), group_5b, by="name"))[:5]]
    assert top == [
        ["School", "De Zwaluw"],
        ["Groep", "Groep 5b"],
        ["Periode", "2 (1 februari 2027 – 31 juli 2027)"],
        ["In beeld", "Alles"],
        ["Gemaakt op", "4 februari 2027"],
    ]


def test_spreadsheet_has_the_rows_and_columns_in_view(sign_in, period, arithmetic):
    group = make_group(period.year)
    first, second, _third = pupils_of(group)
    see(group)
    add_results(first, ARITHMETIC, [(80, "III"), (92.5, "III")])
    add_results(second, ARITHMETIC, [(60, "V")])
    sheet = lines(exported(sign_in("karim"), group, columns="all", by="name", only="support"))
    heads, rows = sheet[HEADS - 1], sheet[HEADS:]
    assert heads[:6] == ["Leerling", "Leerjaar", "Rekenen: Rekenen (volgsysteem)", "Cijfer", "Moment", "Groei"]
    assert [row[:5] for row in rows] == [["Bo Oefening01", "5", "V", 60.0, "M5"]]


def test_days_are_days(sign_in, period):
    group = make_group(period.year, 1)
    make_note(pupils_of(group)[0], kind=Note.Kind.PUPIL_TALK, happened_on=dt.date(2027, 1, 12))
    sheet = lines(exported(sign_in("karim"), group, columns="seen"))
    assert sheet[HEADS][3] == dt.date(2027, 1, 12)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://x.example")', "https://x.example"]
)
def test_what_people_wrote_never_becomes_a_formula_or_a_link(sign_in, period, text):
    group = make_group(period.year, 1)
    make_factor(pupils_of(group)[0], text=text)
    content = exported(sign_in("karim"), group)
    parts = {name: ZipFile(BytesIO(content)).read(name) for name in ZipFile(BytesIO(content)).namelist()}
    assert text in [cell for line in lines(content) for cell in line]
    assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts.values())


def test_taking_it_out_is_logged_with_what_was_in_view(sign_in, group_5b):
    exported(sign_in("emmy"), group_5b, columns="seen", by="name")
    (event,) = AuditEvent.objects.filter(verb="group.exported")
    assert (event.actor_name, event.group_id, event.reason) == ("Emmy de Groot", group_5b.pk, "geeft les aan 5b")
    assert event.details == {"screen": "Gezien en gesproken", "pupils": 24}
