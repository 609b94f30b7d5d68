"""One row of the overview alone: what a screen asks for when somebody edited it here or at another table."""

import re
from html import unescape

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gezien.needs.models import EducationalNeed
from gezien.needs.queries.agreed import subject_lines
from gezien.needs.queries.look import DIVISIONS, SETS
from gezien.needs.queries.shape import Shape
from gezien.pupils.models import Group
from gezien.results.models import Instrument
from tests.factories.needs import add_results, make_clustering, make_group, place, pupils_of, see
from tests.needs.test_overview import ARITHMETIC, READING, page_of

PART = {"HX-Request": "true"}
METHOD = "methode-rekenen"


def rows_on(text: str) -> dict[int, str]:
    """The rows of a page by pupil."""
    return {int(pk): row for row, pk in re.findall(r'(<tr id="p(\d+)".*?</tr>)', text, re.DOTALL)}


def address_on(text: str, *pupils: int) -> str:
    """Where a page says that rows of it are fetched."""
    first, *more = pupils
    address = unescape(re.search(r'data-overview="([^"]+)"', text)[1])
    return address.replace("/rows/0/", f"/rows/{first}/") + (f"&with={','.join(map(str, more))}" if more else "")


@pytest.fixture
def uneven(period, arithmetic) -> Group:
    """Of three pupils one has everything, one another test only, and one nothing."""
    group = make_group(period.year)
    first, second, _third = pupils_of(group)
    add_results(first, ARITHMETIC, [(80, "IV"), (95, "III"), (92, "V")])
    add_results(first, READING, [(30, "III"), (41, "II")])
    add_results(second, METHOD, [(70, ""), (75, "")])
    place(make_clustering(group, arithmetic, period, ["Intensief", "Basis"]), "Basis", [second])
    EducationalNeed.objects.create(school=group.school, pupil=first, subject=arithmetic, period=period, goal="Tafels.")
    return group


@pytest.mark.requirement("H8", "H37")
@pytest.mark.parametrize("columns", SETS)
@pytest.mark.parametrize("by", DIVISIONS)
def test_row_alone_is_the_row_of_the_page_however_one_looks(sign_in, uneven, arithmetic, columns, by):
    coach = sign_in("sanne")
    page = page_of(coach, uneven, columns=columns, by=by, subject=arithmetic.pk).text

    shown = rows_on(page)
    alone = {pk: coach.get(address_on(page, pk), headers=PART).text.strip() for pk in shown}

    assert (len(shown), alone) == (3, shown)


@pytest.mark.parametrize("name", ["emmy", "sanne", "karim"])
@pytest.mark.parametrize("columns", ["all", "social"])
def test_rows_of_a_real_group_alone_are_those_of_the_page_for_each_reader(sign_in, group_5b, name, columns):
    client = sign_in(name)
    page = page_of(client, group_5b, columns=columns).text
    shown = rows_on(page)
    some = sorted(shown)[:12]

    reply = client.get(address_on(page, *some), headers=PART)

    assert rows_on(reply.text) == {pk: shown[pk] for pk in some}


def test_row_alone_stands_on_the_test_that_was_chosen(sign_in, uneven):
    coach, method = sign_in("sanne"), Instrument.objects.get(school=uneven.school, code=METHOD)
    page = page_of(coach, uneven, tests=method.pk).text
    first = pupils_of(uneven)[0].pk

    assert coach.get(address_on(page, first), headers=PART).text.strip() == rows_on(page)[first]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("size", [3, 20])
def test_row_asks_nothing_about_the_rest_of_the_group(sign_in, period, django_assert_num_queries, size):
    group = make_group(period.year, size)
    for pupil in pupils_of(group):
        add_results(pupil, ARITHMETIC, [(80, "IV"), (95, "III")])
    see(group)
    coach = sign_in("sanne")
    address = address_on(page_of(coach, group).text, pupils_of(group)[0].pk)

    with django_assert_num_queries(12):  # two of them for the rules, as the signals were not looked at since
        coach.get(address, headers=PART)


def test_screens_told_of_one_change_share_an_answer_and_the_next_change_has_its_own(
    sign_in, uneven, django_assert_num_queries
):
    coach, first = sign_in("sanne"), pupils_of(uneven)[0]
    address = address_on(page_of(coach, uneven).text, first.pk)
    shared = coach.get(f"{address}&at=7", headers=PART).text

    EducationalNeed.objects.filter(pupil=first).update(goal="Iets anders.")
    with django_assert_num_queries(4):
        again = coach.get(f"{address}&at=7", headers=PART).text

    assert again == shared
    assert "Iets anders." in coach.get(f"{address}&at=8", headers=PART).text
    reader = sign_in("karim").get(f"{address}&at=7", headers=PART).text  # who may not edit gets no editors
    assert ("data-edit" in shared, "data-edit" in reader) == (True, False)


@pytest.mark.parametrize("names", [("emmy", "sanne", "karim", "tom"), ("tom", "karim", "sanne", "emmy")])
def test_shared_answer_is_each_readers_own_whoever_asks_first(sign_in, group_5b, names):
    clients = {name: sign_in(name) for name in names}
    first = pupils_of(group_5b)[0].pk
    address = {name: address_on(page_of(client, group_5b).text, first) for name, client in clients.items()}

    told = f"{'-'.join(names)}.1"
    shared = {name: client.get(f"{address[name]}&at={told}", headers=PART).text for name, client in clients.items()}
    alone = {name: client.get(address[name], headers=PART).text for name, client in clients.items()}

    assert shared == alone


def test_row_keeps_the_columns_of_its_page_when_results_come_in(sign_in, uneven):
    coach, third = sign_in("sanne"), pupils_of(uneven)[2]
    page = page_of(coach, uneven).text
    add_results(third, "avi", [(None, "E4")])

    row = coach.get(address_on(page, third.pk), headers=PART).text

    assert row.count("<td") == rows_on(page)[third.pk].count("<td")


def test_row_stands_elsewhere_by_need_and_cluster_but_not_by_other_words(sign_in, uneven):
    coach, (first, second, _third) = sign_in("sanne"), pupils_of(uneven)
    page = page_of(coach, uneven).text

    def stands(pupil) -> str:
        return re.search(r'data-stands="([^"]+)"', coach.get(address_on(page, pupil.pk), headers=PART).text)[1]

    before = stands(first), stands(second)
    EducationalNeed.objects.filter(pupil=first).update(goal="Tafels tot 10.")
    assert stands(first) == before[0]
    EducationalNeed.objects.filter(pupil=first).delete()
    second.placements.all().delete()
    assert (stands(first) != before[0], stands(second) != before[1]) == (True, True)


def test_address_of_before_gives_the_row_as_it_is_now(sign_in, uneven):
    coach, first = sign_in("sanne"), pupils_of(uneven)[0]
    address = reverse("needs:row", args=["zwaluw", uneven.pk, first.pk])

    assert list(rows_on(coach.get(address, headers=PART).text)) == [first.pk]
    assert list(rows_on(coach.get(f"{address}?shape=[[]", headers=PART).text)) == [first.pk]


def test_pupil_of_another_group_is_in_no_row(sign_in, uneven, pupils_5b):
    coach = sign_in("sanne")
    page = page_of(coach, uneven).text

    assert coach.get(address_on(page, pupils_5b[0].pk), headers=PART).status_code == 404


texts = st.text(max_size=8)
numbers = st.integers(1, 10**6)


@given(
    st.builds(
        Shape,
        columns=st.lists(st.tuples(numbers, texts, st.lists(numbers, max_size=2).map(tuple)), max_size=5).map(tuple),
        moments=st.lists(st.tuples(numbers, texts), max_size=5).map(tuple),
        domains=st.lists(st.tuples(numbers, texts), max_size=5).map(tuple),
    )
)
def test_shape_is_read_back_from_an_address_as_it_was(shape):
    assert Shape.read(str(shape)) == shape


@given(st.text(max_size=40) | st.just("[" * 3000) | st.just('[[["1","a",[[]]]],[],[]]'))
def test_address_that_is_no_shape_says_so(text):
    assert Shape.read(text) is None


def test_test_the_school_no_longer_has_is_left_out(zwaluw):
    lines = subject_lines(zwaluw)

    assert Shape(columns=((10**9, "M5", ()),)).columns_from(lines) == []
