"""Entering results by hand: row by row, by the pupil's teacher, taken back as a round."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.results.actions import CannotUndo
from gezien.results.actions.entry import NotHere, enter_result, undo_entry
from gezien.results.models import Delivery, Instrument, Result
from gezien.results.queries.entry import Entry, entry_rows
from gezien.schools.rules import NotAllowed

DAY = dt.date(2027, 2, 3)


@pytest.fixture
def entry(group_5b) -> Entry:
    """A test of the method that nobody of 5b made yet."""
    return Entry(group_5b, Instrument.objects.get(code="methode-rekenen"), "blok 9")


@pytest.fixture
def enter(member, entry, pupils_5b):
    """`enter(60)` enters that percentage for the first pupil of 5b."""

    def enter_figure(figure, *, level="", version=0, person="emmy", place=0, where=entry):
        number = None if figure is None else Decimal(figure)
        values = {"taken_on": DAY, "figure": number, "level": level}
        return enter_result(by=member(person), entry=where, pupil=pupils_5b[place], version=version, **values)

    return enter_figure


def figures(entry: Entry) -> list[int]:
    stored = Result.objects.filter(instrument=entry.instrument, moment=entry.part)
    return [int(figure) for figure in stored.order_by("pupil__call_name", "pupil_id").values_list("figure", flat=True)]


def url(entry: Entry, name: str = "entry", *more) -> str:
    return reverse(f"results:{name}", args=["zwaluw", entry.group.pk, entry.instrument.pk, entry.part, *more])


@pytest.mark.requirement("H1")
def test_rows_of_one_round_are_one_delivery_and_undone_as_one(member, entry, enter):
    enter(60)
    enter(70, place=1)
    assert Delivery.objects.filter(entry=entry.key).count() == 1
    tally = undo_entry(by=member("emmy"), entry=entry)
    assert (tally.added, figures(entry)) == (2, [])


def test_undoing_restores_what_a_file_had_delivered(member, arithmetic, group_5b, enter, pupils_5b):
    entry = Entry(group_5b, Instrument.objects.get(subject=arithmetic, is_main=True), "M")
    before = entry_rows(member("emmy"), entry)[0].result
    enter(1, level="V", version=before.version, where=entry)
    assert entry_rows(member("emmy"), entry)[0].result.level == "V"
    undo_entry(by=member("emmy"), entry=entry)
    after = entry_rows(member("emmy"), entry)[0].result
    assert (after.figure, after.level, after.delivery_id) == (before.figure, before.level, before.delivery_id)


def test_moment_follows_from_the_pupil_s_year_group(entry, enter, group_6, member):
    entry = Entry(entry.group, Instrument.objects.get(code="dmt"), "E")
    assert enter(80, level="I", where=entry).moment == "E5"


def test_emptied_row_entered_by_hand_is_removed_and_logged(entry, enter):
    result = enter(60)
    assert enter(None, version=result.version) is None
    assert figures(entry) == []
    assert AuditEvent.objects.filter(verb="result.removed").latest("pk").details["figure"] == "60.00"


def test_result_from_a_file_is_not_emptied_by_hand(member, arithmetic, group_5b, enter):
    entry = Entry(group_5b, Instrument.objects.get(subject=arithmetic, is_main=True), "M")
    stored = entry_rows(member("emmy"), entry)[0].result
    with pytest.raises(NotHere):
        enter(None, version=stored.version, where=entry)


def test_two_who_fill_the_same_row_do_not_overwrite_each_other(enter):
    enter(60)
    with pytest.raises(StaleVersion):
        enter(70, person="tom")


def test_only_who_may_write_in_the_file_enters_results(member, entry, enter):
    for person in ("fleur", "karim", "marleen"):
        with pytest.raises(NotAllowed):
            enter(60, person=person)
        with pytest.raises(NotAllowed):
            undo_entry(by=member(person), entry=entry)


def test_undoing_is_for_one_s_own_round(member, entry, enter):
    enter(60)
    with pytest.raises(CannotUndo):
        undo_entry(by=member("tom"), entry=entry)


@pytest.mark.requirement("H1")
@pytest.mark.parametrize(
    ("typed", "words"), [("101", "tussen 0 en 100"), ("veel", "geen getal"), ("-1", "tussen 0 en 100")]
)
def test_wrong_cell_is_refused_by_itself_with_the_reason(sign_in, entry, pupils_5b, typed, words):
    data = {"figure": typed, "version": 0, "taken_on": "2027-02-03"}
    response = sign_in("emmy").post(url(entry, "entry_row", pupils_5b[0].pk), data, headers={"X-Autosave": "1"})
    assert response.status_code == 422
    assert words in response.json()["errors"]["figure"][0]["message"]


def test_decimal_comma_is_saved_while_one_types(sign_in, entry, pupils_5b):
    data = {"figure": "81,5", "version": 0, "taken_on": "2027-02-03"}
    reply = sign_in("emmy").post(url(entry, "entry_row", pupils_5b[0].pk), data, headers={"X-Autosave": "1"}).json()
    assert reply["version"] == 1
    assert Result.objects.get(pk=reply["pk"]).figure == Decimal("81.5")


def test_plain_form_goes_on_to_the_next_pupil_or_keeps_what_was_typed(sign_in, entry, pupils_5b):
    client, row = sign_in("emmy"), url(entry, "entry_row", pupils_5b[0].pk)
    data = {"version": 0, "taken_on": "2027-02-03"}
    assert client.post(row, data | {"figure": "60"}).url.endswith(f"#row-{pupils_5b[1].pk}")
    response = client.post(row, data | {"figure": "6o", "version": 1})
    assert response.status_code == 422
    assert 'value="6o"' in response.content.decode()


def test_grid_shows_what_is_there_and_the_result_before(sign_in, arithmetic, group_5b, member):
    entry = Entry(group_5b, Instrument.objects.get(subject=arithmetic, is_main=True), "M")
    page = sign_in("emmy").get(url(entry)).content.decode()
    assert "24 van 24 ingevuld" in page
    assert "vorige: E4 · " in page


def test_choice_of_test_and_moment_leads_to_the_grid(sign_in, entry):
    chosen = {"instrument": entry.instrument.pk, "moment": "m"}
    response = sign_in("emmy").get(reverse("results:entry_choice", args=["zwaluw", entry.group.pk]), chosen)
    assert response.url.endswith(f"/{entry.instrument.pk}/M/")


def test_grid_asks_the_same_number_of_statements(sign_in, entry, enter, django_assert_num_queries):
    client = sign_in("emmy")
    for place in (0, 1, 2):
        with django_assert_num_queries(10):
            client.get(url(entry))
        enter(60, place=place)
