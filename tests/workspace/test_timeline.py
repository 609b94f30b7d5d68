"""The time line: everything in order, by kind, school year and subject, within the reader's rules."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.notes.models import Factor, Note
from gezien.pupils.models import Pupil
from gezien.results.models import Instrument, Result
from gezien.schools.models import SchoolYear
from gezien.workspace.queries.timeline import PAGE, PARTS, Asked, moments
from gezien.workspace.queries.timeline_words import SAID, kinds, shown
from tests.factories.notes import make_factor, make_note


@pytest.fixture
def noor(pupils_5b):
    """A pupil of Emmy and Tom."""
    return pupils_5b[0]


def page_of(client, pupil, headers=None, **query):
    url = reverse("workspace:pupil-timeline", args=[pupil.school.slug, pupil.pk])
    return client.get(url, query, headers=headers or {}).content.decode()


@pytest.mark.requirement("H3", "H4", "H5")
def test_every_kind_of_note_stands_in_the_time_line_newest_first(sign_in, noor):
    Note.objects.filter(pupil=noor).delete()
    make_note(noor, kind="pupil_talk", text="Wil leren klokkijken.", happened_on=dt.date(2026, 11, 2))
    make_note(noor, kind="parent_talk", text="Oefent thuis met de klok.", happened_on=dt.date(2026, 11, 9))
    make_note(noor, kind="observation", text="Las de klok voor.", happened_on=dt.date(2026, 11, 16))

    page = page_of(sign_in("emmy"), noor)

    order = [page.index(text) for text in ("Las de klok voor.", "Oefent thuis", "Wil leren klokkijken.")]
    assert order == sorted(order)


def test_each_part_has_words_and_a_place_in_the_filter(member, noor):
    found, has_more = moments(noor, member("sanne"), Asked(most=None))

    assert not has_more
    assert {one.kind for one in found} <= {*SAID, "result"}
    assert {part.kind for part in PARTS} == {name for name, _label in kinds()}


def test_nothing_of_days_to_come_and_newest_first(member, noor):
    make_note(noor, happened_on=clock.today() + dt.timedelta(days=1), text="Morgen.")

    found, _more = moments(noor, member("emmy"), Asked(most=None))

    days = [one.day for one in found]
    assert days == sorted(days, reverse=True)
    assert "Morgen." not in [one.text for one in found]


@pytest.mark.parametrize("kind", [name for name, _label in kinds()])
def test_a_kind_shows_that_kind_alone(member, noor, kind):
    Agreement.objects.create(
        school=noor.school, pupil=noor, owner=member("tom").user, what="Leesgesprek", due_on=dt.date(2027, 2, 9)
    )
    everything, _more = moments(noor, member("emmy"), Asked(most=None))

    narrowed, _more = moments(noor, member("emmy"), Asked(kinds=frozenset({kind}), most=None))

    assert narrowed == [one for one in everything if one.kind.removesuffix("_end") == kind]


def test_a_school_year_and_a_subject_narrow_it(member, noor, arithmetic):
    year = SchoolYear.objects.get(school=noor.school, name="2025-2026")

    found, _more = moments(
        noor,
        member("emmy"),
        Asked(starts_on=year.starts_on, ends_on=year.ends_on, subject=arithmetic.pk, most=None),
    )

    assert found
    assert all(year.starts_on <= one.day <= year.ends_on and one.subject == arithmetic.pk for one in found)


def test_a_restricted_note_is_no_moment_for_a_colleague(member, noor):
    make_note(noor, member("emmy").user, text="Moeder belde.", visibility="restricted")

    sees = {
        name: "Moeder belde." in [one.text for one in moments(noor, member(name), Asked(most=None))[0]]
        for name in ("emmy", "tom", "sanne")
    }

    assert sees == {"emmy": True, "tom": False, "sanne": True}


def test_another_pupils_moments_are_not_among_them(member, noor, pupils_5b):
    make_note(pupils_5b[1], text="Van een ander.")

    assert "Van een ander." not in [one.text for one in moments(noor, member("sanne"), Asked(most=None))[0]]


def test_an_ended_factor_is_told_when_it_began_and_when_it_ended(member, noor):
    Factor.objects.filter(pupil=noor).delete()
    make_factor(noor, "hindering", "tempo", noted_on=dt.date(2026, 9, 1), ended_on=dt.date(2026, 12, 1))
    found, _more = moments(noor, member("emmy"), Asked(kinds=frozenset({"factor"})))

    rows = shown(found, member("emmy"), can_edit=True)

    assert [(row["title"], row["day"]) for row in rows] == [
        ("Hindert niet meer", "1 december 2026"),
        ("Hindert", "1 september 2026"),
    ]


def test_results_that_follow_each_other_are_one_moment(member, noor):
    Result.objects.filter(pupil=noor).delete()
    test = Instrument.objects.get(school=noor.school, code="lvs-rekenen")
    for day, figure in ((20, "139.00"), (27, "142.50")):
        Result.objects.create(
            school=noor.school, pupil=noor, instrument=test, taken_on=dt.date(2027, 1, day), figure=figure, level="IV"
        )
    found, _more = moments(noor, member("emmy"), Asked(kinds=frozenset({"result"})))

    (row,) = shown(found, member("emmy"), can_edit=True)

    assert row["day"] == "20 – 27 januari 2027"
    assert [line["value"] for line in row["lines"]] == ["142,5 · IV", "139 · IV"]


def test_a_page_at_a_time_and_for_htmx_the_next_rows_alone(sign_in, noor):
    Note.objects.filter(pupil=noor).delete()
    for count in range(PAGE + 5):
        make_note(noor, text=f"Notitie {count:02}.", happened_on=dt.date(2026, 9, 1) + dt.timedelta(days=count))
    emmy = sign_in("emmy")
    first = page_of(emmy, noor, kind="note")
    assert (first.count('<li class="moment"'), "skip=25" in first) == (PAGE, True)

    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    rest = page_of(emmy, noor, headers=part, kind="note", skip=PAGE)

    assert (rest.count('<li class="moment"'), "<html" in rest, "Meer tonen" in rest) == (5, False, False)


@pytest.mark.parametrize(
    "query", [{"kind": "x"}, {"year": "abc"}, {"subject": "-1"}, {"skip": "9" * 30}, {"skip": "²"}]
)
def test_nonsense_in_the_address_counts_as_not_asked(sign_in, noor, query):
    assert '<li class="moment"' in page_of(sign_in("emmy"), noor, **query)


def test_a_choice_without_moments_says_so(sign_in, noor):
    Result.objects.filter(pupil=noor).delete()

    assert "Niets gevonden" in page_of(sign_in("emmy"), noor, kind="result")


def test_one_statement_however_much_is_known(member, noor, django_assert_num_queries):
    emmy = member("emmy")
    for count in (1, 60):
        for number in range(count):
            make_note(noor, happened_on=dt.date(2026, 9, 1) + dt.timedelta(days=number))
        with django_assert_num_queries(1):
            moments(noor, emmy, Asked())


def test_who_does_not_see_the_pupil_has_no_time_line(sign_in, noor):
    url = reverse("workspace:pupil-timeline", args=[noor.school.slug, noor.pk])

    assert sign_in("fleur").get(url).status_code == 404
    assert Pupil.objects.filter(pk=noor.pk).exists()
