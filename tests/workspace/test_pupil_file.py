"""The pupil file: what helps first, every instrument on its own scale, nothing that is not the reader's."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from gezien.agreements.models import Agreement
from gezien.audit.models import AuditEvent
from gezien.needs.models import Cluster, Clustering, EducationalNeed, Placement
from gezien.notes.models import Factor, Note
from gezien.plans.models import GroupPlan, PlanRow
from gezien.pupils.models import AccessGrant
from gezien.results.models import Instrument, Result
from gezien.schools.models import Period, User
from gezien.workspace.queries import pupil_file
from tests.factories.notes import make_factor, make_note


@pytest.fixture
def noor(pupils_5b):
    """A pupil of Emmy and Tom."""
    return pupils_5b[0]


def url(pupil):
    return reverse("workspace:pupil", args=[pupil.school.slug, pupil.pk])


def page_of(client, pupil):
    return client.get(url(pupil)).content.decode()


def make_result(pupil, instrument, day, figure=None, level="", moment=""):
    return Result.objects.create(
        school=pupil.school, pupil=pupil, instrument=instrument, taken_on=day, figure=figure, level=level, moment=moment
    )


@pytest.mark.requirement("H7")
def test_what_helps_stands_before_what_hinders(sign_in, noor):
    make_factor(noor, Factor.Direction.HINDERING, "snel afgeleid")
    make_factor(noor, Factor.Direction.STIMULATING, "bouwt graag")

    page = page_of(sign_in("emmy"), noor)

    assert 0 < page.index("bouwt graag") < page.index("snel afgeleid") < page.index('id="results"')


@pytest.mark.requirement("E8")
def test_the_balance_of_green_and_red_is_shown(sign_in, noor):
    Factor.objects.filter(pupil=noor).delete()
    make_factor(noor, Factor.Direction.STIMULATING, "bouwt graag")
    assert "1 × helpt, 0 × hindert" in page_of(sign_in("emmy"), noor)

    for text in ("snel afgeleid", "tempo"):
        make_factor(noor, Factor.Direction.HINDERING, text)
    page = page_of(sign_in("emmy"), noor)

    assert "1 × helpt, 2 × hindert" in page
    assert "wat werkt er wél?" in page


@pytest.mark.requirement("B2")
def test_the_page_says_when_the_pupil_was_last_seen_in_each_way(sign_in, noor):
    Note.objects.filter(pupil=noor).delete()
    make_note(noor, kind="observation", happened_on=dt.date(2027, 2, 3))
    make_note(noor, kind="pupil_talk", happened_on=dt.date(2027, 1, 7))

    page = page_of(sign_in("emmy"), noor)

    assert re.findall(r"<dd>(.*?)</dd>", page.partition('class="seen-ways"')[2].partition("</dl>")[0]) == [
        "gisteren",
        "4 weken geleden",
        "nog niet",
    ]


@pytest.mark.requirement("H3", "H4", "H5")
def test_every_kind_of_note_stands_in_the_time_line_newest_first(sign_in, noor):
    Note.objects.filter(pupil=noor).delete()
    make_note(noor, kind="pupil_talk", text="Wil leren klokkijken.", happened_on=dt.date(2026, 11, 2))
    make_note(noor, kind="parent_talk", text="Oefent thuis met de klok.", happened_on=dt.date(2026, 11, 9))
    make_note(noor, kind="observation", text="Las de klok voor.", happened_on=dt.date(2026, 11, 16))

    page = page_of(sign_in("emmy"), noor)

    order = [page.index(text) for text in ("Las de klok voor.", "Oefent thuis", "Wil leren klokkijken.")]
    assert order == sorted(order)


def test_a_restricted_note_is_read_by_author_coach_and_head_alone(sign_in, member, noor):
    make_note(noor, member("emmy").user, text="Moeder belde over thuis.", visibility="restricted")

    reads = {
        name: "Moeder belde over thuis." in page_of(sign_in(name), noor) for name in ("emmy", "tom", "sanne", "karim")
    }

    assert reads == {"emmy": True, "tom": False, "sanne": True, "karim": True}


def test_each_instrument_has_a_plot_and_a_table_of_its_own(sign_in, noor, arithmetic):
    Result.objects.filter(pupil=noor).delete()
    for name in ("Toets A", "Toets B"):
        instrument = Instrument.objects.create(
            school=noor.school, subject=arithmetic, code=name[-1], name=name, levels=["I", "II", "III", "IV", "V"]
        )
        for count in range(3):
            make_result(
                noor, instrument, dt.date(2026, 1 + 5 * count // 2, 10), 100 + 10 * count, "III", f"M{count + 3}"
            )

    page = page_of(sign_in("emmy"), noor)

    assert page.count('class="plot"') == 2
    assert page.count("<caption") == 2
    assert 'aria-label="Toets A: van 100 · III in M3 naar 120 · III in M5"' in page


def test_results_without_figures_are_drawn_on_the_levels_own_names(sign_in, noor, arithmetic):
    Result.objects.filter(pupil=noor).delete()
    avi = Instrument.objects.create(
        school=noor.school,
        subject=arithmetic,
        code="avi-x",
        name="AVI",
        figure="Level",
        levels=["E5", "M5", "E4", "M4"],
    )
    make_result(noor, avi, dt.date(2026, 2, 1), level="M4", moment="M4")
    make_result(noor, avi, dt.date(2027, 2, 1), level="M5", moment="M5")

    page = page_of(sign_in("emmy"), noor)

    assert re.findall(r'class="plot-axis"[^>]*text-anchor="end">(\w+)<', page) == ["E5", "M5", "E4", "M4"]


def test_an_agreement_about_the_pupil_stands_in_the_file(sign_in, member, noor):
    Agreement.objects.create(
        school=noor.school, pupil=noor, owner=member("tom").user, what="Leesgesprek voeren", due_on=dt.date(2027, 2, 9)
    )

    assert "Leesgesprek voeren" in page_of(sign_in("emmy"), noor)


def test_needs_of_this_period_stand_apart_from_earlier_ones(sign_in, member, noor, arithmetic, period):
    EducationalNeed.objects.filter(pupil=noor).delete()
    before = Period.objects.filter(starts_on__lt=period.starts_on).last()
    for when, goal in ((period, "Rekent tot duizend."), (before, "Rekent tot honderd.")):
        EducationalNeed.objects.create(school=noor.school, pupil=noor, subject=arithmetic, period=when, goal=goal)

    found = pupil_file.needs(noor, member("emmy"))

    assert [need["goal"] for need in found["now"]] == ["Rekent tot duizend."]
    assert [need["goal"] for need in found["earlier"]] == ["Rekent tot honderd."]


def test_the_plan_of_the_pupils_cluster_is_the_group_teachers_alone(member, noor, group_5b, arithmetic, period):
    PlanRow.objects.filter(cluster__placements__pupil=noor).delete()
    clustering, _made = Clustering.objects.get_or_create(
        school=noor.school, group=group_5b, subject=arithmetic, period=period
    )
    cluster = Cluster.objects.create(school=noor.school, clustering=clustering, name="Wolken")
    Placement.objects.update_or_create(
        clustering=clustering, pupil=noor, defaults={"cluster": cluster, "school": noor.school}
    )
    plan, _made = GroupPlan.objects.get_or_create(school=noor.school, group=group_5b, subject=arithmetic, period=period)
    PlanRow.objects.create(school=noor.school, plan=plan, cluster=cluster, goal="Rekent tot duizend.")

    goals = {
        name: [row["goal"] for row in pupil_file.plan_rows(noor, member(name))] for name in ("tom", "sanne", "fleur")
    }

    assert goals == {"tom": ["Rekent tot duizend."], "sanne": ["Rekent tot duizend."], "fleur": []}


def test_reading_is_logged_each_time_with_the_reason(sign_in, noor):
    emmy = sign_in("emmy")
    emmy.get(url(noor))
    emmy.get(url(noor))

    events = AuditEvent.objects.filter(verb="pupil.read", pupil_id=noor.pk, actor_name="Emmy de Groot")
    assert [(event.reason, event.details) for event in events] == [("geeft les aan 5b", {"screen": "file"})] * 2


def test_who_holds_a_grant_reads_but_does_not_write(sign_in, noor):
    AccessGrant.objects.create(
        school=noor.school,
        user=User.objects.get(username="leerkracht2"),
        pupil=noor,
        reason="valt vrijdag in",
        starts_on=dt.date(2027, 2, 1),
        ends_on=dt.date(2027, 2, 28),
    )

    page = page_of(sign_in("fleur"), noor)

    assert "heeft toegang tot en met 28 februari 2027: valt vrijdag in" in page
    assert reverse("notes:factors", args=[noor.school.slug, noor.pk]) not in page
    assert "?pupil=" not in page


@pytest.mark.parametrize(("name", "statements"), [("emmy", 13), ("sanne", 12), ("karim", 12)])
def test_the_page_takes_as_many_statements_however_much_is_known(
    name, statements, sign_in, noor, arithmetic, member, django_assert_num_queries
):
    client, address = sign_in(name), url(noor)
    with django_assert_num_queries(statements):
        client.get(address)
    instrument = Instrument.objects.filter(subject=arithmetic).first()
    for count in range(40):
        make_note(noor, member("tom").user, happened_on=dt.date(2025, 1, 1) + dt.timedelta(days=count))
        make_result(noor, instrument, dt.date(2019, 1, 1) + dt.timedelta(days=30 * count), 50 + count)
        make_factor(noor, text=f"kan {count}")

    with django_assert_num_queries(statements):
        client.get(address)


def test_thirty_notes_are_shown_and_all_on_request(sign_in, noor):
    Note.objects.filter(pupil=noor).delete()
    for count in range(31):
        make_note(noor, text=f"Notitie {count}.", happened_on=dt.date(2026, 9, 1) + dt.timedelta(days=count))
    emmy = sign_in("emmy")

    assert page_of(emmy, noor).count('<article class="moment">') == 30
    assert emmy.get(url(noor), {"all": ""}).content.decode().count('<article class="moment">') == 31


def test_an_empty_file_teaches_the_next_step(sign_in, noor):
    Note.objects.filter(pupil=noor).delete()
    Result.objects.filter(pupil=noor).delete()

    page = page_of(sign_in("emmy"), noor)

    assert "Schrijf de eerste notitie" in page
    assert "Nog geen resultaten" in page
