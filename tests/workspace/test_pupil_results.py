"""Results in the pupil file: each test on its own scale, with norm bands, references and what was read in it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from gezien.results.models import Analysis, Instrument, NormBand, NormTable, Result, ResultSettings


@pytest.fixture
def noor(pupils_5b):
    """A pupil of Emmy and Tom, without results."""
    Result.objects.filter(pupil=pupils_5b[0]).delete()
    return pupils_5b[0]


def page_of(client, pupil, **query):
    url = reverse("workspace:pupil-results", args=[pupil.school.slug, pupil.pk])
    return client.get(url, query).content.decode()


def make_instrument(subject, name="Toets A", **values):
    values = {"levels": ["I", "II", "III", "IV", "V"], "level_type": "IV", "code": name[-1].lower(), **values}
    return Instrument.objects.create(school=subject.school, subject=subject, name=name, **values)


def make_result(pupil, instrument, day, figure=None, level="", moment="", **values):
    return Result.objects.create(
        school=pupil.school,
        pupil=pupil,
        instrument=instrument,
        taken_on=day,
        figure=figure,
        level=level,
        moment=moment,
        **values,
    )


def make_norms(instrument, moment, *lowest):
    table = NormTable.objects.create(school=instrument.school, instrument=instrument, moment=moment, source="bijlage 3")
    for position, (level, bound) in enumerate(zip(instrument.levels, [*lowest, None], strict=True)):
        NormBand.objects.create(school=instrument.school, table=table, position=position, level=level, lowest=bound)


@pytest.mark.requirement("H1")
def test_each_instrument_has_a_plot_and_a_table_of_its_own(sign_in, noor, arithmetic):
    for name in ("Toets A", "Toets B"):
        instrument = make_instrument(arithmetic, name)
        for count in range(3):
            day = dt.date(2026, 1 + 5 * count // 2, 10)
            make_result(noor, instrument, day, 100 + 10 * count, "III", f"M{count + 3}")

    page = page_of(sign_in("emmy"), noor)

    assert page.count('class="plot"') == 2
    assert page.count("<caption") == 2
    assert 'aria-label="Toets A: van 100 · III in M3 naar 120 · III in M5"' in page
    assert "Van 110 naar 120 sinds M4, op de eigen schaal van deze toets. Hetzelfde niveau betekent" in page


def test_results_without_figures_are_drawn_on_the_levels_own_names(sign_in, noor, arithmetic):
    avi = make_instrument(arithmetic, "AVI-x", figure="Level", level_type="AVI", levels=["E5", "M5", "E4", "M4"])
    make_result(noor, avi, dt.date(2026, 2, 1), level="M4", moment="M4")
    make_result(noor, avi, dt.date(2027, 2, 1), level="M5", moment="M5")

    page = page_of(sign_in("emmy"), noor)

    assert re.findall(r'class="plot-axis"[^>]*text-anchor="end">(\w+)<', page) == ["E5", "M5", "E4", "M4"]


@pytest.mark.requirement("H1")
def test_norm_bands_lie_behind_the_line_where_every_moment_has_a_table(sign_in, noor, arithmetic):
    instrument, emmy = make_instrument(arithmetic), sign_in("emmy")
    make_result(noor, instrument, dt.date(2026, 2, 1), 90, "III", "M4")
    make_result(noor, instrument, dt.date(2027, 2, 1), 110, "II", "M5")
    make_norms(instrument, "M4", 110, 100, 85, 70)
    assert 'class="plot-band' not in page_of(emmy, noor)

    make_norms(instrument, "M5", 125, 108, 95, 80)
    page = page_of(emmy, noor)

    assert set(re.findall(r"plot-band-(\d)", page)) <= {"1", "2", "3", "4", "5"}
    assert 'class="plot-band plot-band-2"' in page
    assert "Banden: de normtabel van de school (bijlage 3)." in page


def test_delivered_references_stand_in_the_table_and_dle_only_where_the_school_reads_it(sign_in, noor, arithmetic):
    references = [{"type": "FunctioningLevel", "group": "", "value": "E4"}, {"type": "DLE", "group": "", "value": "27"}]
    make_result(noor, make_instrument(arithmetic), dt.date(2027, 2, 1), 110, "II", "M5", references=references)
    noor.year_3_started_on = dt.date(2024, 9, 1)  # a start in August or September counts the same
    noor.save()
    ResultSettings.objects.update(uses_dle=False)
    emmy = sign_in("emmy")
    page = page_of(emmy, noor)
    assert ("functioneringsniveau" in page, ">DLE<" in page) == (True, False)

    ResultSettings.objects.update_or_create(school=noor.school, defaults={"uses_dle": True})
    page = page_of(emmy, noor)

    assert re.findall(r'<th scope="row">(DLE?)</th><td>(\d+)</td>', page) == [("DLE", "27"), ("DL", "26")]


@pytest.mark.requirement("H2")
def test_what_was_read_stands_beside_the_figures(sign_in, noor, arithmetic, period):
    make_result(noor, make_instrument(arithmetic), dt.date(2027, 2, 1), 110, "II", "M5")
    Analysis.objects.filter(pupil=noor).delete()
    Analysis.objects.create(
        school=noor.school,
        pupil=noor,
        subject=arithmetic,
        period=period,
        going_well="Rekent handig met geld.",
        written_at=dt.datetime(2027, 2, 2, tzinfo=dt.UTC),
    )

    pages = {name: page_of(sign_in(name), noor) for name in ("emmy", "karim")}

    assert all("Rekent handig met geld." in page for page in pages.values())
    assert {name: "Analyse schrijven" in page for name, page in pages.items()} == {"emmy": True, "karim": False}


def test_one_subject_and_all_moments_are_shown_on_request(sign_in, noor, arithmetic):
    instrument, emmy = make_instrument(arithmetic), sign_in("emmy")
    for count in range(8):
        make_result(noor, instrument, dt.date(2019 + count, 2, 1), 50 + 10 * count, moment=f"M{count}")

    assert page_of(emmy, noor).count('<th scope="col">') == 7
    assert page_of(emmy, noor, all="").count('<th scope="col">') == 9
    assert page_of(emmy, noor, subject="99999").count('class="plot"') == 0
