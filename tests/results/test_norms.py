"""Norm tables: the school's own bounds, for drawing and explaining alone."""

import contextlib
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.results.bounds import Bounds, read_bounds, wrong_bounds
from gezien.results.models import Instrument, NormBand, NormTable, Result
from gezien.results.queries.norms import bands_for, drawn, in_school_order, level_in_norm, norm_at


def figures(*bands):
    """("A", 100, None) with decimals."""
    number = [[None if edge is None else Decimal(edge) for edge in edges] for _level, *edges in bands]
    return [(level, *edges) for (level, *_edges), edges in zip(bands, number, strict=True)]


@pytest.fixture
def table(zwaluw):
    """Invented bounds for a test of which the demo has none."""
    instrument = Instrument.objects.get(code="dia-rekenen")
    table = NormTable.objects.create(school=zwaluw, instrument=instrument, moment="M5", source="handleiding")
    NormBand.objects.bulk_create(
        NormBand(school=zwaluw, table=table, position=place, level=level, lowest=lowest, highest=highest)
        for place, (level, lowest, highest) in enumerate(figures(("A", 100, None), ("B", 90, 99), ("C", None, 89)))
    )
    return table


def test_bands_leave_no_gap_in_a_plot():
    bands = drawn(figures(("A", 100, None), ("B", 90, 99), ("C", None, 89)))
    assert [(band.low, band.high) for band in bands] == [(100, None), (90, 100), (None, 90)]


def test_bands_of_many_tests_are_one_statement(table, django_assert_num_queries):
    for instruments in ([table.instrument], list(Instrument.objects.all())):
        with django_assert_num_queries(1):
            found = bands_for(instruments)[table.instrument_id]
    assert [band.level for band in norm_at(found, "M5").bands] == ["A", "B", "C"]
    assert norm_at(found, "E5") is None


def test_removed_table_is_drawn_no_longer(table):
    NormTable.objects.update(removed_at="2027-02-01T10:00Z")
    assert bands_for([table.instrument]) == {}


@pytest.mark.parametrize(("level", "words"), [("A", "100 en meer"), ("B", "90–99"), ("E", "")])
def test_level_is_explained_by_the_school_s_own_bounds(table, level, words):
    norm = norm_at(bands_for([table.instrument]).get(table.instrument_id), "M5")
    assert level_in_norm(norm, level) == words


EDGE = st.one_of(st.none(), st.integers(0, 60).map(Decimal))


@given(st.lists(st.tuples(EDGE, EDGE), min_size=1, max_size=5))
def test_bounds_that_are_accepted_put_every_figure_in_one_level_at_most(edges):
    rows = [Bounds(f"L{place}", *pair) for place, pair in enumerate(edges)]
    if any(wrong_bounds(rows)):
        return
    for figure in range(61):
        held = [
            row.level
            for row in rows
            if (row.lowest is None or row.lowest <= figure)
            and (row.highest is None or figure <= row.highest)
            and not any(above.lowest is not None and figure >= above.lowest for above in rows[: rows.index(row)])
        ]
        assert len(held) <= 1
    lows = [row.lowest for row in rows if row.lowest is not None]
    assert lows == sorted(set(lows), reverse=True)


@pytest.mark.parametrize(
    ("bands", "wrong"),
    [
        ((("A", 100, None), ("B", 90, 99), ("C", None, 89)), []),
        ((("A", 100, None), ("B", 90, 100), ("C", None, 89)), [(1, "highest")]),
        ((("A", 90, None), ("B", 100, 110)), [(1, "highest"), (1, "lowest")]),
        ((("A", None, None), ("B", 90, None)), [(0, "lowest")]),
        ((("A", 100, 90), ("B", None, None)), [(0, "highest")]),
    ],
)
def test_overlap_and_order_are_named_where_they_are_wrong(bands, wrong):
    found = list(wrong_bounds([Bounds(*row) for row in figures(*bands)]))
    assert [(one.place, one.which) for one in found] == wrong


def test_lines_of_a_spreadsheet_are_read_in_any_order():
    text = "niveau\tvan\ttot\nB\t90\t99\nA\t100,5\t\nC\t80 t/m 89\n"
    assert read_bounds(text, ["A", "B", "C"]) == {"A": ("100,5", ""), "B": ("90", "99"), "C": ("80", "89")}


@pytest.mark.parametrize(("text", "words"), [("A\t1\nX\t2", "Regel 2"), ("A\tveel", "geen getal"), ("", "Geen niveau")])
def test_what_cannot_be_read_is_said_in_words(text, words):
    with pytest.raises(ValueError, match=words):
        read_bounds(text, ["A", "B"])


@given(st.text(max_size=60))
def test_whatever_is_pasted_is_read_or_refused(text):
    with contextlib.suppress(ValueError):
        assert set(read_bounds(text, ["A", "B"])) <= {"A", "B"}


def filled(**changes):
    """What the form of the main arithmetic test sends."""
    rows = {"lowest_0": "120", "lowest_1": "110", "highest_1": "119", "lowest_2": "100", "lowest_3": "90,5"}
    return {"version": 0, "moment": "m8", "source": "handleiding", **rows, **changes}


@pytest.fixture
def instrument(zwaluw):
    """A test with levels, without the bands of the demo."""
    NormTable.objects.all().delete()
    return Instrument.objects.get(code="lvs-rekenen")


@pytest.fixture
def add_url(instrument) -> str:
    return reverse("results:add_norm", args=["zwaluw", instrument.pk])


@pytest.mark.requirement("H1")
def test_norms_are_filled_in_changed_and_undone_and_no_result_changes(sign_in, instrument, add_url):
    levels = list(Result.objects.order_by("pk").values_list("level", flat=True))
    client = sign_in("sanne")
    client.post(add_url, filled())
    table = NormTable.objects.get()
    assert [band.words for band in bands_for([instrument])[instrument.pk]["M8"].bands][:2] == ["120 en meer", "110–119"]
    client.post(reverse("results:norm", args=["zwaluw", table.pk]), filled(version=1, lowest_0="125"))
    assert str(table.bands.get(position=0).lowest) == "125.00"
    client.post(reverse("results:norm_undo", args=["zwaluw", table.pk]), {"version": 2})
    assert str(table.bands.get(position=0).lowest) == "120.00"
    assert list(Result.objects.order_by("pk").values_list("level", flat=True)) == levels


def test_earlier_editions_stay_readable(sign_in, instrument, add_url):
    client = sign_in("sanne")
    client.post(add_url, filled(source="handleiding 2019"))
    url = reverse("results:norm", args=["zwaluw", NormTable.objects.get().pk])
    client.post(url, filled(version=1, lowest_0="125", source="handleiding 2023"))
    client.post(url, filled(version=2, lowest_0="130", source="handleiding 2027"))

    page = client.get(url)

    assert [one["source"] for one in page.context["editions"]] == ["handleiding 2023", "handleiding 2019"]
    assert "I: 120 en meer · II: 110–119" in page.content.decode()


def test_removed_table_comes_back_by_undo(sign_in, instrument, add_url):
    client = sign_in("sanne")
    client.post(add_url, filled())
    table = NormTable.objects.get()
    client.post(reverse("results:norm_removal", args=["zwaluw", table.pk]), {"version": 1})
    assert bands_for([instrument]) == {}
    assert "Terughalen" in client.get(reverse("results:norms", args=["zwaluw"])).content.decode()
    client.post(reverse("results:norm_undo", args=["zwaluw", table.pk]), {"version": 2})
    assert "M8" in bands_for([instrument])[instrument.pk]


def test_second_table_for_a_moment_is_refused(sign_in, add_url):
    client = sign_in("sanne")
    client.post(add_url, filled())
    response = client.post(add_url, filled())
    assert response.status_code == 422
    assert "al een normtabel" in response.content.decode()


def test_wrong_bound_stands_beside_its_cell_and_everything_typed_stays(sign_in, add_url):
    response = sign_in("sanne").post(add_url, filled(highest_1="121"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "II overlapt I" in page
    assert 'value="121"' in page
    assert not NormTable.objects.exists()


def test_pasted_lines_fill_the_cells_and_are_not_saved_yet(sign_in, add_url):
    data = {"version": 0, "fill": "1", "pasted": "I\t120\t\nII\t110\t119"}
    page = sign_in("sanne").post(add_url, data).content.decode()
    assert 'value="119"' in page
    assert not NormTable.objects.exists()


def test_two_who_change_the_same_table_do_not_overwrite_each_other(sign_in, add_url):
    client = sign_in("sanne")
    client.post(add_url, filled())
    url = reverse("results:norm", args=["zwaluw", NormTable.objects.get().pk])
    client.post(url, filled(version=1, lowest_0="125"))
    assert sign_in("marleen").post(url, filled(version=1, lowest_0="130")).status_code == 409


def test_norm_page_asks_the_same_number_of_statements(sign_in, add_url, django_assert_num_queries):
    client = sign_in("sanne")
    for moment in ("M8", "E7", "M7"):
        client.post(add_url, filled(moment=moment))
        with django_assert_num_queries(10):
            client.get(reverse("results:norms", args=["zwaluw"]))


def test_moments_stand_in_the_order_of_the_school():
    moments = ["E3", "M8", "", "M3", "B8", "E7"]
    assert sorted(moments, key=in_school_order) == ["", "M3", "E3", "E7", "B8", "M8"]
